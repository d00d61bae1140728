"""How often somebody may do something: counted for a while, by what they are hashed to, and by nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from mutualaid import limits

pytestmark = pytest.mark.django_db

TWICE = {"most": 2, "minutes": 15}


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test sets; what the cache has kept runs out with it."""
    now = [datetime(2026, 11, 23, 12, tzinfo=UTC)]
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: now[0], raising=False)
    monkeypatch.setattr("time.time", lambda: now[0].timestamp())
    return lambda **later: now.__setitem__(0, now[0] + timedelta(**later))


def test_so_many_times_and_no_more():
    assert [limits.may("post", "ann", **TWICE) for _time in range(4)] == [True, True, False, False]


def test_others_and_other_deeds_are_counted_apart():
    for _time in range(2):
        limits.may("post", "ann", **TWICE)

    assert limits.may("post", "ben", **TWICE)
    assert limits.may("sign in", "ann", **TWICE)


def test_it_says_after_how_many_minutes_there_is_room_again(clock):
    limits.may("post", "ann", **TWICE)
    clock(minutes=5)
    limits.may("post", "ann", **TWICE)

    assert limits.minutes_left("post", "ann", most=2) == 10
    clock(minutes=9, seconds=30)
    assert limits.minutes_left("post", "ann", most=2) == 1
    assert limits.minutes_left("post", "ben", most=2) == 0


def test_each_time_is_free_again_after_its_minutes(clock):
    limits.may("post", "ann", **TWICE)
    clock(minutes=10)
    limits.may("post", "ann", **TWICE)
    clock(minutes=6)

    assert [limits.may("post", "ann", **TWICE) for _time in range(2)] == [True, False]


def test_the_count_begins_anew_when_it_is_forgotten():
    for _time in range(2):
        limits.may("post", "ann", **TWICE)

    limits.forget("post", "ann", most=2)

    assert limits.may("post", "ann", **TWICE)


def test_one_time_is_given_back_and_those_before_it_stay():
    for _time in range(2):
        limits.may("post", "ann", **TWICE)

    limits.give_back("post", "ann", most=2)

    assert [limits.may("post", "ann", **TWICE) for _time in range(2)] == [True, False]


def test_nothing_is_kept_that_tells_who():
    limits.may("sign-in", "ines@example.org 192.0.2.7", **TWICE)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cache")
        kept = repr(cursor.fetchall())
    assert "limit:" in kept
    assert not any(word in kept for word in ("ines", "example", "192", "sign-in"))


@pytest.mark.parametrize(
    ("address", "forwarded", "known_as"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),  # no proxy of ours: it may say what it likes
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1, 127.0.0.1", "198.51.100.1"),
        ("", "198.51.100.1", "198.51.100.1"),
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("::ffff:192.0.2.7", "", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "", "2001:db8:1:3::/64"),
        ("127.0.0.1", "nonsense", "nonsense"),
    ],
)
def test_where_a_request_comes_from(address, forwarded, known_as):
    request = RequestFactory().get("/", REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=forwarded)

    assert limits.caller(request) == known_as


def test_nobody_pushes_counts_out_of_the_cache_by_making_many(settings):
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] == 100_000
    for number in range(310):  # Django would have thrown some away at 300
        cache.set(f"other-{number}", 1)
    limits.may("post", "ann", most=1, minutes=15)

    assert not limits.may("post", "ann", most=1, minutes=15)
