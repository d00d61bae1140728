"""Areas and their parts."""

from groups.views.area_names import Names, Shown
from mutualaid.style_page.specimens import Component, Family, State, partial
from mutualaid.style_page.values import NOWHERE


def family() -> Family:
    return Family("areas", "Areas", [_parts()])


def _area(name: str, count: int, folds=(), names=()) -> Shown:
    return Shown(name, NOWHERE, f"{count:,}", f"{count:,} meetings", [*folds], [*names])


def _parts() -> Component:
    towns = [_area("Felixstowe", 9), _area("Framlingham", 1), _area("Woodbridge", 14)]
    coast = _area("East Suffolk", 62, names=[Names("", towns)])
    suffolk = _area("Suffolk", 1204, folds=[coast], names=[Names("", [_area("Ipswich", 210)])])
    letters = [
        Names("B", [_area("Beccles", 4), _area("Bungay", 2)]),
        Names("S", [_area("Stowmarket", 8), _area("Stanton-in-the-Fields-and-Hepworth", 1)]),
    ]
    return Component(
        "Parts of an area",
        "partials/_area_parts.html, partials/_area_names.html",
        "For those who would rather look than type. Every name has its count; what has parts of its own folds.",
        [
            State("Folded", partial("area_parts", folds=[suffolk], names=[])),
            State("Open", partial("area_parts", folds=[suffolk], names=[], open=True)),
            State("Many, by letter", partial("area_parts", folds=[], names=letters)),
        ],
    )
