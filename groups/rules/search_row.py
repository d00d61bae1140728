"""How a derived row of search writes down sets of choices: as bits, and as words with spaces round them."""

from collections.abc import Iterable, Mapping

from groups.rules.choices import Audience, Kind

KINDS: Mapping[str, int] = {kind.value: 1 << number for number, kind in enumerate(Kind)}
AUDIENCES: Mapping[str, int] = {Audience.SELF.value: 1, Audience.FAMILY.value: 2, Audience.EVERYONE.value: 3}


def mask_of(values: Iterable[str], bits: Mapping[str, int]) -> int:
    """The bits of several choices together."""
    mask = 0
    for value in values:
        mask |= bits[value]
    return mask


def spaced(words: Iterable[str]) -> str:
    """`" step-free parking "`: so that a word is found whole by its spaces; nothing for no words."""
    text = " ".join(words)
    return f" {text} " if text else ""
