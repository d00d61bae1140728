"""How far, in a phrase: `within 5 miles of`, `10km`, `half a mile`. A distance goes up to the next there is."""

import re
from dataclasses import dataclass

from groups.rules.criteria import DISTANCES
from groups.rules.geo import KM_IN
from groups.rules.phrase.found import Found
from groups.rules.phrase.line import Line
from groups.rules.phrase.vocabulary import Grammar

_NUMBER = re.compile(r"^[0-9]{1,4}(?:\.[0-9])?$")
_JOINED = re.compile(r"^([0-9]{1,4}(?:\.[0-9])?)([a-z]+)$")


@dataclass(frozen=True)
class DistanceReader:
    """Reads the distance said at a place of a line, in the site's unit."""

    grammar: Grammar
    unit: str

    def read(self, line: Line, first: int) -> Found | None:
        """The distance with the words around it, those that lead on to a place among them (`of`, `from`)."""
        said = self._number(line, self.grammar.past("within", line, first))
        if said is None:
            return None
        number, unit, end = said
        end = self.grammar.past("of", line, self.grammar.past("radius", line, end))
        return Found(first, end, (("within", str(self._asked(number, unit))),))

    def leads_on(self, line: Line, end: int) -> bool:
        """Whether the distance that ended here said `of` or `from`, so that a place must follow."""
        return self.grammar.has("of", line.tokens[end - 1].word)

    def _number(self, line: Line, place: int) -> tuple[float, str, int] | None:
        joined = _JOINED.match(line.word(place))
        if joined and self.grammar.has("mi", joined[2]):
            return float(joined[1]), "mi", place + 1
        if joined and self.grammar.has("km", joined[2]):
            return float(joined[1]), "km", place + 1
        in_words = self.grammar.find("number", line, place)
        if in_words:
            number, place = float(in_words[0]), in_words[1]
        elif _NUMBER.match(line.word(place)):
            number, place = float(line.word(place)), place + 1
        else:
            return None
        for unit in ("mi", "km"):
            said = self.grammar.find(unit, line, place)
            if said:
                return number, unit, said[1]
        return None

    def _asked(self, number: float, unit: str) -> int:
        here = number * KM_IN[unit] / KM_IN[self.unit]
        return next((distance for distance in DISTANCES if here <= distance + 1e-9), DISTANCES[-1])
