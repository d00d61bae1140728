"""`/plan/`: the coming days by their true dates, the usual week, what it adds up to, and what clashes."""

import gzip
from datetime import UTC, date, datetime, time

import pytest

from groups.models import Meeting
from groups.rules.choices import ABOUT_BY_SLUG, Attendance, BankHolidays, Precision, Status
from groups.rules.schedule import FIRST
from tests.factories import make_area, make_exception, make_group, make_meeting, make_place, make_venue

pytestmark = pytest.mark.django_db

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""In week A."""


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(MONDAY_MORNING)


def named(name, **fields):
    fields.setdefault("minutes", 60)
    return make_meeting(group=make_group(name), **fields)


def asked(*meetings, **more):
    return {"plan": ".".join(str(getattr(one, "pk", one)) for one in meetings), **more}


def page(client, *meetings, **more):
    return client.get("/plan/", asked(*meetings, **more))


def coming(client, *meetings, **more):
    """What stands under each day that holds a meeting: `(time, name, what is said of the date, clashes)`."""
    days = page(client, *meetings, **more).context["days"]
    return {
        day.title: [(one.row.starts, one.row.name, one.state_text, one.clashes) for one in day.entries]
        for day in days
        if day.entries
    }


def test_without_a_week_it_says_what_it_is_for_how_to_begin_and_that_nothing_is_kept(client):
    response = client.get("/plan/")

    html = response.content.decode()
    assert "Meetings have to fit between work, children and the last bus." in html
    assert [address in html for address in ("/plan/times/", "/plan/fit/", "/plan/together/")] == [True] * 3
    assert "We keep nothing of it." in html
    assert response.headers["Cache-Control"] == "private"
    assert '<meta name="robots" content="noindex">' in html
    assert "<title>My week" in html


def test_with_a_number_of_meetings_wished_for_and_none_yet_it_shows_what_fits(client):
    assert client.get("/plan/", {"target": "3"}).templates[0].name == "groups/plan/fit.html"
    assert page(client, named("Harbour Lights"), target="3").templates[0].name == "groups/plan/week.html"


def test_seven_days_from_today_each_with_its_meetings_by_true_dates(client):
    first_mondays = named("First Mondays", weeks=FIRST)
    monday, sunday = named("Harbour Lights"), named("Deben Steps", weekday=6, starts_at=time(19))

    assert coming(client, sunday, first_mondays, monday) == {
        "Today": [("7:30pm", "Harbour Lights", "", ())],
        "Sunday 29 November": [("7pm", "Deben Steps", "", ())],
    }


def test_cancelled_moved_and_asked_dates_are_said_in_words_and_take_no_time(client):
    cancelled, moved, doubtful = named("Off"), named("Moved", weekday=1), named("Ask", weekday=2)
    make_exception(cancelled, "cancelled", date(2026, 11, 23))
    make_exception(moved, "moved", date(2026, 11, 24), to=date(2026, 11, 25), starts_at=time(18))
    make_exception(doubtful, "ask", date(2026, 11, 25))

    days = coming(client, cancelled, moved, doubtful, busy="12-1900-2100_training")
    html = page(client, cancelled, moved, doubtful).content.decode()

    assert days == {
        "Today": [("7:30pm", "Off", "It does not meet.", ())],
        "Tomorrow": [("7:30pm", "Moved", "Moved to Wednesday 25 November, 6pm.", ())],
        "Wednesday 25 November": [
            ("6pm", "Moved", "Moved here from Tuesday 24 November.", ()),
            ("7:30pm", "Ask", "", ()),
        ],
    }
    assert "It is not known whether it meets on this date: ask before you go." in html
    assert html.count("plan-entry--off") == 2


def test_a_bank_holiday_without_a_meeting_is_marked(client, clock):
    clock(datetime(2026, 12, 21, 9, tzinfo=UTC))
    friday = named("Harbour Lights", weekday=4, bank_holidays=BankHolidays.NO_MEETING)

    assert coming(client, friday) == {
        "Friday 25 December": [("7:30pm", "Harbour Lights", "It does not meet: bank holiday.", ())]
    }


def test_what_clashes_is_said_with_the_name_of_what_it_clashes_with(client):
    monday, tuesday, other = (
        named("Harbour Lights"),
        named("Deben Steps", weekday=1),
        named("Next Tide", starts_at=time(20)),
    )

    days = coming(
        client, monday, tuesday, other, busy="1-1900-1945_training", theirs="2-1800-2000-n_bedtime.1-1900-2200_work"
    )

    assert days["Today"] == [
        ("7:30pm", "Harbour Lights", "", ("Clashes with Monday training", "Clashes with Next Tide")),
        ("8pm", "Next Tide", "", ("Clashes with Harbour Lights",)),
    ]
    assert days["Tomorrow"] == [
        ("7:30pm", "Deben Steps", "", ("The other needs you at home then: Tuesday children’s bedtime",))
    ]


def test_my_own_need_and_the_others_busy_time_stand_in_nobodys_way(client):
    monday = named("Harbour Lights")

    assert coming(client, monday, busy="1-1900-2200-n_class", theirs="1-1900-2200_work") == {
        "Today": [("7:30pm", "Harbour Lights", "", ())]
    }


def test_when_to_leave_and_to_be_back_is_reckoned_from_home_by_the_way_of_travel(client):
    make_place("Woodbridge", lat=52.09, lng=1.32)
    monday = named("Harbour Lights", venue=make_venue(lat=52.09, lng=1.40))
    endless = named("No length", weekday=1, minutes=None, venue=make_venue(lat=52.09, lng=1.40))
    online = named("Online", weekday=2, attendance=Attendance.ONLINE)

    response = page(client, monday, endless, online, home="Woodbridge", by="bus")
    journeys = [one.journey for day in response.context["days"] for one in day.entries]

    assert journeys == ["Leave about 6:40pm, back about 9:20pm.", "Leave about 6:40pm.", ""]
    assert response.context["reckoned"] == (
        "Journeys are reckoned from about Woodbridge, by bus: "
        "9 minutes for each mile in a straight line, and 15 to spare."
    )


def test_a_long_way_is_said_in_hours(client):
    make_place("Woodbridge", lat=52.09, lng=1.32)
    near = named("Near", venue=make_venue(lat=52.09, lng=1.40))
    far = named("Far", weekday=1, venue=make_venue(lat=52.45, lng=1.73))

    response = page(client, near, far, home="Woodbridge", by="bus")

    assert [one.way for one in response.context["chosen"]] == [
        "about 3 miles, 50 minutes each way by bus",
        "about 30 miles, about 5 hours each way by bus",
    ]


def test_what_clashes_twice_is_named_once(client):
    one = named("Harbour Lights")
    again = make_meeting(group=one.group, weekday=1, minutes=60)

    response = page(client, one, again, busy="12-1900-2200_class")

    assert response.context["clashing"] == "Harbour Lights"


def test_the_way_is_to_where_it_meets_on_that_date(client):
    make_place("Woodbridge", lat=52.09, lng=1.32)
    monday = named("Harbour Lights", venue=make_venue(lat=52.09, lng=1.40))
    make_exception(monday, "moved", date(2026, 11, 23), venue=make_venue("Chapel", lat=52.09, lng=1.32))

    (entry,) = page(client, monday, home="Woodbridge", by="bus").context["days"][0].entries

    assert entry.journey == "Leave about 7:15pm, back about 8:45pm."


def test_who_would_be_home_too_late_is_told(client):
    assert coming(client, named("Late", starts_at=time(21)), latest="2130") == {
        "Today": [("9pm", "Late", "", ("You would be home later than 9:30pm",))]
    }


def test_fixed_times_stand_under_their_days_whose_they_are_and_what_they_mean(client):
    week = {"busy": "1-0900-1730_work.1-0815-0900-b_school-run.1-1900-2100-n_class", "theirs": "1-1800-1930-n_bedtime"}

    (first, *_others) = client.get("/plan/", week).context["days"]

    assert [(one.label, one.times) for one in first.fixed] == [
        ("You", ["work, 9am to 5:30pm", "class, 7pm to 9pm (you need the other at home)"]),
        ("The other", ["children’s bedtime, 6pm to 7:30pm (needs you at home)"]),
    ]


def test_a_meeting_abroad_is_on_the_sites_day_with_both_times(client):
    abroad = named("New York", starts_at=time(22), time_zone="America/New_York", attendance=Attendance.ONLINE)

    (day,) = [day for day in page(client, abroad).context["days"] if day.entries]

    assert (day.title, day.entries[0].row.site_time) == ("Tomorrow", "3am here, Tuesday 24 November")


def test_hours_and_journeys_are_added_up(client):
    make_place("Woodbridge", lat=52.09, lng=1.32)
    near = named("Near", venue=make_venue(lat=52.09, lng=1.40))
    online = named("Online", weekday=2, minutes=90, attendance=Attendance.ONLINE)
    monthly = named("Monthly", weeks=FIRST, weekday=3)

    assert page(client, near, online).context["sum"] == "2 meetings a week, about 2½ hours."
    assert page(client, near, online, monthly, home="Woodbridge").context["sum"] == (
        "2 meetings a week, about 4 hours with the journeys. And 1 that is not weekly."
    )
    assert page(client, named("Short", minutes=40)).context["sum"] == "1 meeting a week, about 40 minutes."


def test_where_something_alternates_the_two_weeks_stand_apart_this_one_first(client):
    weekly, every_other = named("Weekly"), named("Every other", weekday=1, interval=2, phase=0)
    response = page(client, weekly, every_other)

    weeks = [week for week, _picture in response.context["weeks"]]
    lines = [[(day, [line.taken.name for line in lines]) for day, lines in week.days] for week in weeks]
    titles = ["This week and every other week", "Next week and every other week after it"]
    assert [week.title for week in weeks] == titles
    assert lines == [[("Monday", ["Weekly"]), ("Tuesday", ["Every other"])], [("Monday", ["Weekly"])]]
    assert response.context["sum"] == (
        "This week and every other week: 2 meetings, about 2 hours. "
        "Next week and every other week after it: 1 meeting, about 1 hour."
    )


def test_the_usual_week_stands_there_in_words_and_no_length_is_made_up(client):
    make_place("Woodbridge", lat=52.09, lng=1.32)
    away = make_venue(lat=52.09, lng=1.40)
    known, unknown = named("Known", venue=away), named("Unknown", weekday=1, minutes=None, venue=away)

    ((week, _picture),) = page(client, known, unknown, home="Woodbridge", busy="1-0900-1730_work").context["weeks"]

    assert [(day, [(line.hours, line.taken.name, line.away) for line in lines]) for day, lines in week.days] == [
        ("Monday", [("9am to 5:30pm", "work", ""), ("7:30pm to 8:30pm", "Known", "away 6:40pm to 9:20pm")]),
        ("Tuesday", [("7:30pm", "Unknown", "away from 6:40pm")]),
    ]


def test_a_pick_for_one_of_the_two_weeks_is_shown_in_that_one_and_said(client):
    meeting = named("Harbour Lights")
    this, other = (page(client, f"{meeting.pk}{letter}").context["chosen"][0].in_weeks for letter in "ab")

    assert coming(client, f"{meeting.pk}a") == {"Today": [("7:30pm", "Harbour Lights", "", ())]}
    assert coming(client, f"{meeting.pk}b") == {}
    assert this == "You go every other week: this week is one of them."
    assert other == "You go every other week: next week is one of them."


def test_what_is_only_in_one_of_two_weeks_clashes_in_that_one_alone(client):
    meeting = named("Harbour Lights")
    response = page(client, meeting, busy="1-1900-2100-a_training")

    clashing = {week.weeks.value: bool(week.days[0][1][-1].taken.clashes) for week, _p in response.context["weeks"]}
    assert clashing == {"a": True, "b": False}


def test_a_meeting_that_is_not_weekly_is_an_extra_with_its_next_date_and_whether_that_clashes(client):
    monthly = named("First Mondays", weeks=FIRST)

    (extra,) = page(client, monthly, busy="1-1900-2000_training").context["extras"]

    assert (extra.when, extra.next_date, extra.clashes) == (
        "1st Monday of the month, 7:30pm to 8:30pm",
        "Next: Monday 7 December.",
        ("Clashes with Monday training",),
    )


def test_each_meeting_can_be_taken_out_or_be_the_home_group(client):
    one, other = named("Harbour Lights"), named("Deben Steps", weekday=1)
    first, second = page(client, one, other, first=str(one.pk), by="car").context["chosen"]

    assert (first.is_home_group, second.is_home_group) == (True, False)
    assert first.out_url == f"/plan/?plan={other.pk}&by=car&out-plan={one.pk}"
    assert first.home_group_url == f"/plan/?plan={one.pk}.{other.pk}&by=car"
    assert second.home_group_url == f"/plan/?plan={one.pk}.{other.pk}&by=car&first={other.pk}"
    html = page(client, one, other, first=str(one.pk), by="car").content.decode()
    assert f'href="/plan/?plan={other.pk}&amp;by=car&amp;out-plan={one.pk}" rel="nofollow" data-no-week' in html


def test_a_meeting_that_was_taken_out_can_be_put_back_in_its_own_weeks(client):
    one, other = named("Harbour Lights"), named("Deben Steps", weekday=1)
    [link] = [one.out_url for one in page(client, f"{one.pk}a", other).context["chosen"] if "Harbour" in one.name]

    taken = client.get(link).context["taken_out"]

    assert (taken.text, taken.url) == ("Taken out: Harbour Lights.", f"/plan/?plan={other.pk}.{one.pk}a")


def test_times_taken_out_on_the_way_to_the_week_can_be_put_back_from_there(client):
    taken = page(client, named("Harbour Lights"), **{"out-busy": "4-1900-2100_training"}).context["taken_out"]

    assert taken.text == "Taken out: Training."
    assert "busy=4-1900-2100_training" in taken.url


@pytest.mark.parametrize("wrong", ["0", "x", "999999", "\x00", "12.12.", "99999999999999999999"])
def test_nothing_is_said_of_what_was_no_meeting(client, wrong):
    assert page(client, **{"out-plan": wrong}).context["taken_out"] is None


def test_a_closed_meeting_is_named_and_the_nearest_like_it_can_take_its_place(client):
    closed = named("Closed", status=Status.CLOSED)
    near = named("Nearest", venue=make_venue(lat=52.06))
    named("Farther", venue=make_venue(lat=52.2))

    response = page(client, closed)

    assert response.context["gone"][0]["instead_url"] == f"/plan/?plan={near.pk}"
    assert "Closed</a>. It has closed." in response.content.decode()
    assert response.context["is_empty"]


def test_what_takes_its_place_is_about_the_same_problem(client):
    alcohol, drugs = (make_group(about=ABOUT_BY_SLUG[slug]) for slug in ("alcohol", "drugs"))
    closed = make_meeting(group=alcohol, status=Status.CLOSED)
    make_meeting(group=drugs)
    other_day = make_meeting(group=alcohol, weekday=3)

    assert page(client, closed).context["gone"][0]["instead_url"] == f"/plan/?plan={other_day.pk}"


def test_what_is_in_the_week_already_is_not_offered_again_and_drafts_are_nobodys(client):
    closed, near, draft = named("Closed", status=Status.CLOSED), named("Nearest"), named("Secret", status=Status.DRAFT)
    farther = named("Farther", venue=make_venue(lat=52.2))

    response = page(client, closed, near, draft)

    assert [gone["one"].name for gone in response.context["gone"]] == ["Closed", ""]
    assert response.context["gone"][0]["instead_url"] == f"/plan/?plan={near.pk}.{draft.pk}.{farther.pk}"
    assert "Secret" not in response.content.decode()


def test_a_paused_meeting_says_until_when(client):
    paused = named("Paused", status=Status.PAUSED, paused_until=date(2027, 1, 2), status_reason="The hall is painted.")

    (one,) = page(client, paused).context["paused"]

    assert one.paused == "The hall is painted. Until Saturday 2 January."


def test_what_could_not_be_read_is_told_and_nothing_else_is_lost(client):
    meeting = named("Harbour Lights")
    response = page(client, meeting, busy="hello", by="rocket", home="Nowhere-on-Sea")

    assert len(response.context["wrong"]) == 3
    assert coming(client, meeting, busy="hello") == {"Today": [("7:30pm", "Harbour Lights", "", ())]}
    assert "Nowhere-on-Sea" not in response.content.decode().partition("<main")[0]


def test_a_deed_that_cannot_be_done_is_told_and_one_that_can_leads_to_the_plain_address(client):
    meeting = named("Harbour Lights")

    assert "This is no number of a meeting, so your week is as it was." in client.get("/plan/?add=x").content.decode()
    assert client.get(f"/plan/?add={meeting.pk}")["Location"] == f"/plan/?plan={meeting.pk}"


def test_where_the_site_measures_in_kilometres_journeys_are_reckoned_by_them(client, settings):
    settings.DISTANCE_UNIT = "km"
    make_place("Woodbridge", lat=52.09, lng=1.32)

    assert page(client, named("Harbour Lights"), home="Woodbridge", by="walk").context["reckoned"] == (
        "Journeys are reckoned from about Woodbridge, on foot: "
        "17 minutes for each kilometre in a straight line, and 5 to spare."
    )


def test_of_a_hidden_venue_nothing_but_its_area_is_shown(client):
    make_place("Woodbridge", lat=52.09, lng=1.32)
    area = make_area("Melton", lat=52.1, lng=1.33)
    hidden = make_venue("Rose Cottage", town="Secret", area=area, precision=Precision.HIDDEN)

    html = page(client, named("Harbour", venue=hidden), home="Woodbridge").content.decode()

    assert "Melton" in html
    assert "Rose Cottage" not in html
    assert "Secret" not in html


@pytest.mark.parametrize("count", [1, 7, 30])
def test_a_week_costs_the_same_number_of_queries_however_many_meetings_it_has(client, count, django_assert_num_queries):
    make_place("Woodbridge", lat=52.09, lng=1.32)
    for n in range(count):
        make_exception(named(f"Group {n}", weekday=n % 7), "cancelled", date(2026, 12, 7))
    week = asked(*Meeting.objects.all(), home="52.09,1.32", busy="12345-0900-1730_work")
    client.get("/plan/", week)

    # The site; the place of the home; the meetings, their exceptions and tags; what changed lately.
    with django_assert_num_queries(6):
        response = client.get("/plan/", week)

    assert len(response.context["chosen"]) == count


def test_however_many_are_gone_only_a_few_are_looked_for_anew(client, django_assert_max_num_queries):
    for n in range(30):
        named(f"Group {n}", status=Status.CLOSED)
    named("Nearest")
    week = asked(*Meeting.objects.filter(status=Status.CLOSED))
    client.get("/plan/", week)

    with django_assert_max_num_queries(16):
        response = client.get("/plan/", week)

    assert [bool(gone["instead_url"]) for gone in response.context["gone"]] == [True] * 5 + [False] * 25


def test_thirty_meetings_and_forty_fixed_times_are_one_light_page(client):
    for n in range(30):
        named(f"Group {n}", weekday=n % 7, starts_at=time(8 + n // 3))
    times = [f"{n % 7 + 1}-{8 + n // 2:02}00-{9 + n // 2:02}00" for n in range(20)]
    busy, theirs = ".".join(f"{one}_time-{n}" for n, one in enumerate(times)), ".".join(f"{one}-n" for one in times)

    response = client.get("/plan/", asked(*Meeting.objects.all(), busy=busy, theirs=theirs))

    assert len(response.context["plan"].mine + response.context["plan"].theirs) == 40
    assert len(gzip.compress(response.content)) < 30 * 1024


def test_seven_meetings_and_ten_fixed_times_keep_to_the_weight_of_a_page(client):
    for n in range(7):
        named(f"Group {n}", weekday=n)
    busy = (
        "12345-0900-1730_work.4-1900-2100_training.6-1000-1200-n_class.12345-0815-0900_school-run.2-1000-1130-n_visit"
    )
    theirs = (
        "12345-1800-1930-n_bedtime.123-0700-1500_work.4-1900-2200_training.3-1900-2100-n_choir.7-0900-1100-n_church"
    )

    response = client.get("/plan/", asked(*Meeting.objects.all(), busy=busy, theirs=theirs))

    assert len(gzip.compress(response.content)) <= 14 * 1024
