"""My week in a real browser: on a phone without script, for anybody, and on one sheet of paper."""

import re

import pytest

from groups.models import Meeting
from groups.rules.choices import Status
from tests import axe
from tests.browser import seeing

pytestmark = pytest.mark.browser

BUSY = (
    "busy=12345-0900-1730_work.4-1900-2100_training.6-1000-1200-n_class.12345-0815-0900_school-run.2-1000-1130-n_visit"
)
THEIRS = (
    "theirs=12345-1800-1930-n_bedtime.123-0700-1500_work.4-1900-2200_training.3-1900-2100-n_choir.7-0900-1100-n_church"
)
FROM_HOME = "home=Woodbridge&by=bus&latest=2200"


@pytest.fixture
def addresses(site):
    """A page of each sort, of the demonstration."""
    listed = Meeting.objects.filter(status=Status.LISTED, group__status=Status.LISTED, by_arrangement=False)
    evening = list(listed.filter(starts_at__gte=18 * 60, attendance="in-person").order_by("weekday", "pk"))
    seven = [next(one for one in evening if one.weekday == n % 7) for n in range(7)]
    other_weeks = listed.filter(interval=2).first()
    monthly = listed.exclude(weeks=63).first()
    gone = Meeting.objects.filter(group__status=Status.CLOSED).first()
    paused = Meeting.objects.filter(group__status=Status.PAUSED).first()
    plan = ".".join(str(one.pk) for one in seven)
    return {
        "empty": f"{site}/plan/",
        "seven": f"{site}/plan/?plan={plan}&{BUSY}&{THEIRS}&{FROM_HOME}&first={seven[1].pk}",
        "two weeks": f"{site}/plan/?plan={plan}.{other_weeks.pk}&busy=12345-2200-0600-a_nights&{FROM_HOME}",
        "notices": f"{site}/plan/?plan={plan}.{gone.pk}.{paused.pk}.{monthly.pk}.99999999&by=rocket&busy=hello",
        "fixed times alone": f"{site}/plan/?{BUSY}",
        "missed": f"{site}/plan/missed/?plan={plan}&{FROM_HOME}",
    }


def test_no_page_has_a_fault_light_or_dark_small_or_wide(page, addresses):
    found = []
    for name, address in addresses.items():
        for scheme, width in (("light", 360), ("dark", 1280)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            for violation in axe.faults(page):
                found.append((name, scheme, violation["id"], [node["html"][:160] for node in violation["nodes"][:3]]))
            if scheme == "light":
                found += [(name, fault) for fault in seeing.faults(page)]

    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("width", [1024, 1280])
def test_none_is_wider_than_its_screen(page, addresses, width):
    page.set_viewport_size({"width": width, "height": 700})
    across = {}
    for name, address in addresses.items():
        page.goto(address)
        for details in page.locator("details").all():
            details.evaluate("one => one.open = true")
        across[name] = page.evaluate("document.documentElement.scrollWidth")

    assert {name: wide for name, wide in across.items() if wide > width} == {}


def test_nothing_is_kept_nothing_asked_elsewhere_and_the_policy_is_never_broken(page, site, addresses, told):
    for address in addresses.values():
        page.goto(address)
        assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]

    assert [url for url in told["requests"] if not url.startswith(site)] == []
    assert told["errors"] == []


@pytest.mark.parametrize("name", ["seven", "two weeks", "fixed times alone", "missed"])
def test_it_prints_on_one_sheet_of_a4(page, addresses, name):
    page.goto(addresses[name])

    paper = page.pdf(prefer_css_page_size=True)

    assert paper.count(b"/Type /Page\n") == 1
    wide, high = map(float, re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper).groups())
    assert (round(wide), round(high)) in [(595, 842), (596, 842), (612, 792)]


def test_on_paper_the_picture_and_the_days_are_there_and_nothing_to_press(page, addresses):
    page.goto(addresses["seven"])
    page.emulate_media(media="print")

    for what in ("button", "summary", ".plan-deeds", ".plan-steps", ".card", ".foot__links"):
        assert [one for one in page.locator(what).all() if one.is_visible()] == [], what
    assert page.locator(".plan-picture").bounding_box()["height"] > 150
    assert page.locator(".plan-entry").first.is_visible()


def test_on_a_phone_the_words_of_the_picture_stay_within_their_blocks_and_can_be_read(page, addresses):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(addresses["seven"])

    outside = page.evaluate("""[...document.querySelectorAll('.plan-block__text--meeting')].map(text => {
        const block = text.parentNode.querySelectorAll('.plan-block--meeting');
        const word = text.getBoundingClientRect();
        return [...block].some(one => {
            const box = one.getBoundingClientRect();
            return box.left - 1 <= word.left && word.right <= box.right + 1 && box.top - 1 <= word.top + 3;
        }) ? '' : text.textContent;
    }).filter(Boolean)""")

    assert outside == []
    assert page.locator(".plan-block__text--meeting").first.bounding_box()["height"] >= 9


def test_without_script_a_meeting_is_taken_out_and_another_made_the_home_group(browser, site, addresses):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto(addresses["seven"])
    rows = page.locator(".plan-meeting")
    assert rows.count() == 7

    rows.first.get_by_role("link", name="Take out").click()
    assert page.locator(".plan-meeting").count() == 6
    assert "theirs=" in page.url and "home=52.09" in page.url
    page.locator(".plan-meeting").nth(2).get_by_role("link", name="This is my home group").click()

    assert page.locator(".plan-meeting").nth(2).get_by_text("home group", exact=True).is_visible()
    assert page.locator(".plan-meeting .plan-home").count() == 1


def test_without_script_what_is_gone_is_replaced_by_the_nearest_like_it(browser, addresses):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(addresses["notices"])
    page.get_by_role("link", name="Put it in instead").first.click()

    assert "99999999" in page.url
    assert page.locator(".plan-meeting").count() == 10
    assert page.get_by_role("link", name="Put it in instead").count() == 0
