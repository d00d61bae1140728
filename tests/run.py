"""All tests, on each database and in a browser; what script/test runs. Arguments go to pytest.

TEST_DATABASE_URL names a PostgreSQL server to use instead of our own; with TEST_EVERYTHING=1 nothing may be left out,
but what is optional (LIGHTHOUSE names the command of Lighthouse).
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import postgresql  # noqa: E402 - found only by way of the line above
from tests.conftest import CHROMIUM  # noqa: E402 - likewise

NOTHING_COLLECTED = 5
GRACE_SECONDS = 20


@dataclass
class Tally:
    """What ran, what did not, and how it went."""

    ran: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)
    """Left out as well, and that is no failure."""
    statuses: list[int] = field(default_factory=list)

    def exit_status(self) -> int:
        bad = [status for status in self.statuses if status not in (0, NOTHING_COLLECTED)]
        if bad:
            return bad[0]
        if self.left_out and os.environ.get("TEST_EVERYTHING") == "1":
            return 1
        return 0 if 0 in self.statuses else NOTHING_COLLECTED

    def lines(self) -> list[str]:
        missing = self.left_out + self.optional or ["nothing"]
        return ["", "Ran:", *(f"  {line}" for line in self.ran), "Left out:", *(f"  {line}" for line in missing)]


def main(arguments: list[str]) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    tally = Tally()
    try:
        with tempfile.TemporaryDirectory(prefix="mutualaid-tests-") as folder, ExitStack() as servers:
            run = Run(tally, Path(folder), arguments)
            run.pytest("SQLite", part="plain", workers=2, database="")
            address = _postgresql_address(tally, servers)
            if address:
                run.pytest("PostgreSQL", part="plain", workers=2, database=address)
            if CHROMIUM:
                run.pytest("Browser (SQLite)", part="browser", workers=0, database="")
            else:
                tally.left_out.append("Browser: no chromium here (Debian: apt install chromium)")
    except KeyboardInterrupt:
        tally.left_out.append("the rest: interrupted")
        tally.statuses.append(130)
    print("\n".join(tally.lines()), flush=True)
    return tally.exit_status()


@dataclass
class Run:
    """One pytest after the other, each counted."""

    tally: Tally
    folder: Path
    arguments: list[str]

    def pytest(self, name: str, *, part: str, workers: int, database: str) -> None:
        print(f"\n{name}", flush=True)
        counts_file = self.folder / "counts.json"
        counts_file.unlink(missing_ok=True)
        command = [sys.executable, "-m", "pytest", "-n", str(workers), "--dist", "loadfile", *self.arguments]
        ours = {"TEST_PART": part, "TEST_DATABASE_URL": database, "TEST_COUNTS_FILE": str(counts_file)}
        status = _wait(subprocess.Popen(command, cwd=ROOT, env={**os.environ, **ours}))
        told = json.loads(counts_file.read_text()) if counts_file.exists() else {"counts": {}, "optional": []}
        counts = told["counts"]
        self.tally.statuses.append(status)
        self.tally.ran.append(f"{name}: {_in_words(counts)}")
        if counts.get("skipped"):
            self.tally.left_out.append(f"{name}: {counts['skipped']} skipped, each with its reason above")
        self.tally.optional += told["optional"]


def _postgresql_address(tally: Tally, servers: ExitStack) -> str:
    """The server given, else one of our own; empty, and said, when there can be none."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    if given:
        return given
    binaries = postgresql.find_binaries()
    if binaries is None:
        tally.left_out.append("PostgreSQL: no initdb and pg_ctl here (Debian: apt install postgresql)")
        return ""
    try:
        return servers.enter_context(postgresql.running(binaries))
    except postgresql.NotStarted as error:
        tally.left_out.append(f"PostgreSQL: {binaries} does not start: {error}")
        tally.statuses.append(1)
        return ""


class Told(KeyboardInterrupt):
    """Somebody asked this process alone to end; Ctrl-C asks its children too."""


def _interrupt(number, frame):
    raise Told


def _wait(process: subprocess.Popen) -> int:
    """The exit status; interrupted, let pytest put away what it has open, but not for ever."""
    try:
        return process.wait()
    except KeyboardInterrupt as interrupt:
        if isinstance(interrupt, Told):
            process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def _in_words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())) or "no tests"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
