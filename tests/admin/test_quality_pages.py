"""The pages about the data: what each shows to whom, what a press does, and how much they ask."""

import csv
import io
import sys
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.admin.quality.counts import counts
from groups.admin.quality.gaps_page import defused
from groups.admin.quality.lists import address_of
from groups.models import FindingPutAside, Grant, LinkCheck, Meeting, StaffRole, Suggestion, Venue
from groups.rules.choices import Role
from groups.search import index
from tests.admin.pages import page_of
from tests.factories import make_area, make_group, make_meeting, make_programme, make_venue

pytestmark = pytest.mark.django_db

PAGES = "/admin/groups/linkcheck"
QUALITY, GAPS, FIGURES = f"{PAGES}/quality/", f"{PAGES}/gaps/", f"{PAGES}/figures/"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_kept(site):
    cache.clear()


@pytest.fixture
def ipswich():
    return make_area("Ipswich")


@pytest.fixture
def ipswich_client(client, ipswich):
    """An editor who looks after Ipswich alone."""
    editor = User.objects.create_user("kim", password="harbour-lights", is_staff=True)
    StaffRole.objects.create(user=editor, role=Role.EDITOR)
    Grant.objects.create(user=editor, area=ipswich)
    client.force_login(editor)
    return client


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def found(response):
    return [[record.pk for record in line.finding.records] for line in response.context["lines"]]


def press(client, response, deed="aside", at=0, **changed):
    finding = response.context["lines"][at].finding
    sent = {"deed": deed, "finding": finding.name, "stood": finding.stood} | changed
    return client.post(address_of(response.context["check"].slug), sent, follow=True)


def test_every_check_stands_on_one_page_with_its_count(admin_client):
    make_meeting(venue=make_venue(lat=None, lng=None))

    rows = {
        check.slug: (waiting, aside, url) for check, waiting, aside, url in admin_client.get(QUALITY).context["rows"]
    }

    assert len(rows) == 12
    assert rows["no-point"] == (1, 0, f"{QUALITY}no-point/")
    assert rows["times"] == (0, 0, f"{QUALITY}times/")


def test_each_row_leads_to_where_it_is_put_right(admin_client):
    meeting = make_meeting(starts_at=time(3))

    page = admin_client.get(f"{QUALITY}times/")

    assert f'<a href="{page_of(meeting)}">Harbour Lights</a>' in text(page)
    assert "It starts at 3am: is 3pm meant?" in text(page)
    assert admin_client.get(page_of(meeting)).status_code == 200


def test_what_is_right_as_it_is_is_put_aside_and_comes_back_when_it_changes(admin_client):
    make_meeting(starts_at=time(3))
    page = admin_client.get(f"{QUALITY}times/")

    after = press(admin_client, page)

    assert found(after) == []
    assert [str(said) for said in after.context["messages"]] == ["Put aside. It comes back when its facts change."]
    [aside] = FindingPutAside.objects.all()
    assert aside.by_words == "admin"
    assert "admin" in text(admin_client.get(f"{QUALITY}times/?show=aside"))
    Meeting.objects.update(starts_at=time(2))
    assert len(found(admin_client.get(f"{QUALITY}times/"))) == 1


def test_what_was_put_aside_can_be_brought_back(admin_client):
    make_meeting(starts_at=time(3))
    press(admin_client, admin_client.get(f"{QUALITY}times/"))

    press(admin_client, admin_client.get(f"{QUALITY}times/?show=aside"), deed="back")

    assert len(found(admin_client.get(f"{QUALITY}times/"))) == 1
    assert not FindingPutAside.objects.exists()


def test_a_press_on_a_list_that_is_out_of_date_does_nothing(admin_client):
    make_meeting(starts_at=time(3))
    page = admin_client.get(f"{QUALITY}times/")
    Meeting.objects.update(starts_at=time(2))

    after = press(admin_client, page)

    assert [str(said) for said in after.context["messages"]] == [
        "That has changed since you opened the list. Look again."
    ]
    assert not FindingPutAside.objects.exists()


@pytest.mark.parametrize("deed", ["", "merge", "aside\x00"])
def test_there_are_no_other_buttons(admin_client, deed):
    make_meeting(starts_at=time(3))

    assert press(admin_client, admin_client.get(f"{QUALITY}times/"), deed=deed).status_code == 400


