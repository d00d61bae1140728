"""The desk of groups: finding them, entering them, deciding over many at once."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from groups.models import Confirmation, Group, Meeting, OldSlug, Site
from groups.rules.choices import Status
from groups.rules.freshness import freshness
from groups.rules.schedule import EVERY_WEEK
from tests.admin.pages import errors, filled_in, form_of, save
from tests.factories import make_area, make_feed, make_group, make_meeting, make_programme, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

DESK = "/admin/groups/group/"


def revision() -> int:
    return Site.objects.get(pk=1).revision


def found(client, query: str) -> list[str]:
    response = client.get(f"{DESK}?{query}")
    assert response.status_code == 200
    return sorted(group.name for group in response.context["cl"].result_list)


def meets_at(name: str, **venue):
    group = make_group(name)
    for weekday in (0, 3):
        make_meeting(group=group, venue=make_venue(**venue), weekday=weekday)
    return group


@pytest.mark.parametrize("typed", ["IP12 1AA", "ip121aa", "ip12-1aa", "IP12", "deben ip12 1aa"])
def test_a_postcode_finds_its_groups_however_it_is_typed(admin_client, typed):
    meets_at("Deben Steps", postcode="IP12 1AA")
    meets_at("Orwell Steps", postcode="IP1 2AA")
    meets_at("Nowhere Steps")

    assert found(admin_client, f"q={typed}") == ["Deben Steps"]


def test_a_postcode_kept_without_its_space_is_found_too(admin_client):
    meets_at("Deben Steps", postcode="ip121aa")

    assert found(admin_client, "q=IP12 1AA") == ["Deben Steps"]


def test_the_first_part_of_a_postcode_is_not_the_beginning_of_another(admin_client):
    meets_at("Deben Steps", postcode="IP12 1AA")
    meets_at("Orwell Steps", postcode="IP1 2AA")
    make_group("IP1 Recovery")

    assert found(admin_client, "q=IP1") == ["IP1 Recovery", "Orwell Steps"]


@pytest.mark.parametrize("typed", ["harbour", "trinity", "woodbridge", "AA", "alcoholics", "harbour.example", "90210"])
def test_a_group_is_found_by_what_callers_say(admin_client, typed):
    programme = make_programme("Alcoholics Anonymous", short_name="AA")
    group = make_group("Harbour Lights", programme=programme, website="https://harbour.example.org/")
    make_meeting(group=group, venue=make_venue("Trinity Hall", town="Woodbridge", postcode="90210"))
    make_group("Bargeman’s Rest", programme=make_programme("Narcotics", short_name="NA"))

    assert found(admin_client, f"q={typed}") == ["Harbour Lights"]


def test_the_filters_narrow_to_what_they_say(admin_client):
    suffolk = make_area("Suffolk", slug="suffolk", kind="county")
    ipswich = make_area("Ipswich", slug="ipswich", parent=suffolk)
    al_anon = make_programme("Al-Anon", slug="al-anon", audience="family")
    aa = make_programme("AA", slug="alcoholics-anonymous")
    make_group("Families", programme=al_anon, area=ipswich)
    make_group("Families too", programme=aa, audience="family", area=suffolk)
    make_group("Steps", programme=aa, status=Status.PAUSED)
    make_group("Kettle")

    assert found(admin_client, "programme=al-anon") == ["Families"]
    assert found(admin_client, "programme=none") == ["Kettle"]
    assert found(admin_client, "kind=family") == ["Families", "Families too"]
    assert found(admin_client, "kind=12-step") == ["Families", "Families too", "Steps"]
    assert found(admin_client, "kind=community") == ["Kettle"]
    assert found(admin_client, "in=suffolk") == ["Families", "Families too"]
    assert found(admin_client, "in=ipswich") == ["Families"]
    assert found(admin_client, "status__exact=paused") == ["Steps"]


@pytest.mark.parametrize("days", [None, 0, 91, 92, 182, 183, 364, 365, 366, 4000])
def test_the_filter_of_checks_says_what_the_public_reads(admin_client, settings, days):
    today = timezone.localdate()
    checked_on = None if days is None else today - timedelta(days=days)
    make_group("Harbour Lights", confirmed_on=checked_on)
    said = freshness(checked_on, today=today, months=settings.FRESHNESS_MONTHS)

    assert [one for one in type(said) if found(admin_client, f"freshness={one}")] == [said]


@pytest.mark.parametrize("query", ["kind=x", "programme=x", "in=x", "freshness=x", "o=99", "p=999"])
def test_nonsense_in_the_address_is_no_failure(admin_client, query):
    make_group()

    assert admin_client.get(f"{DESK}?{query}").status_code in (200, 302)


def test_a_row_says_what_staff_decide_by(admin_client):
    group = make_group(programme=make_programme(), area=make_area(), confirmed_on=timezone.localdate())
    make_meeting(group=group, weeks=2 | 8, weekday=1)
    make_meeting(group=group, attendance="online", weekday=5, status=Status.PAUSED, paused_until=date(2030, 1, 31))
    make_meeting(group=group, weekday=6, status=Status.CLOSED)

    page = admin_client.get(DESK).content.decode()

    assert "<div>2nd and 4th Tuesdays, 7:30pm: Trinity Hall, Ipswich</div>" in page
    assert "<div>Every Saturday, 7:30pm: Online (Paused until 31 January 2030)</div>" in page
    assert "Every Sunday" not in page
    assert "Checked today" in page


def test_a_group_is_entered_with_its_meeting_in_one_go(admin_client):
    venue, before = make_venue(), revision()
    form = filled_in(admin_client.get(f"{DESK}add/"), "group_form")
    form |= {
        "name": "Harbour Lights",
        "status": "listed",
        "meetings-0-weekday": "1",
        "meetings-0-starts_at": "7.30pm",
        "meetings-0-weeks": ["2", "8"],
        "meetings-0-venue": str(venue.pk),
        "meetings-0-status": "listed",
    }

    response = admin_client.post(f"{DESK}add/", form)

    assert errors(response) == {}
    meeting = Meeting.objects.get()
    assert (meeting.group.slug, meeting.slug) == ("harbour-lights", "harbour-lights-tuesday-7-30pm")
    assert (meeting.weekday, meeting.starts_at, meeting.weeks, meeting.venue) == (1, time(19, 30), 2 | 8, venue)
    assert revision() == before + 1


def test_two_new_meetings_alike_get_an_address_each(admin_client):
    group, venue = make_group(slug="harbour-lights"), make_venue()
    form = form_of(admin_client, group)
    for line in (0, 1):
        form |= {
            f"meetings-{line}-weekday": "1",
            f"meetings-{line}-starts_at": "noon",
            f"meetings-{line}-attendance": "in-person",
            f"meetings-{line}-venue": str(venue.pk),
            f"meetings-{line}-status": "draft",
        }
    form["meetings-TOTAL_FORMS"] = "2"

    assert errors(admin_client.post(f"{DESK}{group.pk}/change/", form)) == {}
    assert list(Meeting.objects.order_by("pk").values_list("slug", flat=True)) == [
        "harbour-lights-tuesday-12pm",
        "harbour-lights-tuesday-12pm-2",
    ]


def test_a_line_left_empty_is_no_meeting(admin_client):
    form = filled_in(admin_client.get(f"{DESK}add/"), "group_form") | {"name": "Harbour Lights"}

    assert errors(admin_client.post(f"{DESK}add/", form)) == {}
    assert Group.objects.get().name == "Harbour Lights"
    assert not Meeting.objects.exists()


def test_a_fault_of_a_meeting_stands_beside_its_field(admin_client):
    meeting = make_meeting(interval=2, phase=1)

    response = save(
        admin_client,
        meeting.group,
        **{"meetings-0-venue": "", "meetings-0-weeks": ["1"], "meetings-0-starts_at": "half past"},
    )

    assert errors(response) == {
        "meetings-0-starts_at": ["Enter a time such as 7:30pm or 19:30."],
        "meetings-0-venue": ["A meeting in person needs a venue."],
        "meetings-0-weeks": ["Choose either every so many weeks, or weeks of the month: not both."],
    }


def test_a_pause_whose_end_is_left_standing_is_said_and_not_a_failure(admin_client):
    meeting = make_meeting(status=Status.PAUSED, paused_until=date(2030, 1, 31))

    response = save(admin_client, meeting.group, **{"meetings-0-status": "listed"})

    assert errors(response) == {"meetings-0-paused_until": ["“Paused until” is for a meeting that is paused."]}


def test_saving_a_page_unchanged_changes_nothing_but_the_revision(admin_client):
    meeting = make_meeting(group=make_group(about=5), weeks=EVERY_WEEK, open_weeks=32, months=7)
    before = Meeting.objects.filter(pk=meeting.pk).values().get(), Group.objects.values().get()

    assert errors(save(admin_client, meeting.group)) == {}
    assert errors(save(admin_client, meeting)) == {}
    assert (Meeting.objects.values().get(), Group.objects.values().get()) == before


def test_a_changed_slug_leaves_a_way_from_the_old_one(admin_client):
    group = make_group(slug="harbour-lights")

    save(admin_client, group, slug="harbour")

    assert list(OldSlug.objects.values_list("kind", "slug", "leads_to")) == [("group", "harbour-lights", "harbour")]


def test_a_slug_that_is_emptied_stays_what_it_was(admin_client):
    group = make_group(slug="harbour-lights")

    save(admin_client, group, slug="")

    assert Group.objects.get().slug == "harbour-lights"
    assert not OldSlug.objects.exists()


def test_an_address_that_leads_elsewhere_is_not_taken(admin_client):
    save(admin_client, make_group(slug="harbour-lights"), slug="harbour")

    response = save(admin_client, make_group(slug="other"), slug="harbour-lights")

    assert errors(response) == {"slug": ["This address leads to “harbour” already."]}


def test_what_staff_changed_of_a_feeds_record_is_said(admin_client):
    feed = make_feed("Suffolk AA")
    said = {"name": "Harbour", "website": "", "status": "listed", "area_id": None, "gone_since": 1}
    group = make_group("Harbour Lights", feed=feed, feed_key="h-1", feed_values=said, area=make_area("Ipswich"))

    page = admin_client.get(f"{DESK}{group.pk}/change/").content.decode()

    assert "<li>name: here “Harbour Lights”, in the feed “Harbour”</li>" in page
    assert "<li>area: here “Ipswich”, in the feed “nothing”</li>" in page
    assert page.count("in the feed “") == 2
    assert "h-1" in page


def test_a_group_of_our_own_says_nothing_of_feeds(admin_client):
    group = make_group()

    assert "Where it comes from" not in admin_client.get(f"{DESK}{group.pk}/change/").content.decode()


def act(client, action: str, *groups, **more) -> list[str]:
    sent = {"action": action, "_selected_action": [group.pk for group in groups], **more}
    return [str(message) for message in client.post(DESK, sent, follow=True).context["messages"]]


def test_publishing_takes_drafts_alone(admin_client):
    draft, closed, before = make_group(status=Status.DRAFT), make_group(status=Status.CLOSED), revision()

    assert act(admin_client, "publish", draft, closed)[0] == "Published: Harbour Lights."
    assert dict(Group.objects.values_list("pk", "status")) == {draft.pk: "listed", closed.pk: "closed"}
    assert revision() > before


def test_closing_gives_a_reason_and_reopening_takes_it_away(admin_client):
    group = make_group()

    assert (
        act(admin_client, "close", group, reason_given="1", ready="It no longer meets.")[0] == "Closed: Harbour Lights."
    )
    assert list(Group.objects.values_list("status", "status_reason")) == [("closed", "It no longer meets.")]
    assert act(admin_client, "reopen", group)[0] == "Listed again: Harbour Lights."
    assert list(Group.objects.values_list("status", "status_reason")) == [("listed", "")]


def test_a_check_of_one_names_it(admin_client):
    assert act(admin_client, "confirm_phone", make_group("Candlelight"))[0] == "Confirmed: Candlelight."


def test_a_check_is_written_down_for_every_group_chosen(admin_client):
    groups, before = [make_group(), make_group()], revision()

    assert act(admin_client, "confirm_phone", *groups)[0] == "2 listings confirmed."
    today = timezone.localdate()
    assert set(Group.objects.values_list("confirmed_on", "confirmed_by")) == {(today, "phone")}
    assert list(Confirmation.objects.values_list("on", "by", "role")) == [(today, "phone", "editor")] * 2
    assert revision() > before
