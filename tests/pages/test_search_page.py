"""The search page: what a visitor asks, and what the page answers."""

from datetime import UTC, date, datetime, time
from urllib.parse import parse_qs, urlsplit

import pytest

from groups.models import AccessAnswer, AccessFeature, MeetingTag, OldSlug
from groups.rules.choices import ABOUT_BY_SLUG, Attendance, Precision, Status
from groups.rules.schedule import FOURTH, LAST, SECOND, THIRD
from tests.factories import (
    make_area,
    make_exception,
    make_feed,
    make_group,
    make_meeting,
    make_place,
    make_programme,
    make_tag,
    make_venue,
    reindexed,
)

pytestmark = pytest.mark.django_db

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(MONDAY_MORNING)


def found(client, **asked):
    """The names of the rows, in order."""
    return [row.name for section in client.get("/meetings/", asked).context["sections"] for row in section.rows]


def named(name, **fields):
    group = {key: fields.pop(key) for key in ("programme", "audience", "about", "area") if key in fields}
    return make_meeting(group=make_group(name, **group), **fields)


@pytest.mark.parametrize("count", [1, 3, 25])
def test_a_list_costs_the_same_number_of_queries_whatever_its_length(client, count, django_assert_num_queries):
    for _ in range(count):
        meeting = make_meeting()
        make_exception(meeting, "cancelled", date(2026, 12, 7))
        MeetingTag.objects.create(meeting=meeting, tag=make_tag(f"tag-{meeting.pk}"))

    # The site; programmes, tags, features, areas, zones, demonstration; five for what is in use; the counts, the dates
    # that exceptions bring, what is on now; what is listed, its meetings and two lists of theirs; the articles.
    with django_assert_num_queries(20):
        response = client.get("/meetings/")

    assert len(response.context["page"]) == min(count, 20)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_near_a_place_costs_the_same_number_of_queries_whatever_its_length(
    client, count, django_assert_num_queries
):
    make_place("Ipswich", lat=52.056, lng=1.15)
    for _ in range(count):
        make_meeting()

    with django_assert_num_queries(22):
        response = client.get("/meetings/", {"near": "Ipswich"})

    assert len(response.context["page"]) == count


def test_each_meeting_stands_once_under_the_day_of_its_next_date(client):
    named("Tonight", weekday=0, starts_at=time(19, 30))
    named("Over for today", weekday=0, starts_at=time(7), minutes=60)
    named("Tomorrow", weekday=1)
    named("From February", weekday=0, first=date(2027, 2, 1))
    named("By arrangement", by_arrangement=True)

    sections = client.get("/meetings/").context["sections"]

    assert [(s.title, [row.name for row in s.rows]) for s in sections] == [
        ("Tonight", ["Tonight"]),
        ("Tomorrow", ["Tomorrow"]),
        ("Monday 30 November", ["Over for today"]),
        ("Ask for dates", ["By arrangement", "From February"]),
    ]


def test_each_date_after_this_week_is_named_as_those_before_it(client):
    named("In a fortnight", weekday=1, weeks=SECOND)
    named("In three weeks", weekday=1, weeks=THIRD)

    sections = client.get("/meetings/").context["sections"]

    assert [(s.title, [row.name for row in s.rows]) for s in sections] == [
        ("Tuesday 8 December", ["In a fortnight"]),
        ("Tuesday 15 December", ["In three weeks"]),
    ]


def test_second_and_fourth_tuesday_appears_on_exactly_those_dates(client):
    named("Two Tuesdays", weekday=1, weeks=SECOND | FOURTH)

    on = [day for day in range(1, 32) if found(client, date=f"2026-12-{day:02}")]

    assert on == [8, 22]


def test_a_cancelled_date_stays_and_says_so_and_is_not_counted(client):
    meeting = named("Deben Steps", weekday=1)
    make_exception(meeting, "cancelled", date(2026, 12, 8))

    response = client.get("/meetings/", {"date": "2026-12-08"})

    (row,) = response.context["sections"][0].rows
    assert (row.state, row.state_text) == ("cancelled", "Not on Tuesday 8 December. Next: Tuesday 15 December.")
    assert response.context["total"] == 0


