"""The middles of outward codes, out of the postcodes that begin with them, as these go by."""

from collections.abc import Iterator
from dataclasses import dataclass

from groups.feeds.places.record import PlaceRecord
from groups.rules.choices import PlaceKind


@dataclass
class _Sum:
    """So many points, added up."""

    count: int = 0
    lat: float = 0.0
    lng: float = 0.0

    def add(self, record: PlaceRecord) -> None:
        self.count += 1
        self.lat += record.lat
        self.lng += record.lng

    def middle(self) -> tuple[float, float]:
        """Good enough: no outward code is so large that the roundness of the earth would show."""
        return round(self.lat / self.count, 6), round(self.lng / self.count, 6)


class _Outward:
    """One outward code on the way."""

    def __init__(self):
        self.best, self.any, self.given = _Sum(), _Sum(), _Sum()
        self.postcodes = self.taken = 0
        self.is_in_use = False
        self.is_near = False
        self.country = self.county = ""


class Centres:
    """Tell it every record of a file, whether it was taken in or lies too far away; then ask for the outward codes."""

    def __init__(self):
        self._outwards: dict[str, _Outward] = {}

    def add(self, record: PlaceRecord, *, taken: bool) -> None:
        """Count a UK postcode, or a first part for which the file itself says where it is."""
        name = record.name if record.kind == PlaceKind.OUTWARD else record.name.partition(" ")[0]
        one = self._outwards.get(name)
        if one is None:
            one = self._outwards[name] = _Outward()
            one.country, one.county = record.country, record.county
        one.is_near |= taken
        if record.kind == PlaceKind.OUTWARD:
            one.given.add(record)
            one.is_in_use = True
            return
        one.postcodes += 1
        one.taken += taken
        one.is_in_use |= not record.ended
        if record.lat is not None:
            one.any.add(record)
            if not record.ended and not record.one_address:
                one.best.add(record)

    def records(self) -> Iterator[tuple[PlaceRecord, bool]]:
        """Each outward code of which a part was taken in, and whether all its postcodes were.

        Its middle is that of the homes in use; where there are none, of all its postcodes, or what the file gave.
        """
        for name, one in self._outwards.items():
            middle = next((points for points in (one.best, one.any, one.given) if points.count), None)
            if not one.is_near:
                continue
            lat, lng = middle.middle() if middle else (None, None)
            ended = not one.is_in_use
            record = PlaceRecord(name, PlaceKind.OUTWARD, lat, lng, one.county, one.country, ended=ended)
            yield record, bool(one.postcodes) and one.taken == one.postcodes
