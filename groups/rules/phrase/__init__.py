"""What does a visitor's phrase ask for? `women's meeting tuesday evening near Woodbridge` → who, day, time, near.

Pure: the vocabulary, the place finder and the date are handed in. It never fails: what nobody understands is left
over, to be searched. What comes out stands in `phrase_answer`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from groups.rules.folding import fold
from groups.rules.phrase import danger as phrase_danger
from groups.rules.phrase.answer import Doubt, Phrase, Reading, Understood
from groups.rules.phrase.danger import Spoken
from groups.rules.phrase.found import Found
from groups.rules.phrase.labels import Labels
from groups.rules.phrase.line import Line, cut, tidied
from groups.rules.phrase.places import FindPlace, SuggestPlace, texts
from groups.rules.phrase.reading import Reader
from groups.rules.phrase.settling import settled
from groups.rules.phrase.vocabulary import Language, Pair, Words

LONGEST = 200
"""So many characters are read; danger is looked for in more (`phrase_danger`)."""


def no_suggestions(_text: str) -> Sequence[str]:
    """For a caller that has no list of places to suggest from."""
    return ()


def read(
    words: str, vocabulary: Words, find_place: FindPlace, *, today: date, suggest_place: SuggestPlace = no_suggestions
) -> Phrase:
    """Understand a phrase.

    `find_place` gets some words and gives the place's name as `near` takes it, or None; `suggest_place` gives names
    that the words could be meant for. Both are asked a limited number of times.
    """
    text = tidied(words, LONGEST)
    line = Line(text, cut(text))
    spoken = phrase_danger.find(words, vocabulary.language)
    for place in spoken.places:
        if place < len(line):
            line.take(place, place + 1)
    reader = Reader(line, vocabulary, find_place, suggest_place, today)
    found = settled(reader.read(), vocabulary)
    if spoken.kinds:  # "took an overdose": nobody looks for a group called Took
        found = [replace(one, as_typed=False) if not one.others else one for one in found]
    answer = _Answer(line, found, Labels(vocabulary.site.labels, vocabulary.unit, today))
    said = [pair for one in found for pair in one.means]
    if not said and line.tokens and fold(text) in vocabulary.names:
        return Phrase(left=" ".join(text.split()), danger=spoken.kinds)
    passed_over = answer.passed_over()
    wants_near = reader.near_me or ("sort", "nearest") in said
    return Phrase(
        understood=answer.understood(),
        left=answer.left(),
        doubts=(*answer.doubts(), *answer.or_a_name(vocabulary)),
        danger=spoken.kinds,
        danger_words=_said_of_danger(spoken, passed_over, vocabulary),
        passed_over=passed_over,
        near_me=wants_near and "near" not in [parameter for parameter, _value in said],
    )


def _said_of_danger(spoken: Spoken, passed_over: str, vocabulary: Words) -> str:
    """What has to go on being said so that the danger is heard: as it was put, or its words alone in a long text."""
    if not spoken.kinds:
        return ""
    again = phrase_danger.find(passed_over, vocabulary.language)
    return passed_over if again.kinds == spoken.kinds else spoken.words


def place_texts(words: str, language: Language | None = None) -> tuple[str, ...]:
    """Every text that `find_place` may be asked about for a phrase, so that they can be looked up at once."""
    return texts(words, LONGEST, language.grammar if language else None)


def listing_texts(words: str) -> tuple[frozenset[str], str]:
    """Every word of a phrase that `Words.known` may be asked about, and the one text that `Words.names` may be."""
    text = tidied(words, LONGEST)
    return frozenset(token.word for token in cut(text)), fold(text)


class _Answer:
    """Puts what the readers found into the answer's own values."""

    def __init__(self, line: Line, found: Iterable[Found], labels: Labels):
        self.line = line
        self.found = sorted(found, key=lambda one: one.first)
        self.labels = labels
        self.in_doubt = [span for one in self.found for span in one.also]

    def understood(self) -> tuple[Understood, ...]:
        said: dict[Pair, list[str]] = {}
        for one in self.found:
            for pair in one.means:
                said.setdefault(pair, []).append(self._typed(one))
        return tuple(
            Understood(*pair, words=" ".join(words), label=self.labels.of(pair)) for pair, words in said.items()
        )

    def left(self) -> str:
        return " ".join(self._typed(one) for one in self.found if one.as_typed)

    def passed_over(self) -> str:
        silent = {n for one in self.found if not one.means and not one.as_typed for n in range(one.first, one.last)}
        spoken_for = {n for one in self.found if one.means or one.as_typed for n in range(one.first, one.last)}
        spoken_for |= {n for first, last in self.in_doubt for n in range(first, last)}
        silent |= set(range(len(self.line))) - spoken_for
        return " ".join(self.line.tokens[n].typed for n in sorted(silent - spoken_for))

    def doubts(self) -> Iterable[Doubt]:
        for one in self.found:
            if one.others or one.or_words:
                spans = sorted([(one.first, one.last), *one.also])
                words = " ".join(self._plain(self.line.typed(*span)) for span in spans)
                yield Doubt(words, tuple(self._readings(one)))

    def _readings(self, one: Found) -> Iterable[Reading]:
        typed = self._plain(self.line.typed(one.first if one.name_from is None else one.name_from, one.last))
        yield self._as_words(typed) if one.as_typed else Reading(self.labels.together(one.means), one.means)
        for other in one.others:
            yield Reading(self.labels.together(other), other)
        if one.or_words:
            yield self._as_words(typed)

    def or_a_name(self, vocabulary: Words) -> Iterable[Doubt]:
        """The whole phrase may be the name of a group."""
        understood = self.understood()
        if understood and fold(self.line.text) in vocabulary.names:
            pairs = tuple((one.parameter, one.value) for one in understood)
            whole = " ".join(self.line.text.split())
            yield Doubt(whole, (Reading(self.labels.together(pairs), pairs, self.left()), self._as_words(whole)))

    def _as_words(self, typed: str) -> Reading:
        return Reading(_("the words “%(words)s”") % {"words": typed}, left=typed)

    def _typed(self, one: Found) -> str:
        return self._plain(self.line.typed(one.first, one.last))

    def _plain(self, typed: str) -> str:
        return " ".join(typed.split())
