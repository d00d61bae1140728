"""The week view: a timetable of true dates, under the same filters as the list."""

from datetime import UTC, date, datetime, time
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from groups.models import MeetingTag
from groups.rules.choices import Attendance, BankHolidays, Precision
from groups.rules.criteria import MeetingSearch, Moment
from groups.rules.schedule import SECOND
from groups.views import week
from tests.factories import (
    make_area,
    make_exception,
    make_group,
    make_meeting,
    make_place,
    make_programme,
    make_tag,
    make_venue,
)

pytestmark = pytest.mark.django_db

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(MONDAY_MORNING)


def named(name, **fields):
    return make_meeting(group=make_group(name), **fields)


def shown(client, **asked):
    """What stands in each column: `Monday: [(time, name, what is said of the date)]`."""
    days = client.get("/meetings/", {"view": "week", **asked}).context["days"]
    return {
        day.weekday: [
            (entry.row.starts, entry.row.name, entry.state_text) for part in day.parts for entry in part.entries
        ]
        for day in days
    }


def names(client, **asked):
    return {day: [name for _at, name, _said in entries] for day, entries in shown(client, **asked).items() if entries}


def test_seven_days_from_today_each_with_its_meetings_in_order_of_time(client):
    named("Late", weekday=0, starts_at=time(21, 30))
    named("Early", weekday=0, starts_at=time(10))
    named("Sunday", weekday=6)

    response = client.get("/meetings/", {"view": "week"})

    assert [day.iso for day in response.context["days"]] == [f"2026-11-{day}" for day in range(23, 30)]
    assert [day.note for day in response.context["days"]][:3] == ["Today", "Tomorrow", ""]
    assert names(client) == {"Monday": ["Early", "Late"], "Sunday": ["Sunday"]}
    assert "Monday 23 November to Sunday 29 November" in response.content.decode()


def test_what_is_over_today_stays_because_it_meets_again_only_after_the_week(client):
    named("Over", weekday=0, starts_at=time(7), minutes=60)

    (entry,) = client.get("/meetings/", {"view": "week"}).context["days"][0].parts[0].entries

    assert entry.row.is_over


def test_only_true_dates_are_shown(client):
    named("Second Tuesdays", weekday=1, weeks=SECOND)

    assert names(client) == {}
    assert names(client, date="2026-12-07") == {"Tuesday": ["Second Tuesdays"]}


def test_a_cancelled_date_stands_in_its_column_says_so_and_is_not_counted(client):
    meeting = named("Deben Steps", weekday=1)
    make_exception(meeting, "cancelled", date(2026, 11, 24), note="The hall is being painted.")

    response = client.get("/meetings/", {"view": "week"})

    assert shown(client)["Tuesday"] == [("7:30pm", "Deben Steps", "Not on")]
    assert response.context["total"] == 0
    assert "week-entry--off" in response.content.decode()


def test_a_moved_date_stands_where_it_was_and_where_it_is(client):
    meeting = named("Harbour Lights", weekday=0)
    make_exception(meeting, "moved", date(2026, 11, 23), to=date(2026, 11, 25), starts_at=time(18))

    week_shown = shown(client)

    assert week_shown["Monday"] == [("7:30pm", "Harbour Lights", "Moved to Wednesday 25 November, 6pm.")]
    assert week_shown["Wednesday"] == [("6pm", "Harbour Lights", "Moved here from Monday 23 November.")]
    assert client.get("/meetings/", {"view": "week"}).context["total"] == 1


def test_a_date_moved_in_from_another_week_and_an_extra_one_are_there(client):
    meeting = named("Harbour Lights", weekday=0)
    make_exception(meeting, "moved", date(2026, 12, 7), to=date(2026, 11, 27))
    make_exception(meeting, "extra", date(2026, 11, 29), starts_at=time(11))

    assert shown(client) == {
        **{day: [] for day in ("Tuesday", "Wednesday", "Thursday", "Saturday")},
        "Monday": [("7:30pm", "Harbour Lights", "")],
        "Friday": [("7:30pm", "Harbour Lights", "Moved here from Monday 7 December.")],
        "Sunday": [("11am", "Harbour Lights", "An extra meeting.")],
    }


def test_a_bank_holiday_without_a_meeting_says_why(client):
    named("Harbour Lights", weekday=4, bank_holidays=BankHolidays.NO_MEETING)

    assert shown(client, date="2026-12-21")["Friday"] == [("7:30pm", "Harbour Lights", "Not on: bank holiday")]


def test_a_date_asks_for_the_week_that_begins_with_it_and_the_page_leads_to_the_weeks_beside(client):
    named("Harbour Lights", weekday=0)

    context = client.get("/meetings/", {"view": "week", "date": "2026-12-02", "kind": "community"}).context

    assert [day.iso for day in context["days"]][0::6] == ["2026-12-02", "2026-12-08"]
    turned = [parse_qs(urlsplit(context[way]["url"]).query) for way in ("before", "after")]
    assert turned == [
        {"view": ["week"], "kind": ["community"], "date": ["2026-11-25"]},
        {"view": ["week"], "kind": ["community"], "date": ["2026-12-09"]},
    ]
    back = client.get("/meetings/", {"view": "week", "date": "2026-11-30"}).context["before"]["url"]
    assert back == "/meetings/?view=week"


