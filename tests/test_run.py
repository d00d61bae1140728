"""The run of all tests: what it says at the end, and with which status it ends."""

import pytest

from tests.run import NOTHING_COLLECTED, Tally

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        ([0, 0, 0], 0),
        ([0, 1, 0], 1),
        ([0, NOTHING_COLLECTED], 0),  # arguments chose tests that only one part has
        ([NOTHING_COLLECTED, NOTHING_COLLECTED], NOTHING_COLLECTED),
        ([], NOTHING_COLLECTED),
        ([0, 130], 130),
    ],
)
def test_one_bad_part_makes_the_whole_bad(monkeypatch, statuses, status):
    monkeypatch.delenv("TEST_EVERYTHING", raising=False)

    assert Tally(statuses=statuses).exit_status() == status


@pytest.mark.parametrize(("everything", "status"), [("1", 1), ("", 0)])
def test_what_is_left_out_is_a_failure_only_where_everything_is_asked_for(monkeypatch, everything, status):
    monkeypatch.setenv("TEST_EVERYTHING", everything)

    assert Tally(statuses=[0], left_out=["Browser: no chromium here"]).exit_status() == status


def test_it_says_what_it_ran_and_what_it_left_out():
    tally = Tally(ran=["SQLite: 3 passed"], left_out=["Browser: no chromium here"])

    assert tally.lines() == ["", "Ran:", "  SQLite: 3 passed", "Left out:", "  Browser: no chromium here"]
    assert Tally(ran=["SQLite: 3 passed"]).lines()[-1] == "  nothing"
