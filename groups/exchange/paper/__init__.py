"""A list of meetings as PDF for print: what stands on the paper, and how it is set in type.

Typst sets it (tagged, by PDF/UA-1), in a process of its own that ends with the file: one that lives keeps some 170 MB
for each large list, and none could be stopped that takes too long. It is handed JSON and a layout, and opens no file.
"""

import fcntl
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from groups.rules.print_letters import drawable

MEDIA_TYPE = "application/pdf"
SECONDS = 30
"""A file of 2,000 meetings takes one or two."""

WAITING_SECONDS = 20
LAYOUT = Path(__file__).with_name("paper.typ")
_TYPESETTER = Path(__file__).with_name("typesetter.py")
_LOCK = Path(tempfile.gettempdir()) / f"mutualaid-paper-{os.getuid()}.lock"
_LOOKING_SECONDS = 0.05


class Busy(Exception):
    """Other files are being set, or this one takes too long."""


@dataclass(frozen=True)
class Line:
    """One meeting."""

    starts: str
    beside: tuple[str, ...]
    """What stands below the time."""
    name: str
    url: str
    day: str
    place: str
    state: str
    """What is different on this date."""
    is_off: bool
    said: tuple[str, ...]
    caution: str
    kind: str
    about: str
    freshness: str
    is_stale: bool
    demonstration: str
    no_letters: str = ""
    """Where to read what this file has no letters for."""


@dataclass(frozen=True)
class Section:
    """Meetings under one heading."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Call:
    """Whom to call in a crisis: the number or word, and what it is."""

    number: str
    name: str
    hours: str


@dataclass(frozen=True)
class Crisis:
    """What stands of help in a crisis."""

    title: str
    first: tuple[str, str]
    calls: tuple[Call, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Code:
    """A code to scan."""

    svg: str
    name: str
    caption: str


@dataclass(frozen=True)
class Paper:
    """The whole file. Every text is plain: whatever stands in it, it is only ever shown."""

    language: str
    is_large: bool
    title: str
    site: str
    summary: str
    sentences: tuple[str, ...]
    printed: str
    check: tuple[str, str]
    """To check before one travels, and where."""
    page_words: str
    """`Page {page} of {pages}`."""
    continued: str
    code: Code
    crisis: Crisis
    sections: tuple[Section, ...]


def write(paper: Paper, *, made_at: datetime) -> bytes:
    """The file. One at a time on this machine, because a large one takes half a gigabyte; raises Busy."""
    with one_at_a_time():
        return typeset(LAYOUT.read_text(encoding="utf-8"), _plain(asdict(paper)), made_at=made_at)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A lock on a file, which holds among processes too, and ends with the one that has it."""
    until = time.monotonic() + WAITING_SECONDS
    lock = os.open(_LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        while not _is_ours(lock):
            if time.monotonic() > until:
                raise Busy("other files are being set")
            time.sleep(_LOOKING_SECONDS)
        yield
    finally:
        os.close(lock)


def _is_ours(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def typeset(layout: str, shown: dict, *, made_at: datetime) -> bytes:
    """A layout with its data as PDF, made in an empty folder and thrown away with it."""
    order = json.dumps({"layout": layout, "shown": shown, "made_at": int(made_at.timestamp())})
    with tempfile.TemporaryDirectory() as empty:
        try:
            done = subprocess.run(
                [sys.executable, "-I", _TYPESETTER, empty],
                input=order.encode("utf-8", "replace"),
                capture_output=True,
                cwd=empty,
                env={},
                timeout=SECONDS,
                check=True,
            )
        except subprocess.TimeoutExpired as error:
            raise Busy("it takes too long") from error
        except subprocess.CalledProcessError as error:
            # Only its first line: what follows would show the listings.
            raise RuntimeError(error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]) from error
    return done.stdout


def _plain(shown):
    """Every text in letters that can be drawn; addresses and the code as they are."""
    if isinstance(shown, dict):
        return {name: one if name in ("url", "svg", "language") else _plain(one) for name, one in shown.items()}
    if isinstance(shown, list | tuple):
        return [_plain(one) for one in shown]
    return drawable(shown) if isinstance(shown, str) else shown
