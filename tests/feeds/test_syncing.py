"""Every feed that is due, one after the other: what became of each, what staff hear, and what waits."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from groups.feeds import asking, importing, syncing
from groups.feeds.due import fetched_feeds, in_turn
from groups.feeds.one_at_a_time import InHandAlready, in_hand
from groups.models import DEMONSTRATION, Code, Confirmation, Deed, Feed, FeedRun, Meeting, UnderWay
from groups.rules.choices import RunOutcome
from tests.exchange.guide_rows import row
from tests.factories import make_feed, make_programme
from tests.feeds.serving import say, serving

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def surroundings(settings):
    settings.FETCH_ALLOW_LOOPBACK = True
    settings.STAFF_EMAIL = "staff@example.org"


class Source:
    """A host whose answer a test sets; it keeps to the standard about what is new."""

    def __init__(self):
        self.rows, self.etag, self.broken, self.asked = [row()], '"1"', None, []

    def __call__(self, handler):
        self.asked.append((handler.path, handler.headers["If-None-Match"]))
        if self.broken:
            self.broken(handler)
        elif self.etag and handler.headers["If-None-Match"] == self.etag:
            say(b"", status=304)(handler)
        else:
            say(json.dumps(self.rows).encode(), **({"ETag": self.etag} if self.etag else {}))(handler)


@pytest.fixture
def source():
    source = Source()
    with serving(source) as source.address:
        yield source


@pytest.fixture
def feed(source):
    return make_feed("Suffolk AA", address=f"{source.address}/feed.json")


class Clock:
    """A moment that a test moves on."""

    def __init__(self, now=MONDAY):
        self.now = now

    def __call__(self):
        return self.now

    def later(self, **by):
        self.now += timedelta(**by)


@pytest.fixture
def clock():
    return Clock()


def sync(clock, **options):
    """One run; what it counted, and its lines."""
    lines = []
    feeds = options.pop("feeds", fetched_feeds())
    synced = syncing.sync(feeds, clock=clock, say=lines.append, **options)
    return str(synced), lines


def outcomes(feed):
    return list(feed.runs.order_by("pk").values_list("outcome", flat=True))


# --- A good answer


def test_a_feed_that_is_due_is_taken_in_under_the_name_of_the_command(feed, clock):
    counted, lines = sync(clock)

    assert lines == ["Suffolk AA: added 1, changed 0, unchanged 0, gone 0, rejected 0"]
    assert counted == "applied 1, nothing new 0, refused 0, failed 0, waiting 0"
    assert Deed.objects.get().by_words == "sync_feeds"


def test_a_run_keeps_its_plan_in_short(feed, clock):
    sync(clock)

    assert FeedRun.objects.get().plan == [
        "Feed “Suffolk AA” (Meeting Guide JSON): 1 meeting.",
        "1 meeting has its time zone from its country or state.",
    ]


def test_what_is_not_due_is_left_alone_and_due_again_after_its_hours(feed, clock, source):
    sync(clock)
    clock.later(hours=23)
    assert sync(clock) == ("applied 0, nothing new 0, refused 0, failed 0, waiting 0", [])

    clock.later(hours=1)
    assert sync(clock)[1] == ["Suffolk AA: nothing new"]
    assert len(source.asked) == 2


def test_files_and_invented_listings_are_never_fetched(source, clock):
    make_feed("a file")
    make_feed(DEMONSTRATION, address=source.address)
    make_feed("synthetic", address=source.address)

    sync(clock, now_and_whole=True)

    assert source.asked == []


def test_whoever_has_waited_longest_comes_first(source, clock):
    for name, answered_at in [
        ("yesterday", MONDAY - timedelta(days=1)),
        ("never", None),
        ("long ago", MONDAY - timedelta(days=9)),
        ("never too", None),
    ]:
        make_feed(name, address=f"{source.address}/{name}", answered_at=answered_at)

    assert [feed.name for feed in in_turn(fetched_feeds(), now=MONDAY)] == [
        "never",
        "never too",
        "long ago",
        "yesterday",
    ]


# --- Nothing new


def test_nothing_new_is_a_good_answer_that_confirms_nothing(feed, clock):
    sync(clock)
    clock.later(days=1)
    sync(clock)

    feed.refresh_from_db()
    assert (outcomes(feed), feed.answered_at) == ([RunOutcome.APPLIED, RunOutcome.SAME], clock.now)
    assert feed.runs.get(outcome=RunOutcome.SAME).unchanged == 1
    assert not Confirmation.objects.exists()
    assert Deed.objects.count() == 1


def test_an_answer_that_was_refused_is_asked_for_whole_again(feed, clock, source):
    source.rows = [row(slug=f"m{number}") for number in range(8)]
    sync(clock)
    source.rows, source.etag = source.rows[:1], '"2"'
    clock.later(days=1)
    sync(clock)
    clock.later(days=1)

    assert sync(clock)[1] == ["Suffolk AA: refused. It would close 7 of the feed’s 8 listings: nothing is changed."]
    assert [etag for _path, etag in source.asked] == [None, '"1"', '"1"']


def test_after_an_answer_from_elsewhere_nothing_is_known_of_what_is_new(feed, clock, source):
    sync(clock)
    importing.run(Feed.objects.get(), lambda: json.dumps([row(name="By hand")]).encode(), clock=clock)
    clock.later(days=1)
    sync(clock)

    assert [etag for _path, etag in source.asked] == [None, None]
    assert Meeting.objects.get().group.name == "Evening Group"


@pytest.mark.parametrize("change", ["programme", "code", "week"])
def test_where_the_same_bytes_would_be_read_otherwise_they_are_asked_for_whole(feed, clock, source, change):
    sync(clock)
    if change == "programme":
        Feed.objects.update(programme=make_programme())
    elif change == "code":
        Code.objects.create(scheme="meeting-guide", code="QQ", means="field", value="who=anyone")
    clock.later(days=7 if change == "week" else 1)
    sync(clock)

    assert [etag for _path, etag in source.asked] == [None, None]


def test_to_force_asks_at_once_and_for_all(feed, clock, source):
    sync(clock)

    assert sync(clock, now_and_whole=True)[1] == ["Suffolk AA: added 0, changed 0, unchanged 1, gone 0, rejected 0"]
    assert [etag for _path, etag in source.asked] == [None, None]


# --- A bad answer


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (say(b"<h1>Sign in</h1>"), "failed. The answer is a web page, not a list of meetings."),
        (say(b""), "failed. The answer is empty."),
        (say(b"[]"), "failed. The answer is a list without any meeting."),
        (say(b"[" * 5000 + b"]" * 5000), "failed. The answer is JSON too deep to be a list of meetings."),
        (say(status=500), "failed. 127.0.0.1 answers with status 500."),
        (say(b"", status=204), "failed. 127.0.0.1 answers with status 204."),
        (say(status=206), "failed. 127.0.0.1 answers with status 206."),
        (say(b'[{"slug": "x"}]'), "refused. Not one meeting could be read: nothing is changed."),
    ],
)
def test_a_bad_answer_leaves_the_last_good_data(feed, clock, source, answer, said):
    sync(clock)
    before = list(Meeting.objects.values())
    clock.later(days=1)
    source.broken = answer

    _counted, lines = sync(clock)

    assert lines == [f"Suffolk AA: {said}"]
    assert list(Meeting.objects.values()) == before
    feed.refresh_from_db()
    assert (feed.answered_at, feed.failures, feed.failing_since) == (MONDAY, 1, clock.now)


def test_after_failures_it_is_tried_less_and_less_often(feed, clock, source):
    source.broken = say(status=500)
    tried = []
    for hour in range(60):
        if sync(clock)[1]:
            tried.append(hour)
        clock.later(hours=1)

    assert tried == [0, 1, 3, 7, 15, 31, 55]


def test_one_bad_feed_does_not_cost_the_others(feed, clock, source, monkeypatch):
    make_feed("Essex NA", address=f"{source.address}/essex.json")

    def fails(one, **options):
        if one.name == "Suffolk AA":
            raise ZeroDivisionError
        return asking_really(one, **options)

    asking_really = asking.ask
    monkeypatch.setattr(asking, "ask", fails)

    counted, lines = sync(clock)

    assert lines == [
        "Suffolk AA: failed. ZeroDivisionError",
        "Essex NA: added 1, changed 0, unchanged 0, gone 0, rejected 0",
    ]
    assert counted == "applied 1, nothing new 0, refused 0, failed 1, waiting 0"


def test_what_staff_set_while_it_was_fetched_stands(feed, clock, monkeypatch):
    def answer(one, **options):
        Feed.objects.update(time_zone="Europe/Dublin")
        return fetched(one, **options)

    fetched = asking.ask
    monkeypatch.setattr(asking, "ask", answer)
    _counted, lines = sync(clock)

    assert lines == ["Suffolk AA: was set otherwise meanwhile, and waits for the next run"]
    assert (Feed.objects.get().time_zone, Meeting.objects.count(), FeedRun.objects.count()) == ("Europe/Dublin", 0, 0)


# --- Letters to staff


def subjects(mailoutbox):
    return [letter.subject for letter in mailoutbox]


def test_staff_hear_of_the_first_failure_and_of_the_recovery_and_of_nothing_between(feed, clock, source, mailoutbox):
    sync(clock)
    source.broken = say(status=500)
    for _day in range(4):
        clock.later(days=1)
        sync(clock)
    assert subjects(mailoutbox) == ["The feed “Suffolk AA” fails"]

    source.broken = None
    clock.later(days=1)
    sync(clock)
    clock.later(days=1)
    sync(clock)

    assert subjects(mailoutbox) == ["The feed “Suffolk AA” fails", "The feed “Suffolk AA” answers again"]


def test_the_letter_says_why_and_how_old_the_listings_are_and_no_address_or_key(feed, clock, source, mailoutbox):
    Feed.objects.update(address=f"{source.address}/feed.json?token=hidden&key={{key}}", key="harbour-lights")
    sync(clock)
    source.broken = say(status=403)
    clock.later(days=1)
    sync(clock)

    [letter] = mailoutbox
    assert letter.to == ["staff@example.org"]
    assert letter.body == (
        "The feed “Suffolk AA” could not be taken in, 24 November 2026, 12:00:\n\n"
        "    127.0.0.1 answers with status 403.\n\n"
        "Its listings stay as they were at its last good answer, 23 November 2026, 12:00 (yesterday).\n\n"
        "It is tried again by itself: after an hour, then after two, and so on up to once a day."
        " You will hear of it again when it answers, and not before.\n\n"
        f"What its runs did: http://127.0.0.1:8000/admin/groups/feed/{feed.pk}/change/\n"
    )


def test_a_feed_that_never_answered_says_so(feed, clock, source, mailoutbox):
    source.broken = say(status=403)
    sync(clock)

    assert "It has never answered yet: nothing of it is listed." in mailoutbox[0].body


def test_a_name_of_two_lines_begins_no_header(source, clock, mailoutbox):
    make_feed("Suffolk\r\nBcc: all@example.org", address=source.address)
    source.broken = say(status=500)

    assert sync(clock)[1] == ["Suffolk Bcc: all@example.org: failed. 127.0.0.1 answers with status 500."]
    assert subjects(mailoutbox) == ["The feed “Suffolk Bcc: all@example.org” fails"]


def test_without_an_address_of_staff_nobody_is_told_until_there_is_one(feed, clock, source, mailoutbox, settings):
    settings.STAFF_EMAIL = ""
    source.broken = say(status=500)
    sync(clock)
    settings.STAFF_EMAIL = "staff@example.org"
    assert mailoutbox == []

    sync(clock)

    assert subjects(mailoutbox) == ["The feed “Suffolk AA” fails"]


def test_a_letter_that_did_not_leave_goes_with_the_next_run(feed, clock, source, mailoutbox, settings):
    source.broken = say(status=500)
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    synced = syncing.sync(fetched_feeds(), clock=clock)
    assert synced.not_told == "Nothing answers at the mail server 127.0.0.1:9: see the host and port in EMAIL_URL."

    settings.EMAIL_BACKEND = backend
    sync(clock)

    assert subjects(mailoutbox) == ["The feed “Suffolk AA” fails"]


def test_what_staff_put_right_by_hand_is_told_as_a_recovery(feed, clock, source, mailoutbox):
    source.broken = say(status=500)
    sync(clock)
    importing.run(Feed.objects.get(), lambda: json.dumps([row()]).encode(), clock=clock)
    sync(clock)

    assert subjects(mailoutbox) == ["The feed “Suffolk AA” fails", "The feed “Suffolk AA” answers again"]
    assert Feed.objects.get().failures == 0


# --- One deadline, one run


def test_what_no_longer_fits_into_the_run_waits_and_comes_first_next_time(feed, clock, source):
    other = make_feed("Essex NA", address=f"{source.address}/essex.json")

    counted, lines = sync(clock, seconds=0.5, seconds_each=1)

    assert counted == "applied 0, nothing new 0, refused 0, failed 0, waiting 2"
    assert lines == ["Suffolk AA: waits for the next run", "Essex NA: waits for the next run"]
    assert in_turn(fetched_feeds(), now=clock.now) == [feed, other]


def test_a_feed_whose_answer_has_pages_needs_more_room(clock, source):
    make_feed("services", address=f"{source.address}/a", format="open-referral-uk")
    make_feed("meetings", address=f"{source.address}/b", format="meeting-guide")

    counted, lines = sync(clock, seconds=120)

    assert lines[0] == "services: waits for the next run"
    assert counted == "applied 1, nothing new 0, refused 0, failed 0, waiting 1"


def test_who_is_told_to_end_ends_after_the_feed_in_hand(feed, clock, source):
    make_feed("Essex NA", address=f"{source.address}/essex.json")

    counted, _lines = sync(clock, is_told_to_end=lambda: len(source.asked) == 1)

    assert counted == "applied 1, nothing new 0, refused 0, failed 0, waiting 1"
    assert not UnderWay.objects.exclude(holder="").exists()


def test_two_runs_never_overlap(feed, clock, source):
    with in_hand(syncing.NAME, lasts=syncing.HELD, clock=clock), pytest.raises(InHandAlready):
        sync(clock)

    assert source.asked == []
    assert sync(clock)[1] == ["Suffolk AA: added 1, changed 0, unchanged 0, gone 0, rejected 0"]


def test_a_run_that_was_killed_keeps_the_next_away_for_a_quarter_of_an_hour(feed, clock):
    UnderWay.objects.create(name=syncing.NAME, holder="killed", until=clock.now + syncing.HELD)
    clock.later(minutes=14)
    with pytest.raises(InHandAlready):
        sync(clock)

    clock.later(minutes=1)
    assert len(sync(clock)[1]) == 1


def test_whoever_slept_too_long_with_a_run_in_hand_does_nothing_more(feed, clock, source):
    make_feed("Essex NA", address=f"{source.address}/essex.json")

    def taken_by_another(_line):
        UnderWay.objects.update(holder="another", until=clock.now + syncing.HELD)

    synced = syncing.sync(fetched_feeds(), clock=clock, say=taken_by_another)

    assert (len(source.asked), synced.applied) == (1, 1)
    assert UnderWay.objects.get().holder == "another"
