"""Facts of our taxonomy, read: what each becomes, and that nonsense costs no more than itself."""

import json
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.exchange.open_referral import read
from groups.exchange.open_referral.terms import FACTS
from groups.exchange.record import MeetingRecord, Problem, VenueRecord
from groups.exchange.spreadsheet.own_exceptions import read_exceptions
from groups.rules.schedule import LAST, SECOND

pytestmark = pytest.mark.sqlite


def attribute(name, value):
    return {"value": value, "taxonomy_term": {"code": f"fact={name}"}}


def a_record(*facts, of_service=(), of_location=(), **schedule):
    """The one record of a service whose schedule has these facts."""
    location = {"id": "l", "location_type": "physical", "name": "Trinity Hall"}
    service = {
        "id": "7", "name": "Harbour Lights", "status": "active", "attributes": [attribute(*one) for one in of_service],
        "schedules": [{"id": "s", "attributes": [attribute(*one) for one in facts], **schedule}],
        "service_at_locations": [
            {"id": "p", "location": location | {"attributes": [attribute(*one) for one in of_location]}}
        ],
    }  # fmt: skip
    [record] = read(json.dumps([service]).encode())
    return record


WEEKLY = {"freq": "WEEKLY", "byday": "TU", "opens_at": "19:30"}


@pytest.mark.parametrize(
    ("fact", "stated"),
    [
        (("room", "Upstairs"), {"room": "Upstairs"}),
        (("youngest", "18"), {"youngest": 18}),
        (("drop_in", "yes"), {"drop_in": True}),
        (("newcomer_met", "no"), {"newcomer_met": "no"}),
        (("open_weeks", "2,-1"), {"open_weeks": SECOND | LAST}),
        (("languages", "en-GB pl"), {"languages": "en-GB pl"}),
        (("access", "lift=partly"), {"access": "lift=partly"}),
        (("by_arrangement", "yes"), {"by_arrangement": True}),
        (("usual", "weekday=1;weeks=2,-1"), {"weekday": 1, "weeks": SECOND | LAST, "by_arrangement": False}),
        (("paused", "yes"), {"status": "paused", "paused_until": None}),
        (("paused_until", "2027-01-01"), {"status": "paused", "paused_until": "2027-01-01"}),
    ],
)
def test_a_fact_becomes_a_value(fact, stated):
    record = a_record(fact, **WEEKLY)

    assert {name: record.stated[name] for name in stated} == stated
    assert record.cautions == ()


def test_a_date_that_differs_is_held_as_our_files_hold_it():
    mill = {"number": "v2", "name": "Mill Hall", "town": "Ipswich", "access": "lift=no:ask%20inside"}
    moved = {"kind": "moved", "first": "2027-01-12", "starts_at": "18:00", "room": "Snug", "venue": mill}
    record = a_record(("exception", json.dumps(moved)), **WEEKLY)

    [one] = read_exceptions(record.stated["exceptions"])
    assert (one.kind, one.first, one.last, one.starts_at, one.room, one.venue) == (
        "moved", date(2027, 1, 12), date(2027, 1, 12), time(18), "Snug", "v2",
    )  # fmt: skip
    assert record.other_venues == {
        "v2": VenueRecord("Mill Hall", town="Ipswich", number="v2", access="lift=no:ask%20inside")
    }


def test_what_a_check_is_not_stated_for_is_not_taken_for_checked():
    unchecked = a_record(("room", "Upstairs"), **WEEKLY)
    assert (unchecked.updated, unchecked.checked) == (None, None)
    by_phone = a_record(("checked_on", "2025-12-01"), ("checked_by", "phone"), **WEEKLY)
    assert by_phone.checked == (date(2025, 12, 1), "phone")


def test_facts_of_a_service_are_of_its_group():
    facts = (("audience", "family"), ("about", "alcohol,drugs"), ("programme", "al-anon"), ("paused", "yes"))

    assert a_record(of_service=facts, **WEEKLY).stated_of_group == {
        "audience": "family", "about": 3, "programme": "al-anon", "area": "", "status": "paused", "status_reason": "",
        "paused_until": None,
    }  # fmt: skip


def test_facts_of_a_location_are_of_its_venue():
    facts = (("precision", "approximate"), ("town", "Ipswich"), ("address", "The Annexe\n1 Fore Street"))
    venue = a_record(of_location=facts, **WEEKLY).venue

    assert (venue.name, venue.town, venue.address, venue.approximate) == (
        "Trinity Hall", "Ipswich", "The Annexe\n1 Fore Street", True,
    )  # fmt: skip


def test_what_is_private_in_a_fact_goes_nowhere():
    record = a_record(("newcomer_contact", "Ring Jo, 07700 900123"), ("room", "Passcode: 4321"), **WEEKLY)

    assert "07700" not in str(record)
    assert "4321" not in str(record)
    assert len(record.cautions) == 2


@pytest.mark.parametrize(
    "fact",
    [
        ("youngest", "old"), ("youngest", "²"), ("minutes", "0"), ("minutes", "9" * 5000), ("usual", "weekday"),
        ("usual", "number=1"), ("open_weeks", "0"), ("paused_until", "soon"), ("access", "lift=perhaps"),
        ("exception", "[" * 1900), ("exception", "{}"), ("exception", '{"kind": "moved", "first": "2027-01-12"}'),
        ("exception", "null"), ("newcomer_met", "often"),
    ],
)  # fmt: skip
def test_a_fact_that_cannot_be_read_is_left_out_and_told(fact):
    record = a_record(fact, **WEEKLY)

    assert record.weekday == 1
    assert record.cautions[0].startswith(f"The fact “{fact[0].replace('_', ' ')}” cannot be read: “")


VALUES = st.text(max_size=40) | st.sampled_from(["yes", "2,-1", "weekday=9", "lift=no", "2027-02-30", '{"kind": 1}'])
ANY = st.lists(st.tuples(st.sampled_from(sorted(FACTS)), VALUES | st.none() | st.integers()), max_size=8)


@given(ANY, ANY, ANY)
def test_nonsense_becomes_a_record_or_a_problem(facts, of_service, of_location):
    record = a_record(*facts, of_service=of_service, of_location=of_location, **WEEKLY)

    assert isinstance(record, MeetingRecord | Problem)
