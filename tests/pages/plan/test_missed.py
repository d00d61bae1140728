"""`/plan/missed/`: no count and no reproach, but the next meeting and where to find help."""

from datetime import UTC, datetime, time

import pytest

from groups.models import Meeting
from groups.rules.choices import ABOUT_BY_SLUG, Attendance
from tests.factories import make_exception, make_group, make_meeting, make_place, make_programme, make_venue

pytestmark = pytest.mark.django_db

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(MONDAY_MORNING)


def named(name, **fields):
    return make_meeting(group=make_group(name), minutes=60, **fields)


def shown(client, *meetings, **more):
    week = {"plan": ".".join(str(one.pk) for one in meetings)} if meetings else {}
    context = client.get("/plan/missed/", week | more).context
    return [(one.heading, one.row.name) if one else None for one in (context["today"], context["own"])]


def test_the_next_meeting_today_of_ones_own_week_comes_first(client):
    own, later = named("Own"), named("Later", starts_at=time(21))
    named("Sooner", starts_at=time(12), attendance=Attendance.ONLINE)

    assert shown(client, later, own) == [("Next: tonight, 7:30pm", "Own"), None]


def test_without_one_today_it_is_any_near_home_and_ones_own_next_is_there_too(client):
    make_place("Woodbridge", lat=52.09, lng=1.32)
    named("Near", venue=make_venue(lat=52.09, lng=1.33), starts_at=time(11))
    named("Far", venue=make_venue(lat=53.0), starts_at=time(10))
    own = named("Own", weekday=2)

    assert shown(client, own, home="Woodbridge") == [
        ("Next: today, 11am", "Near"),
        ("Next: Wednesday 25 November, 7:30pm", "Own"),
    ]


def test_without_a_home_or_anything_near_it_is_one_online(client):
    named("Here", starts_at=time(11))
    named("Online", attendance=Attendance.ONLINE, starts_at=time(12))

    assert shown(client) == [("Next: today, midday", "Online"), None]


def test_it_is_of_the_kinds_that_are_in_the_week(client):
    family = make_group("Families", programme=make_programme("Al-Anon", audience="family"))
    make_meeting(group=family, attendance=Attendance.ONLINE, starts_at=time(10))
    named("For me", attendance=Attendance.ONLINE, starts_at=time(12))

    assert shown(client, named("Own", weekday=2))[0] == ("Next: today, midday", "For me")


def test_it_is_about_what_the_meetings_of_the_week_are_about(client):
    alcohol, drugs = (make_group(about=ABOUT_BY_SLUG[slug]) for slug in ("alcohol", "drugs"))
    for group, name in ((drugs, "Drugs"), (alcohol, "Drinking")):
        make_meeting(group=group, name=name, attendance=Attendance.ONLINE, starts_at=time(12))
    own = make_meeting(group=alcohol, weekday=2)

    assert shown(client, own)[0] == ("Next: today, midday", "Drinking")


def test_what_is_cancelled_or_over_is_passed_over_and_what_is_on_comes_after_what_is_to_come(client):
    over, off = named("Over", starts_at=time(7)), named("Off", starts_at=time(20))
    make_exception(off, "cancelled", MONDAY_MORNING.date())
    named("On now", attendance=Attendance.ONLINE, starts_at=time(8, 30))

    assert shown(client, over, off)[0] == ("On now, since 8:30am", "On now")
    named("To come", attendance=Attendance.ONLINE, starts_at=time(22))
    assert shown(client, over, off)[0] == ("Next: tonight, 10pm", "To come")


def test_when_nothing_is_left_today_it_says_so_and_leads_on(client):
    named("Tomorrow", weekday=1, attendance=Attendance.ONLINE)

    assert shown(client) == [None, None]
    assert "There is nothing more today near you or online." in client.get("/plan/missed/").content.decode()


def test_it_leads_to_the_guidance_and_to_help_and_neither_counts_nor_blames(client, demonstration):
    meeting = Meeting.objects.first()
    html = client.get("/plan/missed/", {"plan": str(meeting.pk)}).content.decode()

    assert f'/guidance/staying-involved/?plan={meeting.pk}"' in html
    assert f'/help-now/?plan={meeting.pk}"' in html
    main = html.partition("<main")[2].lower()
    assert [word for word in ("streak", "in a row", "should have", "failed", "you missed") if word in main] == []
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("count", [1, 7])
def test_it_costs_the_same_however_many_meetings_the_week_has(client, count, django_assert_num_queries):
    make_place("Woodbridge", lat=52.09, lng=1.32)
    own = [named(f"Own {n}", weekday=2) for n in range(count)]
    named("Online", attendance=Attendance.ONLINE)
    week = {"plan": ".".join(str(one.pk) for one in own), "home": "52.09,1.32"}
    client.get("/plan/missed/", week)

    # The site; the place of the home; the meetings, exceptions and tags; what is near, what is online.
    with django_assert_num_queries(7):
        client.get("/plan/missed/", week)
