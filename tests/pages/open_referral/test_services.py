"""A group as a service: what each field of ours becomes."""

from datetime import UTC, date, datetime, time

import pytest

from groups.models import AccessAnswer, AccessFeature, MeetingTag, SearchRow
from groups.models.feed import DEMONSTRATION
from groups.rules.choices import (
    Attendance,
    BankHolidays,
    Cost,
    ExceptionKind,
    Joining,
    Precision,
    WhoMayCome,
)
from groups.rules.schedule import EVERY_MONTH, FIFTH, FIRST, LAST, SECOND
from tests.factories import (
    make_area,
    make_exception,
    make_feed,
    make_group,
    make_meeting,
    make_programme,
    make_tag,
    make_venue,
    reindexed,
)
from tests.pages.open_referral.asking import get, the_service

pytestmark = pytest.mark.django_db

TUE = 1
CHANGED = datetime(2025, 12, 12, 9, 30, tzinfo=UTC)


def without_ids(value):
    """Plain values without their identifiers, which say nothing to a reader."""
    if isinstance(value, list):
        return [without_ids(one) for one in value]
    if isinstance(value, dict):
        return {name: without_ids(one) for name, one in value.items() if name != "id" and not name.endswith("_id")}
    return value


def codes(attributes):
    """What is said by terms, without facts."""
    said = {(one["taxonomy_term"]["code"], one.get("value", "")) for one in attributes}
    return {(code, value) for code, value in said if not code.startswith("fact=")}


def facts(attributes):
    """The facts by their names."""
    said = ((one["taxonomy_term"]["code"].partition("="), one.get("value")) for one in attributes)
    return {(name, value) for (fact, _equals, name), value in said if fact == "fact"}


def the_schedule(client):
    [schedule] = the_service(client)["schedules"]
    return schedule


def the_location(client):
    [place] = the_service(client)["service_at_locations"]
    return place["location"]


def test_a_group_is_a_service(client):
    suffolk = make_area("Suffolk", kind="county")
    group = make_group(
        "Harbour Lights",
        slug="harbour-lights",
        programme=make_programme(
            "Alcoholics Anonymous",
            slug="aa",
            about=1,
            description="For people who drink.",
            website="https://aa.example.org/",
        ),
        description="By the quay.",
        website="https://harbour.example.org/",
        email="hello@harbour.example.org",
        phone="0800 1111 111",
        private_contact="someone@example.org",
    )
    venue = make_venue(
        "Trinity Hall", address="1 Fore Street\nStoke", postcode="IP4 1AA", directions="Behind the church",
        area=make_area("Ipswich", slug="ipswich", parent=suffolk),
    )  # fmt: skip
    meeting = make_meeting(
        group=group, venue=venue, slug="harbour-tuesday", weekday=TUE, minutes=75, room="Upstairs", youngest=18,
        who=WhoMayCome.MEMBERS, joining=Joining.TURN_UP, cost=Cost.FREE, languages="pl",
        bank_holidays=BankHolidays.NO_MEETING, note="Tea from seven.", confirmed_on=date(2025, 12, 1),
    )  # fmt: skip
    SearchRow.objects.filter(pk=meeting.pk).update(changed_at=CHANGED)

    service = the_service(client)
    attributes, [schedule] = service.pop("attributes"), service.pop("schedules")
    [place] = service.pop("service_at_locations")

    assert without_ids(service) == {
        "name": "Harbour Lights",
        "description": (
            "By the quay.\n"
            "Can I come? Yes, if you want to stop drinking. You need to be 18 or older. Just turn up. Free."
        ),
        "url": "https://harbour.example.org/",
        "email": "hello@harbour.example.org",
        "status": "active",
        "fees": "Free",
        "minimum_age": 18,
        "assured_date": "2025-12-01",
        "last_modified": "2025-12-12T09:30:00.000Z",
        "organization": {
            "name": "Alcoholics Anonymous",
            "description": "For people who drink.",
            "website": "https://aa.example.org/",
        },
        "languages": [{"name": "Polish", "code": "pl", "url": "http://testserver/meetings/?language=pl"}],
        "cost_options": [{"option": "Free", "url": "http://testserver/groups/harbour-lights/"}],
        "phones": [{"number": "0800 1111 111"}],
    }
    assert codes(attributes) == {
        ("kind=12-step", ""), ("about=alcohol", ""), ("for=self", ""), ("attendance=in-person", ""),
        ("who=members", ""), ("joining=turn-up", ""), ("cost=free", ""), ("bank_holidays=no-meeting", ""), ("pl", ""),
    }  # fmt: skip
    assert facts(attributes) == {("programme", "aa"), ("last_line", "yes"), ("slug", "harbour-lights")}
    assert facts(schedule.pop("attributes")) == {
        ("time_zone", "Europe/London"), ("checked_on", "2025-12-01"), ("room", "Upstairs"), ("youngest", "18"),
        ("slug", "harbour-tuesday"),
    }  # fmt: skip
    assert facts(place["location"].pop("attributes")) == {
        ("precision", "exact"), ("area", "ipswich"), ("address", "1 Fore Street\nStoke"),
    }  # fmt: skip
    assert schedule["service_at_location_id"] == place["id"]
    assert without_ids(schedule) == {
        "freq": "WEEKLY",
        "interval": 1,
        "byday": "TU",
        "opens_at": "19:30",
        "closes_at": "20:45",
        "description": (
            "Every Tuesday, 7:30pm to 8:45pm. Times are those of the clock on the wall, in the time zone Europe/London."
            " Upstairs. Can I come? Yes, if you want to stop drinking. You need to be 18 or older. Just turn up. Free. "
            "Bank holidays: Does not meet."
        ),
        "schedule_link": "http://testserver/meetings/harbour-tuesday/",
        "url": "http://testserver/meetings/harbour-tuesday/",
        "attending_type": "in-person",
        "notes": "Tea from seven.",
    }
    assert without_ids(place["location"]) == {
        "location_type": "physical",
        "name": "Trinity Hall",
        "transportation": "Behind the church",
        "latitude": 52.056,
        "longitude": 1.15,
        "addresses": [
            {
                "address_1": "1 Fore Street, Stoke",
                "city": "Ipswich",
                "state_province": "Suffolk",
                "postal_code": "IP4 1AA",
                "country": "GB",
                "address_type": "physical",
            }
        ],
    }


