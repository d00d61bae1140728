"""In a real browser: a sheet and a feed are looked at and taken in; axe finds nothing on any page of it."""

import json

import pytest

from groups.models import Meeting
from tests import axe
from tests.admin.test_desk_feed_runs import row
from tests.admin.test_desk_in_browser import complaints, staff  # noqa: F401 - fixtures
from tests.factories import make_feed, make_meeting
from tests.spreadsheet.reading import NEW, exported, sheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("site")]


@pytest.fixture
def sound(page, complaints):  # noqa: F811
    """Says what axe finds on the page, in the light and in the dark, small and wide; nothing is right."""

    def faults() -> list:
        found = [*complaints]
        for scheme, width in (("light", 1280), ("dark", 390)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_timeout(300)  # colours fade from one scheme to the other
            found += [(one["id"], one["nodes"][0]["target"]) for one in axe.faults(page)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append((scheme, "too wide"))
        return found

    return faults


def hand_in(page, name: str, data: bytes, button: str) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": data})
    page.get_by_role("button", name=button).click()
    page.locator("#content-main table").first.wait_for()


def test_a_sheet_is_corrected_looked_at_and_taken_in(page, staff, sound):  # noqa: F811
    make_meeting()
    staff("groups/meeting/spreadsheet/")
    assert sound() == []

    hand_in(page, "wrong.csv", sheet(NEW | {"Day": "Someday"}), "See what it would do")
    assert page.get_by_role("cell", name="Write a day such as Tuesday.").is_visible()
    assert sound() == []

    page.get_by_role("link", name="Choose the corrected file").click()
    rows = exported().decode("utf-8-sig").replace("7:30pm", "8pm").encode() + b"\r\n"
    hand_in(page, "listings.csv", rows, "See what it would do")
    assert sound() == []
    page.get_by_role("button", name="Take it in").click()

    page.locator(".messagelist .success").wait_for()
    assert Meeting.objects.get().starts_at.hour == 20


def test_a_feed_is_run_and_followed_again(page, staff, sound):  # noqa: F811
    feed = make_feed("Suffolk AA", address="https://aa.example.org/")
    staff(f"groups/feed/{feed.pk}/run/")
    assert sound() == []

    hand_in(page, "feed.json", json.dumps([row(), row(2, time="half past")]).encode(), "See the plan of this file")
    assert page.get_by_role("cell", name="Tuesday 7:30pm to 8:30pm, Mill Hall, Woodbridge").is_visible()
    assert sound() == []
    page.get_by_role("button", name="Apply this plan").click()
    page.locator(".messagelist .success").wait_for()

    Meeting.objects.update(minutes=90)
    staff(f"groups/feed/{feed.pk}/run/")
    hand_in(page, "feed.json", json.dumps([row(time="20:00", end_time="21:00")]).encode(), "See the plan of this file")
    assert sound() == []

    staff(f"groups/feed/{feed.pk}/pinned/")
    assert sound() == []
    page.locator("button[name=follow]").click()
    page.get_by_text("There is no difference: every field follows the feed.").wait_for()
    assert Meeting.objects.get().minutes == 60


def test_a_field_follows_again_from_the_records_own_page(page, staff, complaints):  # noqa: F811
    feed = make_feed("Suffolk AA")
    staff(f"groups/feed/{feed.pk}/run/")
    hand_in(page, "feed.json", json.dumps([row()]).encode(), "See the plan of this file")
    page.get_by_role("button", name="Apply this plan").click()
    page.locator(".messagelist .success").wait_for()
    Meeting.objects.update(minutes=90)

    staff(f"groups/meeting/{Meeting.objects.get().pk}/change/")
    page.locator("summary").filter(has_text="Where it comes from").click()
    page.locator("button[name=follow]").click()

    page.locator(".messagelist .success").wait_for()
    assert Meeting.objects.get().minutes == 60
    assert complaints == []
