"""Services, their places and taxonomies as Open Referral UK 3.0 (HSDS-UK-3.0) wants them: plain values for JSON.

Spec: https://openreferraluk.org, https://github.com/OpenReferralUK/uk-profile. A field that nobody has filled is left
out: never null, never empty. docs/open-referral.md says which field holds what.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from math import ceil
from urllib.parse import urlencode, urlsplit

from django.utils.translation import gettext as _

from groups.exchange.listing import AccessSaid, Listing
from groups.exchange.meeting_guide.writer import can_i_come_words
from groups.exchange.open_referral.ids import Ids
from groups.exchange.open_referral.service import Place, PlaceKind, Service, ServiceStatus, places_of
from groups.exchange.open_referral.terms import (
    BY_SLUG,
    Said,
    Taxonomy,
    Term,
    each_once,
    said_of_group,
    said_of_meeting,
    term_of_language,
)
from groups.exchange.open_referral.when import fields_of, weeks_in_numbers
from groups.rules.choices import Answer, Attendance, BankHolidays, Cost, Precision, YesNo
from groups.rules.keeping_private import take_out_passcode
from groups.rules.languages import language_name
from groups.rules.reading import plain_text
from groups.rules.schedule import EVERY_WEEK, Rule
from groups.rules.words import full_date, hours_words, rule_words, weekday_name, weeks_words

VERSION = "HSDS-UK-3.0"
PROFILE = "https://github.com/OpenReferralUK/uk-profile"
OPENAPI = "https://openreferraluk.org/specifications/3.0/openapi.json"
SERVICE = "service"
"""The kind under which a group's number stands in its identifier."""

_ABOUT_DECIMALS, _DECIMALS = 3, 5
_ATTENDING = {Attendance.IN_PERSON: "in-person", Attendance.ONLINE: "online", Attendance.HYBRID: "hybrid"}

Fields = dict[str, object]


def meta() -> Fields:
    """What the root says of the whole."""
    return {"version": VERSION, "profile": PROFILE, "openapi_url": OPENAPI}


def page(contents: Sequence[Fields], *, number: int, total: int, per_page: int) -> Fields:
    """One page of a list, in its envelope."""
    pages = ceil(total / per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": list(contents),
    }


