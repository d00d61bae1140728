"""A week that fits: from a place and what else is on, a reason for each meeting, an honest word for the rest."""

import re
from datetime import UTC, date, datetime, time
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from groups.rules.choices import Approach, Attendance
from groups.rules.schedule import FIRST
from tests.factories import make_group, make_meeting, make_place, make_programme, make_venue
from tests.pages.reading import read

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOME = "52.06,1.15"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_monday(clock):
    clock(MONDAY)


def asked(**parameters):
    return "/plan/fit/?" + urlencode({"home": HOME, "by": "car", "target": "1"} | parameters, doseq=True)


def text_of(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2])).split())


def week_in(address):
    parts = urlsplit(address)
    return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}


def use_url(answer):
    return unescape(re.search(r'<a class="button" href="([^"]+)"', answer.content.decode())[1])


def named(name, **fields):
    return make_meeting(group=make_group(name), **fields)


def test_a_typed_place_is_rounded_and_does_not_stay_in_the_address(client):
    make_place("Woodbridge", lat=52.0934, lng=1.3204)

    answer = client.get(
        "/plan/fit/?go=fit&place=woodbridge&by=car&target=3&latest=9.30pm&kind=smart&within=&busy=4-1900-2100"
    )

    assert answer.status_code == 302
    assert week_in(answer["Location"]) == (
        "/plan/fit/",
        {"busy": "4-1900-2100", "home": "52.09,1.32", "by": "car", "target": "3", "latest": "2130", "kind": "smart"},
    )


def test_an_address_with_a_place_in_words_leads_to_the_rounded_one(client):
    make_place("Woodbridge", lat=52.0934, lng=1.3204)

    answer = client.get("/plan/fit/?home=Woodbridge&target=3")

    assert week_in(answer["Location"]) == ("/plan/fit/", {"home": "52.09,1.32", "target": "3"})


def test_the_home_that_was_found_is_kept_where_nothing_is_typed(client):
    answer = client.get(f"/plan/fit/?go=fit&home={HOME}&place=&by=bus&target=most")

    assert week_in(answer["Location"])[1] == {"home": HOME, "by": "bus", "target": "most"}


def test_an_unknown_place_is_said_beside_the_field_and_nothing_is_lost_or_proposed(client):
    named("Harbour Lights")

    answer = client.get("/plan/fit/?go=fit&place=Nowhereton&by=walk&target=5&kind=smart&busy=4-1900-2100_training")

    said, fields = text_of(answer), read(answer.content.decode()).sent
    assert answer.status_code == 200
    assert said.count("We do not know this place.") == 2
    assert "Use this week" not in said
    for pair in (
        ("place", "Nowhereton"),
        ("by", "walk"),
        ("target", "5"),
        ("kind", "smart"),
        ("busy", "4-1900-2100_training"),
    ):
        assert pair in fields
    assert read(answer.content.decode()).title.startswith("Error: Find meetings that fit")


def test_a_place_that_is_two_is_asked_for_with_links_that_hold_all_the_rest(client):
    for county in ("Suffolk", "Kent"):
        make_place("Eye", lat=52.3 if county == "Suffolk" else 51.3, lng=1.1, county=county)

    answer = client.get("/plan/fit/?go=fit&place=Eye&by=walk&target=2&kind=smart")

    links = [week_in(link)[1] for link in read(answer.content.decode()).links if "home=Eye" in link]
    assert "Which one did you mean?" in text_of(answer)
    assert sorted(link["home"] for link in links) == ["Eye, Kent", "Eye, Suffolk"]
    assert all((link["by"], link["target"], link["kind"]) == ("walk", "2", "smart") for link in links)


def test_it_proposes_the_meeting_that_clashes_with_nothing_and_says_why_when_and_where(client):
    tuesday = named("Harbour Lights", weekday=1, starts_at=time(19, 30), minutes=60, venue=make_venue("Trinity Hall"))
    named("At work", weekday=1, starts_at=time(12))
    named("Bedtime", weekday=2, starts_at=time(18, 30))

    answer = client.get(asked(busy="12345-0900-1730_work", theirs="1234567-1800-1900-n_bedtime"))

    said = text_of(answer)
    assert "A week that fits 1 a week, from" in said
    assert "Tuesday Other meetings on Tuesday 7:30pm to 8:30pm Harbour Lights Trinity Hall, Ipswich" in said
    assert "Leave about 7:15pm, back about 8:45pm" in said
    assert "The only one that fits on this day" in said
    assert "At work" not in said
    assert "Bedtime" not in said.partition("Tuesday")[2]
    assert week_in(use_url(answer)) == (
        "/plan/",
        {
            "plan": str(tuesday.pk),
            "busy": "12345-0900-1730_work",
            "theirs": "1234567-1800-1900-n_bedtime",
            "home": HOME,
            "by": "car",
            "target": "1",
        },
    )


