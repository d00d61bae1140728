"""The run of all tests: what it says at the end, and with which status it ends."""

import json
import os
import subprocess
import sys

import pytest

from tests.run import NOTHING_COLLECTED, ROOT, Tally

SOME_LEFT_OUT = """
import pytest

def test_that_runs():
    pass

@pytest.mark.optional
def test_that_may_be_left_out():
    pytest.skip("Lighthouse: not here")

def test_that_must_run():
    pytest.skip("chromium: not here")
"""

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


def test_what_is_optional_is_said_and_no_failure():
    tally = Tally(ran=["SQLite: 3 passed"], optional=["Lighthouse: not here"], statuses=[0])

    assert tally.lines()[-2:] == ["Left out:", "  Lighthouse: not here"]
    assert tally.exit_status() == 0


@pytest.mark.parametrize(
    ("chosen", "counts", "status"),
    [("runs or may", {"passed": 1}, 0), ("runs or must", {"passed": 1, "skipped": 1}, 1)],
)
def test_where_everything_is_asked_for_only_what_is_optional_may_be_skipped(tmp_path, chosen, counts, status):
    (tmp_path / "test_some.py").write_text(SOME_LEFT_OUT)
    told = tmp_path / "counts.json"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-k", chosen, str(tmp_path)]
    asked = {"TEST_EVERYTHING": "1", "TEST_PART": "plain", "TEST_COUNTS_FILE": str(told), "PYTEST_ADDOPTS": ""}

    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **asked}, capture_output=True, text=True)

    assert done.returncode == status, done.stdout
    optional = ["Lighthouse: not here"] if status == 0 else []
    assert json.loads(told.read_text()) == {"counts": counts, "optional": optional}
