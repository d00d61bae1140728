"""The workplace in the dark, on a narrow phone and on paper: readable, nothing cut off, nothing to press on a sheet."""

import re
from pathlib import Path

import pytest

from tests import axe
from tests.admin.test_axe_on_desks import addresses, filled  # noqa: F401
from tests.admin.test_desk_in_browser import complaints, staff  # noqa: F401
from tests.factories import make_area, make_group, make_meeting

STYLES = Path(__file__).parents[2] / "static/css"

A4 = 718
"""Pixels across a sheet with margins of a centimetre."""

INK_OF_ITS_OWN = r"background: var\(--message-\w+-bg[^;]*;[^}]*(?<![-\w])color: #"


def test_no_ink_of_its_own_stands_on_a_ground_that_turns_dark():
    for name in ("admin.css", "staff.css"):
        css = (STYLES / name).read_text()

        assert re.findall(INK_OF_ITS_OWN, css) == []


@pytest.fixture
def at_desk(page, live_server, admin_client, db):
    """An administrator's page: `at_desk(address)` opens one."""
    cookie = admin_client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": f"{live_server.url}/admin/"}])
    return lambda address: page.goto(f"{live_server.url}{address}")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_start_page_and_the_first_steps_can_be_read_in_the_dark(page, at_desk, filled):  # noqa: F811
    page.emulate_media(color_scheme="dark")
    for address in ("/admin/", "/admin/first-steps/"):
        at_desk(address)

        faint = [one for one in axe.faults(page) if one["id"] == "color-contrast"]

        assert page.locator(".to-do__first-steps, .first-step__state").count() > 0
        assert [node["html"] for one in faint for node in one["nodes"]] == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_desk_is_wider_than_a_narrow_phone(page, at_desk, filled):  # noqa: F811
    page.set_viewport_size({"width": 320, "height": 700})
    wide = []
    for address in addresses():
        at_desk(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)

    assert wide == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1100, 1280])
def test_what_can_be_done_with_a_group_stands_below_its_name(page, at_desk, site, width):
    group = make_group("The Wednesday Evening Step and Tradition Meeting at the Old Granary by the River")
    page.set_viewport_size({"width": width, "height": 700})

    at_desk(f"/admin/groups/group/{group.pk}/change/")

    name = page.locator("#content > h2").bounding_box()
    assert page.locator(".object-tools").bounding_box()["y"] >= name["y"] + name["height"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [320, 390])
def test_the_heads_of_the_areas_are_not_cut_into_letters(page, at_desk, site, width):
    make_meeting(group=make_group(area=make_area("Felixstowe")))
    page.set_viewport_size({"width": width, "height": 700})

    at_desk("/admin/")

    assert page.locator(".due-by-area thead th").last.bounding_box()["height"] < 60
    assert (
        page.evaluate("[...document.querySelectorAll('.change__scroll')].some(e => e.scrollWidth > e.clientWidth)")
        is False
    )


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/first-steps/",
        "/admin/groups/letter/due/",
        "/admin/groups/meeting/",
        "/admin/groups/meetingexception/holidays/",
        "/admin/groups/linkcheck/quality/",
        "/admin/groups/meeting/spreadsheet/",
    ],
)
def test_on_paper_a_page_has_the_whole_sheet_and_nothing_to_press(page, at_desk, filled, address):  # noqa: F811
    page.set_viewport_size({"width": 1280, "height": 800})
    at_desk(address)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1000, "height": 1400})
    wide_sheet = page.locator("#content").bounding_box()["width"]
    page.set_viewport_size({"width": A4, "height": 1000})

    seen = page.locator("#content").locator("button, input[type=submit], a.button, .submit-row, #toolbar")

    assert wide_sheet > 900
    assert [one for one in seen.all() if one.is_visible()] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= A4


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_who_works_in_the_dark_prints_in_ink(page, at_desk, site):
    at_desk("/admin/")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.emulate_media(media="print")

    assert page.locator("#to-do").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
