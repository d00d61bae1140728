"""A feed of many pages has one deadline for all of them, and a run of many feeds one more: slow hosts move neither."""

import json
import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from groups.feeds import asking, syncing
from groups.feeds.due import fetched_feeds
from groups.feeds.not_fetched import TooSlow
from groups.models import Meeting
from tests.factories import make_feed
from tests.feeds.serving import say, serving

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
A_FEW_SECONDS = 4
"""What a busy machine may take beside what is waited for."""


@pytest.fixture(autouse=True)
def loopback(settings):
    settings.FETCH_ALLOW_LOOPBACK = True


def page(number):
    service = {"id": str(number), "name": f"Group {number}", "status": "active"}
    return {"total_items": 2000, "total_pages": 2000, "page_number": number, "contents": [service]}


def each_after(seconds):
    """A host with two thousand pages, each of which comes after a while."""

    def answer(handler):
        _before, _asked, number = handler.path.partition("page=")
        if number:
            time.sleep(seconds)
        with suppress(OSError):  # nobody waits any more
            say(json.dumps(page(int(number.partition("&")[0] or 1))).encode())(handler)

    return answer


def drop_by_drop(handler):
    """A host whose second page never ends."""
    if "page=" not in handler.path:
        say(json.dumps(page(1)).encode())(handler)
        return
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        for _drop in range(10_000):
            handler.wfile.write(b" ")
            time.sleep(0.05)


@pytest.mark.parametrize("answer", [each_after(0.2), each_after(60), drop_by_drop], ids=["many", "one", "drops"])
def test_all_pages_together_have_one_deadline(answer):
    with serving(answer) as host:
        feed = make_feed("council", address=f"{host}/services", format="open-referral-uk")
        started = time.monotonic()
        with pytest.raises(TooSlow) as failure:
            asking.ask(feed, seconds=1, further_seconds=1)
        took = time.monotonic() - started

    assert str(failure.value) == "127.0.0.1 took longer than 2 seconds."
    assert took < 2 + A_FEW_SECONDS


def test_what_the_first_answer_takes_is_taken_off_the_rest():
    def slow_at_first(handler):
        if "page=" not in handler.path:
            time.sleep(1.5)
        each_after(0.2)(handler)

    with serving(slow_at_first) as host:
        feed = make_feed("council", address=f"{host}/services", format="open-referral-uk")
        started = time.monotonic()
        with pytest.raises(TooSlow):
            asking.ask(feed, seconds=2, further_seconds=0.5)

    assert time.monotonic() - started < 2.5 + A_FEW_SECONDS


@pytest.mark.parametrize("name", ["open-referral-uk", "auto"])
def test_a_run_ends_in_time_whatever_its_feeds_point_to(name):
    with serving(each_after(0.2)) as host:
        for number in range(5):
            make_feed(f"council {number}", address=f"{host}/services", format=name)
        started, lines = time.monotonic(), []
        synced = syncing.sync(
            fetched_feeds(), clock=lambda: NOW, seconds=3, seconds_each=0.5, seconds_further=0.5, say=lines.append
        )
        took = time.monotonic() - started

    assert took < 3 + A_FEW_SECONDS
    assert lines[0] == "council 0: failed. 127.0.0.1 took longer than 1 seconds."
    assert (synced.failed + synced.waiting, synced.waiting > 1) == (5, True)
    assert not Meeting.objects.exists()
