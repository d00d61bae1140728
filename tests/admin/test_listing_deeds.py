"""Publishing, pausing, closing and reopening: what each deed leaves behind."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from groups.models import Site
from groups.rules.choices import Status
from groups.upkeep import listing
from tests.factories import make_group, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def revision() -> int:
    return Site.objects.get(pk=1).revision


def standing(record) -> tuple:
    record.refresh_from_db()
    return record.status, record.paused_until, record.status_reason


def test_publishing_a_group_brings_its_drafted_meetings_and_no_others():
    group = make_group(status=Status.DRAFT)
    draft = make_meeting(group=group, status=Status.DRAFT)
    closed = make_meeting(group=group, status=Status.CLOSED, status_reason="No hall.")

    listing.publish(group)

    assert standing(group) == (Status.LISTED, None, "")
    assert standing(draft) == (Status.LISTED, None, "")
    assert standing(closed) == (Status.CLOSED, None, "No hall.")


def test_a_pause_has_its_last_day_and_its_reason():
    meeting = make_meeting()

    listing.pause(meeting, until=date(2027, 1, 31), reason="The hall is being painted.")

    assert standing(meeting) == (Status.PAUSED, date(2027, 1, 31), "The hall is being painted.")


def test_what_closes_says_why_and_forgets_its_pause():
    meeting = make_meeting(status=Status.PAUSED, paused_until=date(2027, 1, 31))

    listing.close(meeting, reason="It no longer meets.")

    assert standing(meeting) == (Status.CLOSED, None, "It no longer meets.")


def test_reopening_a_group_leaves_its_meetings_as_they_stood():
    group = make_group(status=Status.CLOSED, status_reason="It no longer meets.")
    draft = make_meeting(group=group, status=Status.DRAFT)

    listing.reopen(group)

    assert standing(group) == (Status.LISTED, None, "")
    assert standing(draft) == (Status.DRAFT, None, "")


@pytest.mark.parametrize(
    "deed",
    [
        listing.publish,
        listing.pause,
        lambda record: listing.close(record, reason="It no longer meets."),
        listing.reopen,
    ],
)
def test_every_deed_raises_the_revision(deed):
    before = revision()

    deed(make_group())

    assert revision() == before + 1


def test_a_reason_too_long_changes_nothing():
    meeting, before = make_meeting(), revision()

    with pytest.raises(ValidationError):
        listing.close(meeting, reason="x" * 201)

    assert standing(meeting) == (Status.LISTED, None, "")
    assert revision() == before


def test_a_fault_elsewhere_in_the_record_is_no_hindrance():
    """What a feed wrote long ago must not keep a listing from being closed."""
    group = make_group(website="not an address")

    listing.close(group, reason="It no longer meets.")

    assert standing(group)[0] == Status.CLOSED
