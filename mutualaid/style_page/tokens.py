"""The colours of the style sheet, as it declares them, and how well they stand off from one another."""

import re
from itertools import product

from django.conf import settings

from groups.rules.choices import ColourSet

READABLE = [  # text and what it stands on: 4.5 to 1
    *product(["ink", "quiet", "accent"], ["paper", "card", "wash"]),
    *product(["steps", "smart", "community", "family", "other"], ["paper", "card"]),
    *product(["ink", "accent"], ["glow"]),
    *product(["ink", "danger"], ["paper", "danger-wash"]),
    ("danger-wash", "danger"),
    ("on-accent", "accent"),
    ("on-amber", "amber"),
]
VISIBLE = [*product(["edge", "ink", "accent"], ["paper", "card"])]  # edges of fields, the ring of focus: 3 to 1

LIGHT, DARK = 0, 1


def style_sheet() -> str:
    """The rules of every public page, without the comments."""
    text = (settings.ROOT / "static/css/site.css").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def modern(rules: str) -> str:
    """The part for browsers that know light-dark(), which declares both sides."""
    return rules[rules.index("@supports (color: light-dark") :]


def declared(rules: str, name: str) -> dict[str, str]:
    """The colours that a colour set declares in a piece of the style sheet; pine is the plain :root."""
    selector = ":root" if name == ColourSet.PINE else f'[data-colours="{name}"]'
    body = re.search(re.escape(selector) + r"\s*{([^}]*)}", rules)[1]
    return {token: value for token, value in re.findall(r"--([\w-]+):\s*([^;]+);", body) if "#" in value}


def colours(rules: str, name: str, side: int) -> dict[str, str]:
    """All colours of a set, light or dark."""
    values = declared(modern(rules), ColourSet.PINE) | declared(modern(rules), name)
    pairs = {token: re.findall(r"#[0-9a-f]{6}", value) for token, value in values.items()}
    return {token: pair[side] if len(pair) == 2 else pair[0] for token, pair in pairs.items()}


def luminance(colour: str) -> float:
    """How light it is, from 0 to 1 (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