@dataclass(frozen=True)
class Writer:
    """Writes for one site: its identifiers, the address its pages begin with, its country and zone; on one date."""

    ids: Ids
    site: str
    country: str
    time_zone: str
    on: date
    families: Mapping[str, str]
    """The families of the tags by their slugs."""

    # --- Services

    def service(self, one: Service) -> Fields:
        """A service with all that belongs to it."""
        shown = [listing for listing in one.meetings if self._is_scheduled(one, listing)]
        said = each_once([*self._said_of(one), *(term for listing in shown for term in self._said(listing))])
        return self.service_in_short(one) | _stated(
            {
                "schedules": [self._schedule(one, listing) for listing in shown],
                "service_at_locations": self._places(one),
                "languages": self._languages(shown),
                "phones": self._phones(one.phone, "service", one.number),
                "attributes": self._attributes(SERVICE, self.service_id(one.number), said),
            }
        )

    def service_in_short(self, one: Service) -> Fields:
        """A service as lists have it: what it has one of."""
        meetings = one.meetings
        return _stated(
            {
                "id": self.service_id(one.number),
                "organization_id": self._organisation_id(one),
                "name": _named(one.name, one),
                "description": "\n".join(self._description(one)),
                "url": one.website if _is_web(one.website) else f"{self.site}/groups/{one.slug}/",
                "email": one.email,
                "status": str(one.status),
                "fees": _fees(meetings),
                "minimum_age": _all_of(min, (listing.of.youngest for listing in meetings)),
                "maximum_age": _all_of(max, (listing.of.oldest for listing in meetings)),
                "assured_date": _all_of(min, (listing.checked_on for listing in meetings)),
                "alert": _alert(one, self.on),
                "last_modified": _last_modified(meetings),
                "organization": self._organisation(one),
            }
        )

    def service_id(self, number: int) -> str:
        """That of a group."""
        return self.ids.numbered(SERVICE, number)

    def _description(self, one: Service) -> Iterator[str]:
        if one.is_invented:
            yield _("This listing is invented. Nobody meets there.")
        if one.description:
            yield plain_text(one.description)
        answers = {can_i_come_words(listing.of) for listing in one.meetings}
        if len(answers) == 1:
            yield _("Can I come? %(answer)s") % {"answer": answers.pop()}

    def _organisation_id(self, one: Service) -> str:
        if one.organisation:
            return self.ids.named("organization", one.organisation.number)
        return self.ids.named("organization-of-a-group", one.number)

    def _organisation(self, one: Service) -> Fields:
        """Its fellowship; a group without one stands for itself."""
        named = one.organisation or one
        is_fellowship = one.organisation is not None
        without = (
            _("Mutual aid groups of this name.") if is_fellowship else _("A local group that belongs to no fellowship.")
        )
        return _stated(
            {
                "id": self._organisation_id(one),
                "name": named.name if is_fellowship else _named(one.name, one),
                "description": plain_text(named.description) or without,
                "website": named.website if _is_web(named.website) else "",
            }
        )

    # --- Schedules

    def _is_scheduled(self, one: Service, listing: Listing) -> bool:
        """Not what rests until told, unless all of the service does: then its status says so. Nor what ends before."""
        pause = one.pauses.get(listing.of.number)
        if pause is None or pause.until is None:
            return pause is None or one.status == ServiceStatus.TEMPORARILY_CLOSED
        return listing.of.last is None or pause.until < listing.of.last

    def _schedule(self, one: Service, listing: Listing) -> Fields:
        of = listing.of
        identifier = self.ids.named("schedule", of.number)
        pause = one.pauses.get(of.number)
        begins = pause.until + timedelta(days=1) if pause and pause.until else None
        places = self._places_of(one, listing)
        return _stated(
            {
                "id": identifier,
                "service_id": self.service_id(one.number),
                "service_at_location_id": self.place_id(places[0]) if places else "",
                "name": _named(of.name, one) if of.name else "",
                **fields_of(of, begins=begins),
                "description": " ".join(filter(None, self._when_in_words(listing))),
                "schedule_link": f"{self.site}/meetings/{of.slug}/",
                "attending_type": _ATTENDING[of.attendance],
                "notes": plain_text(take_out_passcode(of.note)[0]) if of.note else "",
                "attributes": self._attributes("schedule", identifier, list(self._said(listing))),
            }
        )

    def _when_in_words(self, listing: Listing) -> Iterator[str]:
        """Dates, times and their zone; what differs on dates to come, for which there is no field; the way in."""
        of = listing.of
        hours = hours_words(of.starts_at, of.minutes) if of.starts_at is not None else ""
        if of.by_arrangement or of.weekday is None:
            usual = weekday_name(of.weekday) if of.weekday is not None else ""
            yield _("Ask for dates. %(usual)s") % {"usual": " ".join(filter(None, (usual, hours)))}
        else:
            rule = Rule(of.weekday, of.weeks, of.interval, of.phase, of.months, of.first, of.last)
            yield f"{rule_words(rule)}, {hours}."
        if hours:
            zone = of.time_zone or self.time_zone
            yield _("Times are those of the clock on the wall, in the time zone %(zone)s.") % {"zone": zone}
        yield from (_sentence(change) for change in listing.changes)
        if of.drop_in:
            yield _("Drop in at any time of it.")
        yield _sentence(". ".join(filter(None, (of.room, of.door))))
        yield _("Can I come? %(answer)s") % {"answer": can_i_come_words(of)}
        yield _sentence(of.joining_note)
        yield _sentence(of.cost_note)
        if of.newcomer_met == YesNo.YES:
            yield _("Someone can meet you at the door.")
            yield _sentence(of.newcomer_note)
        for tag in listing.tags:
            if tag.weeks != EVERY_WEEK and of.weekday is not None:
                yield f"{tag.label}: {weeks_words(tag.weeks)} {weekday_name(of.weekday)}."
        if of.bank_holidays:
            yield _("Bank holidays: %(answer)s.") % {"answer": BankHolidays(of.bank_holidays).label}

    # --- Places

    def place_id(self, place: Place) -> str:
        """That of a service's link to a location."""
        if place.kind == PlaceKind.VENUE:
            return self.ids.paired(place.kind, place.group, place.number)
        return self.ids.numbered(place.kind, place.number)

    def place(self, one: Service, place: Place) -> Fields | None:
        """A service's link to a location with all that belongs to both; None where it meets there no longer."""
        listing = self._at(one, place)
        if listing is None:
            return None
        service = {name: value for name, value in self.service(one).items() if name != "service_at_locations"}
        return self._place(one, place, listing) | {"service": service}

    def place_in_short(self, one: Service, place: Place) -> Fields | None:
        """The same as lists have it: what each has one of."""
        listing = self._at(one, place)
        if listing is None:
            return None
        whole = self._location(place, listing)
        location = {name: value for name, value in whole.items() if not isinstance(value, list)}
        return self._link(one, place, listing) | {"location": location, "service": self.service_in_short(one)}

    def _at(self, one: Service, place: Place) -> Listing | None:
        return next((listing for listing in one.meetings if place in self._places_of(one, listing)), None)

    def _places_of(self, one: Service, listing: Listing) -> list[Place]:
        of = listing.of
        return places_of(one.number, of.number, of.venue, is_hidden=listing.is_hidden, attendance=of.attendance)

    def _places(self, one: Service) -> list[Fields]:
        found: dict[Place, Listing] = {}
        for listing in one.meetings:
            for place in self._places_of(one, listing):
                found.setdefault(place, listing)
        return [self._place(one, place, listing) for place, listing in found.items()]

    def _link(self, one: Service, place: Place, listing: Listing) -> Fields:
        return {
            "id": self.place_id(place),
            "service_id": self.service_id(one.number),
            "location_id": self._location_id(place, listing),
        }

    def _place(self, one: Service, place: Place, listing: Listing) -> Fields:
        """With the schedules that are held there; one both ways stands at both of its places."""
        there = [
            self._schedule(one, other)
            for other in one.meetings
            if place in self._places_of(one, other) and self._is_scheduled(one, other)
        ]
        located = {"location": self._location(place, listing)}
        return self._link(one, place, listing) | located | _stated({"schedules": there})

    def _location_id(self, place: Place, listing: Listing) -> str:
        if place.kind == PlaceKind.HIDDEN:
            return self.ids.named("area", listing.area.slug)
        return self.ids.named("location-online" if place.kind == PlaceKind.ONLINE else "location", place.number)

    def _location(self, place: Place, listing: Listing) -> Fields:
        identifier = self._location_id(place, listing)
        if place.kind == PlaceKind.ONLINE:
            return self._online(identifier, listing)
        if place.kind == PlaceKind.HIDDEN:
            said = {"name": listing.area.name, "description": _("The group gives the address.")}
            return {"id": identifier, "location_type": "physical"} | _stated(said)
        return self._venue(identifier, listing)

    def _online(self, identifier: str, listing: Listing) -> Fields:
        of = listing.of
        return {"id": identifier, "location_type": "virtual"} | _stated(
            {
                "name": _("Online"),
                "description": _("Ask the group how to join online.") if of.online_ask else "",
                "url": of.online_link if _is_web(of.online_link) else "",
                "phones": self._phones(of.online_phone, "online", of.number),
            }
        )

    def _venue(self, identifier: str, listing: Listing) -> Fields:
        """A venue. Its address stands as such where it is whole; else what is known of it is in its description."""
        of = listing.of
        is_exact = of.venue_precision == Precision.EXACT
        address = self._address(identifier, listing)
        known = ", ".join(filter(None, (*_lines(of.venue_address), of.venue_town, of.venue_postcode)))
        missing = [answer.label for answer in listing.venue_access if answer.answer == Answer.NO]
        said = {
            "name": of.venue_name,
            "description": " ".join(
                [
                    *([_sentence(known)] if known and not address else []),
                    *([] if is_exact or not listing.point else [_("The point is not exact.")]),
                    *([_("Not there: %(features)s.") % {"features": ", ".join(missing)}] if missing else []),
                ]
            ),
            "transportation": plain_text(of.venue_directions) if of.venue_directions else "",
            "addresses": [address] if address else [],
            "accessibility": [
                self._accessibility(identifier, answer) for answer in listing.venue_access if answer.answer != Answer.NO
            ],
        }
        if listing.point:
            decimals = _DECIMALS if is_exact else _ABOUT_DECIMALS
            said["latitude"], said["longitude"] = (round(number, decimals) for number in listing.point)
        return {"id": identifier, "location_type": "physical"} | _stated(said)

    def _address(self, location: str, listing: Listing) -> Fields | None:
        """Where each part that the standard requires is known; none is made up."""
        of, area = listing.of, listing.area
        town = of.venue_town or area.name
        wider = [name for name in area.names if name.casefold() != town.casefold()]
        parts = {
            "address_1": ", ".join(_lines(of.venue_address)) or of.venue_name,
            "city": town,
            "state_province": wider[-1] if wider else town,
            "postal_code": of.venue_postcode,
            "country": of.venue_country or self.country,
        }
        if not all(parts.values()):
            return None
        identifier = self.ids.named("address", of.venue)
        return {"id": identifier, "location_id": location, **parts, "address_type": "physical"}

    def _accessibility(self, location: str, answer: AccessSaid) -> Fields:
        label = answer.label if answer.answer == Answer.YES else _("Partly: %(feature)s") % {"feature": answer.label}
        identifier = self.ids.named("accessibility", location, answer.slug)
        return _stated({"id": identifier, "location_id": location, "description": label, "details": answer.note})

    # --- Smaller things

    def _phones(self, number: str, *owner: object) -> list[Fields]:
        return [{"id": self.ids.named("phone", *owner), "number": number}] if number else []

    def _languages(self, listings: Iterable[Listing]) -> list[Fields]:
        tags = dict.fromkeys(tag for listing in listings for tag in listing.of.languages.split())
        return [
            {
                "id": self.ids.named("language", tag.lower()),
                "name": language_name(tag),
                "code": tag,
                "url": f"{self.site}/meetings/?{urlencode({'language': tag})}",
            }
            for tag in tags
        ]

    def _said_of(self, one: Service) -> Iterator[Said]:
        return said_of_group(one.meetings[0]) if one.meetings else iter(())

    def _said(self, listing: Listing) -> Iterator[Said]:
        return said_of_meeting(listing, self.families)

    def _attributes(self, entity: str, owner: str, said: Iterable[Said]) -> list[Fields]:
        return [
            _stated(
                {
                    "id": self.ids.named("attribute", owner, one.term.taxonomy, one.term.code, one.weeks),
                    "link_id": owner,
                    "taxonomy_term_id": self.term_id(one.term),
                    "link_type": BY_SLUG[one.term.taxonomy].link_type,
                    "link_entity": entity,
                    "value": ",".join(map(str, weeks_in_numbers(one.weeks))) if one.weeks != EVERY_WEEK else "",
                    "taxonomy_term": self.term(one.term),
                }
            )
            for one in said
        ]

    # --- Taxonomies

    def taxonomy_id(self, slug: str) -> str:
        """That of a taxonomy."""
        return self.ids.named("taxonomy", slug)

    def term_id(self, term: Term) -> str:
        """That of a term."""
        return self.ids.named("term", term.taxonomy, term.code)

    def taxonomy(self, one: Taxonomy) -> Fields:
        """A closed list."""
        return {"id": self.taxonomy_id(one.slug), "name": str(one.name), "description": str(one.description)}

    def term(self, one: Term) -> Fields:
        """A word of one; the standard calls it by its name, its UK profile by `term`."""
        return {
            "id": self.term_id(one),
            "code": one.code,
            "name": one.name,
            "term": one.name,
            "description": one.description or one.name,
            "taxonomy": str(BY_SLUG[one.taxonomy].name),
            "taxonomy_id": self.taxonomy_id(one.taxonomy),
        }


