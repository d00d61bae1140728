"""Two feeds that list the same meeting: told of, made one by staff, and left so by every import that follows."""

import pytest
from django.core import mail

from groups.feeds import importing, telling
from groups.history import recording
from groups.models import Deed, Feed, FeedRun, Group, Meeting, SearchRow, Site
from groups.rules.choices import DeedSource
from groups.upkeep import joining, sameness, undoing
from tests.factories import make_feed, make_group, make_meeting, make_venue
from tests.feeds.taking_in import NOW
from tests.feeds.two_feeds import COLUMNS, INTERGROUP, REGION, import_feed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0]


@pytest.fixture
def take(tmp_path, capsys):
    return lambda name, text: import_feed(tmp_path, capsys, name, text)


@pytest.fixture
def both(take):
    """The Monday meeting as each of the two feeds tells it."""
    take("intergroup", INTERGROUP)
    take("region", REGION)
    return Meeting.objects.get(feed_key="hl-mon"), Meeting.objects.get(feed_key="17")


@pytest.fixture
def one(both):
    """The two made one: visitors see the intergroup's."""
    kept, double = both
    with recording.deed(DeedSource.FORM):
        sameness.make_one(kept, double)
    double.refresh_from_db()
    return both


# --- Told of


def test_an_import_says_how_many_may_be_listed_already_and_its_last_line_stays(take, settings):
    settings.SITE_URL = "https://suffolk.example"
    assert take("intergroup", INTERGROUP)[-1] == "added 2, changed 0, unchanged 0, gone 0, rejected 0"

    *_others, doubles, last = take("region", REGION)

    run = FeedRun.objects.first()
    assert doubles == (
        "1 of these meetings may be listed already: look at it. "
        f"https://suffolk.example/admin/groups/linkcheck/quality/same-meetings/?run={run.pk}"
    )
    assert last == "added 2, changed 0, unchanged 0, gone 0, rejected 0"
    assert run.may_be_here == [Meeting.objects.get(feed_key="17").pk]


def test_what_staff_entered_is_listed_already_too(take):
    venue = make_venue("Trinity Hall", postcode="IP1 1AA", lat=None, lng=None)
    make_meeting(group=make_group("Harbour Light"), venue=venue)

    assert take("region", REGION)[-2].startswith("1 of these meetings may be listed already")


def test_the_next_import_has_nothing_new_to_say(take, both):
    again = take("region", REGION)

    assert again[-1] == "added 0, changed 0, unchanged 2, gone 0, rejected 0"
    assert not any("listed already" in line for line in again)


def test_nothing_is_made_one_by_itself(both):
    assert not Meeting.objects.exclude(same_as=None).exists()
    assert SearchRow.objects.count() == 4


def test_staff_get_one_letter_about_what_came_while_nobody_looked(both, settings):
    settings.STAFF_EMAIL = "staff@example.org"
    run = FeedRun.objects.first()
    FeedRun.objects.filter(pk=run.pk).update(staff_told=False)

    assert [telling.tell_staff(now=NOW), telling.tell_staff(now=NOW)] == ["", ""]

    [letter] = mail.outbox
    assert letter.subject == "Feeds brought meetings that may be listed already"
    assert "1 of these meetings may be listed already: look at it." in letter.body
    assert f"?run={run.pk}" in letter.body


def test_a_run_that_nobody_reads_is_told_of_by_that_letter(take):
    take("intergroup", INTERGROUP)
    feed = make_feed("region")

    made = importing.run(feed, REGION.encode, clock=lambda: NOW, nobody_reads=True)

    assert made.said_of_doubles.startswith("1 of these meetings may be listed already: look at it.")
    assert [run.feed.name for run in FeedRun.objects.filter(staff_told=False)] == ["region"]


# --- Made one


def test_the_other_is_shown_nowhere_and_both_feeds_go_on(take, one):
    kept, double = one

    again = [take("region", REGION)[-1], take("intergroup", INTERGROUP)[-1]]

    assert again == ["added 0, changed 0, unchanged 2, gone 0, rejected 0"] * 2
    assert (double.same_as, double.status) == (kept, "listed")
    assert set(SearchRow.objects.values_list("meeting__feed_key", flat=True)) == {"hl-mon", "hl-thu", "18"}


def test_what_its_feed_changes_is_noted_on_it_and_shows_nothing(take, one):
    kept, double = one

    said = take("region", REGION.replace("17,Monday,19:30", "17,Monday,20:00"))[-1]

    double.refresh_from_db()
    assert said == "added 0, changed 1, unchanged 1, gone 0, rejected 0"
    assert (f"{double.starts_at:%H:%M}", double.same_as) == ("20:00", kept)
    assert not SearchRow.objects.filter(pk=double.pk).exists()


def test_an_undo_brings_it_back_at_its_own_address(one, client):
    _kept, double = one

    assert undoing.undo(Deed.objects.latest("pk")).left == []

    assert client.get(double.get_absolute_url()).status_code == 200
    assert SearchRow.objects.filter(pk=double.pk).exists()


