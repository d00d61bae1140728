"""Meeting Guide JSON as it is written: strictly, so that its reference reader (tsml-ui) reads every row right.

Spec: https://github.com/code4recovery/spec; docs/files.md says which field holds what.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from functools import cache, cached_property

import orjson
from django.utils.translation import gettext as _

from groups.exchange.listing import Columns, Listing, TagSaid
from groups.exchange.meeting_guide.address import formatted_address
from groups.exchange.meeting_guide.types_said import GuideTypes
from groups.rules.choices import ABOUT_ANYTHING, Attendance, Audience, BankHolidays, Precision, WhoMayCome, YesNo
from groups.rules.reading import plain_text
from groups.rules.schedule import EVERY_WEEK, MINUTES_IN_A_DAY
from groups.rules.who_may_come import can_i_come
from groups.rules.words import weekday_name, weeks_words

LONGEST_SLUG, LONGEST_NAME = 64, 255
_IN_PERSON, _YES, _EXACT = Attendance.IN_PERSON.value, YesNo.YES.value, Precision.EXACT.value
_ATTENDANCE = {_IN_PERSON: "in_person", Attendance.ONLINE.value: "online", Attendance.HYBRID.value: "hybrid"}
_DIALLED = frozenset("0123456789+,*#")
_WEB = ("https://", "http://")
_ABOUT_DECIMALS = 3
"""Of a point that is not exact: a hundred metres."""
_DECIMALS = 5
_MOST_KEPT = 8000


class Kept(dict):
    """What is the same for many rows, made once; of the first thousands, so that it never grows with their number."""

    def keep(self, key: Hashable, made):
        """The same, kept under its key."""
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[key] = made
        return made


@dataclass(frozen=True)
class Surroundings:
    """What the rows have of the site they come from."""

    pages: str
    """With what the address of a meeting's page begins: `https://example.org/meetings/`."""
    country: str
    time_zone: str
    types: GuideTypes
    said: Kept
    """What has been said of listings whose facts are alike."""

    @cached_property
    def places(self) -> Kept:
        """Where each venue is."""
        return Kept()


def write(listings: Iterable[Listing], around: Surroundings) -> Iterator[bytes]:
    """The array, a row at a time. Each listing is one that meets weekly."""
    separator = b"["
    for listing in listings:  # each is text before the next is made: what lives longer costs a look at all of it
        yield separator + orjson.dumps(row_of(listing, around))
        separator = b",\n"
    yield b"]" if separator != b"[" else b"[]"


def row_of(listing: Listing, around: Surroundings) -> dict[str, object]:
    """One meeting. What is not known is left out."""
    of = listing.of
    page = f"{around.pages}{of.slug}/"
    starts_at = of.starts_at.hour * 60 + of.starts_at.minute
    where = (of.venue, of.attendance, of.venue is None and of.group_area)
    place = around.places.get(where) or around.places.keep(where, _place(listing, around))
    row = {
        "slug": of.slug if len(of.slug) <= LONGEST_SLUG else _short_slug(of),
        "name": _name(listing),
        "day": (of.weekday + 1) % 7,  # Sunday is 0 in Meeting Guide
        "time": _clock(starts_at),
        "timezone": of.time_zone or around.time_zone,
        "attendance_option": _ATTENDANCE[of.attendance],
        "group": _clean(of.group_name),
        "notes": _notes(listing, around),
        "url": page,
        "feedback_url": f"{page}report/",
    }
    row.update(place)
    if of.minutes and of.minutes < MINUTES_IN_A_DAY:  # that of a whole day would be its start
        row["end_time"] = _clock(starts_at + of.minutes)
    if types := around.types.of(listing):
        row["types"] = types
    if of.group_description:
        row["group_notes"] = _clean(of.group_description)
    if of.group_website.startswith(_WEB):
        row["website"] = of.group_website
    if of.group_email:
        row["email"] = of.group_email
    if of.group_phone:
        row["phone"] = of.group_phone
    if of.attendance != _IN_PERSON:
        row |= _way_in(of)
    if of.changed_at:
        row["updated"] = str(of.changed_at if of.changed_at.tzinfo is UTC else of.changed_at.astimezone(UTC))[:19]
    if checked_on := listing.checked_on:
        row["last_contact"] = checked_on
    return row


def _clean(text: str) -> str:
    """Without markup and control characters. Most texts hold neither, and are let through at once."""
    return text if text.isprintable() and "<" not in text and "&" not in text else plain_text(text)


@cache
def _clock(minutes: int) -> str:
    """`19:30`, and after midnight `00:15`."""
    hours, rest = divmod(minutes % MINUTES_IN_A_DAY, 60)
    return f"{hours:02}:{rest:02}"


