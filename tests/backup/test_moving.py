"""A backup goes where it is needed: to a later release, and from one database to the other and back."""

import json
import os
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from groups.models import Meeting, MeetingException, Programme, SearchRow, Site
from tests import factories
from tests.backup.copies import backed_up, restored, rows_here, rows_in, words_here

OLDER = Path(__file__).parents[1] / "data" / "backups" / "of-an-earlier-release.backup"
"""Made on SQLite when the newest migration of the groups was the fifteenth."""


def manage(database: Path, *command: str) -> str:
    """Run a command on a SQLite database of its own, as somebody would from a terminal."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{database}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.django_db
def test_a_backup_of_an_earlier_release_is_brought_up_to_this_one(tmp_path, client):
    restored(OLDER, "--keep-in", str(tmp_path))

    meeting = Meeting.objects.select_related("group", "venue").get()
    assert (meeting.group.name, meeting.venue.name, meeting.note) == ("Harbour Lights", "Trinity Hall", "Ŵy 🌊")
    assert (meeting.starts_at, meeting.group.private_contact) == (time(19, 30), "secretary@example.org")
    assert MeetingException.objects.get().note == "Christmas"
    site = Site.objects.get()
    assert (bytes(site.logo), site.licence) == (b"\x89PNG\x00\xff", "")
    assert SearchRow.objects.get().meeting_id == meeting.pk
    assert Programme.objects.filter(slug="al-anon").exists()  # what has shipped since
    assert "Harbour Lights" in client.get("/meetings/?q=harbour").content.decode()


@pytest.mark.django_db
def test_one_that_cannot_be_brought_up_changes_nothing(tmp_path, monkeypatch):
    factories.make_group("Ours")
    before = rows_here(tmp_path)
    monkeypatch.setenv("SITE_URL", "http://not-this-machine.example")  # so that the program it starts will not

    with pytest.raises(CommandError) as refused:
        call_command("restore", str(OLDER), "--yes", "--keep-in", str(tmp_path))

    assert str(refused.value).startswith(
        f"{OLDER} is of an earlier release and cannot be brought up to this one: SITE_URL must be"
    )
    assert str(refused.value).endswith(" Nothing has been changed.")
    assert rows_here(tmp_path) == before
    assert list(tmp_path.glob("before-restore-*")) == []


@pytest.mark.django_db
@pytest.mark.postgresql
def test_from_postgresql_into_an_empty_sqlite_and_back_every_row_is_the_same(tmp_path, site):
    ours = backed_up(tmp_path / "ours.backup")
    before, words = rows_here(tmp_path), words_here()
    sqlite = tmp_path / "site.sqlite3"

    said = manage(sqlite, "restore", str(ours))
    manage(sqlite, "backup", str(tmp_path / "theirs.backup"))

    assert "It takes the place of" not in said  # an empty place: the tables are made by the way
    theirs = rows_in(tmp_path / "theirs.backup")
    assert without_kinds(theirs) == without_kinds(before)
    Meeting.objects.update(name="Another")
    restored(tmp_path / "theirs.backup")
    assert rows_here(tmp_path) == before
    assert words_here() == words
    head = json.loads((tmp_path / "theirs.backup").read_bytes().partition(b"\n")[0])
    assert head["database"] == "sqlite"


def without_kinds(rows):
    """Kinds of records and permissions have other numbers in another database."""
    return {name: those for name, those in rows.items() if name not in ("django_content_type", "auth_permission")}
