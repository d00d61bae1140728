"""One run of a feed, and what is kept of it however it ends."""

import json
from datetime import UTC, datetime

import pytest

from groups.feeds import importing
from groups.feeds.applying import ListingsMoved
from groups.models import FeedRun, Meeting
from groups.rules.choices import RunOutcome
from tests.exchange.guide_rows import row
from tests.factories import make_feed

pytestmark = pytest.mark.django_db


def clock():
    return datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_run_looks_again_where_somebody_was_faster(monkeypatch):
    attempts = []

    def interrupted(made, **options):
        attempts.append(made)
        if len(attempts) == 1:
            raise ListingsMoved("moved")
        return applying(made, **options)

    applying = importing.apply
    monkeypatch.setattr(importing, "apply", interrupted)
    importing.run(make_feed(), lambda: json.dumps([row()]).encode(), clock=clock)

    assert (len(attempts), FeedRun.objects.get().outcome) == (2, RunOutcome.APPLIED)


def test_a_run_that_never_finds_a_quiet_moment_is_kept_as_failed(monkeypatch):
    def always(made, **options):
        raise ListingsMoved("moved")

    monkeypatch.setattr(importing, "apply", always)
    with pytest.raises(ListingsMoved):
        importing.run(make_feed(), lambda: json.dumps([row()]).encode(), clock=clock)

    assert FeedRun.objects.get().outcome == RunOutcome.FAILED


def test_a_fault_of_ours_is_kept_and_travels_on(monkeypatch):
    def fails(made, **options):
        raise ZeroDivisionError

    monkeypatch.setattr(importing, "apply", fails)
    with pytest.raises(ZeroDivisionError):
        importing.run(make_feed(), lambda: json.dumps([row()]).encode(), clock=clock)

    assert (FeedRun.objects.get().outcome, FeedRun.objects.get().why) == (RunOutcome.FAILED, "ZeroDivisionError")
    assert not Meeting.objects.exists()
