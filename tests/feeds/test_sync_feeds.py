"""The command for cron: what it prints, how it ends, and what becomes of it when somebody ends it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from groups.feeds.one_at_a_time import InHandAlready, TakenAway, in_hand
from groups.feeds.syncing import HELD, NAME
from groups.models import Feed, UnderWay
from tests.exchange.guide_rows import row
from tests.factories import make_feed
from tests.feeds.serving import say, serving

GOOD = say(json.dumps([row()]).encode())
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def loopback(settings):
    settings.FETCH_ALLOW_LOOPBACK = True


def answering(handler):
    """The feed `bad` with an error, each other with a meeting."""
    (say(status=500) if handler.path.endswith("bad") else GOOD)(handler)


@pytest.mark.django_db
def test_nothing_due_is_well(capsys):
    call_command("sync_feeds")

    assert capsys.readouterr().out == "applied 0, nothing new 0, refused 0, failed 0, waiting 0\n"


@pytest.mark.django_db
def test_one_line_a_feed_and_the_counts_last_and_1_when_one_failed(capsys):
    with serving(answering) as address:
        make_feed("Suffolk AA", address=f"{address}/good")
        make_feed("Essex NA", address=f"{address}/bad")
        with pytest.raises(SystemExit) as ended:
            call_command("sync_feeds")

    assert ended.value.code == 1
    assert capsys.readouterr().out.splitlines() == [
        "Suffolk AA: added 1, changed 0, unchanged 0, gone 0, rejected 0",
        "Essex NA: failed. 127.0.0.1 answers with status 500.",
        "applied 1, nothing new 0, refused 0, failed 1, waiting 0",
    ]


@pytest.mark.django_db
def test_one_feed_alone_at_once(capsys):
    with serving(answering) as address:
        make_feed("Suffolk AA", address=f"{address}/good", answered_at=timezone.now())
        make_feed("Essex NA", address=f"{address}/bad")
        call_command("sync_feeds", "--feed", "Suffolk AA", "--force-now")

    assert capsys.readouterr().out.splitlines() == [
        "Suffolk AA: added 1, changed 0, unchanged 0, gone 0, rejected 0",
        "applied 1, nothing new 0, refused 0, failed 0, waiting 0",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nobody", "a file", "demonstration"])
def test_a_feed_that_is_never_fetched_is_named(name):
    make_feed("a file")
    make_feed("demonstration", address="https://example.org")

    with pytest.raises(CommandError, match=f"No feed of the name “{name}” has an address") as failure:
        call_command("sync_feeds", "--feed", name)
    assert failure.value.returncode == 2


@pytest.mark.django_db
def test_a_run_too_short_for_any_feed_is_wrong_use():
    with pytest.raises(CommandError, match="--minutes must be 7 at least") as failure:
        call_command("sync_feeds", "--minutes", "5")
    assert failure.value.returncode == 2


@pytest.mark.django_db
def test_beside_another_run_it_does_nothing_and_that_is_well(capsys):
    make_feed(address="https://nowhere.invalid/")
    with in_hand(NAME, lasts=HELD, clock=timezone.now):
        call_command("sync_feeds")

    assert capsys.readouterr().out == "Another run is under way: nothing was done.\n"
    assert Feed.objects.get().tried_at is None


@pytest.mark.django_db
def test_what_it_does_on_sigterm_is_as_before_afterwards():
    before = signal.getsignal(signal.SIGTERM)
    call_command("sync_feeds")

    assert signal.getsignal(signal.SIGTERM) is before


# --- One at a time


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_takes_it_in_hand():
    ready, over = threading.Barrier(6), threading.Barrier(6)
    ended = []

    def takes():
        try:
            ready.wait(10)
            with in_hand("race", lasts=HELD, clock=lambda: NOON):
                ended.append("mine")
                over.wait(30)
        except InHandAlready:
            ended.append("theirs")
            over.wait(30)
        finally:
            connection.close()

    threads = [threading.Thread(target=takes) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(40)

    assert sorted(ended) == ["mine", *["theirs"] * 5]


@pytest.mark.django_db
def test_what_is_kept_lasts_as_long_again_and_what_was_taken_away_is_not_kept():
    with in_hand("thing", lasts=HELD, clock=lambda: NOON) as hold:
        hold.keep(now=NOON + timedelta(minutes=10))
        assert UnderWay.objects.get().until == NOON + timedelta(minutes=25)

        UnderWay.objects.update(holder="another")
        with pytest.raises(TakenAway):
            hold.keep(now=NOON)
    assert UnderWay.objects.get().holder == "another"


@pytest.mark.django_db
def test_what_is_given_back_can_be_taken_at_once():
    for _time in range(3):
        with in_hand("thing", lasts=HELD, clock=lambda: NOON):
            pass

    assert UnderWay.objects.count() == 1


# --- Ended from outside


@pytest.fixture
def site_of_its_own(tmp_path):
    """A database in a file, and what runs a command on it."""
    surroundings = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "FETCH_ALLOW_LOOPBACK": "yes",
        "EMAIL_URL": (tmp_path / "mail").as_uri(),
    }

    def start(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(command, cwd=settings.ROOT, env=surroundings, stdout=subprocess.PIPE, text=True)

    assert start("migrate", "-v0").wait() == 0
    start.database = tmp_path / "site.sqlite3"
    return start


def add_feeds(database, address, *names):
    with sqlite3.connect(database) as rows:
        for name in names:
            rows.execute(
                "INSERT INTO groups_feed (name, address, format, key, time_zone, group_name_from, keep_contacts,"
                " hours_between, failures, staff_told, validators)"
                " VALUES (?, ?, 'auto', '', '', 'auto', 0, 24, 0, 0, '{}')",
                (name, f"{address}/{name}"),
            )


def ending(processes, number):
    """A host that ends whoever asks, and then answers."""

    def answer(handler):
        os.kill(processes[-1].pid, number)
        GOOD(handler)

    return answer


@pytest.mark.sqlite
def test_told_to_end_it_finishes_the_feed_in_hand_and_leaves_the_rest(site_of_its_own):
    processes = []
    with serving(ending(processes, signal.SIGTERM)) as address:
        add_feeds(site_of_its_own.database, address, "first", "second")
        processes.append(site_of_its_own("sync_feeds"))
        said, _nothing = processes[0].communicate(timeout=60)

    assert processes[0].returncode == 0
    assert said.splitlines() == [
        "first: added 1, changed 0, unchanged 0, gone 0, rejected 0",
        "second: waits for the next run",
        "applied 1, nothing new 0, refused 0, failed 0, waiting 1",
    ]


@pytest.mark.sqlite
def test_killed_it_leaves_what_was_there_and_the_next_run_waits_its_time(site_of_its_own):
    processes = []
    with serving(ending(processes, signal.SIGKILL)) as address:
        add_feeds(site_of_its_own.database, address, "first")
        processes.append(site_of_its_own("sync_feeds"))
        processes[0].communicate(timeout=60)
    assert processes[0].returncode == -signal.SIGKILL

    beside = site_of_its_own("sync_feeds")
    assert beside.communicate(timeout=60)[0] == "Another run is under way: nothing was done.\n"
    with serving(GOOD) as address, sqlite3.connect(site_of_its_own.database) as rows:
        rows.execute("UPDATE groups_underway SET until = '2026-01-01 00:00:00'")
        rows.execute("UPDATE groups_feed SET tried_at = NULL, address = ?", (address,))
        rows.commit()
        after = site_of_its_own("sync_feeds")
        said, _nothing = after.communicate(timeout=60)

    assert said.splitlines()[0] == "first: added 1, changed 0, unchanged 0, gone 0, rejected 0"
