"""A PostgreSQL server of our own that lives as long as the `with` block, for tests."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNPRIVILEGED = ("postgres", "nobody")  # who runs it when we are root, which PostgreSQL refuses
IN_A_HURRY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=40"]
START_SECONDS = 30
STOP_SECONDS = 20


class NotStarted(Exception):
    """The binaries are here, and the server does not run."""


def find_binaries() -> Path | None:
    """The folder with initdb and pg_ctl: that of the PATH, else the newest of Debian's."""
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: _number(folder.parent.name))
    folders = ([Path(on_path).resolve().parent] if on_path else []) + debian[::-1]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@contextmanager
def running(binaries: Path, *, data: Path | None = None) -> Iterator[str]:
    """Start a server in a folder of its own and yield its address; stop it and remove the folder, come what may.

    `data` is a folder for what it holds, which then stays for the next time.
    """
    folder = Path(tempfile.mkdtemp(prefix="mutualaid-pg-", dir="/tmp"))  # short, for a socket has 107 letters at most
    stays = data is not None
    data, log = data or folder / "data", folder / "log"
    owner = {}
    try:
        if os.geteuid() == 0:
            account = _unprivileged()
            os.chown(folder, account.pw_uid, account.pw_gid)
            if stays:
                data.mkdir(parents=True, exist_ok=True)
                os.chown(data, account.pw_uid, account.pw_gid)
            owner = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

        def run(*command: object) -> None:
            done = subprocess.run(
                [str(part) for part in command],
                cwd=folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
                start_new_session=True,  # Ctrl-C is for us: we stop it ourselves
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                **owner,
            )
            if done.returncode:
                raise NotStarted((done.stderr + (log.read_text() if log.exists() else ""))[-2000:])

        if not (data / "PG_VERSION").exists():
            run(binaries / "initdb", "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync")
        settings = " ".join(f"-c {setting}" for setting in [*IN_A_HURRY, f"unix_socket_directories={folder}"])
        try:
            run(binaries / "pg_ctl", "start", "-D", data, "-l", log, "-w", "-t", START_SECONDS, "-o", settings)
            yield f"postgres://test@/postgres?host={folder}"
        finally:
            if (data / "postmaster.pid").exists():
                run(
                    binaries / "pg_ctl",
                    "stop",
                    "-D",
                    data,
                    "-m",
                    "fast" if stays else "immediate",
                    "-w",
                    "-t",
                    STOP_SECONDS,
                )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> pwd.struct_passwd:
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NotStarted("Running as root, and there is no account postgres or nobody to start PostgreSQL as.")


def _number(name: str) -> float:
    return float(name) if name.replace(".", "", 1).isdigit() else 0
