"""What becomes of a date: exceptions, pauses, bank holidays, clock changes; what comes next and what a list shows."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.choices import BankHolidays, ExceptionKind
from groups.rules.schedule import EVERY_MONTH, FIFTH, SECOND, Differs, Rule, State, Timetable

LONDON = ZoneInfo("Europe/London")
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
MONDAY, END_OF_JANUARY = date(2026, 1, 5), date(2026, 1, 31)
CANCELLED, MOVED, EXTRA = ExceptionKind.CANCELLED, ExceptionKind.MOVED, ExceptionKind.EXTRA
MEETS, ASK = ExceptionKind.MEETS, ExceptionKind.ASK


def january(day):
    return date(2026, 1, day)


def weekly(*differs, weekday=MON, starts_at=time(19, 30), minutes=90, zone=LONDON, **fields):
    """A weekly meeting on Mondays at 7:30pm."""
    return Timetable(Rule(weekday), starts_at, minutes, zone, differs, **fields)


def monthly(*differs, weeks=SECOND, **fields):
    """A meeting on the second Monday."""
    return Timetable(Rule(MON, weeks=weeks), time(19, 30), 90, LONDON, differs, **fields)


def differs(kind, first, last=None, **fields):
    return Differs(kind, first, last or first, **fields)


def said(table, since=MONDAY, until=END_OF_JANUARY):
    """Day, time and state of every occurrence."""
    return [(one.day.day, one.starts_at, one.state) for one in table.between(since, until)]


def states(table, **span):
    return {day: state for day, _time, state in said(table, **span)}


def at(moment):
    return datetime.fromisoformat(moment).replace(tzinfo=LONDON)


def test_without_exceptions_each_date_is_as_usual():
    assert said(weekly()) == [(day, time(19, 30), State.USUAL) for day in (5, 12, 19, 26)]


def test_a_cancelled_date_is_shown_as_cancelled_and_does_not_happen():
    table = weekly(differs(CANCELLED, january(12)))

    assert states(table)[12] == State.CANCELLED
    assert [one.day.day for one in table.upcoming(after=at("2026-01-06"), count=2)] == [19, 26]
    assert table.coming(after=at("2026-01-06")).day == january(12)


def test_a_span_of_dates_is_cancelled_to_its_last():
    table = weekly(differs(CANCELLED, january(6), january(19)))

    assert states(table) == {5: State.USUAL, 12: State.CANCELLED, 19: State.CANCELLED, 26: State.USUAL}


def test_moved_to_another_date_it_meets_there_at_its_time():
    table = weekly(differs(MOVED, january(12), to=january(14)))

    assert said(table)[1:3] == [(12, time(19, 30), State.MOVED_AWAY), (14, time(19, 30), State.ARRIVED)]


def test_moved_to_another_date_and_time_out_of_the_month():
    table = weekly(differs(MOVED, january(26), to=date(2026, 2, 4), starts_at=time(18)))

    assert said(table, since=january(20), until=date(2026, 2, 5)) == [
        (26, time(19, 30), State.MOVED_AWAY),
        (2, time(19, 30), State.USUAL),
        (4, time(18), State.ARRIVED),
    ]


def test_moved_to_another_time_of_its_day_the_earlier_is_what_a_list_shows():
    later, sooner = (weekly(differs(MOVED, january(12), starts_at=time(hour))) for hour in (20, 18))

    assert said(later)[1:3] == [(12, time(19, 30), State.MOVED_AWAY), (12, time(20), State.ARRIVED)]
    assert later.entry_on(january(12)).state == State.MOVED_AWAY
    assert sooner.entry_on(january(12)).state == State.ARRIVED
    assert weekly(differs(MOVED, january(12), starts_at=time(0))).entry_on(january(12)).state == State.ARRIVED


def test_at_another_venue_it_meets_all_the_same():
    elsewhere = differs(MOVED, january(6), january(19), source="the library")
    table = weekly(elsewhere)

    assert states(table)[12] == State.CHANGED
    assert table.entry_on(january(12)).differs.source == "the library"
    assert table.entry_on(january(12)).happens


def test_an_extra_meeting_has_its_own_time_or_the_usual_one():
    table = weekly(differs(EXTRA, january(8), starts_at=time(10)), differs(EXTRA, january(12), starts_at=time(21)))

    assert said(table)[1:4] == [
        (8, time(10), State.EXTRA),
        (12, time(19, 30), State.USUAL),
        (12, time(21), State.EXTRA),
    ]
    assert weekly(differs(EXTRA, january(8))).entry_on(january(8)).starts_at == time(19, 30)


def test_cancelled_is_stronger_than_moved_and_moved_in_time_than_moved_in_place():
    cancelled, in_place = differs(CANCELLED, january(12)), differs(MOVED, january(5), january(26))
    in_time = differs(MOVED, january(12), to=january(13))

    assert states(weekly(in_place, in_time, cancelled))[12] == State.CANCELLED
    assert states(weekly(in_place, in_time))[12] == State.MOVED_AWAY
    assert states(weekly(in_place))[12] == State.CHANGED


def test_by_arrangement_there_are_only_the_extra_dates_that_have_a_time():
    with_time, without = differs(EXTRA, january(8), starts_at=time(10)), differs(EXTRA, january(9))
    table = Timetable(None, None, None, LONDON, (with_time, without))

    assert said(table) == [(8, time(10), State.EXTRA)]
    assert table.coming(after=at("2026-01-01")).day == january(8)
    assert table.coming(after=at("2026-01-09")) is None


def test_nothing_happens_in_a_pause_and_all_is_as_before_after_it():
    moved_out = differs(MOVED, january(5), to=january(14))
    table = weekly(differs(EXTRA, january(8)), moved_out, paused_until=january(12))

    assert said(table) == [
        (14, time(19, 30), State.ARRIVED),
        (19, time(19, 30), State.USUAL),
        (26, time(19, 30), State.USUAL),
    ]
    assert weekly(paused_until=date.max).coming(after=at("2026-01-01")) is None


@pytest.mark.parametrize("answer", ["", BankHolidays.AS_USUAL, BankHolidays.ASK])
def test_on_a_bank_holiday_it_is_taken_to_meet_unless_it_says_otherwise(answer):
    assert states(weekly(bank_holidays=answer, holidays={january(12)}))[12] == State.USUAL


def test_no_meeting_on_a_bank_holiday():
    [occurrence] = weekly(bank_holidays=BankHolidays.NO_MEETING, holidays={january(12)}).on(january(12))

    assert (occurrence.state, occurrence.for_holiday) == (State.CANCELLED, True)


def test_a_week_later_than_a_bank_holiday():
    table = monthly(bank_holidays=BankHolidays.WEEK_LATER, holidays={january(12)})

    assert states(table) == {12: State.MOVED_AWAY, 19: State.ARRIVED}
    assert all(one.for_holiday for one in table.between(MONDAY, END_OF_JANUARY))


def test_a_week_later_than_a_bank_holiday_a_weekly_meeting_meets_once():
    table = weekly(bank_holidays=BankHolidays.WEEK_LATER, holidays={january(12)})

    assert states(table) == {5: State.USUAL, 12: State.MOVED_AWAY, 19: State.USUAL, 26: State.USUAL}


def test_the_last_date_may_be_put_off_past_the_end():
    rule = Rule(MON, last=january(12))
    table = Timetable(rule, time(19), 60, LONDON, (), BankHolidays.WEEK_LATER, frozenset({january(12)}))

    assert states(table)[19] == State.ARRIVED
    assert table.upcoming(after=at("2026-01-11"), count=5)[0].day == january(19)


def test_what_was_said_of_a_date_stands_above_the_bank_holiday():
    holiday = {"holidays": {january(12)}}
    for answer in (BankHolidays.NO_MEETING, BankHolidays.WEEK_LATER):
        upstairs = monthly(differs(MOVED, january(12)), bank_holidays=answer, **holiday)
        cancelled = monthly(differs(CANCELLED, january(12)), bank_holidays=answer, **holiday)

        assert states(upstairs) == {12: State.CHANGED}
        assert states(cancelled) == {12: State.CANCELLED}


@pytest.mark.parametrize("known", [MEETS, ASK])
@pytest.mark.parametrize("answer", BankHolidays.values)
def test_a_date_known_to_meet_meets_whatever_it_does_on_bank_holidays_and_nothing_comes_later(answer, known):
    table = monthly(differs(known, january(12)), bank_holidays=answer, holidays={january(12)})
    [occurrence] = table.between(MONDAY, END_OF_JANUARY)

    assert (occurrence.day, occurrence.state, occurrence.known) == (january(12), State.USUAL, known)
    assert not occurrence.for_holiday


def test_what_is_known_holds_for_a_span_and_only_for_dates_of_the_rule():
    christmas = differs(MEETS, january(8), january(20))

    assert [one.known for one in weekly(christmas).between(MONDAY, END_OF_JANUARY)] == ["", MEETS, MEETS, ""]
    assert weekly(differs(MEETS, january(8))).on(january(8)) == []


def test_cancelled_and_moved_are_stronger_than_known_to_meet_and_a_doubt_is_stronger_still():
    known, doubt = differs(MEETS, january(12)), differs(ASK, january(12))
    upstairs = differs(MOVED, january(5), january(26))

    assert states(weekly(known, differs(CANCELLED, january(12))))[12] == State.CANCELLED
    assert states(weekly(known, differs(MOVED, january(12), to=january(13))))[12] == State.MOVED_AWAY
    [elsewhere] = weekly(known, upstairs).on(january(12))
    assert (elsewhere.state, elsewhere.differs, elsewhere.known) == (State.CHANGED, upstairs, MEETS)
    assert weekly(known, doubt).entry_on(january(12)).known == ASK


def test_an_extra_meeting_says_nothing_of_the_bank_holiday():
    table = monthly(
        differs(EXTRA, january(12), starts_at=time(10)),
        bank_holidays=BankHolidays.NO_MEETING,
        holidays={january(12)},
    )

    assert said(table) == [(12, time(10), State.EXTRA), (12, time(19, 30), State.CANCELLED)]


def test_the_wall_clock_stays_when_clocks_change():
    evenings = weekly(weekday=SAT, starts_at=time(19)).between(date(2026, 3, 28), date(2026, 4, 4))
    across_the_sea = weekly(weekday=SAT, starts_at=time(19), zone=ZoneInfo("America/New_York"))

    assert [one.starts.time() for one in evenings] == [time(19), time(18)]
    assert across_the_sea.entry_on(date(2026, 3, 14)).starts == datetime(2026, 3, 14, 23, tzinfo=UTC)


def test_the_hour_that_is_not_and_the_hour_that_comes_twice():
    early = weekly(weekday=SUN, starts_at=time(1, 30), minutes=60)

    assert early.entry_on(date(2026, 3, 29)).starts == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert early.entry_on(date(2026, 10, 25)).starts == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_meeting_past_midnight_belongs_to_the_day_on_which_it_starts():
    night = weekly(starts_at=time(23), minutes=120)

    assert night.coming(after=at("2026-01-06 00:59")).day == january(5)
    assert night.coming(after=at("2026-01-06 01:00")).day == january(12)
    assert night.entry_on(january(6)) is None


def test_a_whole_day_can_be_under_way_until_its_last_minute():
    marathon = Timetable(Rule(SAT, first=january(10), last=january(10)), time(12), 24 * 60, LONDON)

    assert marathon.coming(after=at("2026-01-11 11:59")).day == january(10)
    assert marathon.coming(after=at("2026-01-11 12:00")) is None


def test_an_unknown_length_is_taken_as_an_hour():
    unknown = weekly(minutes=None)

    assert unknown.entry_on(MONDAY).minutes is None
    assert unknown.coming(after=at("2026-01-05 20:29")).day == MONDAY
    assert unknown.coming(after=at("2026-01-05 20:30")).day == january(12)


def test_coming_is_by_the_meetings_own_zone():
    auckland = weekly(weekday=TUE, starts_at=time(7), zone=ZoneInfo("Pacific/Auckland"), minutes=60)

    assert auckland.coming(after=at("2026-01-05 18:30")).day == january(6)
    assert auckland.coming(after=at("2026-01-05 19:00")).day == january(13)


def test_upcoming_gives_as_many_as_there_are():
    term = Timetable(Rule(MON, last=january(19)), time(19), 60, LONDON, [differs(EXTRA, january(31))])

    assert [one.day.day for one in term.upcoming(after=at("2026-01-06"), count=9)] == [12, 19, 31]
    assert term.upcoming(after=at("2026-02-01"), count=9) == []


def test_a_first_date_years_ahead_and_a_rare_rule_are_found():
    rare = Timetable(Rule(MON, weeks=FIFTH, months=2), time(19), 60, LONDON)
    far = Timetable(Rule(MON, first=date(2031, 1, 1)), time(19), 60, LONDON)

    assert rare.coming(after=at("2017-01-01")).day == date(2044, 2, 29)
    assert far.coming(after=at("2026-01-01")).day == date(2031, 1, 6)


@pytest.mark.parametrize("limits", [{"last": date.max}, {"first": date.max}, {"first": date.max, "last": date.max}])
def test_the_end_of_the_calendar_breaks_nothing(limits):
    for weekday in range(7):
        table = Timetable(Rule(weekday, **limits), time(19), 60, LONDON)

        assert (table.coming(after=at("2026-01-01")) is None) == ("first" in limits)


days = st.dates(date(2025, 11, 1), date(2026, 5, 1))
exceptions = st.builds(
    lambda kind, first, length, to, starts_at: Differs(
        kind,
        first,
        first if kind == EXTRA or to or starts_at else first + timedelta(days=length),
        to if kind == MOVED else None,
        starts_at if kind in (MOVED, EXTRA) else None,
    ),
    st.sampled_from(ExceptionKind.values),
    days,
    st.integers(0, 20),
    st.none() | days,
    st.none() | st.times(),
)
tables = st.builds(
    Timetable,
    st.builds(
        Rule, st.integers(0, 6), months=st.integers(1, EVERY_MONTH), first=st.none() | days, last=st.none() | days
    ),
    st.times(),
    st.none() | st.integers(1, 24 * 60),
    st.sampled_from([LONDON, ZoneInfo("America/New_York"), ZoneInfo("Pacific/Auckland")]),
    st.lists(exceptions, max_size=4),
    st.sampled_from(["", *BankHolidays.values]),
    st.frozensets(days, max_size=9),
    st.none() | days,
)


@given(tables, st.datetimes(datetime(2025, 12, 1), datetime(2026, 4, 1), timezones=st.just(LONDON)))
def test_what_comes_is_what_a_look_at_every_date_finds(table, now):
    today = now.date()
    looked_at = [one for n in range(-3, 300) for one in table.on(today + timedelta(days=n)) if one.ends > now]
    happening = [one for one in looked_at if one.happens]

    assert table.coming(after=now) == (looked_at[0] if looked_at else table.coming(after=now))
    assert table.upcoming(after=now, count=4)[: len(happening)] == happening[:4]
