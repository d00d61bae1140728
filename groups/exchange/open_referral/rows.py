"""A service of Open Referral as records: one for each weekday of each of its schedules."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from groups.exchange.going_public import Public
from groups.exchange.meeting_guide.venue import read_venue
from groups.exchange.open_referral import own as ours
from groups.exchange.open_referral.own import Own, own_of
from groups.exchange.open_referral.when import DAYS, When, read_when, weeks_said
from groups.exchange.record import Coded, MeetingRecord, Name, Problem, VenueRecord
from groups.exchange.ways_online import LONGEST_LINK, OnlineWay, read_online_way, web_address
from groups.exchange.zones import time_zone
from groups.rules.choices import Attendance
from groups.rules.reading import one_line, parse_moment, plain_text

SCHEME = "open-referral-uk"
LONGEST_NAME, LONGEST_MEETING_NAME, LONGEST_NOTE, LONGEST_KEY, LONGEST_CODE = 160, 255, 2000, 120, 60
LONGEST_SLUG, LONGEST_GROUP_SLUG = 120, 100
LONGEST_DESCRIPTION = 4000
"""With the line that is taken off it again."""
MOST_CODES, MOST_SCHEDULES = 60, 500
PAUSED, ENDED = ("temporarily closed", "inactive"), "defunct"

_ZONE = re.compile(r"\b[A-Z][A-Za-z_]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?\b")
_LINK = re.compile(r"https?://\S+")
_OF_THE_GROUP = ("kind=", "about=", "for=", "joining=", "attendance=", "fact=")
"""Our own terms that say of a meeting nothing that a code can, or say it elsewhere."""

Row = Mapping[str, object]


@dataclass(frozen=True)
class _Services:
    """What a service has to know of the whole list."""

    schedules: Counter
    """How often each schedule's identifier stands in it."""
    allow_private: Collection[str]


def read_rows(services: Sequence[object], *, allow_private: Collection[str] = ()) -> Iterator[MeetingRecord | Problem]:
    """Every service as its records, or as a problem."""
    mappings = [service for service in services if isinstance(service, Mapping)]
    ids = Counter(_id(schedule) for service in mappings for schedule in _rows(service, "schedules"))
    whole = _Services(ids, allow_private)
    seen: set[str] = set()
    for line, service in enumerate(services, start=1):
        if not isinstance(service, Mapping):
            yield Problem(line, type(service).__name__, _("This is no row with named fields."))
            continue
        for record in _read_service(line, service, whole):
            key = record.key
            if isinstance(record, MeetingRecord) and key in seen:
                record = Problem(line, record.name, _("It says the same as a row before it, and is left out."))
            seen.add(key)
            yield record


def _read_service(line: int, service: Row, whole: _Services) -> Iterator[MeetingRecord | Problem]:
    status = _text(service, "status").casefold()
    if status == ENDED:
        return  # as if it stood there no longer
    public = Public(whole.allow_private)
    name = public.text(_text(service, "name"), "name")
    places = _rows(service, "service_at_locations")
    schedules = _schedules(service, places) or [{}]
    if not name:
        called = _id(service) or _("a row without a name")
        yield from (Problem(line, called, _("It has no name."), _key(one, service, whole)) for one in schedules)
        return
    if not any(field in service for field in ("schedules", "service_at_locations")):
        yield Problem(line, name, _("When and where it meets stands elsewhere, and is not in this file."), _id(service))
        return
    own = own_of(service, public)
    website = ours.website_of(own, _text(service, "url", LONGEST_LINK))
    group = MeetingRecord(
        key="",
        line=line,
        name=name,
        group=name,
        group_key=_id(service),
        programme=_programme(service, name),
        group_note=public.text(_description(service, own), "group_note"),
        group_website=web_address(website),
        group_email=public.email(_text(service, "email"), "group_email"),
        group_phone=public.phone(_phone(service), "group_phone"),
        paused=status in PAUSED,
        updated=parse_moment(_text(service, "assured_date")) or parse_moment(_text(service, "last_modified")),
        group_slug=ours.slug_of(own, longest=LONGEST_GROUP_SLUG),
        group_checked=ours.check_of(own),
        stated_of_group=ours.stated_of_group(own) if own else {},
    )
    for schedule in schedules:
        gate = Public(whole.allow_private, list(public.cautions))
        yield from _read_schedule(schedule, service, places, group, whole, gate)


