"""What a reader of a phrase hands back: which words it took, what they mean, and what else they could mean."""

from dataclasses import dataclass

from groups.rules.phrase.vocabulary import Pair


@dataclass(frozen=True)
class Found:
    """Words from one place up to another that is not in it, and what they say.

    Without a meaning they say nothing to search by; `as_typed`, they stay words to be searched. `others` are other
    meanings that are as likely; `or_words` says that they may be no more than words.
    """

    first: int
    last: int
    means: tuple[Pair, ...] = ()
    others: tuple[tuple[Pair, ...], ...] = ()
    as_typed: bool = False
    or_words: bool = False
    name_from: int | None = None
    """Where a place's name begins, after `near` or `in`."""
    also: tuple[tuple[int, int], ...] = ()
    """Other words that the doubt is about."""

    @property
    def length(self) -> int:
        """How many words it took."""
        return self.last - self.first
