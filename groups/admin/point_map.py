"""The small map on which staff press to set a point: the places and venues around, drawn by ourselves."""

from groups.admin import rights
from groups.models import Area, Place, Site, Venue
from groups.rules import drawing
from groups.rules.choices import PlaceKind
from groups.rules.geo import Point, box_around, kilometres
from groups.upkeep.points import known_postcode
from groups.views.mapping import scale_bar

SIZE = 400
LETTER = 11
REACHES = (0.5, 1.5, 5, 15)
"""How far the map reaches to each side, in kilometres: each press on “closer” takes the one before."""

USUAL = 1
MOST_NAMES = 16
MOST_VENUES = 40
SETTLEMENTS = (PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE, PlaceKind.SUBURB, PlaceKind.HAMLET)


def drawn(person, venue: Venue, here: Point | None, *, closer: str = "") -> dict | None:
    """What the map shows around a point, else around the postcode, the area, the site's own area; None without any."""
    centre = here or _about(venue)
    if centre is None:
        return None
    step = int(closer) if closer in {"0", "1", "2", "3"} else USUAL if here else USUAL + 1
    sheet = drawing.Sheet(centre, REACHES[step], SIZE)
    venues, places = _venues(person, venue, sheet), _places(sheet)
    names = [(*sheet.at(Point(one.lat, one.lng)), one.called) for one in venues]
    names += [(*sheet.at(point), name) for name, point in places]
    labels = drawing.place_labels(names, sheet, taken=[(SIZE / 2, SIZE / 2, 10)], letter=LETTER, most=MOST_NAMES)
    return {
        "size": SIZE,
        "middle": SIZE // 2,
        "lat": f"{centre.lat:.6f}",
        "lng": f"{centre.lng:.6f}",
        "units": f"{sheet.units_per_km:.4f}",
        "km": f"{sheet.km:.3f}",
        "is_set": here is not None,
        "venues": [_spot(sheet, Point(one.lat, one.lng)) for one in venues],
        "labels": [{"x": f"{one.x:.1f}", "y": f"{one.y:.1f}", "text": one.text} for one in labels],
        "places": [_spot(sheet, point) for _name, point in places],
        "scale": scale_bar(sheet),
        "closer": str(step - 1) if step > 0 else "",
        "farther": str(step + 1) if step < len(REACHES) - 1 else "",
    }


def _about(venue: Venue) -> Point | None:
    """Somewhere near it, to begin with."""
    place = known_postcode(venue.postcode) if venue.postcode else None
    if place is not None:
        return Point(place.lat, place.lng)
    home = Site.objects.select_related("home_area").first()
    for area in (venue.area_that_holds, home.home_area if home else None):
        if area is not None and area.lat is not None:
            return Point(area.lat, area.lng)
    return None


def _venues(person, venue: Venue, sheet: drawing.Sheet) -> list[Venue]:
    """Other venues on the sheet that this person may see, the nearest first."""
    box = sheet.box
    west, east = box.ranges[0]
    rows = rights.venues_seen(person).filter(lat__range=(box.south, box.north), lng__range=(west, east))
    found = [one for one in rows.exclude(pk=venue.pk)[: MOST_VENUES * 5] if _is_on(sheet, Point(one.lat, one.lng))]
    found.sort(key=lambda one: (kilometres(sheet.centre, Point(one.lat, one.lng)), one.pk))
    for one in found:
        one.called = one.name or one.address.partition("\n")[0]
    return found[:MOST_VENUES]


def _places(sheet: drawing.Sheet) -> list[tuple[str, Point]]:
    """Settlements on the sheet, towns that are areas among them, the nearest first."""
    known = {one.name: Point(one.lat, one.lng) for one in Place.objects.around([sheet.centre], sheet.km, SETTLEMENTS)}
    known |= {
        town.name: Point(town.lat, town.lng) for town in Area.objects.towns_on(box_around(sheet.centre, sheet.km))
    }
    there = [(name, point) for name, point in known.items() if _is_on(sheet, point)]
    return sorted(there, key=lambda pair: (kilometres(sheet.centre, pair[1]), pair[0]))


def _is_on(sheet: drawing.Sheet, point: Point) -> bool:
    return sheet.holds(*sheet.at(point))


def _spot(sheet: drawing.Sheet, point: Point) -> dict:
    x, y = sheet.at(point)
    return {"x": f"{x:.1f}", "y": f"{y:.1f}"}
