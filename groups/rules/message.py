"""The next meetings of a search as a text message: two of them long at most, in signs that every telephone has.

Two messages joined hold 306 signs of the plain set (GSM 03.38); a single sign outside it would make them hold 134. So
what has a plain likeness is written with it. Scripts that have none are left as they are.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

LONGEST = 306
SHORT_NAME, SHORT_PLACE = 28, 20

_PLAIN = frozenset(
    "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_COUNTED_TWICE = frozenset("^{}\\[~]|€")
_LOOKS_LIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʼ′", "'"),
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−·•~", "-"),
        **dict.fromkeys("[{", "("),
        **dict.fromkeys("]}", ")"),
        **dict.fromkeys("|\\", "/"),
        "^": "",
        "…": "...",
        "€": "EUR ",
        "Ł": "L",
        "ł": "l",
        "Đ": "D",
        "đ": "d",
    }
)


@dataclass(frozen=True)
class Coming:
    """One meeting on its next date: when in words, its name, its place in one line, and the town alone."""

    when: str
    name: str
    place: str
    town: str


def plain(text: str) -> str:
    """The text on one line in plain signs, as far as they have any: `“Café Ŵyn” – 7pm` is `"Café Wyn" - 7pm`."""
    return " ".join("".join(map(_plain_sign, text.translate(_LOOKS_LIKE))).split())


def _plain_sign(sign: str) -> str:
    if sign in _PLAIN:
        return sign
    if not sign.isprintable():
        return " "
    return "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))


def length(text: str) -> int:
    """How many signs a telephone counts: some of the plain set are sent as two."""
    return len(text) + sum(sign in _COUNTED_TWICE for sign in text)


def write(*, heading: str, coming: Sequence[Coming], advice: str, links: Sequence[str]) -> str:
    """The message: what was asked, up to four meetings, what to heed, and the link. Never longer than `LONGEST`.

    `links` lead to the same search, the whole of it first, then ones that say less. What is said at length comes
    before more meetings, and a whole link before a short one.
    """
    return next(text for text in _ways_to_say(heading, coming, advice, links) if length(text) <= LONGEST)


def say(sentence: str, links: Sequence[str]) -> str:
    """One sentence and the link, where there is no meeting to name."""
    return write(heading=sentence, coming=(), advice="", links=links)


def _ways_to_say(heading: str, coming: Sequence[Coming], advice: str, links: Sequence[str]) -> Iterator[str]:
    """The fullest first; the last one always fits."""
    heading, advice = plain(heading), plain(advice)
    links = [plain(link.replace("~", "%7E")) for link in links]
    for link in links:
        for count, say_one, opening in _WAYS:
            if count <= len(coming) or count == _WAYS[0][0]:
                lines = [say_one(one) for one in coming[:count]]
                yield _joined([heading if opening else "", *lines, advice, link])
    yield _joined([*map(_briefly, coming[:1]), *links[-1:]])
    yield _cut(_joined(map(_briefly, coming[:1])) or heading, LONGEST // 2)  # a sign is counted as two at most


def _joined(lines) -> str:
    return "\n".join(filter(None, lines))


def _in_full(one: Coming) -> str:
    return plain(f"{one.when}: {one.name}, {one.place}")


def _with_its_town(one: Coming) -> str:
    return plain(f"{one.when}: {one.name}, {one.town}")


def _briefly(one: Coming) -> str:
    when, name, town = plain(one.when), plain(one.name), plain(one.town)
    return f"{_cut(when, SHORT_PLACE)}: {_cut(name, SHORT_NAME)}, {_cut(town, SHORT_PLACE)}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 2].rstrip(' ,.-')}.."


_WAYS: tuple[tuple[int, Callable[[Coming], str], bool], ...] = (
    (4, _in_full, True),
    (3, _in_full, True),
    (3, _with_its_town, True),
    (3, _briefly, True),
    (3, _briefly, False),
    (2, _briefly, True),
    (2, _briefly, False),
    (1, _briefly, True),
    (1, _briefly, False),
)
"""How many meetings, each said how, and whether what was asked stands above them."""