def test_nothing_private_is_in_it(client):
    group = make_group(private_contact="someone@example.org")
    make_meeting(
        group=group,
        attendance=Attendance.ONLINE,
        online_link="https://zoom.us/j/123?pwd=secret",
        note="Passcode: secret",
    )

    assert "secret" not in str(the_service(client))
    assert "someone@example.org" not in str(the_service(client))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, {"freq": "WEEKLY", "interval": 1, "byday": "MO"}),
        ({"weeks": SECOND | LAST}, {"freq": "MONTHLY", "interval": 1, "byday": "2MO,-1MO"}),
        ({"weeks": FIRST | FIFTH}, {"freq": "MONTHLY", "interval": 1, "byday": "1MO,5MO"}),
        ({"interval": 2, "phase": 0}, {"freq": "WEEKLY", "interval": 2, "byday": "MO", "dtstart": "2024-01-08"}),
        ({"interval": 2, "phase": 1}, {"freq": "WEEKLY", "interval": 2, "byday": "MO", "dtstart": "2024-01-01"}),
        (
            {"interval": 2, "phase": 1, "first": date(2025, 9, 1)},
            {"freq": "WEEKLY", "interval": 2, "byday": "MO", "dtstart": "2025-09-08", "valid_from": "2025-09-01"},
        ),
        ({"months": EVERY_MONTH & ~(1 << 7)}, {"freq": "WEEKLY", "interval": 1, "byday": "MO",
                                               "bymonth": "1,2,3,4,5,6,7,9,10,11,12"}),
        (
            {"first": date(2026, 2, 2), "last": date(2026, 3, 30)},
            {"freq": "WEEKLY", "interval": 1, "byday": "MO", "valid_from": "2026-02-02", "valid_to": "2026-03-30"},
        ),
        ({"by_arrangement": True, "weekday": 0, "starts_at": time(19, 30)}, {}),
    ],
)  # fmt: skip
def test_the_rule_of_a_meeting(client, fields, said):
    make_meeting(**fields)

    schedule = the_schedule(client)
    rule = ("freq", "interval", "byday", "bymonth", "dtstart", "valid_from", "valid_to")
    assert {name: schedule[name] for name in rule if name in schedule} == said


