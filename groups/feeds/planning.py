"""Compare what a feed says with what stands here, by feed and key. Reads only."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from groups.exchange.record import Check, MeetingRecord, Problem, VenueRecord
from groups.exchange.zones import zone_hint
from groups.feeds import known
from groups.feeds.checking import wrong_with
from groups.feeds.elsewhere import with_keys, with_numbers
from groups.feeds.mapping import SCHEME_OF_FORMAT, Facts, Meanings
from groups.feeds.merging import merge_group, merge_meeting, merge_venue, pinned_fields
from groups.feeds.plan import Addition, Change, Part, Plan
from groups.feeds.programmes import Programmes, Whose
from groups.feeds.slugs import group_slug, meeting_slug, settle, taken_in
from groups.feeds.stated import Slugs
from groups.feeds.values import (
    FROM_OUR_FILES,
    LEFT_ITS_FEED,
    GroupValues,
    MeetingValues,
    VenueValues,
    group_values,
    has_a_place,
    meeting_values,
    one_group,
    one_venue,
    short_key,
    venue_key,
    venue_values,
)
from groups.models import Feed, Group, Meeting, Site, Venue
from groups.rules.choices import CheckedBy, Status

LEFT = "left"
UPDATED = "updated"
UPDATED_BY = "updated_by"
"""How it was checked then, where not by its source."""
UNKNOWN_CODES = "codes_unknown"
CAUTIONS = "cautions_given"
"""What stands beside the fields in a record's `feed_values`."""
_NEVER = Check(date.min, "")


@dataclass
class _Incoming:
    """Everything that a feed says, by key."""

    groups: dict[str, GroupValues] = field(default_factory=dict)
    group_slugs: dict[str, str] = field(default_factory=dict)
    """Those that a file of our own gives."""
    group_checks: dict[str, Check] = field(default_factory=dict)
    venues: dict[str, VenueValues] = field(default_factory=dict)
    meetings: dict[str, Addition] = field(default_factory=dict)
    rejected_keys: set[str] = field(default_factory=set)
    slugs: Slugs = field(default_factory=Slugs)
    programmes: Programmes = field(default_factory=Programmes)
    places: dict[VenueRecord | None, tuple[str | None, VenueValues | None]] = field(default_factory=dict)
    """Key and values by what the rows have."""


def plan(
    feed: Feed,
    rows: Iterable[MeetingRecord | Problem],
    *,
    format_name: str,
    now: datetime,
    on_row: Callable[[int], None] = lambda _count: None,
) -> Plan:
    """What importing these rows into this feed (which may not be saved yet) would do. `on_row` hears how far it is."""
    revision = Site.objects.filter(pk=1).values_list("revision", flat=True).first() or 0
    made = Plan(feed=feed, format_name=format_name, revision=revision)
    incoming = _read(made, rows, SCHEME_OF_FORMAT[format_name], now, on_row)
    moved_groups, moved_venues = known.moves(feed, incoming.meetings) if feed.pk else ({}, {})
    unnamed = _plan_groups(made, incoming, moved_groups)
    _plan_venues(made, incoming.venues, moved_venues)
    _plan_meetings(made, incoming)
    _plan_gone_groups(made, unnamed)
    return made


# --- Reading the rows


def _read(made: Plan, rows, scheme: str, now: datetime, on_row) -> _Incoming:
    incoming = _Incoming()
    own = made.feed.programme
    meanings = {own.slug if own else "": Meanings.of(scheme, own.slug if own else "")}
    for count, row in enumerate(rows, start=1):
        on_row(count)
        if isinstance(row, Problem):
            problem = row
        else:
            whose = incoming.programmes.of(row, usually=own)
            if whose.slug not in meanings:
                meanings[whose.slug] = Meanings.of(scheme, whose.slug)
            problem = _take_in(made, incoming, row, meanings[whose.slug].read(row.codes), whose, now)
        if problem:
            made.rejected.append(problem)
            incoming.rejected_keys.add(short_key(problem.key))
    return incoming


def _take_in(
    made: Plan, incoming: _Incoming, record: MeetingRecord, facts: Facts, whose: Whose, now: datetime
) -> Problem | None:
    """Note what a record says of its meeting, group and venue; or say why it cannot be."""
    feed, key = made.feed, short_key(record.key)
    if record.venue not in incoming.places:  # most rows share one with others
        incoming.places[record.venue] = _place(record.venue, incoming.slugs, area=feed.area_id)
    place, venue = incoming.places[record.venue]
    zone = record.time_zone or feed.time_zone or zone_hint(record)
    says = meeting_values(record, facts, venue=place, time_zone=zone)
    group = group_values(record, programme=whose.pk, area=feed.area_id)
    says, group = incoming.slugs.meeting(says, record), incoming.slugs.group(group, record)
    venues = {place: venue} if says.venue else {}
    if record.other_venues:
        says, others = _elsewhere(says, record.other_venues, incoming.slugs, area=feed.area_id)
        venues |= others
    wrong = _wrong_key(key, incoming) or wrong_with(says, venues.values(), group)
    if wrong:
        return Problem(record.line, record.name, " ".join(wrong), key)
    for place, venue in venues.items():
        stands = incoming.venues.get(place)
        incoming.venues[place] = one_venue(stands, venue) if stands else venue
    _note_group(incoming, says.group, group, record, now)
    cautions = "\n".join(dict.fromkeys((*record.cautions, *whose.cautions, *facts.cautions)))
    incoming.meetings[key] = Addition(
        key=key,
        says=says,
        slug=record.slug,
        line=record.line,
        title=record.name,
        besides=_besides(record, facts, cautions, now),
        cautions=cautions,
    )
    made.paused += says.status == Status.PAUSED
    made.without_zone += not zone and says.starts_at is not None
    made.zones_by_place += bool(zone) and not (record.time_zone or feed.time_zone)
    made.with_cautions += bool(cautions)
    made.unknown_codes.update(facts.unknown)
    return None


