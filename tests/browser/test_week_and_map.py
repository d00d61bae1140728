"""The week, the map and the locator in a real browser: by keyboard, without script, and nothing asked of anybody."""

import base64
import re

import pytest

from tests import axe
from tests.browser import seeing

pytestmark = pytest.mark.browser

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"
A_TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ADDRESSES = (
    "/meetings/?view=week",
    "/meetings/?view=week&near=Woodbridge&day=tue",
    "/meetings/?view=week&kind=smart&time=night&near=Eye&within=1",
    "/meetings/?view=map",
    "/meetings/?view=map&near=Ipswich",
    "/meetings/?view=map&attend=online",
    "/meetings/wednesday-women-10-30am/",
    "/meetings/tuesday-families-7-30pm/",
)


@pytest.fixture
def tiles(settings, page):
    """A tile host that the site has set, answered here; the addresses asked of it."""
    settings.MAP_TILES_URL, settings.MAP_ATTRIBUTION = TILES, "© Example & friends"
    asked = []

    def answer(route):
        asked.append(route.request)
        route.fulfill(body=A_TILE, content_type="image/png")

    page.route("https://tiles.example.org/**", answer)
    return asked


def test_no_page_has_a_fault_light_or_dark_small_or_wide(page, site, tiles):
    found = []
    for address in ADDRESSES:
        for scheme, width in (("light", 360), ("dark", 1280)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(site + address)
            for violation in axe.faults(page):
                found.append(
                    (address, scheme, violation["id"], [node["html"][:160] for node in violation["nodes"][:3]])
                )
            if scheme == "light":
                found += [(address, fault) for fault in seeing.faults(page)]

    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("width", [1024, 1280])
def test_neither_is_wider_than_its_screen(page, site, width):
    page.set_viewport_size({"width": width, "height": 700})
    across = {}
    for address in ADDRESSES:
        page.goto(site + address)
        across[address] = page.evaluate("document.documentElement.scrollWidth")

    assert {address: wide for address, wide in across.items() if wide > width} == {}


def test_a_timetable_has_a_column_a_day_on_a_wide_screen_and_goes_day_by_day_on_a_phone(page, site):
    def lefts():
        return {round(box["x"]) for box in (day.bounding_box() for day in page.locator(".week-day").all())}

    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/meetings/?view=week")
    assert len(lefts()) == 7
    page.set_viewport_size({"width": 390, "height": 800})
    assert len(lefts()) == 1


@pytest.mark.parametrize("near", ["near=Bury+St+Edmunds&within=5", "near=Ipswich"])
def test_a_timetable_near_a_place_prints_on_a_sheet_on_its_side(page, site, near):
    page.goto(f"{site}/meetings/?view=week&{near}")

    printed = page.pdf(prefer_css_page_size=True)

    assert printed.count(b"/Type /Page\n") == 1
    wide, high = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed).groups()
    assert float(wide) > float(high)


def test_without_script_views_lead_to_each_other_and_filters_keep_the_view(browser, site):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    page.goto(f"{site}/meetings/?near=Ipswich")
    page.get_by_role("link", name="Week", exact=True).click()
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Tuesday").check()
    page.get_by_role("button", name="Show meetings").click()
    assert "view=week" in page.url and "day=tue" in page.url
    page.get_by_role("link", name="Map", exact=True).click()

    assert page.locator(".map-pin").count() > 1
    assert page.locator(".meeting-row").count() > 3
    assert "near=Ipswich" in page.url and "day=tue" in page.url


def test_by_keyboard_a_pin_is_reached_says_what_it_is_and_leads_nearer(page, site, told):
    page.goto(f"{site}/meetings/?view=map&near=Woodbridge")
    page.get_by_role("link", name="Go to the list").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('map-pin')")
    page.get_by_role("link", name="in and around Ipswich").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**within=*")

    assert "view=map" in page.url
    assert told["errors"] == []


def test_street_pictures_come_only_after_the_press_and_the_pins_stay_links(page, site, tiles, told):
    page.goto(f"{site}/meetings/?view=map&near=Woodbridge")
    page.wait_for_load_state("networkidle")
    pins = page.locator(".map-pin").count()
    assert tiles == []
    assert not [url for url in told["requests"] if "leaflet" in url]

    page.get_by_role("button", name="Show map pictures").click()
    page.wait_for_selector(".leaflet-tile-loaded")

    assert page.locator(".map-drawing__tiles .map-pin").count() == pins
    assert "© Example & friends" in page.locator(".leaflet-control-attribution").inner_text()
    assert all("referer" not in request.headers and "cookie" not in request.headers for request in tiles)
    assert told["errors"] == []
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    page.get_by_role("link", name="in and around Ipswich").first.click()
    page.wait_for_url("**within=*")


def test_without_script_nothing_speaks_of_pictures(browser, site, settings):
    settings.MAP_TILES_URL = TILES
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/meetings/?view=map&near=Woodbridge")

    assert not page.get_by_text("Show map pictures").is_visible()
    assert page.locator(".map-pin").count() > 3
