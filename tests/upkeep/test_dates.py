"""Single dates of meetings: cancelled, moved and answered for, one or many, and all of it undone as one."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.history import recording
from groups.models import Deed, Meeting, MeetingException
from groups.models.timetable import timetable_of
from groups.rules.choices import BankHolidays, DateAnswer, DeedSource, ExceptionKind
from groups.rules.on_a_date import known_of
from groups.rules.schedule import week_number
from groups.upkeep import dates, undoing
from groups.upkeep.dates import Given
from tests.factories import make_exception, make_meeting, make_venue

pytestmark = pytest.mark.django_db

CHRISTMAS = date(2026, 12, 25)
FRIDAYS = [date(2026, 12, 4) + timedelta(weeks=n) for n in range(5)]
MEETS, NOT, MOVED, ASK = DateAnswer
A_WEEK = timedelta(weeks=1)


def friday(answer="", **fields):
    return make_meeting(weekday=4, bank_holidays=answer, **fields)


def said(meeting):
    """The exceptions of a meeting, in words."""
    rows = MeetingException.objects.filter(meeting=meeting).order_by("first", "pk")
    return [(row.kind, row.first.day, row.last.day) for row in rows]


def known(meeting, day=CHRISTMAS):
    found = known_of(timetable_of(Meeting.objects.get(pk=meeting.pk)), day)
    return found and (found.answer, found.starts_at)


def held(meeting, since=FRIDAYS[0], until=FRIDAYS[-1]):
    """When it truly meets."""
    table = timetable_of(Meeting.objects.get(pk=meeting.pk))
    return [(one.day.day, one.starts_at.hour) for one in table.between(since, until) if one.happens]


def all_exceptions():
    return sorted(MeetingException.objects.values_list("meeting", "kind", "first", "last", "to", "starts_at", "note"))


# --- Cancelling


def test_dates_between_two_are_cancelled_as_one_with_their_note():
    meeting, other = friday(), make_meeting(weekday=1)

    done = dates.cancel([meeting, other], first=date(2026, 12, 7), last=date(2026, 12, 19), note="Works in the hall.")

    assert said(meeting) == [("cancelled", 11, 18)]
    assert said(other) == [("cancelled", 8, 15)]
    assert MeetingException.objects.filter(note="Works in the hall.").count() == 2
    assert (done.dates, done.meetings, str(done)) == (4, 2, "4 dates of 2 meetings")


def test_what_is_cancelled_already_is_left_and_a_meeting_without_a_date_there_too():
    meeting, fortnightly = friday(), friday(interval=2, phase=week_number(FRIDAYS[0]) % 2)
    make_exception(meeting, "cancelled", FRIDAYS[1], note="Said before.")
    before = all_exceptions()

    assert str(dates.cancel([meeting, fortnightly], first=FRIDAYS[1])) == "0 dates of 0 meetings"
    assert str(dates.cancel([meeting], first=FRIDAYS[1])) == "0 dates of 0 meetings"
    assert all_exceptions() == before


def test_chosen_dates_become_one_row_for_each_run_of_them():
    meeting = friday()
    chosen = [(FRIDAYS[n], time(19, 30)) for n in (0, 1, 3)]

    dates.cancel_dates({meeting.pk: chosen})

    assert said(meeting) == [("cancelled", 4, 11), ("cancelled", 25, 25)]


def test_what_was_known_of_a_date_goes_when_it_is_cancelled():
    meeting = friday()
    make_exception(meeting, "meets", date(2026, 12, 20), last=date(2027, 1, 3))

    dates.cancel([meeting], first=CHRISTMAS)

    assert said(meeting) == [("meets", 20, 24), ("cancelled", 25, 25), ("meets", 26, 3)]


def test_a_date_that_was_moved_or_added_is_called_off_where_it_stands():
    moved, added, later = friday(), friday(), friday("week-later", weeks=8)  # the fourth Friday
    make_exception(moved, "moved", FRIDAYS[1], to=date(2026, 12, 12))
    make_exception(added, "extra", date(2026, 12, 12))

    dates.cancel([moved, added], first=date(2026, 12, 12))
    dates.cancel([later], first=date(2027, 1, 1))

    assert said(moved) == [("cancelled", 11, 11)]
    assert said(added) == []
    assert said(later) == [("cancelled", 25, 25)]
    assert held(later, until=date(2027, 1, 10)) == []


def test_an_undo_after_a_wrong_bulk_cancellation_restores_all():
    meetings = [friday(starts_at=time(hour)) for hour in (9, 12, 19)]
    make_exception(meetings[0], "meets", CHRISTMAS, note="Bring something to eat.")
    make_exception(meetings[1], "moved", FRIDAYS[2], starts_at=time(10))
    make_exception(meetings[2], "cancelled", FRIDAYS[1])
    before, met = all_exceptions(), [held(meeting) for meeting in meetings]
    with recording.deed(DeedSource.FORM, said="All cancelled"):
        dates.cancel(meetings, first=FRIDAYS[0], last=FRIDAYS[-1])
    assert [held(meeting) for meeting in meetings] == [[], [], []]

    undone = undoing.undo(Deed.objects.get())

    assert (undone.records, undone.left) == (3, [])
    assert all_exceptions() == before
    assert [held(meeting) for meeting in meetings] == met


# --- Moving


def test_one_date_is_moved_to_another_date_and_time():
    meeting = friday()

    dates.move(meeting, day=CHRISTMAS, to=date(2026, 12, 24), starts_at=time(17), note="Christmas Eve.")

    assert held(meeting, since=FRIDAYS[2]) == [(18, 19), (24, 17), (1, 19)]


def test_moved_once_more_it_is_moved_from_the_date_that_people_know():
    meeting = friday()
    dates.move(meeting, day=CHRISTMAS, to=date(2026, 12, 24))

    dates.move(meeting, day=date(2026, 12, 24), to=date(2026, 12, 23), starts_at=time(18))

    [row] = meeting.exceptions.all()
    assert (row.first, row.to, row.starts_at) == (CHRISTMAS, date(2026, 12, 23), time(18))


def test_moved_back_to_its_own_time_and_place_is_no_move():
    with pytest.raises(ValidationError, match="Say what is different"):
        dates.move(friday(), day=CHRISTMAS, to=CHRISTMAS, starts_at=time(19, 30))
    assert not MeetingException.objects.exists()


def test_a_date_at_another_place_stands_within_a_longer_span():
    meeting, library, hall = friday(), make_venue("Library"), make_venue("Hall")
    make_exception(meeting, "moved", FRIDAYS[0], last=FRIDAYS[4], venue=hall)

    dates.move(meeting, day=FRIDAYS[2], venue=library)

    rows = meeting.exceptions.order_by("first")
    assert [(row.first, row.last, row.venue) for row in rows] == [
        (FRIDAYS[0], FRIDAYS[2] - timedelta(days=1), hall),
        (FRIDAYS[2], FRIDAYS[2], library),
        (FRIDAYS[2] + timedelta(days=1), FRIDAYS[4], hall),
    ]


def test_what_a_bank_holiday_puts_off_can_be_moved_elsewhere():
    meeting = friday("week-later", weeks=8)

    dates.move(meeting, day=date(2027, 1, 1), to=date(2027, 1, 2))

    assert held(meeting, until=date(2027, 1, 9)) == [(2, 19)]


def test_an_extra_meeting_is_moved_as_such():
    meeting = friday()
    make_exception(meeting, "extra", date(2026, 12, 23), starts_at=time(10))

    dates.move(meeting, day=date(2026, 12, 23), to=date(2026, 12, 24))

    assert said(meeting) == [("extra", 24, 24)]


def test_a_date_on_which_it_does_not_meet_cannot_be_moved():
    with pytest.raises(ValidationError, match="It does not meet on Thursday 24 December"):
        dates.move(friday(), day=date(2026, 12, 24), starts_at=time(10))


# --- At a venue


def test_all_that_is_truly_held_at_a_venue_is_found():
    hall, library = make_venue("Hall"), make_venue("Library")
    here, guest = friday(venue=hall), friday(venue=library, starts_at=time(9))
    closed = friday(venue=hall, status="closed")
    make_exception(here, "moved", FRIDAYS[1], venue=library)
    make_exception(here, "cancelled", FRIDAYS[2])
    make_exception(guest, "moved", FRIDAYS[0], venue=hall)

    found = dates.at_venue(hall, first=FRIDAYS[0], last=FRIDAYS[3], among=Meeting.objects.all())

    assert [(falls.meeting, falls.one.day) for falls in found] == [
        (guest, FRIDAYS[0]),
        (here, FRIDAYS[0]),
        (here, FRIDAYS[3]),
    ]
    assert closed not in {falls.meeting for falls in found}


# --- The sheet


def answered(meeting, answer, starts_at=None, **fields):
    return dates.answer([Given(meeting.pk, CHRISTMAS, answer, starts_at, **fields)])


@pytest.mark.parametrize(
    ("answer", "given", "rows"),
    [
        ("", MEETS, [("meets", 25, 25)]),
        ("", ASK, []),
        ("", NOT, [("cancelled", 25, 25)]),
        ("as-usual", MEETS, []),
        ("as-usual", ASK, [("ask", 25, 25)]),
        ("no-meeting", NOT, []),
        ("no-meeting", MEETS, [("meets", 25, 25)]),
        ("week-later", NOT, []),
        ("week-later", ASK, [("ask", 25, 25)]),
    ],
)
def test_only_what_the_date_would_not_say_by_itself_is_written(answer, given, rows):
    meeting = friday(answer)

    answered(meeting, given)

    assert said(meeting) == rows
    assert known(meeting) == (given, None)


def test_another_time_is_moved_on_its_own_date_and_keeps_the_place_that_was_said():
    meeting, library = friday(), make_venue("Library")
    make_exception(meeting, "moved", FRIDAYS[0], last=CHRISTMAS, venue=library)

    answered(meeting, MOVED, time(10))
    answered(meeting, MOVED, time(11))

    [_span, row] = meeting.exceptions.order_by("first")
    assert (row.first, row.starts_at, row.venue) == (CHRISTMAS, time(11), library)
    assert known(meeting) == (MOVED, time(11))


def test_its_own_time_is_no_other_time():
    meeting = friday()

    answered(meeting, MOVED, time(19, 30))

    assert known(meeting) == (MEETS, None)


def test_new_years_eve_is_no_bank_holiday_and_can_be_answered_for():
    meeting, eve = make_meeting(weekday=3), date(2026, 12, 31)
    assert known(meeting, eve) == ("", None)

    dates.answer([Given(meeting.pk, eve, MEETS)])

    assert known(meeting, eve) == (MEETS, None)


def test_what_somebody_changed_meanwhile_is_told_and_left():
    meeting, other = friday(), friday(starts_at=time(9))
    seen = known_of(timetable_of(meeting), CHRISTMAS).mark
    answered(meeting, NOT)

    done = dates.answer([Given(one.pk, CHRISTMAS, MEETS, was=seen) for one in (meeting, other)])

    assert (known(meeting), known(other)) == ((NOT, None), (MEETS, None))
    assert str(done) == "1 date of 1 meeting"
    assert done.left == ["Harbour Lights, Friday 25 December: somebody has changed it meanwhile. Look at it again."]


def test_a_meeting_that_no_longer_falls_on_the_date_is_told():
    meeting = make_meeting(weekday=2)

    assert answered(meeting, MEETS).left == ["Harbour Lights does not fall on Friday 25 December any more."]


def test_many_answers_ask_as_many_questions_as_few(django_assert_max_num_queries):
    meetings = [friday(starts_at=time(6 + n // 60, n % 60)) for n in range(120)]

    with django_assert_max_num_queries(60):
        dates.answer([Given(meeting.pk, CHRISTMAS, MEETS) for meeting in meetings])

    assert MeetingException.objects.filter(kind="meets").count() == 120


answers = st.lists(
    st.tuples(
        st.sampled_from([date(2026, 12, 25), date(2026, 12, 18), date(2027, 1, 1)]),
        st.sampled_from(DateAnswer.values),
        st.sampled_from([time(10), time(12)]),
    ),
    max_size=8,
)
spans = st.lists(
    st.tuples(
        st.sampled_from([ExceptionKind.CANCELLED, ExceptionKind.MEETS, ExceptionKind.ASK]),
        st.integers(-20, 20),
        st.integers(0, 20),
    ),
    max_size=3,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["", *BankHolidays.values]), spans, answers)
def test_whatever_was_said_before_the_last_answer_holds_and_no_other_date_changes(standing, before, given_answers):
    meeting = friday(standing)
    for kind, start, length in before:
        first = CHRISTMAS + timedelta(days=start)
        make_exception(meeting, kind, first, last=first + timedelta(days=length))
    days = [CHRISTMAS + n * A_WEEK for n in range(-4, 5)]
    expected = {day: known(meeting, day) for day in days}

    for day, answer, starts_at in given_answers:
        dates.answer([Given(meeting.pk, day, answer, starts_at if answer == MOVED else None)])
        expected[day] = (answer, starts_at if answer == MOVED else None)

    assert {day: known(meeting, day) for day in days} == expected
    for day in {day for day, _answer, _at in given_answers}:
        assert meeting.exceptions.filter(first__lte=day, last__gte=day).count() <= 1
    Meeting.objects.all().delete()