def _place(record: VenueRecord | None, slugs: Slugs, *, area: int | None) -> tuple[str | None, VenueValues | None]:
    if not has_a_place(record):
        return None, None
    venue = slugs.venue(venue_values(record, area=area), record)
    return venue_key(venue, record), venue


def _elsewhere(
    says: MeetingValues, venues: Mapping[str, VenueRecord], slugs: Slugs, *, area: int | None
) -> tuple[MeetingValues, dict[str, VenueValues]]:
    """What a meeting says with the keys of the places of its exceptions; and these."""
    places = {known_as: _place(venue, slugs, area=area) for known_as, venue in venues.items()}
    keys = {known_as: key for known_as, (key, _venue) in places.items()}
    return says._replace(exceptions=with_keys(says.exceptions, keys)), dict(places.values())


def _note_group(incoming: _Incoming, key: str, group: GroupValues, record: MeetingRecord, now: datetime) -> None:
    """What this row says of its group, beside what others do."""
    stands = incoming.groups.get(key)
    incoming.groups[key] = one_group(stands, group) if stands else group
    if record.group_slug:
        incoming.group_slugs.setdefault(key, record.group_slug)
    check = record.group_checked
    if check and check.on <= timezone.localdate(now) and check > incoming.group_checks.get(key, _NEVER):
        incoming.group_checks[key] = check


def _wrong_key(key: str, incoming: _Incoming) -> list[str]:
    if not key:
        return [_("It has no key of its own.")]
    if key in incoming.meetings:
        return [_("Row %(line)s has the same key.") % {"line": incoming.meetings[key].line}]
    return []


def _besides(record: MeetingRecord, facts: Facts, cautions: str, now: datetime) -> dict:
    """What the row says that is no field. A date in the future is no check."""
    besides = {}
    if record.checked and record.checked.on <= timezone.localdate(now):
        besides = _check_as_said(record.checked)
    elif record.updated and record.updated <= now:
        besides[UPDATED] = timezone.localdate(record.updated).isoformat()
    if facts.unknown:
        besides[UNKNOWN_CODES] = list(facts.unknown)
    if cautions:
        besides[CAUTIONS] = cautions
    return besides


def _check_as_said(check: Check | None) -> dict[str, str]:
    if check is None:
        return {}
    said = {UPDATED: check.on.isoformat()}
    return said if check.by == CheckedBy.FEED else {**said, UPDATED_BY: check.by}


# --- Comparing


def _plan_groups(made: Plan, incoming: _Incoming, moved: dict[str, set]) -> list[known.KnownGroup]:
    """Plan the groups that the feed names; return those of its groups that it no longer does."""
    coming = incoming.groups
    besides = {key: _check_as_said(incoming.group_checks.get(key)) for key in coming}
    new_keys = known.renamed(moved, coming, known.keys(Group, made.feed))
    unnamed = []
    for row in known.groups(made.feed):
        key = new_keys.get(row.key, row.key)
        says = coming.pop(key, None)
        if says is None:
            unnamed.append(row)
            continue
        becomes = merge_group(says, row.said, row.now)
        change = Change(row.pk, key, row.now, becomes, says, besides[key], is_renamed=key != row.key)
        _see_check(change, row)
        _compare(made.groups, change, row.said)
        if row.same_as:  # what meets of it meets of the one that visitors see
            made.groups.known[key] = row.same_as
    wanted = {key: incoming.group_slugs.get(key) or group_slug(says.name) for key, says in coming.items()}
    slugs = settle(wanted, taken_in(Group))
    made.groups.added = [Addition(key, says, slugs[key], besides=besides[key]) for key, says in coming.items()]
    return unnamed


def _see_check(change: Change, row: known.KnownGroup | known.KnownMeeting) -> None:
    """Whether what the feed says of the last check is news; and whether that is the newest check of the record."""
    on, by = change.besides.get(UPDATED, ""), change.besides.get(UPDATED_BY, CheckedBy.FEED.value)
    said_on, said_by = row.said.get(UPDATED, ""), row.said.get(UPDATED_BY, CheckedBy.FEED.value)
    if on > said_on or (on and on == said_on and by != said_by):
        change.newly_checked, change.checked_by = on, by
        is_newest = on > row.confirmed_on or (on == row.confirmed_on == said_on)
        change.confirmed_on = on if is_newest else ""


