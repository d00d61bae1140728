"""What must hold of a listing is said twice, as a pure rule and as a constraint, and both give the same verdict."""

from datetime import date, time, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from groups.models import Group, Meeting, MeetingException, Venue
from groups.rules.choices import Attendance, ExceptionKind, Status
from groups.rules.listing import OF_A_GROUP, OF_A_MEETING, OF_A_VENUE, OF_AN_EXCEPTION, SENTENCES, faults
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK
from tests.factories import make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 5)
RULES = {Meeting: OF_A_MEETING, Group: OF_A_GROUP, Venue: OF_A_VENUE, MeetingException: OF_AN_EXCEPTION}
MUSTS = [(model, must.name) for model, musts in RULES.items() for must in musts]
SOMEWHERE, NOWHERE = "a venue", "no venue"
ITSELF = "itself"


def a_few_or_none(low, high):
    return st.none() | st.integers(low, high)


days = st.none() | st.dates(DAY, DAY + timedelta(days=9))
somewhere = st.sampled_from([SOMEWHERE, NOWHERE])
times = st.none() | st.times()
paused = {"status": st.sampled_from(Status.values), "paused_until": days}
links = st.sampled_from(["", "https://example.org/meet"])
exception = {
    "kind": st.sampled_from(ExceptionKind.values),
    "last": st.dates(DAY, DAY + timedelta(days=9)) | st.just(DAY),
    "to": days,
    "starts_at": times,
    "venue": somewhere,
    "room": st.sampled_from(["", "Upstairs"]),
    "online_link": links,
}
VALUES = {
    "meeting_happens_somewhere": {"attendance": st.sampled_from(Attendance.values), "venue": somewhere},
    "meeting_online_only_has_no_venue": {"attendance": st.sampled_from(Attendance.values), "venue": somewhere},
    "meeting_online_can_be_joined": {
        "attendance": st.sampled_from(Attendance.values),
        "venue": somewhere,
        "online_link": links,
        "online_phone": st.sampled_from(["", "01632 960001"]),
        "online_ask": st.booleans(),
    },
    "meeting_has_a_day_and_time": {
        "by_arrangement": st.booleans(),
        "weekday": a_few_or_none(0, 6),
        "starts_at": times | st.just(time(0)),
    },
    "meeting_weekday_is_one_of_seven": {"weekday": st.integers(0, 9)},
    "meeting_weeks_in_their_one_form": {"weeks": st.integers(0, 70)},
    "meeting_interval_has_its_phase": {"interval": st.integers(0, 60), "phase": st.integers(0, 60)},
    "meeting_interval_or_weeks_of_the_month": {
        "interval": st.integers(1, 3),
        "weeks": st.sampled_from(CANONICAL_WEEKS) | st.just(EVERY_WEEK),
    },
    "meeting_meets_in_some_month": {"months": st.integers(0, EVERY_MONTH + 9) | st.sampled_from([0, 1, EVERY_MONTH])},
    "meeting_ends_after_it_begins": {"first": days, "last": days},
    "meeting_lasts_a_day_at_most": {"minutes": a_few_or_none(0, 1500) | st.sampled_from([0, 1, 1440, 1441])},
    "meeting_open_weeks_are_weeks": {"open_weeks": st.integers(0, 70)},
    "meeting_ages_in_order": {"youngest": a_few_or_none(0, 130), "oldest": a_few_or_none(0, 130)},
    "meeting_pause_has_an_end_only_when_paused": paused,
    "group_pause_has_an_end_only_when_paused": paused,
    "meeting_is_not_the_same_as_itself": {"same_as": st.just(ITSELF)},
    "group_is_not_the_same_as_itself": {"same_as": st.just(ITSELF)},
    "venue_point_is_whole": {"lat": st.none() | st.just(52.0), "lng": st.none() | st.just(1.0)},
    "venue_point_is_on_the_earth": {"lat": st.floats(-91, 91), "lng": st.floats(-181, 181)},
    **{must.name: exception for must in OF_AN_EXCEPTION},
    "exception_ends_after_it_begins": {"last": st.dates(DAY - timedelta(days=2), DAY + timedelta(days=2))},
}
"""For each rule the fields that it speaks of, over and beyond what they may hold."""

