"""Whatever is typed is read in a moment, and every word of it is accounted for."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.rules import languages, phrase
from groups.rules.choices import ABOUT_BY_SLUG, Attendance, Audience, Kind
from groups.rules.criteria import DISTANCES, TIMES_OF_DAY
from groups.rules.folding import fold
from groups.rules.phrase.danger import LONGEST_LOOKED_AT
from groups.rules.phrase.days import DAYS
from groups.rules.phrase.labels import WEEKS
from tests.rules.phrases.known import MONDAY, PLACES, WORDS, read
from tests.rules.phrases.rows import ROWS

pytestmark = pytest.mark.sqlite

ASKED_BY_NAME = {
    "kind": set(Kind.values),
    "for": {Audience.SELF.value, Audience.FAMILY.value},
    "about": set(ABOUT_BY_SLUG),
    "programme": {row.slug for row in WORDS.site.programmes},
    "who": {row.slug for row in WORDS.site.who},
    "access": {row.slug for row in WORDS.site.access},
    "attend": set(Attendance.values),
    "day": {*DAYS, "today", "tomorrow"},
    "time": {"now", *(part.slug for part in TIMES_OF_DAY)},
    "week": set(WEEKS),
    "within": {str(distance) for distance in DISTANCES},
    "sort": {"soonest", "nearest", "name"},
    "open": {"yes"},
    "slip": {"yes"},
    "children": {"yes"},
}
WORD = st.sampled_from(
    sorted(
        {word for words, _asked in ROWS for word in words.split()}
        | set(list(PLACES)[::5])
        | {"i", "want", "to", "die", "stopped", "shaking", "5", "12.30", "-", ",", "/", "th", "st", "pm", "'s", "ip1"}
    )
)
PHRASES = st.lists(WORD, max_size=25).map(" ".join)
ANYTHING = st.one_of(st.text(max_size=300), PHRASES, st.tuples(PHRASES, st.text(max_size=30)).map("".join))


def well_formed(parameter, value):
    if parameter in ASKED_BY_NAME:
        return value in ASKED_BY_NAME[parameter]
    if parameter == "date":
        return abs(date.fromisoformat(value) - MONDAY) < timedelta(days=11 * 366)
    if parameter in ("from", "until"):
        return len(value) == 5 and value < "24:00"
    if parameter == "language":
        return bool(languages.WELL_FORMED.fullmatch(value))
    return parameter == "near" and bool(value)


@settings(max_examples=400, deadline=None)
@given(ANYTHING)
def test_whatever_is_typed_is_read_and_every_word_of_it_accounted_for(words):
    said = read(words)

    assert all(well_formed(*pair) and label for *pair, _words, label in map(vars_of, said.understood))
    accounted = [said.left, said.passed_over, *(one.words for one in (*said.understood, *said.doubts))]
    typed = fold(phrase.tidied(words, phrase.LONGEST)).split()
    assert {word for text in accounted for word in fold(text).split()} == set(typed)
    assert is_part_of(fold(said.left).split(), typed)
    assert 0 <= said.weeks < 64
    assert all(0 <= start < end <= 1440 for start, end in said.starts)


@settings(max_examples=200, deadline=None)
@given(PHRASES)
def test_every_reading_of_every_doubt_is_a_search(words):
    said = read(words)

    for doubt in said.doubts:
        assert len(doubt.readings) > 1
        for reading in doubt.readings:
            parameters, left = said.instead(doubt, reading)
            assert reading.label
            assert set(reading.parameters) <= set(parameters)
            assert set(reading.left.split()) <= set(left.split())


@settings(max_examples=100, deadline=None)
@given(st.lists(WORD, max_size=12))
def test_case_and_spaces_make_no_difference(words):
    plain = read(" ".join(words))
    loud = read("  " + "   ".join(words).upper() + " ")

    assert [one for one in loud.parameters if one[0] != "near"] == [one for one in plain.parameters if one[0] != "near"]
    assert loud.left.casefold() == plain.left.casefold()


@pytest.mark.parametrize(
    "words",
    [
        "a " * 5000,
        "x" * 10_000,
        "near " * 2000,
        "2nd and " * 1500,
        "12:30 " * 1600,
        "stopped " * 1500,
        "i want to " * 1000,
        "in 5 december " * 800,
        "o'" * 5000,
        "a." * 5000,
        "🙂" * 10_000,
        "\u0301" * 10_000,
        "ﷺ" * 10_000,
        "1/1/" * 2500,
    ],
    ids=repr,
)
def test_of_ten_thousand_characters_the_first_thousand_are_looked_at(words):
    assert read(words) == read(words[:LONGEST_LOOKED_AT])


def test_what_stands_after_two_hundred_characters_is_not_searched():
    assert read("serenity " + "x" * 300).left == "serenity " + "x" * 191


def vars_of(one):
    return one.parameter, one.value, one.words, one.label


def is_part_of(some, words):
    rest = iter(words)
    return all(word in rest for word in some)
