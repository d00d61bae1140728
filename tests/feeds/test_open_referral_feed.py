"""Taking an Open Referral API in: page by page from its host alone, all of it or nothing; and our own without loss."""

import json
from datetime import date, time
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from groups.feeds import asking
from groups.feeds.connecting import Deadline
from groups.feeds.further import Further
from groups.feeds.not_fetched import BadAnswer, NotAllowed, TooLarge, TooSlow
from groups.models import AccessAnswer, AccessFeature, Feed, Group, Meeting, MeetingException, MeetingTag, Tag
from groups.rules.choices import Attendance, Cost, Status, WhoMayCome
from groups.rules.schedule import FIRST, LAST, SECOND
from tests.factories import (
    make_area,
    make_exception,
    make_feed,
    make_group,
    make_meeting,
    make_tag,
    make_venue,
    reindexed,
)
from tests.feeds.serving import say, serving

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loopback(settings):
    settings.FETCH_ALLOW_LOOPBACK = True


def run(*options):
    """What the command printed."""
    out = StringIO()
    call_command("import_feed", *options, stdout=out, stderr=out)
    return out.getvalue()


def answers(table):
    """A host that answers paths from a table."""

    def answer(handler):
        found = table.get(handler.path)
        say(json.dumps(found).encode(), 200 if found is not None else 404, ETag='"1"')(handler)

    return answer


def a_service(number, **fields):
    schedule = {"id": f"s{number}", "freq": "WEEKLY", "byday": "TU", "opens_at": "19:30", "service_at_location_id": "p"}
    location = {"id": "l", "location_type": "physical", "name": "Trinity Hall"}
    return {
        "id": str(number), "name": f"Group {number}", "status": "active", "schedules": [schedule],
        "service_at_locations": [{"id": "p", "location": location}], **fields,
    }  # fmt: skip


def in_short(number):
    return {"id": str(number), "name": f"Group {number}", "status": "active"}


def page(number, pages, *services, total):
    return {"total_items": total, "total_pages": pages, "page_number": number, "contents": list(services)}


PAGED = {
    "/services": page(1, 2, in_short(1), total=2),
    "/services?page=2&per_page=1": page(2, 2, in_short(2), total=2),
    "/services/1": a_service(1),
    "/services/2": a_service(2),
}


def test_all_pages_come_in():
    with serving(answers(PAGED)) as host:
        said = run(f"{host}/services", "--name", "council")

    assert said.splitlines()[-1] == "added 2, changed 0, unchanged 0, gone 0, rejected 0"
    assert sorted(Group.objects.values_list("name", flat=True)) == ["Group 1", "Group 2"]
    assert Feed.objects.get().validators == {}


@pytest.mark.parametrize("missing", ["/services?page=2&per_page=1", "/services/2"])
def test_what_is_missing_stops_all_of_it(missing):
    with serving(answers(PAGED)) as host:
        run(f"{host}/services", "--name", "council")
    less = {path: answer for path, answer in PAGED.items() if path != missing}

    with serving(answers(less)) as host, pytest.raises(SystemExit):
        run(f"{host}/services", "--name", "council")

    assert Meeting.objects.filter(status=Status.LISTED).count() == 2


def test_a_file_of_services_in_full_comes_in(tmp_path):
    file = tmp_path / "services.json"
    file.write_text(json.dumps([a_service(1), a_service(2)]))

    assert run(str(file)).splitlines()[-1] == "added 2, changed 0, unchanged 0, gone 0, rejected 0"


def test_a_file_of_services_in_short_is_told_what_is_missing(tmp_path):
    file = tmp_path / "services.json"
    file.write_text(json.dumps(page(1, 1, in_short(1), total=1)))

    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("import_feed", str(file), stdout=out, stderr=out)

    assert "When and where it meets stands elsewhere, and is not in this file." in out.getvalue()


# --- Further addresses


def test_nothing_is_fetched_from_another_host():
    further = Further("https://example.org/services", "", Deadline(20))

    for address in ("https://example.com/services", "http://example.org/services", "https://example.org:444/services"):
        with pytest.raises(NotAllowed, match="It points to another host"):
            further(address)


