"""All benchmarks, each in a process of its own, on each database that is found. Arguments name some."""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import postgresql  # noqa: E402 - found only by way of the line above

BENCHES = {"importing": ROOT / "bench" / "importing.py", "places": ROOT / "bench" / "places.py"}


def main(wanted: list[str]) -> int:
    unknown = set(wanted) - set(BENCHES)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.", file=sys.stderr)
        return 2
    status = 0
    with tempfile.TemporaryDirectory(prefix="mutualaid-bench-") as folder, ExitStack() as servers:
        addresses = [f"sqlite:///{folder}/bench.sqlite3"]
        binaries = postgresql.find_binaries()
        if binaries:
            addresses.append(servers.enter_context(postgresql.running(binaries)))
        else:
            print("PostgreSQL left out: no initdb and pg_ctl here (Debian: apt install postgresql)")
        for name in wanted or BENCHES:
            for address in addresses:
                status = _run(BENCHES[name], address) or status
    return status


def _run(bench: Path, address: str) -> int:
    """The clock of a bench must not count what only developers need: DEBUG keeps every query in memory."""
    surroundings = {
        "SECRET_KEY": "only-for-benchmarks",
        "SITE_URL": "http://127.0.0.1:8000",
        "DATABASE_URL": address,
        "DEBUG": "",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run([sys.executable, bench], cwd=ROOT, env={**os.environ, **surroundings}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
