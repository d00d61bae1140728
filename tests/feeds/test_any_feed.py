"""Whatever a feed holds: nothing raises, bad rows cost themselves alone, and the same again changes nothing."""

import io
import json
from datetime import UTC
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.exchange.record import Coded, MeetingRecord, Problem, VenueRecord
from groups.feeds.applying import Refused, apply
from groups.feeds.importing import plan_of
from groups.models import Meeting, Programme
from groups.rules.choices import Attendance, Status
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK
from tests.factories import make_feed
from tests.feeds.taking_in import NOW, counts, plan_for

DATA = Path(django_settings.ROOT) / "tests" / "data"
pytestmark = pytest.mark.django_db
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
NAMES = st.sampled_from(["Hope", "hope", "Harbour Lights", "日本", "!!", "x" * 300]) | TEXT.filter(bool)
VENUES = st.builds(
    VenueRecord,
    name=st.sampled_from(["", "Hall", "hall", "Library"]),
    address=st.sampled_from(["", "1 Church St", "2 Mill Lane"]),
    town=st.sampled_from(["", "Ipswich"]),
    postcode=st.sampled_from(["", "IP1 1AA", "ip11aa", "0" * 20]),
    country=st.sampled_from(["", "GB", "US"]),
    regions=st.sampled_from([(), ("Suffolk",)]),
    lat=st.sampled_from([None, 52.0, 91.0, float("nan")]),
    lng=st.sampled_from([None, 1.0, -200.0]),
    approximate=st.booleans(),
)
CODES = st.sampled_from(["O", "C", "W", "M", "TC", "X", "SP", "S", "Zz", "speaker"])
RECORDS = st.builds(
    MeetingRecord,
    key=st.sampled_from(["a", "b", "c", "d", "e", "4711", "", "k" * 400]) | TEXT,
    line=st.integers(1, 99),
    name=NAMES,
    group=st.just("") | NAMES,
    attendance=st.sampled_from(["", *Attendance]),
    by_arrangement=st.booleans(),
    weekday=st.none() | st.integers(-1, 8),
    starts_at=st.none() | st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    minutes=st.none() | st.integers(-1, 3000),
    weeks=st.sampled_from([EVERY_WEEK, 1, 2, 5, 32, 0, 31, 64]),
    interval=st.sampled_from([1, 2, 3, 0, 60]),
    phase=st.sampled_from([0, 1, 2]),
    months=st.sampled_from([EVERY_MONTH, 1, 0, 9999]),
    first=st.none() | st.dates(),
    last=st.none() | st.dates(),
    time_zone=st.sampled_from(["", "Europe/London", "America/New_York"]),
    venue=st.none() | VENUES,
    online_link=st.sampled_from(["", "https://zoom.us/j/1"]),
    online_phone=st.sampled_from(["", "+44 1"]),
    codes=st.lists(CODES | st.builds(Coded, code=CODES, weeks=st.integers(1, EVERY_WEEK)), max_size=4).map(tuple),
    note=TEXT,
    paused=st.booleans(),
    updated=st.none() | st.datetimes(timezones=st.just(UTC)),
    cautions=st.lists(TEXT.filter(bool), max_size=2).map(tuple),
)
PROBLEMS = st.builds(Problem, line=st.integers(1, 99), row=TEXT, why=TEXT, key=st.sampled_from(["", "a", "b"]))


@pytest.fixture
def vocabulary(db):
    call_command("load_shipped", stdout=io.StringIO())


@few
@given(first=st.lists(RECORDS | PROBLEMS, max_size=12), second=st.lists(RECORDS | PROBLEMS, max_size=12))
def test_any_two_answers_after_each_other(vocabulary, first, second):
    feed = make_feed(programme=Programme.objects.get(slug="al-anon"))

    for rows in (first, second):
        made = plan_for(feed, *rows)
        assert made.read + len(made.rejected) == len(rows)
        if made.is_empty:
            with pytest.raises(Refused):
                apply(made, now=NOW, force=True)
            continue
        apply(made, now=NOW, force=True)
        again = plan_for(feed, *rows)
        assert counts(again) == (0, 0, made.read, 0, len(made.rejected))
        assert not again.writes
        shown = Meeting.objects.filter(feed=feed).exclude(status=Status.CLOSED)
        assert shown.count() >= made.read