def _read_schedule(
    schedule: Row, service: Row, places: Sequence[Row], group: MeetingRecord, whole: _Services, public: Public
) -> Iterator[MeetingRecord | Problem]:
    touched = parse_moment(_text(service, "last_modified")) or group.updated
    own = own_of(schedule, public)
    cautions = [] if own else public.cautions  # what our own files do not say by a rule they state as a fact
    when = read_when(schedule, cautions, touched_on=date.max if own else touched.date() if touched else None)
    key = _key(schedule, service, whole)
    if isinstance(when, str):
        yield Problem(group.line, group.name, when, key)
        return
    there = _places_of(schedule, places, public.cautions)
    record = replace(
        group,
        name=public.text(_text(schedule, "name", LONGEST_MEETING_NAME), "name") or group.name,
        time_zone=_time_zone(schedule),
        note=public.text(_note(schedule), "note"),
        codes=_codes(schedule, service, there, own),
        **_where(there, public, is_asked=bool(own.word("online_ask"))),
    )
    if own:
        record = _as_stated(record, own, schedule, public)
    for one in when:
        yield _on_day(record, one, key if len(when) == 1 else f"{key}/{DAYS[one.weekday]}", public.cautions)


def _as_stated(record: MeetingRecord, own: Own, schedule: Row, public: Public) -> MeetingRecord:
    """With what a file of our own states of the meeting."""
    name, dates = public.text(_text(schedule, "name", LONGEST_MEETING_NAME), "name"), ours.dates_of(own)
    return replace(
        record,
        time_zone=ours.zone_of(own) or record.time_zone,
        paused=False,
        updated=None,
        checked=ours.check_of(own),
        slug=ours.slug_of(own, longest=LONGEST_SLUG),
        stated=ours.stated_of_meeting(own, name, dates),
        other_venues={one.venue: venue for one, venue in dates if venue},
    )


def _on_day(record: MeetingRecord, when: When, key: str, cautions: Sequence[str]) -> MeetingRecord:
    return replace(record, key=key, **vars(when), cautions=tuple(dict.fromkeys(cautions)))


# --- What a service says


def _description(service: Row, own: Own) -> str:
    """Without the last line where it is the one that our own files make of facts that stand beside it."""
    text = plain_text(service.get("description"), limit=LONGEST_DESCRIPTION)
    before, _line, _made = text.rpartition("\n")
    return before.strip() if ours.ends_in_a_made_line(own) else text


def _programme(service: Row, name: str) -> str:
    """The fellowship: only where a term tells that whoever stands behind the service is one, as our own files do."""
    organisation = service.get("organization")
    said = _text(organisation, "name") if isinstance(organisation, Mapping) else ""
    is_ours = any(code.startswith("kind=") for code, _name, _weeks in _terms(service))
    return said if is_ours and said != name else ""


def _phone(row: Row) -> str:
    numbers = (_text(one, "number") for one in _rows(row, "phones"))
    return next(filter(None, numbers), "")


# --- What a schedule says


def _schedules(service: Row, places: Sequence[Row]) -> list[Row]:
    """Those of the service, and those that stand at one of its places alone, with that place."""
    found = _rows(service, "schedules")[:MOST_SCHEDULES]
    known = {_id(one) for one in found if _id(one)}
    for place in places:
        for one in _rows(place, "schedules")[:MOST_SCHEDULES]:
            if not _id(one) or _id(one) not in known:
                known.add(_id(one))
                found.append({"service_at_location_id": _id(place), **one})
    return found


def _key(schedule: Row, service: Row, whole: _Services) -> str:
    """Its own identifier; where it has none, or shares it, its service's with what it says of when and where."""
    own = _id(schedule)
    if own and whole.schedules[own] < 2:
        return own
    said = [_text(schedule, name) for name in ("freq", "byday", "opens_at", "dtstart", "service_at_location_id")]
    if own:
        said = [own]
    if not any(said):
        return _id(service) or "made-" + _digest(_text(service, "name"))
    return f"{_id(service) or _digest(_text(service, 'name'))}/{_digest(*said)}"


def _digest(*said: str) -> str:
    return hashlib.sha256("\n".join(said).casefold().encode()).hexdigest()[:20]


def _note(schedule: Row) -> str:
    """Its notes; and what it says of when in words, unless its facts are stated beside, as our own files do."""
    names = ("notes",) if _rows(schedule, "attributes") else ("notes", "description")
    texts = dict.fromkeys(plain_text(schedule.get(name), limit=LONGEST_NOTE) for name in names)
    return plain_text("\n".join(filter(None, texts)), limit=LONGEST_NOTE)


def _time_zone(schedule: Row) -> str:
    """The zone that its words name, for which there is no field."""
    said = _ZONE.findall(plain_text(schedule.get("description"), limit=LONGEST_NOTE))
    return next(filter(None, map(time_zone, said)), "")


# --- Where


def _places_of(schedule: Row, places: Sequence[Row], cautions: list[str]) -> list[Row]:
    """The locations of a schedule: the one it names and those it stands at; else the only one there is."""
    named, own = _text(schedule, "service_at_location_id", LONGEST_KEY), _id(schedule)
    there = [
        place
        for place in places
        if (named and _id(place) == named) or (own and any(_id(one) == own for one in _rows(place, "schedules")))
    ]
    if not there and places:
        there = list(places[:1])
        if len(places) > 1:
            cautions.append(_("It does not say at which of several places it meets: the first was taken."))
    found = (place.get("location") for place in there)
    return [location for location in found if isinstance(location, Mapping)]


