"""What everything stands on: colours, type, space and icons."""

import re
from dataclasses import dataclass

from django.conf import settings

from groups.rules.choices import ColourSet
from mutualaid.style_page import tokens
from mutualaid.style_page.specimens import FOCUSED, HOVERED, LED_TO, Component, Family, State, drawn, partial

TOKEN = {
    "paper": "the page",
    "card": "what lies on it: rows, panels, fields",
    "ink": "text",
    "quiet": "text that may wait",
    "line": "hairlines",
    "edge": "edges of fields and buttons",
    "accent": "links and actions: the site’s own colour",
    "on-accent": "text on it",
    "wash": "a part that belongs together",
    "amber": "on now, and the ring of focus",
    "on-amber": "text on it",
    "glow": "something to know first",
    "danger": "danger to life, and nothing else",
    "danger-wash": "what it stands on",
    "steps": "12-step",
    "smart": "SMART Recovery",
    "community": "local community",
    "family": "family and friends",
    "other": "another way",
}
ICONS = {
    "search": "search",
    "help": "get help now",
    "leave": "leave quickly; turns with the language",
    "alert": "danger, and what is wrong with a field",
    "info": "something to know",
    "check": "yes; checked; in my week",
    "partly": "partly; still open",
    "no": "no; take away",
    "unknown": "not stated; not checked",
    "clock": "when it was checked; how long",
    "calendar": "calendar; my week",
    "pin": "a place",
    "filter": "filters",
    "online": "online",
    "phone": "a number to call",
    "message": "a number to text",
    "mail": "e-mail",
    "web": "a website",
    "step-free": "step-free",
    "women": "for women",
    "men": "for men",
    "person": "one person",
    "people": "for some people specially",
    "newcomers": "for newcomers",
    "language": "a language",
    "bsl": "British Sign Language",
    "hearing-loop": "hearing loop",
    "children": "children may come",
    "slip": "attendance slips",
    "add": "add to my week",
    "next": "opens, or leads on; turns with the language",
}
"""What each line icon stands for: an icon never has two meanings in one place."""


@dataclass(frozen=True)
class Swatch:
    """One token on one side."""

    token: str
    use: str
    light: str
    dark: str


@dataclass(frozen=True)
class Pair:
    """Something on something, with its contrast in the light and in the dark."""

    over: str
    under: str
    least: str
    light: str
    dark: str
    colours: tuple[str, str, str, str]


def family() -> Family:
    return Family("ground", "Colour, type and icons", [_colours(), _sets(), _contrasts(), _type(), _icons()])


def _both(name: str) -> tuple[dict[str, str], dict[str, str]]:
    rules = tokens.style_sheet()
    return tokens.colours(rules, name, tokens.LIGHT), tokens.colours(rules, name, tokens.DARK)


def _colours() -> Component:
    light, dark = _both(ColourSet.PINE)
    swatches = [Swatch(token, TOKEN.get(token, ""), light[token], dark[token]) for token in light]
    return Component(
        "Colour tokens",
        "static/css/site.css, @layer tokens",
        "No colour is written anywhere else. Each has one meaning; each kind of meeting has a hue, and beside it a "
        "shape and a word. Left the light side, right the dark one.",
        [
            State(
                "Pine, the set without a name", drawn("mutualaid/style/_colours.html", swatches=swatches), is_wide=True
            )
        ],
    )


def _sets() -> Component:
    return Component(
        "The six colour sets of a site",
        "Site.colour_set",
        "Staff choose one. It changes links, actions and washes; the kinds, amber and danger stay as they are. "
        "?colours=harbour in the address puts this whole page into a set.",
        [
            State(
                f"{label}, in the dark" if dark else str(label),
                drawn("mutualaid/style/_set.html", name=name, word="Find meetings", dark=dark),
            )
            for name, label in ColourSet.choices
            for dark in (False, True)
        ],
    )