def test_a_moved_date_says_where_it_went_and_appears_there(client):
    meeting = named("Harbour Lights", weekday=0)
    make_exception(meeting, "moved", date(2026, 11, 23), to=date(2026, 11, 25), starts_at=time(18))

    today = client.get("/meetings/", {"date": "2026-11-23"}).context["sections"][0].rows[0]
    there = client.get("/meetings/", {"date": "2026-11-25"}).context["sections"][0].rows[0]

    assert (today.state, today.state_text) == ("moved", "Moved to Wednesday 25 November, 6pm.")
    assert (there.starts, there.state_text) == ("6pm", "Moved here from Monday 23 November.")


def test_a_date_that_is_today_is_shown_whole_with_what_is_over_last(client):
    named("Early", weekday=0, starts_at=time(7), minutes=60)
    named("Late", weekday=0, starts_at=time(20))

    sections = client.get("/meetings/", {"day": "today"}).context["sections"]

    assert [(s.title, [row.name for row in s.rows]) for s in sections] == [
        ("Tonight", ["Late"]),
        ("Earlier", ["Early"]),
    ]


def test_old_listings_come_last_within_their_day(client):
    named("Old", weekday=0, starts_at=time(18), confirmed_on=date(2025, 1, 1), confirmed_by="phone")
    named("Fresh", weekday=0, starts_at=time(20), confirmed_on=date(2026, 11, 1), confirmed_by="group")

    assert found(client) == ["Fresh", "Old"]


def test_now_finds_what_is_under_way_or_starts_within_two_hours(client):
    named("Under way", weekday=0, starts_at=time(8, 30), minutes=60)
    named("Soon", weekday=0, starts_at=time(10, 59))
    named("Too late", weekday=0, starts_at=time(11, 1))
    cancelled = named("Cancelled", weekday=0, starts_at=time(10))
    make_exception(cancelled, "cancelled", date(2026, 11, 23))

    assert found(client, time="now") == ["Under way", "Soon"]


def test_now_beside_another_time_of_day_means_either(client):
    named("Soon", weekday=0, starts_at=time(10))
    named("Tomorrow morning", weekday=1, starts_at=time(10))
    named("Wednesday evening", weekday=2, starts_at=time(19))

    assert found(client, time=["now", "evening"]) == ["Soon", "Wednesday evening"]
    assert client.get("/meetings/?time=now&time=evening").context["total"] == 2


def test_near_shows_distances_and_counts_what_is_online_beside(client):
    make_place("Woodbridge", lat=52.0938, lng=1.3204)
    named("Far", venue=make_venue(lat=52.4, lng=1.3204))
    named("Close", venue=make_venue(lat=52.0938, lng=1.33))
    named("Online", attendance=Attendance.ONLINE)

    response = client.get("/meetings/", {"near": "Woodbridge", "sort": "nearest"})

    rows = response.context["sections"][0].rows
    assert [(row.name, row.distance) for row in rows] == [("Close", "0.4 miles"), ("Far", "21 miles")]
    assert response.context["heading"] == "Meetings near Woodbridge"
    assert response.context["online_note"]["text"] == "1 more online"
    assert parse_qs(urlsplit(response.context["online_note"]["url"]).query) == {
        "attend": ["online"],
        "sort": ["nearest"],
    }


def test_an_outward_code_answers_for_its_postcodes_and_its_distances_are_about(client):
    make_place("IP12", lat=52.09, lng=1.33, kind="outward")
    named("Close", venue=make_venue(lat=52.12, lng=1.33))

    for typed in ("IP12", "ip12 1aa", "IP121AA"):
        response = client.get("/meetings/", {"near": typed})
        assert [row.distance for row in response.context["sections"][0].rows] == ["about 2 miles"]

    assert "IP12 1AA" not in client.get("/meetings/", {"near": "IP12 1AA"}).context["title"]


def test_a_distance_that_was_asked_is_never_widened(client):
    make_place("Woodbridge", lat=52.0938, lng=1.3204)
    named("Far", venue=make_venue(lat=52.2, lng=1.3204))

    response = client.get("/meetings/", {"near": "Woodbridge", "within": "5"})

    assert response.context["sections"] == []
    assert response.context["empty"]["suggestions"][0]["url"] == "/meetings/?near=Woodbridge&within=10"


def test_an_unknown_place_gives_no_list_but_a_message_and_ways_on(client):
    make_meeting()

    response = client.get("/meetings/", {"near": "Nowhere-on-Sea", "day": "mon"})

    assert response.status_code == 200
    assert "sections" not in response.context
    assert "We do not know this place" in response.content.decode()
    assert response.context["empty"]["suggestions"][0]["url"] == "/meetings/?day=mon"


