"""An editor corrects a listing in twenty seconds; a new town has ten groups in an hour: counted in a real browser.

The presses that the help for editors gives for each task are the presses that were counted here.
"""

import re
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from groups.models import Deed, Group, Meeting, MeetingException, OldSlug, Site, Venue
from groups.rules import holidays
from groups.rules.choices import Precision, Status
from groups.upkeep import dates, demonstration
from tests.admin.hands import Hands
from tests.admin.test_desk_in_browser import complaints, staff  # noqa: F401 - fixtures
from tests.factories import make_feed, make_group, make_meeting, make_programme, make_venue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TWENTY_SECONDS, AN_HOUR = 20, 3600
DOCS = Path(__file__).parents[2] / "docs"


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


def tool(page, name: str):
    """A link in the row above a record's page."""
    return page.locator(".object-tools").get_by_role("link", name=name)


def run(page, one: Hands, action: str) -> None:
    """An action of a list, for what is ticked."""
    one.select(page.locator("select[name=action]"), action)
    one.press(button(page, "Go"))


@dataclass
class Spot:
    """A place on a drawing, as parts of its width and height."""

    drawing: object
    across: float
    down: float

    def click(self) -> None:
        box = self.drawing.bounding_box()
        self.drawing.click(position={"x": box["width"] * self.across, "y": box["height"] * self.down})


def presses_in_the_help() -> dict[str, str]:
    """The table of `docs/editing.md`: `pause until a day` takes `4`, `copy …` takes `2 and one a day`."""
    rows = re.findall(r"^\| (.+?) \| .+ \| (\d.*?) \|$", (DOCS / "editing.md").read_text(), re.MULTILINE)
    return dict(rows)


def is_as_the_help_says(one: Hands, task: str, *, times: int = 0) -> None:
    """Within its twenty seconds, with the presses that editors are told; `times`: the days, lines or fields of it."""
    number, _and, for_each = presses_in_the_help()[task].partition(" and one ")
    assert one.presses == int(number) + (times if for_each else 0)
    assert one.seconds_of_clicks <= TWENTY_SECONDS


# --- A listing corrected


def test_every_figure_of_the_help_was_counted_here():
    walked = re.findall(r'is_as_the_help_says\(one, "(.+?)"', Path(__file__).read_text())

    assert sorted(set(walked)) == sorted(presses_in_the_help())


def test_the_page_about_bank_holidays_gives_the_same_figures():
    table = presses_in_the_help()
    tasks = (
        "cancel one date",
        "move one date",
        "close a hall between two dates",
        "fill in the bank-holiday sheet",
        "say which bank holidays a group keeps",
    )

    said = re.findall(r"(\d+) press", (DOCS / "bank-holidays.md").read_text())

    assert said == [table[task].partition(" ")[0] for task in tasks]


def test_a_meeting_is_copied_to_two_other_days(page, hands):
    one = hands(f"groups/meeting/{make_meeting(weekday=0).pk}/change/")

    one.press(tool(page, "Copy to other days"))
    one.press(page.get_by_label("Wednesday"))
    one.press(page.get_by_label("Friday"))
    one.press(button(page, "Copy"))
    done(page)

    assert sorted(Meeting.objects.values_list("weekday", flat=True)) == [0, 2, 4]
    is_as_the_help_says(one, "copy a meeting to other days", times=2)


def test_all_meetings_of_a_group_move_to_another_venue(page, hands):
    group = make_group()
    hall = make_venue("Old Hall")
    for weekday in range(3):
        make_meeting(group=group, venue=hall, weekday=weekday)
    make_venue("Abbey Rooms", town="Woodbridge")
    one = hands(f"groups/group/{group.pk}/change/")

    one.press(tool(page, "Change the venue"))
    one.choose("id_venue", "Abbey")
    one.press(button(page, "Change the venue"))
    done(page)

    assert set(Meeting.objects.values_list("venue__name", flat=True)) == {"Abbey Rooms"}
    is_as_the_help_says(one, "change the venue of all meetings")


def test_one_meeting_of_a_group_moves_to_another_venue(page, hands):
    group, hall = make_group(), make_venue("Old Hall")
    for weekday in range(2):
        make_meeting(group=group, venue=hall, weekday=weekday)
    make_venue("Abbey Rooms", town="Woodbridge")
    one = hands(f"groups/group/{group.pk}/change/")

    one.press(page.locator(".inline-group").get_by_role("link", name="Change the venue").nth(1))
    one.choose("id_venue", "Abbey")
    one.press(button(page, "Change the venue"))
    done(page)

    assert list(Meeting.objects.order_by("weekday").values_list("venue__name", flat=True)) == [
        "Old Hall",
        "Abbey Rooms",
    ]
    is_as_the_help_says(one, "change the venue of one")


def test_one_date_is_cancelled(page, hands):
    one = hands(f"groups/meeting/{make_meeting().pk}/change/")

    one.press(page.locator(".field-coming a").first)
    one.press(button(page, "Save"))
    done(page)

    assert MeetingException.objects.get().kind == "cancelled"
    is_as_the_help_says(one, "cancel one date")


