"""What a visitor's words came to among the words of the listings: one frozen value beside the words themselves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Instead:
    """A word that no listing has, and those that are looked for in its place.

    They nearly are the word, or, where `begin` is set, begin with it.
    """

    typed: str
    words: tuple[str, ...]
    begin: bool = False


@dataclass(frozen=True)
class Sought:
    """The keys of the terms to find: of each of the sets a listing has to have one. An empty set finds nothing."""

    terms: tuple[frozenset[int], ...] = ()
    common: frozenset[int] = frozenset()
    """Those of them that so many listings have that it matters how they are looked for."""
    instead: tuple[Instead, ...] = ()
    unknown: tuple[str, ...] = ()
    """The words that no listing has, nor one like them."""

    @property
    def strange(self) -> tuple[str, ...]:
        """The words for which others are looked for."""
        return tuple(dict.fromkeys(one.typed for one in self.instead))
