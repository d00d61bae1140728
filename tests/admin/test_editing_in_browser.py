"""In a real browser: what is typed of a time is said back at once, a listing is entered, and axe finds nothing."""

import pytest

from groups.models import Group, Meeting, Site
from tests import axe
from tests.admin.test_desk_in_browser import choose, complaints, staff  # noqa: F401 - fixtures
from tests.factories import make_group, make_meeting, make_place, make_programme, make_venue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def the_site(transactional_db):
    Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})


def test_words_become_dates_and_fields_while_one_types(page, staff, complaints):  # noqa: F811
    meeting = make_meeting()
    staff(f"groups/meeting/{meeting.pk}/change/")

    page.get_by_label("When, in words:").press_sequentially("2nd and 4th Tuesdays 7.30pm to 9")
    page.locator(".when__words").filter(has_text="2nd and 4th Tuesdays, 7:30pm to 9pm").wait_for()

    assert page.locator(".when__dates li").count() == 6
    assert page.locator("#id_weekday").input_value() == "1"
    assert page.locator("#id_weeks").get_by_label("2nd").is_checked()
    page.locator("#id_starts_at").fill("8pm")
    page.locator("#id_starts_at").press("Tab")
    page.locator(".when__words").filter(has_text="2nd and 4th Tuesdays, 8pm").wait_for()
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.locator(".messagelist .success").wait_for()

    meeting.refresh_from_db()
    assert (meeting.weekday, meeting.weeks, f"{meeting.starts_at:%H:%M}") == (1, 10, "20:00")
    assert complaints == []


def test_what_is_not_understood_is_told_at_once(page, staff, complaints):  # noqa: F811
    staff("groups/meeting/add/")

    page.get_by_label("When, in words:").press_sequentially("Tuesdays in the hall")

    page.locator(".when__trouble").filter(has_text="“hall” was not understood.").wait_for()
    assert complaints == []


def test_a_listing_is_entered_on_one_page(page, staff, complaints):  # noqa: F811
    make_programme("Alcoholics Anonymous", short_name="AA")
    make_venue("Trinity Hall", town="Woodbridge", postcode="IP12 1AA")
    staff("")
    page.get_by_role("link", name="Add a listing").click()

    page.get_by_label("Name:", exact=True).fill("Deben Nights")
    choose(page, "id_group-programme", "AA")
    choose(page, "id_place-venue", "ip121aa")
    page.get_by_label("When, in words:").first.press_sequentially("Fridays noon")
    page.locator(".when__words").filter(has_text="Every Friday, midday").wait_for()
    page.get_by_label("by phone").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".messagelist .success").wait_for()

    group = Group.objects.get()
    assert (group.name, group.status, group.confirmed_by) == ("Deben Nights", "listed", "phone")
    assert (Meeting.objects.get().weekday, Meeting.objects.get().venue.name) == (4, "Trinity Hall")
    assert complaints == []


def test_a_press_on_the_map_writes_the_point(page, staff, complaints):  # noqa: F811
    venue = make_venue("Trinity Hall", lat=52.05, lng=1.15)
    make_place("Ipswich", lat=52.056, lng=1.155)
    staff(f"groups/venue/{venue.pk}/point/")

    sheet = page.locator("[data-sheet]").bounding_box()
    page.locator("[data-sheet]").click(position={"x": sheet["width"] * 0.75, "y": sheet["height"] * 0.25})
    page.get_by_role("button", name="Set the point").click()
    page.locator(".messagelist .success").wait_for()

    venue.refresh_from_db()
    # The map reaches 1.5 km to each side: half of that to the north and to the east.
    assert venue.lat == pytest.approx(52.05 + 0.75 / 111.195, abs=0.0003)
    assert venue.lng == pytest.approx(1.15 + 0.75 / 111.195 / 0.615, abs=0.0005)
    assert complaints == []


def test_axe_finds_nothing_on_the_pages_of_editing(page, staff):  # noqa: F811
    one, other = make_group("Harbour Lights"), make_group("Harbour Light", website="https://example.org/")
    meeting = make_meeting(group=one)
    pages = {
        "new listing": "groups/group/new/",
        "copy": f"groups/meeting/{meeting.pk}/copy/",
        "venue": f"groups/group/{one.pk}/venue/",
        "pause": f"groups/meeting/{meeting.pk}/pause/",
        "close": f"groups/meeting/{meeting.pk}/close/",
        "point": f"groups/venue/{meeting.venue_id}/point/",
        "merge": f"groups/group/merge/?one={one.pk}&other={other.pk}",
        "help": "help/",
    }
    found = []
    for scheme, width in (("light", 390), ("dark", 1280)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for name, path in pages.items():
            staff(path)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append((name, width, "too wide"))
            for violation in axe.faults(page, within="#content"):
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                found.append((name, scheme, violation["id"], nodes))

    assert found == []
