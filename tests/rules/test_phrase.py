"""What people type is understood: a table of phrases with the whole answer, and what holds for any text at all."""

import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.rules import languages, phrase
from groups.rules.choices import ABOUT_BY_SLUG, Attendance, Audience, Kind
from groups.rules.criteria import DISTANCES, TIMES_OF_DAY
from groups.rules.folding import fold
from groups.rules.phrase_answer import Doubt, Phrase, Reading, Understood
from groups.rules.phrase_days import DAYS
from groups.rules.phrase_days import easter as easter_of
from groups.rules.phrase_labels import WEEKS
from groups.rules.schedule import FOURTH, LAST, SECOND
from tests.rules.phrases import days, names, needs, places, programmes, times, whole
from tests.rules.phrases.asking import made_of
from tests.rules.phrases.known import PLACES, WORDS, find_place, suggest_place

pytestmark = pytest.mark.sqlite

MONDAY = date(2026, 11, 23)
ROWS = list(chain(*(table.ROWS for table in (days, times, places, needs, programmes, whole, names))))


def read(words, *, today=MONDAY, vocabulary=WORDS):
    return phrase.read(words, vocabulary, find_place, today=today, suggest_place=suggest_place)


@pytest.mark.parametrize(("words", "asked"), ROWS, ids=[words for words, _asked in ROWS])
def test_a_phrase_is_understood(words, asked):
    assert made_of(read(words)) == asked


def test_no_phrase_stands_in_the_tables_twice():
    assert len({words for words, _asked in ROWS}) == len(ROWS)


def test_each_part_carries_the_words_that_said_it_and_a_label():
    assert read("Women's meeting tuesday evening near  Woodbridge, serentiy") == Phrase(
        understood=(
            Understood("who", "women", "Women's", "Women"),
            Understood("day", "tue", "tuesday", "Tuesday"),
            Understood("time", "evening", "evening", "Evening"),
            Understood("near", "Woodbridge", "near Woodbridge", "near Woodbridge"),
        ),
        left="serentiy",
        passed_over="meeting",
    )


def test_dates_times_weeks_distances_and_languages_have_labels_in_words():
    said = read("2nd and last friday after 6 before 9pm polish within 3 miles of ip3")

    assert [one.label for one in said.understood] == [
        "2nd of the month",
        "last of the month",
        "Friday",
        "from 6pm",
        "before 9pm",
        "Polish",
        "within 5 miles",
        "near IP3",
    ]
    assert [one.label for one in read("my wife drinks, boxing day, online, attendance slip").understood] == [
        "Family, friends and carers",
        "Drinking",
        "Saturday 26 December",
        "Online",
        "Gives attendance slips",
    ]


def test_said_twice_it_is_one_part_with_all_its_words():
    assert read("tuesday aa tues").understood == (
        Understood("day", "tue", "tuesday tues", "Tuesday"),
        Understood("programme", "alcoholics-anonymous", "aa", "AA"),
    )


def test_doubts_name_what_else_could_be_meant_and_the_first_reading_is_the_one_taken():
    assert read("next friday aa").doubts == (
        Doubt(
            "next friday",
            (
                Reading("Friday 4 December", (("date", "2026-12-04"),)),
                Reading("Friday 27 November", (("date", "2026-11-27"),)),
            ),
        ),
    )
    assert read("woodbrige").doubts == (
        Doubt(
            "woodbrige",
            (Reading("near Woodbridge", (("near", "Woodbridge"),)), Reading("the words “woodbrige”", left="woodbrige")),
        ),
    )


@pytest.mark.parametrize(
    ("words", "parameters", "left"),
    [
        ("next friday aa", [("programme", "alcoholics-anonymous"), ("date", "2026-11-27")], ""),
        ("aa hope kettle", [("programme", "alcoholics-anonymous"), ("near", "Hope")], "kettle"),
        ("kettle woodbrige aa", [("programme", "alcoholics-anonymous")], "kettle woodbrige"),
        ("tuesday families", [], "tuesday families"),
        ("aa for my husband", [("programme", "alcoholics-anonymous")], ""),
    ],
)
def test_the_other_reading_of_a_doubt_is_a_search_of_its_own(words, parameters, left):
    said = read(words)
    doubt = said.doubts[-1]

    other, words_left = said.instead(doubt, doubt.readings[-1])
    assert (set(other), words_left) == (set(parameters), left)
    assert said.instead(doubt, doubt.readings[0]) == (said.parameters, said.left)


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("aa", ()),
        ("tuesday evening", ()),
        ("after 6", ((1080, 1440),)),
        ("before 9am", ((0, 540),)),
        ("between 6 and 8", ((1080, 1200),)),
        ("7.30pm", ((1170, 1200),)),
        ("lunchtime", ((720, 840),)),
        ("after midnight", ((0, 1440),)),
        ("until midnight", ((0, 1440),)),
        ("11.45pm", ((1425, 1440), (0, 15))),
        ("from 10pm to 2am", ((1320, 1440), (0, 120))),
        ("7pm or 8pm", ((1140, 1230),)),
        ("lunchtime after 12.30", ((750, 840),)),
        ("after 6 before 9", ((1080, 1260),)),
    ],
)
def test_exact_times_are_spans_of_minutes_in_which_a_meeting_starts(words, starts):
    assert read(words).starts == starts


