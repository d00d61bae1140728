"""`/meetings.json`, row by row as the Meeting Guide specification and its reference reader want them."""

import json
from datetime import UTC, date, datetime, time

import pytest

from groups.exchange.meeting_guide import read
from groups.models import AccessAnswer, AccessFeature, Code, Meeting, MeetingTag, SearchRow
from groups.models.feed import DEMONSTRATION
from groups.rules.choices import (
    Attendance,
    BankHolidays,
    CheckedBy,
    ExceptionKind,
    Joining,
    Precision,
    Status,
    WhoMayCome,
)
from groups.rules.schedule import EVERY_MONTH, LAST, SECOND
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
from tests.feeds.taking_in import take_in
from tests.pages.files.reading import body, rows

pytestmark = pytest.mark.django_db

SUN, TUE = 6, 1
CHANGED = datetime(2025, 12, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def codes():
    """The codes of two fellowships, as far as the tests write them."""
    for fellowship, code, label, means, value in [
        ("", "O", "Open", "field", "who=anyone"),
        ("", "C", "Closed", "field", "who=members"),
        ("", "CF", "Child-Friendly", "field", "children=yes"),
        ("", "POA", "Proof of Attendance", "field", "slip=yes"),
        ("", "ONL", "Online", "field", "attendance=online"),
        ("", "X", "Wheelchair Access", "access", "step-free"),
        ("", "POL", "Polish", "language", "pl"),
        ("", "W", "Women", "tag", "women"),
        ("", "Y", "Young People", "tag", "young-people"),
        ("", "SP", "Speaker", "tag", "speaker"),
        ("", "G", "Gay", "tag", "lgbtq"),
        ("", "LGBTQ", "LGBTQ", "tag", "lgbtq"),
        ("al-anon", "POA", "Parents of Alcoholics", "tag", "parents"),
        ("al-anon", "Y", "Alateen", "tag", "young-people"),
        ("al-anon", "YA", "Young Adults", "tag", "young-people"),
    ]:
        Code.objects.create(
            scheme="meeting-guide", fellowship=fellowship, code=code, label=label, means=means, value=value
        )


def tagged(meeting, **weeks_of):
    for slug, weeks in weeks_of.items():
        tag = make_tag(slug.replace("_", "-"))
        MeetingTag.objects.create(meeting=meeting, tag=tag, weeks=weeks)
    reindexed(meeting)
    return meeting


def test_a_meeting_is_one_row(client, codes):
    suffolk = make_area("Suffolk", kind="county")
    group = make_group(
        "Harbour Lights",
        programme=make_programme("Alcoholics Anonymous", about=1),
        description="By the quay.",
        website="https://harbour.example.org/",
        email="hello@harbour.example.org",
        phone="0800 1111 111",
        private_contact="someone@example.org",
    )
    venue = make_venue(
        "Trinity Hall",
        address="1 Fore Street\nStoke",
        postcode="IP4 1AA",
        directions="Behind the church",
        area=make_area("Ipswich", parent=suffolk),
    )
    meeting = make_meeting(
        group=group,
        venue=venue,
        slug="harbour-tuesday",
        weekday=TUE,
        minutes=75,
        room="Upstairs",
        door="Side door",
        who=WhoMayCome.MEMBERS,
        joining=Joining.TURN_UP,
        bank_holidays=BankHolidays.NO_MEETING,
        slip="yes",
        note="Tea from seven.",
        confirmed_on=date(2025, 12, 1),
        confirmed_by=CheckedBy.PHONE,
    )
    SearchRow.objects.filter(pk=meeting.pk).update(changed_at=CHANGED)

    assert rows(client) == {
        "harbour-tuesday": {
            "slug": "harbour-tuesday",
            "name": "Harbour Lights",
            "day": 2,
            "time": "19:30",
            "end_time": "20:45",
            "timezone": "Europe/London",
            "attendance_option": "in_person",
            "types": ["C", "POA"],
            "formatted_address": "1 Fore Street, Stoke, Ipswich, IP4 1AA, UK",
            "regions": ["Suffolk", "Ipswich"],
            "approximate": "no",
            "location": "Trinity Hall",
            "location_notes": "Behind the church",
            "address": "1 Fore Street, Stoke",
            "city": "Ipswich",
            "postal_code": "IP4 1AA",
            "country": "GB",
            "latitude": 52.056,
            "longitude": 1.15,
            "notes": (
                "Tea from seven.\nUpstairs. Side door\n"
                "Can I come? Yes, if you want to stop drinking. Just turn up.\nBank holidays: Does not meet"
            ),
            "group": "Harbour Lights",
            "group_notes": "By the quay.",
            "website": "https://harbour.example.org/",
            "email": "hello@harbour.example.org",
            "phone": "0800 1111 111",
            "url": "http://127.0.0.1:8000/meetings/harbour-tuesday/",
            "feedback_url": "http://127.0.0.1:8000/meetings/harbour-tuesday/report/",
            "updated": "2025-12-12 09:30:00",
            "last_contact": "2025-12-01",
        }
    }


@pytest.mark.parametrize(
    ("weekday", "starts_at", "minutes", "row"),
    [
        (SUN, time(9), 60, {"day": 0, "time": "09:00", "end_time": "10:00"}),
        (0, time(23, 30), 90, {"day": 1, "time": "23:30", "end_time": "01:00"}),
        (0, time(0), None, {"day": 1, "time": "00:00"}),
        (0, time(10), 1440, {"day": 1, "time": "10:00"}),
        (5, time(22, 0), 120, {"day": 6, "time": "22:00", "end_time": "00:00"}),
    ],
)
def test_day_and_time(client, weekday, starts_at, minutes, row):
    make_meeting(slug="one", weekday=weekday, starts_at=starts_at, minutes=minutes)

    one = rows(client)["one"]
    assert {name: one[name] for name in ("day", "time", "end_time") if name in one} == row


def test_only_what_meets_in_every_week(client):
    make_meeting(slug="weekly")
    make_meeting(slug="begun", first=date(2025, 1, 6))
    make_meeting(slug="begins-later", first=date(2026, 2, 2))
    make_meeting(slug="ends", last=date(2026, 2, 2))
    make_meeting(slug="second", weeks=SECOND)
    make_meeting(slug="fortnightly", interval=2, phase=0)
    make_meeting(slug="term", months=EVERY_MONTH & ~(1 << 7))
    make_meeting(slug="arranged", by_arrangement=True)
    make_meeting(slug="arranged-with-day", by_arrangement=True, weekday=2, starts_at=time(9))

    assert sorted(rows(client)) == ["begun", "weekly"]


def test_what_is_not_listed_is_not_in_it(client):
    make_meeting(slug="draft", status=Status.DRAFT)
    make_meeting(slug="closed", status=Status.CLOSED)
    make_meeting(slug="paused", status=Status.PAUSED)
    make_meeting(slug="of-a-closed-group", group=make_group(status=Status.CLOSED))

    assert rows(client) == {}


def test_of_a_hidden_venue_nothing_but_its_area(client):
    england = make_area("England", kind="nation", slug="england")
    woodbridge = make_area("Woodbridge", parent=make_area("Suffolk", parent=england), lat=52.09, lng=1.32)
    make_meeting(
        slug="hidden",
        venue=make_venue(
            "The Secret House", address="9 Quiet Lane", town="Ufford", postcode="IP13 6XX", directions="Ring twice",
            precision=Precision.HIDDEN, area=woodbridge,
        ),
        room="The Snug",
        door="Blue door",
    )  # fmt: skip

    response = client.get("/meetings.json")
    text = body(response).decode()
    one = json.loads(text)[0]

    assert (one["formatted_address"], one["approximate"]) == ("Woodbridge, Suffolk, England, UK", "yes")
    assert not {"latitude", "longitude", "location", "location_notes", "address", "city", "postal_code"} & set(one)
    for secret in ("Secret", "Quiet", "Ufford", "IP13", "Ring", "Snug", "Blue", "52.", "1.15"):
        assert secret not in text


@pytest.mark.parametrize(
    ("fields", "address", "approximate"),
    [
        ({"address": "1 Fore Street", "postcode": "IP4 1AA"}, "1 Fore Street, Ipswich, IP4 1AA, UK", "no"),
        ({"address": "1 Fore Street", "postcode": ""}, "1 Fore Street, Ipswich, Suffolk, UK", "no"),
        ({"address": "", "postcode": "IP4 1AA"}, "Trinity Hall, Ipswich, IP4 1AA, UK", "no"),
        ({"name": "", "town": "Ipswich", "postcode": "IP4 1AA"}, "Ipswich, Suffolk, IP4 1AA, UK", "no"),
        ({"name": "", "postcode": "", "precision": Precision.APPROXIMATE}, "Ipswich, Ipswich, Suffolk, UK", "yes"),
        ({"address": "Rue 1", "postcode": "75001", "country": "FR"}, "Rue 1, Ipswich, 75001, France", "no"),
    ],
)  # fmt: skip
def test_an_address_has_four_parts_and_ends_in_the_country(client, fields, address, approximate):
    make_meeting(slug="one", venue=make_venue(**{"area": make_area("Suffolk", kind="county"), **fields}))

    one = rows(client)["one"]
    assert (one["formatted_address"], one["approximate"]) == (address, approximate)
    assert len(one["formatted_address"].split(",")) >= 4


def test_a_point_that_is_not_exact_says_no_more_than_it_knows(client):
    venue = make_venue(address="1 Fore Street", lat=52.123456, lng=1.654321, precision=Precision.APPROXIMATE)
    make_meeting(slug="one", venue=venue)

    one = rows(client)["one"]
    assert (one["latitude"], one["longitude"], one["approximate"]) == (52.123, 1.654, "no")


def test_a_point_on_the_line_of_greenwich_is_a_point(client):
    make_meeting(slug="one", venue=make_venue(lat=51.5, lng=0.0))

    assert rows(client)["one"]["longitude"] == 0.0


def test_online_has_a_way_in_and_no_point(client):
    make_meeting(
        slug="online",
        attendance=Attendance.ONLINE,
        group=make_group(area=make_area("Suffolk", kind="county", lat=52.1, lng=1.1)),
        online_link="https://zoom.us/j/123?pwd=secret",
        online_phone="+44 20 3481 5240",
        time_zone="Europe/Dublin",
    )

    one = rows(client)["online"]
    assert {name: one[name] for name in ("conference_url", "conference_phone", "timezone", "attendance_option")} == {
        "conference_url": "https://zoom.us/j/123",
        "conference_phone": "+442034815240",
        "timezone": "Europe/Dublin",
        "attendance_option": "online",
    }
    assert (one["formatted_address"], one["approximate"]) == ("Suffolk, UK", "yes")
    assert "latitude" not in one


def test_online_by_asking_says_so(client):
    make_meeting(slug="online", attendance=Attendance.ONLINE, online_ask=True)

    assert "Ask the group how to join online." in rows(client)["online"]["notes"]


def test_both_ways_is_one_row(client):
    make_meeting(
        slug="both", attendance=Attendance.HYBRID, online_ask=False, online_link="https://meet.example.org/1",
        venue=make_venue(address="1 Fore Street", postcode="IP4 1AA"),
    )  # fmt: skip

    one = rows(client)["both"]
    assert (one["attendance_option"], one["approximate"]) == ("hybrid", "no")
    assert one["conference_url"] == "https://meet.example.org/1"


def test_types_are_what_is_always_so_and_has_a_code(client, codes):
    step_free = AccessFeature.objects.create(slug="step-free", label="Step-free")
    loop = AccessFeature.objects.create(slug="hearing-loop", label="Hearing loop")
    meeting = make_meeting(slug="one", who=WhoMayCome.ANYONE, children="yes", slip="no", languages="en-GB pl-PL")
    AccessAnswer.objects.create(venue=meeting.venue, feature=step_free, answer="yes")
    AccessAnswer.objects.create(meeting=meeting, feature=loop, answer="yes")
    tagged(meeting, women=63, lgbtq=63, speaker=SECOND, gardening=63)

    one = rows(client)["one"]
    assert one["types"] == ["CF", "LGBTQ", "O", "POL", "W", "X"]
    assert "Speaker: 2nd Monday" in one["notes"]


def test_a_partly_or_a_no_is_no_type(client, codes):
    step_free = AccessFeature.objects.create(slug="step-free", label="Step-free")
    meeting = make_meeting(slug="one")
    AccessAnswer.objects.create(venue=meeting.venue, feature=step_free, answer="yes")
    AccessAnswer.objects.create(meeting=meeting, feature=step_free, answer="partly")
    reindexed(meeting)

    assert "types" not in rows(client)["one"]


def test_codes_are_those_of_the_fellowship(client, codes):
    al_anon = make_group(programme=make_programme("Al-Anon", slug="al-anon"))
    tagged(make_meeting(slug="parents", group=al_anon, slip="yes"), parents=63)
    tagged(make_meeting(slug="young", group=al_anon), young_people=63)

    found = rows(client)
    assert found["parents"]["types"] == ["POA"]
    assert "types" not in found["young"], "neither Alateen nor Young Adults is all of the young"


def test_open_in_some_weeks_is_said_in_words(client, codes):
    make_meeting(slug="one", who=WhoMayCome.MEMBERS, open_weeks=LAST)

    one = rows(client)["one"]
    assert one["types"] == ["C"]
    assert "Anyone can come on the last Monday of the month." in one["notes"]


def test_what_is_invented_says_so_in_name_and_notes(client):
    make_meeting(slug="one", feed=make_feed(DEMONSTRATION))

    one = rows(client)["one"]
    assert one["name"] == "Harbour Lights (demonstration)"
    assert one["notes"].startswith("This listing is invented. Nobody meets there.")


def test_dates_that_differ_are_told(client):
    meeting = make_meeting(slug="one")
    make_exception(meeting, ExceptionKind.CANCELLED, date(2026, 1, 12), note="The hall is closed.")

    assert rows(client)["one"]["notes"].startswith("Monday 12 January: It does not meet. The hall is closed.")


def test_no_markup_goes_out(client):
    group = make_group(description="<b>Kind</b> &amp; quiet")
    make_meeting(slug="one", group=group, note="<p>Tea</p><script>x()</script>")

    one = rows(client)["one"]
    assert one["group_notes"] == "Kind & quiet"
    assert "<" not in one["notes"]


def test_a_long_slug_is_cut_and_stays_its_own(client):
    one, other = (make_meeting(slug="a" * 90 + end) for end in ("-1", "-2"))

    assert sorted(rows(client)) == sorted(f"{'a' * (63 - len(str(m.pk)))}~{m.pk}" for m in (one, other))


# --- There and back

BACK = (
    "attendance", "weekday", "starts_at", "minutes", "time_zone", "weeks", "interval", "months", "by_arrangement",
    "who", "slip", "children", "online_link", "online_phone", "online_ask", "languages",
)  # fmt: skip
VENUE_BACK = ("name", "address", "town", "postcode", "directions", "lat", "lng", "precision", "country")
GROUP_BACK = ("name", "description", "website", "email", "phone")


def test_our_own_reader_loses_nothing_that_it_can_carry(client, codes):
    group = make_group("Harbour Lights", description="By the quay.", website="https://harbour.example.org/",
                       email="hello@harbour.example.org", phone="0800 1111 111")  # fmt: skip
    hall = make_venue(
        "Trinity Hall", address="1 Fore Street", postcode="IP4 1AA", country="GB", directions="At the back"
    )
    usual = {"group": group, "time_zone": "Europe/London"}
    tagged(
        make_meeting(**usual, slug="in-person", venue=hall, weekday=TUE, minutes=90, who="members", open_weeks=LAST,
                     slip="yes", bank_holidays="no-meeting", languages="pl"),
        women=63, speaker=SECOND,
    )  # fmt: skip
    make_meeting(
        **usual, slug="past-midnight", name="Owls", venue=hall, weekday=SUN, starts_at=time(23, 15), minutes=100,
        attendance="hybrid", online_ask=False, online_link="https://meet.example.org/1",
    )  # fmt: skip
    make_meeting(
        **usual, slug="phone", attendance="online", online_ask=False, online_phone="+442034815240", who="anyone"
    )
    make_meeting(**usual, slug="ask", attendance="online", children="yes")
    sent = body(client.get("/meetings.json"))

    take_in(feed := make_feed(programme=group.programme), *read(sent))

    for one in Meeting.objects.filter(feed=None).select_related("group", "venue"):
        back = Meeting.objects.select_related("group", "venue").get(feed=feed, feed_key=one.slug)
        assert {name: getattr(back, name) for name in BACK} == {name: getattr(one, name) for name in BACK}
        assert [getattr(back.group, name) for name in GROUP_BACK] == [getattr(group, name) for name in GROUP_BACK]
        assert back.title == one.title
        assert (back.venue is None) == (one.venue is None)
        if one.venue:
            assert [getattr(back.venue, n) for n in VENUE_BACK] == [getattr(hall, n) for n in VENUE_BACK]
    women = Meeting.objects.get(feed=feed, feed_key="in-person").meeting_tags.get()
    assert (women.tag.slug, women.weeks) == ("women", 63)
