"""Which letters a printed file can draw: those of the two fonts that the typesetter brings. No database, no clock."""

import re
import unicodedata
from collections.abc import Iterator

_SERIF = (
    "0020-007E 00A0-00AC 00AE-02E4 02EA-036F 0374-0375 037A-037E 0384-038A 038C 038E-03A1 03A3-03CE 03D0-03E1 "
    "03F0-03F6 03F8-03F9 03FB 03FD-0477 047C-047F 0483 048C-04C4 04C7-04CC 04D0-04F9 05B0-05C3 05C6 05D0-05EA "
    "05F0-05F4 1E00-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FC4 "
    "1FC6-1FD3 1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2000-200A 2010-2027 202F-2037 2039-203E 2044 2070-2071 "
    "2074-208E 20A2-20A4 20A7-20A8 20AB-20AC 20B1 20B9 20BF 2116 2122 2126 2153-215E 2190-2193 2212 2605 2665 2714 "
    "FB29-FB36 FB38-FB3C FB3E FB40-FB41 FB43-FB44 FB46-FB4E"
)
"""Libertinus Serif: the alphabets of Latin, Greek, Cyrillic and Hebrew, with signs."""

_MONO = (
    "0020-007E 00A0-00AC 00AE-01C3 0300-0341 0531-0556 0559-055F 0561-0587 0589-058A 060C 0615 061B 061F 0621-063A "
    "0640-0655 065A 0660-066D 0674 0679-067B 067E-0680 0683-0684 0686-0687 0691 0698 06A4 06A9 06AF 06BE 06CC "
    "06F0-06F9 10D0-10FC 2010-2023 2026"
)
"""DejaVu Sans Mono, which draws what the first one lacks: the alphabets of Arabic, Armenian and Georgian."""

_SPACES = re.compile(r"[^\S\xa0]+")
LEFT_OUT = "…"
"""What stands for letters that cannot be drawn."""


def _letters(ranges: str) -> frozenset[str]:
    ends = [(int(first, 16), int(last or first, 16)) for first, _dash, last in map(_parted, ranges.split())]
    return frozenset(chr(number) for first, last in ends for number in range(first, last + 1))


def _parted(text: str) -> tuple[str, str, str]:
    return text.partition("-")


FONTS = (_letters(_SERIF), _letters(_MONO))
"""The letters of each font."""


def drawable(text: str) -> str:
    """The text with `…` for each run of letters that no font has, and without signs and emoji that none has.

    A letter and its accents come from one font, or could not be put together.
    """
    drawn: list[str] = []
    for cluster in _clusters(unicodedata.normalize("NFC", text)):
        if any(font.issuperset(cluster) for font in FONTS):
            drawn.append(cluster)
        elif any(font.issuperset(cluster[0]) for font in FONTS):
            drawn.append(cluster[0])  # a letter without an accent is better than none
        elif cluster[0].isspace():
            drawn.append(" ")
        elif unicodedata.category(cluster[0])[0] in "LMN" and drawn[-1:] != [LEFT_OUT]:
            drawn.append(LEFT_OUT)
    return _SPACES.sub(" ", "".join(drawn)).strip()


def lacks_letters(text: str) -> bool:
    """Whether some of its letters cannot be drawn."""
    return drawable(text).count(LEFT_OUT) > text.count(LEFT_OUT)


def _clusters(text: str) -> Iterator[str]:
    """Each letter with the accents that follow it; what has neither shape nor width is left out."""
    cluster = ""
    for sign in text:
        kind = unicodedata.category(sign)
        if kind in ("Cf", "Cs", "Co", "Cn") or (kind == "Cc" and not sign.isspace()):
            continue
        if cluster and kind[0] == "M":
            cluster += sign
            continue
        if cluster:
            yield cluster
        cluster = sign
    if cluster:
        yield cluster