def test_a_list_is_cut_into_pages_of_fifty(admin_client):
    for number in range(51):
        make_group(f"Group {number}", area=make_area())

    assert len(found(admin_client.get(f"{QUALITY}nobody-to-ask/"))) == 50
    assert len(found(admin_client.get(f"{QUALITY}nobody-to-ask/?page=2"))) == 1
    assert len(found(admin_client.get(f"{QUALITY}nobody-to-ask/?page=zzz"))) == 50


def test_an_unknown_check_is_not_found(admin_client):
    assert admin_client.get(f"{QUALITY}spelling/").status_code == 404


# --- Two side by side


def two_groups(**fields):
    return [make_group("Harbour Lights", phone=number, **fields) for number in ("0800 1", "0800 2")]


def test_two_groups_stand_side_by_side_with_the_way_to_merge_them(admin_client, ipswich):
    one, other = two_groups(area=ipswich)

    page = admin_client.get(f"{QUALITY}same-groups/{one.pk}/{other.pk}/")

    assert f'href="/admin/groups/group/merge/?one={one.pk}&amp;other={other.pk}"' in text(page)
    differing = {side.label for side in page.context["sides"] if side.differs}
    assert differing == {"public phone", "slug"}
    assert next(side for side in page.context["sides"] if side.label == "public phone")[1:] == ("0800 1", "0800 2")


def test_two_venues_stand_side_by_side(admin_client):
    one, other = make_venue(postcode="IP4 1AA"), make_venue(postcode="IP4 1AA")

    page = admin_client.get(f"{QUALITY}same-venues/{one.pk}/{other.pk}/")

    assert f"/admin/groups/venue/merge/?one={one.pk}&amp;other={other.pk}" in text(page)


def test_of_two_meetings_visitors_see_one_and_nothing_is_merged(admin_client):
    one = make_meeting()
    other = make_meeting(group=one.group, venue=one.venue)

    page = admin_client.get(f"{QUALITY}same-meetings/{one.pk}/{other.pk}/")

    assert "merge/" not in text(page)
    assert f"/admin/groups/meeting/same/?one={one.pk}&amp;other={other.pk}" in text(page)


def test_two_that_no_longer_look_alike_lead_back_to_the_list(admin_client, ipswich):
    one, other = two_groups(area=ipswich)
    other.status = "closed"
    other.save()

    page = admin_client.get(f"{QUALITY}same-groups/{one.pk}/{other.pk}/", follow=True)

    assert page.redirect_chain == [(f"{QUALITY}same-groups/", 302)]
    assert "These two no longer look like one." in text(page)


def test_no_private_contact_is_shown_side_by_side(admin_client, ipswich):
    one, other = two_groups(area=ipswich, private_contact="secretary@example.org")

    assert "secretary@" not in text(admin_client.get(f"{QUALITY}same-groups/{one.pk}/{other.pk}/"))


# --- Who sees what


def test_an_editor_meets_findings_about_their_own_listings_alone(ipswich_client, ipswich):
    theirs = make_meeting(group=make_group(area=ipswich), starts_at=time(3), venue=make_venue(area=ipswich))
    make_meeting(group=make_group("Sandlings", area=make_area("Lowestoft")), starts_at=time(3))

    assert found(ipswich_client.get(f"{QUALITY}times/")) == [[theirs.pk]]
    assert "Sandlings" not in text(ipswich_client.get(QUALITY))
    rows = {check.slug: waiting for check, waiting, _aside, _url in ipswich_client.get(QUALITY).context["rows"]}
    assert rows["times"] == 1


def test_an_editor_opens_no_pair_of_which_one_is_anothers(ipswich_client, ipswich):
    venue = make_venue()
    theirs = make_meeting(group=make_group("Harbour Lights", area=ipswich), venue=venue)
    others = make_meeting(group=make_group("Harbour Lights", area=make_area()), venue=venue)

    assert found(ipswich_client.get(f"{QUALITY}same-meetings/")) == []
    page = ipswich_client.get(f"{QUALITY}same-meetings/{theirs.pk}/{others.pk}/")
    assert (page.status_code, page.url) == (302, f"{QUALITY}same-meetings/")


def test_an_editor_puts_nothing_of_others_aside(ipswich_client, admin_user):
    make_meeting(group=make_group(area=make_area("Lowestoft")), starts_at=time(3))
    ipswich_client.force_login(admin_user)
    finding = ipswich_client.get(f"{QUALITY}times/").context["lines"][0].finding
    ipswich_client.force_login(User.objects.get(username="kim"))

    sent = {"deed": "aside", "finding": finding.name, "stood": finding.stood}
    ipswich_client.post(f"{QUALITY}times/", sent)

    assert not FindingPutAside.objects.exists()