def test_filters_hold_as_in_the_list(client):
    make_place("Ipswich", lat=52.056, lng=1.15)
    named("Morning", weekday=1, starts_at=time(10))
    named("Evening", weekday=1, starts_at=time(19))
    named("Café", weekday=1, starts_at=time(10), minutes=300, drop_in=True)
    named("Friday", weekday=4, starts_at=time(19))
    named("Far away", weekday=1, starts_at=time(19), venue=make_venue(lat=53.0))

    assert names(client, day="tue", time="evening", near="Ipswich", within="5") == {"Tuesday": ["Evening"]}
    assert names(client, day="tue", time="afternoon") == {"Tuesday": ["Café"]}
    assert names(client, day="tomorrow", time="morning") == {"Tuesday": ["Café", "Morning"]}
    assert names(client, day="today", date="2026-12-01") == {}


def test_open_meetings_are_shown_on_their_open_dates_alone(client):
    named("Second is open", weekday=1, who="members", open_weeks=SECOND)

    assert names(client, open="yes") == {}
    assert names(client, open="yes", date="2026-12-07") == {"Tuesday": ["Second is open"]}


def test_now_shows_what_is_under_way_or_soon(client):
    named("Under way", weekday=0, starts_at=time(8, 30), minutes=60)
    named("Tomorrow", weekday=1, starts_at=time(9))
    named("Over", weekday=0, starts_at=time(7), minutes=60)

    assert names(client, time="now") == {"Monday": ["Under way"]}


def test_a_meeting_abroad_stands_in_the_column_of_the_sites_own_day_with_both_times(client):
    named("New York", weekday=0, starts_at=time(22), time_zone="America/New_York", attendance=Attendance.ONLINE)

    (entry,) = client.get("/meetings/", {"view": "week"}).context["days"][1].parts[0].entries

    assert (entry.row.starts, entry.row.site_time) == ("10pm", "3am here, Tuesday 24 November")


def test_an_entry_says_town_programme_and_marks_but_of_a_hidden_venue_only_its_area(client):
    hidden = make_venue("Rose Cottage", town="Secret", area=make_area("Woodbridge"), precision=Precision.HIDDEN)
    group = make_group("Harbour", programme=make_programme(short_name="AA"))
    MeetingTag.objects.create(meeting=make_meeting(group=group), tag=make_tag("women"))
    make_meeting(group=group, venue=hidden, attendance=Attendance.HYBRID, weekday=1)

    response = client.get("/meetings/", {"view": "week"})

    (first,) = response.context["days"][0].parts[0].entries
    (second,) = response.context["days"][1].parts[0].entries
    assert (first.programme, first.place, [mark.text for mark in first.marks]) == ("AA", "Ipswich", ["Women"])
    assert second.place == "Woodbridge, and online"
    assert "Rose Cottage" not in response.content.decode()
    assert "Secret" not in response.content.decode()


def test_several_at_one_time_all_stand_there_by_name(client):
    for name in ("Cedar", "Ash", "Birch"):
        named(name, weekday=2)

    assert names(client) == {"Wednesday": ["Ash", "Birch", "Cedar"]}


def test_more_than_one_page_can_hold_is_said_and_each_cut_day_leads_to_its_list(client, monkeypatch):
    monkeypatch.setattr(week, "MOST", 3)
    for weekday in (0, 1, 1, 1, 2):
        make_meeting(weekday=weekday)

    context = client.get("/meetings/", {"view": "week", "day": ["mon", "tue", "wed"]}).context

    assert (context["total"], context["too_many"]) == (5, 3)
    assert [day.is_cut for day in context["days"]] == [False] + 6 * [True]
    assert parse_qs(urlsplit(context["days"][1].url).query) == {"date": ["2026-11-24"]}


def test_nothing_in_the_week_offers_ways_on_and_a_doubtful_place_shows_no_timetable(client):
    nothing = client.get("/meetings/", {"view": "week", "kind": "smart"})
    doubtful = client.get("/meetings/", {"view": "week", "near": "Nowhere-on-Sea"})

    assert nothing.context["empty"]["suggestions"]
    assert 'class="week' not in doubtful.content.decode().replace("week-", "")


def test_views_are_links_to_the_same_search_and_the_form_keeps_the_view(client):
    response = client.get("/meetings/", {"view": "week", "kind": "community"})

    views = {view["text"]: view for view in response.context["views"]}
    assert parse_qs(urlsplit(views["List"]["url"]).query) == {"kind": ["community"]}
    assert views["Week"]["current"]
    assert '<input type="hidden" name="view" value="week">' in response.content.decode()
    assert client.get("/meetings/", {"view": "upside-down"}).context["view"] == "list"


def test_a_title_never_holds_a_whole_postcode(client):
    make_place("IP1 1AA", key="ip11aa", kind="postcode")

    assert "IP1 1AA" not in client.get("/meetings/", {"view": "week", "near": "IP1 1AA"}).context["title"]


@pytest.mark.parametrize("count", [1, 3, 40])
def test_a_timetable_costs_the_same_number_of_queries_whatever_its_length(count, django_assert_num_queries):
    for _ in range(count):
        make_exception(make_meeting(), "cancelled", date(2026, 12, 7))
    at = Moment(MONDAY_MORNING, ZoneInfo("Europe/London"))

    class NoLinks:
        def address(self, **changes):
            return "/"

    # The meetings, their exceptions, tags, answers, and their venues' answers.
    with django_assert_num_queries(3):
        made = week.timetable(MeetingSearch(), NoLinks(), at)

    assert made["total"] == count