def test_all_further_answers_together_have_one_deadline_one_size_and_one_number(monkeypatch):
    with serving(say(b"x" * 600)) as host:
        further = Further(f"{host}/", "", Deadline(20), most_bytes=1000)
        assert further(f"{host}/1") == b"x" * 600
        with pytest.raises(TooLarge):
            further(f"{host}/2")

        late = Further(f"{host}/", "", Deadline(0))
        with pytest.raises(TooSlow):
            late(f"{host}/1")

        monkeypatch.setattr("groups.feeds.further.MOST_REQUESTS", 1)
        many = Further(f"{host}/", "", Deadline(20))
        many(f"{host}/1")
        with pytest.raises(TooLarge, match="It points to more than 1 addresses"):
            many(f"{host}/2")


def test_a_key_goes_along():
    seen = []

    def answer(handler):
        seen.append((handler.path, handler.headers["Authorization"]))
        answers(PAGED)(handler)

    with serving(answer) as host:
        asking.ask(make_feed(address=f"{host}/services", key="secret"))

    assert {key for _path, key in seen} == {"Bearer secret"}
    assert len(seen) == 4


def test_an_answer_of_another_format_is_fetched_once():
    seen = []

    def answer(handler):
        seen.append(handler.path)
        say(b'[{"slug": "a"}]', ETag='"1"')(handler)

    with serving(answer) as host:
        fetched = asking.ask(make_feed(address=f"{host}/meetings.json"))

    assert (seen, fetched.validators.etag) == (["/meetings.json"], '"1"')


def test_a_page_that_breaks_off_is_no_feed():
    with serving(answers({"/services": PAGED["/services"]})) as host, pytest.raises(BadAnswer):
        asking.ask(make_feed(address=f"{host}/services"))


# --- Our own


@pytest.fixture
def a_few():
    """Listings that hold what the format can carry."""
    call_command("load_shipped", verbosity=0)
    aa = make_group(
        "Harbour Lights", description="By the quay.", website="https://harbour.example.org/", phone="0800 1111 111",
        email="info@harbour.example.org",
    )  # fmt: skip
    hall = make_venue("Trinity Hall", address="1 Fore Street\nStoke", postcode="IP4 1AA", country="GB")
    women = make_meeting(
        group=aa, venue=hall, weekday=1, weeks=SECOND | LAST, minutes=90, who=WhoMayCome.MEMBERS, open_weeks=LAST,
        cost=Cost.FREE, languages="pl en-GB", slip="yes", note="Tea from seven.", time_zone="Europe/London",
        room="Upstairs", door="Side door", youngest=18, oldest=90, joining="contact-first", joining_note="Ring first",
        newcomer_met="yes", newcomer_contact="The greeter", newcomer_note="By the stairs", cost_note="For tea",
        drop_in=True, who_note="Bring a friend", bank_holidays="no-meeting", children="no",
    )  # fmt: skip
    make_exception(women, "moved", date(2027, 1, 12), starts_at=time(18), room="Snug", note="The hall is closed")
    make_exception(women, "cancelled", date(2027, 2, 9), last=date(2027, 2, 28))
    step_free, lift = (AccessFeature.objects.get(slug=slug) for slug in ("step-free", "lift"))
    AccessAnswer.objects.create(meeting=women, feature=lift, answer="partly", note="The key is inside: ask")
    AccessAnswer.objects.create(venue=hall, feature=step_free, answer="no", note="Three steps")
    mill = make_venue("Mill Hall", address="2 Mill Lane", postcode="IP4 2BB", country="GB")
    make_exception(women, "moved", date(2027, 3, 9), venue=mill)
    make_exception(women, "moved", date(2027, 4, 13), venue=make_venue(precision="hidden", area=make_area("Ufford")))
    make_meeting(
        group=aa, venue=hall, weekday=3, time_zone="Europe/London", status=Status.PAUSED, status_reason="Summer",
        paused_until=date(2027, 8, 31), first=date(2025, 1, 2),
    )  # fmt: skip
    make_meeting(
        group=aa, venue=hall, weekday=5, time_zone="Europe/London", status=Status.PAUSED, weeks=SECOND,
    )  # fmt: skip
    MeetingTag.objects.create(meeting=women, tag=tag("speaker"), weeks=FIRST)
    MeetingTag.objects.create(meeting=women, tag=tag("women"))
    make_meeting(group=aa, venue=hall, weekday=4, interval=2, phase=1, months=7, time_zone="Europe/London")
    make_meeting(
        group=make_group("Web Group"), attendance=Attendance.HYBRID, online_ask=False, venue=hall,
        online_link="https://zoom.us/j/123", online_phone="+44 20 3481 5240", time_zone="Europe/Dublin",
    )  # fmt: skip
    reindexed(women)