@pytest.mark.parametrize(
    ("starts_at", "minutes", "said"),
    [
        (time(19, 30), 90, ("19:30", "21:00")),
        (time(23, 0), 120, ("23:00", "01:00")),
        (time(0), None, ("00:00", None)),
        (time(10), 1440, ("10:00", None)),
    ],
)
def test_its_times_are_those_of_the_wall(client, starts_at, minutes, said):
    make_meeting(starts_at=starts_at, minutes=minutes, time_zone="Europe/Dublin")

    schedule = the_schedule(client)
    assert (schedule["opens_at"], schedule.get("closes_at")) == said
    assert "in the time zone Europe/Dublin." in schedule["description"]


def test_what_differs_on_a_date_is_in_words(client):
    meeting = make_meeting()
    make_exception(meeting, ExceptionKind.CANCELLED, date(2026, 1, 12))

    assert "Monday 12 January: It does not meet." in the_schedule(client)["description"]


def test_tags_and_open_weeks_say_in_which_weeks(client):
    meeting = make_meeting(who=WhoMayCome.MEMBERS, open_weeks=LAST)
    MeetingTag.objects.create(meeting=meeting, tag=make_tag("speaker", family="format"), weeks=FIRST)
    MeetingTag.objects.create(meeting=meeting, tag=make_tag("women"))
    reindexed(meeting)

    assert codes(the_schedule(client)["attributes"]) == {
        ("attendance=in-person", ""), ("who=members", ""), ("who=anyone", "-1"), ("speaker", "1"), ("women", ""),
    }  # fmt: skip


def test_a_group_without_a_fellowship_stands_for_itself(client):
    make_meeting(group=make_group("Allotment Group"))

    assert without_ids(the_service(client)["organization"]) == {
        "name": "Allotment Group",
        "description": "A local group that belongs to no fellowship.",
    }


def test_of_a_hidden_venue_nothing_but_its_area(client):
    suffolk = make_area("Suffolk", kind="county")
    woodbridge = make_area("Woodbridge", slug="woodbridge", parent=suffolk, lat=52.09, lng=1.32)
    make_meeting(
        venue=make_venue(
            "The Secret House", address="9 Quiet Lane", town="Ufford", postcode="IP13 6XX", directions="Ring twice",
            precision=Precision.HIDDEN, area=woodbridge,
        ),
        room="The Snug",
    )  # fmt: skip

    location = the_location(client)
    assert facts(location.pop("attributes")) == {("precision", "hidden"), ("area", "woodbridge")}
    assert without_ids(location) == {
        "location_type": "physical",
        "name": "Woodbridge",
        "description": "The group gives the address.",
    }
    text = str(the_service(client)) + str(get(client, "/service_at_locations"))
    for secret in ("Secret", "Quiet", "Ufford", "IP13", "Ring", "Snug", "latitude", "longitude"):
        assert secret not in text


def test_two_groups_in_one_hidden_venue_are_not_told_so(client):
    venue = make_venue(precision=Precision.HIDDEN, area=make_area("Woodbridge"))
    for name in ("One", "Other"):
        make_meeting(group=make_group(name), venue=venue)

    one, other = get(client, "/service_at_locations")["contents"]
    assert one["id"] != other["id"]
    assert one["location"] == other["location"]


@pytest.mark.parametrize("fields", [{"postcode": ""}, {"name": "", "address": ""}])
def test_an_address_that_is_not_whole_is_told_in_words(client, fields):
    make_meeting(venue=make_venue(**{"address": "1 Fore Street", "postcode": "IP4 1AA", **fields}))

    location = the_location(client)
    assert "addresses" not in location
    assert "Ipswich" in location["description"]


def test_a_point_that_is_not_exact_says_no_more_than_it_knows(client):
    make_meeting(venue=make_venue(lat=52.123456, lng=1.654321, precision=Precision.APPROXIMATE))

    location = the_location(client)
    assert (location["latitude"], location["longitude"]) == (52.123, 1.654)
    assert location["description"].endswith("The point is not exact.")


