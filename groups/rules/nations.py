"""Which nation a place is in, by its country, county or postcode; and what countries and counties are called."""

import re
from functools import lru_cache
from importlib import resources

from groups.rules.folding import fold
from groups.rules.postcodes import outward, tidy

UNITED_KINGDOM = "GB"
UK_NATIONS = {
    "england": "England",
    "scotland": "Scotland",
    "wales": "Wales",
    "northern-ireland": "Northern Ireland",
}
"""The nations that have bank holidays of their own, as `Area.nation` writes them, and their names."""

ISLANDS = {"IM": "IM", "JE": "JE", "GY": "GG"}
"""The islands whose postcodes look like the United Kingdom's: the letters of these, and the country."""

NAMED_BY_SECOND_LEVEL = ("GB", "IE", "FR", "IT", "ES")
"""Countries whose people name the second level of administration (Suffolk); others name the first (Texas)."""

_COUNTIES = {
    "wales": (
        "Anglesey", "Blaenau Gwent", "Bridgend", "Caerphilly", "Cardiff", "Carmarthenshire", "Ceredigion", "Clwyd",
        "Conwy", "Denbighshire", "Dyfed", "Flintshire", "Gwent", "Gwynedd", "Isle of Anglesey", "Merthyr Tydfil",
        "Mid Glamorgan", "Monmouthshire", "Neath Port Talbot", "Newport", "Pembrokeshire", "Powys",
        "Rhondda Cynon Taf", "Rhondda Cynon Taff", "South Glamorgan", "Swansea", "the Vale of Glamorgan", "Torfaen",
        "Vale of Glamorgan", "Wales", "West Glamorgan", "Wrexham", "Ynys Mon",
    ),
    "scotland": (
        "Aberdeen", "Aberdeenshire", "Angus", "Argyll and Bute", "Argyllshire", "Ayrshire", "Banffshire",
        "Berwickshire", "Borders", "Caithness", "Central", "Clackmannanshire", "Dumfries and Galloway",
        "Dumfriesshire", "Dunbartonshire", "Dundee", "East Ayrshire", "East Dunbartonshire", "East Lothian",
        "East Renfrewshire", "Edinburgh", "Eilean Siar", "Falkirk", "Fife", "Glasgow", "Grampian", "Highland",
        "Inverclyde", "Inverness-shire", "Kincardineshire", "Kinross-shire", "Kirkcudbrightshire", "Lanarkshire",
        "Lothian", "Midlothian", "Moray", "Morayshire", "Na h-Eileanan Siar", "Na h-Eileanan an Iar", "Nairnshire",
        "North Ayrshire", "North Lanarkshire", "Orkney", "Orkney Islands", "Outer Hebrides", "Peeblesshire",
        "Perth and Kinross", "Perthshire", "Renfrewshire", "Ross-shire", "Roxburghshire", "Scotland",
        "Scottish Borders", "Selkirkshire", "Shetland", "Shetland Islands", "South Ayrshire", "South Lanarkshire",
        "Stirling", "Stirlingshire", "Strathclyde", "Sutherland", "Tayside", "West Dunbartonshire", "West Lothian",
        "Western Isles", "Wigtownshire",
    ),
    "northern-ireland": (
        "Antrim", "Antrim and Newtownabbey", "Ards", "Ards and North Down", "Armagh",
        "Armagh City, Banbridge and Craigavon", "Armagh, Banbridge and Craigavon", "Ballymena", "Ballymoney",
        "Banbridge", "Belfast", "Carrickfergus", "Castlereagh", "Causeway Coast and Glens", "Coleraine", "Cookstown",
        "County Antrim", "County Armagh", "County Down", "County Fermanagh", "County Londonderry", "County Tyrone",
        "Craigavon", "Derry", "Derry City and Strabane", "Derry and Strabane", "Down", "Dungannon",
        "Dungannon and South Tyrone", "Fermanagh", "Fermanagh and Omagh", "Larne", "Limavady", "Lisburn",
        "Lisburn and Castlereagh", "Londonderry", "Magherafelt", "Mid Ulster", "Mid and East Antrim", "Moyle",
        "Newry and Mourne", "Newry, Mourne and Down", "Newtownabbey", "North Down", "Northern Ireland", "Omagh",
        "Strabane", "Tyrone",
    ),
}  # fmt: skip
"""Counties, council areas and districts, present and former, as open data writes them. All others are England's."""

_NATION_OF_COUNTY = {fold(county): nation for nation, counties in _COUNTIES.items() for county in counties}

_POSTCODE_AREAS = {
    "northern-ireland": ("BT",),
    "scotland": ("AB", "DD", "DG", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "ZE"),
    "wales": ("CF", "SA"),
}
_ON_A_BORDER = ("CA", "CH", "GL", "HR", "LD", "LL", "NE", "NP", "SY", "TD")
"""Letters of postcodes that stand on both sides of a border; all that are named nowhere here are England's."""

_NATION_OF_LETTERS = {letters: nation for nation, some in _POSTCODE_AREAS.items() for letters in some}
_LETTERS = re.compile(r"[A-Z]+")
_STANDING_BEFORE = re.compile(
    r"^(?:the )?(?:(?:city|county|county borough|borough|royal borough) of (?!london$))?", re.I
)
_STANDING_BEHIND = re.compile(r" (?:city|county borough)$", re.I)


@lru_cache(maxsize=4096)
def nation_of(country: str, county: str = "", postcode: str = "", *, home: str) -> str:
    """What `Area.nation` says of such a place: a nation of the UK, else the country's code, blank where it is `home`.

    Blank, too, where nobody can say which nation of the United Kingdom it is.
    """
    country = country or country_of_postcode(postcode, home=home)
    if country != UNITED_KINGDOM:
        return "" if country == home else country
    letters = _letters(postcode)
    if letters in _NATION_OF_LETTERS:
        return _NATION_OF_LETTERS[letters]
    if county:
        return _NATION_OF_COUNTY.get(fold(county_name(county, country)), "england")
    return "england" if letters and letters not in _ON_A_BORDER else ""


@lru_cache(maxsize=4096)
def country_of_postcode(postcode: str, *, home: str) -> str:
    """The country of a postcode shaped like the UK's; blank for any other. Elsewhere the first part alone is none."""
    letters = _letters(postcode) if home == UNITED_KINGDOM or tidy(postcode) else ""
    return ISLANDS.get(letters, UNITED_KINGDOM) if letters else ""


def country_of_nation(nation: str) -> str:
    """The code of the country of an area's nation; blank where the area states none."""
    return UNITED_KINGDOM if nation in UK_NATIONS else nation.partition("-")[0].upper()


def county_name(county: str, country: str) -> str:
    """What people call it: `Caerdydd - Cardiff` and `City of Bristol` are `Cardiff` and `Bristol`."""
    if country != UNITED_KINGDOM:
        return county
    english = county.rpartition(" - ")[2]
    return _STANDING_BEHIND.sub("", _STANDING_BEFORE.sub("", english)) or county


def nation_name(nation: str, country: str) -> str:
    """`England`, `Isle of Man`; the code itself of a country that nobody has heard of."""
    return UK_NATIONS.get(nation) or _names_of_countries().get(country, country)


@lru_cache(maxsize=1)
def _names_of_countries() -> dict[str, str]:
    """The usual English names, from the table that comes with the time zones (in the public domain)."""
    table = resources.files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {code: name.replace(" & ", " and ") for code, name in rows} | {UNITED_KINGDOM: "United Kingdom"}


def _letters(postcode: str) -> str:
    first = outward(postcode)
    return _LETTERS.match(first)[0] if first else ""
