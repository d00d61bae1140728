"""A BMLT feed from its file to the listings: when they fall, in which weeks they are open, and back again."""

import io
import json
from datetime import date

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from groups.feeds.pinned import pinned_of
from groups.history import recording
from groups.models import Change, Deed, Feed, FeedRun, Group, Meeting
from groups.rules.choices import DeedSource, Status
from groups.rules.schedule import FIRST, FOURTH, LAST, SECOND, THIRD
from groups.upkeep.following_feeds import follow_again
from groups.upkeep.undoing import undo
from tests.exchange.bmlt_made import listed, row
from tests.feeds.test_import_feed import run

DATA = settings.ROOT / "tests" / "data"
BERLIN, FORMATS = str(DATA / "bmlt-berlin.json"), str(DATA / "bmlt-berlin-formats.json")
THURSDAYS = [date(2026, 12, day) for day in (3, 10, 17, 24, 31)]

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabulary(db):
    call_command("load_shipped", stdout=io.StringIO())


@pytest.fixture
def berlin(vocabulary):
    return run(BERLIN, "--formats", FORMATS, "--programme", "narcotics-anonymous", "--name", "berlin")


def the(key):
    return Meeting.objects.get(feed_key=key)


def tags_of(meeting):
    return {row.tag.slug: row.weeks for row in meeting.meeting_tags.select_related("tag")}


def test_all_of_it_comes_in_and_says_what_it_is(berlin):
    assert berlin.lines == [
        "Feed “berlin” (BMLT JSON, Narcotics Anonymous): 13 meetings.",
        "13 meetings have their time zone from their country or state.",
        "Codes that nobody here knows, kept as they are: Essf (1), KT (7).",
        "6 meetings have something for staff to look at.",
        "added 13, changed 0, unchanged 0, gone 0, rejected 0",
    ]
    assert set(Meeting.objects.values_list("time_zone", "status")) == {("Europe/Berlin", Status.LISTED)}


def test_the_two_that_take_place_in_some_weeks_fall_in_those_alone(berlin):
    first_and_third, second_and_fourth = the("10859"), the("10860")

    assert [day.day for day in THURSDAYS if first_and_third.rule.falls_on(day)] == [3, 17]
    assert [day.day for day in THURSDAYS if second_and_fourth.rule.falls_on(day)] == [10, 24]
    assert [meeting.feed_key for meeting in Meeting.objects.all() if not meeting.is_weekly] == ["10859", "10860"]


def test_open_weeks_and_weeks_of_a_tag_are_kept(berlin):
    assert dict(Meeting.objects.exclude(open_weeks=0).values_list("feed_key", "open_weeks")) == {
        "10001": FIRST,
        "10794": FOURTH,
        "10929": SECOND | FOURTH | 16,
        "10933": FIRST,
    }
    assert tags_of(the("10933")) == {"just-for-today": 63, "question-and-answer": LAST, "speaker": SECOND}
    assert tags_of(the("10929")) == {"speaker": FIRST | THIRD}


def test_what_is_open_in_its_week_alone_is_found_then(berlin, client):
    def found(day):
        return "Coming Home" in client.get(f"/meetings/?open=yes&date={day}").content.decode()

    assert (found("2026-12-01"), found("2026-12-08")) == (True, False)


def test_what_its_codes_mean_becomes_facts(berlin):
    assert the("10042").children == "yes"
    assert (the("10018").who, the("10794").languages) == ("anyone", "en fr")
    assert list(the("10929").access_answers.values_list("feature__slug", "answer")) == [("step-free", "yes")]


def test_online_ones_are_nowhere_on_the_map_and_no_passcode_is_anywhere(berlin):
    online = Meeting.objects.filter(attendance="online")

    assert (online.count(), online.filter(venue__isnull=False).count()) == (5, 0)
    assert not Meeting.objects.filter(note__icontains="passwort").exists()


def test_it_confirms_nothing(berlin):
    assert not Meeting.objects.exclude(confirmed_on=None).exists()


def test_the_same_again_changes_nothing_even_by_keys_alone(berlin):
    again = run(BERLIN, "--formats", FORMATS, "--name", "berlin")
    without = run(BERLIN, "--name", "berlin")

    assert {again.lines[-1], without.lines[-1]} == {"added 0, changed 0, unchanged 13, gone 0, rejected 0"}


