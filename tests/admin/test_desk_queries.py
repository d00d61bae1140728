"""Every list and every page of the admin asks the same number of questions, however much it shows."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import (
    AccessAnswer,
    AccessFeature,
    Code,
    Confirmation,
    FeedRun,
    MeetingTag,
    Site,
)
from guidance.models import Helpline
from tests.admin.pages import page_of
from tests.factories import (
    make_area,
    make_exception,
    make_feed,
    make_group,
    make_meeting,
    make_place,
    make_programme,
    make_tag,
    make_venue,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_meeting(number: int):
    area = make_area(parent=make_area("Suffolk", kind="county"))
    group = make_group(programme=make_programme(), area=area, feed=make_feed(), feed_key="1")
    return make_meeting(group=group, venue=make_venue(area=area), starts_at=time(9, number))


def a_confirmation(number: int):
    return Confirmation.objects.create(meeting=a_meeting(number), on=date(2026, 11, number), by="phone")


def a_run(number: int):
    return FeedRun.objects.create(feed=make_feed(), started_at=NOON, ended_at=NOON, outcome="applied")


ROWS = {
    "groups/group": (lambda number: a_meeting(number).group, 10),
    "groups/meeting": (a_meeting, 9),
    "groups/venue": (lambda number: a_meeting(number).venue, 8),
    "groups/area": (lambda number: make_area(parent=make_area("Suffolk", kind="county")), 8),
    "groups/programme": (lambda number: make_programme(shipped={"name": "AA"}), 6),
    "groups/tag": (lambda number: make_tag(f"tag-{number}"), 6),
    "groups/accessfeature": (lambda number: AccessFeature.objects.create(slug=f"f-{number}", label="Lift"), 6),
    "groups/code": (lambda number: Code.objects.create(scheme="bmlt", code=f"{number}", means="tag", value="men"), 8),
    "groups/feed": (lambda number: make_feed(programme=make_programme(), area=make_area()), 6),
    "groups/feedrun": (a_run, 9),
    "groups/place": (lambda number: make_place(f"Town {number}"), 7),
    "groups/confirmation": (a_confirmation, 8),
    "guidance/helpline": (lambda number: Helpline.objects.create(name="Samaritans", slug=f"s-{number}"), 6),
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("desk", ROWS)
def test_a_list_asks_the_same_whatever_its_length(admin_client, desk, count):
    make, asked = ROWS[desk]
    for number in range(1, count + 1):
        make(number)
    admin_client.get(f"/admin/{desk}/")  # what Django keeps per process

    with CaptureQueriesContext(connection) as queries:
        response = admin_client.get(f"/admin/{desk}/")

    assert response.context["cl"].result_count >= count
    assert len(queries) == asked


@pytest.mark.parametrize("count", [1, 3])
def test_a_group_asks_the_same_however_many_meetings_it_has(admin_client, count):
    group = make_group(programme=make_programme(), area=make_area())
    for _number in range(count):
        make_meeting(group=group)

    assert _asked(admin_client, group) == 10


@pytest.mark.parametrize("count", [1, 3])
def test_a_meeting_asks_the_same_however_many_exceptions_tags_and_answers_it_has(admin_client, count):
    meeting = a_meeting(1)
    for number in range(1, count + 1):
        make_exception(meeting, "moved", date(2027, 1, number), venue=make_venue())
        MeetingTag.objects.create(meeting=meeting, tag=make_tag(f"tag-{number}"))
        feature = AccessFeature.objects.create(slug=f"feature-{number}", label="Lift")
        AccessAnswer.objects.create(meeting=meeting, feature=feature, answer="yes")

    assert _asked(admin_client, meeting) == 19


@pytest.mark.parametrize("count", [1, 3])
def test_a_venue_asks_the_same_however_many_meetings_and_answers_it_has(admin_client, count):
    venue = make_venue(area=make_area())
    for number in range(1, count + 1):
        make_meeting(venue=venue)
        feature = AccessFeature.objects.create(slug=f"feature-{number}", label="Lift")
        AccessAnswer.objects.create(venue=venue, feature=feature, answer="yes")

    assert _asked(admin_client, venue) == 10


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_asks_the_same_however_many_runs_it_had(admin_client, count):
    feed = make_feed()
    for _number in range(count):
        FeedRun.objects.create(feed=feed, started_at=NOON, ended_at=NOON, outcome="applied")

    assert _asked(admin_client, feed) == 6


def test_the_site_reads_its_logo_for_nobody_at_its_desk(admin_client):
    site = Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk", "logo": b"\x89PNG\r\n\x1a\n"})[0]

    with CaptureQueriesContext(connection) as queries:
        admin_client.get(page_of(site))

    assert not [query for query in queries.captured_queries if '"logo",' in query["sql"]]


def _asked(client, record) -> int:
    client.get(page_of(record))  # what Django keeps per process
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page_of(record)).status_code == 200
    return len(queries)
