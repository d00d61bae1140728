"""When a meeting is held, as a schedule: its rule in fields, and in words what the standard has no field for."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from groups.exchange.listing import Listing
from groups.exchange.meeting_guide.writer import can_i_come_words
from groups.exchange.open_referral.service import Pause, Service, ServiceStatus
from groups.exchange.open_referral.terms import said_of_meeting
from groups.exchange.open_referral.when import fields_of
from groups.exchange.open_referral.writing import facts
from groups.exchange.open_referral.writing.locations import place_id, places
from groups.exchange.open_referral.writing.values import Fields, Home, named, sentence, stated
from groups.exchange.open_referral.writing.words import attributes
from groups.rules.choices import Attendance, BankHolidays, YesNo
from groups.rules.keeping_private import take_out_passcode
from groups.rules.reading import plain_text
from groups.rules.schedule import EVERY_WEEK, Rule
from groups.rules.words import full_date, hours_words, rule_words, weekday_name, weeks_words

_ATTENDING = {Attendance.IN_PERSON: "in-person", Attendance.ONLINE: "online", Attendance.HYBRID: "hybrid"}


def has_dates(one: Service, listing: Listing) -> bool:
    """Not what rests until told, unless all of the service does: then its status says so. Nor what ends before."""
    pause = one.rest_of(listing.of.number)
    if pause is None or pause.until is None:
        return pause is None or one.status == ServiceStatus.TEMPORARILY_CLOSED
    return listing.of.last is None or pause.until < listing.of.last


def schedule(home: Home, service: str, one: Service, listing: Listing) -> Fields:
    """One meeting; `service` is the identifier of its service."""
    of = listing.of
    identifier = home.ids.named("schedule", of.number)
    pause = one.rest_of(of.number)
    begins = pause.until + timedelta(days=1) if pause and pause.until else None
    there = places(one, listing)
    address = f"{home.site}/meetings/{of.slug}/"
    return stated(
        {
            "id": identifier,
            "service_id": service,
            "service_at_location_id": place_id(home, there[0]) if there else "",
            "name": named(of.name, one) if of.name else "",
            **fields_of(of, begins=begins, has_dates=has_dates(one, listing)),
            "description": " ".join(filter(None, [_rests(pause), *_when_in_words(home, listing)])),
            "schedule_link": address,
            "url": address,  # which the UK profile asks for, though it says nothing of it
            "attending_type": _ATTENDING[of.attendance],
            "notes": plain_text(take_out_passcode(of.note)[0]) if of.note else "",
            "attributes": attributes(
                home,
                "schedule",
                identifier,
                [*said_of_meeting(listing, home.families), *facts.of_meeting(home, one, listing)],
            ),
        }
    )


def _rests(pause: Pause | None) -> str:
    if pause is None:
        return ""
    until = _("It does not meet until after %(day)s.") % {"day": full_date(pause.until)} if pause.until else ""
    return " ".join(filter(None, [until or _("It does not meet at present."), sentence(pause.reason)]))


def _when_in_words(home: Home, listing: Listing) -> Iterator[str]:
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
        zone = of.time_zone or home.time_zone
        yield _("Times are those of the clock on the wall, in the time zone %(zone)s.") % {"zone": zone}
    yield from (sentence(change) for change in listing.changes)
    if of.drop_in:
        yield _("Drop in at any time of it.")
    yield sentence(". ".join(filter(None, (of.room, of.door))))
    yield _("Can I come? %(answer)s") % {"answer": can_i_come_words(of)}
    for note in (of.joining_note, of.cost_note):
        yield sentence(take_out_passcode(note)[0])
    if of.newcomer_met == YesNo.YES:
        yield _("Someone can meet you at the door.")
        yield sentence(take_out_passcode(of.newcomer_note)[0])
    for tag in listing.tags:
        if tag.weeks != EVERY_WEEK and of.weekday is not None:
            yield f"{tag.label}: {weeks_words(tag.weeks)} {weekday_name(of.weekday)}."
    if of.bank_holidays:
        yield _("Bank holidays: %(answer)s.") % {"answer": BankHolidays(of.bank_holidays).label}