def test_the_whole_import_can_be_taken_back_and_stands_in_history(berlin):
    deed = Deed.objects.get(source=DeedSource.IMPORT)
    added = Change.objects.get(deed=deed, table="meeting", key=the("10933").pk)
    assert (added.after["open_weeks"], sorted(one["weeks"] for one in added.after["tags"])) == (1, [2, 32, 63])

    undo(deed)

    assert set(Meeting.objects.values_list("status", flat=True)) == {Status.DRAFT}


def test_groups_of_one_name_in_several_places_are_several(tmp_path, vocabulary):
    rows = [row(id_bigint=str(n), meeting_name="NA Meeting", location_street=f"{n} Quay") for n in range(9)]
    rows.append(row(id_bigint="9", meeting_name="NA Meeting", location_street="1 Quay", weekday_tinyint="6"))

    taken_in(tmp_path, rows)

    assert Group.objects.count() == 9
    assert the("1").group == the("9").group
    assert set(Meeting.objects.values_list("name", flat=True)) == {""}


# --- What the feed says next


OPEN_ON = {"O1": [listed(1, "O1", "Open 1st week", kind="O-1")], "OL": [listed(1, "OL", "Open last week", kind="O-L")]}


def taken_in(folder, rows, formats=()):
    (folder / "feed.json").write_text(json.dumps({"meetings": rows, "formats": list(formats)}))
    return run(str(folder / "feed.json"), "--programme", "narcotics-anonymous")


def test_open_weeks_follow_the_feed(tmp_path, vocabulary):
    taken_in(tmp_path, [row(format_shared_id_list="1")], OPEN_ON["O1"])
    changed = taken_in(tmp_path, [row(format_shared_id_list="1")], OPEN_ON["OL"])

    assert "Changed: Clean on Tuesday (2566): open_weeks 1 → 32" in changed.lines
    assert the("2566").open_weeks == LAST


def test_open_weeks_that_staff_set_are_pinned(tmp_path, vocabulary):
    taken_in(tmp_path, [row(format_shared_id_list="1")], OPEN_ON["O1"])
    meeting = the("2566")
    with recording.changing(meeting):
        meeting.open_weeks = SECOND
        meeting.save()

    taken_in(tmp_path, [row(format_shared_id_list="1")], OPEN_ON["OL"])

    assert the("2566").open_weeks == SECOND
    assert [(pin.unit, pin.here, pin.there) for pin in pinned_of(the("2566"))] == [
        ("open_weeks", {"open_weeks": SECOND}, {"open_weeks": LAST})
    ]

    follow_again(the("2566"), "open_weeks")

    assert the("2566").open_weeks == LAST


def test_a_feed_that_never_spoke_of_open_weeks_has_not_changed(tmp_path, vocabulary):
    taken_in(tmp_path, [row()])
    Meeting.objects.update(feed_values={k: v for k, v in the("2566").feed_values.items() if k != "open_weeks"})

    assert taken_in(tmp_path, [row()]).lines[-1] == "added 0, changed 0, unchanged 1, gone 0, rejected 0"


def test_what_is_no_longer_published_is_closed(tmp_path, vocabulary):
    both = [row(), row(id_bigint="7", meeting_name="Hope")]
    taken_in(tmp_path, both)

    done = taken_in(tmp_path, [row(), row(id_bigint="7", meeting_name="Hope", published="0")])

    assert "Row 2 rejected (Hope): Its source does not publish it." in done.lines
    assert (the("7").status, the("2566").status) == (Status.CLOSED, Status.LISTED)


def test_what_is_temporarily_closed_is_paused(tmp_path, vocabulary):
    taken_in(tmp_path, [row(formats="TC")])
    assert (the("2566").status, the("2566").status_reason) == (Status.PAUSED, "Paused by its source")


# --- Formats that stand apart


def test_formats_of_another_feed_than_bmlt_are_refused(tmp_path):
    done = run(str(DATA / "meeting-guide-aa.json"), "--formats", FORMATS)

    assert done.err == (
        "Refused. A list of formats beside the meetings is for BMLT alone; this is Meeting Guide JSON.\n"
    )
    assert (done.status, Meeting.objects.count(), FeedRun.objects.get().outcome) == (1, 0, "failed")


def test_a_list_of_formats_that_is_not_there_leaves_no_trace(tmp_path):
    with pytest.raises(CommandError, match=r"formats.json cannot be read: No such file or directory\."):
        run(BERLIN, "--formats", str(tmp_path / "formats.json"))

    assert Feed.objects.count() == 0
