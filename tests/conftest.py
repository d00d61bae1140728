"""For all tests: which of them this run takes, what it left out, and a browser for those that need one."""

import json
import os
import shutil
from pathlib import Path

import pytest

PART = os.environ.get("TEST_PART", "")  # "browser" or "plain"; without it, all: see run.py
EVERYTHING = os.environ.get("TEST_EVERYTHING") == "1"
CHROMIUM = shutil.which(os.environ.get("CHROMIUM", "chromium")) or shutil.which("chromium-browser")
OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(config, items):
    """Leave to the other parts what is theirs, and to the other database what makes sense on it alone."""
    from django.db import connection

    def is_ours(item) -> bool:
        marks = {mark.name for mark in item.iter_markers()}
        if PART and (PART == "browser") != ("browser" in marks):
            return False
        return not (marks & {"sqlite", "postgresql"}) or connection.vendor in marks

    ours = [item for item in items if is_ours(item)]
    if len(ours) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in set(ours)])
        items[:] = ours


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """With TEST_EVERYTHING, a skipped test is a failure, but for those that are optional.

    The counts, and why optional ones were left out, go to whoever started several runs.
    """
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:  # a worker of xdist
        return
    reports = {outcome: reporter.stats.get(outcome, []) for outcome in OUTCOMES}
    optional = [one for one in reports["skipped"] if "optional" in one.keywords]
    reports["skipped"] = [one for one in reports["skipped"] if one not in optional]
    counts = {outcome: len(those) for outcome, those in reports.items() if those}
    if EVERYTHING and (counts.get("skipped") or counts.get("xfailed")) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    if "TEST_COUNTS_FILE" in os.environ:
        reasons = sorted({one.longrepr[2].removeprefix("Skipped: ") for one in optional})
        Path(os.environ["TEST_COUNTS_FILE"]).write_text(json.dumps({"counts": counts, "optional": reasons}))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, which goes nowhere by itself."""
    if CHROMIUM is None:
        pytest.skip("no chromium here (Debian: apt install chromium)")
    flags = [*CHROMIUM_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else CHROMIUM_FLAGS
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": flags}
