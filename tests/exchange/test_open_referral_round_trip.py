"""What we write keeps to the standard whatever a listing is, and is read by our own reader without any loss."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings

from groups.exchange.open_referral import read
from groups.exchange.open_referral.service import ServiceStatus, places_of
from groups.exchange.open_referral.terms import said_of_meeting
from groups.exchange.record import MeetingRecord
from groups.rules.choices import Answer, Attendance, Precision
from groups.rules.reading import plain_text
from groups.rules.schedule import MINUTES_IN_A_DAY, Rule
from tests.exchange.open_referral_facts import faults, page_faults
from tests.exchange.open_referral_made import FAMILIES, WRITER, services

pytestmark = pytest.mark.sqlite

NOT_TAKEN_IN = ("attendance=", "joining=")
"""Terms that stand elsewhere in a record, or that no import holds."""


def places(service):
    """All that its meetings have."""
    return {
        place
        for one in service.meetings
        for place in places_of(
            service.number, one.of.number, one.of.venue, is_hidden=one.is_hidden, attendance=one.of.attendance
        )
    }


@settings(deadline=None)
@given(services())
def test_every_service_keeps_to_the_standard(service):
    written = WRITER.service(service)
    short = WRITER.service_in_short(service)

    assert faults(written, "service") == []
    assert faults(short, "service") == []
    assert short.items() <= written.items()
    assert page_faults(page_of(short), "service") == []


@settings(deadline=None)
@given(services())
def test_every_place_keeps_to_the_standard(service):
    for place in places(service):
        assert faults(WRITER.place(service, place), "service_at_location") == []
        assert page_faults(page_of(WRITER.place_in_short(service, place)), "service_at_location") == []


def page_of(one):
    return {"total_items": 1, "total_pages": 1, "page_number": 1, "size": 1, "first_page": True, "last_page": True,
            "empty": False, "contents": [one]}  # fmt: skip


@settings(deadline=None)
@given(services())
def test_every_schedule_leads_to_its_place(service):
    written = WRITER.service(service)
    there = {place["id"] for place in written["service_at_locations"]}

    assert all(schedule["service_at_location_id"] in there for schedule in written.get("schedules", ()))


@settings(deadline=None)
@given(services())
def test_what_is_written_is_read_without_loss(service):
    records = {}
    for record in read(json.dumps([WRITER.service(service)]).encode()):
        assert isinstance(record, MeetingRecord), record
        records[record.key] = record

    shown = [one for one in service.meetings if is_shown(service, one)]
    assert set(records) == {WRITER.ids.named("schedule", one.of.number) for one in shown} or not shown
    for one in shown:
        record = records[WRITER.ids.named("schedule", one.of.number)]
        assert said_by(record) == expected(service, one)
        assert venue_of(record) == expected_venue(one)


def is_shown(service, listing):
    pause, last = service.pauses.get(listing.of.number), listing.of.last
    if pause and pause.until:
        return last is None or last > pause.until
    return not pause or service.status == ServiceStatus.TEMPORARILY_CLOSED


def said_by(record):
    rule = None
    if not record.by_arrangement:
        rule = Rule(
            record.weekday, record.weeks, record.interval, record.phase, record.months, record.first, record.last
        )
    return {
        "name": record.name,
        "group": record.group,
        "programme": record.programme,
        "description": record.group_note,
        "email": record.group_email,
        "phone": record.group_phone,
        "website": record.group_website,
        "paused": record.paused,
        "checked": record.updated and record.updated.date(),
        "attendance": record.attendance,
        "rule": rule,
        "starts_at": record.starts_at,
        "minutes": record.minutes,
        "time_zone": record.time_zone,
        "link": record.online_link,
        "dial": record.online_phone,
        "note": record.note,
        "codes": sorted((code.names[0].code, code.weeks) for code in record.codes),
    }


def expected(service, listing):
    of = listing.of
    ending = " (demonstration)" if service.is_invented else ""
    invented = ["This listing is invented. Nobody meets there."] if service.is_invented else []
    checks = [one.checked_on for one in service.meetings]
    return {
        "name": (plain(f"{of.name}{ending}") if of.name else "") or f"{service.name}{ending}",
        "group": f"{service.name}{ending}",
        "programme": service.organisation.name if service.organisation else "",
        "description": plain("\n".join([*invented, service.description])),
        "email": service.email,
        "phone": service.phone,
        "website": service.website or "https://example.org/groups/harbour-lights/",
        "paused": service.status == ServiceStatus.TEMPORARILY_CLOSED,
        "checked": min(checks) if None not in checks else of.changed_at.date(),
        "attendance": of.attendance,
        "rule": rule_of(service, listing),
        "starts_at": of.starts_at,
        "minutes": None if of.minutes == MINUTES_IN_A_DAY else of.minutes,
        "time_zone": (of.time_zone or "Europe/London") if of.starts_at is not None else "",
        "link": of.online_link,
        "dial": of.online_phone,
        "note": plain(of.note),
        "codes": sorted(codes_of(listing)),
    }


def plain(text):
    return plain_text(plain_text(text))


def rule_of(service, listing):
    """A pause until a date is a rule that begins after it."""
    of, pause = listing.of, service.pauses.get(listing.of.number)
    if of.by_arrangement:
        return None
    begins = pause.until + timedelta(days=1) if pause and pause.until else None
    first = max((day for day in (of.first, begins) if day), default=None)
    return Rule(of.weekday, of.weeks, of.interval, of.phase, of.months, first, of.last)


def codes_of(listing):
    for said in said_of_meeting(listing, FAMILIES):
        if not said.term.code.startswith(NOT_TAKEN_IN):
            yield said.term.code, said.weeks
    if listing.of.attendance != Attendance.ONLINE and not listing.is_hidden:
        for answer in listing.venue_access:
            if answer.answer == Answer.YES:
                yield answer.label, 63


def venue_of(record):
    venue = record.venue
    return venue and (venue.name, venue.address, venue.town, venue.postcode, venue.directions, venue.lat, venue.lng)


def expected_venue(listing):
    """An address that is not whole is told in words alone, which nobody reads back; of a hidden venue its area."""
    of = listing.of
    if of.attendance == Attendance.ONLINE:
        return None
    if listing.is_hidden:
        return ("Ipswich", "", "", "", "", None, None)
    decimals = 5 if of.venue_precision == Precision.EXACT else 3
    lat, lng = (None, None) if of.venue_lat is None else (round(of.venue_lat, decimals), round(of.venue_lng, decimals))
    is_whole = of.venue_postcode and (of.venue_address or of.venue_name)
    address = (of.venue_address, of.venue_town or "Ipswich", of.venue_postcode) if is_whole else ("", "", "")
    if not is_whole and not of.venue_name and lat is None:
        return None
    return (plain(of.venue_name), *address, plain(of.venue_directions), lat, lng)
