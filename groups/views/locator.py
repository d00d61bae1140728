"""The small drawing on a meeting's page: where it is among the towns around it, in a picture and in a sentence."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Area, Meeting
from groups.rules import drawing
from groups.rules.choices import Precision
from groups.rules.criteria import distance_words
from groups.rules.folding import fold
from groups.rules.geo import KM_IN, Point, box_around, kilometres
from groups.views.mapping import scale_bar

LOOKS_KM = 40
"""How far off towns are looked for."""

WIDE, HIGH = 320, 210
"""The sides of the drawing, in its own units."""

OTHER_TOWNS = 3
LETTER = 13
PIN, AREA = 13, 26
"""How much room a pin takes to each side, and the ring that stands for somewhere in an area."""

IN_THE_MIDDLE_KM = 0.3
"""Closer to a town's centre than this is in the middle of it."""

WINDS = (
    gettext_lazy("north"),
    gettext_lazy("north-east"),
    gettext_lazy("east"),
    gettext_lazy("south-east"),
    gettext_lazy("south"),
    gettext_lazy("south-west"),
    gettext_lazy("west"),
    gettext_lazy("north-west"),
)


def locator(meeting: Meeting) -> dict | None:
    """The drawing for a meeting with a place among known towns. One query."""
    venue = meeting.venue
    point = venue.public_point if venue else None
    if point is None:
        return None
    towns = _towns_around(point)
    own = next((town for town in towns if _is_its_town(town, venue)), None)
    others = [town for town in towns if town is not own][:OTHER_TOWNS]
    if not own and not others:
        return None
    drawn = [own, *others] if own else others
    # Room above and below for the names, too.
    reach = max(kilometres(point, _point(town)) for town in drawn) * WIDE / HIGH * 1.15
    sheet = drawing.sheet_around(point, reach, size=WIDE)
    return {
        "wide": WIDE,
        "high": HIGH,
        "top": (WIDE - HIGH) // 2,
        "foot": (WIDE + HIGH) // 2,
        "middle": WIDE // 2,
        "kind": meeting.group.kind,
        "is_about": venue.precision != Precision.EXACT,
        "is_hidden": venue.is_hidden,
        "towns": _labels(drawn, sheet, pin=AREA if venue.is_hidden else PIN),
        "scale": scale_bar(sheet),
        "words": _in_words(venue, point, own, others),
    }


def _towns_around(point: Point) -> list[Area]:
    """The towns near a point, nearest first."""
    return sorted(
        Area.objects.towns_on(box_around(point, LOOKS_KM)), key=lambda town: (kilometres(point, _point(town)), town.pk)
    )


def _point(town: Area) -> Point:
    return Point(town.lat, town.lng)


def _is_its_town(town: Area, venue) -> bool:
    if venue.is_hidden:
        return town == venue.area_that_holds
    return town == venue.area_that_holds or fold(town.name) == fold(venue.town)


def _labels(towns: list[Area], sheet: drawing.Sheet, *, pin: int) -> list[dict]:
    spots = [(*sheet.at(_point(town)), town.name) for town in towns]
    middle = sheet.size / 2
    labels = drawing.place_labels(spots, sheet, taken=[(middle, middle, pin)], letter=LETTER, most=len(spots))
    return [
        {
            "x": f"{label.x:.1f}",
            "y": f"{label.y:.1f}",
            "text": label.text,
            "spot": {"x": f"{label.spot[0]:.1f}", "y": f"{label.spot[1]:.1f}"},
        }
        for label in labels
    ]


def _in_words(venue, point: Point, own: Area | None, others: list[Area]) -> str:
    """`0.6 miles north-east of the middle of Woodbridge. Kesgrave is 5 miles south-west.`"""
    if venue.is_hidden:
        return _("Somewhere in %(area)s.") % {"area": own.name if own else venue.area_that_holds.name}
    about = venue.precision != Precision.EXACT
    sentences = []
    if own:
        away = kilometres(_point(own), point)
        said = {
            "town": own.name,
            "distance": _distance(away, about),
            "wind": WINDS[drawing.wind(_point(own), point)],
        }
        if away < IN_THE_MIDDLE_KM:
            sentences.append(_("In the middle of %(town)s.") % said)
        else:
            sentences.append(_("%(distance)s %(wind)s of the middle of %(town)s.") % said)
    for other in others[:1]:
        said = {
            "town": other.name,
            "distance": _distance(kilometres(point, _point(other)), about),
            "wind": WINDS[drawing.wind(point, _point(other))],
        }
        sentences.append(_("%(town)s is %(distance)s to the %(wind)s.") % said)
    words = " ".join(sentences)
    return words[:1].upper() + words[1:]


def _distance(km: float, about: bool) -> str:
    return distance_words(km / KM_IN[settings.DISTANCE_UNIT], settings.DISTANCE_UNIT, about=about)
