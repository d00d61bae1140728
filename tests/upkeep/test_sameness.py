"""Two meetings that are one: what visitors find of them, what cannot be made one, and what is told when one goes."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from groups.history import recording
from groups.history.words import lines_of
from groups.models import Change, Deed, Group, Meeting, OldSlug, SearchRow, Site
from groups.rules.choices import DeedSource, Status
from groups.search import vocabulary
from groups.upkeep import joining, listing, sameness, undoing
from groups.upkeep.copying import copy_to_days
from groups.upkeep.quality import checks
from groups.upkeep.quality.finding import ALL
from tests.factories import make_feed, make_group, make_meeting, make_programme, make_venue, reindexed
from tests.pages.conftest import clock  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def site():
    vocabulary.forget()
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0]


@pytest.fixture
def both():
    """The same meeting, of two groups."""
    venue = make_venue()
    programme = make_programme(slug="aa")
    lights, light = (
        make_group(name, slug=slug, programme=programme)
        for name, slug in (("Harbour Lights", "lights"), ("Harbour Light", "light"))
    )
    return make_meeting(group=lights, slug="lights-monday", venue=venue), make_meeting(
        group=light, slug="light-monday", venue=venue
    )


@pytest.fixture
def one(both):
    kept, double = both
    with recording.deed(DeedSource.FORM):
        sameness.make_one(kept, double)
    double.refresh_from_db()
    return both


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer).decode()


def found(slug: str):
    return checks.ask(checks.BY_SLUG[slug], on=TODAY, seen=ALL).waiting


# --- What visitors find


def test_no_search_finds_the_double(one, client):
    kept, _double = one

    assert list(SearchRow.objects.values_list("pk", flat=True)) == [kept.pk]
    html = page(client, "/meetings/")
    assert "/meetings/lights-monday/" in html
    assert "light-monday/" not in html.replace("lights-monday", "")


def test_the_address_of_a_double_leads_to_what_visitors_see_and_may_be_remembered_for_an_hour(one, client):
    answer = client.get("/meetings/light-monday/")

    assert (answer.status_code, answer["Location"]) == (301, "/meetings/lights-monday/")
    assert answer["Cache-Control"] == "max-age=3600"


def test_so_does_its_form_for_mistakes(one, client):
    answer = client.get("/meetings/light-monday/report/")

    assert (answer.status_code, answer["Location"]) == (301, "/meetings/lights-monday/report/")


def test_so_does_its_calendar_in_the_manner_that_was_asked_for(one, client):
    assert (
        client.get("/meetings/light-monday.ics?discreet=yes")["Location"] == "/meetings/lights-monday.ics?discreet=yes"
    )


def test_an_address_that_once_was_the_doubles_leads_there_too(one, client):
    OldSlug.objects.create(kind="meeting", slug="light-old", leads_to="light-monday")

    assert client.get("/meetings/light-old/")["Location"] == "/meetings/lights-monday/"


def test_what_was_never_public_leads_nowhere(one, client):
    Meeting.objects.filter(slug="light-monday").update(status=Status.DRAFT)

    assert client.get("/meetings/light-monday/").status_code == 404


def test_what_stands_for_it_and_was_taken_off_has_no_page(one, client):
    Meeting.objects.filter(slug="lights-monday").update(status=Status.DRAFT)

    assert client.get("/meetings/light-monday/").status_code == 404


def test_its_groups_page_its_programme_and_the_sitemap_leave_it_out(one, client):
    assert "light-monday" not in page(client, "/groups/light/")
    assert "1 meeting" in page(client, "/programmes/")
    pages = page(client, "/sitemap-meetings-1.xml")
    assert "/meetings/lights-monday/" in pages
    assert "/meetings/light-monday/" not in pages


@pytest.mark.parametrize("file", ["meetings.json", "meetings.csv", "meetings.ics", "meetings.rss"])
def test_no_file_holds_it(one, client, file):
    assert "light-monday" not in page(client, f"/{file}").replace("lights-monday", "")


def test_no_service_of_open_referral_holds_it(one, client):
    found = client.get("/api/open-referral-uk/services").json()["contents"]

    assert [service["name"] for service in found] == ["Harbour Lights"]


def test_an_old_week_follows_it_and_says_so(one, client):
    kept, double = one

    html = page(client, f"/plan/?plan={double.pk}a&first={double.pk}")

    assert "Harbour Light is listed once now, as Harbour Lights: your week holds that." in html
    assert f"plan={kept.pk}a" in html
    assert f"plan={double.pk}" not in html.split("<main")[1]


def test_a_week_that_holds_both_holds_it_once(one, client):
    kept, double = one

    html = page(client, f"/plan/?plan={kept.pk}.{double.pk}")

    assert f"plan={kept.pk}." not in html
    assert html.count('class="plan-meeting"') <= 1


def test_when_it_slips_the_week_of_a_double_goes_to_what_is_shown(one, client, clock):  # noqa: F811
    clock(datetime(2026, 11, 23, 12, tzinfo=UTC))
    _kept, double = one

    assert "/meetings/lights-monday/" in page(client, f"/plan/missed/?plan={double.pk}")


def test_the_calendar_of_an_old_week_goes_on(one, client):
    _kept, double = one

    assert "Harbour Lights" in client.get(f"/plan.ics?plan={double.pk}").content.decode()


def test_who_adds_it_from_an_old_link_adds_what_is_shown(one, client):
    kept, double = one

    assert client.get(f"/plan/?add={double.pk}")["Location"] == f"/plan/?plan={kept.pk}"


# --- What cannot be


def refused(kept, double) -> str:
    with pytest.raises(sameness.NotTheSame) as why:
        sameness.make_one(kept, double)
    return str(why.value)


def test_a_meeting_is_not_the_same_as_itself(both):
    assert refused(both[0], both[0]) == "Choose two different meetings."


def test_what_visitors_do_not_see_stands_for_nothing(both):
    kept, double = both
    listing.close(kept, reason="Moved away")

    assert refused(kept, double) == (
        "Visitors would find nothing: “Harbour Lights” is not listed. List it first, or keep the other one."
    )


def test_what_is_the_same_as_another_stands_for_no_third(one):
    _kept, double = one
    third = make_meeting()

    assert refused(double, third) == (
        "“Harbour Light” is the same as “Harbour Lights” already. Show it again first, or choose that one."
    )


def test_two_that_change_places_at_once_do_not_hide_each_other(both):
    kept, double = both
    sameness.make_one(kept, double)

    assert "already" in refused(double, kept)  # as they were read before


def test_what_stood_for_others_hands_them_on_and_an_undo_gives_all_back(one):
    kept, double = one
    best = make_meeting(group=make_group("Harbour"))
    with recording.deed(DeedSource.FORM):
        sameness.make_one(best, kept)

    assert set(best.stands_for.all()) == {kept, double}
    assert undoing.undo(Deed.objects.latest("pk")).left == []
    assert [*kept.stands_for.all()] == [double]
    assert Meeting.objects.get(pk=kept.pk).same_as is None


def test_the_demonstration_is_not_mixed_with_what_is_real(both):
    kept, double = both
    double.feed = make_feed("demonstration")
    double.save()

    assert refused(kept, double) == "One of them belongs to the demonstration, and goes with it."


def test_an_undo_hides_no_two_behind_each_other(one):
    kept, double = one
    with recording.deed(DeedSource.FORM):
        sameness.show_again(double)
    shown = Deed.objects.latest("pk")
    sameness.make_one(double, kept)

    assert undoing.undo(shown).left == [
        "Harbour Light: what it would be the same as is itself the same as another, or it stands for others."
    ]
    assert Meeting.objects.get(pk=double.pk).same_as is None


def test_what_stands_for_another_is_not_deleted_before_that_is_shown_again(one):
    kept, _double = one

    with pytest.raises(ProtectedError):
        kept.delete()


def test_a_copy_of_a_double_is_no_double(one):
    _kept, double = one

    [copy] = copy_to_days(double, days=[2])

    assert copy.same_as is None


def test_full_clean_says_the_sentence(both):
    kept, _double = both
    kept.same_as = kept

    with pytest.raises(ValidationError) as why:
        kept.full_clean()
    assert why.value.messages == ["A meeting is the same as another one, not as itself."]


# --- History, checks


def test_history_says_which_one_it_is_the_same_as(one):
    [change] = Change.objects.filter(after__has_key="same_as_id")

    [line] = lines_of([change])[change.pk]
    assert (change.called, tuple(line)) == ("Harbour Light", ("the same as", "", "Harbour Lights"))


def test_the_pair_is_no_finding_any_more(both):
    assert len(found("same-meetings")) == 1

    sameness.make_one(*both)

    assert found("same-meetings") == []


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (lambda kept: listing.close(kept, reason="Ended"), "Shown through “Harbour Lights”, which has closed."),
        (lambda kept: listing.close(kept.group, reason="Ended"), "Shown through “Harbour Lights”, which has closed."),
        (lambda kept: listing.take_off(kept, reason=""), "Shown through “Harbour Lights”, which was taken off."),
    ],
)
def test_staff_are_told_when_what_visitors_see_is_gone_and_nothing_changes_by_itself(one, done, said):
    kept, double = one
    assert found("out-of-sight") == []

    done(kept)

    [finding] = found("out-of-sight")
    assert [record.pk for record in finding.records] == [double.pk, kept.pk]
    assert finding.why == f"{said} If the first still meets, show it again."
    assert Meeting.objects.get(pk=double.pk).same_as == kept
    sameness.show_again(double)
    assert found("out-of-sight") == []
    assert SearchRow.objects.filter(pk=double.pk).exists()


def test_what_has_closed_itself_is_missed_by_nobody(one):
    kept, double = one
    listing.close(double, reason="Ended")
    listing.close(kept, reason="Ended")

    assert found("out-of-sight") == []


def test_groups_of_two_feeds_are_told_of_likewise():
    kept, double = (make_group(name, feed=make_feed(), feed_key=name) for name in ("Harbour Lights", "Harbour Light"))
    joining.join_groups(kept, double)
    listing.close(kept, reason="Ended")

    [finding] = found("out-of-sight")

    assert [record.pk for record in finding.records] == [double.pk, kept.pk]


# --- Groups


@pytest.fixture
def groups():
    """Of two feeds."""
    return tuple(
        make_group(name, slug=slug, feed=make_feed(), feed_key=slug)
        for name, slug in (("Harbour Lights", "lights"), ("Harbour Light", "light"))
    )


def test_the_address_of_a_group_leads_to_the_one_that_stays(groups, client):
    joining.join_groups(*groups)

    for rest in ("", "report/"):
        answer = client.get(f"/groups/light/{rest}")
        assert (answer.status_code, answer["Location"]) == (301, f"/groups/lights/{rest}")
    assert client.get("/groups/light.ics")["Location"] == "/groups/lights.ics"


def test_a_group_of_a_feed_that_stands_for_another_may_itself_go_into_one_of_our_own(groups):
    kept, double = groups
    joining.join_groups(kept, double)
    own = make_group("The Harbour Lights")

    joining.join_groups(own, kept)

    assert Group.objects.get(pk=double.pk).same_as == own
    assert not Group.objects.filter(pk=kept.pk).exists()


def test_a_double_goes_nowhere_else(groups):
    kept, double = groups
    joining.join_groups(kept, double)
    double.refresh_from_db()

    assert joining.hindrance(make_group(), double).startswith("“Harbour Light” is the same as “Harbour Lights” already")


def test_only_what_is_listed_stands_for_a_group_of_a_feed(groups):
    kept, double = groups
    listing.close(kept, reason="Ended")

    assert joining.hindrance(kept, double).startswith("Visitors would find nothing: “Harbour Lights” is not listed.")


def test_a_group_whose_every_meeting_is_shown_through_another_is_asked_about(one):
    kept, double = one

    assert sameness.only_doubles_left(double.group)
    assert not sameness.only_doubles_left(kept.group)
    make_meeting(group=double.group, weekday=3)
    assert not sameness.only_doubles_left(double.group)


# --- What it costs


def test_a_double_costs_a_search_what_a_closed_one_does(client, both):
    kept, double = both
    costs = []
    for hide in (lambda: listing.close(double, reason="Ended"), lambda: sameness.make_one(kept, double)):
        Meeting.objects.filter(pk=double.pk).update(status=Status.LISTED, status_reason="")
        reindexed(double)
        hide()
        vocabulary.forget()
        with CaptureQueriesContext(connection) as asked:
            client.get("/meetings/?kind=12-step")
        costs.append((SearchRow.objects.count(), len(asked)))

    assert costs[0] == costs[1]
    assert costs[0][0] == 1


def test_a_group_takes_back_what_it_brought_whoever_entered_it_and_nothing_that_staff_moved_before(groups):
    kept, double = groups
    moved = make_meeting(group=double, weekday=1)
    with recording.changing(moved):
        Meeting.objects.filter(pk=moved.pk).update(group=kept)
    brought = make_meeting(group=double, weekday=2)
    joining.join_groups(kept, double)

    joining.show_group_again(Group.objects.get(pk=double.pk))

    assert [*double.meetings.all()] == [brought]
    assert [*kept.meetings.all()] == [moved]
