"""The pages of one meeting, group and programme, and the home page."""

from datetime import UTC, date, datetime, time

import pytest

from groups.models import AccessAnswer, AccessFeature, MeetingTag, OldSlug, Site
from groups.rules.choices import ABOUT_BY_SLUG, Attendance, Status
from groups.rules.schedule import FIRST, LAST
from guidance.models import Helpline
from tests.factories import (
    make_area,
    make_exception,
    make_group,
    make_meeting,
    make_programme,
    make_tag,
    make_venue,
)

pytestmark = pytest.mark.django_db

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(MONDAY_MORNING)


def page_of(client, meeting):
    return client.get(meeting.get_absolute_url()).context


def test_can_i_come_is_answered_in_one_line_made_from_facts(client):
    aa = make_programme(about=ABOUT_BY_SLUG["alcohol"])
    meeting = make_meeting(
        group=make_group(programme=aa), who="members", joining="turn-up", cost="free", door="Side door in Elm Street"
    )

    assert page_of(client, meeting)["can_i_come"] == (
        "Yes, if you want to stop drinking. Just turn up. Free. Side door in Elm Street."
    )


def test_the_next_date_comes_first_and_changes_stand_above_everything(client):
    meeting = make_meeting(starts_at=time(19, 30), minutes=75)
    make_exception(meeting, "cancelled", date(2026, 11, 23), note="The hall is let.")
    make_exception(meeting, "moved", date(2026, 12, 7), starts_at=time(18))

    page = page_of(client, meeting)

    assert page["next_text"] == "Next: Monday 30 November, 7:30pm to 8:45pm"
    assert page["exceptions"] == [
        "Tonight: It does not meet. The hall is let.",
        "Monday 7 December: Moved to 6pm.",
    ] or (page["exceptions"][0].endswith("It does not meet. The hall is let."))
    assert [(one["text"], one["state"]) for one in page["dates"]][:4] == [
        ("Monday 23 November", "cancelled"),
        ("Monday 30 November", ""),
        ("Monday 7 December, 6pm to 7:15pm", "moved"),
        ("Monday 7 December", "cancelled"),
    ]


def test_a_meeting_under_way_says_so(client, clock):
    clock(datetime(2026, 11, 23, 19, 45, tzinfo=UTC))

    assert page_of(client, make_meeting(minutes=60))["next_text"] == "On now: 7:30pm to 8:30pm"


def test_a_length_that_nobody_stated_is_never_shown(client):
    page = page_of(client, make_meeting(minutes=None))

    assert page["rule_text"] == "Every Monday, 7:30pm"
    assert "Length" not in [fact["label"] for fact in page["expect"]]


def test_what_nobody_said_about_access_is_not_stated_and_the_meetings_answer_wins(client):
    loop, lift, _ramp = (
        AccessFeature.objects.create(slug=slug, label=slug.capitalize(), position=position)
        for position, slug in enumerate(("loop", "lift", "ramp"))
    )
    meeting = make_meeting()
    AccessAnswer.objects.create(venue=meeting.venue, feature=loop, answer="yes")
    AccessAnswer.objects.create(meeting=meeting, feature=loop, answer="no", note="Broken until May")
    AccessAnswer.objects.create(venue=meeting.venue, feature=lift, answer="partly")

    answers = [(one["feature"], one["answer_text"], one["note"]) for one in page_of(client, meeting)["access"]]

    assert answers == [("Loop", "No", "Broken until May"), ("Lift", "Partly", ""), ("Ramp", "Not stated", "")]


def test_tags_name_the_weeks_they_hold_for(client):
    meeting = make_meeting()
    MeetingTag.objects.create(meeting=meeting, tag=make_tag("speaker", family="format"), weeks=FIRST)
    MeetingTag.objects.create(meeting=meeting, tag=make_tag("big-book", family="format"))

    facts = {fact["label"]: fact["value"] for fact in page_of(client, meeting)["expect"]}

    assert facts["What it is like"] == "Big-book, Speaker (1st week)"


def test_open_weeks_are_said_in_the_answer(client):
    meeting = make_meeting(who="members", open_weeks=LAST)

    assert page_of(client, meeting)["can_i_come"] == (
        "Yes, if you want to change. Anyone can come on the last Monday of the month."
    )


def test_paused_and_closed_keep_their_pages_which_say_so(client):
    paused = make_meeting(status=Status.PAUSED, paused_until=date(2027, 1, 4), status_reason="The boiler is out.")
    closed = make_meeting(group=make_group(status=Status.CLOSED, status_reason="It ended in May."))

    assert page_of(client, paused)["status_notice"] == {
        "title": "Paused",
        "text": "The boiler is out. Until Monday 4 January.",
    }
    assert page_of(client, closed)["status_notice"] == {"title": "Closed", "text": "It ended in May."}
    assert page_of(client, closed)["next_text"] == "No more dates are known"


def test_a_draft_has_no_page(client):
    assert client.get(make_meeting(status=Status.DRAFT).get_absolute_url()).status_code == 404
    assert client.get(make_meeting(group=make_group(status=Status.DRAFT)).get_absolute_url()).status_code == 404


