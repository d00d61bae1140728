"""What the rows of a sheet change, written: all of it as one deed, or nothing."""

from groups.history import recording
from groups.models import Group, Meeting, MeetingTag, Venue
from groups.rules.choices import Attendance, Status
from groups.search import areas
from groups.upkeep.points import fill_point
from groups.upkeep.slugs import new_slug
from groups.upkeep.spreadsheet.listing import GROUP, MEETING, VENUE, Listing
from groups.upkeep.spreadsheet.resource import Key, Planned, Planning


def write(planning: Planning) -> None:
    """Write what was planned. Within `recording.deed`, and with nothing changed since it was read."""
    meetings = joined_by_number([row.listing.number for row in planning.rows if row.listing.number])
    venues = _known(Venue, planning.venues)
    groups = _known(Group, planning.groups)
    with recording.changing(*meetings.values(), *venues.values(), *groups.values()) as change:
        for key, facts in planning.venues.items():
            venues[key] = _venue(venues.get(key) or Venue(), facts, change)
        of_new_groups = {row.group: row for row in reversed(planning.rows) if row.group[0] == "new"}
        for key, facts in planning.groups.items():
            groups[key] = _group(groups.get(key) or Group(status=Status.LISTED), facts, change)
            if key in of_new_groups:
                _stand_where_it_meets(groups[key], venues.get(of_new_groups[key].venue))
        for row in planning.rows:
            meeting = meetings.get(row.listing.number) or Meeting(group=groups[row.group])
            _meeting(meeting, row, venues)
            change.also(meeting)


def joined_by_number(numbers: list[int]) -> dict[int, Meeting]:
    """These meetings with their groups."""
    return {one.pk: one for one in Meeting.objects.filter(pk__in=numbers).select_related("group")}


def _known(model, keys: dict[Key, dict]) -> dict[Key, Venue | Group]:
    numbers = [key[1] for key in keys if key[0] == "known"]
    return {("known", one.pk): one for one in model.objects.filter(pk__in=numbers)}


def _venue(venue: Venue, facts: dict[str, object], change: recording.Watched) -> Venue:
    if facts:
        former = venue.postcode
        for name, value in facts.items():
            setattr(venue, VENUE[name], value)
        fill_point(venue, former_postcode=former)
        venue.save()
        change.also(venue)
    return venue


def _group(group: Group, facts: dict[str, object], change: recording.Watched) -> Group:
    if facts:
        for name, value in facts.items():
            setattr(group, GROUP[name], value)
        group.slug = group.slug or new_slug(group)
        group.save()
        change.also(group)
    return group


def _stand_where_it_meets(group: Group, venue: Venue | None) -> None:
    """A new group of which no area is said is of the one where it meets."""
    if group.area_id or venue is None:
        return
    areas.work_out({venue.pk})
    group.area = Venue.objects.select_related("area", "area_worked_out").get(pk=venue.pk).area_that_holds
    group.save(update_fields=["area"])


def _meeting(meeting: Meeting, row: Planned, venues: dict[Key, Venue]) -> None:
    said, stood = row.listing, row.stood
    is_new = meeting.pk is None
    differs = MEETING if is_new else said.differs(stood, MEETING)
    for name in differs:
        setattr(meeting, MEETING[name], getattr(said, name))
    if is_new or said.hours != stood.hours:
        meeting.starts_at, meeting.minutes = said.hours
    if is_new or said.rhythm != stood.rhythm:
        meeting.by_arrangement, meeting.weeks, meeting.interval, meeting.phase = said.rhythm
    _stand(meeting, said, stood)
    former = meeting.venue_id
    meeting.venue = venues[row.venue] if row.venue else None
    if said.attendance == Attendance.ONLINE:
        meeting.room = meeting.door = ""
    elif former and former != meeting.venue_id:  # room and door were those of the former venue
        meeting.room = "" if said.room == stood.room else said.room
        meeting.door = "" if said.door == stood.door else said.door
    meeting.slug = meeting.slug or new_slug(meeting)
    meeting.save()
    if is_new or said.tags != stood.tags:
        meeting.meeting_tags.all().delete()
        MeetingTag.objects.bulk_create(MeetingTag(meeting=meeting, tag_id=tag, weeks=weeks) for tag, weeks in said.tags)


def _stand(meeting: Meeting, said: Listing, stood: Listing) -> None:
    """What a status says goes with it."""
    if said.status != stood.status:
        meeting.paused_until, meeting.status_reason = None, ""
