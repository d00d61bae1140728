"""Starts gunicorn as production does, on this machine alone: the site, or a yardstick under the same configuration."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.bare import stored

ROOT = Path(__file__).resolve().parent.parent
STOP_SECONDS = 10
READY = "ready"
SITE, BARE_DJANGO = "mutualaid.settings", "bench.bare.settings"
BARE_WSGI = "bench.bare.wsgi"


class NotServing(Exception):
    """gunicorn ended before it served; its own last words."""


def site(address: str, **surroundings: str):
    """The site on this database."""
    return _serving({"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": SITE, **surroundings})


def bare_django(address: str, answers: Path):
    """One Django view of stored answers, under the site's own settings."""
    return _serving(
        {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": BARE_DJANGO, stored.FOLDER: str(answers)},
    )


def bare_wsgi(address: str, answers: Path):
    """A WSGI function and nothing else."""
    return _serving({"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": SITE, stored.FOLDER: str(answers)}, BARE_WSGI)


@contextmanager
def _serving(surroundings: dict[str, str], *application: str) -> Iterator[int]:
    """Yields the port. `application` comes before the one that the configuration names."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "mutualaid/gunicorn.conf.py", *application]
    ours = {"PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}", "ANNOUNCE": READY, "GUNICORN_CMD_ARGS": ""}
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **ours, **surroundings},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            if process.stdout.readline().strip() != READY:
                log.seek(0)
                raise NotServing(log.read()[-2000:])
            yield port
        finally:
            _stop(process)


def _stop(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGQUIT)  # gunicorn's quick end: nothing is under way
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
