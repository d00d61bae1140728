"""Rows to listings: what the writers of lists are given, a batch at a time. Nothing private leaves the tables here."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from groups.exchange.listing import (
    NO_AREA,
    AccessSaid,
    AreaAround,
    Columns,
    ExceptionSaid,
    Listing,
    TagSaid,
    VenueSaid,
)
from groups.models import DEMONSTRATION, AccessAnswer, Area, Meeting, MeetingException, MeetingTag
from groups.rules.choices import Precision
from groups.rules.keeping_private import take_passcode_off_link, take_passcode_off_phone

_HIDDEN = Precision.HIDDEN.value

BATCH = 500
"""So many meetings are in memory at once, however many a file holds."""

_ELSEWHERE = {
    "number": "pk",
    "group_feed": "group__feed__name",
    "programme": "group__programme__slug",
    "venue_area": "venue__area",
    "venue_area_found": "venue__area_worked_out",
    "feed": "feed__name",
    "changed_at": "row__changed_at",
    "access_yes": "row__access",
    "has_exceptions": "row__has_exceptions",
    "venue": "venue",
    "programme_name": "group__programme__name",
    "programme_approach": "group__programme__approach",
    "programme_audience": "group__programme__audience",
    "programme_about": "group__programme__about",
}


def _column(name: str) -> str:
    owner, _line, of_it = name.partition("_")
    return _ELSEWHERE.get(name) or (f"{owner}__{of_it}" if owner in ("group", "venue") else name)


COLUMNS = tuple(_column(name) for name in Columns._fields)
"""Where each of the columns stands, from a meeting."""

_NOT_OF_A_HIDDEN_VENUE = {
    "venue_name": "", "venue_address": "", "venue_town": "", "venue_postcode": "", "venue_directions": "",
    "venue_lat": None, "venue_lng": None, "room": "", "door": "",
}  # fmt: skip

Changes = Callable[[Collection[int]], Mapping[int, Sequence[str]]]


class Reading:
    """The listings of some meetings, in the order of their numbers as given.

    `in_full` reads all answers about access and all exceptions as well. `changes` tells of some meetings what is
    different on dates to come; `seen` hears of each batch. Two queries a batch, five `in_full`, and what these two ask.
    """

    def __init__(
        self,
        *,
        in_full: bool = False,
        changes: Changes | None = None,
        seen: Callable[[Collection[int]], None] = lambda _keys: None,
    ):
        self._in_full, self._changes, self._seen = in_full, changes, seen
        self._areas = areas_around()

    def listings(self, keys: Sequence[int]) -> Iterator[Listing]:
        """Each listing; one that has just been deleted is passed over."""
        for start in range(0, len(keys), BATCH):
            yield from self._batch(keys[start : start + BATCH])

    def _batch(self, keys: Sequence[int]) -> Iterator[Listing]:
        numbers = list(keys)
        self._seen(numbers)
        rows = {row[0]: row for row in Meeting.objects.filter(pk__among=numbers).order_by().values_list(*COLUMNS)}
        tags = _tags(numbers)
        access, at_venues, differs, changes = {}, {}, {}, {}
        if self._in_full:
            access = _answers("meeting_id", numbers)
            differs = self._differs(numbers)
            venue_of = Columns._fields.index("venue")
            elsewhere = {venue.number for _said, venues in differs.values() for venue in venues}
            at_venues = _answers("venue_id", elsewhere.union(row[venue_of] for row in rows.values()) - {None})
        if self._changes:
            differ = Columns._fields.index("has_exceptions")
            numbers_that_differ = [number for number in numbers if number in rows and rows[number][differ]]
            changes = self._changes(numbers_that_differ) if numbers_that_differ else {}
        for number in numbers:
            if number not in rows:
                continue
            of = Columns._make(rows[number])
            if of.venue_precision == _HIDDEN:
                of = of._replace(**_NOT_OF_A_HIDDEN_VENUE)
            if of.online_link and "?" in of.online_link:
                of = of._replace(online_link=take_passcode_off_link(of.online_link)[0])
            if "#" in of.online_phone:
                of = of._replace(online_phone=take_passcode_off_phone(of.online_phone)[0])
            exceptions, venues = differs.get(number, ((), ()))
            group_area = self._areas.get(of.group_area, NO_AREA)
            own_area = of.venue_area or of.venue_area_found
            yield Listing(
                of,
                self._areas.get(own_area, NO_AREA) if of.venue else group_area,
                group_area,
                tags.get(number, ()),
                access.get(number, ()),
                () if of.venue_precision == _HIDDEN else at_venues.get(of.venue, ()),
                exceptions,
                tuple(venue._replace(access=at_venues.get(venue.number, ())) for venue in venues),
                tuple(changes[number]) if number in changes else (),
                of.feed == DEMONSTRATION or of.group_feed == DEMONSTRATION,
            )

    def _differs(self, meetings: Collection[int]) -> dict[int, tuple[tuple[ExceptionSaid, ...], tuple[VenueSaid, ...]]]:
        """The exceptions of meetings, and the venues that they name, without the answers about access."""
        rows = MeetingException.objects.filter(meeting__in=meetings).order_by("first", "pk")
        found = defaultdict(lambda: ([], {}))
        for meeting, *row in rows.values_list("meeting_id", *_OF_AN_EXCEPTION, *_OF_ITS_VENUE):
            one = ExceptionSaid(*row[: len(_OF_AN_EXCEPTION)])
            *columns, area, area_found = row[len(_OF_AN_EXCEPTION) :]
            exceptions, venues = found[meeting]
            if columns[0] is not None:
                venue = VenueSaid(*columns, area=self._areas.get(area, NO_AREA).slug)
                if venue.is_hidden:
                    area = self._areas.get(area or area_found, NO_AREA).slug
                    venue, one = VenueSaid(None, precision=_HIDDEN, area=area), one._replace(room="")
                venues[venue] = None
                one = one._replace(venue_words=_words_of(venue), venue=venue.known_as)
            exceptions.append(one._replace(online_link=take_passcode_off_link(one.online_link)[0]))
        return {meeting: (tuple(said), tuple(venues)) for meeting, (said, venues) in found.items()}


def _words_of(venue: VenueSaid) -> str:
    return ", ".join(filter(None, (venue.name, *venue.address.splitlines(), venue.town, venue.postcode)))


def areas_around() -> dict[int, AreaAround]:
    """All areas by their keys. One query."""
    columns = ("pk", "parent_id", "slug", "name", "lat", "lng")
    rows = {pk: rest for pk, *rest in Area.objects.order_by().values_list(*columns)}
    return {
        pk: AreaAround(slug, name, tuple(_names_above(pk, rows)), lat, lng)
        for pk, (_parent, slug, name, lat, lng) in rows.items()
    }


def _names_above(pk: int, rows: Mapping[int, list]) -> list[str]:
    names, gone_by, parent = [], {pk}, rows[pk][0]
    while parent in rows and parent not in gone_by:  # staff may have put areas inside each other
        gone_by.add(parent)
        names.append(rows[parent][2])
        parent = rows[parent][0]
    return names[::-1]


def _tags(meetings: Collection[int]) -> dict[int, tuple[TagSaid, ...]]:
    rows = MeetingTag.objects.filter(meeting__pk__among=meetings).order_by("tag__slug")
    found: dict[int, tuple[TagSaid, ...]] = {}
    alike: dict[
        tuple, tuple[TagSaid, ...]
    ] = {}  # few are unlike, and thousands that are would be as many to look after
    for meeting, *tag in rows.values_list("meeting_id", "tag__slug", "tag__label", "weeks"):
        said = (*found.get(meeting, ()), TagSaid._make(tag))
        found[meeting] = alike.setdefault(said, said)
    return found


def _answers(owner: str, keys: Collection[int]) -> dict[int, tuple[AccessSaid, ...]]:
    rows = AccessAnswer.objects.filter(**{f"{owner}__in": keys}).order_by("feature__position", "feature__slug")
    found = defaultdict(list)
    for key, *answer in rows.values_list(owner, "feature__slug", "feature__label", "answer", "note"):
        found[key].append(AccessSaid._make(answer))
    return {key: tuple(said) for key, said in found.items()}


_OF_AN_EXCEPTION = ("kind", "first", "last", "to", "starts_at", "room", "online_link", "note")
_OF_ITS_VENUE = (
    "venue", "venue__name", "venue__address", "venue__town", "venue__postcode", "venue__country", "venue__directions",
    "venue__precision", "venue__lat", "venue__lng", "venue__area", "venue__area_worked_out",
)  # fmt: skip
"""In the order of VenueSaid, then its areas."""