EXCERPTS = [
    ("meeting-guide-aa.json", "alcoholics-anonymous", 6, 0),
    ("meeting-guide-al-anon.json", "al-anon", 6, 1),
    ("meeting-guide-by-appointment.json", None, 2, 0),
    ("spreadsheet-tsml.csv", "alcoholics-anonymous", 4, 0),
]


@pytest.mark.parametrize(("file", "programme", "rows", "paused"), EXCERPTS)
def test_real_feeds_come_in_whole_and_once(vocabulary, file, programme, rows, paused):
    feed = make_feed(programme=Programme.objects.filter(slug=programme).first(), time_zone="America/New_York")
    data = (DATA / file).read_bytes()

    made = plan_of(feed, data, now=NOW)
    apply(made, now=NOW)

    assert counts(made) == (rows, 0, 0, 0, 0)
    assert made.unknown_codes == {}
    assert Meeting.objects.filter(status=Status.PAUSED).count() == paused
    assert counts(plan_of(feed, data, now=NOW)) == (0, 0, rows, 0, 0)


def test_codes_of_real_feeds_mean_what_their_fellowship_means(vocabulary):
    feed = make_feed(programme=Programme.objects.get(slug="alcoholics-anonymous"))
    apply(plan_of(feed, (DATA / "meeting-guide-aa.json").read_bytes(), now=NOW), now=NOW)

    service = Meeting.objects.get(feed_key="love-service")
    assert (service.who, service.attendance) == ("anyone", "hybrid")
    assert list(service.access_answers.values_list("feature__slug", "answer")) == [("step-free", "yes")]
    women = Meeting.objects.get(feed_key="rehoboth-women-literature")
    assert "women" in women.tags.values_list("slug", flat=True)
    assert (women.status, women.attendance) == (Status.LISTED, "online")


JUNK = st.sampled_from(
    [
        *(None, "", " ", 0, 7, -1, 1930, 10**30, 1.5, True, [], [1, 3], ["Monday"], {}, {"a": 1}),
        *("TBC", "noon", "7:30 PM", "<b>x</b>", "\x00\x07", "\ud800", "a@b.co", "x" * 5000),
        *("https://zoom.us/j/1?pwd=abc", "javascript:alert(1)"),
    ]
)
ROWS = json.loads((DATA / "meeting-guide-aa.json").read_bytes()) + json.loads(
    (DATA / "meeting-guide-al-anon.json").read_bytes()
)
FIELDS = sorted({name for row in ROWS for name in row})


@few
@given(changes=st.lists(st.tuples(st.integers(0, len(ROWS) - 1), st.sampled_from(FIELDS), JUNK), max_size=25))
def test_rows_with_anything_in_them_cost_themselves_alone(vocabulary, changes):
    feed = make_feed(programme=Programme.objects.get(slug="al-anon"), time_zone="America/New_York")
    rows = [dict(row) for row in ROWS]
    touched = set()
    for number, name, junk in changes:
        rows[number][name] = junk
        touched.add(number)
    data = json.dumps(rows).encode()

    made = plan_of(feed, data, now=NOW)
    untouched = {row["slug"] for number, row in enumerate(ROWS) if number not in touched}
    assert untouched - {addition.key for addition in made.meetings.added} <= _twice(rows)
    if made.is_empty:
        return
    apply(made, now=NOW)
    again = plan_of(feed, data, now=NOW)
    assert (again.writes, counts(again)[2]) == (False, made.read)


def _twice(rows):
    """Slugs that junk made common to two rows: then neither can be told by it."""
    slugs = [str(row.get("slug")) for row in rows]
    return {slug for slug in slugs if slugs.count(slug) > 1}


@pytest.mark.parametrize("keep", [False, True])
def test_peoples_own_addresses_are_masked_unless_staff_let_them_stand(db, keep):
    feed = make_feed(keep_contacts=keep)
    row = {
        "slug": "a",
        "name": "Hope",
        "day": 1,
        "time": "19:00",
        "location": "Hall",
        "notes": "Ask jo.smith@example.com",
    }

    made = plan_of(feed, json.dumps([row]).encode(), now=NOW)

    (addition,) = made.meetings.added
    assert ("jo.smith@example.com" in addition.says.note) == keep