def _where(locations: Sequence[Row], public: Public, *, is_asked: bool) -> dict[str, object]:
    """Venue, way in online, and attendance; "" where nothing is said of it. `is_asked`: the group tells the way in."""
    online = [one for one in locations if _text(one, "location_type").casefold() == "virtual"]
    physical = [one for one in locations if one not in online]
    way = _way_in(online[0], public.cautions) if online else OnlineWay()
    venue = _venue(physical[0], public) if physical else None
    attendance = ""
    if physical:
        attendance = Attendance.HYBRID if online else Attendance.IN_PERSON
    elif online:
        attendance = Attendance.ONLINE
    if online and not way and not is_asked:
        public.cautions.append(_("It is online, and gives neither a link nor a number: one has to ask the group."))
    return {
        "attendance": str(attendance),
        "venue": public.venue(venue),
        "online_link": way.link,
        "online_phone": way.phone,
        "online_note": public.text(way.note, "online_note"),
    }


def _way_in(location: Row, cautions: list[str]) -> OnlineWay:
    """The link and number of a virtual location; the link may stand in its texts."""
    link = _text(location, "url", 2 * LONGEST_LINK)
    for name in ("name", "description"):
        said = _LINK.search(plain_text(location.get(name), limit=LONGEST_NOTE))
        link = link or (said[0].rstrip(".,;)") if said else "")
    return read_online_way({"conference_url": link, "conference_phone": _phone(location)}, cautions)


def _venue(location: Row, public: Public) -> VenueRecord | None:
    address = next(iter(_rows(location, "addresses")), {})
    name, street = _text(location, "name"), _text(address, "address_1", 300)
    row = {
        "location": name,
        "address": "" if street == name else street,
        "city": address.get("city"),
        "state": address.get("state_province"),
        "postal_code": address.get("postal_code"),
        "country": address.get("country"),
        "latitude": location.get("latitude"),
        "longitude": location.get("longitude"),
        "location_notes": location.get("transportation"),
        "approximate": "no" if street else "",
    }
    venue = read_venue(row, online_only=False, cautions=public.cautions)
    own = own_of(location, public)
    if not own:
        return venue
    venue = venue or VenueRecord(directions=plain_text(row["location_notes"], limit=1000))
    return ours.venue_of(own, venue, _id(location))


# --- Codes


def _codes(schedule: Row, service: Row, locations: Sequence[Row], own: Own) -> tuple[Coded, ...]:
    """Those of the schedule, else of its service; with what there is of access, and the service's languages.

    Of our own files the tags and features alone: so that staff are told of those that nobody here knows.
    """
    if own:
        slugs = [*own.slugs(of_features=False), *own.slugs(of_features=True)]
        return tuple(Coded(term.code, (Name(SCHEME, term.code),), weeks_said(term.value)) for term in slugs)
    has_own = bool(_rows(schedule, "attributes"))
    said = [*_terms(schedule if has_own else service)]
    said += [term for location in locations for term in [*_terms(location), *_access(location)]]
    if not has_own:
        languages = _rows(service, "languages")
        said += [(_text(one, "code", LONGEST_CODE), _text(one, "name", LONGEST_CODE), None) for one in languages]
    found = (_coded(code, name, weeks) for code, name, weeks in said if not code.startswith(_OF_THE_GROUP))
    return tuple(dict.fromkeys(filter(None, found)))[:MOST_CODES]


def _coded(code: str, name: str, value: object) -> Coded | None:
    names = tuple(Name(SCHEME, text) for text in dict.fromkeys((code, name)) if text)
    return Coded(name or code, names, weeks_said(value)) if names else None


def _terms(row: Row) -> Iterator[tuple[str, str, object]]:
    """Code, name and value of each attribute."""
    for one in _rows(row, "attributes"):
        term = one.get("taxonomy_term")
        if isinstance(term, Mapping):
            name = _text(term, "name", LONGEST_CODE) or _text(term, "term", LONGEST_CODE)
            yield _text(term, "code", LONGEST_CODE), name, one.get("value")


def _access(location: Row) -> Iterator[tuple[str, str, object]]:
    """What a location has for those who need it. A sentence is no feature; neither is what is there in part."""
    for one in _rows(location, "accessibility"):
        description = _text(one, "description", 300) or _text(one, "accessibility", 300)
        if description and len(description) <= LONGEST_CODE and ":" not in description:
            yield "", description, None


# --- Fields


def _rows(row: Row, name: str) -> list[Row]:
    found = row.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _text(row: Row, name: str, limit: int = LONGEST_NAME) -> str:
    return one_line(row.get(name), limit=limit)


def _id(row: object) -> str:
    return _text(row, "id", LONGEST_KEY) if isinstance(row, Mapping) else ""
