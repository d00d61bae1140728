"""Is this here already? Asked of a group, meeting or venue before it is saved, with two or three queries."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace, Upper

from groups.models import Group, Meeting, Venue
from groups.rules import likeness
from groups.rules.geo import Point, box_around
from groups.rules.likeness import Gathering
from groups.upkeep.quality import real
from groups.upkeep.quality.duplicates import (
    GroupFacts,
    VenueFacts,
    group_facts,
    is_same_group,
    is_same_venue,
    meeting_facts,
)

MOST = 400
"""So many of those that share a word are looked at."""


def looks_like(
    record: Group | Meeting | Venue, *, at: Iterable[Venue] = (), among: QuerySet | None = None
) -> list[Group] | list[Meeting] | list[Venue]:
    """What is here that this seems to be. Closed listings and the demonstration are left out.

    `at` names the venues where a new group is going to meet; `among` is what may be shown to whoever asks.
    """
    if isinstance(record, Venue):
        found = _venues(record)
    elif isinstance(record, Meeting):
        found = _meetings(record)
    else:
        found = _groups(record, [*at])
    if not found:
        return []
    rows = type(record).objects.all() if among is None else among
    return list(rows.filter(pk__in=found).order_by("pk"))


def _venues(venue: Venue) -> list[int]:
    facts = VenueFacts(*(getattr(venue, name) for name in VenueFacts._fields))
    asked = _near(facts.point, "")
    if facts.bare_postcode:
        asked |= Q(bare=facts.bare_postcode)
    bare = Replace(Upper("postcode"), Value(" "), Value(""))
    there = real.venues().alias(bare=bare).filter(asked).exclude(pk=venue.pk)
    rows = map(VenueFacts._make, there.values_list(*VenueFacts._fields)[:MOST])
    return [row.pk for row in rows if is_same_venue(facts, row)]


def _near(point: Point | None, prefix: str) -> Q:
    """Within a few steps; nothing where nobody knows the point."""
    if point is None:
        return Q(pk__in=[])
    box = box_around(point, likeness.SAME_PLACE_KM)
    east_west = reduce(or_, (Q(**{f"{prefix}lng__range": span}) for span in box.ranges))
    return Q(**{f"{prefix}lat__range": (box.south, box.north)}) & east_west


def _meetings(meeting: Meeting) -> list[int]:
    rule = meeting.rule
    if rule is None or meeting.starts_at is None:
        return []
    there = real.open_meetings().filter(_same_place(meeting), weekday=meeting.weekday).exclude(pk=meeting.pk)
    minute = meeting.starts_at.hour * 60 + meeting.starts_at.minute
    group = meeting.group
    names = tuple(filter(None, (meeting.name, group.name)))
    mine = Gathering(names, group.pk or object(), group.programme_id, meeting.feed_id, meeting.room, minute, rule)
    return [row.pk for row in meeting_facts(there) if likeness.is_same_gathering(mine, row.gathering)]


def _same_place(meeting: Meeting) -> Q:
    venue = meeting.venue
    if venue is None:
        return Q(online_link=meeting.online_link) if meeting.online_link else Q(pk__in=[])
    there = _near(VenueFacts(*(getattr(venue, name) for name in VenueFacts._fields)).point, "venue__")
    if venue.pk:
        there |= Q(venue=venue)
    return there | Q(venue__postcode__iexact=venue.postcode) if venue.postcode else there


def _groups(group: Group, at: list[Venue]) -> list[int]:
    beginnings = likeness.beginnings([group.name])
    if not beginnings:
        return []
    shares_a_word = reduce(or_, (Q(name__icontains=beginning) for beginning in sorted(beginnings)))
    programme = Q(programme=group.programme_id) | Q(programme=None) if group.programme_id else Q()
    there = real.open_groups().filter(shares_a_word, programme).exclude(pk=group.pk)
    keys = [pk for pk, name in there.values_list("pk", "name") if likeness.same_name(group.name, name)][:MOST]
    rows = group_facts(Group.objects.filter(pk__in=keys)) if keys else []
    mine = _facts(group, at)
    return [row.pk for row in rows if is_same_group(mine, row) and _may_share_a_place(mine, row)]


def _facts(group: Group, at: list[Venue]) -> GroupFacts:
    points = tuple(Point(venue.lat, venue.lng) for venue in at if venue.lat is not None and venue.lng is not None)
    areas = {group.area_id, *(venue.area_id or venue.area_worked_out_id for venue in at)} - {None}
    return GroupFacts(group.pk, group.name, group.programme_id, group.area_id, frozenset(areas), points)


def _may_share_a_place(one: GroupFacts, other: GroupFacts) -> bool:
    """Areas decide where points do not; of a group that says nothing of its place any may be the same."""
    if one.points and other.points:
        return True  # their distance was looked at already
    return not one.places or not other.places or bool(one.places & other.places)
