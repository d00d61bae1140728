"""The same search as a drawing of our own: pins, towns, rings of distance, a scale. The list stands beside it."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Area, Meeting
from groups.rules import drawing
from groups.rules.choices import Attendance, Kind, Precision
from groups.rules.criteria import DISTANCES, MeetingSearch, Moment, distance_words
from groups.rules.drawing import Sheet
from groups.rules.folding import fold
from groups.rules.geo import KM_IN, Point
from groups.views.cards import KIND_SHORT
from groups.views.links import SearchLinks
from mutualaid.middleware import content_policy

MOST = 2000
"""How many meetings one map draws; the page then says so."""

SIZE = 400
"""The side of the drawing, in its own units: about a pixel each on a phone."""

APART = 34
"""Pins stand at least so far apart: wide enough for a finger on a phone."""

LETTER = 13
"""How high the letters of a town's name are."""

MOST_TOWNS = 14

TOGETHER_KM = 0.05
"""Meetings no farther apart than this are in one place: looking closer would not part them."""


@dataclass(frozen=True)
class Placed:
    """One meeting that has a place to be drawn at."""

    meeting: Meeting
    point: Point

    @property
    def is_hidden(self) -> bool:
        """Whether only its area is known, and the point is the area's centre."""
        return self.meeting.venue.is_hidden

    @property
    def is_about(self) -> bool:
        """Whether the point is not exact."""
        return self.meeting.venue.precision != Precision.EXACT

    @property
    def town(self) -> str:
        """The town, or of a hidden venue its area."""
        venue = self.meeting.venue
        area = venue.area_that_holds.name if venue.area_that_holds else ""
        return area if venue.is_hidden else venue.town or area


@dataclass(frozen=True)
class PinShown:
    """What `partials/_map_pin.html` draws. Coordinates are texts, so that no language puts a comma in them."""

    x: str
    y: str
    at: str
    url: str
    label: str
    count: int
    kind: str
    is_about: bool
    r: int


def drawn(asked: MeetingSearch, links: SearchLinks, at: Moment) -> dict:
    """What the map shows of a search."""
    rows = list(Meeting.objects.matching(asked, at=at).exclude(attendance=Attendance.ONLINE).for_map()[: MOST + 1])
    placed = [Placed(row, point) for row in rows[:MOST] if (point := row.venue.public_point)]
    context = {"map": None, "too_many": MOST if len(rows) > MOST else 0, "tiles": _tiles()}
    if not placed:
        return context
    sheet = _sheet(asked, placed)
    pins = drawing.cluster([sheet.at(one.point) for one in placed], apart=APART)
    shown = [_shown(pin, placed, asked, links) for pin in pins]
    rings = _rings(sheet, asked, shown) if asked.near else []
    top, foot = _crop(pins, asked)
    kinds = {one.kind for one in shown if one.kind}
    return context | {
        "map": {
            "size": SIZE,
            "top": top,
            "foot": foot,
            "high": foot - top,
            "middle": SIZE // 2,
            "centre": f"{sheet.centre.lat:.5f},{sheet.centre.lng:.5f}",
            "km": f"{sheet.km:.3f}",
            "place": asked.near.name if asked.near else "",
            "rings": rings,
            "scale": scale_bar(sheet),
            "towns": _towns(sheet, placed, shown, rings),
            "pins": shown,
            "kinds": [{"kind": kind, "label": KIND_SHORT[kind]} for kind in Kind if kind in kinds],
            "has_clusters": any(one.count > 1 for one in shown),
            "has_about": any(one.is_about for one in shown),
            "words": _in_words(len(placed), asked),
        }
    }


def _sheet(asked: MeetingSearch, placed: list[Placed]) -> Sheet:
    """Round the place searched for, as far as anything was found; else over all that was found."""
    points = [one.point for one in placed]
    if asked.near is None:
        return drawing.sheet_over(points, size=SIZE)
    farthest = drawing.spread_km(points, asked.near.point)
    steps = (step * KM_IN[asked.unit] for step in DISTANCES)
    return drawing.sheet_around(asked.near.point, next((km for km in steps if km >= farthest), farthest), size=SIZE)


