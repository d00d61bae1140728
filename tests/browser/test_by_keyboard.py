"""The main ways through the site by keys alone: each stop can be seen, nothing lies over it, and all comes in order."""

import pytest
from django.core.cache import cache

from mutualaid import posting
from tests.browser import seeing

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 640}
MOST_STOPS = 150


def walk(page, to: str, *, key="Tab") -> list[str]:
    """Presses the key until something that begins with these words is reached; what each stop on the way said."""
    said = []
    for _press in range(MOST_STOPS):
        page.keyboard.press(key)
        stop = seeing.stop(page)
        assert stop["faults"] == [], stop
        said.append(stop["says"])
        if stop["says"].startswith(to):
            return said
    raise AssertionError(f"{to!r} is not reached: {said}")


def press(page, key="Enter"):
    """What leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


@pytest.fixture
def page_on_a_phone(page):
    page.set_viewport_size(PHONE)
    return page


def test_from_the_first_page_to_a_meeting_and_into_a_week(page_on_a_phone, site):
    page = page_on_a_phone
    page.goto(site)
    assert walk(page, "Get help now")[:2] == ["Leave quickly", "Skip to the main part"]
    walk(page, "Town, postcode, or what you need")
    page.keyboard.type("Ipswich")
    press(page)
    assert page.title().startswith("Meetings near Ipswich, 7")

    walk(page, "Filters")
    page.keyboard.press("Enter")
    walk(page, "Tuesday")
    page.keyboard.press("Space")
    walk(page, "Show meetings")
    press(page)
    assert page.get_by_role("heading", level=1).inner_text() == "Meetings on Tuesday near Ipswich"

    name = page.locator(".meeting-row__name a").first.inner_text()
    walk(page, name)
    walk(page, "Add to my week")
    walk(page, name, key="Shift+Tab")
    press(page)
    assert page.get_by_role("heading", level=1).inner_text() == name

    walk(page, "Add to my week")
    page.keyboard.press("Enter")
    page.locator("body > [role=status]", has_text="My week (1)").wait_for(state="attached")
    assert seeing.stop(page)["says"].startswith("In my week")
    press(page)
    assert page.get_by_role("heading", level=1).inner_text() == "My week"
    walk(page, name)


def test_from_the_first_stop_one_leaves_and_skips_and_changes_the_language(page_on_a_phone, site, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    page = page_on_a_phone
    page.goto(f"{site}/help-now/")
    assert walk(page, "Cymraeg") == ["Leave quickly", "Skip to the main part", "Cymraeg"]
    press(page)
    assert page.url == f"{site}/cy/help-now/"

    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "https://www.bbc.co.uk/weather"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert seeing.stop(page)["id"] == "main"
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


@pytest.mark.parametrize("width", [320, 1280])
def test_help_is_one_step_away_and_comes_before_what_the_page_is_about(page, site, width):
    page.set_viewport_size({"width": width, "height": 640})
    for address in ("/", "/meetings/?near=Ipswich", "/meetings/wednesday-women-10-30am/", "/plan/", "/guidance/"):
        page.goto(site + address)
        assert len(walk(page, "Get help now")) <= 10
        press(page)
        assert page.url == f"{site}/help-now/"


def test_the_pins_of_a_map_can_be_gone_through_or_past(page, site):
    page.goto(f"{site}/meetings/?view=map&near=Woodbridge")
    page.locator(".map-drawing").evaluate("one => one.querySelector('a').focus()")
    assert seeing.stop(page)["says"] == "Go to the list"
    pins = walk(page, page.locator(".map-pin").last.get_attribute("aria-label"))
    assert len(pins) == page.locator(".map-pin").count()
    walk(page, "Go to the list", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.locator(".map-drawing :focus").count() == 0
    assert page.locator(".results__list :focus").count() == 1


def test_what_is_wrong_in_a_form_is_told_first_and_leads_to_its_field(page_on_a_phone, site, monkeypatch):
    monkeypatch.setattr(posting, "SHORTEST", posting.timedelta(0))
    cache.clear()
    page = page_on_a_phone
    page.goto(f"{site}/suggest/")
    walk(page, "Name of the group")
    page.keyboard.type("Late Lights")
    walk(page, "Time")
    page.keyboard.type("teatime")
    walk(page, "Send")
    press(page)

    assert page.title().startswith("Error: Suggest a group")
    assert page.locator(":focus").get_attribute("role") == "alert"
    walk(page, "Time")
    page.keyboard.press("Enter")
    field = page.locator(":focus")
    assert field.get_attribute("aria-invalid") == "true"
    assert field.input_value() == "teatime"
    told = page.locator(f"[id='{field.get_attribute('aria-describedby').split()[-1]}']").inner_text()
    assert told in page.get_by_role("alert").inner_text()
