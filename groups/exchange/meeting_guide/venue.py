"""Where a row says that its meeting is: its venue, or only the area of one that is online."""

import math
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from groups.exchange.addresses import Address, country_code, split_address
from groups.exchange.record import VenueRecord
from groups.rules.reading import one_line, plain_text

LONGEST_NAME = 160
LONGEST_TOWN = 80
LONGEST_POSTCODE = 12
LONGEST_ADDRESS = 300
LONGEST_DIRECTIONS = 1000
LONGEST_NAME_IN_NOTES = 60
MOST_REGIONS = 6

Row = Mapping[str, object]


def read_venue(row: Row, *, online_only: bool, cautions: list[str]) -> VenueRecord | None:
    """The venue of a row; where it is online only, its area alone. None where nothing is said."""
    address = _address(row)
    regions = _regions(row)
    if online_only:
        area = VenueRecord(town=address.town, county=address.county, country=address.country, regions=regions)
        return area if area != VenueRecord() else None
    name, directions = _name_and_directions(row)
    point, is_box = _point(row, cautions)
    stated = one_line(row.get("approximate")).casefold()
    if stated in ("yes", "true", "1"):
        approximate = True
    elif stated in ("no", "false", "0"):
        approximate = is_box
    else:
        approximate = is_box or not address.street
    venue = VenueRecord(
        name=name,
        address=plain_text(address.street, limit=LONGEST_ADDRESS),
        town=address.town,
        county=address.county,
        postcode=address.postcode,
        country=address.country,
        regions=regions,
        directions=directions,
        lat=point[0] if point else None,
        lng=point[1] if point else None,
    )
    says_nothing = not (name or point or address.street or address.town or address.postcode or regions)
    if says_nothing:
        return None
    return VenueRecord(**{**vars(venue), "approximate": approximate})


def _text(row: Row, field: str, limit: int) -> str:
    return one_line(row.get(field), limit=limit)


def _address(row: Row) -> Address:
    """The parts as the row has them, and for the rest what its whole address says."""
    street, town = _text(row, "address", LONGEST_ADDRESS), _text(row, "city", LONGEST_TOWN)
    whole = _text(row, "formatted_address", LONGEST_ADDRESS) or _text(row, "full_address", LONGEST_ADDRESS)
    if not whole and not town:
        whole, street = street, ""  # the plugin's spreadsheet has the whole in this column
    split = split_address(whole)
    country = country_code(_text(row, "country", LONGEST_TOWN)) or split.country
    postcode = _text(row, "postal_code", LONGEST_POSTCODE) or _text(row, "zip", LONGEST_POSTCODE) or split.postcode
    if country == "US" and re.fullmatch(r"[0-9]{3,4}", postcode):
        postcode = postcode.zfill(5)  # a spreadsheet took it for a number
    lines = "\n".join(filter(None, map(str.strip, street.split(","))))
    return Address(
        street=lines or split.street,
        town=(town or split.town)[:LONGEST_TOWN],
        county=_text(row, "state", LONGEST_TOWN) or split.county,
        postcode=postcode[:LONGEST_POSTCODE],
        country=country,
    )


def _regions(row: Row) -> tuple[str, ...]:
    """Named parts of the map, broadest first: a list, "A > B > C", or region and sub-region."""
    value = row.get("regions")
    if isinstance(value, str):
        value = value.split(">")
    if not isinstance(value, list | tuple) or not value:
        value = [row.get("region"), row.get("sub_region"), row.get("sub_sub_region")]
    names = (one_line(name, limit=LONGEST_TOWN) for name in value[:MOST_REGIONS])
    return tuple(dict.fromkeys(name for name in names if name))


def _name_and_directions(row: Row) -> tuple[str, str]:
    """The name of the venue and how to get there.

    Some feeds have a district for every location, and the real name in the notes on it.
    """
    name = _text(row, "location", LONGEST_NAME) or _text(row, "location_name", LONGEST_NAME)
    directions = plain_text(row.get("location_notes"), limit=LONGEST_DIRECTIONS)
    if name and name == _text(row, "district", LONGEST_NAME):
        is_a_name = "\n" not in directions and len(directions) <= LONGEST_NAME_IN_NOTES
        return (directions, "") if is_a_name else ("", directions)
    return name, directions


def _point(row: Row, cautions: list[str]) -> tuple[tuple[float, float] | None, bool]:
    """The point, and whether it is the middle of a box."""
    lat, lng = _number(row.get("latitude")), _number(row.get("longitude"))
    is_box = False
    if lat is None and lng is None:
        numbers = [_number(part) for part in _text(row, "coordinates", 100).split(",")]
        if None not in numbers and len(numbers) in (2, 4):
            is_box = len(numbers) == 4
            lat, lng = (numbers[0] + numbers[-2]) / 2, (numbers[1] + numbers[-1]) / 2
    if lat is None and lng is None:
        return None, False
    if lat is None or lng is None or not (-90 <= lat <= 90 and -180 <= lng <= 180) or lat == lng == 0:
        cautions.append(_("Its coordinates are no place on the map, and are left out."))
        return None, False
    return (lat, lng), is_box


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str) or len(str(value)) > 40:
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
