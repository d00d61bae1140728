"""Putting a meeting into the week in a real browser: without script, in one press, with the row still in sight."""

import re
from itertools import pairwise

import pytest

from groups.models import Site
from tests import axe

pytestmark = pytest.mark.browser

TO_THE_WEEK = ".to-week"


@pytest.mark.parametrize("width", [390, 1280])
def test_one_press_puts_a_meeting_into_the_week_and_the_list_stays_where_it_was(browser, site, width):
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/meetings/?near=Ipswich&day=mon&day=wed")
    name = page.locator(".meeting-row h3").nth(3).inner_text()

    page.get_by_role("link", name=f"Add to my week – {name}").click()

    assert page.url.startswith(f"{site}/meetings/?near=Ipswich&day=mon&day=wed&plan=")
    held = page.get_by_role("link", name=f"In my week – {name}")
    assert page.get_by_role("link", name="My week (1)").first.is_visible()
    box = held.bounding_box()
    assert 56 < box["y"] < 800
    held.click()
    assert page.url.startswith(f"{site}/plan/?plan=")
    assert context.cookies() == []


def test_with_script_the_page_stays_where_it_is_and_every_link_of_it_knows_the_week(page, site):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/meetings/?near=Ipswich")
    row = page.locator(".meeting-row").nth(6)
    name = row.locator("h3").inner_text()
    row.locator(TO_THE_WEEK).scroll_into_view_if_needed()
    page.evaluate("window.asItWas = true")
    stood = page.evaluate("scrollY")

    row.locator(TO_THE_WEEK).click()
    held = page.get_by_role("link", name=f"In my week – {name}")
    held.wait_for()

    assert page.evaluate("[window.asItWas, scrollY]") == [True, stood]
    assert page.url.startswith(f"{site}/meetings/?near=Ipswich&plan=")
    assert held.evaluate("link => link === document.activeElement")
    links = page.locator("main a[href^='/'], footer a[href^='/']").evaluate_all(
        "all => all.map(link => link.getAttribute('href'))"
    )
    pages = [link for link in links if not re.search(r"[.][a-z]+([?]|$)|^/(admin|leaflet)/", link)]
    assert [link for link in pages if "plan=" not in link] == []
    page.locator(TO_THE_WEEK, has_text="Add to my week").first.click()
    page.get_by_role("link", name="My week: 2").or_(page.get_by_role("link", name="My week (2)")).first.wait_for()
    page.go_back()
    page.get_by_role("link", name="My week: 1").or_(page.get_by_role("link", name="My week (1)")).first.wait_for()


def test_with_script_a_meeting_is_taken_out_of_the_week_and_put_back_in_place(page, site):
    page.goto(f"{site}/meetings/?near=Ipswich")
    page.locator(TO_THE_WEEK).first.click()
    page.get_by_role("link", name="In my week").first.click()
    page.evaluate("window.asItWas = true")
    week = page.url

    page.get_by_role("link", name="Take out").click()
    back = page.get_by_role("link", name="Put it back")
    back.wait_for()
    assert back.evaluate("link => link === document.activeElement")
    back.click()
    page.get_by_role("link", name="Take out").wait_for()

    assert page.evaluate("window.asItWas")
    assert page.url == week


def test_the_week_grows_from_page_to_page(page, site):
    page.goto(f"{site}/areas/woodbridge/")
    for address in ("/meetings/", "/programmes/al-anon/"):
        page.goto(f"{site}{address}{page.url.partition('?')[1]}{page.url.partition('?')[2].partition('#')[0]}")
        before = page.url
        page.locator(TO_THE_WEEK, has_text="Add to my week").first.click()
        page.wait_for_url(lambda url, before=before: url != before)
    page.get_by_role("link", name="Guidance").first.click()

    assert page.locator(".masthead__nav").get_by_role("link", name="My week (2)").is_visible()
    assert page.url.startswith(f"{site}/guidance/?plan=")


def test_the_link_is_large_enough_and_is_no_part_of_the_row_s(page, site):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{site}/meetings/?near=Ipswich")
    boxes = page.locator(TO_THE_WEEK).evaluate_all("found => found.map(one => one.getBoundingClientRect().height)")

    assert len(boxes) == 20
    assert min(boxes) >= 44
    page.locator(TO_THE_WEEK).first.click()
    page.wait_for_url(re.compile("plan="))


def test_nothing_of_it_is_on_paper(page, site):
    page.goto(f"{site}/meetings/?near=Ipswich&plan=1.2")
    page.emulate_media(media="print")

    assert not page.locator(TO_THE_WEEK).first.is_visible()
    assert not page.locator(".masthead__week").is_visible()


@pytest.mark.parametrize("name", ["Mutual aid near you", "Mutual aid and recovery in Suffolk and Norfolk"])
def test_the_top_is_one_line_with_a_week_too(page, site, name):
    Site.objects.update(name=name)
    full = ".".join(map(str, range(100, 130)))
    for width in (320, 345, 390, 768, 960, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(f"{site}/about/?plan={full}")
        boxes = page.locator(".masthead__bar a:visible").evaluate_all(
            "links => links.map(one => one.getBoundingClientRect())"
            ".map(box => [box.left, box.right, box.top + box.height / 2])"
        )

        assert len(boxes) == (8 if width >= 960 else 4)
        assert len({round(middle) for _left, _right, middle in boxes}) == 1, width
        assert all(before[1] <= after[0] for before, after in pairwise(boxes)), width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator(".masthead__bar").get_by_role("link", name="My week (30)").first.is_visible()


def test_axe_finds_nothing_on_pages_that_hold_a_week(page, site):
    found = []
    page.goto(f"{site}/meetings/")
    page.locator(TO_THE_WEEK).first.click()
    asked = page.url.partition("?")[2].partition("#")[0]
    for address in ("/", "/meetings/?near=Ipswich", "/meetings/?view=week", "/meetings/wednesday-women-10-30am/"):
        for scheme, width in (("light", 360), ("dark", 1280)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{site}{address}{'&' if '?' in address else '?'}{asked}")
            found += [(address, one["id"]) for one in axe.faults(page)]

    assert found == []