@pytest.mark.parametrize(
    ("words", "weeks"),
    [("tuesday", 0), ("2nd tuesday", SECOND), ("2nd and 4th tuesday", SECOND | FOURTH), ("last tuesday", LAST)],
)
def test_weeks_of_the_month_are_a_mask(words, weeks):
    assert read(words).weeks == weeks


@pytest.mark.parametrize(
    ("today", "words", "parameters"),
    [
        (date(2026, 11, 27), "this weekend", [("day", "sat"), ("day", "sun")]),
        (date(2026, 11, 28), "this weekend", [("day", "today"), ("day", "tomorrow")]),
        (date(2026, 11, 29), "this weekend", [("day", "today")]),
        (date(2026, 11, 29), "next weekend", [("date", "2026-12-05"), ("date", "2026-12-06")]),
        (date(2026, 11, 27), "next friday", [("date", "2026-12-04")]),
        (date(2026, 11, 28), "next friday", [("date", "2026-12-04")]),
        (date(2026, 11, 29), "next monday", [("day", "tomorrow")]),
        (date(2026, 12, 25), "christmas day", [("day", "today")]),
        (date(2026, 12, 26), "christmas day", [("date", "2027-12-25")]),
        (date(2026, 12, 30), "on 5 january", [("date", "2027-01-05")]),
        (date(2026, 12, 31), "the 1st", [("day", "tomorrow")]),
        (date(2027, 3, 28), "easter sunday", [("day", "today")]),
        (date(2028, 2, 28), "29 february", [("day", "tomorrow")]),
    ],
)
def test_what_counts_from_today_follows_the_date(today, words, parameters):
    assert read(words, today=today).parameters == tuple(parameters)


def test_next_friday_is_no_doubt_when_this_weeks_is_over():
    assert read("next friday", today=date(2026, 11, 28)).doubts == ()


@pytest.mark.parametrize(
    ("year", "day"), [(2026, date(2026, 4, 5)), (2027, date(2027, 3, 28)), (2038, date(2038, 4, 25))]
)
def test_easter_is_known(year, day):
    assert easter_of(year) == day


@pytest.mark.parametrize(
    ("unit", "words", "within"),
    [("km", "within 5 miles of ipswich", "10"), ("km", "10km of ipswich", "10"), ("mi", "10km of ipswich", "10")],
)
def test_a_distance_goes_up_to_the_next_in_the_unit_of_the_site(unit, words, within):
    assert ("within", within) in read(words, vocabulary=replace(WORDS, unit=unit)).parameters


def test_words_of_the_listings_are_not_taken_for_typing_mistakes():
    assert read("gamblin").parameters == (("about", "gambling"),)
    assert read("gamblin", vocabulary=replace(WORDS, known=frozenset({"gamblin"}))).left == "gamblin"


def test_a_phrase_without_a_finder_of_places_is_still_understood():
    assert phrase.read("aa tuesday woodbridge", WORDS, lambda _text: None, today=MONDAY) == Phrase(
        understood=(
            Understood("programme", "alcoholics-anonymous", "aa", "AA"),
            Understood("day", "tue", "tuesday", "Tuesday"),
        ),
        left="woodbridge",
    )


def test_the_finder_is_asked_only_about_texts_that_can_be_looked_up_beforehand():
    words = "st marys hall, woodbridge  near the quay on tuesday at 7pm with sudbury, suffolk"
    asked = []

    phrase.read(words, WORDS, lambda text: asked.append(text), today=MONDAY)

    assert set(asked) <= set(phrase.place_texts(words))
    assert len(asked) <= 40


# --- For any text at all

ASKED_BY_NAME = {
    "kind": set(Kind.values),
    "for": {Audience.SELF.value, Audience.FAMILY.value},
    "about": set(ABOUT_BY_SLUG),
    "programme": {row.slug for row in WORDS.programmes},
    "who": {row.slug for row in WORDS.who},
    "access": {row.slug for row in WORDS.access},
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
def test_ten_thousand_characters_are_read_in_a_moment(words):
    read("warm up")
    began = time.perf_counter()

    read(words)

    assert time.perf_counter() - began < 1


def test_what_stands_after_two_hundred_characters_is_not_searched():
    assert read("serenity " + "x" * 300).left == "serenity " + "x" * 191


def vars_of(one):
    return one.parameter, one.value, one.words, one.label


def is_part_of(some, words):
    rest = iter(words)
    return all(word in rest for word in some)
