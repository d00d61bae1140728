"""A listing as the tables hold it becomes its derived row, and the texts that it is found by."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from types import SimpleNamespace
from typing import NamedTuple

from groups.models import AccessAnswer, Area, Meeting, MeetingException, MeetingTag
from groups.models.fields import minutes_of
from groups.rules.choices import ABOUT_ANYTHING, Answer, Approach, Audience, Kind, Precision, Status, TagFamily, YesNo
from groups.rules.folding import fold
from groups.rules.geo import Point, Vector, vector_of
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK
from groups.rules.search_row import AUDIENCES, KINDS, mask_of, spaced
from groups.rules.terms import NAME, NOTE, PLACE, PROGRAMME, TAG, term_of_name, terms_of

FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
"""A first and last date that nobody set."""

NOWHERE = dict.fromkeys(Vector._fields)

COLUMNS = {
    "pk": "pk", "name": "name", "note": "note", "attendance": "attendance", "languages": "languages", "slip": "slip",
    "children": "children", "confirmed_on": "confirmed_on", "by_arrangement": "by_arrangement", "weekday": "weekday",
    "weeks": "weeks", "interval": "interval", "phase": "phase", "months": "months", "first": "first", "last": "last",
    "starts_at": "starts_at", "minutes": "minutes", "drop_in": "drop_in", "time_zone": "time_zone", "who": "who",
    "open_weeks": "open_weeks", "bank_holidays": "bank_holidays", "paused_until": "paused_until", "venue": "venue",
    "group_name": "group__name", "group_about": "group__about", "group_audience": "group__audience",
    "group_description": "group__description", "group_confirmed_on": "group__confirmed_on",
    "group_paused_until": "group__paused_until", "group_area": "group__area", "programme": "group__programme",
    "approach": "group__programme__approach", "programme_audience": "group__programme__audience",
    "programme_about": "group__programme__about", "programme_name": "group__programme__name",
    "programme_short": "group__programme__short_name", "programme_others": "group__programme__other_names",
    "venue_name": "venue__name", "venue_town": "venue__town", "venue_address": "venue__address",
    "venue_postcode": "venue__postcode", "precision": "venue__precision", "lat": "venue__lat", "lng": "venue__lng",
    "venue_area": "venue__area", "found_area": "venue__area_worked_out",
}  # fmt: skip


class Around(NamedTuple):
    """What a listing needs of an area: its names are its own and those of all it lies in."""

    names: tuple[str, ...] = ()
    nation: str = ""
    lat: float | None = None
    lng: float | None = None


NO_AREA = Around()


class Listing(SimpleNamespace):
    """What the tables hold of one meeting, its group, programme and venue, by the names of `COLUMNS`; and beside them

    `tags`: (slug, label, family) of each; `yes`: the slugs of features answered with yes; `has_exceptions`;
    `around_venue` and `around_group`: their areas.
    """

    @property
    def is_hidden(self) -> bool:
        return self.precision == Precision.HIDDEN

    @property
    def whom_for(self) -> str:
        return self.group_audience or self.programme_audience or Audience.EVERYONE

    @property
    def kinds(self) -> list[str]:
        family = [Kind.FAMILY.value] if self.whom_for == Audience.FAMILY else []
        return [self.approach or Approach.COMMUNITY.value, *family]

    @property
    def back(self) -> date | None:
        """The last day of a pause."""
        return max((day for day in (self.paused_until, self.group_paused_until) if day), default=None)


def areas_around() -> dict[int, Around]:
    """All areas by their keys. One query."""
    rows = {
        pk: rest for pk, *rest in Area.objects.order_by().values_list("pk", "parent", "name", "nation", "lat", "lng")
    }
    return {
        pk: Around(tuple(_names_up(pk, rows)), nation, lat, lng)
        for pk, (_parent, _name, nation, lat, lng) in rows.items()
    }


def _names_up(pk: int | None, rows: Mapping[int, list]) -> Iterator[str]:
    gone_by: set[int] = set()
    while pk in rows and pk not in gone_by:  # staff may have put areas inside each other
        gone_by.add(pk)
        pk, name, *_rest = rows[pk]
        yield name


def read(keys: Collection[int], around: Mapping[int, Around]) -> Iterator[Listing]:
    """Those of these meetings that a search may find. Five queries.

    They are neither draft nor closed, nor paused until told, nor the same as another. `around` holds all areas.
    """
    found = Meeting.objects.filter(pk__in=keys, pk__gte=min(keys), pk__lte=max(keys)).filter(
        status__in=(Status.LISTED, Status.PAUSED), group__status__in=(Status.LISTED, Status.PAUSED)
    )
    found = found.shown_themselves().exclude(status=Status.PAUSED, paused_until=None)
    found = found.exclude(group__status=Status.PAUSED, group__paused_until=None)
    rows = [Listing(**dict(zip(COLUMNS, row, strict=True))) for row in found.values_list(*COLUMNS.values())]
    meetings = [one.pk for one in rows]
    tags, answers = _tags(meetings), _answers("meeting", meetings)
    at_venues = _answers("venue", {one.venue for one in rows if one.venue})
    differ = set(MeetingException.objects.filter(meeting__in=meetings).values_list("meeting", flat=True))
    for one in rows:
        holds = at_venues.get(one.venue, {}) | answers.get(one.pk, {})
        one.tags = tags.get(one.pk, ())
        one.yes = [feature for feature, answer in holds.items() if answer == Answer.YES]
        one.has_exceptions = one.pk in differ
        one.around_venue = around.get(one.venue_area or one.found_area, NO_AREA)
        one.around_group = around.get(one.group_area, NO_AREA)
        yield one


def _tags(meetings: Collection[int]) -> dict[int, list[tuple[str, str, str]]]:
    found = defaultdict(list)
    rows = MeetingTag.objects.filter(meeting__in=meetings).order_by("pk")
    for meeting, *tag in rows.values_list("meeting", "tag__slug", "tag__label", "tag__family"):
        found[meeting].append(tuple(tag))
    return found


def _answers(owner: str, keys: Collection[int]) -> dict[int, dict[str, str]]:
    found = defaultdict(dict)
    rows = AccessAnswer.objects.filter(**{f"{owner}__in": keys}).order_by("pk")
    for key, feature, answer in rows.values_list(owner, "feature__slug", "answer"):
        found[key][feature] = answer
    return found


def row_of(one: Listing) -> dict[str, object]:
    """The columns of its derived row."""
    at = one.around_venue if one.is_hidden else one
    lat, lng = at.lat, at.lng
    begins = one.first.toordinal() if one.first else FIRST_DAY
    ends = one.last.toordinal() if one.last else LAST_DAY
    back = (one.back + timedelta(days=1)).toordinal() if one.back else FIRST_DAY
    is_weekly = (one.weeks, one.interval, one.months) == (EVERY_WEEK, 1, EVERY_MONTH)
    return {
        "meeting_id": one.pk,
        "lat": lat if lng is not None else None,
        "lng": lng if lat is not None else None,
        **(NOWHERE if lat is None or lng is None else vector_of(Point(lat, lng))._asdict()),
        "kinds": mask_of(one.kinds, KINDS),
        "audiences": AUDIENCES[one.whom_for],
        "about": one.group_about or (ABOUT_ANYTHING if one.programme_about is None else one.programme_about),
        "programme_id": one.programme,
        "area_id": one.venue_area or one.found_area or one.group_area,
        "attendance": one.attendance,
        "tags": spaced(slug for slug, _label, family in one.tags if family == TagFamily.WHO),
        "access": spaced(sorted(one.yes)),
        "languages": spaced(one.languages.lower().split()),
        "slip": one.slip == YesNo.YES,
        "children": one.children == YesNo.YES,
        "called": fold(one.name or one.group_name)[:255],
        "confirmed_on": max((day for day in (one.confirmed_on, one.group_confirmed_on) if day), default=None),
        "by_arrangement": one.by_arrangement or one.weekday is None,
        "weekday": one.weekday,
        "weeks": one.weeks,
        "interval": one.interval,
        "phase": one.phase,
        "months": one.months,
        "starts_at": None if one.starts_at is None else minutes_of(one.starts_at),
        "minutes": one.minutes,
        "drop_in": one.drop_in,
        "time_zone": one.time_zone,
        "who": one.who,
        "open_weeks": one.open_weeks,
        "bank_holidays": one.bank_holidays,
        "nation": one.around_venue.nation or one.around_group.nation,
        "is_sure": is_weekly and not one.has_exceptions and (begins, ends, back) == (FIRST_DAY, LAST_DAY, FIRST_DAY),
        "has_exceptions": one.has_exceptions,
        "begins": begins,
        "ends": ends,
        "back": back,
    }


def terms_in(one: Listing) -> dict[str, int]:
    """The words that it is found by, each with its weight; and its group's name as a whole where it has another."""
    found = terms_of(_texts_of(one))
    if one.name and one.group_name != one.name:
        found[term_of_name(one.group_name)] = NAME
    return found


def _texts_of(one: Listing) -> Iterator[tuple[str | None, int]]:
    """Of a hidden venue none but the names of its area and of what that lies in."""
    yield from ((one.name, NAME), (one.group_name, NAME))
    yield from ((name, PROGRAMME) for name in (one.programme_name, one.programme_short, *(one.programme_others or ())))
    if not one.is_hidden:
        yield from ((text, PLACE) for text in (one.venue_name, one.venue_town, one.venue_address, one.venue_postcode))
    yield from ((name, PLACE) for name in (*one.around_venue.names, *one.around_group.names))
    yield from ((label, TAG) for _slug, label, _family in one.tags)
    yield from ((one.note, NOTE), (one.group_description, NOTE))
