"""The pages of areas: true weeks, honest counts, parts, neighbours, and a way on where there is nothing."""

from datetime import UTC, date, datetime, time

import pytest

from groups.models import Area, OldSlug, Site
from groups.rules.choices import AreaKind, Attendance, Audience, Status
from groups.search import index
from groups.views import areas as area_pages
from tests.factories import (
    make_area,
    make_exception,
    make_group,
    make_meeting,
    make_place,
    make_programme,
    make_venue,
)

pytestmark = pytest.mark.django_db

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(MONDAY_MORNING)


@pytest.fixture
def suffolk():
    england = make_area("England", slug="england", kind=AreaKind.NATION)
    return make_area("Suffolk", slug="suffolk", kind=AreaKind.COUNTY, parent=england)


@pytest.fixture
def woodbridge(suffolk):
    return make_area("Woodbridge", slug="woodbridge", parent=suffolk, lat=52.094, lng=1.319)


@pytest.fixture
def ipswich(suffolk):
    return make_area("Ipswich", slug="ipswich", parent=suffolk, lat=52.058, lng=1.155)


def meeting_in(area, **fields):
    return make_meeting(venue=make_venue(area=area), **fields)


def page(client, slug):
    return client.get(f"/areas/{slug}/").context


def week_of(context):
    """Each day's heading with the names and states under it."""
    if context["sections"]:
        return [(one.title, [(row.name, row.state) for row in one.rows]) for one in context["sections"]]
    return [
        (day.date, [(entry.row.name, entry.row.state) for part in day.parts for entry in part.entries])
        for day in context["week"]["days"]
        if not day.is_empty
    ]


# --- One area


def test_an_area_shows_the_true_dates_of_its_week_and_marks_what_is_cancelled(client, woodbridge, ipswich):
    meeting_in(woodbridge, weekday=0, starts_at=time(19, 30), name="Monday")
    meeting_in(woodbridge, weekday=0, starts_at=time(7), minutes=60, name="Over")
    meeting_in(woodbridge, weekday=1, name="Monthly", weeks=0b000010)
    off = meeting_in(woodbridge, weekday=3, name="Off")
    make_exception(off, "cancelled", date(2026, 11, 26))
    meeting_in(ipswich, name="Elsewhere")

    context = page(client, "woodbridge")

    assert week_of(context) == [("Tonight", [("Monday", "")]), ("Thursday 26 November", [("Off", "cancelled")])]
    assert context["sentence"] == "1 meeting in the coming week, today. 3 more meet later or by arrangement."
    assert context["all_text"] == "All 4 meetings in Woodbridge:"
    assert [(view["text"], view["url"]) for view in context["views"]] == [
        ("List", "/meetings/?area=woodbridge"),
        ("Week", "/meetings/?area=woodbridge&view=week"),
        ("Map", "/meetings/?area=woodbridge&view=map"),
    ]


def test_a_meeting_with_two_dates_can_be_put_into_a_week_at_the_first(client, woodbridge):
    twice = meeting_in(woodbridge)
    make_exception(twice, "extra", date(2026, 11, 25))

    html = client.get("/areas/woodbridge/").content.decode()

    assert html.count('class="meeting-row') > html.count(f'id="m-{twice.pk}"') == 1


def test_a_full_week_is_a_timetable(client, woodbridge):
    for number in range(area_pages.MOST_IN_ROWS + 1):
        meeting_in(woodbridge, weekday=number % 7, name=f"Steps {number}")

    context = page(client, "woodbridge")

    assert context["sections"] == []
    assert sum(len(names) for _day, names in week_of(context)) == area_pages.MOST_IN_ROWS + 1


def test_an_area_too_full_for_a_page_shows_what_is_next_and_sends_to_its_parts(client, woodbridge, monkeypatch):
    monkeypatch.setattr(area_pages, "MOST", 2)
    for weekday in (2, 0, 1):
        meeting_in(woodbridge, weekday=weekday, name=f"Day {weekday}")

    context = page(client, "suffolk")

    assert context["sentence"] == "3 meetings are listed here. Choose a part for the whole of its week."
    assert [names[0][0] for _day, names in week_of(context)] == ["Day 0", "Day 1", "Day 2"]
    assert [pill["text"] for pill in context["pills"]] == ["Today", "Family, friends and carers", "Online"]


def test_in_the_evening_it_says_tonight(client, woodbridge, clock):
    clock(datetime(2026, 11, 23, 18, tzinfo=UTC))
    meeting_in(woodbridge)

    context = page(client, "woodbridge")

    assert context["sentence"] == "1 meeting in the coming week, tonight."
    assert [pill["text"] for pill in context["pills"]] == ["Tonight"]


