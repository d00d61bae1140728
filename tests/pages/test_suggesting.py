"""Telling the staff: of a mistake in a listing, a group that is missing, a worry. Nothing public changes by it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.models import DEMONSTRATION, Meeting, OldSlug, Suggestion
from groups.rules.choices import Status
from guidance.models import Helpline
from mutualaid import posting
from tests.factories import make_feed, make_group, make_meeting, make_programme, make_venue
from tests.pages.reading import read

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
OURS = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
NEW = {
    "name": "Harbour Lights",
    "weekday": "1",
    "hours": "7.30 to 9pm",
    "attendance": "in-person",
    "venue_name": "Trinity Hall",
    "venue_town": "Ipswich",
    "venue_postcode": "ip1 2ab",
    "website": "example.org/harbour",
    "email": "someone@example.org",
}


@pytest.fixture(autouse=True)
def at(monkeypatch, clock):
    """`at(minutes=1)` sets every clock to so long after NOW."""

    def set_to(**later):
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(**later))

    cache.clear()
    set_to()
    return set_to


@pytest.fixture
def meeting(db):
    return make_meeting(
        slug="harbour-lights", group=make_group("Harbour Lights", slug="harbour"), starts_at=time(19, 30)
    )


def post(client, path, data, *, at=None, headers=OURS, token=None):
    """Open the form, fill it in, and send it a minute later."""
    if at:
        at()
    token = token or posting.form_token()
    if at:
        at(minutes=1)
    return client.post(path, {"form": token, **data}, headers=headers)


def test_a_report_keeps_what_differs_and_changes_nothing(client, at, meeting):
    answer = post(
        client,
        "/meetings/harbour-lights/report/",
        {"kind": "change", "weekday": "0", "hours": "8 to 9.30pm", "note": "Since May", "email": "someone@example.org"},
        at=at,
    )

    assert (answer.status_code, answer.templates[0].name) == (200, "groups/suggested.html")
    one = Suggestion.objects.get()
    assert (one.kind, one.meeting, one.group) == ("change", meeting, meeting.group)
    assert one.proposed == {"meeting": {"starts_at": "20:00:00", "minutes": 90}}
    assert one.was == {"meeting": {"starts_at": "19:30:00", "minutes": None}}
    assert (one.note, one.email, one.sent_at) == ("Since May", "someone@example.org", NOW + timedelta(minutes=1))
    assert Meeting.objects.get().starts_at == time(19, 30)


@pytest.mark.parametrize(
    ("typed", "starts", "minutes"),
    [
        ("8pm", "20:00:00", None),
        ("8pm to 9.30", "20:00:00", 90),
        ("8 to 9.30pm", "20:00:00", 90),
        ("11.30pm to 1am", "23:30:00", 90),
        ("10am-2pm", "10:00:00", 240),
        ("6pm to 8am", "18:00:00", 840),
    ],
)
def test_times_are_read_as_people_write_them(client, at, meeting, typed, starts, minutes):
    post(client, "/meetings/harbour-lights/report/", {"kind": "change", "hours": typed}, at=at)

    told = Suggestion.objects.get().proposed["meeting"]
    assert (told["starts_at"], told.get("minutes")) == (starts, minutes)


def test_a_group_as_a_whole_can_be_reported(client, at, meeting):
    post(client, "/groups/harbour/report/", {"kind": "change", "phone": "01473 000000"}, at=at)

    one = Suggestion.objects.get()
    assert (one.meeting, one.group, one.proposed) == (None, meeting.group, {"group": {"phone": "01473 000000"}})


def test_a_missing_group_is_suggested(client, at):
    programme = make_programme("Narcotics Anonymous")
    answer = post(client, "/suggest/", NEW | {"programme": str(programme.pk), "audience": "self"}, at=at)

    assert answer.templates[0].name == "groups/suggested.html"
    one = Suggestion.objects.get()
    assert (one.kind, one.was, one.email) == ("new", {}, "someone@example.org")
    assert one.proposed == {
        "meeting": {"weekday": 1, "starts_at": "19:30:00", "minutes": 90, "attendance": "in-person"},
        "group": {
            "name": "Harbour Lights",
            "programme": programme.pk,
            "audience": "self",
            "website": "https://example.org/harbour",
        },
        "venue": {"name": "Trinity Hall", "town": "Ipswich", "postcode": "ip1 2ab"},
    }


def test_a_group_without_a_fixed_day_or_a_place_can_be_suggested(client, at):
    sent = {"name": "Late Lights", "weekday": "varies", "attendance": "online"}
    post(client, "/suggest/", sent, at=at)

    assert Suggestion.objects.get().proposed == {
        "meeting": {"by_arrangement": True, "attendance": "online"},
        "group": {"name": "Late Lights"},
    }


@pytest.mark.parametrize(
    ("path", "sent", "errors"),
    [
        ("/meetings/harbour-lights/report/", {}, ["What is wrong?: Choose one of these."]),
        (
            "/meetings/harbour-lights/report/",
            {"kind": "closed", "hours": "teatime", "email": "nobody"},
            [
                "Your e-mail, if you want an answer: Enter an e-mail address such as name@example.org.",
                "Time: Enter a time such as 7:30pm, or 7:30pm to 9pm.",
            ],
        ),
        (
            "/suggest/",
            {"attendance": "in-person", "weekday": "1"},
            [
                "Name of the group: Enter what the group is called.",
                "Time: Enter when it starts.",
                "Town: Say where it is: the town at least.",
            ],
        ),
        (
            "/suggest/",
            NEW | {"website": "javascript:alert(1)", "name": "x" * 161},
            [
                "Name of the group: Ensure this value has at most 160 characters (it has 161).",
                "Where we can check this (optional): Enter an address of the web, such as https://example.org.",
            ],
        ),
    ],
)
def test_what_cannot_be_understood_is_told_and_nothing_is_lost(client, at, meeting, path, sent, errors):
    answer = post(client, path, {"note": "Kept as <b>typed</b> & said", **sent}, at=at)

    html = answer.content.decode()
    assert [f"{one['label']}: {one['message']}" for one in answer.context["errors"]] == errors
    page = read(html)
    assert {f"#{one['field_id']}" for one in answer.context["errors"]} <= {f"#{one}" for one in page.ids}
    assert page.title.startswith("Error: ")
    assert "There is a problem" in html
    assert "Kept as &lt;b&gt;typed&lt;/b&gt; &amp; said" in html
    assert Suggestion.objects.count() == 0


def test_who_says_that_something_is_different_says_what(client, at, meeting):
    as_listed = {"kind": "change", "weekday": "0", "hours": "7:30pm"}
    answer = post(client, "/meetings/harbour-lights/report/", as_listed, at=at)

    assert [(one["field_id"], one["message"]) for one in answer.context["errors"]] == [
        ("id_note", "Say what is different: fill in what has changed, or tell us in your own words.")
    ]


def test_a_form_that_comes_too_late_is_shown_again_filled_in_and_then_taken_once(client, at, meeting):
    old = posting.form_token()
    at(hours=25)
    late = post(client, "/meetings/harbour-lights/report/", {"kind": "closed", "note": "Gone since May"}, token=old)

    assert Suggestion.objects.count() == 0
    assert "This page was open for a long time. Nothing is lost" in late.content.decode()
    assert "Gone since May" in late.content.decode()
    fresh = late.context["token"]
    at(hours=25, minutes=1)
    for _again in range(2):
        thanks = post(
            client, "/meetings/harbour-lights/report/", {"kind": "closed", "note": "Gone since May"}, token=fresh
        )
        assert thanks.templates[0].name == "groups/suggested.html"
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"form": "forged"}, "We could not tell that this form came from our page."),
        ({"form": ""}, "We could not tell that this form came from our page."),
    ],
)
def test_a_forged_form_is_not_taken(client, meeting, sent, says):
    answer = client.post("/meetings/harbour-lights/report/", {"kind": "closed", **sent}, headers=OURS)

    assert says in answer.content.decode()
    assert Suggestion.objects.count() == 0


def test_a_machine_is_thanked_and_nothing_is_kept(client, at, meeting):
    answer = post(client, "/suggest/", NEW | {"second_name": "Cheap pills"}, at=at)

    assert answer.templates[0].name == "groups/suggested.html"
    assert Suggestion.objects.count() == 0


def test_a_form_on_another_site_is_refused_with_a_page_of_ours(client, at, meeting):
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = post(client, "/suggest/", NEW, at=at, headers=headers)

        assert answer.status_code == 403
        assert "This form was sent from another site" in answer.content.decode()
    assert Suggestion.objects.count() == 0


def test_of_many_forms_the_sixth_is_kept_on_its_page(client, at, meeting):
    for number in range(5):
        post(client, "/meetings/harbour-lights/report/", {"kind": "closed", "note": f"No. {number}"}, at=at)
    sixth = post(client, "/meetings/harbour-lights/report/", {"kind": "closed", "note": "The sixth"}, at=at)

    assert (sixth.status_code, Suggestion.objects.count()) == (429, 5)
    assert "Several of these came from your network just now." in sixth.content.decode()
    assert "The sixth" in sixth.content.decode()


@pytest.mark.parametrize("path", ["/meetings/harbour-lights/report/", "/groups/harbour/report/", "/suggest/"])
def test_no_form_sets_a_cookie_is_stored_on_the_way_or_told_to_search_engines(client, at, meeting, path):
    shown = client.get(path)
    taken = post(client, path, NEW | {"kind": "closed"}, at=at)

    for answer in (shown, taken):
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert "no-store" in answer["Cache-Control"]
        assert read(answer.content.decode()).robots == "noindex"
        assert "/help-now/" in answer.content.decode()
    assert client.put(path).status_code == 405
    assert path not in b"".join(client.get("/sitemap.xml").streaming_content).decode()


def test_drafts_have_no_form_and_paused_and_closed_listings_have_one(client):
    for status, found in ((Status.DRAFT, 404), (Status.PAUSED, 200), (Status.CLOSED, 200)):
        meeting = make_meeting(status=status, group=make_group(status=status))

        assert client.get(f"/meetings/{meeting.slug}/report/").status_code == found
        assert client.get(f"/groups/{meeting.group.slug}/report/").status_code == found


def test_a_former_address_leads_to_the_form_of_today(client, meeting):
    OldSlug.objects.create(kind="meeting", slug="old-lights", leads_to="harbour-lights")

    assert client.get("/meetings/old-lights/report/")["Location"] == "/meetings/harbour-lights/report/"
    assert client.get("/meetings/never-was/report/").status_code == 404


def test_of_an_invented_listing_there_is_nothing_to_report(client, at):
    feed = make_feed(DEMONSTRATION)
    group = make_group(slug="invented", feed=feed, feed_key="1")

    shown = client.get("/groups/invented/report/").content.decode()
    sent = post(client, "/groups/invented/report/", {"kind": "closed"}, at=at).content.decode()

    assert "This listing is invented. Nobody meets there" in shown
    assert "<form" not in shown
    assert "This listing is invented. Nobody meets there" in sent
    assert (Suggestion.objects.count(), group.status) == (0, "listed")


def test_a_hidden_venue_is_not_told_beside_the_form(client):
    meeting = make_meeting(venue=make_venue("Secret Hall", precision="hidden", postcode="IP1 2AB"))

    assert "Secret Hall" not in client.get(f"/meetings/{meeting.slug}/report/").content.decode()


def test_who_was_worried_is_told_at_once_whom_to_call(client, at):
    for position, (topic, number) in enumerate([("crisis", "116 123"), ("police", "101"), ("emergency", "999")]):
        Helpline.objects.create(slug=topic, name=topic.title(), number=number, topics=[topic], position=position)
    programme = make_programme("Alcoholics Anonymous", helpline="0800 9177 650", website="https://aa.example.org/")
    meeting = make_meeting(group=make_group(programme=programme))

    answer = post(client, f"/meetings/{meeting.slug}/report/", {"kind": "worry", "note": "Someone shouted."}, at=at)

    html = answer.content.decode()
    numbers = [link.removeprefix("tel:") for link in read(html).links if link.startswith("tel:")]
    assert numbers == ["999", "101", "116123", "08009177650"]
    assert "adult safeguarding team" in html
    assert "https://aa.example.org/" in html
    assert (Suggestion.objects.get().kind, Suggestion.objects.get().meeting) == ("worry", meeting)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(), max_size=60))
def test_whatever_is_typed_gets_an_answer(client, at, meeting, text):
    cache.clear()
    sent = {"kind": "change", "weekday": text, "hours": text, "venue_postcode": text, "note": text, "email": text}
    body = {name: value.encode("utf-8", errors="surrogatepass") for name, value in sent.items()}

    answer = post(client, "/meetings/harbour-lights/report/", body, at=at)

    assert answer.status_code == 200


def test_each_listing_leads_to_its_form_and_every_page_to_the_other(client, meeting):
    assert "/meetings/harbour-lights/report/" in read(client.get("/meetings/harbour-lights/").content.decode()).links
    links = read(client.get("/groups/harbour/").content.decode()).links
    assert {"/groups/harbour/report/", "/suggest/"} <= set(links)


@pytest.mark.parametrize(
    ("path", "queries"), [("/meetings/harbour-lights/report/", 7), ("/groups/harbour/report/", 3), ("/suggest/", 2)]
)
def test_a_form_asks_so_many_questions(client, meeting, django_assert_num_queries, path, queries):
    client.get(path)
    with django_assert_num_queries(queries):
        client.get(path)


@pytest.mark.parametrize("address", ["/suggest/", "report"])
def test_the_browser_stops_nobody_with_words_of_its_own(client, address):
    meeting = make_meeting()

    page = client.get(f"{meeting.get_absolute_url()}report/" if address == "report" else address).content.decode()

    assert "novalidate" in page
    assert " required" not in page
