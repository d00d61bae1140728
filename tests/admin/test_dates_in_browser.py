"""In a real browser: the sheet is filled in by keyboard alone, and axe finds nothing on any page of dates."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from groups.models import DateAsked, Group, Meeting, MeetingException, Site
from groups.upkeep import asking_dates
from tests import axe
from tests.admin.test_desk_in_browser import complaints, staff  # noqa: F401 - fixtures
from tests.factories import make_area, make_exception, make_group, make_meeting, make_venue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = "groups/meetingexception"


@pytest.fixture
def day():
    """A date to come, and its weekday."""
    return timezone.localdate() + timedelta(days=10)


@pytest.fixture
def meetings(day):
    Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})
    hall = make_venue("Trinity Hall")
    areas = [make_area("Ipswich"), make_area("Eye")]
    made = [
        make_meeting(
            weekday=day.weekday(), starts_at=time(9 + n), venue=hall, group=make_group(f"Group {n}", area=areas[n % 2])
        )
        for n in range(3)
    ]
    make_exception(made[2], "ask", day, note="The caretaker is away.")
    return made


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_axe_finds_nothing_on_any_page_of_dates(page, staff, complaints, meetings, day, width, scheme):  # noqa: F811
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    first = meetings[0]
    make_meeting(group=first.group, weekday=0, venue=first.venue)  # several bank holidays are Mondays
    span = f"first={day}&last={day + timedelta(days=14)}"
    paths = (
        f"holidays/?date={day}",
        f"groups/?group={first.group_id}",
        f"groups/?group={first.group_id}&all=not",
        f"venue/?venue={first.venue_id}&{span}",
        f"meeting/{first.pk}/{day}/",
    )

    for path in paths:
        staff(f"{DESK}/{path}")
        page.wait_for_load_state("networkidle")
        assert complaints == [], path
        found = {fault["id"]: fault["nodes"][0]["target"] for fault in axe.faults(page)}
        assert found == {}, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "light"), (320, "dark")])
def test_the_page_of_a_letter_is_for_everybody(page, live_server, complaints, meetings, day, width, scheme):  # noqa: F811
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    Group.objects.update(private_contact="secretary@example.org")
    asking_dates.ask(Meeting.objects.select_related("group__feed"), day=day, now=timezone.now())
    page.goto(f"{live_server.url}/confirm/{asking_dates.token_of(DateAsked.objects.first().code)}/")

    assert {fault["id"] for fault in axe.faults(page)} == set()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("It meets as usual, at 9am").check()
    page.get_by_role("button", name="Send").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Thank you"
    assert MeetingException.objects.filter(meeting=meetings[0], kind="meets").exists()
    assert complaints == []


def test_the_sheet_is_filled_in_by_keyboard_alone(page, staff, complaints, meetings, day):  # noqa: F811
    staff(f"{DESK}/holidays/?date={day}")

    page.locator(f"input[name^='answer-{meetings[0].pk}-']").first.focus()
    page.keyboard.press("Space")  # Meets
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the time and the name of the next one
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")  # Does not meet
    page.keyboard.press("Enter")
    page.locator(".messagelist .success").wait_for()

    rows = MeetingException.objects.filter(first=day).order_by("meeting").values_list("meeting", "kind")
    assert list(rows) == [
        (meetings[0].pk, "meets"),
        (meetings[1].pk, "cancelled"),
        (meetings[2].pk, "ask"),
    ]
    assert page.locator(".messagelist").inner_text() == "2 answers saved: See what was changed, or undo it."
    assert complaints == []


def test_a_date_is_cancelled_with_two_presses(page, staff, complaints, meetings, day):  # noqa: F811
    staff(f"groups/meeting/{meetings[0].pk}/change/")

    page.locator(".field-coming a").nth(1).click()
    page.get_by_role("button", name="Save").click()
    page.locator(".messagelist .success").wait_for()

    assert MeetingException.objects.filter(meeting=meetings[0], kind="cancelled").count() == 1
    assert complaints == []