def test_an_undo_after_further_imports_does_so_too(take, one):
    deed = Deed.objects.latest("pk")
    take("region", REGION.replace("17,Monday,19:30", "17,Monday,20:00"))

    assert undoing.undo(deed).left == []

    assert SearchRow.objects.filter(meeting__feed_key="17").exists()


def test_one_that_left_its_feed_and_comes_back_is_still_the_same(take, one):
    kept, double = one
    others = "".join(line for line in REGION.splitlines(keepends=True) if ",17," not in line)

    assert take("region", others)[-1] == "added 0, changed 0, unchanged 1, gone 1, rejected 0"
    take("region", REGION)

    double.refresh_from_db()
    assert (double.status, double.same_as) == ("listed", kept)


# --- Groups


@pytest.fixture
def groups(both):
    kept, double = (meeting.group for meeting in both)
    with recording.deed(DeedSource.FORM):
        joining.join_groups(kept, double)
    double.refresh_from_db()
    return kept, double


def keys_under(group) -> list[str]:
    return sorted(group.meetings.values_list("feed_key", flat=True))


def test_meetings_of_the_group_that_goes_are_meetings_of_the_one_that_stays(take, groups, client):
    kept, double = groups

    again = [take("region", REGION)[-1], take("intergroup", INTERGROUP)[-1]]

    assert again == ["added 0, changed 0, unchanged 2, gone 0, rejected 0"] * 2
    assert (keys_under(kept), keys_under(double)) == (["17", "18", "hl-mon", "hl-thu"], [])
    assert client.get(double.get_absolute_url())["Location"] == kept.get_absolute_url()


def test_a_meeting_that_its_feed_adds_later_comes_under_the_group_that_stays(take, groups):
    kept, _double = groups
    more = "Harbour Light Group,19,Sunday,10:00,,Quay Place,Key Street,Ipswich,IP4 1BZ,\n"

    assert take("region", REGION + more)[-1] == "added 1, changed 0, unchanged 2, gone 0, rejected 0"

    assert keys_under(kept) == ["17", "18", "19", "hl-mon", "hl-thu"]


def test_that_is_so_too_where_staff_have_moved_all_that_it_had(take, both):
    kept, double = (meeting.group for meeting in both)
    double.meetings.update(group=make_group("Quay Place"))
    joining.join_groups(kept, double)

    take("region", REGION + "Harbour Light Group,19,Sunday,10:00,,Quay Place,Key Street,Ipswich,IP4 1BZ,\n")

    assert keys_under(kept) == ["19", "hl-mon", "hl-thu"]


def test_a_group_that_its_feed_calls_otherwise_is_still_the_same(take, groups):
    kept, double = groups

    take("region", REGION.replace("Harbour Light Group", "The Harbour"))

    double.refresh_from_db()
    assert (double.name, double.same_as) == ("The Harbour", kept)
    assert keys_under(kept) == ["17", "18", "hl-mon", "hl-thu"]
    assert Group.objects.count() == 2


def test_nothing_of_it_counts_as_what_staff_decided_otherwise(groups):
    from groups.feeds.pinned import pinned_of_feed

    assert list(pinned_of_feed(Feed.objects.get(name="region"))) == []


def test_an_undo_gives_the_group_its_meetings_back(take, groups):
    kept, double = groups

    assert undoing.undo(Deed.objects.latest("pk")).left == []

    assert (keys_under(kept), keys_under(double)) == (["hl-mon", "hl-thu"], ["17", "18"])
    assert take("region", REGION)[-1].startswith("added 0, ")
    assert keys_under(double) == ["17", "18"]


def test_a_group_is_shown_again_with_the_meetings_that_it_brought(take, groups):
    kept, double = groups

    joining.show_group_again(double)

    double.refresh_from_db()
    assert (double.same_as, keys_under(kept), keys_under(double)) == (None, ["hl-mon", "hl-thu"], ["17", "18"])
    assert take("region", REGION)[-1] == "added 0, changed 0, unchanged 2, gone 0, rejected 0"


def test_what_its_feed_added_meanwhile_follows_at_the_next_import(take, groups):
    more = REGION + "Harbour Light Group,19,Sunday,10:00,,Quay Place,Key Street,Ipswich,IP4 1BZ,\n"
    take("region", more)
    _kept, double = groups

    joining.show_group_again(double)
    take("region", more)

    assert keys_under(double) == ["17", "18", "19"]


def test_two_groups_of_one_feed_go_the_same_way(take):
    two = COLUMNS + (
        "Deben,1,Monday,19:30,,Trinity Hall,1 Elm Street,Ipswich,IP1 1AA,\n"
        "Deben Nights,2,Tuesday,19:30,,Trinity Hall,1 Elm Street,Ipswich,IP1 1AA,\n"
    )
    take("region", two)
    kept, double = Group.objects.order_by("pk")

    joining.join_groups(kept, double)

    assert take("region", two)[-1] == "added 0, changed 0, unchanged 2, gone 0, rejected 0"
    assert keys_under(kept) == ["1", "2"]
