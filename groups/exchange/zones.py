"""Time zones as feeds write them, and the one that a place plainly lies in."""

from functools import cache
from importlib import resources
from zoneinfo import available_timezones

from groups.exchange.record import MeetingRecord

_ALIASES = {
    **dict.fromkeys(("et", "est", "edt", "est5edt", "eastern", "eastern time"), "America/New_York"),
    **dict.fromkeys(("ct", "cst", "cdt", "cst6cdt", "central", "central time"), "America/Chicago"),
    **dict.fromkeys(("mt", "mst", "mdt", "mst7mdt", "mountain", "mountain time"), "America/Denver"),
    **dict.fromkeys(("pt", "pst", "pdt", "pst8pdt", "pacific", "pacific time", "west coast"), "America/Los_Angeles"),
    **dict.fromkeys(("at", "ast", "adt", "atlantic", "atlantic time"), "America/Halifax"),
    **dict.fromkeys(("akst", "akdt", "alaska"), "America/Anchorage"),
    **dict.fromkeys(("hst", "hawaii"), "Pacific/Honolulu"),
    **dict.fromkeys(("gmt", "bst", "uk", "uk time", "british time", "gb"), "Europe/London"),  # a British feed's "GMT"
    **dict.fromkeys(("cet", "cest"), "Europe/Berlin"),
    **dict.fromkeys(("utc", "z"), "UTC"),
}
_NOT_PLACES = ("Etc/", "posix/", "right/", "SystemV/")

_STATES = {
    "America/New_York": "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL LA MN MO MS OK WI",
    "America/Denver": "CO MT NM UT WY",
    "America/Los_Angeles": "CA WA",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR",
}
"""States of the USA that lie in one zone, whole or nearly so that no meeting is known outside it."""
_OF_A_STATE = {state: zone for zone, states in _STATES.items() for state in states.split()}


@cache
def _by_name() -> dict[str, str]:
    """Every zone by its name, and by its city where only one has it, folded."""
    names = {name.casefold(): name for name in available_timezones() if not name.startswith(_NOT_PLACES)}
    cities: dict[str, list[str]] = {}
    for name in names.values():
        cities.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
    return {**{city: places[0] for city, places in cities.items() if len(places) == 1}, **names, **_ALIASES}


def time_zone(text: str) -> str:
    """The IANA name of a zone as feeds write it: "america/new_york", "New York", "ET"; empty if it names none."""
    folded = text.strip().casefold()
    return _by_name().get(folded) or _by_name().get(folded.replace(" ", "_"), "")


@cache
def _of_countries() -> dict[str, str]:
    """The zone of each country that has one alone, by its code."""
    zones: dict[str, list[str]] = {}
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            country, _point, zone, *_where = line.split("\t")
            zones.setdefault(country, []).append(zone)
    return {**{country: names[0] for country, names in zones.items() if len(names) == 1}, "DE": "Europe/Berlin"}


def zone_hint(record: MeetingRecord) -> str:
    """The zone that the row's country or state lies in, where it has one alone; else empty."""
    venue = record.venue
    if venue is None:
        return ""
    if venue.country == "US":
        return _OF_A_STATE.get(venue.county.rpartition(" ")[2], "")
    return _of_countries().get(venue.country, "")