def test_one_date_moves_to_another_day_and_time(page, hands):
    today = timezone.localdate()
    first = today + timedelta(days=7)
    meeting = make_meeting(weekday=first.weekday(), first=first)
    later = first + timedelta(days=2)
    one = hands(f"groups/meeting/{meeting.pk}/change/")

    one.press(page.locator(".field-coming a").first)
    one.press(page.get_by_label("Another date or time"))
    one.type(page.locator("[name=to]"), f"{later:%d/%m/%Y}")
    one.type(page.locator("[name=starts_at]"), "6pm")
    one.press(button(page, "Save"))
    done(page)

    written = MeetingException.objects.values_list("meeting", "kind", "first", "last", "to", "starts_at", "venue").get()
    assert written == (meeting.pk, "moved", first, first, later, time(18), None)
    is_as_the_help_says(one, "move one date")


def test_a_hall_is_closed_between_two_dates(page, hands):
    first = timezone.localdate() + timedelta(days=10)
    last = first + timedelta(days=8)
    hall = make_venue("Trinity Hall")
    weekly = make_meeting(group=make_group("Deben"), venue=hall, weekday=first.weekday(), starts_at=time(10))
    once = make_meeting(group=make_group("Quay"), venue=hall, weekday=(first.weekday() + 3) % 7, starts_at=time(11))
    make_meeting(group=make_group("Elsewhere"), venue=make_venue("Old Hall"), weekday=first.weekday())
    one = hands(f"groups/venue/{hall.pk}/change/")

    one.press(tool(page, "Closed for a time"))
    one.type(page.locator("[name=first]"), f"{first:%d/%m/%Y}")
    one.type(page.locator("[name=last]"), f"{last:%d/%m/%Y}")
    one.press(button(page, "Show what falls there"))
    one.type(page.get_by_label("Note"), "The hall is closed for works.")
    one.press(button(page, "These do not meet"))
    done(page)

    written = MeetingException.objects.order_by("first").values_list("meeting", "kind", "first", "last", "note")
    assert list(written) == [
        (weekly.pk, "cancelled", first, first + timedelta(days=7), "The hall is closed for works."),
        (once.pk, "cancelled", first + timedelta(days=3), first + timedelta(days=3), "The hall is closed for works."),
    ]
    is_as_the_help_says(one, "close a hall between two dates")


def test_a_group_that_meets_every_day_says_which_bank_holidays_it_keeps(page, hands):
    today = timezone.localdate()
    group = make_group()
    for weekday in range(7):
        make_meeting(group=group, weekday=weekday)
    days = sorted(holidays.between(settings.HOLIDAYS, today, today + timedelta(days=365)))
    one = hands(f"groups/group/{group.pk}/change/")

    one.press(tool(page, "Bank holidays"))
    one.press(page.get_by_role("link", name="Does not meet"))
    one.press(page.get_by_role("radio", name="Meets", exact=True).first)
    one.press(button(page, "Save"))
    done(page)

    written = [known for day in days for _meeting, _table, known in dates.falling_on(day, Meeting.objects.all())]
    assert len(days) >= 8  # too many to be answered one by one in twenty seconds
    assert [(known.one.day, known.answer, known.said) for known in written] == [
        (days[0], "meets", True),
        *((day, "not", True) for day in days[1:]),
    ]
    is_as_the_help_says(one, "say which bank holidays a group keeps", times=1)


def test_two_groups_that_are_the_same_are_merged(page, hands):
    harbour = make_group("Harbour Lights", slug="harbour-lights", website="https://old.example.org/")
    again = make_group("Harbour Lights", slug="harbour-lights-2", website="https://new.example.org/")
    for weekday, group in enumerate((harbour, again)):
        make_meeting(group=group, weekday=weekday)
    one = hands("groups/group/?q=harbour")

    for box in page.locator(".action-select").all():
        one.press(box)
    run(page, one, "merge")
    one.press(page.get_by_role("radio", name="https://new.example.org/"))
    one.press(button(page, "Merge"))
    done(page)

    assert list(Group.objects.values_list("pk", "name", "website")) == [
        (harbour.pk, "Harbour Lights", "https://new.example.org/")
    ]
    assert list(Meeting.objects.order_by("weekday").values_list("group", "weekday")) == [
        (harbour.pk, 0),
        (harbour.pk, 1),
    ]
    assert OldSlug.objects.get().slug == "harbour-lights-2"
    is_as_the_help_says(one, "merge two that are the same", times=1)


def test_two_meetings_of_two_sources_are_made_one(page, hands):
    venue, programme = make_venue(postcode="IP1 1AA"), make_programme()
    fed = make_meeting(
        group=make_group("Harbour Lights", programme=programme), venue=venue, feed=make_feed(), feed_key="1"
    )
    own = make_meeting(group=make_group("Harbour Light", programme=programme), venue=venue)
    one = hands(f"groups/meeting/{fed.pk}/change/")

    one.press(tool(page, "The same as another"))
    one.press(page.get_by_role("link", name="Harbour Light (Every Monday").first)
    one.press(button(page, "They are one meeting"))
    done(page)

    assert Meeting.objects.filter(same_as=None).count() == 1
    assert {fed.pk, own.pk} == set(Meeting.objects.values_list("pk", flat=True))
    is_as_the_help_says(one, "say that two meetings are one")