def test_family_meetings_and_online_ones_are_a_press_away_with_their_counts(client, suffolk, woodbridge):
    al_anon = make_programme(audience=Audience.FAMILY)
    meeting_in(woodbridge, weekday=2, group=make_group(programme=al_anon))
    make_meeting(weekday=2, attendance=Attendance.ONLINE, group=make_group(area=suffolk))
    meeting_in(woodbridge, weekday=2, attendance=Attendance.HYBRID)

    pills = page(client, "suffolk")["pills"]

    assert [(pill["text"], pill["count"]) for pill in pills] == [("Family, friends and carers", 1), ("Online", 2)]
    assert [client.get(pill["url"]).context["total"] for pill in pills] == [1, 2]


def test_the_way_up_and_the_title_name_what_it_lies_in(client, woodbridge):
    meeting_in(woodbridge)

    answer = client.get("/areas/woodbridge/")

    assert [(one["name"], one["url"]) for one in answer.context["trail"]] == [
        ("England", "/areas/england/"),
        ("Suffolk", "/areas/suffolk/"),
    ]
    html = answer.content.decode()
    assert "<title>Meetings in Woodbridge, Suffolk" in html
    assert '<link rel="canonical" href="http://127.0.0.1:8000/areas/woodbridge/">' in html
    assert "noindex" not in html
    assert "Get medical help first" in html


def test_parts_carry_their_counts_and_those_without_a_meeting_are_named_apart(client, suffolk, woodbridge, ipswich):
    make_area("Clare", slug="clare", parent=suffolk)
    for _ in range(2):
        meeting_in(ipswich)
    meeting_in(woodbridge)
    make_meeting(attendance=Attendance.ONLINE, group=make_group(area=suffolk))

    parts = page(client, "suffolk")["parts"]

    assert parts["heading"] == "Towns in Suffolk"
    assert [(one.name, one.count) for one in parts["names"][0].areas] == [("Ipswich", "2"), ("Woodbridge", "1")]
    assert [one["name"] for one in parts["without"]] == ["Clare"]


def test_parts_that_have_parts_are_folded(client, suffolk):
    east = make_area("East Suffolk", slug="east-suffolk", kind=AreaKind.DISTRICT, parent=suffolk)
    meeting_in(make_area("Woodbridge", parent=east))

    parts = page(client, "suffolk")["parts"]

    assert parts["heading"] == "Districts of Suffolk"
    assert [(one.name, one.count, one.names[0].areas[0].name) for one in parts["folds"]] == [
        ("East Suffolk", "1", "Woodbridge")
    ]


def test_neighbours_are_the_nearest_of_the_same_kind_that_have_meetings(client, suffolk, woodbridge, ipswich):
    make_area("Nowhere yet", parent=suffolk, lat=52.09, lng=1.30)
    felixstowe = make_area("Felixstowe", parent=suffolk, lat=51.964, lng=1.351)
    without_centre = make_area("Clare", parent=suffolk)
    for area in (woodbridge, ipswich, felixstowe, without_centre):
        meeting_in(area)

    assert [(one["name"], one["distance"], one["count"]) for one in page(client, "woodbridge")["neighbours"]] == [
        ("Ipswich", "about 7 miles", "1 meeting"),
        ("Felixstowe", "about 9 miles", "1 meeting"),
    ]


def test_where_nothing_meets_it_says_so_and_shows_ways_on_that_lead_somewhere(client, woodbridge, ipswich):
    meeting_in(ipswich, name="Harbour Lights")

    context = page(client, "woodbridge")

    assert context["sentence"] == "No meeting is listed in Woodbridge now."
    assert [way["text"] for way in context["empty"]["suggestions"]] == [
        "Ipswich, about 7 miles: 1 meeting",
        "The nearest meeting: Harbour Lights, Trinity Hall, Ipswich, about 8 miles",
        "All of Suffolk: 1 meeting",
        "Online meetings, from anywhere",
    ]
    assert [client.get(way["url"]).status_code for way in context["empty"]["suggestions"]] == [200] * 4


def test_an_area_without_a_centre_or_neighbours_still_has_a_way_on(client):
    make_area("Clare", slug="clare")

    context = page(client, "clare")

    assert [way["text"] for way in context["empty"]["suggestions"]] == ["Online meetings, from anywhere"]
    assert context["neighbours"] == []


def test_meetings_that_meet_seldom_are_told_of_in_words(client, woodbridge):
    meeting_in(woodbridge, by_arrangement=True, weekday=None, starts_at=None)

    context = page(client, "woodbridge")

    assert context["sentence"] == "No meeting in the coming week. 1 meets later or by arrangement."
    assert context["sections"] == []
    assert context["week"] is None


