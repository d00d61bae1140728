"""The page for two and the page to take a week along: one sheet of paper, nothing to press on it, fit for anybody."""

import re

import pytest

from groups.models import Meeting
from groups.rules.schedule import EVERY_WEEK
from tests import axe
from tests.browser import seeing

pytestmark = pytest.mark.browser

BUSY = "12345-0900-1730_work.4-1900-2100_training.6-1000-1200_class.2-1900-2030-n_class.7-0900-1200_caring"
THEIRS = (
    "1234567-1830-1930-n_bedtime.12345-0800-1600_work.3-1930-2200_choir.12345-2200-0600-b_nights.12345-0830-0915-n_"
    "school-run"
)


@pytest.fixture
def week(site):
    """Seven meetings, one a day, and ten commitments."""
    listed = Meeting.objects.filter(status="listed", group__status="listed", weeks=EVERY_WEEK, interval=1)
    in_person = listed.filter(venue__town="Ipswich").exclude(attendance="online").order_by("-starts_at")
    numbers = [in_person.filter(weekday=day).first().pk for day in range(7)]
    plan = ".".join(str(number) for number in numbers)
    return f"plan={plan}&busy={BUSY}&theirs={THEIRS}&home=Ipswich&by=bus&target=7&latest=2130&first={numbers[0]}"


def printed(page, address):
    page.goto(address)
    paper = page.pdf(prefer_css_page_size=True)
    return paper.count(b"/Type /Page\n"), re.search(rb"/MediaBox \[0 0 ([\d.]+ [\d.]+)\]", paper)[1]


def test_the_sheet_is_one_a4_page_with_seven_meetings_and_ten_commitments(page, site, week):
    pages, size = printed(page, f"{site}/plan/together/?{week}")

    assert pages == 1
    assert [round(float(side)) for side in size.split()] == [595, 842]


def test_the_sheet_of_an_empty_week_is_one_page_too(page, site):
    assert printed(page, f"{site}/plan/together/")[0] == 1


def test_on_the_sheet_stand_the_week_and_lines_to_write_on_and_nothing_to_press(page, site, week):
    page.goto(f"{site}/plan/together/?{week}")
    page.emulate_media(media="print")

    for what in ("a", "button", "input", "form", "nav", ".qr", ".masthead", ".foot", ".afraid", ".safety-line"):
        assert [one for one in page.locator(what).all() if one.is_visible()] == [], what
    seen = page.locator("body").inner_text()
    assert "Our week" in seen
    for words in ("Monday", "Sunday", "What I need", "What the other needs", "We look at this again on"):
        assert words in seen
    for hidden in ("Mutual aid near you", "/plan/", "Agree it"):
        assert hidden not in seen
    lines = page.locator(".our-week__write > p").evaluate_all("found => found.map(one => one.clientHeight)")
    assert min(lines[:-1]) > 25  # pixels of paper, 7 mm


@pytest.mark.parametrize("path", ["together", "take"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(page, site, week, path):
    for scheme, width in (("light", 320), ("dark", 390), ("light", 1280), ("dark", 1280)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{site}/plan/{path}/?{week}")

        assert [one["id"] for one in axe.faults(page)] == [], (scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seeing.faults(page) == []


@pytest.mark.parametrize("path", ["together", "take"])
def test_from_right_to_left_nothing_sticks_out(page, site, week, path):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{site}/plan/{path}/?{week}")
    page.evaluate("document.documentElement.dir = 'rtl'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_script_all_is_there_and_says_how_to_copy(browser, site, week):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/plan/take/?{week}")

    assert page.locator(".copy").first.inner_text() == "To copy: select all of it, then choose “Copy”."
    assert page.locator("#list-to-copy").input_value().startswith("Monday ")
    assert page.get_by_role("button", name="Copy").count() == 0


def test_with_script_one_press_copies(page, site, week, told):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/plan/take/?{week}")
    page.get_by_role("button", name="Copy").last.click()

    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#link-to-send").input_value()
    assert told["errors"] == []
    assert all(address.startswith(site) for address in told["requests"])


def test_the_calendar_is_saved_as_a_file(page, site, week):
    page.goto(f"{site}/plan/take/?{week}")
    page.get_by_label("As plain appointments").check()
    page.get_by_label("2 hours before").check()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the calendar file").click()

    address = saved.value.url
    assert "discreet=yes" in address
    assert "alarm=120" in address
    assert "busy" not in address
    assert saved.value.suggested_filename == "appointment.ics"
