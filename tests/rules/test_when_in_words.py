"""When a meeting meets, in an editor's own words: what is understood, what is said of the rest."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.choices import BankHolidays
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK, Rule, week_number
from groups.rules.when_in_words import NotUnderstood, When, coming, read
from groups.rules.words import hours_words, rule_words

TODAY = date(2026, 11, 23)  # a Monday


def said(words: str) -> str:
    """What was understood, back in the site's own words."""
    when = read(words, today=TODAY)
    return ", ".join([rule_words(when.rule), *([hours_words(when.starts_at, when.minutes)] if when.starts_at else [])])


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("2nd and 4th Tuesdays 7.30pm to 9", "2nd and 4th Tuesdays, 7:30pm to 9pm"),
        ("every other Friday at noon from 4 December", "Every other Friday, from 4 December 2026, midday"),
        ("last Sunday of the month, not in August", "Last Sunday of the month, not in August"),
        ("Mondays 10–12 term time?", "Every Monday, 10am to midday"),
        ("weds 7.30 to 9pm", "Every Wednesday, 7:30pm to 9pm"),
        ("Fri 12.30-1.30", "Every Friday, 12:30pm to 1:30pm"),
        ("12-1 Wednesdays", "Every Wednesday, midday to 1pm"),
        ("Monday at 7 o'clock in the morning", "Every Monday, 7am"),
        ("We meet every Tuesday evening at 7", "Every Tuesday, 7pm"),
        ("Thursdays at 8 in the evening for an hour and a half", "Every Thursday, 8pm to 9:30pm"),
        ("Mon 7pm for 90 minutes", "Every Monday, 7pm to 8:30pm"),
        ("every week on Monday at 1900", "Every Monday, 7pm"),
        ("Monday midnight", "Every Monday, midnight"),
        ("every 2nd Thursday of the month 7pm", "2nd Thursday of the month, 7pm"),
        ("every 2nd Thursday 7pm from 3 December", "Every other Thursday, from 3 December 2026, 7pm"),
        ("fortnightly on Wednesdays 6pm from 2 December", "Every other Wednesday, from 2 December 2026, 6pm"),
        ("every 3 weeks on Monday 7pm from 30/11/2026", "Every 3 weeks on Monday, from 30 November 2026, 7pm"),
        ("Tuesdays 7pm 1st and 3rd of the month", "1st and 3rd Tuesdays, 7pm"),
        ("1st, 3rd and 5th Sat 10.00am", "1st, 3rd and 5th Saturdays, 10am"),
        ("Saturday 12 December 2026 10am to 4pm", "Saturday 12 December 2026, 10am to 4pm"),
        ("24 December 7pm", "Thursday 24 December 2026, 7pm"),
        ("Sundays 11am September to June", "Every Sunday, not in July and August, 11am"),
        ("Mondays 6-7.30 pm only in May and June", "Every Monday, in May and June, 6pm to 7:30pm"),
        ("Mondays 7pm-8.30pm from 4 January to 29 March",
         "Every Monday, from 4 January 2027, until 29 March 2027, 7pm to 8:30pm"),
    ],
)  # fmt: skip
def test_what_an_editor_writes_is_understood(words, understood):
    assert said(words) == understood


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "On which day? Write “Tuesdays” or “last Sunday of the month”."),
        ("Tuesdays 7.30pm in the church hall",
         "“church hall” was not understood. Write it like “2nd and 4th Tuesdays 7.30pm to 9”."),
        ("Mondays and Wednesdays 7pm",
         "A meeting has one weekday. Write one day here; the other days are meetings of their own."),
        ("daily 7am", "A meeting has one weekday. Write one day here; the other days are meetings of their own."),
        ("monthly on Tuesday 7pm", "Which week of the month? Write “1st Tuesday” or “last Sunday of the month”."),
        ("every other Friday 7pm",
         "Counted from when? Add one of its dates: “every other Friday from 4 December”."),
        ("every other Friday 7pm from 3 December", "03/12/2026 is a Thursday."),
        ("Tuesday evening", "At what time? Write “7.30pm” or “10am to noon”."),
        ("Tuesday 25pm", "“25pm” is no time of day. Write “7.30pm” or “19:30”."),
        ("Monday 31 February 7pm", "There is no such date."),
        ("Monday 2026-02-31 7pm", "There is no such date."),
        ("x" * 201, "That is too long. Write the day and the time: “Tuesdays 7.30pm to 9”."),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_gets_its_sentence(words, sentence):
    with pytest.raises(NotUnderstood) as refused:
        read(words, today=TODAY)
    assert str(refused.value) == sentence


def test_a_guess_between_morning_and_evening_is_told():
    assert read("Tuesdays 7.30", today=TODAY).hints == (
        "Morning or evening was not said: look whether this is right, or write am or pm.",
    )
    assert read("Tuesdays 7.30pm", today=TODAY).hints == ()


def test_term_time_is_no_rule_and_says_what_to_do():
    assert read("Mondays 10am to 12 term time", today=TODAY).hints == (
        "“Term time”: tick the months in which it meets, and cancel the dates of the shorter holidays.",
    )


def test_bank_holidays_and_arrangements_are_facts_too():
    assert read("Mondays 7pm, not on bank holidays", today=TODAY).bank_holidays == BankHolidays.NO_MEETING
    assert read("by arrangement", today=TODAY) == When(by_arrangement=True)


def test_a_date_that_has_passed_counts_the_weeks_as_well():
    when = read("every other Friday 7pm from 13 November", today=TODAY)

    assert when.first == when.counted_from == date(2026, 11, 13)
    assert coming(when.rule, since=TODAY, count=2) == [date(2026, 11, 27), date(2026, 12, 11)]


RULES = st.one_of(
    st.builds(Rule, st.integers(0, 6), weeks=st.sampled_from(CANONICAL_WEEKS), months=st.integers(1, EVERY_MONTH)),
    st.integers(2, 3).flatmap(
        lambda interval: st.dates(date(2026, 6, 1), date(2027, 4, 1)).map(
            lambda day: Rule(day.weekday(), EVERY_WEEK, interval, week_number(day) % interval, first=day)
        )
    ),
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


@given(RULES, TIMES, st.one_of(st.none(), st.integers(1, 1439)))
def test_our_own_words_are_read_back_as_they_were_meant(rule, starts_at, minutes):
    when = read(f"{rule_words(rule)}, {hours_words(starts_at, minutes)}", today=TODAY)

    assert (when.rule, when.starts_at, when.minutes) == (rule, starts_at, minutes)
    assert when.hints == ()


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(words):
    try:
        read(words, today=TODAY)
    except NotUnderstood as refused:
        assert str(refused)


WORDS = (
    "every other last 1st 2nd and to - , Monday tues sundays 7 7.30pm 12 noon from until not in august may 4 december "
    "2026 31/12/2026 week month of the fortnightly term time bank holidays for 90 minutes daily at 2026-02-30 29 "
    "february"
)
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_whatever_is_said_in_words_of_time_is_a_rule_that_may_be_stored_or_refused(words):
    try:
        when = read(words, today=TODAY)
    except NotUnderstood:
        return
    assert when.weeks in CANONICAL_WEEKS
    assert 1 <= when.months <= EVERY_MONTH
    assert when.interval == 1 or (when.weeks == EVERY_WEEK and when.counted_from.weekday() == when.weekday)
    assert when.minutes is None or 1 <= when.minutes <= 24 * 60
    assert not (when.first and when.last) or when.first <= when.last