def test_counts_are_those_of_the_search_they_lead_to(client, suffolk, woodbridge):
    meeting_in(woodbridge)
    meeting_in(woodbridge, status=Status.DRAFT)
    meeting_in(woodbridge, status=Status.CLOSED)
    meeting_in(woodbridge, status=Status.PAUSED, paused_until=date(2026, 12, 1))
    meeting_in(woodbridge, status=Status.PAUSED, paused_until=date(2027, 6, 1))
    meeting_in(woodbridge, last=date(2026, 11, 1))
    over_but_for_an_extra = meeting_in(woodbridge, last=date(2026, 11, 1))
    make_exception(over_but_for_an_extra, "extra", date(2026, 12, 1))

    (part,) = page(client, "suffolk")["parts"]["names"][0].areas

    assert part.count == str(client.get("/meetings/?area=woodbridge").context["total"]) == "3"


def test_an_old_address_of_an_area_leads_to_the_new_one_and_an_unknown_one_nowhere(client, woodbridge):
    OldSlug.objects.create(kind="area", slug="woodbrige", leads_to="woodbridge")

    assert client.get("/areas/woodbrige/").headers["Location"] == "/areas/woodbridge/"
    assert client.get("/areas/atlantis/").status_code == 404


def test_areas_inside_each_other_have_pages(client, suffolk, woodbridge):
    Area.objects.filter(pk=suffolk.pk).update(parent=woodbridge)
    meeting_in(woodbridge)

    for slug in ("suffolk", "woodbridge"):
        assert client.get(f"/areas/{slug}/").status_code == 200
    assert client.get("/areas/").status_code == 200


# --- All areas


def test_the_tree_begins_where_it_branches(client, suffolk, woodbridge, ipswich):
    meeting_in(woodbridge)
    meeting_in(ipswich)

    context = client.get("/areas/").context

    assert context["sentence"] == "2 meetings are listed. 2 towns have at least one."
    assert [(one.name, one.url) for one in context["names"][0].areas] == [
        ("Ipswich", "/areas/ipswich/"),
        ("Woodbridge", "/areas/woodbridge/"),
    ]


def test_each_nation_is_a_section_and_each_county_a_fold(client, woodbridge):
    scotland = make_area("Scotland", slug="scotland", kind=AreaKind.NATION)
    fife = make_area("Fife", kind=AreaKind.COUNTY, parent=scotland)
    for area in (woodbridge, make_area("Cupar", parent=fife)):
        meeting_in(area)

    context = client.get("/areas/").context

    assert [
        (one.name, one.meetings, [(fold.name, [town.name for town in fold.names[0].areas]) for fold in one.folds])
        for one in context["sections"]
    ] == [
        ("England", "1 meeting", [("Suffolk", ["Woodbridge"])]),
        ("Scotland", "1 meeting", [("Fife", ["Cupar"])]),
    ]
    assert context["open"]


def test_a_long_list_has_letters_and_many_areas_are_folded(client, suffolk):
    for number in range(area_pages.MANY_AREAS + 1):
        meeting_in(make_area(f"{'ABÉ'[number % 3]}town {number}", parent=suffolk))
    make_meeting(attendance=Attendance.ONLINE, group=make_group(area=suffolk))

    context = client.get("/areas/").context

    (county,) = context["sections"]
    assert [names.letter for names in county.names] == ["A", "B", "E"]
    assert not context["open"]


def test_an_area_made_from_places_that_nobody_uses_any_more_is_not_shown(client, woodbridge):
    make_place("Felixstowe", lat=51.964, lng=1.351, county="Suffolk", country="GB")
    venue = make_venue(town="Felixstowe", lat=None, lng=None)
    make_meeting(venue=venue)
    meeting_in(woodbridge)
    index.changed(venue)
    assert [one.name for one in page(client, "suffolk")["parts"]["names"][0].areas] == ["Felixstowe", "Woodbridge"]

    venue.town = "Woodbridge"
    venue.save()
    index.changed(venue)
    Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk", "revision": 99})

    parts = page(client, "suffolk")["parts"]
    assert [(one.name, one.count) for one in parts["names"][0].areas] == [("Woodbridge", "2")]
    assert parts["without"] == []
    assert "Felixstowe" not in client.get("/areas/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_of_areas_cost_the_same_queries_whatever_their_parts(
    client, count, suffolk, woodbridge, django_assert_num_queries
):
    for number in range(count):
        town = make_area(f"Town {number}", parent=suffolk, lat=52 + number / 10, lng=1.2)
        make_exception(meeting_in(town), "moved", date(2026, 12, 7), starts_at=time(18))
        make_meeting(venue=make_venue(area=None, town=f"Town {number}"))
    make_area("Clare", slug="clare", parent=suffolk, lat=52.08, lng=0.58)

    with django_assert_num_queries(10):
        client.get("/areas/")  # the vocabulary, the tree and the articles are kept after this
    for slug, queries in (("", 1), ("suffolk/", 10), ("clare/", 2)):
        with django_assert_num_queries(queries):
            client.get(f"/areas/{slug}")
