"""Calendar files as they are sent: whose they are, how, when they have not changed, and what they never hold."""

import re
from datetime import UTC, date, datetime, time

import pytest

from groups.models import Meeting, OldSlug, SearchRow, Site
from groups.models.feed import DEMONSTRATION
from groups.rules.choices import (
    Attendance,
    BankHolidays,
    CheckedBy,
    Cost,
    ExceptionKind,
    Joining,
    Precision,
    Status,
    WhoMayCome,
)
from groups.search import index
from tests.factories import make_area, make_exception, make_feed, make_group, make_meeting, make_programme, make_venue

pytestmark = pytest.mark.django_db

TUE = 1


@pytest.fixture(autouse=True)
def monday(clock):
    clock(datetime(2026, 1, 5, 9, tzinfo=UTC))


def make_sure(**fields):
    """A meeting that meets on bank holidays too, so that no date of it differs."""
    return make_meeting(bank_holidays=BankHolidays.AS_USUAL, **fields)


@pytest.fixture
def harbour():
    """A meeting with all that a calendar tells."""
    group = make_group(
        "Harbour Lights", slug="harbour", programme=make_programme(about=1), email="hello@harbour.example.org"
    )
    venue = make_venue("Trinity Hall", address="1 Fore Street", postcode="IP4 1AA", directions="Behind the church")
    meeting = make_sure(
        group=group,
        venue=venue,
        slug="harbour-tuesday",
        weekday=TUE,
        minutes=90,
        room="Upstairs",
        door="Side door",
        who=WhoMayCome.ANYONE,
        joining=Joining.TURN_UP,
        cost=Cost.FREE,
        confirmed_on=date(2025, 12, 12),
        confirmed_by=CheckedBy.PHONE,
    )
    SearchRow.objects.filter(pk=meeting.pk).update(changed_at=datetime(2025, 12, 12, 9, tzinfo=UTC))
    return meeting


def sent(client, address, **asked):
    response = client.get(address, asked)
    assert response.status_code == 200
    return response.content.decode().replace("\r\n ", "")


def lines(text, name):
    """The lines of a property, but for those of the time zones."""
    text = re.sub(r"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n", "", text, flags=re.DOTALL)
    return [line for line in text.split("\r\n") if line.startswith((f"{name}:", f"{name};"))]


def test_one_meeting(client, harbour):
    response = client.get("/meetings/harbour-tuesday.ics")
    text = response.content.decode().replace("\r\n ", "")

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="harbour-tuesday.ics"'
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response.headers
    event = text[text.index("BEGIN:VEVENT\r\n") :].split("\r\n")
    assert event[1:-3] == [
        "SUMMARY:Harbour Lights",
        "DTSTART;TZID=Europe/London:20260106T193000",
        "DTEND;TZID=Europe/London:20260106T210000",
        "DTSTAMP:20251212T090000Z",
        f"UID:{harbour.pk}@127.0.0.1",
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "DESCRIPTION:Can I come? Yes\\, anyone can come. Just turn up. Free. Side door.\\n"
        "Checked on 12 December 2025 by phone.\\n"
        "Upstairs. Side door\\n"
        "Check before you travel: http://127.0.0.1:8000/meetings/harbour-tuesday/",
        "GEO:52.056;1.15",
        "LAST-MODIFIED:20251212T090000Z",
        "LOCATION:Trinity Hall\\, 1 Fore Street\\, Ipswich\\, IP4 1AA",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "URL:http://127.0.0.1:8000/meetings/harbour-tuesday/",
    ]