def _contrasts() -> Component:
    wanted = dict.fromkeys(tokens.READABLE, 4.5) | {p: 3 for p in tokens.VISIBLE if p not in tokens.READABLE}
    return Component(
        "Contrast",
        "mutualaid/style_page/tokens.py",
        "Measured from the tokens as they stand in the style sheet, light and dark. Text needs 4.5 to 1, edges 3 to 1; "
        "tests/test_look.py holds every pair of every set to it.",
        [
            State(
                "Pine, light and dark",
                drawn("mutualaid/style/_contrast.html", pairs=_pairs(ColourSet.PINE, wanted)),
                is_wide=True,
            ),
            State("The least of the texts of each set", drawn("mutualaid/style/_least.html", sets=_least(wanted))),
        ],
    )


def _pairs(name: str, wanted: dict) -> list[Pair]:
    light, dark = _both(name)
    return [
        Pair(
            over,
            under,
            f"{least}",
            f"{tokens.contrast(light[over], light[under]):.1f}",
            f"{tokens.contrast(dark[over], dark[under]):.1f}",
            (light[over], light[under], dark[over], dark[under]),
        )
        for (over, under), least in wanted.items()
    ]


def _least(wanted: dict) -> list[tuple[str, str]]:
    found = []
    for name, label in ColourSet.choices:
        texts = [pair for pair in _pairs(name, wanted) if pair.least == "4.5"]
        worst = min(texts, key=lambda pair: min(float(pair.light), float(pair.dark)))
        ratio = min(worst.light, worst.dark, key=float)
        found.append((str(label), f"{ratio} to 1: {worst.over} on {worst.under}"))
    return found


def _type() -> Component:
    lines = [
        ("h1", "Meetings tonight near Woodbridge", "h1: one on a page, and it says where one is"),
        ("h2", "Tonight", "h2: a day, or a part of the page"),
        ("h3", "Tuesday Night Candlelight", "h3: a meeting, a group, a card"),
        ("next-date", "Next: tonight 7:30pm", "next-date: what a page is about, first"),
        ("answer", "Yes, if you want to stop drinking. Just turn up.", "answer: a question answered in a sentence"),
        ("", "Most meetings are free. Nobody has to speak.", "text: 1.125 rem, 1.55, at most 64 characters a line"),
        ("quiet", "For anyone who wants to stop drinking", "quiet: what may wait"),
        ("small", "Checked 3 November 2026 by phone", "small: marks, notes and the foot"),
    ]
    return Component(
        "Type",
        "static/css/site.css, @layer base",
        "The fonts of the device: nothing to download. Headings by weight and space rather than by size. Numbers in "
        "times line up.",
        [State("The scale", drawn("mutualaid/style/_type.html", lines=lines), is_wide=True)],
    )


def _icons() -> Component:
    sprite = (settings.ROOT / "static/img/icons.svg").read_text(encoding="utf-8")
    drawings = re.findall(r'<symbol id="([\w-]+)"', sprite)
    icons = [(name, ICONS.get(name, "")) for name in drawings if name in ICONS]
    shapes = [name for name in drawings if name not in ICONS and not name.startswith("hall")]
    return Component(
        "Icons",
        "static/img/icons.svg",
        "Own drawings, one file, one request. An icon stands beside a word and never instead of one; so it is hidden "
        "from screen readers. Shapes bring their own fill.",
        [
            State("Line icons", drawn("mutualaid/style/_icons.html", icons=icons), is_wide=True),
            State("The mark, and the shapes of the kinds", drawn("mutualaid/style/_icons.html", shapes=shapes)),
            State("hall-light and hall: the picture of home", partial("hall")),
        ],
    )


def pointed_at(rules: str) -> str:
    """The style sheet once more, with what happens under the pointer and with the focus happening in boxes of a class.

    So this page shows these states as they are, and nobody has to keep a copy of them.
    """
    controls = ":is(a, button, input, select, textarea, summary)"
    rules = re.sub(r":focus-visible", f":is(.{FOCUSED} {controls})", rules)
    rules = re.sub(r":focus-within", f":is(.{FOCUSED} *)", rules)
    rules = re.sub(r":target\b", f":is(.{LED_TO} *)", rules)
    return re.sub(r":hover", f":is(.{HOVERED} *)", rules)
