"""In a real browser: the two meetings side by side, on a phone, in the dark, and by keyboard; axe finds nothing."""

from datetime import date

import pytest

from groups.models import Meeting
from groups.upkeep import listing, sameness
from tests import axe
from tests.admin.test_desk_in_browser import complaints, staff  # noqa: F401 - fixtures
from tests.factories import make_exception, make_feed, make_group, make_meeting, make_programme, make_tag, make_venue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"), (320, "light")]


@pytest.fixture
def both():
    venue = make_venue(postcode="IP1 1AA")
    programme = make_programme()
    fed = make_meeting(
        group=make_group("Harbour Lights", programme=programme),
        venue=venue,
        feed=make_feed("Suffolk intergroup"),
        feed_key="1",
        confirmed_on=date(2026, 11, 1),
        confirmed_by="feed",
        minutes=90,
        note="Tea and coffee from 7pm, and a newcomers’ table by the window.",
    )
    own = make_meeting(
        group=make_group("Harbour Light", programme=programme),
        venue=venue,
        door="Green door in Elm Street",
        room="Upstairs",
    )
    own.meeting_tags.create(tag=make_tag("newcomers"))
    make_exception(own, "cancelled", "2026-12-28", note="Christmas")
    return fed, own


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_axe_finds_nothing_and_nothing_is_cut(page, staff, both, width, scheme):  # noqa: F811
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    fed, own = both
    pair = f"groups/meeting/same/?one={fed.pk}&other={own.pk}"

    def looked_at(path: str) -> None:
        staff(path)
        found = {fault["id"]: fault["nodes"][0]["target"] for fault in axe.faults(page)}
        assert found == {}, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path

    for path in (f"groups/meeting/{fed.pk}/same/", pair, f"groups/linkcheck/quality/same-meetings/{fed.pk}/{own.pk}/"):
        looked_at(path)
    sameness.make_one(fed, own)
    listing.close(fed, reason="Left its feed")
    looked_at("groups/linkcheck/quality/out-of-sight/")
    for one in (fed, own):
        looked_at(f"groups/meeting/{one.pk}/change/")


def test_they_are_made_one_and_shown_again_without_a_mouse(page, staff, complaints, both):  # noqa: F811
    fed, own = both
    staff(f"groups/meeting/{fed.pk}/same/")
    staff(f"groups/linkcheck/quality/same-meetings/{fed.pk}/{own.pk}/")
    page.get_by_role("link", name="They are one meeting").press("Enter")
    page.get_by_role("radio", name="Harbour Light (Every Monday, 7:30pm). Entered by staff").press("Space")
    page.get_by_role("button", name="They are one meeting").press("Enter")

    assert "They are one now" in page.locator(".messagelist").inner_text()
    assert Meeting.objects.get(pk=fed.pk).same_as == own
    page.get_by_role("link", name="the other one").press("Enter")
    page.get_by_role("button", name="Show it again").press("Enter")
    assert "Visitors see it again" in page.locator(".messagelist").inner_text()
    assert Meeting.objects.get(pk=fed.pk).same_as is None
    assert complaints == []
