"""Days, times, lengths and rules as people read them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, FIFTH, FIRST, FOURTH, LAST, SECOND, THIRD, Rule
from groups.rules.words import (
    ago,
    clock,
    day_in_sentence,
    day_title,
    end_of,
    hours_words,
    listed_words,
    long_date,
    rule_words,
    weekday_name,
    weeks_words,
    within_a_sentence,
)

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
TODAY = date(2026, 11, 23)  # a Monday


def months(*numbers):
    return sum(1 << number - 1 for number in numbers)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(0), "midnight"),
        (time(0, 1), "12:01am"),
        (time(0, 30), "12:30am"),
        (time(7), "7am"),
        (time(9, 5), "9:05am"),
        (time(11, 59), "11:59am"),
        (time(12), "midday"),
        (time(12, 30), "12:30pm"),
        (time(13), "1pm"),
        (time(19, 30), "7:30pm"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_a_time_of_day(at, words):
    assert clock(at) == words


def test_every_minute_of_the_day_reads_differently():
    assert len({clock(time(*divmod(minute, 60))) for minute in range(24 * 60)}) == 24 * 60


@pytest.mark.parametrize(
    ("starts_at", "minutes", "words"),
    [
        (time(19, 30), 75, "7:30pm to 8:45pm"),
        (time(19, 30), None, "7:30pm"),
        (time(23), 120, "11pm to 1am"),
        (time(22), 120, "10pm to midnight"),
        (time(12), 24 * 60, "midday to midday"),
    ],
)
def test_from_when_to_when(starts_at, minutes, words):
    assert hours_words(starts_at, minutes) == words


def test_an_end_past_midnight_is_a_time_of_the_next_day():
    assert end_of(time(23, 30), 90) == time(1)


@pytest.mark.parametrize(
    ("day", "at", "title", "in_sentence"),
    [
        (TODAY, None, "Today", "today"),
        (TODAY, time(16, 59), "Today", "today"),
        (TODAY, time(17), "Tonight", "tonight"),
        (date(2026, 11, 24), time(19), "Tomorrow", "tomorrow"),
        (date(2026, 11, 25), time(19), "Wednesday 25 November", "on Wednesday 25 November"),
        (date(2026, 11, 22), None, "Sunday 22 November", "on Sunday 22 November"),
    ],
)
def test_days_are_said_as_one_would_today(day, at, title, in_sentence):
    assert day_title(day, today=TODAY, at=at) == title
    assert day_in_sentence(day, today=TODAY, at=at) == in_sentence


@pytest.mark.parametrize(
    ("day", "today", "words"),
    [
        (date(2026, 1, 1), None, "Thursday 1 January"),
        (date(2027, 1, 4), TODAY, "Monday 4 January"),
        (date(2027, 11, 23), TODAY, "Tuesday 23 November 2027"),
        (date(2025, 11, 23), TODAY, "Sunday 23 November 2025"),
    ],
)
def test_a_date_has_its_year_where_one_would_wonder(day, today, words):
    assert long_date(day, today=today) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule(MON), "Every Monday"),
        (Rule(TUE, weeks=SECOND | FOURTH), "2nd and 4th Tuesdays"),
        (Rule(TUE, weeks=FIRST | THIRD | FIFTH), "1st, 3rd and 5th Tuesdays"),
        (Rule(FRI, weeks=LAST), "Last Friday of the month"),
        (Rule(SUN, weeks=FIRST), "1st Sunday of the month"),
        (Rule(THU, interval=2, phase=1), "Every other Thursday"),
        (Rule(THU, interval=3), "Every 3 weeks on Thursday"),
        (Rule(WED, months=EVERY_MONTH & ~months(8)), "Every Wednesday, not in August"),
        (Rule(WED, months=months(1, 2)), "Every Wednesday, in January and February"),
        (Rule(SAT, months=EVERY_MONTH & ~months(7, 8)), "Every Saturday, not in July and August"),
        (Rule(MON, first=date(2026, 1, 5)), "Every Monday, from 5 January 2026"),
        (
            Rule(MON, weeks=LAST, first=date(2026, 1, 5), last=date(2026, 12, 28)),
            "Last Monday of the month, from 5 January 2026, until 28 December 2026",
        ),
        (Rule(SAT, first=date(2026, 6, 6), last=date(2026, 6, 6)), "Saturday 6 June 2026"),
    ],
)
def test_a_rule_in_words(rule, words):
    assert rule_words(rule) == words


@given(
    st.integers(0, 6),
    st.sampled_from(CANONICAL_WEEKS),
    st.sampled_from(CANONICAL_WEEKS),
    st.integers(1, EVERY_MONTH),
    st.integers(1, EVERY_MONTH),
)
def test_rules_with_other_dates_have_other_words(weekday, weeks, other_weeks, in_months, in_other_months):
    one, other = Rule(weekday, weeks, months=in_months), Rule(weekday, other_weeks, months=in_other_months)

    assert (rule_words(one) == rule_words(other)) == (one == other)
    assert weekday_name(weekday) in rule_words(one)


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_in_a_list(words, said):
    assert listed_words(words) == said


@pytest.mark.parametrize(("weeks", "said"), [(0, ""), (LAST, "last"), (FIRST | LAST, "1st and last")])
def test_weeks_of_a_mask(weeks, said):
    assert weeks_words(weeks) == said


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "today"),
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (60, "60 days ago"),
        (61, "2 months ago"),
        (365, "12 months ago"),
        (729, "23 months ago"),
        (730, "2 years ago"),
        (1200, "3 years ago"),
    ],
)
def test_how_long_ago(days, words):
    assert ago(days) == words


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Young people", "young people"),
        ("LGBTQ+ people", "LGBTQ+ people"),
        ("Men and women", "men and women"),
        ("British Sign Language interpreter", "British Sign Language interpreter"),
        ("Blue Badge parking", "Blue Badge parking"),
        ("A", "a"),
        ("", ""),
    ],
)
def test_a_label_within_a_sentence(label, said):
    assert within_a_sentence(label) == said
