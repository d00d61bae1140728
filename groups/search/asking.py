"""What a visitor typed becomes ordinary parameters beside those of the address: understood first, searched second."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from groups.rules import phrase
from groups.rules.phrase import danger as phrase_danger
from groups.rules.phrase.answer import Phrase, Understood
from groups.search import places, settlements
from groups.search.vocabulary import Vocabulary

NOTHING = Phrase()


@dataclass(frozen=True)
class Asked:
    """The parameters that hold: those of the address, then those understood from `q`, in which the rest is left.

    `beaten` was understood, but the address says otherwise.
    """

    parameters: QueryDict
    phrase: Phrase = NOTHING
    beaten: tuple[Understood, ...] = ()

    @property
    def was_typed(self) -> bool:
        """Whether the visitor typed words of their own."""
        return self.phrase is not NOTHING


def read(address: QueryDict, *, known: Vocabulary, today: date) -> Asked:
    """The address with its `q` understood. A few queries where something was typed, none otherwise."""
    address = _with_one_place(address)
    words = address.get("q", "").strip()
    if not words:
        return Asked(address)
    named = places.known(phrase.place_texts(words, known.spoken.language), towns=lambda: known.towns)
    said = phrase.read(words, known.spoken_in(words), named.get, today=today, suggest_place=settlements.guesses)
    return _together(address, said)


def with_place_as_words(address: QueryDict, *, known: Vocabulary) -> QueryDict | None:
    """The same where the box for the place speaks of danger: in distress people write anywhere. None where it does not.

    Only for what is no place: there may be one called Die.
    """
    near = address.get("near", "")
    if not phrase_danger.find(near, known.spoken.language).kinds:
        return None
    address = address.copy()
    address["q"] = f"{address.get('q', '')} {near}".strip()
    del address["near"]
    return address


def _with_one_place(address: QueryDict) -> QueryDict:
    """The place typed last: the form sends a point that was chosen along with the box, which may be empty."""
    given = address.getlist("near")
    if len(given) < 2:
        return address
    address = address.copy()
    address["near"] = next((one for one in reversed(given) if one.strip()), "")
    return address


def _together(address: QueryDict, said: Phrase) -> Asked:
    parameters, beaten = address.copy(), []
    parameters["q"] = said.left
    for one in said.understood:
        given = address.getlist(one.parameter)
        if any(given):
            if one.value not in given:
                beaten.append(one)
        else:
            parameters.appendlist(one.parameter, one.value)
    if not parameters.get("near"):
        parameters.pop("within", None)
    return Asked(parameters, said, tuple(beaten))


def instead(asked: Asked) -> list[tuple[str, list[tuple[str, dict[str, list[str]]]]]]:
    """For each doubt: the words in question, and each other reading with the parameters that it would mean."""
    found = []
    for doubt in asked.phrase.doubts:
        readings = []
        for reading in doubt.readings[1:]:
            pairs, left = asked.phrase.instead(doubt, reading)
            changes: dict[str, list[str]] = {one.parameter: [] for one in asked.phrase.understood}
            for parameter, value in pairs:
                changes.setdefault(parameter, []).append(value)
            readings.append((reading.label, changes | {"q": [left] if left else []}))
        if readings:
            found.append((doubt.words, readings))
    return found