def _short_slug(of: Columns) -> str:
    """One that is too long is cut, and its number added with a sign that no slug has."""
    ending = f"~{of.number}"
    return of.slug[: LONGEST_SLUG - len(ending)] + ending


def _name(listing: Listing) -> str:
    name = _clean(listing.of.name or listing.of.group_name)
    if listing.is_invented:
        name = _("%(name)s (demonstration)") % {"name": name[: LONGEST_NAME - 40]}
    return name[:LONGEST_NAME]


def _way_in(of: Columns) -> dict[str, str]:
    """How one joins online: the link without its passcode, the number as it is dialled."""
    ways = {
        "conference_url": of.online_link,
        "conference_phone": "".join(filter(_DIALLED.__contains__, of.online_phone)),
    }
    return {name: way for name, way in ways.items() if way and (name == "conference_phone" or way.startswith(_WEB))}


# --- Where


def _place(listing: Listing, around: Surroundings) -> dict[str, object]:
    """The address and point; of a hidden venue its area alone. Online there are no coordinates."""
    of = listing.of
    place: dict[str, object] = {"approximate": "yes"}
    if address := formatted_address(listing, country=around.country):
        place["formatted_address"] = address
    if listing.area.name:
        place["regions"] = listing.area.names
    if of.venue is None or listing.is_hidden:
        return place
    point, is_exact = listing.point, of.venue_precision == _EXACT
    if of.venue_address or (is_exact and point):
        place["approximate"] = "no"
    if of.venue_name:
        place["location"] = _clean(of.venue_name)
    if of.venue_directions:
        place["location_notes"] = _clean(of.venue_directions)
    if of.venue_address:
        place["address"] = _clean(of.venue_address.replace("\r", "").replace("\n", ", "))
    if of.venue_town:
        place["city"] = _clean(of.venue_town)
    if of.venue_postcode:
        place["postal_code"] = of.venue_postcode
    place["country"] = of.venue_country or around.country
    if point:
        decimals = _DECIMALS if is_exact else _ABOUT_DECIMALS
        place["latitude"], place["longitude"] = round(point[0], decimals), round(point[1], decimals)
    return place


# --- What is said of it


def _notes(listing: Listing, around: Surroundings) -> str:
    of = listing.of
    said = list(listing.changes)
    where = f"{of.room}. {of.door}" if of.room and of.door else of.room or of.door
    for text in (of.note, where, of.joining_note, of.cost_note, of.newcomer_note if of.newcomer_met == _YES else ""):
        if text:
            said.append(_clean(text))
    said.append(_shared(listing, around))
    if listing.is_invented:
        said.insert(0, _("This listing is invented. Nobody meets there."))
    return "\n".join(said)


def _shared(listing: Listing, around: Surroundings) -> str:
    """What follows from facts that many listings share, once for all of these."""
    of = listing.of
    in_weeks = tuple([tag for tag in listing.tags if tag.weeks != EVERY_WEEK])
    asks = of.online_ask and of.attendance != _IN_PERSON
    alike = (
        of.who, of.who_note, of.youngest, of.oldest, of.joining, of.cost, of.open_weeks, of.group_audience,
        of.group_about, of.programme_audience, of.programme_about, in_weeks, of.bank_holidays, asks, of.newcomer_met,
        of.drop_in, of.weekday if in_weeks or of.open_weeks else None,
    )  # fmt: skip
    return around.said.get(alike) or around.said.keep(alike, "\n".join(_lines(of, in_weeks, asks)))


def _lines(of: Columns, in_weeks: tuple[TagSaid, ...], asks: bool) -> Iterator[str]:
    yield _clean(_("Can I come? %(answer)s") % {"answer": can_i_come_words(of)})
    for tag in in_weeks:
        yield f"{tag.label}: {weeks_words(tag.weeks)} {weekday_name(of.weekday)}"
    if of.drop_in:
        yield _("Drop in at any time of it.")
    if of.newcomer_met == _YES:
        yield _("Someone can meet you at the door.")
    if asks:
        yield _("Ask the group how to join online.")
    if of.bank_holidays:
        yield _("Bank holidays: %(answer)s") % {"answer": BankHolidays(of.bank_holidays).label}


def can_i_come_words(of: Columns) -> str:
    """“Can I come?”, as the meeting's page answers it."""
    is_some_weeks = of.open_weeks not in (0, EVERY_WEEK) and of.weekday is not None and of.who != WhoMayCome.ANYONE
    about = ABOUT_ANYTHING if of.programme_about is None else of.programme_about
    return can_i_come(
        of,
        audience=of.group_audience or of.programme_audience or Audience.EVERYONE,
        problems=of.group_about or about,
        open_days=f"{weeks_words(of.open_weeks)} {weekday_name(of.weekday)}" if is_some_weeks else "",
    )