def test_the_others_busy_time_and_my_own_need_block_nothing(client):
    named("Harbour Lights", weekday=1, starts_at=time(19, 30))

    said = text_of(client.get(asked(busy="2-1900-2100-n_class", theirs="2-1900-2100_training")))

    assert "A week that fits" in said


def test_the_journey_counts_and_so_does_the_time_to_be_home(client):
    named("Harbour Lights", weekday=1, starts_at=time(19, 30), minutes=60, venue=make_venue(lat=52.16))

    fits, too_late, too_early = (
        text_of(client.get(asked(**said)))
        for said in ({"latest": "2130"}, {"latest": "2100"}, {"busy": "2-1800-1900_class"})
    )

    assert "A week that fits" in fits
    assert "No meeting fits this week as it is" in too_late
    assert "A later time home would make room for one more." in too_late
    assert "No meeting fits this week as it is" in too_early
    assert "Moving Tuesday class would make room for one more." in too_early


def test_where_it_falls_short_it_says_what_stands_in_the_way_and_how_to_go_on(client):
    named("Harbour Lights", weekday=1)
    named("Thursday Group", weekday=3)

    answer = client.get(
        asked(target="3", busy="4-1900-2100_training", attend="in-person", kind="community", latest="2200")
    )

    said = text_of(answer)
    assert "1 of the 3 that you asked for fits" in said
    assert "Moving Thursday training would make room for one more." in said
    ways = said.partition("Ways on from here")[2]
    assert ways.split(" Change what")[0].strip() == (
        "Look within 50 miles Online meetings too Any kind of meeting However late I am home"
    )
    links = [week_in(link)[1] for link in read(answer.content.decode()).links if link.startswith("/plan/fit/")]
    assert "50" in [link.get("within") for link in links]


def test_in_person_comes_first_and_online_fills_what_is_missing(client):
    named("Early Online", weekday=1, starts_at=time(7), minutes=15, attendance=Attendance.ONLINE)
    named("Harbour Lights", weekday=1)

    one, two, both = (text_of(client.get(asked(**said))) for said in (
        {}, {"target": "2"}, {"attend": ["in-person", "online"]}
    ))  # fmt: skip

    assert ("Harbour Lights" in one, "Early Online" in one) == (True, False)
    assert ("Harbour Lights" in two, "Early Online" in two) == (True, True)
    assert "Already in your week" not in two
    assert ("Harbour Lights" in both, "Early Online" in both) == (False, True)


def test_without_a_place_it_looks_online_and_says_so_and_in_person_needs_one(client):
    named("Early Online", attendance=Attendance.ONLINE)
    named("Harbour Lights")

    online = text_of(client.get("/plan/fit/?target=1"))
    in_person = text_of(client.get("/plan/fit/?target=1&attend=in-person"))

    assert "You did not say where you start from, so this is online meetings alone." in online
    assert ("Early Online" in online, "Harbour Lights" in online) == (True, False)
    assert in_person.count("Enter a town or postcode, so that we know which meetings are near.") == 2
    assert "Use this week" not in in_person


def test_the_filters_are_the_searchs_own(client):
    smart = make_programme("SMART Recovery", approach=Approach.SMART)
    make_meeting(group=make_group("Tools", programme=smart), weekday=2)
    named("Harbour Lights", weekday=1)

    said = text_of(client.get(asked(kind="smart")))

    assert ("Tools" in said, "Harbour Lights" in said) == (True, False)
    assert "by car, within 25 miles, SMART Recovery" in said


def test_one_farther_than_one_goes_is_not_proposed_unless_asked_for(client):
    named("Harbour Lights", venue=make_venue(lat=52.16))

    walking, asked_for = (text_of(client.get(asked(by="walk", **said))) for said in ({}, {"within": "10"}))

    assert "There is no such meeting within 2 miles" in walking
    assert "A week that fits" in asked_for


