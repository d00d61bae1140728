"""The map of a search and the drawing of one place."""

from groups.rules.choices import Kind
from groups.views.cards import KIND_SHORT
from groups.views.mapping import PinShown
from mutualaid.style_page.specimens import FOCUSED, Component, Family, State, partial
from mutualaid.style_page.values import NOWHERE

SCALE = {"units": "64.0", "text": "1 mile"}
TOWNS = [
    {"x": "232.0", "y": "186.0", "text": "Woodbridge", "spot": {"x": "216.0", "y": "192.0"}},
    {"x": "96.0", "y": "300.0", "text": "Kesgrave", "spot": {"x": "84.0", "y": "306.0"}},
]


def family() -> Family:
    return Family("maps", "Maps", [_map(), _locator()])


def _pin(x: int, y: int, label: str, kind: str = "", count: int = 1, is_about: bool = False, r: int = 11) -> PinShown:
    return PinShown(f"{x}.0", f"{y}.0", "52.09000,1.32000", NOWHERE, label, count, kind, is_about, r)


def _map() -> Component:
    one_of_each = [_pin(70 + 62 * n, 90, f"{KIND_SHORT[kind]} in Woodbridge", kind) for n, kind in enumerate(Kind)]
    pins = [
        *one_of_each,
        _pin(120, 200, "Hidden, somewhere in Woodbridge", Kind.FAMILY, is_about=True),
        _pin(200, 250, "4 meetings at Abbey Hall", count=4, r=12),
        _pin(270, 250, "37 meetings in and around Kesgrave", count=37, r=14),
        _pin(340, 250, "128 meetings in and around Ipswich", count=128, is_about=True, r=16),
    ]
    kinds = [{"kind": kind, "label": KIND_SHORT[kind]} for kind in Kind]
    sheet = {"size": 400, "top": 0, "foot": 400, "high": 400, "middle": 200, "centre": "52.09,1.32", "km": "8.000"}
    drawing = sheet | {
        "scale": SCALE,
        "towns": TOWNS,
        "pins": pins,
        "kinds": kinds,
        "has_clusters": True,
        "has_about": True,
        "words": "Map of 174 meetings near Woodbridge",
        "place": "Woodbridge",
        "rings": [
            {"r": "80.0", "foot": "276.0", "text": "1 mile"},
            {"r": "160.0", "foot": "356.0", "text": "2 miles"},
        ],
    }
    plain = drawing | {"pins": pins[:1], "kinds": kinds[:1], "has_clusters": False, "has_about": False, "place": ""}
    plain |= {"rings": [], "words": "Map of 1 meeting", "top": 40, "foot": 340, "high": 300}
    tiles = {"url": "/{z}/{x}/{y}.png", "host": "tiles.example.org", "attribution": "Example", "unit": "mi"}
    return Component(
        "Map",
        "partials/_map_drawing.html, partials/_map_pin.html, partials/_map_scale.html",
        "Our own drawing: it asks nobody. Pins are links and can be reached by keyboard; the list beside it has "
        "everything. A broken ring says that a place is not exact. Pictures of streets come only after somebody "
        "asks.",
        [
            State("Round a place, with every sort of pin", partial("map_drawing", map=drawing)),
            State("One meeting, no place", partial("map_drawing", map=plain)),
            State("Pins with the focus", partial("map_drawing", map=plain), look=FOCUSED),
            State("Where pictures of streets can be had", partial("map_drawing", map=plain, tiles=tiles)),
        ],
    )


def _locator() -> Component:
    sheet = {"wide": 320, "high": 210, "top": 55, "foot": 265, "middle": 160, "towns": [], "scale": SCALE}
    sheet |= {"kind": Kind.TWELVE_STEP, "is_about": False, "is_hidden": False}
    towns = [{"x": "200.0", "y": "150.0", "text": "Woodbridge", "spot": {"x": "180.0", "y": "158.0"}}]
    return Component(
        "Locator",
        "partials/_locator.html",
        "On a meeting’s page: where it is among the towns around it, in a picture and in a sentence that says the "
        "same.",
        [
            State(
                "A place",
                partial(
                    "locator", locator=sheet | {"towns": towns, "words": "0.6 miles west of the middle of Woodbridge."}
                ),
            ),
            State(
                "About",
                partial(
                    "locator",
                    locator=sheet
                    | {"towns": towns, "is_about": True, "words": "About 1 mile west of the middle of Woodbridge."},
                ),
            ),
            State(
                "Hidden",
                partial(
                    "locator",
                    locator=sheet | {"is_hidden": True, "words": "Somewhere in Woodbridge.", "towns": towns[:0]},
                ),
            ),
        ],
    )
