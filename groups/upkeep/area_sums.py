"""The tree of areas as one reads it, with what lies inside each. One that lies inside itself is gone round once."""

from collections.abc import Collection, Iterator

from groups.models import Area


class AreaSums:
    """All areas there are. One query."""

    def __init__(self):
        areas = list(Area.objects.order_by("name", "pk"))
        self._known = {area.pk: area for area in areas}
        self._parts: dict[int | None, list[Area]] = {}
        for area in areas:
            self._parts.setdefault(area.parent_id if area.parent_id in self._known else None, []).append(area)

    def tree(self, root: Area | None = None) -> Iterator[tuple[int, Area]]:
        """Each area below a root (or all) with its depth, those inside it right behind it."""
        return self._below([root] if root else self._parts.get(None, []), 0, set())

    def inside(self, pk: int) -> set[int]:
        """The keys of an area and of everything inside it."""
        found, new = set(), [pk]
        while new:
            found.update(new)
            new = [part.pk for key in new for part in self._parts.get(key, ()) if part.pk not in found]
        return found

    def name_above(self, area: Area) -> str:
        """What it lies in."""
        above = self._known.get(area.parent_id)
        return above.name if above else ""

    def _below(self, areas: Collection[Area], depth: int, seen: set[int]) -> Iterator[tuple[int, Area]]:
        for area in areas:
            if area.pk not in seen:
                seen.add(area.pk)
                yield depth, area
                yield from self._below(self._parts.get(area.pk, ()), depth + 1, seen)
