"""An editor corrects a listing in twenty seconds; a new town has ten groups in an hour: counted in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.models import Group, Meeting, MeetingException, Site, Venue
from groups.rules.choices import Status
from groups.upkeep import demonstration
from tests.admin.hands import Hands
from tests.admin.test_desk_in_browser import complaints, staff  # noqa: F401 - fixtures
from tests.factories import make_group, make_meeting, make_programme, make_venue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TWENTY_SECONDS, AN_HOUR = 20, 3600


@pytest.fixture(autouse=True)
def the_site(transactional_db):
    Site.objects.update_or_create(pk=1, defaults={"name": "Mutual aid near you"})


@pytest.fixture
def hands(page, staff):  # noqa: F811
    """Hands that have just opened a page of the workplace."""

    def at(path: str) -> Hands:
        staff(path)
        return Hands(page)

    return at


def done(page) -> None:
    page.locator(".messagelist .success").first.wait_for()


def button(page, name: str):
    return page.get_by_role("button", name=name, exact=True).first


# --- A listing corrected


def test_a_meeting_is_copied_to_two_other_days(page, hands):
    one = hands(f"groups/meeting/{make_meeting(weekday=0).pk}/change/")

    one.press(page.get_by_role("link", name="Copy to other days"))
    one.press(page.get_by_label("Wednesday"))
    one.press(page.get_by_label("Friday"))
    one.press(button(page, "Copy"))
    done(page)

    assert sorted(Meeting.objects.values_list("weekday", flat=True)) == [0, 2, 4]
    assert one.seconds_of_clicks <= TWENTY_SECONDS


def test_all_meetings_of_a_group_move_to_another_venue(page, hands):
    group = make_group()
    hall = make_venue("Old Hall")
    for weekday in range(3):
        make_meeting(group=group, venue=hall, weekday=weekday)
    make_venue("Abbey Rooms", town="Woodbridge")
    one = hands(f"groups/group/{group.pk}/change/")

    one.press(page.locator(".object-tools").get_by_role("link", name="Change the venue"))
    one.choose("id_venue", "Abbey")
    one.press(button(page, "Change the venue"))
    done(page)

    assert set(Meeting.objects.values_list("venue__name", flat=True)) == {"Abbey Rooms"}
    assert one.seconds_of_clicks <= TWENTY_SECONDS


def test_one_date_is_cancelled(page, hands):
    one = hands(f"groups/meeting/{make_meeting().pk}/change/")

    one.press(page.locator(".field-coming a").first)
    one.press(button(page, "Save"))
    done(page)

    assert MeetingException.objects.get().kind == "cancelled"
    assert one.seconds_of_clicks <= TWENTY_SECONDS


def test_a_listing_is_paused_until_a_day(page, hands):
    until = timezone.localdate() + timedelta(days=30)
    one = hands(f"groups/meeting/{make_meeting().pk}/change/")

    one.press(page.locator(".object-tools").get_by_role("link", name="Pause"))
    one.type(page.locator("[name=until]"), f"{until:%d/%m/%Y}")
    one.press(button(page, "Pause"))
    done(page)

    assert Meeting.objects.values_list("status", "paused_until").get() == ("paused", until)
    assert one.seconds_of_clicks <= TWENTY_SECONDS


def test_a_group_is_closed_with_a_reason(page, hands):
    one = hands(f"groups/group/{make_group().pk}/change/")

    one.press(page.locator(".object-tools").get_by_role("link", name="Close"))
    one.press(page.get_by_role("radio").first)
    one.press(button(page, "Close"))
    done(page)

    assert Group.objects.get().status == Status.CLOSED
    assert one.seconds_of_clicks <= TWENTY_SECONDS


def test_a_check_by_phone_is_one_press_on_the_page_of_the_group(page, hands):
    one = hands(f"groups/group/{make_group().pk}/change/")

    one.press(button(page, "By phone"))
    done(page)

    assert Group.objects.get().confirmed_by == "phone"
    assert one.presses == 1


def test_a_check_by_phone_is_written_down_from_the_list(page, hands):
    make_group()
    one = hands("groups/group/")

    one.press(page.locator(".action-select").first)
    page.locator("select[name=action]").select_option("confirm_phone")
    one.presses += 2  # to open the list of actions, and to choose
    one.press(page.get_by_role("button", name="Run").or_(page.get_by_role("button", name="Go")))
    done(page)

    assert Group.objects.get().confirmed_by == "phone"
    assert one.seconds_of_clicks <= TWENTY_SECONDS


def test_three_answers_for_a_bank_holiday_are_saved_together(page, hands):
    day = timezone.localdate() + timedelta(days=10)
    for name in ("Harbour Lights", "Candlelight", "Beacon"):
        make_meeting(group=make_group(name), weekday=day.weekday())
    one = hands(f"groups/meetingexception/holidays/?date={day}")

    for meeting in Meeting.objects.all():
        one.press(page.locator(f"input[name^='answer-{meeting.pk}-']").nth(1))
    one.press(button(page, "Save"))
    done(page)

    assert list(MeetingException.objects.values_list("kind", "first")) == [("cancelled", day)] * 3
    assert one.seconds_of_clicks <= TWENTY_SECONDS


# --- A new town


TEN = [
    ("Deben Nights", "Alcoholics", "Trinity Hall, Woodbridge, IP12 1AA", "Fridays 7.30pm"),
    ("Quay Lunchtime", "Alcoholics", "Quay Church, Woodbridge, IP12 1BX", "Mondays midday"),
    ("Harbour Steps", "Narcotics", "Harbour House, Felixstowe, IP11 7AA", "Tuesdays 7pm"),
    ("Ipswich SMART", "SMART", "Central Library, Ipswich, IP1 3DE", "Wednesdays 6pm to 7.30pm"),
    ("Saturday Café", "", "Hope Centre, Ipswich, IP1 2QT", "Saturdays 10am to 2pm"),
    ("Stour Families", "Al-Anon", "Friends House, Sudbury, CO10 2AA", "2nd and 4th Thursdays 7.30pm"),
    ("Market Morning", "Alcoholics", "Corn Hall, Bury St Edmunds, IP33 1DY", "Thursdays 10.30am"),
    ("Lowestoft Sunday", "Alcoholics", "Net Loft, Lowestoft, NR32 1AA", "Sundays 6pm"),
    ("Haverhill Fresh Start", "Narcotics", "Arts Centre, Haverhill, CB9 8AR", "Fridays 8pm"),
    ("Stow Walk", "", "Leisure Centre, Stowmarket, IP14 1LH", "last Sunday of the month at 2pm"),
]
"""Name, programme, venue with town and postcode, and when: as somebody would have them on a sheet of paper."""


def test_somebody_who_cannot_program_has_ten_groups_under_their_towns_name_in_an_hour(page, hands):
    """The first steps that need no one else: who we are, the demonstration away, ten groups entered one by one."""
    for name in ("Alcoholics Anonymous", "Narcotics Anonymous", "SMART Recovery", "Al-Anon"):
        make_programme(name)
    demonstration.load(timezone.localdate())
    one = hands("")

    one.press(page.get_by_role("link", name="of the first steps"))
    one.press(page.get_by_role("link", name="Fill in the site"))
    one.type(page.get_by_label("Name:", exact=True), "Recovery in Suffolk")
    one.type(page.get_by_label("Area covered:"), "Suffolk")
    one.type(page.get_by_label("Who runs it:"), "Suffolk Recovery Hub")
    one.type(page.get_by_label("How to reach them:"), "hello@example.org")
    one.press(button(page, "Save"))
    done(page)
    _to_first_steps(page, one)
    one.press(page.get_by_role("link", name="See what goes"))
    one.press(button(page, "Clear the demonstration"))
    done(page)
    for name, programme, venue, when in TEN:
        _enter(page, one, name, programme, *venue.split(", "), when)

    assert Group.objects.filter(status=Status.LISTED).count() == 10
    assert Meeting.objects.filter(status=Status.LISTED, group__name="Stow Walk", weekday=6).count() == 1
    assert Venue.objects.exclude(town="").count() == 10
    assert one.seconds < AN_HOUR, one
    print(f"{one.seconds / 60:.0f} minutes: {one.presses} presses, {one.keys} keys, {len(one.pages)} pages")


def _to_first_steps(page, one: Hands) -> None:
    one.press(page.locator("#site-name a"))
    one.press(page.get_by_role("link", name="of the first steps"))


def _enter(page, one: Hands, name, programme, venue, town, postcode, when) -> None:
    one.press(page.locator("#site-name a"))
    one.press(page.get_by_role("link", name="Add a listing"))
    one.type(page.get_by_label("Name:", exact=True).first, name)
    if programme:
        one.choose("id_group-programme", programme)
    one.press(page.get_by_text("A new venue"))
    one.type(page.locator("[name='place-name']"), venue)
    one.type(page.locator("[name='place-town']"), town)
    one.type(page.locator("[name='place-postcode']"), postcode)
    one.type(page.get_by_label("When, in words:").first, when)
    one.press(page.get_by_label("by phone"))
    one.press(button(page, "Save"))
    done(page)