def test_an_observer_sees_and_cannot_press(observer_client, ipswich):
    one, other = two_groups(area=ipswich)

    page = observer_client.get(f"{QUALITY}same-groups/")

    assert found(page) == [[one.pk, other.pk]]
    assert "This is right as it is" not in text(page)
    assert "Merge the two" not in text(observer_client.get(f"{QUALITY}same-groups/{one.pk}/{other.pk}/"))
    assert press(observer_client, page).status_code == 403
    assert not FindingPutAside.objects.exists()


@pytest.mark.parametrize("address", [QUALITY, f"{QUALITY}times/", f"{QUALITY}same-groups/1/2/", GAPS, FIGURES])
def test_nobody_else_gets_in(client, address):
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("nobody", password="harbour-lights", is_staff=True))
    assert client.get(address).status_code == 403


def test_an_editor_reads_of_the_links_of_their_own_listings_alone(ipswich_client, ipswich):
    make_group(area=ipswich, website="https://example.org/ours")
    make_group(area=make_area("Lowestoft"), website="https://example.org/theirs")
    for name in ("ours", "theirs"):
        LinkCheck.objects.create(url=f"https://example.org/{name}", tried_at=NOW)

    said = text(ipswich_client.get(f"{PAGES}/"))

    assert "https://example.org/ours" in said
    assert "https://example.org/theirs" not in said


# --- How much is asked


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "asked"),
    [(QUALITY, 28), (f"{QUALITY}times/", 6), (f"{QUALITY}same-groups/", 7), (GAPS, 8), (FIGURES, 10)],
)
def test_a_page_asks_the_same_however_much_it_shows(admin_client, ipswich, address, asked, count):
    for _number in range(count):
        group = make_group(area=ipswich, programme=make_programme())
        make_meeting(group=group, venue=make_venue(area=ipswich, postcode="IP4 1AA"), starts_at=time(3))
        two_groups(area=ipswich)
    admin_client.get(address)

    with CaptureQueriesContext(connection) as queries:
        assert admin_client.get(address).status_code == 200

    assert len(queries) == asked


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_links_asks_the_same_however_many_there_are(ipswich_client, ipswich, count):
    for number in range(count):
        make_group(area=ipswich, website=f"https://example.org/{number}")
        LinkCheck.objects.create(url=f"https://example.org/{number}", tried_at=NOW)
    ipswich_client.get(f"{PAGES}/")

    with CaptureQueriesContext(connection) as queries:
        assert ipswich_client.get(f"{PAGES}/").context["cl"].result_count == count

    assert len(queries) == 8


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("kind", ["group", "meeting", "venue"])
def test_a_pair_asks_the_same_however_many_meetings_it_has(admin_client, ipswich, kind, count):
    one, other = two_groups(area=ipswich)
    venues = [make_venue(postcode="IP4 1AA"), make_venue(postcode="IP4 1AA")]
    meetings = [make_meeting(group=one, venue=venues[0]), make_meeting(group=one, venue=venues[0])]
    for number in range(count):
        make_meeting(group=other, venue=venues[1], weekday=1 + number)
    first, second = {"group": (one, other), "meeting": meetings, "venue": venues}[kind]
    page = f"{QUALITY}same-{kind}s/{first.pk}/{second.pk}/"
    admin_client.get(page)

    with CaptureQueriesContext(connection) as queries:
        assert admin_client.get(page).status_code == 200

    assert len(queries) == {"group": 10, "meeting": 7, "venue": 9}[kind]


# --- The start page


def said(user):
    return {count.text: count.url for count in counts(user)}


def test_the_start_page_says_what_waits_with_the_way_there(admin_user, ipswich):
    make_meeting(venue=make_venue(lat=None, lng=None, area=ipswich), group=make_group("Serenity", area=ipswich))
    two_groups(area=ipswich)

    assert said(admin_user) == {
        "1 venue has no point": f"{QUALITY}no-point/",
        "1 pair of groups may be one": f"{QUALITY}same-groups/",
        "2 listings are without a time or place": f"{QUALITY}no-time-or-place/",
    }


