"""How well the directory is kept, in numbers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from groups.models import Confirmation, FeedRun, Letter, Suggestion
from groups.rules.choices import SuggestionKind
from groups.upkeep import figures
from tests.factories import make_area, make_feed, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MONTHS = (3, 6, 12)


def test_meetings_are_counted_by_area_and_age_of_check():
    suffolk = make_area("Suffolk", kind="county")
    ipswich = make_area("Ipswich", parent=suffolk)
    for days in (1, 91, 100, 200, 400, None):
        checked = None if days is None else TODAY - timedelta(days=days)
        make_meeting(venue=make_venue(area=ipswich), confirmed_on=checked)
    make_meeting(venue=make_venue())
    make_meeting(venue=make_venue(area=ipswich), status="closed")
    make_area("Eye", parent=suffolk)

    lines = figures.ages(on=TODAY, months=MONTHS)

    assert [(str(line.name), line.depth, line.counts) for line in lines] == [
        ("All", 0, (2, 1, 1, 1, 2)),
        ("Suffolk", 1, (2, 1, 1, 1, 1)),
        ("Ipswich", 2, (2, 1, 1, 1, 1)),
        ("In no area", 1, (0, 0, 0, 0, 1)),
    ]
    assert lines[0].percent_checked == 29


def suggestion(hours, *, kind="change", state="accepted", sent=NOW - timedelta(days=30)):
    decided = None if hours is None else sent + timedelta(hours=hours)
    Suggestion.objects.create(
        kind=kind, state=state, sent_at=sent, decided_at=decided, nonce=str(Suggestion.objects.count())
    )


def test_suggestions_by_how_long_they_waited():
    for hours in range(1, 11):
        suggestion(hours)
    suggestion(500, sent=NOW - timedelta(days=500))
    suggestion(3, kind="closed", state="declined")
    suggestion(None, state="waiting", sent=NOW - timedelta(hours=5))
    suggestion(None, state="asked", sent=NOW - timedelta(hours=9))

    found = {str(line.label): line for line in figures.handling(SuggestionKind, now=NOW)}

    change = found["Something is different"]
    assert (change.decided, change.median, change.ninth) == (10, timedelta(hours=5.5), timedelta(hours=9))
    assert (change.waiting, change.oldest) == (2, timedelta(hours=9))
    assert (found["It no longer meets"].decided, found["It no longer meets"].median) == (1, timedelta(hours=3))
    assert (found["Something there worried me"].decided, found["Something there worried me"].median) == (0, None)
    assert (found["All"].decided, found["All"].waiting) == (11, 2)


def test_checks_by_how_they_came_about():
    group = make_group()
    for days, by in ((1, "phone"), (40, "phone"), (200, "group"), (400, "group")):
        Confirmation.objects.create(group=group, on=TODAY - timedelta(days=days), by=by)

    found = {line.label: line.counts for line in figures.checks_by_how(on=TODAY)}

    assert found["by phone"] == (1, 2, 2)
    assert found["with the group"] == (0, 0, 1)
    assert found["by a visit"] == (0, 0, 0)


def test_letters_by_what_became_of_them():
    for number, (state, days) in enumerate([("sent", 3), ("answered", 30), ("answered", 60), ("answered", 400)]):
        Letter.objects.create(code=str(number), state=state, written_at=NOW - timedelta(days=days))

    found = {line.label: line.counts for line in figures.letters(now=NOW)}

    assert found == {
        "Waiting to be sent": (0,),
        "Sent": (1,),
        "Answered": (2,),
        "Ended without an answer": (0,),
    }


def test_what_imports_did():
    feed = make_feed("aa")
    for days, outcome, added in (
        (1, "applied", 5),
        (2, "applied", 2),
        (3, "failed", 0),
        (4, "same", 0),
        (60, "applied", 9),
    ):
        at = NOW - timedelta(days=days)
        FeedRun.objects.create(feed=feed, started_at=at, ended_at=at, outcome=outcome, added=added, rejected=added)
    FeedRun.objects.create(feed=make_feed("na"), started_at=NOW, ended_at=NOW, outcome="refused", added=7)

    assert figures.imports(now=NOW) == [
        figures.Runs("aa", (2, 1, 0, 1), (7, 0, 0, 7), NOW - timedelta(days=1)),
        figures.Runs("na", (0, 0, 1, 0), (0, 0, 0, 0), NOW),
    ]