def languages_in(texts: Iterable[str]) -> list[Term]:
    """The languages of meetings as terms, each once."""
    tags = sorted({tag.lower() for text in texts for tag in text.split()})
    return [term_of_language(tag) for tag in tags]


def _stated(fields: Fields) -> Fields:
    """Without what nobody has said."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _named(name: str, one: Service) -> str:
    return _("%(name)s (demonstration)") % {"name": name} if one.is_invented else name


def _alert(one: Service, on: date) -> str:
    """That it is invented, or rests, and why."""
    said = [_("This listing is invented. Nobody meets there.")] if one.is_invented else []
    if one.status == ServiceStatus.TEMPORARILY_CLOSED:
        ends = {pause.until for pause in one.pauses.values()}
        until = min(ends) if ends and None not in ends else None
        if until and len(one.pauses) == len(one.meetings):
            said.append(_("It does not meet until after %(day)s.") % {"day": full_date(until)})
        else:
            said.append(_("It does not meet at present."))
    if one.status in (ServiceStatus.TEMPORARILY_CLOSED, ServiceStatus.DEFUNCT):
        said.append(_sentence(one.reason))
    return " ".join(filter(None, said))


def _fees(meetings: Sequence[Listing]) -> str:
    """What it costs, where all of its meetings say the same."""
    costs = {listing.of.cost for listing in meetings}
    cost = costs.pop() if len(costs) == 1 else ""
    return str(Cost(cost).label) if cost else ""


def _all_of(choose, values: Iterable) -> object:
    """One of the values, where each of them is known."""
    known = list(values)
    if not known or None in known:
        return None
    found = choose(known)
    return found.isoformat() if isinstance(found, date) else found


def _last_modified(meetings: Iterable[Listing]) -> str:
    changed = [listing.of.changed_at for listing in meetings if listing.of.changed_at]
    return max(changed).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if changed else ""


def _lines(address: str | None) -> list[str]:
    return [line.strip() for line in (address or "").splitlines() if line.strip()]


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?" else f"{text}."


def _is_web(address: str) -> bool:
    try:
        return bool(address) and urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False
