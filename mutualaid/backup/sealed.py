"""The file of a backup: a line that says what it is, all rows packed, and a sum over both. It knows no database.

The first line is plain JSON. What follows is gzip: a line `{"table": …, "columns": […]}` for each table, and after it
a JSON array for each of its rows. The last 65 bytes are the SHA-256 of all before them, in hexadecimal, and a line end.
"""

import gzip
import hashlib
import io
import json
import os
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

WHAT = "backup of a mutual aid directory"
FORMAT = 1
"""Raised when the old program cannot read the new form. First line and sum stay as they are for ever."""

BEGINS = f'{{"what": "{WHAT}", '.encode()
SEAL = 65
AT_ONCE = 1024 * 1024
LONGEST_HEAD = 1024 * 1024
PACKED = 6  # of 9: what more would save takes several times as long


class Unreadable(Exception):
    """The file is not what it should be; the sentence says how."""


class NotABackup(Unreadable):
    """Something else."""


class Damaged(Unreadable):
    """A part is missing, or is not as it was written."""


class Newer(Unreadable):
    """This program does not know what stands in it."""


@dataclass(frozen=True)
class Head:
    """What a backup says of itself."""

    made_at: datetime
    database: str
    migrations: frozenset[tuple[str, str]]
    """Those that the tables had been through, by app and name."""
    rows: Mapping[str, int]
    """How many, by table."""

    @property
    def all_rows(self) -> int:
        return sum(self.rows.values())


@dataclass(frozen=True)
class Table:
    """The rows of one table. They are read as they are asked for, once; the next table passes over what is left."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[list]


def write(file: BinaryIO, head: Head, tables: Iterable[Table], *, plain: Callable[[object], object]) -> None:
    """Write all of it. `plain` turns what JSON does not know into what it knows."""
    summed = _Summed(file)
    summed.write(_line_of(head))
    with gzip.GzipFile(fileobj=summed, mode="wb", compresslevel=PACKED, mtime=0) as packed:
        buffered = io.BufferedWriter(packed, AT_ONCE)
        encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=plain).encode
        for table in tables:
            buffered.write(encode({"table": table.name, "columns": table.columns}).encode() + b"\n")
            for row in table.rows:
                buffered.write(encode(row).encode() + b"\n")
        buffered.flush()
    file.write(summed.seal())


def is_one(path: Path) -> bool:
    """Whether the file begins as a backup does."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(BEGINS)) == BEGINS


def check(path: Path) -> Head:
    """Read the whole file, and return what it says of itself; Unreadable where anything is wrong with it."""
    with path.open("rb") as file:
        _check_seal(file, path)
        head = _read_head(file, path)
    counts = {table.name: sum(1 for _row in table.rows) for table in read(path)}
    if counts != head.rows:
        raise Damaged(f"{path} is damaged: it does not hold the rows that it names. Use another backup.")
    return head


def read(path: Path) -> Iterator[Table]:
    """Its tables, one after the other, of a file that has been checked."""
    with path.open("rb") as file, _damage_named(path):
        begins = len(file.readline(LONGEST_HEAD))
        packed = _Part(file, os.fstat(file.fileno()).st_size - begins - SEAL)
        with gzip.GzipFile(fileobj=packed) as rows:
            lines = io.BufferedReader(rows, AT_ONCE)
            following = [lines.readline()]
            while following[0]:
                told = json.loads(following[0])
                rows = _rows(lines, following)
                yield Table(told["table"], tuple(told["columns"]), rows)
                deque(rows, maxlen=0)  # those that nobody asked for


def _rows(lines: BinaryIO, following: list[bytes]) -> Iterator[list]:
    """Those up to the line that begins the next table, which is left in `following`."""
    for line in lines:
        if not line.startswith(b"["):
            following[0] = line
            return
        yield json.loads(line)
    following[0] = b""


def _line_of(head: Head) -> bytes:
    migrations: dict[str, list[str]] = {}
    for app, name in sorted(head.migrations):
        migrations.setdefault(app, []).append(name)
    told = {
        "what": WHAT,
        "format": FORMAT,
        "made_at": head.made_at.isoformat(),
        "database": head.database,
        "migrations": migrations,
        "rows": dict(head.rows),
    }
    return json.dumps(told).encode() + b"\n"


def _read_head(file: BinaryIO, path: Path) -> Head:
    file.seek(0)
    with _damage_named(path):
        told = json.loads(file.readline(LONGEST_HEAD))
        if told["format"] > FORMAT:
            raise Newer(f"{path} was made by a newer release, which writes another form of file: install that first.")
        return Head(
            made_at=datetime.fromisoformat(told["made_at"]),
            database=told["database"],
            migrations=frozenset((app, name) for app, names in told["migrations"].items() for name in names),
            rows=told["rows"],
        )


def _check_seal(file: BinaryIO, path: Path) -> None:
    if file.read(len(BEGINS)) != BEGINS:
        raise NotABackup(f"{path} is not a backup of this directory.")
    left = os.fstat(file.fileno()).st_size - SEAL
    file.seek(0)
    total = hashlib.sha256()
    while left > 0 and (some := file.read(min(AT_ONCE, left))):
        total.update(some)
        left -= len(some)
    if file.read() != _seal(total):
        raise Damaged(f"{path} is damaged: it is cut off, or not as it was written. Use another backup.")


def _seal(total) -> bytes:
    return total.hexdigest().encode() + b"\n"


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    """Sealed, and still not what a backup is: somebody made it by hand."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Damaged(f"{path} is damaged: it does not hold what a backup holds. Use another one.") from error


class _Summed:
    """Passes on what is written, and keeps the sum of it."""

    def __init__(self, file: BinaryIO):
        self.file, self.total = file, hashlib.sha256()

    def write(self, some: bytes) -> int:
        self.total.update(some)
        return self.file.write(some)

    def flush(self) -> None:
        self.file.flush()

    def seal(self) -> bytes:
        return _seal(self.total)


class _Part(io.RawIOBase):
    """So many bytes of a file, from where it stands."""

    def __init__(self, file: BinaryIO, size: int):
        self.file, self.left = file, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        some = self.file.read(min(len(buffer), max(self.left, 0)))
        self.left -= len(some)
        buffer[: len(some)] = some
        return len(some)
