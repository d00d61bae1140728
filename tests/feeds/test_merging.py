"""Three ways: the feed now, the feed before, and what stands here."""

from hypothesis import given
from hypothesis import strategies as st

from groups.feeds.merging import merge_meeting, merge_venue, pinned_fields
from groups.feeds.values import MeetingValues, VenueValues
from groups.rules.listing import OF_A_MEETING, faults
from groups.rules.schedule import EVERY_WEEK, SECOND

BEFORE = MeetingValues(
    group=1, attendance="in-person", venue=2, weekday=1, starts_at="19:30:00", note="Side door.", status="listed"
)
SAID = BEFORE._asdict()


def test_untouched_fields_follow_the_feed():
    says = BEFORE._replace(starts_at="20:00:00", note="Front door.")

    assert merge_meeting(says, SAID, BEFORE) == says


def test_a_field_that_staff_changed_stays_and_the_others_follow():
    here = BEFORE._replace(note="Ring the bell.")
    says = BEFORE._replace(note="Front door.", starts_at="20:00:00")

    assert merge_meeting(says, SAID, here) == says._replace(note="Ring the bell.")


def test_a_pin_ends_where_the_feed_comes_to_say_the_same():
    here = BEFORE._replace(note="Ring the bell.")

    merged = merge_meeting(here, SAID, here)

    assert merged == here
    assert pinned_fields(merged, here._asdict()) == set()


def test_what_the_feed_never_spoke_of_counts_as_blank():
    assert pinned_fields(BEFORE, {**SAID, "cost": "free"}) == {"cost"}
    without = {name: value for name, value in SAID.items() if name != "cost"}
    assert pinned_fields(BEFORE, without) == set()
    assert pinned_fields(BEFORE._replace(cost="free"), without) == {"cost"}


def test_status_reason_and_end_of_a_pause_are_one_decision():
    closed_by_staff = BEFORE._replace(status="closed")
    says = BEFORE._replace(status="paused", status_reason="Paused by its source")

    merged = merge_meeting(says, SAID, closed_by_staff)

    assert (merged.status, merged.status_reason) == ("closed", "")


def test_values_that_do_not_go_together_leave_staffs_time_as_a_whole():
    every_other_week = BEFORE._replace(interval=2)
    says = BEFORE._replace(weeks=SECOND, starts_at="20:00:00", note="Front door.")

    merged = merge_meeting(says, SAID, every_other_week)

    assert (merged.interval, merged.weeks, merged.starts_at, merged.note) == (2, EVERY_WEEK, "19:30:00", "Front door.")


def test_a_meeting_that_staff_made_online_gets_no_venue_from_the_feed():
    online = BEFORE._replace(attendance="online", venue=None, online_ask=True)
    says = BEFORE._replace(venue=3)

    merged = merge_meeting(says, SAID, online)

    assert (merged.attendance, merged.venue, merged.online_ask) == ("online", None, True)


def test_a_point_that_staff_corrected_stays_whole():
    before = VenueValues(name="Hall", lat=52.0, lng=1.0)
    here = before._replace(lat=52.1)

    merged = merge_venue(before._replace(lng=1.2, precision="approximate", town="Ipswich"), before._asdict(), here)

    assert merged == here._replace(town="Ipswich")


WHERE = [
    {"attendance": "in-person", "venue": 2},
    {"attendance": "in-person", "venue": 3, "online_ask": True},
    {"attendance": "hybrid", "venue": 2, "online_ask": True},
    {"attendance": "hybrid", "venue": 3, "online_link": "https://example.org/"},
    {"attendance": "online", "online_ask": True},
    {"attendance": "online", "online_phone": "+440"},
]
WHEN = [
    {"weekday": 1, "starts_at": "19:30:00"},
    {"weekday": 2, "starts_at": "19:30:00", "weeks": SECOND},
    {"weekday": 1, "starts_at": "20:00:00", "interval": 2, "phase": 1},
    {"weekday": 1, "starts_at": "20:00:00", "interval": 3, "phase": 2},
    {"weekday": 1, "starts_at": "20:00:00", "first": "2026-05-01"},
    {"weekday": 1, "starts_at": "20:00:00", "last": "2026-04-01"},
    {"by_arrangement": True},
    {"by_arrangement": True, "weekday": 2},
]
STANDING = [
    {"status": "listed"},
    {"status": "paused"},
    {"status": "paused", "paused_until": "2027-01-01"},
    {"status": "closed", "status_reason": "Fire"},
]


def _meetings():
    choices = st.tuples(*map(st.sampled_from, (WHERE, WHEN, STANDING, [{}, {"note": "a"}, {"note": "b"}])))
    return choices.map(lambda parts: MeetingValues(**{"group": 1, **parts[0], **parts[1], **parts[2], **parts[3]}))


@given(says=_meetings(), before=_meetings(), here=_meetings())
def test_whatever_meets_the_result_may_be_stored_and_no_staff_value_is_lost(says, before, here):
    merged = merge_meeting(says, before._asdict(), here)

    assert faults(merged, OF_A_MEETING) == []
    for name in pinned_fields(here, before._asdict()):
        assert getattr(merged, name) == getattr(here, name)