def _crop(pins: list[drawing.Pin], asked: MeetingSearch) -> tuple[int, int]:
    """The upper and lower edge of what is shown: the whole sheet round a place; else no higher than the pins need."""
    if asked.near:
        return 0, SIZE
    top, foot = round(min(pin.y for pin in pins)) - APART, round(max(pin.y for pin in pins)) + 2 * APART
    return max(0, min(top, SIZE // 4)), min(SIZE, max(foot, SIZE * 3 // 4))


def _shown(pin: drawing.Pin, placed: list[Placed], asked: MeetingSearch, links: SearchLinks) -> PinShown:
    members = [placed[number] for number in pin.members]
    centre = drawing.mean_of([one.point for one in members])
    alone = members[0] if len(members) == 1 else None
    return PinShown(
        x=f"{pin.x:.1f}",
        y=f"{pin.y:.1f}",
        at=f"{centre.lat:.5f},{centre.lng:.5f}",
        url=alone.meeting.get_absolute_url() if alone else _closer(members, centre, asked, links),
        label=_label_of_one(alone, asked) if alone else _label_of_several(members, centre),
        count=len(members),
        kind=alone.meeting.group.kind if alone else "",
        is_about=all(one.is_about for one in members),
        r=11 if alone else 12 if len(members) < 10 else 14 if len(members) < 100 else 16,
    )


def _closer(members: list[Placed], centre: Point, asked: MeetingSearch, links: SearchLinks) -> str:
    """The same search round this pin: a nearer map, or the list where all is in one place or no nearer map is left."""
    around = [f"{centre.lat:.5f},{centre.lng:.5f}"]
    spread = drawing.spread_km([one.point for one in members], centre)
    within = next((step for step in DISTANCES if step * KM_IN[asked.unit] >= spread), None)
    is_nearer = within is not None and (asked.within is None or within < asked.within)
    if spread > TOGETHER_KM and is_nearer:
        return links.address(near=around, within=[str(within)])
    return links.address(near=around, within=[str(within or DISTANCES[-1])], view=[], sort=["nearest"])


def _label_of_one(one: Placed, asked: MeetingSearch) -> str:
    title = one.meeting.title
    if one.is_hidden:
        return _("%(meeting)s, somewhere in %(area)s") % {"meeting": title, "area": one.town}
    parts = [title, one.town]
    if asked.near:
        parts.append(distance_words(one.meeting.km / KM_IN[asked.unit], asked.unit, about=one.is_about))
    elif one.is_about:
        parts.append(_("about here"))
    return ", ".join(part for part in parts if part)


def _label_of_several(members: list[Placed], centre: Point) -> str:
    said = {"count": len(members)}
    together = drawing.spread_km([one.point for one in members], centre) <= TOGETHER_KM
    venues = {one.meeting.venue_id for one in members}
    towns = Counter(one.town for one in members if one.town).most_common(1)
    if together and len(venues) == 1 and not members[0].is_hidden:
        said["where"] = str(members[0].meeting.venue)
        return ngettext("%(count)s meeting at %(where)s", "%(count)s meetings at %(where)s", said["count"]) % said
    if not towns:
        return ngettext("%(count)s meeting: look closer", "%(count)s meetings: look closer", said["count"]) % said
    said["where"] = towns[0][0]
    around = ngettext(
        "%(count)s meeting in and around %(where)s", "%(count)s meetings in and around %(where)s", said["count"]
    )
    return around % said


def _rings(sheet: Sheet, asked: MeetingSearch, pins: list[PinShown]) -> list[dict]:
    reach = sheet.km / drawing.MARGIN / KM_IN[asked.unit]
    found = []
    for ring in drawing.rings(reach):
        r = ring * KM_IN[asked.unit] * sheet.units_per_km
        line = _line_without_a_pin((SIZE / 2 + r - 4, SIZE / 2 - r + 12), pins)
        text = "" if line is None else distance_words(ring, asked.unit)
        found.append({"r": f"{r:.1f}", "line": f"{line or 0:.1f}", "text": text})
    return found


def _line_without_a_pin(lines: tuple[float, ...], pins: list[PinShown]) -> float | None:
    """How far down a ring's distance is written: at its foot, else at its head; None where pins lie on both."""

    def is_on(pin: PinShown, line: float) -> bool:
        beside, below = abs(float(pin.x) - SIZE / 2), abs(float(pin.y) - line + LETTER / 3)
        return beside <= pin.r + 2 * LETTER and below <= pin.r + LETTER / 2

    return next((line for line in lines if not any(is_on(pin, line) for pin in pins)), None)


def scale_bar(sheet: Sheet) -> dict:
    """A bar of a round length: its length on the sheet and what it stands for."""
    unit = settings.DISTANCE_UNIT
    long = drawing.scale(sheet.size / 4 / sheet.units_per_km / KM_IN[unit])
    return {"units": f"{long * KM_IN[unit] * sheet.units_per_km:.1f}", "text": distance_words(long, unit)}


def _towns(sheet: Sheet, placed: list[Placed], pins: list[PinShown], rings: list) -> list[dict]:
    """Names of towns: those with the most meetings first, each where its area's centre or its venues are."""
    meetings = Counter(one.town for one in placed if one.town)
    points: dict[str, list[Point]] = {}
    for one in placed:
        points.setdefault(one.town, []).append(one.point)
    known = {fold(area.name): (area.name, Point(area.lat, area.lng)) for area in Area.objects.towns_on(sheet.box)}
    for town in meetings:
        known.setdefault(fold(town), (town, drawing.mean_of(points[town])))
    counted = Counter({fold(town): number for town, number in meetings.items()})
    wanted = sorted(known.items(), key=lambda item: (-counted[item[0]], item[0]))
    labels = drawing.place_labels(
        [(*sheet.at(point), name) for _key, (name, point) in wanted],
        sheet,
        taken=[(float(pin.x), float(pin.y), pin.r) for pin in pins]
        + [(SIZE / 2, float(ring["line"]) - LETTER / 3, LETTER) for ring in rings if ring["text"]],
        letter=LETTER,
        most=MOST_TOWNS,
    )
    return [
        {
            "x": f"{label.x:.1f}",
            "y": f"{label.y:.1f}",
            "text": label.text,
            "spot": {"x": f"{label.spot[0]:.1f}", "y": f"{label.spot[1]:.1f}"},
        }
        for label in labels
    ]


def _in_words(count: int, asked: MeetingSearch) -> str:
    said = {"count": count}
    if asked.near:
        said["place"] = asked.near.name
        near = ngettext("Map of %(count)s meeting near %(place)s", "Map of %(count)s meetings near %(place)s", count)
        return near % said
    return ngettext("Map of %(count)s meeting", "Map of %(count)s meetings", count) % said


def _tiles() -> dict | None:
    """Where pictures of streets come from, once a visitor asks for them."""
    if not settings.MAP_TILES_URL:
        return None
    return {
        "url": settings.MAP_TILES_URL,
        "host": urlsplit(settings.MAP_TILES_URL).hostname,
        "attribution": settings.MAP_ATTRIBUTION,
        "unit": settings.DISTANCE_UNIT,
    }


def allow_tiles(response: HttpResponse) -> None:
    """Lets this page take pictures from the tile host that the site has set. The page of a map does, and no other."""
    if settings.MAP_TILES_URL:
        response.headers["Content-Security-Policy"] = _policy_with_tiles()


def _policy_with_tiles() -> str:
    url = urlsplit(settings.MAP_TILES_URL)
    pictures = [*settings.SECURE_CSP["img-src"], f"{url.scheme}://{url.netloc}"]
    return content_policy({**settings.SECURE_CSP, "img-src": pictures})