BROKEN = {
    "meeting_happens_somewhere": {"venue": NOWHERE},
    "meeting_online_only_has_no_venue": {"attendance": Attendance.ONLINE, "online_ask": True},
    "meeting_online_can_be_joined": {"attendance": Attendance.HYBRID},
    "meeting_has_a_day_and_time": {"weekday": None},
    "meeting_weekday_is_one_of_seven": {"weekday": 7},
    "meeting_weeks_in_their_one_form": {"weeks": 31},
    "meeting_interval_has_its_phase": {"interval": 2, "phase": 2},
    "meeting_interval_or_weeks_of_the_month": {"interval": 2, "weeks": 1},
    "meeting_meets_in_some_month": {"months": 0},
    "meeting_ends_after_it_begins": {"first": DAY, "last": DAY - timedelta(days=1)},
    "meeting_lasts_a_day_at_most": {"minutes": 1441},
    "meeting_open_weeks_are_weeks": {"open_weeks": 64},
    "meeting_ages_in_order": {"youngest": 30, "oldest": 18},
    "meeting_pause_has_an_end_only_when_paused": {"paused_until": DAY},
    "group_pause_has_an_end_only_when_paused": {"paused_until": DAY},
    "meeting_is_not_the_same_as_itself": {"same_as": ITSELF},
    "group_is_not_the_same_as_itself": {"same_as": ITSELF},
    "venue_point_is_whole": {"lng": None},
    "venue_point_is_on_the_earth": {"lat": 90.5},
    "exception_ends_after_it_begins": {"last": DAY - timedelta(days=1)},
    "exception_cancelled_goes_nowhere": {"room": "Upstairs"},
    "exception_that_meets_is_as_usual": {"kind": ExceptionKind.MEETS, "room": "Upstairs"},
    "exception_moved_says_where_or_when": {"kind": ExceptionKind.MOVED},
    "exception_moved_in_time_is_one_date": {
        "kind": ExceptionKind.MOVED,
        "to": DAY,
        "last": DAY + timedelta(days=1),
    },
    "exception_extra_is_one_date": {"kind": ExceptionKind.EXTRA, "to": DAY},
}
"""For each rule one record that breaks it alone."""


def record(model, around, values):
    """One valid record, but for these values; not stored."""
    values = {
        **values,
        **({"venue": around["venue"] if values["venue"] == SOMEWHERE else None} if "venue" in values else {}),
    }
    if "same_as" in values:  # only what has a number can be the same as itself
        itself = around[model._meta.model_name]
        values = {"pk": itself.pk, "same_as": itself}
    plain = {
        Meeting: {
            "group": around["group"],
            "slug": "new",
            "attendance": Attendance.IN_PERSON,
            "venue": around["venue"],
            "weekday": 0,
            "starts_at": time(19),
        },
        Group: {"name": "Harbour Lights", "slug": "new", "status": Status.LISTED},
        Venue: {"name": "Trinity Hall", "lat": 52.0, "lng": 1.0},
        MeetingException: {"meeting": around["meeting"], "kind": ExceptionKind.CANCELLED, "first": DAY, "last": DAY},
    }
    new = model(**{**plain[model], **values})
    new._state.adding = "same_as" not in values
    return new


@pytest.fixture
def around():
    meeting = make_meeting()
    return {"meeting": meeting, "group": make_group(), "venue": make_venue()}


def refused_by(new):
    """The name of the constraint that keeps a record out of its table; empty where it is taken in."""
    try:
        with transaction.atomic():
            new.save()
    except IntegrityError as error:
        return next((name for name in SENTENCES if name in str(error)), str(error))
    new.delete()
    return ""


@pytest.mark.parametrize(("model", "name"), MUSTS)
def test_rule_and_constraint_give_the_same_verdict(around, model, name):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.fixed_dictionaries(VALUES[name]))
    @example(BROKEN[name])
    @example({})
    def verdicts_agree(values):
        new = record(model, around, values)
        broken = {must.name for must in RULES[model] if not must.holds(new)}

        assert refused_by(new) in (broken or {""}), values

    verdicts_agree()


@pytest.mark.parametrize(("model", "name"), MUSTS)
def test_each_rule_can_be_broken_alone_and_says_its_sentence(around, model, name):
    new = record(model, around, BROKEN[name])
    with pytest.raises(ValidationError) as refused:
        new.validate_constraints()

    assert faults(new, RULES[model]) == refused.value.messages == [str(SENTENCES[name])]
    assert refused_by(new) == name


SAID_BY_THE_FIELD = {"meeting_weekday_is_one_of_seven", "venue_point_is_on_the_earth"}
"""Rules of one field that says so itself, sooner."""


@pytest.mark.parametrize(("model", "name"), MUSTS)
def test_a_form_is_told_by_full_clean(around, model, name):
    with pytest.raises(ValidationError) as refused:
        record(model, around, BROKEN[name]).full_clean()

    if name in SAID_BY_THE_FIELD:
        assert set(refused.value.message_dict) == set(BROKEN[name])
    else:
        assert refused.value.messages == [str(SENTENCES[name])]


def checks_of(*tables):
    return {
        constraint.name: str(constraint.violation_error_message)
        for model in tables
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    }


def test_the_constraints_of_the_listing_tables_are_the_rules_with_their_sentences():
    assert checks_of(*RULES) == {name: str(sentence) for name, sentence in SENTENCES.items()}
    assert len(SENTENCES) == len(MUSTS)


def test_every_constraint_of_every_table_has_a_sentence_of_its_own():
    tables = [model for app in ("groups", "guidance") for model in apps.get_app_config(app).get_models()]
    constraints = [constraint for model in tables for constraint in model._meta.constraints]

    unsaid = [one.name for one in constraints if one.violation_error_message == one.default_violation_error_message]
    assert unsaid == []


def test_a_record_that_holds_has_no_faults(around):
    for model, musts in RULES.items():
        new = record(model, around, {})
        new.full_clean()
        assert faults(new, musts) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries(exception))
def test_the_date_that_an_exception_brings_is_the_same_in_the_table(around, values):
    new = record(MeetingException, around, values)
    if faults(new, OF_AN_EXCEPTION):
        return
    new.save()
    new.refresh_from_db()

    assert new.arrives_on == new.differs.arrives_on
