"""What tests of backups ask: what a file holds, and what the site holds."""

import hashlib
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from groups.models import Posting
from mutualaid.backup import sealed, writing

REVISION = {"groups_site": ("revision",)}
"""What a restore changes itself."""


def backed_up(path: Path) -> Path:
    call_command("backup", str(path), verbosity=0)
    return path


def restored(path: Path, *arguments: str) -> None:
    call_command("restore", str(path), "--yes", *arguments, verbosity=0)


def rows_in(path: Path) -> dict[str, list[dict]]:
    """All rows of a backup by table, but for what a restore changes."""
    found = {}
    for table in sealed.read(path):
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        found[table.name] = [
            {name: value for name, value in row.items() if name not in REVISION.get(table.name, ())} for row in rows
        ]
    return found


def rows_here(folder: Path) -> dict[str, list[dict]]:
    """All that the site holds now."""
    path = folder / "now.backup"
    path.unlink(missing_ok=True)
    writing.write(path, now=timezone.now())
    return rows_in(path)


def words_here() -> set[tuple]:
    """Each word of search with the meeting in which it stands, and its weight."""
    return set(Posting.objects.values_list("term__text", "row_id", "weight"))


def sealed_again(path: Path, begin: bytes, packed: bytes) -> Path:
    """A file whose sum is right, whatever is in it."""
    whole = begin + packed
    path.write_bytes(whole + hashlib.sha256(whole).hexdigest().encode() + b"\n")
    return path