def test_a_wrong_place_leaves_the_filters_folded_and_a_wrong_filter_opens_them(client):
    make_meeting()

    assert '<details class="filters">' in client.get("/meetings/?near=Nowhere-on-Sea").content.decode()
    assert '<details class="filters" open>' in client.get("/meetings/?date=soon").content.decode()


def test_a_doubtful_place_offers_each_as_a_link(client):
    make_place("Stanton", lat=52.32, lng=0.88, county="Suffolk", kind="village")
    make_place("Stanton", lat=52.0, lng=-1.9, county="Gloucestershire", kind="village")

    response = client.get("/meetings/", {"near": "stanton"})

    assert [(c["label"], c["url"]) for c in response.context["place_choices"]] == [
        ("Stanton, Gloucestershire", "/meetings/?near=Stanton%2C+Gloucestershire"),
        ("Stanton, Suffolk", "/meetings/?near=Stanton%2C+Suffolk"),
    ]
    assert client.get(response.context["place_choices"][1]["url"]).context["heading"] == "Meetings near Stanton"


def test_a_value_that_cannot_be_understood_is_said_beside_its_field_and_left_out_alone(client):
    named("Monday", weekday=0)
    named("Tuesday", weekday=1)

    response = client.get("/meetings/?day=mon&day=someday&kind=&page=zzz&within=7&date=tomorrow-ish&nonsense=1")

    assert response.status_code == 200
    assert [row.name for section in response.context["sections"] for row in section.rows] == ["Monday"]
    assert [error["message"] for error in response.context["errors"]] == [
        "Enter a date such as 2026-11-24.",
        "“7” is not one of the choices.",
        "“someday” is not one of the choices.",
    ]
    assert response.content.decode().count("“someday” is not one of the choices.") >= 1


def test_a_repeated_parameter_means_any_of_and_different_ones_narrow(client):
    smart = make_programme("SMART Recovery", approach="smart")
    named("Monday AA", weekday=0, programme=make_programme())
    named("Tuesday SMART", weekday=1, programme=smart)
    named("Wednesday SMART", weekday=2, programme=smart)

    assert found(client, day=["mon", "tue"]) == ["Monday AA", "Tuesday SMART"]
    assert found(client, day=["mon", "tue"], kind="smart") == ["Tuesday SMART"]


def test_each_filter_finds_what_it_says(client):
    al_anon = make_programme("Al-Anon", audience="family", about=ABOUT_BY_SLUG["alcohol"])
    women = make_tag("women")
    feature = AccessFeature.objects.create(slug="step-free", label="Step-free")
    area = make_area("Suffolk", slug="suffolk", kind="county")
    town = make_area("Ipswich", slug="ipswich", parent=area)
    meant = named(
        "Meant",
        programme=al_anon,
        venue=make_venue(area=town),
        who="anyone",
        languages="pl",
        slip="yes",
        children="yes",
    )
    MeetingTag.objects.create(meeting=meant, tag=women)
    AccessAnswer.objects.create(venue=meant.venue, feature=feature, answer="yes")
    other = named("Other", programme=make_programme(about=ABOUT_BY_SLUG["drugs"]), venue=make_venue("Elsewhere"))
    AccessAnswer.objects.create(venue=other.venue, feature=feature, answer="partly")
    reindexed()

    for asked in (
        {"kind": "family"},
        {"for": "family"},
        {"about": "alcohol"},
        {"programme": al_anon.slug},
        {"open": "yes"},
        {"who": "women"},
        {"access": "step-free"},
        {"language": "pl"},
        {"slip": "yes"},
        {"children": "yes"},
        {"area": "suffolk"},
        {"q": "meant"},
    ):
        assert found(client, **asked) == ["Meant"], asked
    assert found(client, kind="12-step") == ["Meant", "Other"]
    assert found(client, language="en") == ["Other"]


def test_open_finds_the_open_week_of_a_meeting_for_members(client):
    named("Last Friday open", weekday=4, who="members", open_weeks=LAST)

    (row,) = client.get("/meetings/", {"open": "yes"}).context["sections"][0].rows

    assert (row.starts_iso, row.who) == ("2026-11-27T19:30", "Anyone can come")
    assert found(client, open="yes", date="2026-11-27") == ["Last Friday open"]
    assert found(client, open="yes", date="2026-12-04") == []


