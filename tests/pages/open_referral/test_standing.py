"""Where a service stands: active, resting, closed or over; and since when nobody has checked it."""

from datetime import date

import pytest

from groups.rules.choices import Status
from tests.factories import make_group, make_meeting
from tests.pages.open_referral.asking import get, names, the_service

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("group", "meeting", "status"),
    [
        ({}, {}, "active"),
        ({"status": Status.PAUSED}, {}, "temporarily closed"),
        ({"status": Status.PAUSED, "paused_until": date(2026, 1, 4)}, {}, "active"),
        ({"status": Status.PAUSED, "paused_until": date(2026, 1, 5)}, {}, "temporarily closed"),
        ({}, {"status": Status.PAUSED}, "temporarily closed"),
    ],
)
def test_where_a_service_stands(client, group, meeting, status):
    make_meeting(group=make_group(**group), **meeting)

    assert the_service(client)["status"] == status


@pytest.mark.parametrize(
    ("group", "meeting"),
    [
        ({"status": Status.DRAFT}, {}),
        ({"status": Status.CLOSED}, {}),
        ({}, {"status": Status.DRAFT}),
        ({}, {"status": Status.CLOSED}),
        ({}, {"last": date(2026, 1, 4)}),
    ],
)
def test_what_is_not_there_is_not_listed(client, group, meeting):
    make_meeting(group=make_group(**group), **meeting)

    assert (names(client), names(client, "/service_at_locations")) == ([], [])


def test_one_that_has_closed_says_so_to_who_knew_it(client):
    group = make_group()
    make_meeting(group=group)
    known = the_service(client)["id"]
    group.status, group.status_reason = Status.CLOSED, "The hall was sold"
    group.save()

    service = get(client, f"/services/{known}")
    assert (service["status"], service["alert"]) == ("defunct", "The hall was sold.")
    assert "schedules" not in service


def test_a_draft_is_not_there_for_who_knew_it(client):
    group = make_group()
    make_meeting(group=group)
    known = the_service(client)["id"]
    group.status = Status.DRAFT
    group.save()

    assert client.get(f"/api/open-referral-uk/services/{known}").status_code == 404


def test_a_meeting_that_rests_has_no_dates_until_it_is_back(client):
    group = make_group()
    make_meeting(group=group, weekday=0)
    make_meeting(group=group, weekday=1, status=Status.PAUSED, status_reason="The heating is broken")
    make_meeting(group=group, weekday=2, status=Status.PAUSED, paused_until=date(2026, 1, 31))
    make_meeting(group=group, weekday=3, status=Status.PAUSED, paused_until=date(2026, 1, 31), last=date(2026, 1, 29))

    service = the_service(client)
    assert service["status"] == "active"
    assert [(one.get("byday"), one.get("valid_from")) for one in service["schedules"]] == [
        ("MO", None),
        (None, None),
        ("WE", "2026-02-01"),
        (None, None),
    ]
    said = [one["description"].partition(" Every")[0] for one in service["schedules"][1:]]
    assert said == [
        "It does not meet at present. The heating is broken.",
        "It does not meet until after Saturday 31 January 2026.",
        "It does not meet until after Saturday 31 January 2026.",
    ]


def test_a_check_is_that_of_what_was_checked_longest_ago(client):
    group = make_group(confirmed_on=date(2025, 10, 1))
    make_meeting(group=group, confirmed_on=date(2025, 12, 1))
    make_meeting(group=group, weekday=2)

    assert the_service(client)["assured_date"] == "2025-10-01"


def test_one_that_was_never_checked_has_no_date_of_it(client):
    group = make_group()
    make_meeting(group=group, confirmed_on=date(2025, 12, 1))
    make_meeting(group=group, weekday=2)

    assert "assured_date" not in the_service(client)