def test_the_point_of_a_venue_is_set_on_the_map(page, hands):
    venue = make_venue("Trinity Hall", lat=52.05, lng=1.15, precision=Precision.APPROXIMATE)
    one = hands(f"groups/venue/{venue.pk}/change/")

    one.press(tool(page, "Set the point on a map"))
    one.press(Spot(page.locator("[data-sheet]"), across=0.75, down=0.25))
    one.press(button(page, "Set the point"))
    done(page)

    venue.refresh_from_db()
    # The map reaches 1.5 km to each side: half of that to the north and to the east.
    assert venue.lat == pytest.approx(52.05 + 0.75 / 111.195, abs=0.0003)
    assert venue.lng == pytest.approx(1.15 + 0.75 / 111.195 / 0.615, abs=0.0005)
    assert venue.precision == Precision.EXACT
    is_as_the_help_says(one, "set the point of a venue")


def test_a_listing_is_paused_until_a_day(page, hands):
    until = timezone.localdate() + timedelta(days=30)
    one = hands(f"groups/meeting/{make_meeting().pk}/change/")

    one.press(tool(page, "Pause"))
    one.type(page.locator("[name=until]"), f"{until:%d/%m/%Y}")
    one.press(page.get_by_label("A break over the holidays."))
    one.press(button(page, "Pause"))
    done(page)

    assert Meeting.objects.values_list("status", "paused_until", "status_reason").get() == (
        "paused",
        until,
        "A break over the holidays.",
    )
    is_as_the_help_says(one, "pause until a day")


def test_a_group_is_closed_with_a_reason(page, hands):
    one = hands(f"groups/group/{make_group().pk}/change/")

    one.press(tool(page, "Close"))
    one.press(page.get_by_role("radio").first)
    one.press(button(page, "Close"))
    done(page)

    assert Group.objects.get().status == Status.CLOSED
    is_as_the_help_says(one, "close")


def test_what_is_paused_is_listed_again_with_one_press(page, hands):
    one = hands(f"groups/group/{make_group(status=Status.PAUSED).pk}/change/")

    one.press(button(page, "List again"))
    done(page)

    assert Group.objects.get().status == Status.LISTED
    is_as_the_help_says(one, "publish a draft, list again what is paused or closed")


def test_a_check_by_phone_is_one_press_on_the_page_of_the_group(page, hands):
    one = hands(f"groups/group/{make_group().pk}/change/")

    one.press(button(page, "By phone"))
    done(page)

    assert Group.objects.get().confirmed_by == "phone"
    is_as_the_help_says(one, "write down a check of today")


def test_checks_by_phone_are_written_down_from_the_list(page, hands):
    make_group("Deben")
    make_group("Quay")
    one = hands("groups/group/")

    for box in page.locator(".action-select").all():
        one.press(box)
    run(page, one, "confirm_phone")
    done(page)

    assert list(Group.objects.values_list("confirmed_by", flat=True)) == ["phone", "phone"]
    is_as_the_help_says(one, "write down a check of several", times=2)


def test_a_listing_is_entered_on_one_page(page, hands):
    make_programme("Alcoholics Anonymous")
    make_venue("Trinity Hall", town="Woodbridge", postcode="IP12 1AA")
    one = hands("")

    one.press(page.get_by_role("link", name="Add a listing"))
    one.type(page.get_by_label("Name:", exact=True).first, "Deben Nights")
    one.choose("id_group-programme", "Alcoholics")
    one.choose("id_place-venue", "ip121aa")
    one.type(page.get_by_label("When, in words:").first, "Fridays 7.30pm")
    one.press(page.get_by_label("by phone"))
    one.press(button(page, "Save"))
    done(page)

    written = Meeting.objects.values_list("group__name", "group__confirmed_by", "venue__name", "weekday", "starts_at")
    assert written.get() == ("Deben Nights", "phone", "Trinity Hall", 4, time(19, 30))
    is_as_the_help_says(one, "enter a new listing")


def test_what_was_done_by_mistake_is_taken_back(page, hands):
    hands(f"groups/group/{make_group().pk}/close/")
    page.get_by_role("radio").first.click()
    button(page, "Close").click()
    done(page)
    one = Hands(page)

    one.press(page.get_by_role("link", name="See what was changed, or undo it"))
    one.press(button(page, "Undo all of this"))
    done(page)

    assert Group.objects.get().status == Status.LISTED
    assert Deed.objects.count() == 2
    is_as_the_help_says(one, "take something back")


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
    is_as_the_help_says(one, "fill in the bank-holiday sheet", times=3)


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
    said = (DOCS / "new-town.md").read_text()
    assert f"takes {one.presses} presses and {one.keys} keys" in said
    assert f"that is {one.seconds / 60:.0f} minutes" in said


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
