"""A typed town or village becomes a point; several of one name are told apart; a misspelt one is guessed."""

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from groups.models import Place
from groups.rules import gazetteer, spelling
from groups.rules.choices import PlaceKind
from groups.rules.criteria import Near
from groups.rules.folding import fold
from groups.rules.geo import Point, kilometres
from groups.search.not_found import SeveralPlaces

MOST_CHOICES = 12
MOST_GUESSES, MOST_LONGER = 5, 40
MOST_WORDS = 8
"""Longer names are looked up as they stand."""

BESIDE_KM = 20
"""`Newton, Sudbury` is a Newton no farther from a Sudbury than this."""

BY_KM = 25
"""A town farther off than this says nothing of where a point is."""

_ISLANDS_OF = {"GB": ("GB", "JE", "GG", "IM")}


class _Reading(NamedTuple):
    """One way to take what was typed: a folded name, and what is said to tell it from others of that name."""

    key: str
    told_apart_by: tuple[str, ...]
    by_comma: bool


def find(text: str) -> Near | None:
    """The place of that name; None where there is none; SeveralPlaces where there are more. At most two queries."""
    readings = list(_readings(text))
    keys = {key for one in readings for key in (one.key, *one.told_apart_by)}
    rows = Place.objects.called(keys, gazetteer.SETTLEMENTS) if keys else []
    rows = [row for row in rows if row.point]
    for reading in readings:
        named = [row for row in rows if row.key == reading.key]
        fitting = [row for row in named if all(_fits(row, words, rows) for words in reading.told_apart_by)]
        if fitting or (named and reading.by_comma):
            return _one_of(_apart(_at_home(fitting or named)), in_full=not fitting)
    return None


def guesses(text: str) -> list[str]:
    """Names that are nearly the one that was typed, then those that begin with it, the biggest first. Two queries."""
    key = fold(text.partition(",")[0])
    if not key or len(key) > spelling.LONGEST:
        return []
    known = Place.objects.spelled_about_like(key, home_countries())
    near = spelling.nearest(key, known)[:MOST_GUESSES]
    longer = [one for one in known if one.startswith(f"{key} ")][:MOST_LONGER]
    places: dict[str, Place] = {}
    for place in Place.objects.called([*near, *longer], gazetteer.SETTLEMENTS) if near or longer else ():
        places.setdefault(place.key, place)
    longer = sorted(places.keys() & longer, key=lambda one: (-gazetteer.SIZES[places[one].kind], one))
    return list(dict.fromkeys(places[one].name for one in (*near, *longer) if one in places))[:MOST_GUESSES]


def town_by(point: Point) -> str:
    """What to call the city or town nearest to a point; empty where none is near. One query."""
    towns = Place.objects.around([point], BY_KM, (PlaceKind.CITY, PlaceKind.TOWN))
    nearest = min(towns, key=lambda town: (kilometres(point, town.point), town.pk), default=None)
    return str(nearest) if nearest else ""


def spellings(text: str) -> list[str]:
    """The folded name, and with `saint` for `st` or the other way round: whichever the map has."""
    key = fold(text)
    for one, other in (("saint ", "st "), ("st ", "saint ")):
        if key.startswith(one):
            return [key, other + key.removeprefix(one)]
    return [key] if key else []


def home_countries() -> tuple[str, ...]:
    """The country of the site and what belongs to it; and places of which nobody said the country."""
    return (*_ISLANDS_OF.get(settings.COUNTRY, (settings.COUNTRY,)), "")


def _readings(text: str) -> Iterator[_Reading]:
    """The likeliest first: all of it as a name, then its first words with the rest to tell it apart."""
    name, *others = (fold(part) for part in text.split(","))
    if not name:
        return
    others = tuple(filter(None, others))
    for key in spellings(name):
        yield _Reading(key, others, by_comma=True)
    words = name.split()
    if not others and len(words) <= MOST_WORDS:
        for count in range(len(words) - 1, 0, -1):
            for key in spellings(" ".join(words[:count])):
                yield _Reading(key, (" ".join(words[count:]),), by_comma=False)


def _fits(row: Place, words: str, rows: list[Place]) -> bool:
    """Whether the words name the county of a place, its country, or another place beside it."""
    wanted = set(words.split())
    if wanted <= set(fold(row.county).split()) or words == fold(row.country):
        return True
    return any(kilometres(row.point, other.point) <= BESIDE_KM for other in rows if other.key == words)


def _at_home(rows: list[Place]) -> list[Place]:
    return [row for row in rows if row.country in home_countries()] or rows


def _apart(rows: list[Place]) -> list[Place]:
    """Without those that are the same as a more believed one: a town is in more than one source."""
    kept: list[Place] = []
    for row in rows:
        if not any(_is_same(row, other) for other in kept):
            kept.append(row)
    return kept


def _is_same(row: Place, other: Place) -> bool:
    reach = gazetteer.reach_km(row.kind, other.kind, same_source=row.load_id == other.load_id)
    return kilometres(row.point, other.point) <= reach


def _one_of(rows: list[Place], *, in_full: bool) -> Near:
    if len(rows) == 1:
        name = str(rows[0]) if in_full else rows[0].name
        return Near(name, rows[0].point, in_titles=rows[0].name)
    rows = sorted(rows, key=lambda row: (-gazetteer.SIZES[row.kind], row.county, row.country, row.pk))
    said = {"count": len(rows), "name": rows[0].name, "shown": MOST_CHOICES}
    sentence = _("There are %(count)s places called %(name)s.")
    if len(rows) > MOST_CHOICES:
        sentence = _(
            "There are %(count)s places called %(name)s. These are %(shown)s of them:"
            " for another, add its county, or enter a postcode."
        )
    raise SeveralPlaces(sentence % said, _labels(rows[:MOST_CHOICES]))


def _labels(rows: list[Place]) -> list[str]:
    """What to ask for, so that each finds its own place: with the county, and a town beside it where that is shared."""
    counties = [(row.county, row.country) for row in rows]
    shared = [row for row in rows if counties.count((row.county, row.country)) > 1]
    towns = (
        Place.objects.around([row.point for row in shared], BESIDE_KM, (PlaceKind.CITY, PlaceKind.TOWN))
        if shared
        else []
    )
    labels = []
    for row in rows:
        parts = [row.name, row.county or _country(row)]
        beside = sorted((kilometres(row.point, town.point), town.name) for town in towns if town.key != row.key)
        if row in shared and beside and beside[0][0] <= BESIDE_KM:
            parts.insert(1, beside[0][1])
        labels.append(", ".join(filter(None, parts)))
    return list(dict.fromkeys(labels))


def _country(row: Place) -> str:
    return "" if row.country in home_countries() else row.country
