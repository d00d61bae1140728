"""What must hold of a listing. The tables' constraints state the same rules under the same names, with these sentences.

An import checks these first, so that a bad row costs that row only; a test holds them and the constraints alike.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from groups.rules.choices import AS_IT_IS, Attendance, ExceptionKind, Status
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK, MINUTES_IN_A_DAY

LONGEST_INTERVAL = 52
OLDEST_AGE = 120


@dataclass(frozen=True)
class Must:
    """One rule: its name (the constraint's too), what to say when it is broken, and the test of a record."""

    name: str
    sentence: str
    holds: Callable[[object], bool]


def _between(value, low, high):
    return value is None or low <= value <= high


def _in_order(one, other):
    return one is None or other is None or one <= other


def _is_not_itself(record):
    """What a feed says is the same as nothing: that is for staff to say."""
    other = getattr(record, "same_as_id", None)
    return other is None or other != record.pk


OF_A_MEETING = (
    Must(
        "meeting_happens_somewhere",
        _("A meeting in person needs a venue."),
        lambda m: m.attendance == Attendance.ONLINE or m.venue_id is not None,
    ),
    Must(
        "meeting_online_only_has_no_venue",
        _("A meeting that is only online has no venue. Choose “In person and online” if it meets at a venue too."),
        lambda m: m.attendance != Attendance.ONLINE or m.venue_id is None,
    ),
    Must(
        "meeting_online_can_be_joined",
        _("An online meeting needs a link, a phone number, or a tick at “Ask the group”."),
        lambda m: m.attendance == Attendance.IN_PERSON or bool(m.online_link or m.online_phone or m.online_ask),
    ),
    Must(
        "meeting_has_a_day_and_time",
        _("Enter the day and the time, or tick “By arrangement”."),
        lambda m: m.by_arrangement or (m.weekday is not None and m.starts_at is not None),
    ),
    Must(
        "meeting_weekday_is_one_of_seven",
        _("Choose a day of the week."),
        lambda m: _between(m.weekday, 0, 6),
    ),
    Must(
        "meeting_weeks_in_their_one_form",
        _("Choose at least one week of the month. “Every week” stands for first to fifth and last."),
        lambda m: m.weeks in CANONICAL_WEEKS,
    ),
    Must(
        "meeting_interval_has_its_phase",
        _("The weeks between meetings are 1 to 52, counted from a week of its own."),
        lambda m: 1 <= m.interval <= LONGEST_INTERVAL and 0 <= m.phase < m.interval,
    ),
    Must(
        "meeting_interval_or_weeks_of_the_month",
        _("Choose either every so many weeks, or weeks of the month: not both."),
        lambda m: m.interval == 1 or m.weeks == EVERY_WEEK,
    ),
    Must(
        "meeting_meets_in_some_month",
        _("Choose at least one month."),
        lambda m: 1 <= m.months <= EVERY_MONTH,
    ),
    Must(
        "meeting_ends_after_it_begins",
        _("The last date comes after the first one."),
        lambda m: _in_order(m.first, m.last),
    ),
    Must(
        "meeting_lasts_a_day_at_most",
        _("A meeting lasts from 1 minute to 24 hours."),
        lambda m: _between(m.minutes, 1, MINUTES_IN_A_DAY),
    ),
    Must(
        "meeting_open_weeks_are_weeks",
        _("The open weeks are weeks of the month."),
        lambda m: 0 <= m.open_weeks <= EVERY_WEEK,
    ),
    Must(
        "meeting_ages_in_order",
        _("The youngest age is below the oldest, and both are 0 to 120."),
        lambda m: (
            _between(m.youngest, 0, OLDEST_AGE)
            and _between(m.oldest, 0, OLDEST_AGE)
            and _in_order(m.youngest, m.oldest)
        ),
    ),
    Must(
        "meeting_pause_has_an_end_only_when_paused",
        _("“Paused until” is for a meeting that is paused."),
        lambda m: m.paused_until is None or m.status == Status.PAUSED,
    ),
    Must(
        "meeting_is_not_the_same_as_itself",
        _("A meeting is the same as another one, not as itself."),
        _is_not_itself,
    ),
)

OF_A_GROUP = (
    Must(
        "group_pause_has_an_end_only_when_paused",
        _("“Paused until” is for a group that is paused."),
        lambda g: g.paused_until is None or g.status == Status.PAUSED,
    ),
    Must(
        "group_is_not_the_same_as_itself",
        _("A group is the same as another one, not as itself."),
        _is_not_itself,
    ),
)

OF_A_VENUE = (
    Must(
        "venue_point_is_whole",
        _("A point needs both its latitude and its longitude."),
        lambda v: (v.lat is None) == (v.lng is None),
    ),
    Must(
        "venue_point_is_on_the_earth",
        _("Latitude is -90 to 90 degrees and longitude -180 to 180."),
        lambda v: _between(v.lat, -90, 90) and _between(v.lng, -180, 180),
    ),
)

OF_AN_EXCEPTION = (
    Must(
        "exception_ends_after_it_begins",
        _("The last date comes after the first one."),
        lambda e: _in_order(e.first, e.last),
    ),
    Must(
        "exception_cancelled_goes_nowhere",
        _("A cancelled date has no new date, time, venue or link. Choose “Moved” if it meets elsewhere."),
        lambda e: e.kind != ExceptionKind.CANCELLED or not _says_where_or_when(e),
    ),
    Must(
        "exception_that_meets_is_as_usual",
        _("A date on which it meets as usual, or may meet, has no new date, time, venue or link. Choose “Moved”."),
        lambda e: e.kind not in AS_IT_IS or not _says_where_or_when(e),
    ),
    Must(
        "exception_moved_says_where_or_when",
        _("Say what is different: the new date, time, venue, room or link."),
        lambda e: e.kind != ExceptionKind.MOVED or _says_where_or_when(e),
    ),
    Must(
        "exception_moved_in_time_is_one_date",
        _("A change of date or time is entered for one date at a time."),
        lambda e: (e.to is None and e.starts_at is None) or e.first == e.last,
    ),
    Must(
        "exception_extra_is_one_date",
        _("An extra meeting is on one date, its own."),
        lambda e: e.kind != ExceptionKind.EXTRA or (e.first == e.last and e.to is None),
    ),
)

SENTENCES = {must.name: must.sentence for must in OF_A_MEETING + OF_A_GROUP + OF_A_VENUE + OF_AN_EXCEPTION}


def _says_where_or_when(e) -> bool:
    return bool(e.to or e.starts_at is not None or e.venue_id is not None or e.room or e.online_link)


def faults(record: object, rules: tuple[Must, ...]) -> list[str]:
    """The sentences of the rules that a record breaks; empty where it may be stored."""
    return [str(must.sentence) for must in rules if not must.holds(record)]
