"""`/meetings.txt`: the next meetings that truly meet, as a text message with a link that names no home."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.rules.choices import Attendance
from groups.rules.message import LONGEST, length
from tests.factories import make_exception, make_group, make_meeting, make_place, make_venue

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


def named(name, **fields):
    return make_meeting(group=make_group(name), **fields)


def text(client, **asked):
    answer = client.get("/meetings.txt", asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return answer.content.decode().rstrip("\n")


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_queries_however_much_it_finds(client, count, django_assert_num_queries):
    for _ in range(count):
        make_exception(make_meeting(), "cancelled", date(2026, 12, 7))

    with django_assert_num_queries(11):
        answer = client.get("/meetings.txt")

    assert answer.content.decode().count("Harbour Lights") == count


def test_it_names_the_next_meetings_in_order_with_what_was_asked_and_the_link(client):
    named("Tomorrow", weekday=1, starts_at=time(10))
    named("Tonight", weekday=0)
    named("Over", weekday=0, starts_at=time(7), minutes=60)

    assert text(client).split("\n") == [
        "Meetings:",
        "Mon 23 Nov 7:30pm: Tonight, Trinity Hall, Ipswich",
        "Tue 24 Nov 10am: Tomorrow, Trinity Hall, Ipswich",
        "Mon 30 Nov 7am: Over, Trinity Hall, Ipswich",
        "Check before you go.",
        f"{SITE}/meetings/",
    ]


def test_a_date_that_is_cancelled_or_moved_away_is_passed_over(client):
    off = named("Off", weekday=0)
    make_exception(off, "cancelled", date(2026, 11, 23))
    moved = named("Moved", weekday=1)
    make_exception(moved, "moved", date(2026, 11, 24), to=date(2026, 11, 26), starts_at=time(18))

    assert text(client).split("\n")[1:3] == [
        "Thu 26 Nov 6pm: Moved, Trinity Hall, Ipswich",
        "Mon 30 Nov 7:30pm: Off, Trinity Hall, Ipswich",
    ]


def test_old_listings_do_not_come_after_later_ones(client):
    named("Checked", weekday=0, starts_at=time(20), confirmed_on=date(2026, 11, 1))
    named("Old", weekday=0, starts_at=time(19), confirmed_on=date(2020, 1, 1))

    assert [line.split(": ")[1][:3] for line in text(client).split("\n")[1:3]] == ["Old", "Che"]


def test_of_today_what_is_over_is_left_out(client):
    named("Over", weekday=0, starts_at=time(7), minutes=60)
    named("Later", weekday=0)

    assert "Over" not in text(client, day="today")


def test_it_is_found_by_the_same_parameters_without_the_visitors_week_and_the_way_to_look(client):
    make_place("Ipswich", lat=52.056, lng=1.15)
    named("Monday")
    named("Tuesday", weekday=1)

    said = text(client, near="Ipswich", day="mon", plan="a1.b2", view="map", page="9", nonsense="x")

    assert said.startswith("Meetings on Monday near Ipswich:\nMon 23 Nov")
    assert "Tuesday," not in said
    assert said.endswith(f"{SITE}/meetings/?near=Ipswich&day=mon")


def test_a_home_goes_into_no_message(client):
    make_place("IP1 2AB", lat=52.056, lng=1.15, kind="postcode", key="ip1 2ab")
    make_place("IP1", lat=52.06, lng=1.14, kind="outward", key="ip1")
    make_place("Ipswich", lat=52.056, lng=1.15, county="Suffolk")
    named("Monday")

    by_postcode = text(client, near="ip1 2ab", within="5")
    typed = text(client, q="monday near ip1 2ab")
    by_point = text(client, near="52.0561,1.1502", within="1")
    by_town = text(client, near="Ipswich")

    assert by_postcode.startswith("Meetings near IP1:")
    assert by_postcode.endswith("/meetings/?near=IP1&within=5")
    assert typed.endswith("/meetings/?near=IP1&day=mon")
    assert by_point.startswith("Meetings near a place you chose:")
    assert by_point.endswith("/meetings/?near=Ipswich%2C+Suffolk")
    assert by_town.endswith("/meetings/?near=Ipswich")
    assert [part for part in ("2AB", "2ab", "52.05") if part in by_postcode + typed + by_point] == []


@pytest.mark.parametrize(
    "asked",
    [
        {"near": "ip1 2a"},
        {"day": "mon", "time": "IP1 2AB"},
        {"who": "12 Elm Street"},
        {"q": "near 12 Elm Street Ipswich"},
        {"q": "52.0561,1.1502"},
    ],
    ids=str,
)
def test_nor_does_half_of_one_or_one_in_a_place_of_its_own(client, asked):
    make_place("IP1", lat=52.06, lng=1.14, kind="outward", key="ip1")
    make_place("Ipswich", lat=52.056, lng=1.15, county="Suffolk")
    named("Monday")

    link = text(client, **asked).splitlines()[-1].lower()

    assert link.startswith(SITE)
    assert [part for part in ("2a", "elm", "12", "0561", "1502") if part in link.removeprefix(SITE)] == []


@pytest.mark.parametrize("asked", [{"area": "nope"}, {"day": "xx"}, {"kind": ["12-step", "zz"]}], ids=str)
def test_a_search_that_was_not_understood_is_not_sent_as_another_one(client, asked):
    named("Monday")

    said = text(client, **asked)

    assert said.startswith("We could not read a part of the search. Search again:")
    assert "Monday" not in said


def test_far_from_any_town_a_point_leaves_the_link_without_a_place(client):
    named("Monday")

    assert text(client, near="52.0561,1.1502").endswith(f"{SITE}/meetings/")


def test_words_of_danger_are_not_sent_to_anybody(client):
    named("Monday")

    assert "die" not in text(client, q="i want to die")


def test_what_is_invented_says_so(client, demonstration):
    assert "These are invented, to try the site." in text(client)


def test_it_is_always_the_soonest(client):
    named("Zed, tonight")
    named("Abe, tomorrow", weekday=1)

    said = text(client, sort="name")

    assert said.index("Zed") < said.index("Abe")
    assert said.endswith("/meetings/")


@pytest.mark.parametrize("address", ["/meetings.txt", "/leaflet/"])
@pytest.mark.parametrize(
    "asked",
    ["near=%00", "near=%ff&q=%00%f0", "near=91,181", "near=" + "9" * 300, "&".join(f"area=a{n}" for n in range(1500))],
)
def test_nonsense_gets_a_clean_answer(client, address, asked):
    assert client.get(f"{address}?{asked}").status_code in (200, 400)


def test_where_nothing_is_found_it_says_so_with_the_link(client):
    assert text(client, day="mon") == f"No meeting was found. Ways to find others:\n{SITE}/meetings/?day=mon"


def test_where_none_has_a_date_it_says_so(client):
    named("Ask", by_arrangement=True)

    assert text(client).startswith("No meeting with a date in the coming weeks. To ask for dates, see:\n")


def test_a_place_that_nobody_knows_is_not_repeated(client):
    said = text(client, near="Nowhere-on-Sea", day="mon")

    assert said == f"We do not know that place. Search again:\n{SITE}/meetings/?day=mon"


def test_times_are_those_of_the_site(client):
    named("Abroad", weekday=0, attendance=Attendance.ONLINE, time_zone="America/New_York", starts_at=time(20))

    assert "Tue 24 Nov 1am: Abroad, Online" in text(client)


def test_it_is_kept_by_nobody_and_is_in_no_index(client):
    answer = client.get("/meetings.txt")

    assert "private" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert client.post("/meetings.txt").status_code == 405


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=120), max_size=4),
    st.text(max_size=250),
)
def test_whatever_is_listed_and_asked_it_fits_two_messages(client, names, words):
    for name in names:
        named(name, venue=make_venue(name[:80], town=name[:40]))

    assert length(text(client)) <= LONGEST
    assert length(text(client, q=words)) <= LONGEST
