"""The tree of areas in memory: the area of a town or county is found in it, or planned where there is none."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Avg
from django.utils.text import slugify

from groups.models import Area, OldSlug, Place
from groups.rules import gazetteer
from groups.rules.choices import AreaKind, PlaceKind
from groups.rules.folding import fold
from groups.rules.geo import Point, kilometres
from groups.rules.nations import (
    NAMED_BY_SECOND_LEVEL,
    UNITED_KINGDOM,
    country_of_nation,
    county_name,
    nation_name,
    nation_of,
)
from groups.rules.whereabouts import TOWNS, Settlement, Whereabouts, county_key, readings

_COUNTIES = (AreaKind.COUNTY, AreaKind.REGION, AreaKind.DISTRICT, AreaKind.TOWN, AreaKind.NATION)
"""What an area may be that a county's name stands for, the likeliest first: some cities are counties too."""

_SAME_TOWN_KM = {PlaceKind.CITY: 15}
_SAME_TOWN_KM_ELSE = 8
_REGION_KM = 150
_LONGEST_SLUG = 74
_LEVELS = (AreaKind.NATION, AreaKind.REGION, AreaKind.COUNTY, AreaKind.TOWN)


@dataclass(eq=False)
class Node:
    """One area; `pk` is missing as long as it is planned."""

    pk: int | None
    name: str
    kind: str
    nation: str
    parent: "Node | None" = None
    lat: float | None = None
    lng: float | None = None
    mark: str = ""
    """By which an area made from places is known again, whatever staff call it since."""
    county: tuple[str, str] | None = None
    """Of a planned one: the name of the county and country as places have them."""

    @property
    def key(self) -> str:
        return fold(self.name)

    @property
    def point(self) -> Point | None:
        return None if self.lat is None or self.lng is None else Point(self.lat, self.lng)

    def above(self) -> Iterator["Node"]:
        """What it lies in, the nearest first; areas inside each other are gone round once."""
        seen, node = {id(self)}, self.parent
        while node is not None and id(node) not in seen:
            yield node
            seen.add(id(node))
            node = node.parent


