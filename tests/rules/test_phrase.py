"""What people type is understood: tables of phrases with the whole answer, and its parts one by one."""

from dataclasses import replace
from datetime import date

import pytest

from groups.rules import phrase
from groups.rules.phrase.answer import Doubt, Phrase, Reading, Understood
from groups.rules.phrase.days import easter as easter_of
from groups.rules.schedule import FOURTH, LAST, SECOND
from tests.rules.phrases.asking import made_of
from tests.rules.phrases.known import MONDAY, WORDS, read
from tests.rules.phrases.rows import ROWS

pytestmark = pytest.mark.sqlite


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
        "held in Polish",
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