def tag(slug):
    return Tag.objects.filter(slug=slug).first() or make_tag(slug)


KEPT = (
    "group__name", "group__description", "group__website", "group__email", "group__phone", "attendance", "weekday",
    "weeks", "interval", "phase", "months", "first", "last", "starts_at", "minutes", "time_zone", "who", "open_weeks",
    "cost", "languages", "slip", "note", "online_link", "online_phone", "venue__name", "venue__address", "venue__town",
    "venue__postcode", "venue__country", "venue__lat", "venue__lng", "room", "door", "youngest", "oldest", "joining",
    "joining_note", "newcomer_met", "newcomer_contact", "newcomer_note", "cost_note", "drop_in", "who_note",
    "bank_holidays", "children", "online_ask", "status", "status_reason", "paused_until", "by_arrangement",
)  # fmt: skip


OF_A_DATE = (
    "kind", "first", "last", "to", "starts_at", "room", "online_link", "note", "venue__precision",
    "venue__area__name",
)  # fmt: skip


def kept(**which):
    """What of meetings has to come back."""
    rows = Meeting.objects.filter(**which).order_by("weekday", "pk").values_list("pk", "venue", *KEPT)
    return [
        [
            *row,
            *sorted(MeetingTag.objects.filter(meeting=pk).values_list("tag__slug", "weeks")),
            *AccessAnswer.objects.filter(meeting=pk).values_list("feature__slug", "answer", "note"),
            *AccessAnswer.objects.filter(venue=venue).values_list("feature__slug", "answer", "note"),
            *MeetingException.objects.filter(meeting=pk).order_by("first").values_list(*OF_A_DATE),
        ]
        for pk, venue, *row in rows
    ]


@pytest.mark.parametrize("path", ["", "/", "/services", "/services?per_page=1"])
def test_our_own_api_comes_back_without_loss(a_few, settings, path):
    settings.SITE_URL = "http://testserver"
    before = kept()

    with serving_ours() as host:
        said = run(f"{host}/api/open-referral-uk{path}", "--name", "sister")

    assert said.splitlines()[-1] == "added 5, changed 0, unchanged 0, gone 0, rejected 0"
    assert kept(feed__name="sister") == before


def test_again_nothing_has_changed(a_few, settings):
    settings.SITE_URL = "http://testserver"
    with serving_ours() as host:
        run(f"{host}/api/open-referral-uk/", "--name", "sister")
        said = run(f"{host}/api/open-referral-uk/", "--name", "sister")

    assert said.splitlines()[-1] == "added 0, changed 0, unchanged 5, gone 0, rejected 0"


def serving_ours():
    """Our own API on a host, as it stands before anything comes in."""
    answered = {}

    def first(path):
        response = Client().get(path)
        return response.status_code, response.content

    base = "/api/open-referral-uk"
    for path in ("", "/", "/services", "/services?per_page=1", "/services?per_page=100", "/services?per_page=1&page=2"):
        answered[base + path] = first(base + path)
    for service in json.loads(answered[f"{base}/services"][1])["contents"]:
        answered[f"{base}/services/{service['id']}"] = first(f"{base}/services/{service['id']}")

    def answer(handler):
        status, body = answered.get(handler.path, (404, b"{}"))
        say(body, status, Content_Type="application/json")(handler)

    return serving(answer)
