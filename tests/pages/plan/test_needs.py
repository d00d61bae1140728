"""Which needs of two people a week meets: the same for both, and each open one with what stands in its way."""

from datetime import date

import pytest

from groups.rules.planning.candidate import Candidate
from groups.rules.planning.commitments import Commitment, read
from groups.rules.planning.fortnight import Weeks
from groups.rules.planning.needs_met import About, Visit, my_needs, their_needs
from groups.rules.planning.week_plan import WeekPlan
from groups.views.plan.needs_in_words import answer_words, need_words, reasons

pytestmark = pytest.mark.sqlite

TODAY = date(2026, 11, 25)
"""A Wednesday of a week A."""

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


def visit(name="Harbour Lights", weekday=THURSDAY, starts="19:00", minutes=60, journey=15, weeks=Weeks.EVERY, number=1):
    hour, minute = map(int, starts.split(":"))
    return Visit(name, Candidate(number, weekday, 60 * hour + minute, minutes, journey, weeks))


def times(written: str) -> tuple[Commitment, ...]:
    found, wrong = read(written)
    assert not wrong
    return found


def said(needs) -> list[tuple[bool, str, str]]:
    """Whether each is met, the need, and what the page says below it."""
    return [(need.is_met, need_words(need, today=TODAY), below(need)) for need in needs]


def below(need) -> str:
    why = "; ".join(reasons(need, today=TODAY))
    return " ".join(filter(None, [answer_words(need, today=TODAY), why and f"Because of {why}."]))


def mine(*visits, home_group=None, busy="", theirs="", **fields):
    return said(my_needs(WeekPlan(mine=times(busy), theirs=times(theirs), **fields), visits, home_group=home_group))


def theirs(*visits, needs, busy=""):
    return said(their_needs(WeekPlan(mine=times(busy), theirs=times(needs)), visits))


def test_a_time_at_which_nobody_is_away_is_met():
    assert theirs(visit(weekday=TUESDAY), needs="4-1800-1930-n_bedtime") == [
        (True, "Thursday children’s bedtime, 6pm to 7:30pm", "")
    ]


def test_a_time_is_open_where_a_meeting_is_then_with_the_way_back():
    assert theirs(visit(), needs="4-1800-1930-n_bedtime") == [
        (
            False,
            "Thursday children’s bedtime, 6pm to 7:30pm",
            "Because of Harbour Lights, back about 8:15pm.",
        )
    ]


def test_the_journey_alone_stands_in_the_way():
    assert theirs(visit(starts="20:00", journey=30), needs="4-1800-1930-n")[0][0]
    assert not theirs(visit(starts="20:00", journey=35), needs="4-1800-1930-n")[0][0]


def test_who_stays_at_home_for_a_meeting_is_not_back_but_free():
    assert theirs(visit(journey=0), needs="4-1800-1930-n_bedtime")[0][2] == (
        "Because of Harbour Lights, until about 8pm."
    )


def test_where_the_need_has_several_days_the_one_that_is_open_is_said():
    needs = theirs(visit(), visit("Sunrise", TUESDAY, "18:00"), needs="12345-1800-1930-n_bedtime")

    assert needs == [
        (
            False,
            "Children’s bedtime (Monday to Friday), 6pm to 7:30pm",
            "Because of Harbour Lights on Thursday, back about 8:15pm; Sunrise on Tuesday, back about 7:15pm.",
        )
    ]


def test_a_meeting_of_alternate_weeks_stands_in_the_way_in_those_alone():
    assert theirs(visit(weeks=Weeks.B), needs="4-1800-1930-n")[0][2] == (
        "Because of Harbour Lights, back about 8:15pm, every other week from 30 November."
    )
    assert theirs(visit(weeks=Weeks.B), needs="4-1800-1930-na")[0][0]


def test_being_busy_stands_in_the_way_of_the_other_like_a_meeting():
    assert theirs(needs="4-1800-1930-n_bedtime", busy="4-1900-2100_training") == [
        (
            False,
            "Thursday children’s bedtime, 6pm to 7:30pm",
            "Because of Thursday training, 7pm to 9pm.",
        )
    ]