def test_access_is_told_one_feature_at_a_time(client):
    features = {
        slug: AccessFeature.objects.create(slug=slug, label=label, position=place)
        for place, (slug, label) in enumerate([("step-free", "Step-free access"), ("lift", "Lift"), ("bsl", "BSL")])
    }
    venue = make_venue()
    for slug, answer, note in [("step-free", "yes", "By the side door"), ("lift", "partly", ""), ("bsl", "no", "")]:
        AccessAnswer.objects.create(venue=venue, feature=features[slug], answer=answer, note=note)
    make_meeting(venue=venue)

    location = the_location(client)
    assert without_ids(location["accessibility"]) == [
        {"description": "Step-free access", "details": "By the side door"},
        {"description": "Partly: Lift"},
    ]
    assert location["description"].endswith("Not there: BSL.")
    assert codes(location["attributes"]) == {("step-free", "")}
    assert {value for name, value in facts(location["attributes"]) if name == "access"} == {
        "step-free=yes: By the side door", "lift=partly", "bsl=no",
    }  # fmt: skip


def test_what_the_standard_has_no_field_for_is_a_fact(client):
    meeting = make_meeting(
        door="Side door", drop_in=True, who_note="Bring a friend", joining_note="Ring first", cost_note="For tea",
        oldest=25, newcomer_met="yes", newcomer_contact="The greeter", newcomer_note="Passcode: 1234", online_ask=True,
        open_weeks=LAST, languages="en-GB",
    )  # fmt: skip
    make_exception(meeting, ExceptionKind.MOVED, date(2026, 1, 12), starts_at=time(18), note="The hall is closed")
    AccessAnswer.objects.create(
        meeting=meeting, feature=AccessFeature.objects.create(slug="bsl", label="BSL", position=1), answer="partly"
    )

    said = facts(the_schedule(client)["attributes"])
    assert said >= {
        ("door", "Side door"), ("drop_in", "yes"), ("who_note", "Bring a friend"), ("joining_note", "Ring first"),
        ("cost_note", "For tea"), ("oldest", "25"), ("newcomer_met", "yes"), ("newcomer_contact", "The greeter"),
        ("online_ask", "yes"), ("open_weeks", "-1"), ("languages", "en-GB"), ("access", "bsl=partly"),
        ("exception", '{"kind": "moved", "first": "2026-01-12", "starts_at": "18:00", "note": "The hall is closed"}'),
    }  # fmt: skip
    assert "1234" not in str(said)


def test_online_is_a_virtual_place(client):
    make_meeting(
        attendance=Attendance.ONLINE, online_link="https://zoom.us/j/123?pwd=secret", online_phone="+44 20 3481 5240",
        online_ask=False,
    )  # fmt: skip

    assert without_ids(the_location(client)) == {
        "location_type": "virtual",
        "name": "Online",
        "url": "https://zoom.us/j/123",
        "phones": [{"number": "+44 20 3481 5240"}],
    }


def test_both_ways_is_one_schedule_at_two_places(client):
    make_meeting(attendance=Attendance.HYBRID, online_link="https://zoom.us/j/123")

    service = the_service(client)
    [schedule] = service["schedules"]
    assert schedule["attending_type"] == "hybrid"
    assert [place["location"]["location_type"] for place in service["service_at_locations"]] == ["physical", "virtual"]
    assert [place["schedules"][0]["id"] for place in service["service_at_locations"]] == [schedule["id"]] * 2


def test_a_group_in_one_venue_twice_a_week_has_one_place(client):
    group, venue = make_group(), make_venue()
    for weekday in (1, 4):
        make_meeting(group=group, venue=venue, weekday=weekday)

    [place] = the_service(client)["service_at_locations"]
    assert [schedule["byday"] for schedule in place["schedules"]] == ["TU", "FR"]


def test_an_invented_listing_says_so_first(client):
    feed = make_feed(DEMONSTRATION)
    make_meeting(group=make_group("Harbour Lights", feed=feed, feed_key="1"), feed=feed, feed_key="1")

    service = the_service(client)
    assert service["name"] == "Harbour Lights (demonstration)"
    assert service["description"].startswith("This listing is invented. Nobody meets there.")
    assert service["alert"] == "This listing is invented. Nobody meets there."
