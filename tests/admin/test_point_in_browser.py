"""In a real browser: the small map of a venue, as our own drawing and with street pictures."""

import pytest

from groups.models import Site
from tests.admin.test_desk_in_browser import complaints, staff  # noqa: F401 - fixtures
from tests.browser.test_week_and_map import tiles  # noqa: F401 - fixture
from tests.factories import make_venue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hall(page, staff):  # noqa: F811
    """A venue with the page of its point open."""
    Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})
    venue = make_venue("Trinity Hall", lat=52.05, lng=1.15)
    staff(f"groups/venue/{venue.pk}/point/")
    return venue


def press(page, where: str, across: float, down: float) -> None:
    box = page.locator(where).bounding_box()
    page.locator(where).click(position={"x": box["width"] * across, "y": box["height"] * down})


def middle(page, what: str) -> tuple[float, float]:
    box = page.locator(what).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_press_on_street_pictures_sets_the_point(tiles, page, hall, complaints):  # noqa: F811
    page.get_by_role("button", name="Show map pictures").click()
    page.wait_for_selector(".leaflet-tile-loaded")

    press(page, "[data-room]", 0.7, 0.3)
    written = page.locator("[data-point]").input_value()
    page.get_by_role("button", name="Set the point").click()
    page.locator(".messagelist .success").wait_for()

    hall.refresh_from_db()
    assert f"{hall.lat:.5f}, {hall.lng:.5f}" == written
    assert hall.lat > 52.05
    assert hall.lng > 1.15
    assert complaints == []


def test_what_was_pressed_on_the_drawing_is_where_the_ring_stands_on_the_pictures(tiles, page, hall, complaints):  # noqa: F811
    press(page, "[data-sheet]", 0.75, 0.25)
    page.get_by_role("button", name="Show map pictures").click()
    page.wait_for_selector(".leaflet-tile-loaded")

    ring, room = middle(page, "path.leaflet-interactive, .leaflet-overlay-pane path"), middle(page, "[data-room]")

    assert ring[0] > room[0] + 50
    assert ring[1] < room[1] - 50
    assert complaints == []


def test_the_pictures_leave_nothing_that_speaks_of_the_drawing(tiles, page, hall):  # noqa: F811
    page.get_by_role("button", name="Show map pictures").click()
    page.wait_for_selector(".leaflet-tile-loaded")

    assert page.locator(".point-map figcaption").inner_text().strip() == ""


def test_what_was_pressed_is_kept_when_the_map_is_drawn_closer(page, hall, complaints):  # noqa: F811
    press(page, "[data-sheet]", 0.75, 0.25)
    written = page.locator("[data-point]").input_value()

    page.get_by_role("link", name="Closer").click()
    page.wait_for_url("**closer=0**")

    assert page.locator("[data-point]").input_value() == written
    assert middle(page, "[data-pin]") == pytest.approx(middle(page, "[data-sheet]"), abs=2)
    assert complaints == []


def test_the_words_of_the_scale_stand_above_its_bar(page, hall):
    bar = page.locator(".map-scale path").first.bounding_box()
    words = page.locator(".map-scale text").bounding_box()

    assert words["y"] + words["height"] <= bar["y"] + 3