def test_two_needs_of_one_hour_do_not_stand_in_each_others_way():
    assert theirs(needs="4-1800-1930-n_bedtime", busy="4-1900-2100-n_class")[0][0]


def test_my_own_times_are_asked_the_same_of_the_other():
    assert mine(busy="2-1900-2100-n_class", theirs="2-2000-2300_work") == [
        (False, "Tuesday class, 7pm to 9pm", "Because of Tuesday work, 8pm to 11pm.")
    ]
    assert mine(visit(weekday=TUESDAY), busy="2-1900-2100-n_class", theirs="3-2000-2300_work")[0][0]


def test_a_shift_of_sunday_night_reaches_into_monday():
    assert not mine(busy="1-0500-0700-n", theirs="7-2200-0600_nights")[0][0]


@pytest.mark.parametrize(
    ("visits", "is_met", "words"),
    [
        ([], False, "The week has none yet."),
        ([visit()], False, "The week has 1."),
        ([visit(), visit(weekday=MONDAY)], True, "The week has 2."),
        ([visit(), visit(weekday=MONDAY, weeks=Weeks.A)], False, "This week has 2, the next one 1, and so on."),
        ([visit(weeks=Weeks.A), visit(weeks=Weeks.B), visit(weekday=SUNDAY)], True, "The week has 2."),
    ],
)
def test_as_many_meetings_as_wanted_in_week_a_and_in_week_b(visits, is_met, words):
    assert mine(*visits, target=2) == [(is_met, "2 meetings a week", words)]


def test_a_meeting_during_my_own_work_does_not_count():
    assert mine(visit(), visit("Lunch", MONDAY, "12:30"), busy="12345-0900-1730_work", target=2) == [
        (False, "2 meetings a week", "The week has 1. Because of work (Monday to Friday), 9am to 5:30pm.")
    ]


def test_a_meeting_that_runs_past_the_sunday_midnight_is_of_its_own_week():
    late = visit(weekday=SUNDAY, starts="23:30", weeks=Weeks.A)

    (need,) = my_needs(WeekPlan(target=1), [late])

    assert need.counted == (1, 0)


def test_as_many_as_can_be_is_met_by_any():
    assert mine(target="most") == [(False, "As many meetings as I can", "The week has none yet.")]
    assert mine(visit(), target="most") == [(True, "As many meetings as I can", "The week has 1.")]


def test_home_by_a_time_names_the_meetings_that_are_over_later():
    late = visit("Candlelight", MONDAY, "20:30", minutes=75)

    assert mine(visit(), late, latest=21 * 60 + 30) == [
        (False, "Home by 9:30pm", "Because of Candlelight on Monday, back about 10pm.")
    ]
    assert mine(visit(), latest=21 * 60 + 30) == [(True, "Home by 9:30pm", "")]


@pytest.mark.parametrize(
    ("home_group", "busy", "need"),
    [
        ("Harbour Lights", "", (True, "My home group: Harbour Lights", "")),
        (None, "", (False, "My home group", "It is not in the week.")),
        ("", "", (True, "My home group", "")),
        (
            "Harbour Lights",
            "4-1900-2100_training",
            (False, "My home group: Harbour Lights", "Because of Thursday training, 7pm to 9pm."),
        ),
    ],
)
def test_the_home_group_is_kept_where_it_is_in_the_week_and_i_am_free(home_group, busy, need):
    assert mine(visit(), home_group=home_group, busy=busy, first=1) == [need]


def test_what_nobody_asked_for_is_no_need():
    assert my_needs(WeekPlan(mine=times("12345-0900-1730_work")), [visit()]) == []
    assert their_needs(WeekPlan(theirs=times("12345-0900-1730_work")), [visit()]) == []


def test_needs_come_in_the_order_number_home_group_times():
    plan = WeekPlan(mine=times("2-1900-2100-n"), target=1, latest=1290, first=1)

    assert [need.about for need in my_needs(plan, [])] == [
        About.NUMBER,
        About.HOME_BY,
        About.HOME_GROUP,
        About.AT_HOME,
    ]
