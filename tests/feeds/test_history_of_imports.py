"""What an import changes is kept as any other change is, under one deed, and can be taken back."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.contrib.auth.models import User

from groups.exchange.record import Coded
from groups.feeds.applying import apply
from groups.history import recording
from groups.history.words import lines_of
from groups.models import AccessAnswer, Change, Confirmation, Deed, Group, Meeting, Tag, Venue
from groups.rules.choices import ChangeKind, DeedSource, Status
from groups.upkeep.undoing import undo
from tests.factories import make_group, make_programme, reindexed
from tests.feeds.taking_in import HALL, NOW, online, plan_for, record, take_in, the_meeting

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 11, 24, 12, tzinfo=NOW.tzinfo)
MILL = replace(HALL, name="Mill Hall", address="2 Mill Lane", postcode="IP1 2AA", lat=52.1, lng=1.2)


def all_records():
    return [record for model in (Venue, Group, Meeting) for record in model.objects.order_by("pk")]


def noted_twice(feed, *rows, now=LATER):
    """Import while the common way of recording watches too; each change as (table, number, kind, before, after)."""
    made = plan_for(feed, *rows, now=now)
    Change.objects.all().delete()
    with recording.deed(DeedSource.COMMAND), recording.changing(*all_records()) as change:
        apply(made, now=now, force=True)
        by_import = _rows()
        change.also(*all_records())
    return by_import, [row for row in _rows() if row not in by_import], _rows()


def _rows():
    """Without what they are called: the records that the common way holds have the names of before."""
    return list(Change.objects.order_by("table", "key", "pk").values_list("table", "key", "kind", "before", "after"))


def called():
    return list(Change.objects.order_by("table", "key", "pk").values_list("table", "called"))


def assert_the_same(by_import, only_by_watching, both):
    assert only_by_watching == []
    assert [row for row in by_import if both.count(row) != 2] == []


def test_new_listings_are_noted_as_the_common_way_would(feed, codes):
    rows = [
        record(codes=("W", "SP", "X", "O"), updated=NOW, minutes=75, first=date(2026, 1, 6), cautions=("Look.",)),
        record("other", name="Morning", group="Harbour Lights", venue=MILL, starts_at=time(7), weeks=10),
        online("web", name="Web", paused=True, group_email="info@example.org", group_note="Tea."),
    ]

    by_import, *others = noted_twice(feed, *rows)

    assert_the_same(by_import, *others)
    assert [(table, kind) for table, _key, kind, *_rest in by_import] == [
        ("group", "added"),
        ("group", "added"),
        ("meeting", "added"),
        ("meeting", "added"),
        ("meeting", "added"),
        ("venue", "added"),
        ("venue", "added"),
    ]


@pytest.mark.parametrize(
    "again",
    [
        pytest.param({"starts_at": time(20), "minutes": 90}, id="another time"),
        pytest.param({"codes": ("SP", "C", "PL")}, id="other tags and access"),
        pytest.param({"codes": ()}, id="no tags and access"),
        pytest.param({"codes": (Coded("SP", weeks=5), Coded("O", weeks=32))}, id="a tag and openness in some weeks"),
        pytest.param({"venue": MILL}, id="another venue"),
        pytest.param({"group": "Anchor"}, id="another group, and the former one leaves"),
        pytest.param({"updated": LATER}, id="checked"),
        pytest.param({"updated": LATER, "cautions": ("Look again.",)}, id="checked, with a caution"),
        pytest.param({"group_phone": "01473 000000"}, id="the group alone"),
        pytest.param({"venue": replace(HALL, directions="Round the back.")}, id="the venue alone"),
        pytest.param({"paused": True}, id="paused"),
        pytest.param({"name": "Harbour Lights Newcomers", "group": "Harbour Lights"}, id="a name of its own"),
        pytest.param({"venue": None, "attendance": "online", "online_phone": "0330 000"}, id="online now"),
    ],
)
def test_changes_are_noted_as_the_common_way_would(feed, codes, again):
    first = record(codes=("W", "X", "O"), updated=NOW, first=date(2026, 1, 6))
    take_in(feed, first, record("second", weekday=3))
    AccessAnswer.objects.update(note="By the ramp.")

    by_import, *others = noted_twice(feed, replace(first, **again), record("second", weekday=3))

    assert_the_same(by_import, *others)
    assert by_import


def test_what_leaves_and_what_returns_is_noted_as_the_common_way_would(feed):
    take_in(feed, record(), record("second", name="Anchor", weekday=3))

    leaving, *others = noted_twice(feed, record())
    assert_the_same(leaving, *others)
    assert [(table, after) for table, _key, _kind, _before, after in leaving] == [
        ("group", {"status": "closed", "status_reason": "Left its feed"}),
        ("meeting", {"status": "closed", "status_reason": "Left its feed"}),
    ]

    returning, *others = noted_twice(feed, record(), record("second", name="Anchor", weekday=3))
    assert_the_same(returning, *others)
    assert [after["status"] for *_rest, after in returning] == ["listed", "listed"]


def test_a_renamed_group_is_noted_with_its_key(feed):
    take_in(feed, record(group="Harbour Lights"))

    by_import, *others = noted_twice(feed, record(group="Harbour Lanterns"))

    assert_the_same(by_import, *others)
    assert by_import[0][4] == {"name": "Harbour Lanterns", "feed_key": "harbour lanterns"}


def test_a_meeting_in_a_group_of_others_is_called_by_that_group(feed):
    take_in(feed, record())
    Meeting.objects.update(group=make_group("Anchor"))
    reindexed()

    Change.objects.all().delete()

    take_in(feed, record(minutes=75))

    assert called() == [("meeting", "Anchor")]


def test_records_are_called_what_they_are_called_from_now_on(feed):
    take_in(feed, record(venue=None, attendance="online", online_phone="0330"))
    Change.objects.all().delete()

    take_in(feed, record(group="Anchor", venue=HALL), record("second", name="Newcomers", group="Anchor", weekday=3))

    assert called() == [
        ("group", "Anchor"),
        ("meeting", "Harbour Lights"),
        ("meeting", "Newcomers"),
        ("venue", "Trinity Hall, Ipswich"),
    ]


def test_an_import_that_changes_nothing_leaves_no_deed(feed):
    take_in(feed, record())
    Deed.objects.all().delete()

    take_in(feed, record(), now=LATER)

    assert not Deed.objects.exists()


def test_one_import_is_one_deed_and_says_what_it_did(feed):
    take_in(feed, record(), record("second", weekday=3))
    Deed.objects.all().delete()

    take_in(feed, record(minutes=75), record("third", weekday=4))

    deed = Deed.objects.get()
    assert deed.said == "Feed sussex: added 1, changed 1, gone 1"
    assert (deed.source, deed.by, deed.by_words) == ("import", None, "import_feed")


def test_who_runs_it_from_the_admin_is_named(feed):
    rosa = User.objects.create_user("rosa")

    apply(plan_for(feed, record()), now=NOW, by=rosa)

    assert Deed.objects.values_list("by__username", "by_words").get() == ("rosa", "rosa")


def test_a_feed_that_is_told_something_else_is_noted(feed):
    take_in(feed, record())
    feed.programme = make_programme("Al-Anon")
    Change.objects.all().delete()

    take_in(feed, record())

    assert Change.objects.filter(table="feed").values_list("before", "after").get() == (
        {"programme_id": None},
        {"programme_id": feed.programme_id},
    )


def test_a_refused_import_leaves_no_deed(feed):
    take_in(feed, *(record(f"meeting-{n}", starts_at=time(n)) for n in range(8)))
    Deed.objects.all().delete()

    with pytest.raises(Exception, match="It would close 7"):
        take_in(feed, record("meeting-0", starts_at=time(0)))

    assert not Deed.objects.exists()


def test_an_import_is_taken_back_as_a_whole(feed, codes):
    take_in(feed, record(codes=("W",)), record("second", weekday=3))
    take_in(feed, record(codes=("SP",), starts_at=time(20), updated=NOW), record("third", weekday=4))

    undone = undo(Deed.objects.first())

    first = the_meeting()
    assert (first.starts_at, first.confirmed_on) == (time(19, 30), None)
    assert list(Tag.objects.filter(meetingtag__meeting=first).values_list("slug", flat=True)) == ["women"]
    assert (the_meeting("second").status, the_meeting("third").status) == (Status.LISTED, Status.DRAFT)
    assert not Confirmation.objects.exists()
    assert undone.left == []


def test_the_history_of_a_meeting_can_be_read(feed, codes):
    take_in(feed, record())
    take_in(feed, record(starts_at=time(20), codes=("W",)))

    change = Change.objects.filter(table="meeting", kind=ChangeKind.CHANGED).get()

    assert sorted(tuple(line) for line in lines_of([change])[change.pk]) == [  # jsonb has an order of its own
        ("starts", "7:30pm", "8pm"),
        ("tags", "", "Women"),
    ]
