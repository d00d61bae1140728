"""Made listings on their way into the tables, batch by batch, hanging on a feed of their own."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from groups.feeds.known import SYNTHETIC
from groups.feeds.synthetic import MadeGroup, MadeMeeting, MadeVenue, Town, meetings, towns
from groups.models import (
    AccessAnswer,
    AccessFeature,
    Area,
    Confirmation,
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
from groups.models.statistics import refresh_statistics
from groups.rules.choices import AreaKind, Precision, Status
from groups.search import index

BATCH = 2000
NATIONS = {"england": "England", "wales": "Wales", "scotland": "Scotland", "northern-ireland": "Northern Ireland"}


class MadeAlready(Exception):
    """The listings of this seed are here."""


class NothingShipped(Exception):
    """There are no programmes, for the vocabularies have not been loaded."""


def write(count: int, *, seed: int, on: date, on_row: Callable[[int], None] = lambda _done: None) -> None:
    """Make so many meetings and write them. `on_row` hears how many are done."""
    if not Programme.objects.exists():
        raise NothingShipped(_("There are no programmes yet: run load_shipped first."))
    feed, _new = Feed.objects.get_or_create(name=SYNTHETIC)
    if Meeting.objects.filter(feed=feed, feed_key=f"{seed}-0").exists():
        raise MadeAlready(_("The listings of seed %(seed)d are here already: choose another --seed.") % {"seed": seed})
    writing = _Writing(feed, seed)
    made = meetings(count, seed=seed, on=on)
    done = 0
    while batch := list(islice(made, BATCH)):
        with transaction.atomic():
            index.hold()
            writing.write(batch)
            Site.objects.listings_changed()
        done += len(batch)
        on_row(done)
    refresh_statistics()


class _Writing:
    """What is known while the batches go by: numbers of rows by the numbers of what was made."""

    def __init__(self, feed: Feed, seed: int):
        self.feed, self.seed = feed, seed
        self.programmes = dict(Programme.objects.values_list("slug", "pk"))
        self.tags = dict(Tag.objects.values_list("slug", "pk"))
        self.features = dict(AccessFeature.objects.values_list("slug", "pk"))
        self.areas = make_areas(feed)
        self.venues: dict[int, int] = {}
        self.group: tuple[int, int] = (-1, -1)

    def write(self, batch: list[MadeMeeting]) -> None:
        new_venues = {m.venue.number: m.venue for m in batch if m.venue and m.venue.number not in self.venues}
        rows = Venue.objects.bulk_create(map(self._venue, new_venues.values()))
        self.venues.update(zip(new_venues, (row.pk for row in rows), strict=True))
        AccessAnswer.objects.bulk_create(self._answers(new_venues.values()))
        groups = self._write_groups(batch)
        made = Meeting.objects.bulk_create(self._meeting(meeting, groups) for meeting in batch)
        pairs = list(zip(batch, (row.pk for row in made), strict=True))
        MeetingTag.objects.bulk_create(self._tags(pairs))
        MeetingException.objects.bulk_create(_exceptions(pairs))
        Confirmation.objects.bulk_create(_checks(pairs))
        index.refresh(pk for _meeting, pk in pairs)

    def _write_groups(self, batch: list[MadeMeeting]) -> dict[int, int]:
        """Numbers of the rows of a batch's groups; the last one before may go on in it."""
        new = {m.group.number: m.group for m in batch if m.group.number != self.group[0]}
        rows = Group.objects.bulk_create(map(self._group, new.values()))
        groups = dict([self.group, *zip(new, (row.pk for row in rows), strict=True)])
        last = batch[-1].group.number
        self.group = (last, groups[last])
        return groups

    def _from(self, number: int) -> dict:
        return {"feed": self.feed, "feed_key": f"{self.seed}-{number}"}

    def _slug(self, name: str, number: int) -> str:
        return f"{slugify(name)}-{SYNTHETIC}-{self.seed}-{number}"

    def _venue(self, venue: MadeVenue) -> Venue:
        return Venue(
            **self._from(venue.number),
            name=venue.name,
            address=venue.address,
            town=venue.town.name,
            postcode=venue.postcode,
            country="GB",
            area_id=self.areas[venue.town],
            lat=venue.lat,
            lng=venue.lng,
            precision=Precision.EXACT,
        )

    def _group(self, group: MadeGroup) -> Group:
        return Group(
            **self._from(group.number),
            name=group.name,
            slug=self._slug(group.name, group.number),
            programme_id=self.programmes.get(group.programme),
            area_id=self.areas[group.town],
            status=Status.LISTED,
        )

    def _meeting(self, meeting: MadeMeeting, groups: dict[int, int]) -> Meeting:
        return Meeting(
            **self._from(meeting.number),
            **meeting.fields,
            slug=self._slug(meeting.group.name, meeting.number),
            group_id=groups[meeting.group.number],
            venue_id=self.venues[meeting.venue.number] if meeting.venue else None,
        )

    def _answers(self, venues: Iterable[MadeVenue]) -> Iterator[AccessAnswer]:
        for venue in venues:
            for slug, answer in venue.access.items():
                yield AccessAnswer(venue_id=self.venues[venue.number], feature_id=self.features[slug], answer=answer)

    def _tags(self, pairs: list[tuple[MadeMeeting, int]]) -> Iterator[MeetingTag]:
        for meeting, pk in pairs:
            for slug, weeks in meeting.tags:
                yield MeetingTag(meeting_id=pk, tag_id=self.tags[slug], weeks=weeks)


def _exceptions(pairs: list[tuple[MadeMeeting, int]]) -> Iterator[MeetingException]:
    for meeting, pk in pairs:
        for fields in meeting.exceptions:
            yield MeetingException(meeting_id=pk, **fields)


def _checks(pairs: list[tuple[MadeMeeting, int]]) -> Iterator[Confirmation]:
    for meeting, pk in pairs:
        if "confirmed_on" in meeting.fields:
            yield Confirmation(meeting_id=pk, on=meeting.fields["confirmed_on"], by=meeting.fields["confirmed_by"])


@transaction.atomic
def make_areas(feed: Feed) -> dict[Town, int]:
    """The area of each town, inside its county and nation; made where it is not there yet."""
    index.hold()
    new: list[Area] = []
    keys: dict[str, int] = dict(Area.objects.filter(feed=feed).values_list("feed_key", "pk"))
    taken = set(Area.objects.values_list("slug", flat=True))

    def area(key: str, name: str, kind: str, nation: str, parent: int | None, **centre: float) -> int:
        if key not in keys:
            slug = slugify(name) if slugify(name) not in taken else f"{slugify(name)}-{kind}-{SYNTHETIC}"
            taken.add(slug)
            made = Area.objects.create(
                name=name, slug=slug, kind=kind, nation=nation, parent_id=parent, feed=feed, feed_key=key, **centre
            )
            keys[key] = made.pk
            new.append(made)
        return keys[key]

    found = {}
    for town in towns():
        nation = area(town.nation, NATIONS[town.nation], AreaKind.NATION, town.nation, None)
        county = area(f"{town.nation}/{town.county}", town.county, AreaKind.COUNTY, town.nation, nation)
        key = f"{town.nation}/{town.county}/{town.name}"
        found[town] = area(key, town.name, AreaKind.TOWN, town.nation, county, lat=town.lat, lng=town.lng)
    if new:
        index.changed(*new)  # real venues may stand there too
    return found
