"""Reading times, days, moments and text as people type them."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.reading import (
    minutes_between,
    one_line,
    parse_days,
    parse_moment,
    parse_time,
    parse_times,
    plain_text,
)

ANYTHING = st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.text(max_size=5)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("19:30", time(19, 30)),
        ("7:30 PM", time(19, 30)),
        ("7:30 p.m.", time(19, 30)),
        ("7.30pm", time(19, 30)),
        ("7pm", time(19)),
        ("7 P.M.", time(19)),
        ("19.30", time(19, 30)),
        ("1930", time(19, 30)),
        (1930, time(19, 30)),
        (730, time(7, 30)),
        ("0730", time(7, 30)),
        ("19:30:00", time(19, 30)),
        ("19h30", time(19, 30)),
        ("12:00 AM", time(0)),
        ("12:30 pm", time(12, 30)),
        ("noon", time(12)),
        ("Noon", time(12)),
        ("12 noon", time(12)),
        ("midday", time(12)),
        ("midnight", time(0)),
    ],
)
def test_times_are_understood_as_people_type_them(typed, meant):
    assert parse_time(typed) == meant


@pytest.mark.parametrize(
    "typed", ["TBC", "half seven", "7", 7, "24:00", "25:00", "7:65", "", None, True, 19.3, [], "13 am"]
)
def test_what_is_no_plain_time_is_no_time_and_never_midnight(typed):
    assert parse_time(typed) is None


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("7-8pm", time(19), time(20)),
        ("11-1pm", time(11), time(13)),
        ("7:00-8:30 pm", time(19), time(20, 30)),
        ("19:00-20:00", time(19), time(20)),
        ("10AM to 11AM", time(10), time(11)),
        ("Noon to 1:15PM", time(12), time(13, 15)),
        ("11pm - 12:30am", time(23), time(0, 30)),
    ],
)
def test_a_span_gives_a_start_and_an_end(typed, start, end):
    assert parse_times(typed) == (start, end)


def test_a_meeting_that_ends_before_it_starts_goes_past_midnight():
    assert minutes_between(time(23), time(0)) == 60
    assert minutes_between(time(19), time(20, 30)) == 90


def test_an_end_equal_to_the_start_says_nothing():
    assert minutes_between(time(19), time(19)) is None


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        (0, (6,)),
        (1, (0,)),
        (7, (6,)),
        ("3", (2,)),
        (3.0, (2,)),
        (" monday ", (0,)),
        ("MONDAY", (0,)),
        ("Mon", (0,)),
        ("Tues.", (1,)),
        ("Wednesdays", (2,)),
        ([1, 3], (0, 2)),
        (["Monday", "3", 3], (0, 2)),
        ("Monday, Wednesday", (0, 2)),
        ("Tues & Thurs", (1, 3)),
        ("Mon-Fri", (0, 1, 2, 3, 4)),
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
        ("", ()),
        (None, ()),
        ([], ()),
    ],
)
def test_days_are_numbers_names_or_lists(typed, days):
    assert parse_days(typed) == days


@pytest.mark.parametrize("typed", [8, -1, "someday", True, [1, "x"], [None], {}, 1.5, "T"])
def test_a_day_that_cannot_be_read_is_not_taken_for_none(typed):
    assert parse_days(typed) is None


def test_a_source_may_begin_its_week_with_sunday_as_one():
    assert parse_days("1", sunday=1) == (6,)
    assert parse_days(7, sunday=1) == (5,)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-07-09 19:32:28", datetime(2022, 7, 9, 19, 32, 28, tzinfo=UTC)),
        ("2016-09-1005:15:00", datetime(2016, 9, 10, 5, 15, tzinfo=UTC)),
        ("2023-01-01T10:00:00+02:00", datetime(2023, 1, 1, 8, tzinfo=UTC)),
        ("2023-05-06", datetime(2023, 5, 6, tzinfo=UTC)),
        ("13/4/2022", datetime(2022, 4, 13, tzinfo=UTC)),
        ("3/4/2022", None),
        ("0000-00-00 00:00:00", None),
        ("last week", None),
        (None, None),
    ],
)
def test_moments_are_utc_and_none_where_they_are_not_plain(text, moment):
    assert parse_moment(text) == moment


def test_tags_and_entities_become_plain_text():
    assert plain_text("Tom &amp;amp; Ann<br/>met <b>here</b> &lt;p&gt;then&lt;/p&gt; 1 &lt; 2") == (
        "Tom & Ann\nmet here\nthen\n1 < 2"
    )


def test_what_a_script_says_is_no_text():
    assert plain_text("<script>alert('x < y')</script>Hall <style>p { }</style>2") == "Hall 2"


def test_control_characters_go_and_blank_lines_are_few():
    assert plain_text("a\x00\u202eb \t c\r\n\r\n\r\n\r\nd\ud800") == "ab c\n\nd"


def test_text_is_cut_at_a_word():
    assert plain_text("one two three four", limit=12) == "one two…"
    assert len(plain_text("x" * 100, limit=12)) == 12


def test_a_name_is_one_line():
    assert one_line(" Early<br>Birds\n ") == "Early Birds"
    assert one_line(12345) == "12345"


@given(ANYTHING)
def test_no_value_breaks_a_reader(value):
    read = parse_time(value)
    assert read is None or isinstance(read, time)
    parse_moment(value)
    days = parse_days(value)
    assert days is None or all(0 <= day <= 6 for day in days)


@given(st.text(), st.integers(min_value=8, max_value=300))
def test_text_is_always_clean_and_bounded(text, limit):
    cleaned = plain_text(text, limit=limit)

    assert len(cleaned) <= limit
    assert all(letter == "\n" or letter.isprintable() or letter.isspace() or ord(letter) > 0x2FF for letter in cleaned)
    cleaned.encode()