def test_private_contacts_are_nowhere(client):
    group = make_group(private_contact="sam@private.example.org", email="group@example.org")
    meeting = make_meeting(group=group)

    for url in (meeting.get_absolute_url(), group.get_absolute_url()):
        page = client.get(url).content.decode()
        assert "group@example.org" in page
        assert "private.example.org" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_each_page_costs_the_same_number_of_queries_whatever_it_lists(client, count, django_assert_num_queries):
    area = make_area("Ipswich", slug="ipswich", kind="town", lat=52.0, lng=1.1)
    programme = make_programme(slug="aa")
    group = make_group("Harbour Lights", slug="harbour", programme=programme, area=area)
    venue = make_venue(area=area)
    for _ in range(count):
        meeting = make_meeting(group=group, venue=venue)
        make_exception(meeting, "moved", date(2026, 12, 7), starts_at=time(18))
        make_meeting(group=make_group(programme=programme), venue=venue)
    Site.objects.create(pk=1, name="Mutual aid", home_area=area)
    client.get("/areas/")  # the vocabulary and the tree of areas are kept after this

    for url, queries in (
        (group.get_absolute_url(), 5),
        ("/programmes/", 2),
        ("/programmes/aa/", 6),
        (meeting.get_absolute_url(), 9),  # the rows of those similar are kept from the page before
        ("/help-now/", 2),
        ("/", 6 if count == 1 else 5),  # where few meet by tomorrow it looks further, once
        ("/", 1),  # what it tells is the same for everyone for a minute
    ):
        with django_assert_num_queries(queries):
            client.get(url)


def test_the_home_heading_is_counted(client, clock):
    Site.objects.create(pk=1, name="Mutual aid", area_covered="Suffolk")
    make_meeting(weekday=0, starts_at=time(19, 30))
    make_meeting(weekday=0, starts_at=time(7), minutes=60)
    make_exception(make_meeting(weekday=0, starts_at=time(20)), "cancelled", date(2026, 11, 23))

    assert client.get("/").context["heading"] == "1 meeting in Suffolk today"
    clock(datetime(2026, 11, 23, 18, tzinfo=UTC))
    assert client.get("/").context["heading"] == "1 meeting in Suffolk tonight"


def test_late_in_the_evening_the_heading_names_the_next_one_and_counts_what_is_online(client, clock):
    make_meeting(weekday=1, starts_at=time(10))
    make_meeting(weekday=1, starts_at=time(0, 30), attendance=Attendance.ONLINE)
    clock(datetime(2026, 11, 23, 23, 0, tzinfo=UTC))

    assert client.get("/").context["heading"] == "Next: tomorrow, 12:30am. 1 online now."


def test_an_empty_site_still_has_a_home_page(client):
    assert client.get("/").status_code == 200


def test_help_now_puts_the_nations_own_line_first_and_says_what_nobody_has_rung(client):
    Helpline.objects.create(name="NHS 24", slug="a", number="111", nations=["scotland"], topics=["medical"], position=1)
    Helpline.objects.create(
        name="NHS 111", slug="b", number="111", nations=["england"], topics=["medical"], checked_on=date(2026, 11, 1)
    )

    page = client.get("/help-now/").context

    (section,) = page["groups"]
    assert [(line["name"], line["checked"]) for line in section["helplines"]] == [
        ("NHS 111", "We rang it on 01/11/2026."),
        ("NHS 24", "We have not rung this number yet."),
    ]
    assert page["medical"]["name"] == "NHS 111"


def test_the_safety_line_is_on_home_results_and_meetings(client):
    for url in ("/", "/meetings/", make_meeting().get_absolute_url()):
        assert "Shaking or sweating after stopping?" in client.get(url).content.decode()


def test_tags_that_only_welcome_people_are_not_whom_it_is_for(client):
    meeting = make_meeting(who="anyone")
    for slug, label in (("newcomers", "Newcomers welcome"), ("women", "Women"), ("lgbtq", "LGBTQ+ people")):
        MeetingTag.objects.create(meeting=meeting, tag=make_tag(slug, label=label))

    answer = page_of(client, meeting)["can_i_come"]

    assert answer == "Yes, anyone can come. It is for women and LGBTQ+ people."


def test_the_page_about_the_site_credits_the_places_that_are_shown(client, monkeypatch):
    monkeypatch.setattr("groups.models.place.PlaceLoadQuerySet.credits", lambda loads: ["Contains OS data © Crown"])

    assert "Contains OS data © Crown" in client.get("/about/").content.decode()


def test_an_old_address_leads_on_for_an_hour_without_asking_so_that_an_undone_merge_is_seen(client):
    OldSlug.objects.create(kind="group", slug="old-lights", leads_to=make_group(slug="lights").slug)

    response = client.get("/groups/old-lights/")

    assert (response.status_code, response.headers["Location"]) == (301, "/groups/lights/")
    assert response.headers["Cache-Control"] == "max-age=3600"