def _plan_venues(made: Plan, coming: dict[str, VenueValues], moved: dict[str, set]) -> None:
    new_keys = known.renamed(moved, coming, known.keys(Venue, made.feed))
    for row in known.venues(made.feed):
        key = new_keys.get(row.key, row.key)
        if key != row.key and not known.same_place(row.now, coming[key]):
            continue
        says = coming.pop(key, None)
        if says is None:
            continue
        change = Change(row.pk, key, row.now, merge_venue(says, row.said, row.now), says, is_renamed=key != row.key)
        _compare(made.venues, change, row.said)
    for key, pk in known.venues_of_others(made.feed, coming).items():
        made.venues.known[key] = pk
        del coming[key]
    made.venues.added = [Addition(key, says) for key, says in coming.items()]


def _compare(part: Part, change: Change, said: dict) -> bool:
    """Note a record as changed or as just seen; say whether it changes."""
    part.known[change.key] = change.pk
    unspoken = change.says._field_defaults  # a field that the feed never spoke of counts as blank
    says_more = {**unspoken, **said} != {**unspoken, **remembered(change.says, change.besides)} or change.newly_checked
    if says_more or change.now != change.becomes or change.cautions is not None or change.is_renamed:
        part.changed.append(change)
        return True
    part.seen.append(change.pk)
    return False


def remembered(says: GroupValues | VenueValues | MeetingValues, besides: dict) -> dict:
    """The `feed_values` of a record."""
    blank = says._field_defaults
    said = {n: v for n, v in says._asdict().items() if n not in FROM_OUR_FILES or v != blank[n]}
    return {**said, **besides}


def _plan_meetings(made: Plan, incoming: _Incoming) -> None:
    new = incoming.meetings
    changing_groups = {change.pk for change in made.groups.changed}
    changing_venues = {change.pk for change in made.venues.changed}
    for row in known.meetings(made.feed):
        made.listed += row.now.status != Status.CLOSED
        coming = new.pop(row.key, None)
        if coming is None:
            if row.key not in incoming.rejected_keys and LEFT not in row.said:
                made.meetings.gone.append(_left(row.pk, row.key, row.now, row.said, row.title))
                made.closing += row.now.status != Status.CLOSED
            continue
        says = _with_numbers(coming.says, made)
        change = Change(
            pk=row.pk,
            key=row.key,
            now=row.now,
            becomes=merge_meeting(says, row.said, row.now),
            says=says,
            besides=coming.besides,
            title=coming.title,
            # What staff have looked at and taken away stays away until the feed says something else.
            cautions=coming.cautions if coming.cautions != row.said.get(CAUTIONS, "") else None,
        )
        _see_check(change, row)
        is_changed = _compare(made.meetings, change, row.said)
        if not is_changed and (says.group in changing_groups or says.venue in changing_venues):
            made.changed_beside += 1
    wanted = {
        key: addition.slug or meeting_slug(key, addition.title, addition.says.weekday, addition.says.starts_at)
        for key, addition in new.items()
    }
    slugs = settle(wanted, taken_in(Meeting))
    for key, addition in new.items():
        addition.slug = slugs[key]
        addition.says = _with_numbers(addition.says, made)
    made.meetings.added = list(new.values())


def _with_numbers(says: MeetingValues, made: Plan) -> MeetingValues:
    """Group and venue by their rows' numbers where these are known."""
    group = made.groups.known.get(says.group, says.group)
    venue = made.venues.known.get(says.venue, says.venue)
    return says._replace(group=group, venue=venue, exceptions=with_numbers(says.exceptions, made.venues.known))


# --- Leaving


def _left(pk: int, key: str, now, said: dict, title: str = "") -> Change:
    """A record that its feed no longer names: closed, unless staff decided otherwise. It is told of once."""
    closed = {"status": Status.CLOSED.value, "status_reason": LEFT_ITS_FEED, "paused_until": None}
    blank = type(now)._field_defaults
    says = type(now)(**{name: said.get(name, blank.get(name)) for name in now._fields})
    besides = {name: value for name, value in said.items() if name not in now._fields} | {LEFT: True}
    if "status" in pinned_fields(now, said):
        return Change(pk, key, now, now, says, besides, title)
    return Change(pk, key, now, now._replace(**closed), says._replace(**closed), besides, title)


def _plan_gone_groups(made: Plan, unnamed: list[known.KnownGroup]) -> None:
    """Groups that their feed no longer names are closed once none of their meetings is left open."""
    here = [row for row in unnamed if LEFT not in row.said]
    if not here:
        return
    closing = {change.pk for change in made.meetings.gone if change.becomes.status == Status.CLOSED}
    moving = {change.pk for change in made.meetings.changed if "group" in change.fields}
    open_ones = Meeting.objects.filter(group__feed=made.feed).exclude(status=Status.CLOSED)
    keeping = {group for pk, group in open_ones.values_list("pk", "group_id") if pk not in closing | moving}
    made.groups.gone = [_left(row.pk, row.key, row.now, row.said) for row in here if row.pk not in keeping]
