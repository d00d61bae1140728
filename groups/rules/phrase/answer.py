"""What a phrase was understood to ask for, as one frozen value.

Most of what is understood is an ordinary parameter of the address. Three are not among the product's parameters and
could travel beside them: `from=18:00` and `until=20:00` (the start of a meeting on its own wall clock, the second not
in the span) and `week=2` or `week=last` (the week of the month, repeated for several). `Phrase.starts` and
`Phrase.weeks` are the same as numbers. `date` may stand more than once (`next weekend`), meaning any of them.
"""

from dataclasses import dataclass

from groups.rules.phrase.labels import WEEKS
from groups.rules.phrase.times import spans
from groups.rules.phrase.vocabulary import Pair


@dataclass(frozen=True)
class Understood:
    """One parameter that the phrase sets, the visitor's words that said so, and what its chip says."""

    parameter: str
    value: str
    words: str
    label: str


@dataclass(frozen=True)
class Reading:
    """One of the things that words could mean: parameters, or (`left`) words to be searched."""

    label: str
    parameters: tuple[Pair, ...] = ()
    left: str = ""


@dataclass(frozen=True)
class Doubt:
    """Words that could be two things. The first reading is the one that was taken."""

    words: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Phrase:
    """What was understood, what is left over to be searched, and what was passed over.

    `passed_over` are words that say nothing to search by ("a meeting for"), and those that speak of danger with all
    that nobody understood beside them. `danger_words` stay in `q` without being searched, so that the next page hears
    the danger too. `near_me` says that the visitor wants something near and did not say where: ask for the town.
    """

    understood: tuple[Understood, ...] = ()
    left: str = ""
    doubts: tuple[Doubt, ...] = ()
    danger: tuple[str, ...] = ()
    danger_words: str = ""
    passed_over: str = ""
    near_me: bool = False

    @property
    def parameters(self) -> tuple[Pair, ...]:
        """What was understood as pairs for an address; the words left over are not among them."""
        return tuple((one.parameter, one.value) for one in self.understood)

    @property
    def starts(self) -> tuple[tuple[int, int], ...]:
        """The spans of minutes of the day in which a meeting has to start; none where no exact time was said."""
        said = dict(pair for pair in self.parameters if pair[0] in ("from", "until"))
        return spans(said.get("from", ""), said.get("until", "")) if said else ()

    @property
    def weeks(self) -> int:
        """The weeks of the month as a mask (`rules.schedule`); 0 where none were said."""
        return sum(WEEKS[value] for parameter, value in self.parameters if parameter == "week")

    def instead(self, doubt: Doubt, reading: Reading) -> tuple[tuple[Pair, ...], str]:
        """The parameters and the words left if another reading of a doubt was meant."""
        taken = doubt.readings[0]
        if reading == taken:
            return self.parameters, self.left
        kept = tuple(pair for pair in self.parameters if pair not in taken.parameters)
        new = tuple(pair for pair in reading.parameters if pair not in kept)
        return kept + new, _replaced(self.left.split(), taken.left.split(), reading.left.split())


def _replaced(words: list[str], old: list[str], new: list[str]) -> str:
    for place in range(len(words) - len(old) + 1):
        if old and words[place : place + len(old)] == old:
            return " ".join(words[:place] + new + words[place + len(old) :])
    return " ".join(words + new)
