"""The bench of the files: each format is measured once, Meeting Guide JSON beside its yardstick."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.sqlite


def test_each_format_is_measured_once():
    run = subprocess.run(
        [sys.executable, "bench/run.py", "files", "--database", "sqlite", "--meetings", "60", "--times", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert run.returncode == 0, run.stderr
    title, beside, own, aim, _heads, *formats = run.stdout.splitlines()
    assert title.startswith("60 meetings as files")
    assert beside.startswith("Meeting Guide JSON ") and beside.endswith(" times")
    assert own.startswith("of the process's own work ")
    assert aim == "the aim is at most 3 times"
    assert [line.split()[0] for line in formats] == ["json", "csv", "geojson", "rss", "ics"]
