"""What the standard has no field for, as facts: of a meeting, of its group, and of its venue."""

from collections.abc import Iterable, Iterator
from datetime import date

from groups.exchange.listing import AccessSaid, Listing
from groups.exchange.open_referral.dates import said_of_a_date
from groups.exchange.open_referral.service import Pause, Service
from groups.exchange.open_referral.terms import ACCESS, Said, Term, fact
from groups.exchange.open_referral.usual import said_usually
from groups.exchange.open_referral.writing.services import answer_of_all, page_of
from groups.exchange.open_referral.writing.values import Home, is_web, lines
from groups.exchange.open_referral.writing.words import weeks_said
from groups.rules.choices import ABOUT_BY_SLUG, Answer, Precision
from groups.rules.keeping_private import take_out_passcode
from groups.rules.schedule import MINUTES_IN_A_DAY

YES = "yes"
_TEXTS = ("room", "door", "who_note", "joining_note", "cost_note", "newcomer_contact", "newcomer_note")
_PLAIN = ("youngest", "oldest", "newcomer_met")
_FLAGS = ("drop_in", "online_ask", "by_arrangement")


def of_meeting(home: Home, one: Service, listing: Listing) -> Iterator[Said]:
    """Those of a schedule. Its zone is always one: for whoever reads them times without a zone would be others."""
    of = listing.of
    yield fact("time_zone", of.time_zone or home.time_zone)
    yield fact("slug", of.slug)
    yield from _check(of.confirmed_on, of.confirmed_by)
    for name in _FLAGS:
        if getattr(of, name):
            yield fact(name, YES)
    if of.by_arrangement or one.rest_of(of.number):
        yield from (fact("usual", text) for text in filter(None, [said_usually(of)]))
    if of.minutes and (of.starts_at is None or of.minutes == MINUTES_IN_A_DAY):  # for which there is no end
        yield fact("minutes", str(of.minutes))
    for name in _TEXTS:
        if text := take_out_passcode(getattr(of, name))[0].strip():
            yield fact(name, text)
    for name in _PLAIN:
        if (value := getattr(of, name)) not in ("", None):
            yield fact(name, str(value))
    if of.open_weeks:
        yield fact("open_weeks", weeks_said(of.open_weeks))
    if any(tag != tag.lower() for tag in of.languages.split()):
        yield fact("languages", of.languages)
    yield from _answers(listing.access)
    yield from _dates(home, listing)
    yield from _rest(one.pauses.get(of.number))


def of_group(home: Home, one: Service) -> Iterator[Said]:
    """Those of a service, as its meetings tell them."""
    if not is_web(one.website):
        yield fact("page", page_of(home, one))
    yield fact("slug", one.slug)
    if answer_of_all(one):
        yield fact("last_line", YES)
    yield from _rest(one.pause)
    if not one.meetings:
        return
    listing = one.meetings[0]
    of = listing.of
    yield from _check(of.group_confirmed_on, of.group_confirmed_by)
    about = ",".join(slug for slug, problem in ABOUT_BY_SLUG.items() if of.group_about & problem)
    said = {"programme": of.programme, "area": listing.group_area.slug, "audience": of.group_audience, "about": about}
    yield from (fact(name, value) for name, value in said.items() if value)


def of_venue(home: Home, listing: Listing, address: dict | None) -> Iterator[Said]:
    """Those of a location with this address: what the address does not say as it is, and every answer about access."""
    of = listing.of
    yield fact("precision", of.venue_precision)
    if of.venue_area or listing.is_hidden:
        yield from (fact("area", slug) for slug in filter(None, [listing.area.slug]))
    if of.venue_precision == Precision.HIDDEN:
        return
    said = {"address": "\n".join(lines(of.venue_address)), "town": of.venue_town, "postcode": of.venue_postcode}
    if address:
        is_one_line = said["address"] == address["address_1"] and "," not in said["address"]
        said = {} if is_one_line else {"address": said["address"]}
        stands_in = [name for name, own in (("address_1", of.venue_address), ("city", of.venue_town)) if not own]
        yield from (fact("stands_in", ",".join(stands_in)) for _any in stands_in[:1])
    else:
        said["country"] = of.venue_country or home.country
    yield from (fact(name, value) for name, value in said.items() if value)
    for answer in listing.venue_access:
        if answer.answer == Answer.YES:
            yield Said(Term(ACCESS, answer.slug, answer.label))
    yield from _answers(listing.venue_access)


def _dates(home: Home, listing: Listing) -> Iterator[Said]:
    """What is different on single dates; a venue is told with each, for it need not be that of any service."""
    venues = {venue.known_as: venue for venue in listing.other_venues}
    for one in listing.exceptions:
        venue = venues.get(one.venue)
        number = home.ids.named("location", venue.number) if venue and venue.number else ""
        yield fact("exception", said_of_a_date(one, venue, number))


def _check(on: date | None, by: str) -> Iterator[Said]:
    if on:
        yield fact("checked_on", on.isoformat())
        yield from (fact("checked_by", way) for way in filter(None, [by]))


def _answers(answers: Iterable[AccessSaid]) -> Iterator[Said]:
    """Those that a term alone would not say: `lift=partly: The key is at the desk.`"""
    for one in answers:
        note = take_out_passcode(one.note)[0].strip()
        if note or one.answer != Answer.YES:
            yield fact("access", f"{one.slug}={one.answer}" + (f": {note}" if note else ""))


def _rest(pause: Pause | None) -> Iterator[Said]:
    if pause:
        yield fact("paused_until", pause.until.isoformat()) if pause.until else fact("paused", YES)
        yield from (fact("reason", reason) for reason in filter(None, [pause.reason.strip()]))
