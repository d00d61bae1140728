"""In a real browser: what the checks found is read, put aside and brought back; axe finds nothing on any page of it."""

from datetime import time

import pytest

from groups.models import LinkCheck
from tests import axe
from tests.admin.test_desk_in_browser import complaints, staff  # noqa: F401 - fixtures
from tests.factories import make_area, make_group, make_meeting, make_venue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = "groups/linkcheck"


@pytest.fixture
def listings():
    suffolk = make_area("Suffolk", kind="county")
    ipswich, _eye = (make_area(name, parent=suffolk) for name in ("Ipswich", "Eye"))
    one, other = (make_group("Harbour Lights", area=ipswich, phone=number) for number in ("0800 1", "0800 2"))
    venue = make_venue(area=ipswich, directions="Ask Dave Smith")
    make_meeting(group=one, venue=venue, starts_at=time(3))
    make_meeting(group=other, venue=venue)
    LinkCheck.objects.create(url="https://example.org/", tried_at="2026-11-23T12:00Z")
    return one, other


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_axe_finds_nothing_on_any_page_about_the_data(page, staff, complaints, listings, width, scheme):  # noqa: F811
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    one, other = listings
    pair = f"quality/same-groups/{one.pk}/{other.pk}/"

    for path in ("", "quality/", "quality/same-groups/", "quality/private/", pair, "gaps/", "figures/"):
        staff(f"{DESK}/{path}")
        found = {fault["id"]: fault["nodes"][0]["target"] for fault in axe.faults(page)}
        assert found == {}, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert complaints == []


@pytest.mark.parametrize("width", [320, 390])
def test_two_listings_stand_side_by_side_on_a_phone_without_being_cut(page, staff, listings, width):  # noqa: F811
    page.set_viewport_size({"width": width, "height": 800})
    one, other = listings
    staff(f"{DESK}/quality/same-groups/{one.pk}/{other.pk}/")

    assert page.locator(".pair").evaluate("e => e.parentElement.scrollWidth <= e.parentElement.clientWidth")


def test_what_is_right_is_put_aside_and_brought_back(page, staff, complaints, listings):  # noqa: F811
    staff(f"{DESK}/quality/")
    page.get_by_role("link", name="Times that look wrong").click()
    page.get_by_role("button", name="This is right as it is").click()
    assert page.locator(".messagelist").inner_text() == "Put aside. It comes back when its facts change."
    assert page.get_by_text("Nothing found.").is_visible()

    page.get_by_role("link", name="1 was put aside").click()
    page.get_by_role("button", name="Look at it again").click()
    page.get_by_role("link", name="Back to what waits").click()

    assert page.get_by_role("button", name="This is right as it is").count() == 1
    assert complaints == []
