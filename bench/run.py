"""All benchmarks, each in a process of its own, on each database that is found. Arguments name some.

`script/bench NAME …`, or one NAME and its own options. For any: `--database sqlite` or `postgresql` leaves the other
out. For `pages`: `--keep FOLDER` keeps what it fills there for the next time.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import postgresql  # noqa: E402 - found only by way of the line above

BENCHES = {name: ROOT / "bench" / f"{name}.py" for name in ("importing", "places", "pages", "planning", "files")}
KEEPS = ["pages"]
NEED_NO_DATABASE = ("planning",)
"""These run once, whatever databases there are."""
DATABASES = ("sqlite", "postgresql")


def main(arguments: list[str]) -> int:
    names = [*_leading_words(arguments)]
    unknown = set(names) - set(BENCHES)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.", file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__, add_help=not names)
    parser.add_argument("--database", choices=DATABASES, action="append")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    ours, theirs = parser.parse_known_args(arguments[len(names) :])
    if theirs and len(names) != 1:
        parser.error(f"{theirs[0]} is an option of one benchmark: name it first, one of {', '.join(BENCHES)}")
    if ours.keep and names != KEEPS:
        parser.error("--keep is for pages alone: the others begin with nothing")
    with ExitStack() as stack:
        addresses = list(_addresses(ours.database or DATABASES, ours.keep, stack))
        return max(
            (
                _run(BENCHES[name], address, theirs)
                for name in names or BENCHES
                for address in (addresses[:1] if name in NEED_NO_DATABASE else addresses)
            ),
            default=0,
        )


def _leading_words(arguments: list[str]):
    for word in arguments:
        if word.startswith("-"):
            return
        yield word


def _addresses(wanted, keep: Path | None, stack: ExitStack):
    """Where the databases are: in a folder of this run's own, or in the one that is kept."""
    if "sqlite" in wanted:
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
        folder = keep.resolve() if keep else stack.enter_context(tempfile.TemporaryDirectory(prefix="mutualaid-bench-"))
        yield f"sqlite:///{folder}/bench.sqlite3"
    if "postgresql" in wanted:
        binaries = postgresql.find_binaries()
        if binaries:
            yield stack.enter_context(postgresql.running(binaries, data=keep and keep.resolve() / "postgresql"))
        else:
            print("PostgreSQL left out: no initdb and pg_ctl here (Debian: apt install postgresql)", file=sys.stderr)


def _run(bench: Path, address: str, arguments: list[str]) -> int:
    """The clock of a bench must not count what only developers need: DEBUG keeps every query in memory."""
    surroundings = {
        "SECRET_KEY": "only-for-benchmarks",
        "SITE_URL": "http://127.0.0.1:8000",
        "DATABASE_URL": address,
        "DEBUG": "",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run([sys.executable, bench, *arguments], cwd=ROOT, env={**os.environ, **surroundings}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
