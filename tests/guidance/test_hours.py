"""Whether a helpline is answered now, by its hours as staff write them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.rules.hours import is_open

pytestmark = pytest.mark.sqlite  # it needs no database: one run is enough

MONDAY, SATURDAY = 23, 28


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute)


@pytest.mark.parametrize(
    "hours, moment, answered",
    [
        ("24 hours a day", at(MONDAY, 3), True),
        ("24/7", at(SATURDAY, 3), True),
        ("10am to 10pm", at(MONDAY, 9, 59), False),
        ("10am to 10pm", at(MONDAY, 10), True),
        ("10am to 10pm", at(MONDAY, 22), False),
        ("10am to midnight", at(MONDAY, 23, 59), True),
        ("10am to midnight", at(MONDAY, 0), False),
        ("Monday to Friday 9am to 5pm", at(MONDAY, 12), True),
        ("Monday to Friday 9am to 5pm", at(SATURDAY, 12), False),
        ("Monday to Friday 9am to 8pm, weekends 11am to 4pm", at(SATURDAY, 12), True),
        ("Monday to Friday 9am to 8pm, weekends 11am to 4pm", at(SATURDAY, 10), False),
        ("Monday to Friday 9am to 8pm, weekends 11am to 4pm", at(MONDAY, 19, 59), True),
        ("Every day 9:30am–5.30pm", at(SATURDAY, 17, 29), True),
        ("Mondays and Saturdays 6-8pm", at(SATURDAY, 19), True),
        ("Mondays and Saturdays 6-8pm", at(MONDAY, 19), True),
        ("Mondays and Saturdays 6-8pm", at(24, 19), False),
        ("Fridays 8pm to 2am", at(SATURDAY, 1), True),
        ("Fridays 8pm to 2am", at(SATURDAY, 2), False),
        ("Saturday to Monday 10:00-16:00", at(MONDAY, 15), True),
        ("Saturday to Monday 10:00-16:00", at(24, 15), False),
        ("", at(MONDAY, 12), None),
        ("Leave a message", at(MONDAY, 12), None),
        ("Weekdays 9am to 5pm, ask for other times", at(MONDAY, 12), None),
    ],
)
def test_hours_as_they_are_written(hours, moment, answered):
    assert is_open(hours, moment) is answered


@given(st.text(max_size=60), st.datetimes())
def test_whatever_is_written_there_is_an_answer(hours, moment):
    assert is_open(hours, moment) in (True, False, None)
