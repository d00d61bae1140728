"""An easy-read text: headings, and lines of a drawing and one or two short sentences. Pure: no database, no clock."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

DRAWINGS = (
    "together", "two-talk", "ring", "talk", "listen", "ear", "heart", "family", "wheelchair", "hand-up", "hello",
    "question", "badge", "worried", "children", "house", "door", "leave", "hall", "tea", "clock", "calendar", "phone",
    "screen", "bus", "book", "free", "coin", "private", "no-phone", "stop", "steps", "sign", "place", "yes", "no",
    "again", "bottle", "pills", "unwell", "fit", "confused", "see-things", "asleep", "breathe", "naloxone",
    "ambulance", "hospital", "doctor", "lips", "chair", "no-form", "weather",
)  # fmt: skip
"""The names of the symbols in `static/img/easy.svg`."""

MOST_WORDS = 15
"""A sentence of more is not easy to read."""

_HEADING = re.compile(r"##\s+(?P<title>\S.*)")
_LINE = re.compile(r"\((?P<drawing>[^()]*)\)\s*(?P<words>.*)")
_SENTENCE_ENDS = re.compile(r"[.!?:;؟…]+[”’\"')]*\s+")
_NUMBER = re.compile(r"\d(?:[\s().\u2010-\u2015-]{0,3}\d){2,}")
"""Three digits or more, with what people put between them: so short are some numbers for emergencies."""


@dataclass(frozen=True)
class Words:
    """Some words of a line: a hard one is bold."""

    text: str
    is_bold: bool = False


@dataclass(frozen=True)
class Line:
    """One idea, and its drawing."""

    drawing: str
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Part:
    """A heading and the lines below it; what stands before the first one has none."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Parsed:
    """A text as it is shown, and what is wrong with it: one sentence for each line that is."""

    parts: tuple[Part, ...]
    wrong: tuple[str, ...]


def parsed(text: str) -> Parsed:
    """Read the whole text. A line that is wrong is not shown, and is told of."""
    parts: list[tuple[str, list[Line]]] = [("", [])]
    wrong = []
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line:
            continue
        heading, drawn = _HEADING.fullmatch(line), _LINE.fullmatch(line)
        why = _fault(line, heading, drawn)
        if why:
            wrong.append(_("Line %(number)s: %(why)s") % {"number": number, "why": why})
        elif heading:
            parts.append((heading["title"], []))
        else:
            parts[-1][1].append(Line(drawn["drawing"].strip(), _pieces(drawn["words"])))
    return Parsed(tuple(Part(title, tuple(lines)) for title, lines in parts if title or lines), tuple(wrong))


def _fault(line: str, heading: re.Match | None, drawn: re.Match | None) -> str:
    """What is wrong with a line, in words; nothing where it is right."""
    number = _NUMBER.search(line)
    if number:
        return _("“%(number)s” looks like a telephone number. Lead to “Get help now” instead.") % {"number": number[0]}
    if heading:
        return ""
    if not drawn or not drawn["words"]:
        return _("a line is a drawing in round brackets and then words, such as: (tea) You can have a cup of tea.")
    drawing = drawn["drawing"].strip()
    if drawing not in DRAWINGS:
        said = _("there is no drawing called “%(name)s”. There are: %(names)s.")
        return said % {"name": drawing, "names": ", ".join(DRAWINGS)}
    if drawn["words"].count("**") % 2 or "](" in line:
        return _("beyond words there may be **bold** ones, with two stars on either side.")
    longest = max(_SENTENCE_ENDS.split(drawn["words"]), key=lambda sentence: len(sentence.split()))
    if len(longest.split()) > MOST_WORDS:
        said = _("this sentence has %(count)s words, and %(most)s are the most: “%(sentence)s”")
        return said % {"count": len(longest.split()), "most": MOST_WORDS, "sentence": longest}
    return ""


def _pieces(words: str) -> tuple[Words, ...]:
    """Every second piece between stars is bold."""
    pieces = (Words(text, bool(place % 2)) for place, text in enumerate(words.split("**")))
    return tuple(piece for piece in pieces if piece.text)
