"""One row of the tables of phrases: what was typed, and everything that was made of it but its labels."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Asked:
    """What a phrase asks: its parameters as an address writes them, the words left, the words passed over …

    A doubt is the words and its readings, each as an address writes it.
    """

    parameters: str = ""
    left: str = ""
    over: str = ""
    doubts: tuple[tuple[str, ...], ...] = ()
    danger: tuple[str, ...] = ()
    near_me: bool = False


def asks(phrase, parameters="", **rest):
    """A row of a table."""
    return phrase, Asked(parameters, **rest)


def made_of(phrase):
    """The same of what the reader gave back."""
    return Asked(
        urlencode(phrase.parameters, safe=":"),
        phrase.left,
        phrase.passed_over,
        tuple((doubt.words, *map(_address, doubt.readings)) for doubt in phrase.doubts),
        phrase.danger,
        phrase.near_me,
    )


def _address(reading):
    return urlencode([*reading.parameters, *([("q", reading.left)] if reading.left else [])], safe=":")
