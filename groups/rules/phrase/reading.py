"""Reads a line of words from left to right: who takes which words, and in which order the readers are asked.

Places that follow `near` come first, then known places among words that mean nothing else, then typing mistakes are
put right and everything else is read, the longest reading first. What is left may be a misspelt place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from groups.rules.phrase.days import DayReader
from groups.rules.phrase.distances import DistanceReader
from groups.rules.phrase.found import Found
from groups.rules.phrase.line import Line
from groups.rules.phrase.places import FindPlace, PlaceReader, SuggestPlace
from groups.rules.phrase.times import TimeReader
from groups.rules.phrase.vocabulary import Words

SMALL_ROLES = (
    *("meeting", "small", "praise", "near", "in", "at", "on", "of", "to", "the", "and", "every", "this"),
    *("within", "during", "around", "radius", "after", "before", "between"),
)
"""Parts of speech that say nothing where no reader needed them."""


class Reader:
    """Reads one line. What it found covers every free word of the line once."""

    def __init__(
        self, line: Line, words: Words, find_place: FindPlace, suggest_place: SuggestPlace, today: date
    ) -> None:
        grammar = words.language.grammar
        self.line = line
        self.words = words
        self.days = DayReader(grammar, today, words.bank_holidays)
        self.times = TimeReader(grammar)
        self.distances = DistanceReader(grammar, words.unit)
        self.places = PlaceReader(line, words, find_place, suggest_place)
        self.near_me = False
        self.found: list[Found] = []
        self._scanned: tuple[object, list[Found]] = (None, [])

    def read(self) -> list[Found]:
        """What each word says."""
        first_look = self._scan()
        self._take(one for one in first_look if one.as_typed)
        distances = self._take(one for one in first_look if one.means[:1] and one.means[0][0] == "within")
        self.near_me = bool(self._take(one for one in self.places.near_me() if not _is_the_end_of_one(one, first_look)))
        ends = [one.last for one in distances if self.distances.leads_on(self.line, one.last)]
        self._take(self.places.explicit(ends))
        if not self._has_place():
            self._take_bare_places()
        self._put_mistakes_right()
        self._take(list(self._with_other_meanings(self._scan())))
        if not self._has_place():
            self._take(self.places.unknown(ends))
        if not self._has_place():
            self._take(self.places.misspelt())
        self._take_the_rest()
        return self.found

    def _take(self, found) -> list[Found]:
        """Keep what was found, as far as its words are still free."""
        kept = []
        for one in found:
            if all(map(self.line.is_free, range(one.first, one.last))):
                self.line.take(one.first, one.last)
                kept.append(one)
        self.found += kept
        return kept

    def _has_place(self) -> bool:
        return any(pair[0] == "near" for one in self.found for pair in one.means)

    # --- Everything but places

    def _scan(self) -> list[Found]:
        """The longest readings from left to right, without taking them."""
        state = (tuple(self.line.taken), tuple(self.line.meant.items()))
        if self._scanned[0] == state:
            return self._scanned[1]
        found: list[Found] = []
        place = 0
        while place < len(self.line):
            one = self._at(place) if self.line.is_free(place) else None
            if one:
                found.append(one)
            place = one.last if one else place + 1
        self._scanned = (state, found)
        return found

    def _at(self, place: int) -> Found | None:
        ways = (self.days.read, self.times.read, self.distances.read)
        readings = [self._need(place), *(read(self.line, place) for read in ways)]
        return max((one for one in readings if one), key=lambda one: one.length, default=None)

    def _need(self, place: int) -> Found | None:
        """Everyday words, and the names of programmes, tags and features."""

        def means(at: int) -> frozenset[str]:
            word = self.line.word(at)
            return frozenset({word}) if word else frozenset()

        said = self.words.site.need_at(place, means)
        if said is None:
            return None
        need, length = said
        others = (need.instead,) if need.instead else ()
        return Found(place, place + length, need.means, others, as_typed=need.as_typed)

    def _put_mistakes_right(self) -> None:
        for place in filter(self.line.is_free, range(len(self.line))):
            meant = self.words.meant(self.line.tokens[place].word)
            if meant:
                self.line.meant[place], self.line.or_meant[place] = meant[0], meant[1:]

    def _with_other_meanings(self, found: list[Found]) -> Iterator[Found]:
        """`thuesday` is Thursday or Tuesday."""
        for one in found:
            others = [
                other.means
                for place in range(one.first, one.last)
                for word in self.line.or_meant.get(place, ())
                if (other := self._if_meant(one, place, word)) and other.means not in ((), one.means)
            ]
            yield replace(one, others=(*one.others, *dict.fromkeys(others)))

    def _if_meant(self, one: Found, place: int, word: str) -> Found | None:
        """What the same words say if one of them was meant differently."""
        taken, self.line.meant[place] = self.line.meant[place], word
        other = self._at(one.first)
        self.line.meant[place] = taken
        return other if other and other.last == one.last else None

    # --- Places without `near`

    def _take_bare_places(self) -> None:
        covered = [False] * len(self.line)
        for one in self._scan():
            covered[one.first : one.last] = [True] * one.length
        places = self.places.bare(covered)
        real = [one for one in places if one.means]
        if len(real) > 1:
            places = [one for one in places if not one.means] + self._one_of(real)
        self._take(places)

    def _one_of(self, places: list[Found]) -> list[Found]:
        """Several places: the last one is taken (the first of `ipswich or felixstowe`), and all are offered."""
        either = self.words.language.grammar.find("and", self.line, places[0].last)
        taken = places[0] if either else places[-1]
        same = [one for one in places if one.means == taken.means and one is not taken]
        rest = [one for one in places if one.means != taken.means]
        also = tuple((one.first, one.last) for one in rest)
        others = tuple(dict.fromkeys(one.means for one in rest))
        return [*same, *(Found(*span) for span in also), replace(taken, others=(*taken.others, *others), also=also)]

    # --- What nobody took

    def _take_the_rest(self) -> None:
        grammar = self.words.language.grammar
        self.line.meant = {place: word for place, word in self.line.meant.items() if grammar.has("meeting", word)}
        place = 0
        while place < len(self.line):
            end = place + 1
            if self.line.is_free(place):
                small = [grammar.past(role, self.line, place) for role in SMALL_ROLES]
                end = max(*small, end)
                self._take([Found(place, end, as_typed=max(small) == place)])
            place = end


def _is_the_end_of_one(part: Found, others: Iterable[Found]) -> bool:
    """Whether it is what something longer ends with: `someone close to me` is a person, and no place is wanted."""
    return any(one.first < part.first and part.last <= one.last for one in others)
