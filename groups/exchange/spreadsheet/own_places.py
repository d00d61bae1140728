"""Where a row of our spreadsheet meets, and on which dates otherwise or elsewhere."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from groups.exchange.going_public import Public
from groups.exchange.listing import HIDDEN_IN, ExceptionSaid
from groups.exchange.record import VenueRecord
from groups.exchange.spreadsheet.own import HEADINGS, OF_A_VENUE, PRECISE
from groups.exchange.spreadsheet.own_answers import known, read_access
from groups.exchange.spreadsheet.own_exceptions import LONGEST_ROOM, as_it_was, read_exceptions, say_exceptions
from groups.exchange.ways_online import web_address
from groups.rules.choices import Precision
from groups.rules.keeping_private import take_passcode_off_link
from groups.rules.reading import text_as_it_is

_PRECISION = {word: precision for precision, word in PRECISE.items()}
_BY_HEADING = {HEADINGS[name]: name for name in OF_A_VENUE}
_LONGEST_NUMBER = 20

Row = dict[str, str]


class Places:
    """The venues of a file, by the numbers that it gives them."""

    def __init__(self, rows: Iterable[Row]):
        self._rows = {row["venue_number"]: row for row in rows if row["venue_number"]}

    def exceptions(self, row: Row, public: Public) -> tuple[str, dict[str, VenueRecord]]:
        """The dates on which a row differs, and the venues that they name. One that is not in the file is words."""
        others = {one["venue_number"]: one for one in map(_venue_in_a_line, row["other_venues"].splitlines()) if one}
        lines, venues = [], {}
        for one in read_exceptions(row["exceptions"]):
            told = others.get(one.venue) or self._rows.get(one.venue)
            venue = _hidden(one.venue) or (venue_of(told, public) if told else None)
            if venue:
                venues[one.venue] = venue
            lines.append(say_exceptions([_gone_public(one, public, is_known=venue is not None)]))
        return "\n".join(sorted(lines)), venues


def _gone_public(one: ExceptionSaid, public: Public, *, is_known: bool) -> ExceptionSaid:
    room = one.room if is_known else ", ".join(filter(None, (one.room, one.venue_words)))[:LONGEST_ROOM]
    return one._replace(
        room=public.text(text_as_it_is(room), "room"),
        online_link=take_passcode_off_link(web_address(one.online_link))[0],
        note=public.text(text_as_it_is(one.note), "exceptions"),
        venue_words="",
        venue=one.venue if is_known else "",
    )


def _hidden(known_as: str) -> VenueRecord | None:
    """The venue of which nothing is known but the area that it is hidden in."""
    sign = HIDDEN_IN.strip()
    return VenueRecord(hidden=True, area=known_as[len(sign) :].strip()) if known_as.startswith(sign) else None


def _venue_in_a_line(line: str) -> Row:
    """`Venue number: 12 | Venue: Church Hall` as the cells of a row; empty for an empty line."""
    said = {}
    for part in filter(None, map(str.strip, line.split("|"))):
        heading, colon, cell = part.partition(":")
        if not colon or heading not in _BY_HEADING:
            raise ValueError(_("Other venues have these parts: %(words)s.") % {"words": ", ".join(_BY_HEADING)})
        said[_BY_HEADING[heading]] = as_it_was(cell.strip())
    return dict.fromkeys(OF_A_VENUE, "") | said if said else {}


def venue_of(row: Row, public: Public) -> VenueRecord | None:
    """The place of a row, or of a line of other venues; None where nothing is told of one."""
    if not row["precision"] and not (row["venue"] or row["address"] or row["town"] or row["postcode"]):
        return None
    precision = known(_PRECISION, row["precision"] or PRECISE[Precision.EXACT])
    return VenueRecord(
        number=row["venue_number"][:_LONGEST_NUMBER],
        name=public.text(text_as_it_is(row["venue"]), "venue"),
        address=public.text(text_as_it_is(row["address"]), "venue"),
        town=text_as_it_is(row["town"]),
        postcode=text_as_it_is(row["postcode"]),
        country=row["country"],
        directions=public.text(text_as_it_is(row["directions"]), "directions"),
        lat=_degrees(row["lat"], 90),
        lng=_degrees(row["lng"], 180),
        approximate=precision == Precision.APPROXIMATE,
        hidden=precision == Precision.HIDDEN,
        area=row["venue_area"],
        access=read_access(row["venue_access"], public),
    )


def _degrees(text: str, most: int) -> float | None:
    if not text:
        return None
    number = float(text)
    if not -most <= number <= most:  # what is no number is not
        raise ValueError(_("Its coordinates are no place on the map, and are left out."))
    return number