def test_where_a_need_of_the_other_is_in_the_way_there_is_a_page_for_two(client):
    named("Harbour Lights", weekday=1)

    mine, theirs = (
        client.get(asked(**said)) for said in ({"busy": "2-1900-2100"}, {"theirs": "2-1900-2100-n_training"})
    )

    assert "Talk about it together" not in text_of(mine)
    assert "Moving Tuesday training would make room for one more. Change your times · Talk" in text_of(theirs)


def test_a_hybrid_meeting_beyond_ones_reach_is_joined_online_unless_one_asks_to_be_there(client):
    named("Harbour Lights", weekday=1, attendance=Attendance.HYBRID, venue=make_venue(lat=52.10))

    walking = {"by": "walk", "within": "5"}
    joined, gone_to = (text_of(client.get(asked(**walking, **said))) for said in ({}, {"attend": "in-person"}))

    assert "Joined online: too far to go" in joined
    assert "Leave about 6:05pm, back about 9:55pm" in gone_to


def test_what_is_not_on_every_week_stays_in_the_week_as_it_is(client):
    named("Harbour Lights", weekday=1)
    monthly = named("First Friday", weekday=4, weeks=FIRST)

    answer = client.get(asked(plan=str(monthly.pk)))

    assert "Not on every week just now, so it stays as it is: First Friday." in text_of(answer)
    assert "Now and then" not in text_of(answer)
    assert week_in(use_url(answer))[1]["plan"].endswith(f".{monthly.pk}")


def test_what_is_in_the_week_stays_where_it_fits_and_what_does_not_is_named(client):
    near = named("Harbour Lights", weekday=1)
    kept = named("Quay Street", weekday=2, venue=make_venue(lat=52.10))
    blocked = named("Thursday Group", weekday=3)
    week = {"plan": f"{kept.pk}.{blocked.pk}", "busy": "4-1900-2100_training"}

    keeping, anew = (client.get(asked(**week, **said)) for said in ({}, {"anew": "yes"}))

    assert "Quay Street" in text_of(keeping)
    assert "Already in your week" in text_of(keeping)
    assert "Thursday Group is left out: Thursday training is in its way." in text_of(keeping)
    assert week_in(use_url(keeping))[1]["plan"] == str(kept.pk)
    assert week_in(use_url(anew))[1]["plan"] == str(near.pk)


def test_the_home_group_is_kept_before_all_else_or_it_is_said_what_is_in_its_way(client):
    named("Harbour Lights", weekday=1)
    home_group = named("Quay Street", weekday=2, venue=make_venue(lat=52.10))

    fits = text_of(client.get(asked(first=home_group.pk)))
    blocked = text_of(client.get(asked(first=home_group.pk, busy="3-1900-2100_training")))

    assert "Your home group" in fits
    assert "Quay Street" in fits
    assert "Your home group does not fit: Wednesday training is in its way." in blocked
    assert "Harbour Lights" in blocked


def test_nights_in_alternate_weeks_give_weeks_that_differ_and_the_address_says_which(client):
    one = named("Harbour Lights", weekday=1)

    answer = client.get(asked(theirs="2-1900-2300-na_nights"))

    assert "Next week and every other Trinity Hall" in text_of(answer)
    assert "1 in one week and 0 in the next, of the 1 that you asked for" in text_of(answer)
    assert week_in(use_url(answer))[1]["plan"] == f"{one.pk}b"


def test_a_home_group_that_is_blocked_in_alternate_weeks_is_kept_in_the_others(client):
    one = named("Harbour Lights", weekday=1)

    said = text_of(client.get(asked(theirs="2-1900-2300-na_nights", first=one.pk)))

    assert "In every other week your home group does not fit: Tuesday night shift is in its way." in said


def test_a_meeting_that_alternates_by_itself_needs_no_letter(client):
    one = named("Harbour Lights", weekday=1, interval=2, phase=1)

    answer = client.get(asked())

    assert week_in(use_url(answer))[1]["plan"] == str(one.pk)


