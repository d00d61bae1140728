"""Each check finds what is wrong, and leaves alone what is right."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import AccessAnswer, AccessFeature, FindingPutAside, Group, LinkCheck, Meeting
from groups.rules import gazetteer
from groups.rules.schedule import FIRST, FOURTH, SECOND, THIRD
from groups.upkeep import listing
from groups.upkeep.quality import checks
from groups.upkeep.quality.finding import ALL
from tests.factories import (
    make_area,
    make_exception,
    make_feed,
    make_group,
    make_meeting,
    make_place,
    make_programme,
    make_venue,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def waiting(slug, seen=ALL):
    """What a check finds, as `of` names it, with why."""
    found = checks.ask(checks.BY_SLUG[slug], on=TODAY, seen=seen).waiting
    return {tuple((record.kind, record.pk) for record in finding.records): finding.why for finding in found}


def of(*records):
    """These records, as `waiting` names them."""
    return tuple((record._meta.model_name, record.pk) for record in records)


# --- Duplicates


def test_two_groups_of_one_name_in_one_town_may_be_one():
    ipswich, aa = make_area(), make_programme()
    one = make_group("Harbour Lights", area=ipswich, programme=aa)
    other = make_group("The Harbor Lights Group", area=ipswich, programme=aa, feed=make_feed(), feed_key="7")
    make_group("Harbour Lights", area=ipswich, programme=make_programme("Al-Anon"))
    make_group("Harbour Lights", area=make_area("Lowestoft"), programme=aa)
    make_group("Harbour Lights", area=ipswich, programme=aa, status="closed")
    make_group("Serenity", area=ipswich, programme=aa)

    assert waiting("same-groups") == {of(one, other): "The same name and programme, in the same area."}


def test_groups_of_one_name_far_apart_in_one_county_are_two():
    suffolk = make_area("Suffolk", kind="county")
    for lat, lng in ((52.05, 1.15), (52.48, 1.75)):
        group = make_group("Monday Step", area=suffolk)
        make_meeting(group=group, venue=make_venue(lat=lat, lng=lng))

    assert waiting("same-groups") == {}


def test_groups_are_one_where_they_meet_whatever_area_was_entered():
    town = make_area()
    for area in (make_area("Suffolk", kind="county"), None):
        make_meeting(group=make_group("Monday Step", area=area), venue=make_venue(area=town))

    assert len(waiting("same-groups")) == 1


def test_two_meetings_at_one_place_and_time_may_be_one():
    aa, hall = make_programme(), make_venue()
    one = make_meeting(group=make_group("Harbour Lights", programme=aa), venue=hall, starts_at=time(19, 30))
    other = make_meeting(group=make_group("Harbour Lights AA", programme=aa), venue=hall, starts_at=time(19, 45))
    make_meeting(group=make_group("Harbour Lights", programme=aa), venue=hall, starts_at=time(20, 15))
    make_meeting(group=make_group("Harbour Lights", programme=aa), venue=hall, weekday=1)
    make_meeting(group=make_group("Harbour Lights", programme=make_programme("NA")), venue=hall)

    assert waiting("same-meetings") == {of(one, other): "Two groups at one place, Monday 7:30pm / 7:45pm."}


def test_two_rooms_at_one_time_are_no_clash():
    group, hall = make_group(), make_venue()
    make_meeting(group=group, venue=hall, room="Library")
    make_meeting(group=group, venue=hall, room="Garden Room")
    make_meeting(group=make_group(), venue=hall, room="Upper Room")

    assert waiting("same-meetings") == {}


def test_meetings_that_take_turns_are_no_clash():
    group, hall = make_group(), make_venue()
    make_meeting(group=group, venue=hall, weeks=FIRST | THIRD)
    make_meeting(group=group, venue=hall, weeks=SECOND | FOURTH)

    assert waiting("same-meetings") == {}


def test_a_feed_tells_of_a_meeting_that_staff_entered_at_another_record_of_the_same_hall():
    aa = make_programme()
    by_hand = make_meeting(
        group=make_group("Monday Step", programme=aa), venue=make_venue("Trinity Hall", postcode="IP4 1AA")
    )
    there = make_venue("Trinity", lat=52.0562, lng=1.1502, feed=make_feed(), feed_key="v")
    told = make_meeting(
        group=make_group("Ipswich Big Book", programme=aa), venue=there, feed=there.feed, feed_key="m", minutes=60
    )

    assert list(waiting("same-meetings")) == [of(by_hand, told)]
    assert list(waiting("same-venues")) == [of(by_hand.venue, there)]


def test_online_meetings_are_one_by_their_link():
    aa = make_programme()
    links = ["https://www.example.org/j/1/", "https://example.org/j/1", "https://example.org/j/2"]
    one, other, _third = (
        make_meeting(group=make_group(programme=aa), attendance="online", online_link=link) for link in links
    )

    assert list(waiting("same-meetings")) == [of(one, other)]


def test_venues_are_one_by_postcode_or_by_steps_and_by_name():
    one = make_venue("St. Mary's Hall", postcode="IP12 1AA", lat=None, lng=None)
    other = make_venue("Saint Marys Hall", postcode="ip121aa", lat=52.09, lng=1.32)
    near = make_venue("St Marys", postcode="", lat=52.0903, lng=1.3201)
    make_venue("Scout Hut", postcode="IP12 1AA", lat=52.09, lng=1.32)
    make_venue("St Mary's Hall", postcode="IP4 1AA", lat=52.2, lng=1.32)

    assert waiting("same-venues") == {
        of(one, other): "Like names and the same postcode.",
        of(other, near): "Like names and the same spot.",
    }


# --- Places


def test_venues_in_use_without_a_point_are_found():
    unknown = make_meeting(venue=make_venue(lat=None, lng=None, postcode="IP99 9ZZ")).venue
    bare = make_meeting(venue=make_venue(lat=None, lng=None)).venue
    make_venue(lat=None, lng=None)
    make_meeting(venue=make_venue(lat=None, lng=None, precision="hidden"))
    make_meeting(venue=make_venue(lat=None, lng=None), status="closed")

    assert waiting("no-point") == {
        of(unknown): "No point, for its postcode IP99 9ZZ is not known.",
        of(bare): "No point, and no postcode to take one from.",
    }


def test_points_far_from_their_postcode_are_found():
    make_place("IP12 1AA", kind="postcode", lat=52.0938, lng=1.3204)
    make_place("IP4", kind="outward", lat=52.06, lng=1.17)
    far = make_meeting(venue=make_venue(postcode="IP12 1AA", lat=52.12, lng=1.3204)).venue
    farther = make_meeting(venue=make_venue(postcode="ip4 5xx", lat=52.30, lng=1.17)).venue
    at_sea = make_meeting(venue=make_venue(postcode="", lat=0, lng=0)).venue
    make_meeting(venue=make_venue(postcode="IP12 1AA", lat=52.10, lng=1.3204))
    make_meeting(venue=make_venue(postcode="IP4 5XX", lat=52.12, lng=1.17))
    make_meeting(venue=make_venue(postcode="LS1 1UR", lat=52.12, lng=1.17))

    assert waiting("misplaced") == {
        of(far): "Its point is 1.8 miles from IP12 1AA.",
        of(farther): "Its point is 17 miles from IP4.",
        of(at_sea): "It stands at 0, 0, in the sea off Africa.",
    }


def test_of_two_sources_of_a_postcode_staff_are_believed():
    make_place("IP12 1AA", kind="postcode", lat=55.0, lng=1.3204, source="geonames-postal-GB")
    make_place("IP12 1AA", kind="postcode", lat=52.0938, lng=1.3204, source=gazetteer.BY_HAND)
    make_meeting(venue=make_venue(postcode="IP12 1AA", lat=52.0938, lng=1.3204))

    assert waiting("misplaced") == {}


# --- Times


def test_times_that_look_wrong_are_found():
    night = make_meeting(starts_at=time(3))
    over = make_meeting(last=date(2026, 11, 16))
    make_meeting(starts_at=time(3), attendance="online")
    make_meeting(last=date(2026, 11, 23))
    make_meeting(starts_at=time(3), status="closed")
    make_meeting(by_arrangement=True)

    assert waiting("times") == {
        of(night): "It starts at 3am: is 3pm meant?",
        of(over): "Its last date was Monday 16 November 2026: close it if it is over.",
    }


# --- Private words


def test_surnames_and_numbers_are_found_in_what_the_public_reads():
    group = make_group(description="Dave Smith greets you", phone="07700 900123", email="jo.bloggs@example.org")
    meeting = make_meeting(group=make_group(), newcomer_contact="Mary Jones", note="Ring 07700 900 456. Ask Dave S.")
    venue = make_venue("St John Fisher Hall", directions="Mr Brown has the key", address="Thomas Clarkson Street")

    assert waiting("private") == {
        of(group): (
            "“Dave Smith” stands in: description. “jo.bloggs@example.org” stands in: public e-mail."
            " “07700 900123” stands in: public phone."
        ),
        of(meeting): "“Mary Jones” stands in: whom a newcomer asks for. “07700 900 456” stands in: note.",
        of(venue): "“Mr Brown” stands in: how to get there.",
    }


def test_notes_of_dates_and_of_access_are_read_too():
    meeting = make_meeting(venue=make_venue())
    make_exception(meeting, "cancelled", "2026-12-28", note="Sue Miller is away")
    ramp = AccessFeature.objects.create(slug="step-free", label="Step-free")
    AccessAnswer.objects.create(venue=meeting.venue, feature=ramp, answer="partly", note="Call Ann Baker for the ramp")

    assert waiting("private") == {
        of(meeting): "“Sue Miller” stands in: note of a date or of access.",
        of(meeting.venue): "“Ann Baker” stands in: note of a date or of access.",
    }


def test_roles_hidden_venues_and_feeds_that_staff_allowed_are_left_alone():
    make_group(email="info@example.org", phone="0800 9177 650", private_contact="jo.bloggs@example.org")
    make_venue(directions="Ask Dave Smith", precision="hidden")
    make_group(phone="07700 900123", feed=make_feed(keep_contacts=True), feed_key="1")
    make_group(description="Ask Dave Smith", feed=make_feed("demonstration"), feed_key="1")

    assert waiting("private") == {}


def test_a_closed_listing_keeps_its_page_and_so_is_read():
    group = make_group(status="closed", status_reason="Dave Smith moved away")

    assert list(waiting("private")) == [of(group)]


# --- What is missing, paused, or silent


def test_listings_without_a_time_or_place_are_found():
    ask = make_meeting(by_arrangement=True)
    nowhere = make_meeting(venue=make_venue("Upstairs", town="", lat=None, lng=None))
    empty = make_group()
    make_meeting(by_arrangement=True, status="draft", group=make_meeting().group)
    make_meeting(venue=make_venue("Upstairs", town="", lat=None, lng=None, precision="hidden", area=make_area()))

    assert waiting("no-time-or-place") == {
        of(ask): "It has no day and time: people have to ask.",
        of(nowhere): "Its venue has neither address nor point.",
        of(empty): "It is listed, and no meeting of it is.",
    }


@pytest.mark.parametrize("way", ["email", "phone", "website", "private_contact"])
def test_a_group_needs_one_way_to_be_asked(way):
    lonely = make_group()
    make_group(**{way: "https://example.org/" if way == "website" else "info@example.org"})
    make_group(status="closed")

    assert list(waiting("nobody-to-ask")) == [of(lonely)]


def test_pauses_that_nobody_looked_at_are_found_and_those_made_lately_are_not():
    def paused(**fields):
        return make_meeting(status="paused", **fields)

    over = paused(paused_until=TODAY - timedelta(days=31))
    for_ever = paused()
    paused(paused_until=TODAY - timedelta(days=30))
    paused(paused_until=TODAY + timedelta(days=31))
    paused(confirmed_on=TODAY - timedelta(days=90))
    listing.pause(make_meeting(), until=None, reason="Over the summer")
    listing.pause(make_meeting().group, until=None, reason="Over the summer")

    assert waiting("pauses") == {
        of(over): "Its pause ended on Friday 23 October 2026: is it really back?",
        of(for_ever): "Paused without an end, and not looked at for three months: has it closed?",
    }


def test_links_that_stopped_answering_lead_to_their_listings():
    group = make_group(website="https://example.org/gone")
    meeting = make_meeting(attendance="online", online_link="https://example.org/gone")
    make_group(website="https://example.org/lately")
    for url, days in (("https://example.org/gone", 8), ("https://example.org/lately", 6)):
        LinkCheck.objects.create(
            url=url, tried_at=NOON, failing_since=NOON - timedelta(days=days), failures=3, why="Status 404."
        )

    said = "https://example.org/gone has not answered since Sunday 15 November 2026. Status 404."
    assert waiting("links") == {of(group): said, of(meeting): said}


# --- Put aside, seen, and how much is asked


def test_what_is_put_aside_comes_back_when_its_facts_change():
    meeting = make_meeting(starts_at=time(3))
    check = checks.BY_SLUG["times"]
    [finding] = checks.ask(check, on=TODAY, seen=ALL).waiting

    checks.put_aside(finding, on=TODAY, by_words="kim")
    assert waiting("times") == {}
    [(_finding, aside)] = checks.ask(check, on=TODAY, seen=ALL).aside
    assert (aside.finding, aside.on, aside.by_words) == (f"times:meeting:{meeting.pk}", TODAY, "kim")

    Meeting.objects.update(starts_at=time(2))
    assert waiting("times") == {of(meeting): "It starts at 2am: is 2pm meant?"}

    checks.put_aside(checks.ask(check, on=TODAY, seen=ALL).waiting[0], on=TODAY, by_words="kim")
    assert waiting("times") == {}
    assert FindingPutAside.objects.count() == 1


def test_what_is_brought_back_is_on_the_list_again():
    make_group()
    check = checks.BY_SLUG["nobody-to-ask"]
    [finding] = checks.ask(check, on=TODAY, seen=ALL).waiting
    checks.put_aside(finding, on=TODAY, by_words="kim")

    checks.bring_back(finding)

    assert checks.ask(check, on=TODAY, seen=ALL).waiting == [finding]


def test_a_pair_is_seen_by_whoever_looks_after_both():
    area = make_area()
    one, other = make_group(area=area), make_group(area=area)

    def shown(*groups):
        return list(waiting("same-groups", {"group": {group.pk for group in groups}, "meeting": set(), "venue": set()}))

    assert shown(one, other) == [of(one, other)]
    assert shown(one) == shown(other) == shown() == []


ASKED = {
    "same-groups": 3,
    "same-meetings": 2,
    "out-of-sight": 3,
    "same-venues": 2,
    "no-point": 2,
    "misplaced": 4,
    "no-time-or-place": 3,
    "times": 2,
    "private": 6,
    "links": 4,
    "nobody-to-ask": 2,
    "pauses": 4,
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("slug", ASKED)
def test_each_check_asks_the_same_however_many_listings_there_are(slug, count):
    make_place("IP12 1AA", kind="postcode", lat=52.0938, lng=1.3204)
    make_place("IP4", kind="outward", lat=52.06, lng=1.17)
    url = "https://example.org/gone"
    LinkCheck.objects.create(url=url, tried_at=NOON, failing_since=NOON - timedelta(days=9), failures=3)
    for number in range(count):
        area = make_area()
        group = make_group(area=area, programme=make_programme(), website=url, description="Dave Smith")
        make_meeting(group=group, venue=make_venue(postcode="IP12 1AA", area=area), starts_at=time(3, number))
        meeting = make_meeting(group=group, venue=make_venue(postcode="IP4 5XX"), status="paused")
        make_exception(meeting, "cancelled", "2026-12-28", note="Sue Miller is away")
        make_meeting(group=group, venue=make_venue(lat=None, lng=None), by_arrangement=True)

    with CaptureQueriesContext(connection) as queries:
        checks.ask(checks.BY_SLUG[slug], on=TODAY, seen=ALL)

    assert len(queries) == ASKED[slug]


def test_all_checks_are_counted_here():
    assert set(ASKED) == set(checks.BY_SLUG)
    assert Group.objects.count() == 0
