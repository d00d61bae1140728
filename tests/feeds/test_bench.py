"""The import bench runs, on few rows."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.sqlite


def test_the_import_bench_measures_and_compares(tmp_path):
    bench = subprocess.run(
        [sys.executable, "bench/importing.py", "--rows", "60"],
        cwd=settings.ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/bench.sqlite3", "PYTHONPATH": str(settings.ROOT)},
        capture_output=True,
        text=True,
    )

    assert bench.returncode == 0, bench.stderr
    assert "added 60, changed 0, unchanged 0, gone 0, rejected 0" in bench.stdout
    assert "added 0, changed 0, unchanged 60, gone 0, rejected 0" in bench.stdout
    assert len(re.findall(r"beside the yardstick +\d+\.\d\d", bench.stdout)) == 3


def test_a_benchmark_that_is_not_there_is_named():
    command = [sys.executable, "bench/run.py", "flying"]
    bench = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True)

    assert (bench.returncode, bench.stderr[:29]) == (2, "There is no benchmark flying.")
