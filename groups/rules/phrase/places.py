"""Where, in a phrase: `near Woodbridge`, `in Bury St Edmunds`, `ip3`, a bare town; and a place that is misspelt.

What is a place is for the place finder to say; here stands only which words to ask it about. A place said with
`near` is one whatever else its words could mean; without it, it has to be one that the finder knows.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from groups.rules import postcodes
from groups.rules.folding import fold
from groups.rules.phrase.found import Found
from groups.rules.phrase.line import Line, cut, tidied, words_of
from groups.rules.phrase.vocabulary import Grammar, Words

FindPlace = Callable[[str], str | None]
"""The name of the place that words name, as `near` takes it; None where they name none."""
SuggestPlace = Callable[[str], Sequence[str]]
"""Names of places that words could be meant for, misspelt or cut short ("bury"), the likeliest first."""

LONGEST_NAME = 5
"""A place's name has at most so many words ("walsham le willows")."""
MOST_QUESTIONS = 40
MOST_SUGGESTIONS = 12
MOST_CHOICES = 5
SHORTEST_NAME = 3
SHORTEST_MISTAKEN = 4

_WITHIN_A_NAME = re.compile(r"^[\s.,'’‘-]*$")
_LIKE_A_TIME = re.compile(r"^[0-9][ap]m$")
_BEGUN = re.compile(r"^[0-9][a-z]$")
"""The second part of a postcode, not typed to its end."""


def texts(words: str, longest: int, grammar: Grammar | None = None) -> tuple[str, ...]:
    """Every text that the finder may be asked about, so that it can look them all up at once."""
    line = Line(tidied(words, longest), cut(tidied(words, longest)))
    ends = ((place, _end_of_run(line, place)) for place in range(len(line)))
    spans = [(first, last) for first, end in ends for last in range(first + 1, end + 1)]
    return tuple(sorted({name for span in spans for name in _names(line, *span, grammar)}))


def _end_of_run(line: Line, place: int) -> int:
    """Where a name that begins at a place ends at the latest."""
    end = place + 1
    while end < place + LONGEST_NAME and line.is_free(end) and _WITHIN_A_NAME.match(line.gap(end)):
        end += 1
    return end


def _plain(line: Line, first: int, last: int) -> str:
    return " ".join(line.typed(first, last).split())


def _names(line: Line, first: int, last: int, grammar: Grammar | None) -> Iterator[str]:
    """What a place may be called that is written so: in Welsh `yng Nghaerdydd` is in Caerdydd."""
    text = _plain(line, first, last)
    yield text
    if grammar and first and grammar.has("changes_names", line.tokens[first - 1].word):
        for changed, proper in grammar.values("changed_beginning"):
            if text.casefold().startswith(changed):
                yield proper.capitalize() + text[len(changed) :]