def test_a_meeting_in_another_zone_stands_where_its_instant_is_and_says_the_time_here(client):
    named("Here", weekday=1, starts_at=time(3))
    named("New York", weekday=0, starts_at=time(21), time_zone="America/New_York", attendance=Attendance.ONLINE)

    (section,) = client.get("/meetings/").context["sections"]

    assert [(row.name, row.site_time) for row in section.rows] == [
        ("New York", "2am here, Tuesday 24 November"),
        ("Here", ""),
    ]
    assert found(client, day="mon") == ["New York"]


def test_draft_paused_and_closed_are_in_no_list(client):
    for status in (Status.DRAFT, Status.PAUSED, Status.CLOSED):
        make_meeting(status=status)
        make_meeting(group=make_group(status=status))

    assert found(client) == []


def test_a_paused_meeting_is_back_for_dates_after_its_pause(client):
    named("Back in December", weekday=0, status=Status.PAUSED, paused_until=date(2026, 12, 1))

    assert [row.starts_iso for s in client.get("/meetings/").context["sections"] for row in s.rows] == [
        "2026-12-07T19:30"
    ]
    assert found(client, date="2026-11-30") == []


def test_nothing_of_a_hidden_venue_but_its_area_is_in_a_list(client):
    area = make_area("Lowestoft", slug="lowestoft", lat=52.48, lng=1.75)
    make_place("Lowestoft", lat=52.48, lng=1.75)
    venue = make_venue("Juniper House", address="1 Secret Lane", town="Secretville", postcode="NR33 1CV", area=area)
    venue.precision = Precision.HIDDEN
    venue.save()
    meeting = named("Women’s circle", venue=venue, room="Blue room", door="Green door")

    pages = [client.get(url).content.decode() for url in ("/meetings/?near=Lowestoft", meeting.get_absolute_url())]

    for page in pages:
        assert "Women’s circle" in page
        assert "Lowestoft" in page
        for secret in ("Juniper", "Secret Lane", "Secretville", "NR33", "Blue room", "Green door", "52.056"):
            assert secret not in page
    assert found(client, q="Juniper") == []


def test_chips_take_one_part_away_each(client):
    make_place("Woodbridge")
    make_meeting()

    chips = client.get("/meetings/?near=Woodbridge&within=25&day=mon&day=tue").context["chips"]

    assert [(chip["label"], chip["without_url"]) for chip in chips] == [
        ("near Woodbridge", "/meetings/?day=mon&day=tue"),
        ("Monday", "/meetings/?near=Woodbridge&day=tue&within=25"),
        ("Tuesday", "/meetings/?near=Woodbridge&day=mon&within=25"),
        ("within 25 miles", "/meetings/?near=Woodbridge&day=mon&day=tue"),
    ]


def test_pages_are_numbered_in_the_title_and_past_the_end_is_the_last(client):
    for _ in range(45):
        make_meeting()

    page = client.get("/meetings/?page=99")

    assert page.context["page"].number == 3
    assert len(page.context["page"]) == 5
    assert "(page 3 of 3)" in page.content.decode()


def test_what_was_typed_makes_a_page_private_and_unlisted(client):
    make_place("Woodbridge")

    assert 'content="noindex"' in client.get("/meetings/?near=Woodbridge").content.decode()
    assert 'content="noindex"' in client.get("/meetings/?q=steps").content.decode()
    assert 'content="noindex"' not in client.get("/meetings/?kind=family").content.decode()
    assert "private" in client.get("/meetings/?kind=family")["Cache-Control"]
    assert "my secret words" not in client.get("/meetings/", {"q": "my secret words"}).context["title"]


def test_an_old_slug_leads_on_and_an_unknown_one_helps(client):
    meeting = make_meeting()
    OldSlug.objects.create(kind="meeting", slug="as-it-was", leads_to=meeting.slug)

    assert client.get("/meetings/as-it-was/")["Location"] == meeting.get_absolute_url()
    missing = client.get("/meetings/never-was/")
    assert missing.status_code == 404
    assert 'role="search"' in missing.content.decode()


def test_a_demonstration_says_what_it_is_and_is_unlisted(client):
    feed = make_feed("demonstration")
    meeting = make_meeting(feed=feed, feed_key="a", group=make_group(feed=feed, feed_key="g"))

    page = client.get(meeting.get_absolute_url()).content.decode()

    assert client.get("/meetings/").context["sections"][0].rows[0].is_demo
    assert "This listing is invented" in page
    assert 'content="noindex"' in page
    assert "These are demonstration listings" in client.get("/").content.decode()
