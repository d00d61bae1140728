"""An address in one line, taken apart: "18 Olive Ave, Rehoboth Beach, DE 19971, USA"."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from groups.rules import postcodes


@dataclass(frozen=True)
class Address:
    """`street` has a line each; `county` is a state or province where those are; `country` is a code of two letters."""

    street: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""
    country: str = ""


_OTHER_NAMES = {
    **dict.fromkeys(("usa", "u.s.a.", "us", "u.s.", "united states of america", "america"), "US"),
    **dict.fromkeys(("uk", "u.k.", "united kingdom", "great britain", "england", "scotland", "wales", "cymru"), "GB"),
    **dict.fromkeys(("northern ireland", "britain", "gb"), "GB"),
    **dict.fromkeys(("republic of ireland", "éire", "eire", "ie"), "IE"),
    **dict.fromkeys(("deutschland", "de"), "DE"),
    **dict.fromkeys(("españa", "es"), "ES"),
    **dict.fromkeys(("méxico", "mx"), "MX"),
    **dict.fromkeys(("the netherlands", "nederland", "holland"), "NL"),
    **dict.fromkeys(("österreich",), "AT"),
    **dict.fromkeys(("schweiz", "suisse"), "CH"),
    **dict.fromkeys(("italia",), "IT"),
    **dict.fromkeys(("polska",), "PL"),
    **dict.fromkeys(("brasil",), "BR"),
    **dict.fromkeys(("south korea",), "KR"),
    **dict.fromkeys(("czech republic", "czechia"), "CZ"),
}
_ALSO_STATES = {"georgia", "de", "es"}
"""Names and codes of countries that are a state's as often."""

_UK_COUNTY = re.compile(
    r"^(?:aberdeen|argyll|ayr|banff|bedford|berk|brecknock|buckingham|cambridge|carmarthen|che|denbigh|derby|dumfries|flint"
    r"|gloucester|hamp|hereford|hertford|huntingdon|lanark|lanca|leicester|lincoln|monmouth|northampton|nottingham|oxford"
    r"|pembroke|perth|renfrew|shrop|stafford|stirling|warwick|wilt|worcester)shire$"
    r"|^(?:(?:north|south|east|west)\s)?(?:york|ayr)shire$|^(?:east riding of yorkshire|isle of wight)$"
    r"|^tyne (?:and|&) wear$"
    r"|^(?:east|west|mid)\s?lothian$|^(?:(?:east|west)\s)?sussex$|^(?:greater )?(?:london|manchester)$|^west midlands$"
    r"|^(?:(?:mid|south|west)\s)?glamorgan$|^(?:county|co\.?)\s\w+$"
    r"|^(?:anglesey|angus|antrim|armagh|avon|caithness|ceredigion|cleveland|clwyd|conwy|cornwall|cumbria|devon|dorset|dyfed"
    r"|essex|fife|gwent|gwynedd|kent|merseyside|middlesex|moray|norfolk|northumberland|powys|rutland|somerset|suffolk"
    r"|surrey)$",
    re.IGNORECASE,
)
_ALSO_TOWNS = ("london", "manchester")
_UK_POSTCODE = re.compile(r"(?:^|\s)([A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2})$", re.IGNORECASE)
_STATE_AND_CODE = re.compile(
    r"^(?:(?P<town>.+?)\s+)?(?P<state>[A-Z]{2,3}|[A-Z][a-z]+)\s+"
    r"(?P<code>[0-9]{5}(?:-[0-9]{4})?|[A-Z][0-9][A-Z](?:\s?[0-9][A-Z][0-9])?|[0-9]{4})$"
)
_CODE_ALONE = re.compile(r"^(?:[0-9]{4,5}(?:-[0-9]{4})?|[A-Z][0-9][0-9W]\s?[A-Z0-9]{4}|[0-9]{3}\s?[0-9]{2})$")
_CODE_AND_TOWN = re.compile(r"^(?P<code>[0-9]{4,5}|[0-9]{3}\s[0-9]{2}|[A-Z]{1,2}-[0-9]{4,5})\s+(?P<town>[^\d]+)$")
_STATE = re.compile(r"^[A-Z]{2}$")
LONGEST_ADDRESS = 500


@cache
def _countries() -> dict[str, str]:
    """Codes of countries by their English names and those that addresses use."""
    table = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {**{name.casefold(): code for code, name in rows}, **_OTHER_NAMES}


def country_code(text: str) -> str:
    """The two letters of a country by its name or code; empty where it is none."""
    folded = text.strip().casefold()
    return _countries().get(folded) or (text.strip().upper() if text.strip().upper() in _countries().values() else "")


def split_address(text: str) -> Address:
    """The parts of an address that is written with commas. What cannot be told apart stays in the street."""
    parts = [part for part in (" ".join(part.split()) for part in text[:LONGEST_ADDRESS].split(",")) if part]
    country = ""
    if parts and _is_country(parts[-1], parts[:-1]):
        country = country_code(parts.pop())
    postcode = _take_uk_postcode(parts) if country in ("", "GB", "JE", "GG", "IM") else ""
    county = ""
    if postcode:
        country = country or "GB"
    else:
        county, postcode = _take_state_and_code(parts, country)
    if not county and len(parts) > 1 and _UK_COUNTY.match(parts[-1]) and parts[-1].casefold() not in _ALSO_TOWNS:
        county = parts.pop()
    if parts and parts[-1].endswith(" County"):
        county = f"{parts.pop()}, {county}" if county else parts.pop()
    is_street = len(parts) == 1 and any(letter.isdigit() for letter in parts[0])
    town = parts.pop() if parts and not is_street else ""
    return Address("\n".join(parts), town, county, postcode, country)


def _is_country(word: str, before: list[str]) -> bool:
    if word.casefold() in _ALSO_STATES or (len(word) == 2 and word.isupper() and word not in ("UK", "US")):
        return bool(before and _CODE_AND_TOWN.match(before[-1]))
    return word.casefold() in _countries()


def _take_uk_postcode(parts: list[str]) -> str:
    for index in range(len(parts) - 1, -1, -1):
        found = _UK_POSTCODE.search(parts[index])
        postcode = postcodes.tidy(found[1]) if found else None
        if postcode:
            rest = parts[index][: found.start()].strip()
            parts[index : index + 1] = [rest] if rest else []
            return postcode
    return ""


def _take_state_and_code(parts: list[str], country: str) -> tuple[str, str]:
    """The state or province and the postal code at the end, of the USA, Canada, Australia; or a code beside a town."""
    if not parts:
        return "", ""
    last = parts[-1]
    found = _STATE_AND_CODE.match(last)
    if found and (len(parts) > 1 or found["town"] or country) and country != "DE":
        parts[-1:] = [found["town"]] if found["town"] else []
        return found["state"], found["code"]
    if len(parts) > 1 and _CODE_ALONE.match(last):
        parts.pop()
        state = parts.pop() if len(parts) > 1 and _STATE.match(parts[-1]) else ""
        return state, last
    if (len(parts) > 1 or country) and _STATE.match(last):
        return parts.pop(), ""
    beside = _CODE_AND_TOWN.match(last)
    if beside and (len(parts) > 1 or country not in ("", "US")) and country != "US":
        parts[-1] = beside["town"]
        return "", beside["code"]
    return "", ""