def test_one_that_is_not_every_week_comes_as_an_extra_with_its_rule_and_its_next_date(client):
    named("Harbour Lights", weekday=1)
    monthly = named("First Friday", weekday=4, weeks=FIRST, starts_at=time(18))
    named("Clashes", weekday=1, weeks=FIRST)
    named("At work", weekday=3, weeks=FIRST, starts_at=time(10))

    answer = client.get(asked(busy="12345-0900-1730_work"))

    said = text_of(answer).partition("Now and then")[2]
    assert "First Friday 1st Friday of the month, 6pm. Next on Friday 4 December" in said
    assert ("Clashes" in said, "At work" in said) == (False, False)
    added = next(
        week_in(link)[1]
        for link in read(answer.content.decode()).links
        if link.endswith(f".{monthly.pk}") or f".{monthly.pk}&" in link
    )
    assert added["plan"].endswith(f".{monthly.pk}")


def test_as_many_as_i_can_is_two_a_day_at_most(client):
    for weekday in range(7):
        for hour in (9, 12, 15, 18):
            make_meeting(weekday=weekday, starts_at=time(hour), minutes=60)

    said = text_of(client.get(asked(target="most")))

    assert "14 meetings a week fit" in said
    assert "We stop at 14 a week." in said


def test_more_meetings_than_are_looked_at_are_said(client, monkeypatch):
    monkeypatch.setattr("groups.search.candidates.MOST_BESIDE_ONLINE", 2)
    for weekday in range(3):
        make_meeting(weekday=weekday)

    said = text_of(client.get(asked()))

    assert "There are more meetings than we look at: these are chosen from 2." in said


def test_an_empty_week_with_a_number_shows_what_fits_at_its_own_address_too(client):
    named("Harbour Lights", weekday=1)

    answer = client.get(f"/plan/?home={HOME}&target=1")

    assert "A week that fits" in text_of(answer)


def test_the_page_for_other_meetings_on_a_day_is_the_search_with_the_week_carried(client):
    named("Harbour Lights", weekday=1)

    answer = client.get(asked(kind="community", busy="4-1900-2100_training"))

    link = next(link for link in read(answer.content.decode()).links if link.startswith("/meetings/?day=tue"))
    assert week_in(link)[1].items() >= {"near": HOME, "kind": "community", "busy": "4-1900-2100_training"}.items()


def test_values_that_cannot_be_read_are_said_and_the_rest_holds(client):
    named("Harbour Lights", weekday=1)

    answer = client.get(asked(by="rocket", latest="late", kind="odd"))

    said = text_of(answer)
    for why in ("Choose a way to travel.", "Enter a time such as 21:30.", "“odd” is not one of the choices."):
        assert why in said
    assert "Harbour Lights" in said


@pytest.mark.parametrize("go", ["", "&go=fit"])
@pytest.mark.parametrize(
    "odd", ["target=99", "by=%00", "latest=99:99", "place=%00%ED%A0%80", "within=3", "plan=" + "9" * 20, "first=x"]
)
def test_odd_addresses_are_answered(client, odd, go):
    assert client.get(f"/plan/fit/?home={HOME}&target=3&{odd}{go}").status_code in (200, 302)


def test_its_title_holds_no_words_of_the_visitor_and_nobody_keeps_it(client):
    make_place("Woodbridge", lat=52.0934, lng=1.3204)
    named("Harbour Lights")

    answer = client.get(asked(busy="4-1900-2100_secret-thing", home="52.09,1.32"))

    page = read(answer.content.decode())
    assert page.title.partition(" – ")[0] == "A week that fits"
    assert (page.robots, answer["Cache-Control"], bool(answer.cookies)) == ("noindex", "private", False)


@pytest.mark.parametrize("count", [1, 6])
def test_it_asks_as_much_for_one_meeting_as_for_many(client, count, django_assert_num_queries):
    client.get("/plan/fit/")  # what every page knows of the site is read
    for weekday in range(count):
        make_meeting(weekday=weekday)
        make_meeting(weekday=weekday, weeks=FIRST, starts_at=time(9))
        make_meeting(weekday=weekday, starts_at=time(15), attendance=Attendance.ONLINE)
    answer = client.get(asked(target="1"))

    with django_assert_num_queries(6):  # the site, the town, what is near, and three for those shown
        client.get(asked(target="1"))

    assert "A week that fits" in text_of(answer)


def test_a_second_person_who_opens_the_address_sees_the_same(client):
    for weekday in range(5):
        named(f"Group {weekday}", weekday=weekday, first=date(2026, 1, 1))

    mine, another = (text_of(client.get(asked(target="3"))) for _ in range(2))

    assert mine == another
