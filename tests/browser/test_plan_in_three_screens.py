"""From a postcode and five commitments to a week that fits: three screens on a phone, without script."""

import re

import pytest

from tests import axe
from tests.browser import seeing

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
FULL = (
    "busy=12345-0900-1730_work.12345-0830-0915_school-run.4-1900-2100-a_training&theirs=1234567-1830-1930-n_bedtime"
    "&home=52.09,1.32&by=car&target=3&latest=2130"
)
TARGETS = "button, select, summary, label:has(input), input[type=text], input[type=time]"
SMALL = """targets => [...document.querySelectorAll(`main form :is(${targets})`)]
  .filter(one => one.checkVisibility())
  .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
  .filter(([_html, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([html, box]) => `${html} ${box.width} x ${box.height}`)"""


@pytest.fixture
def without_script(browser):
    return browser.new_context(java_script_enabled=False, viewport=PHONE)


def names(page):
    return page.locator(".fit-row h3").all_inner_texts()


def test_a_week_from_a_postcode_and_five_commitments_and_the_same_for_a_second_person(without_script, browser, site):
    page = without_script.new_page()
    page.goto(f"{site}/plan/times/")

    # The first screen: five of them, three of one's own
    mine, theirs = page.locator("#mine-times"), page.locator("#theirs-times")
    for column, label in ((mine, "Work"), (mine, "School run"), (theirs, "Training"), (theirs, "Night shift")):
        column.get_by_role("checkbox", name=label).first.check()
    mine.locator("summary", has_text="Something else").click()
    row = mine.get_by_role("group", name="Another time, 1")
    row.get_by_label("What is it?").fill("Choir")
    row.get_by_label("Wednesday").check()
    row.get_by_label("From").fill("19:00")
    row.get_by_label("Until").fill("21:00")
    page.get_by_role("button", name="Next: find meetings that fit").click()

    # The second: where from
    assert page.get_by_role("heading", level=1).inner_text() == "Find meetings that fit"
    page.get_by_label("Where do you start from?").fill("ip12 1aa")
    page.get_by_role("radio", name="By car").check()
    page.get_by_role("radio", name="3", exact=True).check()
    page.get_by_role("button", name="Find a week that fits").click()

    # The third: the week
    assert page.get_by_role("heading", level=1).inner_text() == "A week that fits"
    assert "busy=3-1900-2100_Choir.12345-0900-1730_work.12345-0830-0915_school-run.12345-1500-1545" in page.url
    assert "theirs=4-1900-2100-n_training.12345-2200-0600-n" in page.url
    assert re.search(r"home=52\.\d\d%2C1\.\d\d&", page.url)
    assert "IP12" not in page.url.upper()
    chosen = names(page)
    assert len(chosen) >= 3
    page.get_by_role("link", name="Use this week", exact=True).click()
    assert page.url.startswith(f"{site}/plan/?plan=")
    assert all(name in page.locator("main").inner_text() for name in chosen)

    other = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    other.goto(page.url)
    assert other.locator("main").inner_text().split() != []
    assert all(name in other.locator("main").inner_text() for name in chosen)


def test_what_is_wrong_is_led_to_and_put_right(without_script, site):
    page = without_script.new_page()
    page.goto(f"{site}/plan/times/")
    page.locator("#mine-times summary", has_text="Something else").click()
    page.get_by_role("group", name="Another time, 1").get_by_label("What is it?").first.fill("Choir")
    page.get_by_role("button", name="Next: find meetings that fit").click()

    page.get_by_role("alert").get_by_role("link", name="From").click()

    assert page.locator("#id_m0-at").is_visible()
    assert page.locator("#id_m0-name").input_value() == "Choir"


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
@pytest.mark.parametrize(
    "path",
    [
        f"/plan/times/?{FULL}",
        f"/plan/times/?{FULL}&go=fit&m3-weeks=&m3-name=Choir",
        "/plan/fit/",
        f"/plan/fit/?{FULL}",
        f"/plan/fit/?{FULL}&go=fit&place=Nowhereton",
        f"/plan/fit/?{FULL}&by=walk&target=7&attend=in-person",
    ],
)
def test_axe_finds_nothing_and_nothing_is_too_wide(browser, site, path, scheme, width):
    page = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{site}{path}")
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")

    found = axe.faults(page)

    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert scheme == "dark" or seeing.faults(page) == []


def test_every_target_is_large_enough_for_a_thumb(browser, site):
    page = browser.new_context(viewport={"width": 320, "height": 800}).new_page()
    small = []
    for path in ("/plan/times/", "/plan/fit/"):
        page.goto(f"{site}{path}?{FULL.replace('&target=3', '')}")
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        small += page.evaluate(SMALL, TARGETS)

    assert small == []
