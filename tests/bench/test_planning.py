"""The bench of the planner: a week of each kind, in one run whatever databases there are."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.planning import AIM

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.sqlite


def test_each_kind_of_week_is_measured_once_beside_its_yardstick():
    run = subprocess.run(
        [sys.executable, "bench/run.py", "planning", "--times", "1"], cwd=ROOT, capture_output=True, text=True
    )

    assert (run.returncode, run.stderr) == (0, "")
    title, _heads, *kinds, last = run.stdout.splitlines()
    assert title == "the planner: a week from 400 meetings beside ten commitments, 1 weeks of each kind"
    assert [line[:50].strip() for line in kinds] == [
        "three a week",
        "three a week, a home group, some alternate",
        "seven a week, and what stands in the way",
        "the same, nights in alternate weeks",
        "as many as can be",
        "online, round the clock, seven a week",
        "the longer the later: none is in place of another",
    ]
    assert all(len(line[50:].split()) == 3 for line in kinds)
    assert last.endswith(f"the aim is under {AIM}")