def test_the_start_page_follows_changes_and_what_is_put_aside(admin_user, admin_client):
    venue = make_meeting(venue=make_venue(lat=None, lng=None)).venue
    assert list(said(admin_user)) == ["1 venue has no point"]

    page = admin_client.get(f"{QUALITY}no-point/")
    press(admin_client, page)
    assert said(admin_user) == {}
    press(admin_client, admin_client.get(f"{QUALITY}no-point/?show=aside"), deed="back")
    assert list(said(admin_user)) == ["1 venue has no point"]

    index.hold()
    Venue.objects.update(lat=52.0, lng=1.1)
    index.changed(venue)
    assert said(admin_user) == {}


def test_the_start_page_of_an_editor_counts_their_own(ipswich_client, ipswich):
    make_meeting(group=make_group(area=ipswich), venue=make_venue(area=ipswich, lat=None, lng=None))
    make_meeting(group=make_group(area=make_area()), venue=make_venue(lat=None, lng=None))

    assert list(said(User.objects.get(username="kim"))) == ["1 venue has no point"]


def test_links_that_stop_are_counted_at_once(admin_user):
    make_meeting(group=make_group(website="https://example.org/gone"))
    assert said(admin_user) == {}

    LinkCheck.objects.create(
        url="https://example.org/gone", tried_at=NOW, failing_since=NOW - timedelta(days=7), failures=3
    )

    assert list(said(admin_user)) == ["1 listing has a link that stopped answering"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_start_page_asks_little_once_it_has_looked(admin_user, django_assert_num_queries, count):
    for _number in range(count):
        make_meeting(venue=make_venue(lat=None, lng=None))
    counts(admin_user)

    with django_assert_num_queries(4):
        counts(admin_user)


# --- Gaps and figures


def test_the_gaps_are_a_table_of_areas_by_days(admin_client, ipswich):
    make_meeting(venue=make_venue(area=ipswich), weekday=2)
    make_area("Eye")

    page = admin_client.get(GAPS)

    assert [(line.area.name, line.days) for line in page.context["lines"]] == [
        ("Eye", (0, 0, 0, 0, 0, 0, 0)),
        ("Ipswich", (0, 0, 1, 0, 0, 0, 0)),
    ]
    assert [line.area.name for line in page.context["empty"]] == ["Eye"]


def test_what_is_asked_narrows_the_gaps(admin_client, ipswich):
    aa = make_programme("AA")
    make_meeting(venue=make_venue(area=ipswich), group=make_group(programme=aa))

    def total(query):
        return [line.total for line in admin_client.get(f"{GAPS}?{query}").context["lines"]]

    assert total(f"programme={aa.slug}&kind=12-step&within={ipswich.slug}") == [1]
    assert total("kind=family") == [0]
    assert total("kind=nonsense&programme=\x00&within=nowhere") == [1]


def test_the_gaps_as_a_file_hold_no_formula(admin_client):
    make_area('=HYPERLINK("https://example.org")', parent=make_area("-Suffolk", kind="county"))

    page = admin_client.get(f"{GAPS}?as=csv")

    assert page["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert rows == [
        [
            "Area",
            "Inside",
            "Level",
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
            "All",
        ],
        ["'-Suffolk", "", "County", *["0"] * 8],
        ['\'=HYPERLINK("https://example.org")', "'-Suffolk", "Town", *["0"] * 8],
    ]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_a_formula_is_told_to_be_words(formula):
    assert defused(formula) == f"'{formula}"
    assert defused("Bury St Edmunds") == "Bury St Edmunds"


def test_the_figures_are_tables(admin_client, ipswich):
    make_meeting(venue=make_venue(area=ipswich), confirmed_on=date(2026, 11, 1))

    said = text(admin_client.get(FIGURES))

    assert "Meetings by age of their last check" in said
    assert "Suggestions, the last year" in said
    assert "Ipswich" in said


def test_how_many_were_worried_is_for_administrators_alone(observer_client, admin_user):
    Suggestion.objects.create(kind="worry", sent_at=NOW, nonce="1")
    assert "worried" not in text(observer_client.get(FIGURES))

    observer_client.force_login(admin_user)
    assert "Something there worried me" in text(observer_client.get(FIGURES))


def test_where_looking_takes_long_a_save_does_not_make_the_next_opening_wait(admin_user, monkeypatch):
    monkeypatch.setattr(sys.modules[counts.__module__], "AT_ONCE_SECONDS", 0)
    venue = make_venue(lat=None, lng=None)
    make_meeting(venue=venue)
    before = said(admin_user)

    index.hold()
    Venue.objects.update(lat=52.0, lng=1.1)
    index.changed(venue)

    assert list(said(admin_user)) == list(before) == ["1 venue has no point"]