@dataclass
class PlaceReader:
    """Finds the places of one line, with a limit on what it asks."""

    line: Line
    words: Words
    find_place: FindPlace
    suggest_place: SuggestPlace
    questions: int = MOST_QUESTIONS
    suggestions: int = MOST_SUGGESTIONS

    @property
    def grammar(self) -> Grammar:
        """The small words of the language."""
        return self.words.language.grammar

    # --- Said with `near`, or after a distance

    def near_me(self) -> Iterator[Found]:
        """`near me`: no place is said, but one is wanted."""
        for place in range(len(self.line)):
            said = self.grammar.find("near_me", self.line, place)
            if said:
                yield Found(place, said[1])

    def explicit(self, after_distance: Sequence[int]) -> Iterator[Found]:
        """The places that follow `near` and are known; where nothing follows, or no place, there is none."""
        for first, place in self._nears(after_distance):
            if self.line.is_free(place):
                found = self._known_at(place, self._end_of_name(place))
                if found:
                    yield self._with_longer_names(replace(found, first=first))

    def unknown(self, after_distance: Sequence[int]) -> Iterator[Found]:
        """What follows `near` and is no known place: misspelt, or for the visitor to put right."""
        for first, place in self._nears(after_distance):
            end = place
            while end < min(place + LONGEST_NAME, len(self.line)) and self.line.is_free(end):
                if self._is_small(end) or (end > place and self.line.breaks(end)):
                    break
                end += 1
            if end > place:
                yield self._misspelt(first, place, end)

    def _misspelt(self, first: int, place: int, end: int) -> Found:
        for last in range(end, place, -1):
            names = self._suggested(_plain(self.line, place, last))
            if len(names) == 1:
                return Found(first, last, (("near", names[0]),), or_words=True, name_from=place)
            if names:
                return Found(first, last, self._as_typed(place, last), tuple((("near", name),) for name in names))
        return Found(first, end, self._as_typed(place, end))

    def _as_typed(self, first: int, last: int):
        return (("near", _plain(self.line, first, last)),)

    def _nears(self, after_distance: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Where `near` stands and where the place after it begins."""
        for first in range(len(self.line)):
            said = self.grammar.find("near", self.line, first)
            if said:
                yield first, self.grammar.past("the", self.line, said[1])
        for end in after_distance:
            if self.line.is_free(end) and not self.grammar.find("near", self.line, end):
                yield end, self.grammar.past("the", self.line, end)

    # --- Said without `near`

    def bare(self, covered: Sequence[bool]) -> list[Found]:
        """The known places among words that are nothing else; `covered` are those that mean something by themselves."""
        found: list[Found] = []
        place = 0
        while place < len(self.line):
            one = None
            if self.line.is_free(place) and not covered[place] and not self._is_small(place):
                one = self._bare_at(place, covered)
            if one:
                found.append(one)
            place = one.last if one else place + 1
        return found

    def _bare_at(self, place: int, covered: Sequence[bool]) -> Found | None:
        end = place + 1
        while end < self._end_of_name(place) and not covered[end]:
            end += 1
        found = self._known_at(place, end)
        if found is None or self._is_street(found):
            return None
        return self._maybe_a_word(self._with_longer_names(self._with_word_before(found)))

    def _with_word_before(self, found: Found) -> Found:
        """`in`, `at` and the like belong to the place they stand before."""
        for first in range(max(found.first - 3, 0), found.first):
            said = self.grammar.find("in", self.line, first)
            if said and self.grammar.past("the", self.line, said[1]) == found.first:
                return replace(found, first=first, name_from=found.first)
        return found

    def _is_street(self, found: Found) -> bool:
        """Woodbridge Road is no place to search near, nor is Heol Caerdydd, unless it is asked for."""
        before = self.grammar.find("street_before", self.line, found.first - 1)
        return bool(before or self.grammar.find("street", self.line, found.last))

    def _maybe_a_word(self, found: Found) -> Found:
        """`hope` is a word before it is a village; `reading` is a town, and perhaps a word."""
        words = [token.word for token in self.line.tokens[found.first : found.last]]
        if len(words) == 1 and self.grammar.has("everyday", words[0]):
            return replace(found, means=(), as_typed=True, others=(found.means, *found.others))
        if len(words) == 1 and self.grammar.has("both", words[0]):
            return replace(found, or_words=True)
        return found

    def misspelt(self) -> Iterator[Found]:
        """Words that nobody understood and that may be places, misspelt or cut short."""
        place = 0
        while place < len(self.line):
            found = self._misspelt_at(place) if self.line.is_free(place) and not self._is_small(place) else None
            if found:
                yield found
            place = found.last if found else place + 1

    def _misspelt_at(self, place: int) -> Found | None:
        for last in range(min(self._end_of_name(place), place + 3), place, -1):
            text = _plain(self.line, place, last)
            if len(text) < SHORTEST_MISTAKEN or self._is_small(last - 1):
                continue
            names = self._suggested(text)
            if all(self.line.tokens[n].word in self.words.known for n in range(place, last)):
                names = [name for name in names if fold(name).startswith(fold(text) + " ")]
                if names:
                    return Found(place, last, others=tuple((("near", name),) for name in names), as_typed=True)
            elif len(names) == 1:
                return self._with_word_before(Found(place, last, (("near", names[0]),), or_words=True))
            elif names:
                return Found(place, last, others=tuple((("near", name),) for name in names), as_typed=True)
        return None

    # --- Asking

    def _end_of_name(self, place: int) -> int:
        end = _end_of_run(self.line, place)
        for last in range(place + 1, end):
            if any(self.grammar.find(role, self.line, last) for role in ("day", "relative", "part", "near")):
                return last
        return end

    def _known_at(self, place: int, end: int) -> Found | None:
        """The longest known place from here on."""
        code = self._postcode_at(place, end)
        if code:
            return code
        for last in range(end, place, -1):
            text = _plain(self.line, place, last)
            if len(text) < SHORTEST_NAME or (last > place + 1 and self._is_small(last - 1)):
                continue
            name = None if self._is_two(text) else self._named(place, last)
            if name:
                found = self._with_county(Found(place, last, (("near", name),)))
                return self._misspelt_longer(found, end) or found
        return None

    def _is_two(self, text: str) -> bool:
        """`sudbury, suffolk` is one place; after any other comma something else begins."""
        _town, comma, rest = text.partition(",")
        return bool(comma) and not self._is_county(words_of(rest))

    def _is_county(self, words: Sequence[str]) -> bool:
        return bool(words) and (" ".join(words) in self.words.counties or self.grammar.has("county", *words))

    def _misspelt_longer(self, found: Found, end: int) -> Found | None:
        """`bury st edmonds` begins with a known place, and is more likely a longer one."""
        begins = fold(found.means[0][1]) + " "
        for last in range(end, found.last, -1):
            names = self._suggested(_plain(self.line, found.first, last))
            longer = [name for name in names if fold(name).startswith(begins)]
            if longer:
                return Found(found.first, last, (("near", longer[0]),), others=(found.means,))
        return None

    def _postcode_at(self, place: int, end: int) -> Found | None:
        """A whole postcode is one even where nobody knows it, or mistyped; its first part alone has to be known."""
        for last in range(min(place + 3, end), place, -1):
            text = _plain(self.line, place, last)
            whole = postcodes.tidy(text)
            if whole and not _LIKE_A_TIME.match(self.line.tokens[last - 1].word):
                return Found(place, last, (("near", self._asked(whole) or whole),))
            if postcodes.is_nearly_whole(text):
                return Found(place, last, (("near", text.upper()),))
            name = self._asked(text) if postcodes.outward(text) and not whole else None
            if name:
                begun = last < end and _BEGUN.match(self.line.word(last))
                return Found(place, last + bool(begun), (("near", name),))
        return None

    def _with_county(self, found: Found) -> Found:
        """`sudbury suffolk`, also without the comma."""
        for last in (found.last + 2, found.last + 1):
            words = [self.line.word(place) for place in range(found.last, last)]
            if all(words) and self._is_county(words):
                town = _plain(self.line, found.first, found.last)
                name = self._asked(f"{town}, {_plain(self.line, found.last, last)}")
                if name:
                    return replace(found, last=last, means=(("near", name),))
        return found

    def _with_longer_names(self, found: Found) -> Found:
        """`bury` is a place, and may be short for another: both are offered."""
        if found.others:
            return found
        text = fold(found.means[0][1])
        longer = [name for name in self._suggested(found.means[0][1]) if fold(name).startswith(text + " ")]
        return replace(found, others=tuple((("near", name),) for name in longer))

    def _is_small(self, place: int) -> bool:
        word = self.line.word(place)
        return any(self.grammar.has(role, word) for role in ("small", "in", "at", "and", "the", "on", "of", "to"))

    def _named(self, first: int, last: int) -> str | None:
        return next(filter(None, map(self._asked, _names(self.line, first, last, self.grammar))), None)

    def _asked(self, text: str) -> str | None:
        if self.questions <= 0:
            return None
        self.questions -= 1
        return self.find_place(text)

    def _suggested(self, text: str) -> list[str]:
        if self.suggestions <= 0 or len(text) < SHORTEST_MISTAKEN:
            return []
        self.suggestions -= 1
        return [name for name in dict.fromkeys(self.suggest_place(text)) if fold(name) != fold(text)][:MOST_CHOICES]