def test_discreet(client, harbour):
    response = client.get("/meetings/harbour-tuesday.ics?discreet=yes")
    text = response.content.decode()

    assert response.headers["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    assert lines(text, "SUMMARY") == ["SUMMARY:Appointment"]
    assert lines(text, "CLASS") == ["CLASS:PRIVATE"]
    assert lines(text, "X-WR-CALNAME") == ["X-WR-CALNAME:Appointments"]
    assert not lines(text, "DESCRIPTION") + lines(text, "URL")
    assert "arbour" not in text
    assert "127.0.0.1" not in text


@pytest.mark.parametrize(
    ("alarm", "trigger"),
    [
        ("30", ["TRIGGER:-PT30M"]),
        ("5", ["TRIGGER:-PT5M"]),
        ("1440", ["TRIGGER:-P1D"]),
        ("4", []),
        ("1441", []),
        ("-30", []),
        ("½", []),
        ("³", []),
        ("soon", []),
        ("", []),
        ("9" * 5000, []),
    ],
)
def test_a_reminder_between_five_minutes_and_a_day(client, harbour, alarm, trigger):
    assert lines(sent(client, "/meetings/harbour-tuesday.ics", alarm=alarm), "TRIGGER") == trigger


def test_a_group_holds_all_its_meetings_that_are_neither_draft_nor_closed(client, harbour):
    for weekday, status in enumerate([Status.LISTED, Status.PAUSED, Status.CLOSED, Status.DRAFT], start=2):
        make_sure(group=harbour.group, weekday=weekday, status=status)
    make_sure(group=harbour.group, by_arrangement=True)
    response = client.get("/groups/harbour.ics")
    text = response.content.decode()

    assert response.headers["Content-Disposition"] == 'attachment; filename="harbour.ics"'
    assert lines(text, "RRULE") == ["RRULE:FREQ=WEEKLY;BYDAY=TU", "RRULE:FREQ=WEEKLY;BYDAY=WE"]
    assert lines(text, "X-WR-CALNAME") == ["X-WR-CALNAME:Harbour Lights"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_group_asks_five_times_whatever_its_meetings(client, harbour, count, django_assert_num_queries):
    for _n in range(count - 1):
        meeting = make_sure(group=harbour.group, venue=make_venue(area=make_area()))
        make_exception(meeting, ExceptionKind.MOVED, date(2026, 1, 12), venue=make_venue(area=make_area()))
    client.get("/")  # the vocabulary is read once for a revision

    with django_assert_num_queries(5):
        text = sent(client, "/groups/harbour.ics")
    assert len(lines(text, "RRULE")) == count


def test_a_meeting_asks_four_times(client, harbour, django_assert_num_queries):
    client.get("/")

    with django_assert_num_queries(4):
        sent(client, "/meetings/harbour-tuesday.ics")


@pytest.mark.parametrize("address", ["/meetings/harbour-tuesday.ics", "/groups/harbour.ics", "/plan.ics?plan=1"])
def test_what_has_not_changed_is_not_sent_again(client, harbour, address):
    Site.objects.create(pk=1)
    mark = client.get(address).headers["ETag"]
    again = client.get(address, headers={"if-none-match": mark})

    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", mark)
    index.changed(harbour)
    assert client.get(address, headers={"if-none-match": mark}).status_code == 200


def test_each_manner_and_each_day_has_its_own_mark(client, harbour, clock):
    address = "/meetings/harbour-tuesday.ics"
    marks = {
        client.get(f"{address}{asked}").headers["ETag"] for asked in ("", "?discreet=yes", "?alarm=30", "?alarm=60")
    }
    clock(datetime(2026, 1, 6, 9, tzinfo=UTC))

    assert len(marks | {client.get(address).headers["ETag"]}) == 5
    assert client.get(f"{address}?utm=1").headers["ETag"] == client.get(address).headers["ETag"]


@pytest.mark.parametrize("status", [Status.PAUSED, Status.CLOSED])
def test_paused_and_closed_meetings_have_a_file_without_dates(client, harbour, status):
    Meeting.objects.update(status=status)

    for address in ("/meetings/harbour-tuesday.ics", "/groups/harbour.ics"):
        text = sent(client, address)
        assert "BEGIN:VEVENT" not in text
        assert "BEGIN:VTIMEZONE" in text


def test_drafts_and_unknown_ones_have_none(client, harbour):
    make_sure(slug="draft", status=Status.DRAFT)
    make_sure(slug="of-a-draft", group=make_group(slug="draft-group", status=Status.DRAFT))

    for name in ("meetings/draft", "meetings/of-a-draft", "groups/draft-group", "meetings/none", "groups/none"):
        assert client.get(f"/{name}.ics").status_code == 404


def test_by_arrangement_there_is_no_file_and_no_link_to_one(client):
    group = make_group(slug="friends")
    make_sure(slug="friends-sometime", group=group, by_arrangement=True)

    for name in ("meetings/friends-sometime", "groups/friends"):
        missing = client.get(f"/{name}.ics")
        assert missing.status_code == 404
        assert 'name="q"' in missing.content.decode()  # a search box
        assert f"/{name}.ics" not in client.get(f"/{name}/").content.decode()


def test_by_arrangement_with_a_date_there_is_one(client):
    meeting = make_sure(slug="friends-sometime", by_arrangement=True)
    make_exception(meeting, ExceptionKind.EXTRA, date(2026, 1, 9), starts_at=time(10))

    assert (
        lines(sent(client, "/meetings/friends-sometime.ics"), "DTSTART")[-1]
        == "DTSTART;TZID=Europe/London:20260109T100000"
    )


def test_former_slugs_lead_on_in_the_same_manner(client, harbour):
    OldSlug.objects.create(kind="meeting", slug="old-name", leads_to="harbour-tuesday")
    OldSlug.objects.create(kind="group", slug="old-group", leads_to="harbour")

    moved = client.get("/meetings/old-name.ics?discreet=yes&alarm=30&home=IP12")
    assert (moved.status_code, moved.headers["Location"]) == (
        301,
        "/meetings/harbour-tuesday.ics?discreet=yes&alarm=30",
    )
    assert client.get("/groups/old-group.ics").headers["Location"] == "/groups/harbour.ics"


def test_pages_offer_the_file_and_the_plain_appointment(client, harbour):
    for name in ("meetings/harbour-tuesday", "groups/harbour"):
        page = client.get(f"/{name}/").content.decode()

        assert f'<a href="/{name}.ics" rel="nofollow">Add to your calendar</a>' in page
        assert f'<a href="/{name}.ics?discreet=yes" rel="nofollow">Add as a plain appointment</a>' in page


def test_pages_without_dates_to_come_offer_none(client, harbour):
    Meeting.objects.update(status=Status.PAUSED)

    for name in ("meetings/harbour-tuesday", "groups/harbour"):
        assert ".ics" not in client.get(f"/{name}/").content.decode()


def test_of_a_hidden_venue_the_area_alone(client):
    venue = make_venue(
        "Mill House",
        address="9 Weir Lane",
        postcode="IP13 6XX",
        directions="Ring twice",
        precision=Precision.HIDDEN,
        area=make_area("Wickham Market"),
    )
    meeting = make_sure(slug="mill", venue=venue, room="Loft", door="Green door", group=make_group("Weir"))
    make_exception(meeting, ExceptionKind.MOVED, date(2026, 1, 12), room="Cellar")
    text = sent(client, "/meetings/mill.ics") + sent(client, "/meetings/mill.ics?discreet=yes")

    assert set(lines(text, "LOCATION")) == {"LOCATION:Wickham Market"}
    for secret in ("Mill House", "Weir Lane", "IP13", "Ring", "Loft", "Green", "Cellar", "GEO", "52.05"):
        assert secret not in text


def test_a_point_that_is_only_about_right_is_not_told(client):
    make_sure(slug="about", venue=make_venue(precision=Precision.APPROXIMATE))

    assert lines(sent(client, "/meetings/about.ics"), "GEO") == []


def test_online_with_its_link_and_never_a_passcode(client):
    meeting = make_sure(
        slug="online",
        attendance=Attendance.ONLINE,
        online_link="https://meet.example.org/j/1?pwd=sesame",
        online_phone="020 7946 0131",
    )
    moved = {"online_link": "https://meet.example.org/j/2?pwd=simsim", "note": "Passcode: open99"}
    make_exception(meeting, ExceptionKind.MOVED, date(2026, 1, 12), **moved)
    text = sent(client, "/meetings/online.ics")

    assert lines(text, "URL") == ["URL:https://meet.example.org/j/1", "URL:https://meet.example.org/j/2"]
    assert set(lines(text, "LOCATION")) == {"LOCATION:Online"}
    assert "Join online: https://meet.example.org/j/1\\nJoin by phone: 020 7946 0131\\n" in text
    assert "Ask the group how to join online." in text
    assert not [word for word in ("sesame", "simsim", "open99", "pwd") if word in text]


def test_on_a_date_held_online_it_is_online(client, harbour):
    make_exception(harbour, ExceptionKind.MOVED, date(2026, 1, 13), online_link="https://meet.example.org/j/3")
    text = sent(client, "/meetings/harbour-tuesday.ics")

    assert lines(text, "LOCATION")[1] == "LOCATION:Online"
    assert lines(text, "URL")[1] == "URL:https://meet.example.org/j/3"
    assert len(lines(text, "GEO")) == 1


def test_a_date_at_another_venue_leaves_its_own_room_behind(client, harbour):
    make_exception(harbour, ExceptionKind.MOVED, date(2026, 1, 13), venue=make_venue("Library", town="Woodbridge"))
    text = sent(client, "/meetings/harbour-tuesday.ics")

    assert lines(text, "LOCATION")[1] == "LOCATION:Library\\, Woodbridge"
    assert "Upstairs" not in lines(text, "DESCRIPTION")[1]


def test_demonstration_listings_say_so(client, harbour):
    Meeting.objects.update(feed=make_feed(DEMONSTRATION))
    text = sent(client, "/meetings/harbour-tuesday.ics")

    assert lines(text, "SUMMARY") == ["SUMMARY:Harbour Lights (demonstration)"]
    assert lines(text, "DESCRIPTION")[0].startswith("DESCRIPTION:This listing is invented. Nobody meets there.")
    discreet = sent(client, "/meetings/harbour-tuesday.ics", discreet="yes")
    assert lines(discreet, "SUMMARY") == ["SUMMARY:Appointment"]
    assert lines(discreet, "COMMENT") == ["COMMENT:This listing is invented. Nobody meets there."]


def test_nothing_private(client, harbour):
    harbour.group.private_contact = "sam@example.org"
    harbour.group.save()
    text = sent(client, "/meetings/harbour-tuesday.ics")

    for word in ("sam@", "admin", "undefined", "None"):
        assert word not in text


# --- The week


def week_of(*picks):
    return ".".join(str(pick) for pick in picks)


def test_the_week_holds_its_meetings_each_in_its_weeks(client, harbour):
    other = make_sure(group=make_group("Weir"), slug="weir", weekday=2)
    response = client.get("/plan.ics", {"plan": week_of(f"{harbour.pk}b", other.pk)})
    text = response.content.decode()

    assert response.headers["Content-Disposition"] == 'attachment; filename="my-week.ics"'
    assert response.headers["Cache-Control"] == "private"
    assert "Access-Control-Allow-Origin" not in response.headers
    assert lines(text, "SUMMARY") == ["SUMMARY:Harbour Lights", "SUMMARY:Weir"]
    assert lines(text, "RRULE") == ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "RRULE:FREQ=WEEKLY;BYDAY=WE"]
    assert lines(text, "DTSTART")[0] == "DTSTART;TZID=Europe/London:20260113T193000"
    assert lines(text, "X-WR-CALNAME") == ["X-WR-CALNAME:My week"]


def test_the_week_never_holds_home_or_commitments(client, harbour):
    asked = {"home": "IP12 1AA", "busy": "0-0900-1730-Work", "theirs": "3-1800-2000-Training", "by": "bus"}
    plain = sent(client, "/plan.ics", plan=harbour.pk)

    assert sent(client, "/plan.ics", plan=harbour.pk, **asked) == plain


def test_a_week_of_nothing_that_is_listed_is_a_calendar_without_dates(client, harbour):
    draft = make_sure(status=Status.DRAFT)
    closed = make_sure(status=Status.CLOSED)

    assert "VEVENT" not in sent(client, "/plan.ics", plan=week_of(draft.pk, closed.pk, 999999, "zzz"))
    assert "VEVENT" not in sent(client, "/plan.ics")


@pytest.mark.parametrize("count", [1, 3])
def test_a_week_asks_four_times_whatever_it_holds(client, count, django_assert_num_queries):
    meetings = [make_sure(venue=make_venue(area=make_area())) for _n in range(count)]
    client.get("/plan.ics?plan=1")

    with django_assert_num_queries(4):
        text = sent(client, "/plan.ics", plan=week_of(*(meeting.pk for meeting in meetings)))
    assert len(lines(text, "RRULE")) == count


def test_a_discreet_week(client, harbour):
    response = client.get("/plan.ics", {"plan": harbour.pk, "discreet": "yes", "alarm": "60"})
    text = response.content.decode()

    assert response.headers["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    assert lines(text, "SUMMARY") == ["SUMMARY:Appointment"]
    assert lines(text, "X-WR-CALNAME") == ["X-WR-CALNAME:Appointments"]
    assert lines(text, "TRIGGER") == ["TRIGGER:-PT1H"]
