"""A meeting's row as the pure rules take it: pauses, exceptions, and whose bank holidays it keeps."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.models import Meeting
from groups.models.timetable import bank_holidays_of, nation_of, timetable_of
from groups.rules.choices import Attendance, BankHolidays, ExceptionKind, Status
from groups.rules.criteria import MeetingSearch, Moment
from groups.rules.schedule import FIFTH, LAST, SECOND, State
from tests.factories import make_area, make_exception, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 11, 23)
ST_ANDREWS = date(2026, 11, 30)
AFTER = datetime(2026, 11, 20, tzinfo=LONDON)


def fresh(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def coming(meeting):
    """The next date that the pure rule shows of a row."""
    occurrence = timetable_of(fresh(meeting)).coming(after=AFTER)
    return occurrence and occurrence.day


def test_a_row_becomes_its_rule_time_length_and_zone():
    meeting = make_meeting(weeks=SECOND, starts_at=time(18), minutes=45, time_zone="America/New_York")

    [first, second] = timetable_of(fresh(meeting)).upcoming(after=AFTER, count=2)
    assert (first.day, second.day) == (date(2026, 12, 14), date(2027, 1, 11))
    assert (first.starts_at, first.minutes, first.zone) == (time(18), 45, ZoneInfo("America/New_York"))


def test_an_occurrence_knows_the_row_of_its_exception():
    meeting = make_meeting()
    exception = make_exception(meeting, ExceptionKind.CANCELLED, MONDAY, note="Hall is being painted")

    [occurrence] = timetable_of(fresh(meeting)).on(MONDAY)
    assert (occurrence.state, occurrence.differs.source) == (State.CANCELLED, exception)


def test_by_arrangement_has_no_date():
    assert coming(make_meeting(by_arrangement=True, weekday=0, starts_at=time(19))) is None


@pytest.mark.parametrize(
    ("meeting", "group", "day"),
    [
        ((Status.LISTED, None), (Status.LISTED, None), MONDAY),
        ((Status.PAUSED, MONDAY), (Status.LISTED, None), date(2026, 11, 30)),
        ((Status.LISTED, None), (Status.PAUSED, MONDAY), date(2026, 11, 30)),
        ((Status.PAUSED, date(2026, 12, 1)), (Status.PAUSED, MONDAY), date(2026, 12, 7)),
        ((Status.PAUSED, None), (Status.LISTED, None), None),
        ((Status.LISTED, None), (Status.PAUSED, None), None),
        ((Status.PAUSED, MONDAY), (Status.CLOSED, None), None),
        ((Status.CLOSED, None), (Status.LISTED, None), None),
        ((Status.DRAFT, None), (Status.LISTED, None), None),
    ],
)
def test_a_pause_ends_when_both_have_ended_and_what_is_not_listed_has_no_date(meeting, group, day):
    (status, until), (group_status, group_until) = meeting, group
    group = make_group(status=group_status, paused_until=group_until)

    assert coming(make_meeting(group=group, status=status, paused_until=until)) == day


def test_the_nation_is_the_venues_areas_else_the_groups():
    england, scotland, unsaid = (make_area(nation=nation) for nation in ("england", "scotland", ""))

    def nation(venue_area, group_area, **fields):
        venue = {} if fields else {"venue": make_venue(area=venue_area)}
        return nation_of(make_meeting(group=make_group(area=group_area), **venue, **fields))

    assert nation(scotland, england) == "scotland"
    assert nation(unsaid, england) == nation(None, england) == "england"
    assert nation(None, None) == nation(unsaid, unsaid) == ""
    assert nation(None, scotland, attendance=Attendance.ONLINE) == "scotland"


def test_bank_holidays_are_looked_up_for_any_date(settings):
    settings.HOLIDAYS = "GB-SCT"
    england = make_area(nation="england")
    unsaid, english = make_meeting(), make_meeting(venue=make_venue(area=england))

    assert ST_ANDREWS in bank_holidays_of(unsaid)
    assert ST_ANDREWS not in bank_holidays_of(english)
    assert date(2031, 12, 25) in bank_holidays_of(english)


def test_a_meeting_keeps_the_bank_holidays_of_its_nation():
    venue = make_venue(area=make_area(nation="scotland"))
    meeting = make_meeting(weeks=LAST, venue=venue, bank_holidays=BankHolidays.WEEK_LATER)
    dates = {one.day: one.state for one in timetable_of(fresh(meeting)).between(MONDAY, date(2026, 12, 10))}

    assert dates == {ST_ANDREWS: State.MOVED_AWAY, date(2026, 12, 7): State.ARRIVED}


def test_a_list_of_rows_reads_no_more_for_ten_than_for_one(django_assert_num_queries):
    for _ in range(10):
        make_exception(make_meeting(venue=make_venue(area=make_area())), ExceptionKind.CANCELLED, MONDAY)

    for count in (1, 10):
        with django_assert_num_queries(3):
            for meeting in Meeting.objects.for_cards()[:count]:
                timetable_of(meeting).coming(after=AFTER)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([SECOND, LAST, FIFTH]),
    st.integers(0, 6),
    st.sampled_from(BankHolidays.values),
    st.sampled_from(["", "england", "scotland", "IE"]),
    st.dates(date(2026, 3, 1), date(2027, 2, 1)),
)
def test_a_search_says_what_the_timetable_says_with_the_real_bank_holidays(db, weeks, weekday, answer, nation, today):
    venue = make_venue(area=make_area(nation=nation))
    meeting = make_meeting(weeks=weeks, weekday=weekday, bank_holidays=answer, venue=venue)
    at = Moment(datetime.combine(today, time(12), LONDON), LONDON, nations=frozenset({nation}))
    table = timetable_of(fresh(meeting))

    for day in (today + timedelta(days=n) for n in range(28)):
        happens = [one for one in table.on(day) if one.happens]
        found = Meeting.objects.filter(pk=meeting.pk).happening(MeetingSearch(on=day), at=at)
        assert len(found) == len(happens), day