class AreaBook:
    """All areas there are, and those that are needed besides."""

    def __init__(self):
        rows = list(
            Area.objects.values_list("pk", "name", "kind", "nation", "parent", "lat", "lng", "feed_key", "feed")
        )
        self._nodes: list[Node] = []
        self._by_key: dict[str, list[Node]] = defaultdict(list)
        self._by_mark: dict[str, Node] = {}
        self._planned: list[Node] = []
        nodes = {}
        for pk, name, kind, nation, _parent, lat, lng, mark, feed in rows:
            nodes[pk] = Node(pk, name, kind, nation, None, lat, lng, "" if feed else mark)
        for pk, _name, _kind, _nation, parent, *_rest in rows:
            nodes[pk].parent = nodes.get(parent)
        for node in nodes.values():
            self._add(node)
        self._numbers = nodes

    def towns(self) -> Iterator[Settlement]:
        """The towns that people made areas of, as settlements. What was made from places stands among the places."""
        for node in self._nodes:
            if node.kind == AreaKind.TOWN and not node.mark:
                county = next((one.name for one in node.above() if one.kind == AreaKind.COUNTY), "")
                country = country_of_nation(_nation(node))
                for key in dict.fromkeys(key for key, _hint in readings(node.name)):
                    yield Settlement(node.name, key, PlaceKind.TOWN, node.lat, node.lng, county, country, area=node.pk)

    def area_of(self, found: Whereabouts, *, postcode: str) -> Node | None:
        """The area in which a venue stands: its town's, else its county's, else its nation's."""
        if found.town and found.town.area:
            return self._numbers[found.town.area]
        nation = nation_of(found.country, found.county, postcode, home=settings.COUNTRY)
        country = found.country or country_of_nation(nation)
        county = self._county(found.county, country, nation) if found.county else None
        above = county or self._nation(country, nation)
        return self._town(found.town, above, nation) if found.town else above

    def called(self, name: str, point: Point | None) -> Node | None:
        """The one area wider than a town that has this name: what feeds call a town is sometimes a county."""
        nodes = [node for node in self._by_key.get(fold(name), ()) if node.kind != AreaKind.TOWN]
        if point:
            nodes = [node for node in nodes if node.point and kilometres(point, node.point) <= _REGION_KM]
        return nodes[0] if len(nodes) == 1 else None

    def make_planned(self) -> None:
        """Write the planned areas down, those above first. A few queries, however many."""
        if not self._planned:
            return
        self._find_centres()
        slugs = {*Area.objects.values_list("slug", flat=True)}
        slugs |= {*OldSlug.objects.filter(kind=Area._meta.model_name).values_list("slug", flat=True)}
        for level in _LEVELS:
            nodes = [node for node in self._planned if node.kind == level]
            made = [self._row(node, slugs) for node in nodes]
            for node, area in zip(nodes, Area.objects.bulk_create(made, batch_size=500), strict=True):
                node.pk = area.pk
        self._planned = []

    def _add(self, node: Node) -> None:
        self._nodes.append(node)
        if node.mark:
            self._by_mark[node.mark] = node
        keys = {key for key, _hint in readings(node.name)} | {county_key(node.name, UNITED_KINGDOM)}
        for key in keys:
            self._by_key[key].append(node)

    def _plan(self, node: Node) -> Node:
        self._planned.append(node)
        self._add(node)
        return node

    def _nation(self, country: str, nation: str) -> Node | None:
        if not country or (country == UNITED_KINGDOM and not nation):
            return None
        name, mark = nation_name(nation, country), Area.mark_of("nation", nation or country)
        if mark in self._by_mark:
            return self._by_mark[mark]
        for node in self._nodes:
            if node.kind == AreaKind.NATION and ((nation and node.nation == nation) or node.key == fold(name)):
                return node
        return self._plan(Node(None, name, AreaKind.NATION, nation, mark=mark))

    def _county(self, name: str, country: str, nation: str) -> Node | None:
        called = county_name(name, country)
        key, mark = fold(called), Area.mark_of("county", country, fold(called))
        if not key:
            return None
        if mark in self._by_mark:
            return self._by_mark[mark]
        there = [node for node in self._by_key[key] if _may_be_in(node, country, nation)]
        there.sort(key=lambda node: _COUNTIES.index(AreaKind(node.kind)))
        if there:
            return there[0]
        above = self._nation(country, nation)
        if above and above.key == key:
            return above
        kind = AreaKind.COUNTY if country in NAMED_BY_SECOND_LEVEL else AreaKind.REGION
        return self._plan(Node(None, called, kind, nation, above, mark=mark, county=(name, country)))

    def _town(self, town: Settlement, above: Node | None, nation: str) -> Node | None:
        mark = Area.mark_of("town", town.country, town.county_key, town.key)
        marked = [self._by_mark[mark]] if mark in self._by_mark else []
        for node in (*marked, *self._by_key[town.key]):
            if node.kind == AreaKind.TOWN and _is_this_town(node, town):
                return node
        if above and town.key in (above.key, county_key(above.name, town.country)):
            return above
        if any(node.parent is above for node in self._by_key[town.key]):  # two of one name in one county
            return above
        return self._plan(Node(None, town.name, AreaKind.TOWN, nation, above, town.lat, town.lng, mark))

    def _find_centres(self) -> None:
        """The middle of a county is the middle of its towns: of venues it would tell where a hidden one is."""
        nodes = {node.county: node for node in self._planned if node.county}
        if not nodes:
            return
        places = Place.objects.shown().settlements().filter(county__in={county for county, _country in nodes})
        for kinds in (TOWNS, gazetteer.SETTLEMENTS):
            missing = [county for county, node in nodes.items() if node.point is None]
            if missing:
                middles = places.filter(kind__in=kinds).order_by().values_list("county", "country")
                for county, country, lat, lng in middles.annotate(Avg("lat"), Avg("lng")):
                    node = nodes.get((county, country))
                    if node and node.point is None and lat is not None:
                        node.lat, node.lng = lat, lng

    def _row(self, node: Node, slugs: set[str]) -> Area:
        """The row of a planned area, whose slug nobody has or ever had."""
        names = [node.name, *(one.name for one in [*node.above()][:1])]
        wanted = [slugify(" ".join(names[:count]))[:_LONGEST_SLUG].strip("-") for count in (1, 2)]
        base = wanted[-1] or node.kind
        numbered = (f"{base}-{number}" for number in range(2, len(slugs) + 4))
        slug = next(slug for slug in (*wanted, *numbered) if slug and slug not in slugs)
        slugs.add(slug)
        return Area(
            name=node.name,
            slug=slug,
            kind=node.kind,
            nation=node.nation,
            parent_id=node.parent.pk if node.parent else None,
            lat=node.lat,
            lng=node.lng,
            feed_key=node.mark,
        )


def _nation(node: Node) -> str:
    """The nation that an area states, or the nearest of those it lies in."""
    return next((one.nation for one in (node, *node.above()) if one.nation), "")


def _may_be_in(node: Node, country: str, nation: str) -> bool:
    """Whether an area can be in this nation: it says so, or says nothing."""
    said = _nation(node)
    if not said:
        return True
    return said == nation if country == UNITED_KINGDOM and nation else country_of_nation(said) == country


def _is_this_town(node: Node, town: Settlement) -> bool:
    """Whether an area of the same name is this town."""
    if node.point and town.point:
        return kilometres(node.point, town.point) <= _SAME_TOWN_KM.get(town.kind, _SAME_TOWN_KM_ELSE)
    counties = [county_key(one.name, town.country) for one in node.above() if one.kind == AreaKind.COUNTY]
    return not counties or not town.county or town.county_key in counties
