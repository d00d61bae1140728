"""The demonstration listings: brought in, and kept on their dates.

Every record hangs on one feed, by its key in the files. As with any feed `feed_values` holds what the files last said;
a field that holds something else was edited by a person, and stays.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import models, transaction
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from groups.history import recording
from groups.models import (
    DEMONSTRATION,
    AccessAnswer,
    AccessFeature,
    Area,
    Feed,
    Group,
    Meeting,
    MeetingException,
    MeetingTag,
    Programme,
    Site,
    Tag,
    Venue,
)
from groups.rules.choices import DeedSource
from groups.search import index
from groups.upkeep import demonstration_files as files
from groups.upkeep.confirming import confirm
from groups.upkeep.demonstration_clearing import (
    HOME_AREA,
    NOTHING_ON_THE_SITE,
    ON_THE_SITE,
    Cleared,
    NoDemonstration,
    clear,
    forget_checks,
)
from groups.upkeep.following import brought, follow_rows
from groups.upkeep.slugs import free_slug, new_slug
from groups.upkeep.vocabulary import bring_in_vocabularies

__all__ = ["Cleared", "Loaded", "NoDemonstration", "clear", "load"]


@dataclass(frozen=True)
class Loaded:
    """How much of the demonstration there is."""

    groups: int
    meetings: int


@transaction.atomic
def load(today: date) -> Loaded:
    """Bring in the demonstration, or move the one that is there to today's dates.

    It is one deed, for the page of recent changes, without the changes of each record: nobody takes invented listings
    back one by one, `clear` takes all of them away.
    """
    with recording.deed(DeedSource.COMMAND, by_words="load_demo", said=_("The demonstration was loaded")) as doing:
        loaded = _load(today)
        doing.stored()
    return loaded


def _load(today: date) -> Loaded:
    index.hold()
    bring_in_vocabularies()
    feed, _new = Feed.objects.get_or_create(name=DEMONSTRATION)
    forget_checks(feed)
    areas = _areas(feed)
    venues = _venues(feed, areas)
    rows = files.rows_of("groups")
    groups = _groups(feed, rows, areas, today)
    meetings = _meetings(feed, rows, groups, venues, today)
    of_meetings = [(row, meetings[row["key"]]) for group in rows for row in group["meetings"]]
    _store([(row, groups[row["key"]]) for row in rows] + of_meetings, today)
    for model in (Area, Venue, Group, Meeting):
        model.objects.filter(feed=feed).update(last_seen=make_aware(datetime.combine(today, time())))
    index.changed(*(record for model in (Area, Venue, Group, Meeting) for record in model.objects.filter(feed=feed)))
    return Loaded(len(groups), len(meetings))


def _keys(model: type[models.Model]) -> files.Keys:
    return {None: None, **dict(model.objects.values_list("slug", "pk"))}


def _areas(feed: Feed) -> files.Keys:
    """Keys of the areas by slug. Where somebody else has entered an area already, that one is used, as it is."""
    own = {*Area.objects.filter(feed=feed).values_list("feed_key", flat=True)}
    areas = _keys(Area)
    for row in files.rows_of("areas"):  # a parent comes before its parts
        slug = row["slug"]
        if slug in areas and slug not in own:
            continue
        area = brought(Area, feed, {slug: files.area(row, areas=areas)}, new_slug=_slug_in_file)[slug]
        if slug == HOME_AREA:
            _fill_in_site(area)
        area.save()
        areas[slug] = area.pk
    return areas


def _slug_in_file(area: Area) -> str:
    return free_slug(Area, area.feed_key)


def _fill_in_site(home: Area) -> None:
    """Say on the Site what it covers, where it says nothing yet."""
    filled = dict(home.feed_values.get(ON_THE_SITE, {}))
    for field, value in (("home_area_id", home.pk), ("area_covered", home.name)):
        empty = Site.objects.filter(pk=1, **{field: NOTHING_ON_THE_SITE[field]})
        if field not in filled and empty.update(**{field: value}):
            filled[field] = value
    home.feed_values = home.feed_values | {ON_THE_SITE: filled}


def _venues(feed: Feed, areas: files.Keys) -> files.Keys:
    """Keys of the venues by their key. One that somebody else has entered, with its postcode, is used as it is."""
    rows = files.rows_of("venues")
    own = {*Venue.objects.filter(feed=feed).values_list("feed_key", flat=True)}
    others = Venue.objects.exclude(feed=feed).filter(postcode__in=[row["postcode"] for row in rows])
    known = {(venue.name, venue.postcode): venue.pk for venue in others}
    used = {row["key"]: known.get((row["name"], row["postcode"])) for row in rows if row["key"] not in own}
    used = {key: pk for key, pk in used.items() if pk}
    ours = [row for row in rows if row["key"] not in used]
    records = brought(Venue, feed, {row["key"]: files.venue(row, areas=areas) for row in ours}, new_slug=None)
    _follow_access("venue", ours, records)
    for record in records.values():
        record.save()
    return {None: None, **used, **{key: record.pk for key, record in records.items()}}


def _groups(feed: Feed, rows: list[dict], areas: files.Keys, today: date) -> dict[str, Group]:
    programmes = _keys(Programme)
    said = {row["key"]: files.group(row, today=today, programmes=programmes, areas=areas) for row in rows}
    return brought(Group, feed, said, new_slug=new_slug)


def _meetings(
    feed: Feed, group_rows: list[dict], groups: dict[str, Group], venues: files.Keys, today: date
) -> dict[str, Meeting]:
    said, rows = {}, []
    for group in group_rows:
        for row in group["meetings"]:
            rows.append(row)
            said[row["key"]] = files.meeting(row, today=today, group_id=groups[group["key"]].pk, venues=venues)
    meetings = brought(Meeting, feed, said, new_slug=new_slug)

    tags = _keys(Tag)
    _follow_access("meeting", rows, meetings)
    follow_rows(
        MeetingTag,
        "meeting",
        ("tag_id", "weeks"),
        [(meetings[row["key"]], files.tags(row, tags=tags)) for row in rows],
    )
    follow_rows(
        MeetingException,
        "meeting",
        ("kind", "first", "last", "to", "starts_at", "venue_id", "room", "online_link", "note"),
        [
            (meetings[row["key"]], files.exceptions(row, rule=meetings[row["key"]].rule, today=today, venues=venues))
            for row in rows
        ],
    )
    return meetings


def _follow_access(owner: str, rows: list[dict], records: dict[str, models.Model]) -> None:
    features = _keys(AccessFeature)
    said = [(records[row["key"]], files.access(row, features=features)) for row in rows]
    follow_rows(AccessAnswer, owner, ("feature_id", "answer", "note"), said)


def _store(said: Iterable[tuple[dict, Group | Meeting]], today: date) -> None:
    """Save the records, each confirmed when and how its row says."""
    checks = defaultdict(list)
    for row, record in said:
        record.save()
        check = files.check(row, today=today)
        if check:
            checks[check].append(record)
    for (on, by), records in checks.items():
        groups = [record for record in records if isinstance(record, Group)]
        meetings = [record for record in records if isinstance(record, Meeting)]
        confirm(on=on, by=by, role=DEMONSTRATION, groups=groups, meetings=meetings)
