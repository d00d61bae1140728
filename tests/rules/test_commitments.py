"""What else is in a week, as an address says it: what is written can be read, and nothing that is read does harm."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from groups.rules.planning.commitments import LONGEST_NAME, MOST, PRESET_NAMES, Commitment, read, tidy_name, write
from groups.rules.planning.fortnight import FORTNIGHT, Weeks

pytestmark = pytest.mark.sqlite  # it needs no database

HOUR = 60
minutes_of_a_day = st.integers(0, 24 * 60 - 1)
names = st.one_of(st.sampled_from(["", *PRESET_NAMES]), st.text(max_size=40).map(tidy_name))
commitments = st.builds(
    Commitment,
    days=st.sets(st.integers(0, 6), min_size=1).map(sorted).map(tuple),
    begins=minutes_of_a_day,
    ends=minutes_of_a_day,
    needs_other=st.booleans(),
    weeks=st.sampled_from(Weeks),
    name=names,
)
pieces = st.text(st.sampled_from("1234567890-_.nabz é٣²'\n"), max_size=40)


@pytest.mark.parametrize(
    ("written", "commitment"),
    [
        ("12345-0900-1730_work", Commitment((0, 1, 2, 3, 4), 9 * HOUR, 17 * HOUR + 30, name="work")),
        ("4-1900-2100-na_training", Commitment((3,), 19 * HOUR, 21 * HOUR, True, Weeks.A, "training")),
        ("7-2200-0600-b", Commitment((6,), 22 * HOUR, 6 * HOUR, weeks=Weeks.B)),
        ("1-1800-1900-n", Commitment((0,), 18 * HOUR, 19 * HOUR, needs_other=True)),
    ],
)
def test_how_an_address_says_one(written, commitment):
    assert write([commitment]) == written
    assert read(written) == ((commitment,), [])


@settings(deadline=None)
@given(st.lists(commitments, max_size=5, unique=True))
@example([Commitment((0,), 0, 0, name=tidy_name("a _ b"))])
def test_what_is_written_is_read_again(several):
    assert read(write(several)) == (tuple(several), [])


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(pieces).map(".".join)))
def test_whatever_is_read_does_no_harm_and_what_was_read_is_read_again(text):
    found, wrong = read(text)

    assert len(found) <= MOST
    assert all(piece in text.split(".") for piece in wrong)
    assert read(write(found)) == (found, [])


@settings(deadline=None)
@given(st.text(max_size=80))
def test_a_name_needs_no_escaping_but_for_its_letters_and_is_tidy_at_once(typed):
    name = tidy_name(typed)

    assert len(name) <= LONGEST_NAME
    assert all(letter.isalnum() or letter in "-'" for letter in name)
    assert tidy_name(name) == name


def test_a_name_loses_what_an_address_cannot_hold():
    assert tidy_name("  Mum’s tea & chat. ") == "Mum-s-tea-chat"


@pytest.mark.parametrize(
    "text", ["8-0900-1000", "0-0900-1000", "1-2400-2500", "1-0960-1000", "1-900-1000", "-0900-1000", "1-0900-1000-x"]
)
def test_what_is_no_time_of_a_week_is_named(text):
    assert read(f"{text}.1-0900-1000") == ((Commitment((0,), 9 * HOUR, 10 * HOUR),), [text])


def test_one_that_is_said_twice_counts_once_and_the_days_come_in_order():
    assert read("31-0900-1000.131-0900-1000") == ((Commitment((0, 2), 9 * HOUR, 10 * HOUR),), [])


def test_no_more_are_read_than_a_week_has_room_for():
    text = ".".join(f"1-{hour:02}00-{hour:02}30" for hour in range(MOST + 2))

    found, wrong = read(text)

    assert (len(found), wrong) == (MOST, ["1-2000-2030", "1-2100-2130"])


@pytest.mark.parametrize(
    ("begins", "ends", "minutes"),
    [
        ("0900", "1730", 510),
        ("2200", "0600", 480),
        ("0900", "0900", 1440),
        ("2300", "0000", 60),
        ("0000", "2359", 1439),
    ],
)
def test_one_that_ends_at_or_before_its_beginning_runs_past_midnight(begins, ends, minutes):
    (one,), _wrong = read(f"1-{begins}-{ends}")

    assert one.minutes == minutes


def test_its_times_in_the_fortnight():
    nights = Commitment((0, 6), 22 * HOUR, 6 * HOUR, weeks=Weeks.B)

    assert nights.spans == [(190 * HOUR, 198 * HOUR), (334 * HOUR, FORTNIGHT + 6 * HOUR)]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("4-1900-2100_training", "Thursday training"),
        ("12345-0900-1730_work", "work (Monday to Friday)"),
        ("135-0900-1730_work", "work (Monday, Wednesday and Friday)"),
        ("67-0900-1730_My-allotment", "My allotment (Saturday and Sunday)"),
        ("7-1800-1900", "Sunday"),
        ("1234567-1800-1900_bedtime", "children’s bedtime (every day)"),
    ],
)
def test_what_a_sentence_calls_it(written, said):
    (one,), _wrong = read(written)

    assert one.said == said
