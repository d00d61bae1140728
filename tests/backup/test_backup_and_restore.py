"""A backup holds the whole site, and a restore puts it back: all of it, or nothing."""

import json
import resource
import stat
from threading import Thread

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from groups.history import recording
from groups.models import Change, Group, Meeting, MeetingException, SearchRow, Site, UnderWay
from groups.models.history import Deed
from groups.rules.choices import DeedSource
from groups.search import index, vocabulary
from mutualaid.backup import loading as putting_in
from mutualaid.backup import restoring, sealed, tables, values
from tests import factories, loading
from tests.backup.copies import backed_up, restored, rows_here, rows_in, words_here


@pytest.fixture
def anna(db):
    return get_user_model().objects.create_user("anna", password="a long word", is_staff=True)


def refusal(*command, **options):
    with pytest.raises(CommandError) as refused:
        call_command(*map(str, command), **options)
    return str(refused.value)


@pytest.mark.django_db
def test_a_whole_site_comes_back_as_it_was(tmp_path, anna):
    loading.a_new_site()
    meeting = Meeting.objects.earliest("pk")
    with recording.deed(DeedSource.FORM, by=anna, said="Moved."), recording.changing(meeting):
        Meeting.objects.filter(pk=meeting.pk).update(name="Ŵythnos 🌊", note="one\ntwo")
    path = backed_up(tmp_path / "site.backup")
    before, words = rows_here(tmp_path), words_here()

    Meeting.objects.filter(pk=meeting.pk).update(name="Another")
    Change.objects.all().delete()
    anna.delete()
    factories.make_meeting(group=factories.make_group("Came later"))
    restored(path)

    assert rows_here(tmp_path) == before
    assert words_here() == words
    assert Deed.objects.latest("pk").by.check_password("a long word")


@pytest.mark.django_db
def test_it_holds_every_table_but_those_that_it_says(tmp_path, site):
    all_of_them = {
        name for name in connection.introspection.table_names() if name not in ("cache", "django_migrations")
    }

    missing = all_of_them - set(rows_in(backed_up(tmp_path / "site.backup")))
    assert missing == {"django_session", "groups_keptfile", "groups_term", "groups_posting", "groups_underway"}


@pytest.mark.django_db
def test_it_is_for_its_owner_alone_and_nothing_lies_beside_it(tmp_path, site):
    path = backed_up(tmp_path / "site.backup")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.django_db
def test_it_says_what_it_holds(tmp_path, site, capsys):
    call_command("backup", str(tmp_path / "site.backup"))

    said = capsys.readouterr().out
    assert said.startswith(f"{tmp_path}/site.backup: 1 group, 1 meeting, 1 place, ")
    assert said.endswith(" bytes.\n")


@pytest.mark.django_db
def test_a_full_disk_leaves_the_backup_that_was_there(tmp_path, site):
    path = backed_up(tmp_path / "site.backup")
    before = path.read_bytes()
    factories.make_group("Came later")

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        said = refusal("backup", path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert said == f"{path} cannot be written: File too large. Nothing is left of it."
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.django_db
def test_it_replaces_no_file_that_is_no_backup(tmp_path, site):
    (tmp_path / "db.sqlite3").write_text("all we have")

    assert refusal("backup", tmp_path / "db.sqlite3") == (
        f"{tmp_path}/db.sqlite3 is there already, and is not a backup: choose another name."
    )
    assert (tmp_path / "db.sqlite3").read_text() == "all we have"


@pytest.mark.django_db
def test_a_folder_that_is_not_there_is_said(tmp_path, site):
    assert refusal("backup", tmp_path / "no" / "a.backup") == (
        f"{tmp_path}/no/a.backup cannot be written: No such file or directory. Nothing is left of it."
    )
    assert refusal("restore", tmp_path / "no" / "a.backup") == (
        f"{tmp_path}/no/a.backup: No such file or directory. Nothing has been changed."
    )


@pytest.mark.django_db
def test_what_is_replaced_is_kept_and_can_be_put_back(tmp_path, site, capsys):
    path = backed_up(tmp_path / "site.backup")
    Group.objects.update(name="Renamed since")
    factories.reindexed()
    before = rows_here(tmp_path)

    call_command("restore", str(path), "--yes")
    kept = next(tmp_path.glob("before-restore-*.backup"))
    assert Group.objects.get().name == "Harbour Lights"
    assert capsys.readouterr().out.splitlines()[2:] == [
        f"It takes the place of {said_of(path)}.",
        f"What was there is kept in {kept}.",
        "Restored. Everybody of the staff signs in anew.",
    ]

    restored(kept)  # in the same second: no copy takes the place of another
    assert rows_here(tmp_path) == before
    assert len(list(tmp_path.glob("before-restore-*.backup"))) == 2


def said_of(path):
    counts = {table: len(rows) for table, rows in rows_in(path).items()}
    total = sum(count for table, count in counts.items() if table not in ("django_content_type", "auth_permission"))
    return f"1 group, 1 meeting, 1 place, {total:,} rows in all"


@pytest.mark.django_db
def test_with_something_to_lose_and_nobody_to_ask_it_changes_nothing(tmp_path, site, monkeypatch):
    path = backed_up(tmp_path / "site.backup")
    Group.objects.update(name="Renamed since")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    assert refusal("restore", path) == "Nobody is here to ask: add --yes to replace it. Nothing has been changed."
    assert Group.objects.get().name == "Renamed since"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "name"), [("yes", "Harbour Lights"), ("", "Renamed since"), ("no", "Renamed since")]
)
def test_somebody_at_a_terminal_is_asked(tmp_path, site, monkeypatch, answer, name):
    path = backed_up(tmp_path / "site.backup")
    Group.objects.update(name="Renamed since")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: answer)

    if answer == "yes":
        call_command("restore", str(path))
    else:
        assert refusal("restore", path) == "Nothing has been changed."
    assert Group.objects.get().name == name


@pytest.mark.django_db
def test_into_an_empty_place_it_asks_nobody_and_keeps_nothing(tmp_path, site):
    path = backed_up(tmp_path / "site.backup")
    before = rows_here(tmp_path)
    empty_the_site()

    call_command("restore", str(path))

    assert rows_here(tmp_path) == before
    assert list(tmp_path.glob("before-restore-*")) == []


def empty_the_site():
    putting_in.empty(tables.after(tables.applied()))


@pytest.mark.django_db
@pytest.mark.parametrize("harm", ["cut", "flipped"])
def test_a_damaged_backup_changes_nothing(tmp_path, site, harm):
    path = backed_up(tmp_path / "site.backup")
    whole = path.read_bytes()
    path.write_bytes(whole[:-1000] if harm == "cut" else whole[:2000] + b"\0" + whole[2001:])

    assert refusal("restore", path, "--yes") == (
        f"{path} is damaged: it is cut off, or not as it was written. Use another backup. Nothing has been changed."
    )
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.django_db
def test_a_backup_of_a_newer_release_is_refused(tmp_path, site, monkeypatch):
    path = backed_up(tmp_path / "site.backup")
    known = tables.known()
    monkeypatch.setattr(tables, "known", lambda: known - {("groups", "0019_licence_of_the_listings")})

    assert refusal("restore", path, "--yes") == (
        f"{path} was made by a newer release than this (groups 0019_licence_of_the_listings):"
        " install that release first. Nothing has been changed."
    )


@pytest.mark.django_db
def test_a_database_of_another_release_is_left_alone(tmp_path, site, monkeypatch):
    path = backed_up(tmp_path / "site.backup")
    applied = tables.applied()

    monkeypatch.setattr(tables, "applied", lambda: applied - {("groups", "0019_licence_of_the_listings")})
    assert "of an earlier release than this program: run manage.py prepare first" in refusal("restore", path, "--yes")

    monkeypatch.setattr(tables, "applied", lambda: applied | {("groups", "0099_from_the_future")})
    assert "is of a newer release than this program" in refusal("restore", path, "--yes")
    assert "is of a newer release than this program" in refusal("backup", path)


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["loading.fill", "index.rebuild"])
def test_a_failure_in_the_middle_changes_nothing(tmp_path, site, monkeypatch, where):
    path = backed_up(tmp_path / "site.backup")
    Group.objects.update(name="Renamed since")
    before, words = rows_here(tmp_path), words_here()
    part, name = where.split(".")
    really = getattr(getattr(restoring, part), name)

    def fail(*arguments, **options):
        really(*arguments, **options)
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(getattr(restoring, part), name, fail)

    said = refusal("restore", path, "--yes")
    assert said == "The database refuses: the disk is full. Nothing has been changed."
    assert rows_here(tmp_path) == before
    assert words_here() == words


@pytest.mark.django_db
def test_rows_that_refer_to_nothing_are_refused(tmp_path, site):
    path = tmp_path / "site.backup"
    assert MeetingException.objects.get().meeting == site
    hand_made = without_meetings(backed_up(path), tmp_path / "hand-made.backup")

    assert refusal("restore", hand_made, "--yes").endswith("Nothing has been changed.")
    assert Meeting.objects.get() == site


def without_meetings(path, into):
    """The same backup, but for its meetings, with all that hangs on them."""
    head = sealed.check(path)
    rows = {**head.rows, "groups_meeting": 0}
    found = [
        sealed.Table(one.name, one.columns, [] if one.name == "groups_meeting" else list(one.rows))
        for one in sealed.read(path)
    ]
    with into.open("wb") as file:
        sealed.write(file, sealed.Head(head.made_at, head.database, head.migrations, rows), found, plain=values.plain)
    return into


@pytest.mark.django_db
def test_kinds_of_records_keep_the_numbers_that_running_processes_know(tmp_path, site, anna):
    kind = ContentType.objects.get_for_model(Group)
    anna.user_permissions.set(Permission.objects.filter(content_type=kind))
    LogEntry.objects.log_actions(anna.pk, [site.group], CHANGE, "Renamed.", single_object=True)
    path = backed_up(tmp_path / "site.backup")
    had = sorted(anna.user_permissions.values_list("codename", flat=True))
    kind.delete()
    ContentType.objects.clear_cache()
    another = ContentType.objects.create(app_label="groups", model="group")

    restored(path)

    assert another.pk != kind.pk
    assert LogEntry.objects.get().content_type == another
    assert sorted(anna.user_permissions.values_list("codename", flat=True)) == had
    assert set(anna.user_permissions.values_list("content_type_id", flat=True)) == {another.pk}
    assert ContentType.objects.filter(app_label="groups", model="group").count() == 1


@pytest.mark.django_db
def test_nobody_stays_signed_in_and_what_is_under_way_goes_on(tmp_path, site, anna):
    path = backed_up(tmp_path / "site.backup")
    Client().force_login(anna)
    UnderWay.objects.create(name="feeds", until=timezone.now())
    assert Session.objects.count() == 1

    restored(path)

    assert Session.objects.count() == 0
    assert UnderWay.objects.count() == 1


@pytest.mark.django_db
def test_what_is_new_after_a_restore_gets_a_number_of_its_own(tmp_path, site):
    restored(backed_up(tmp_path / "site.backup"))

    assert factories.make_group("Came later").pk > site.group.pk


@pytest.mark.django_db
def test_a_serving_process_shows_what_was_restored(tmp_path, site, client, monkeypatch):
    path = backed_up(tmp_path / "site.backup")
    with recording.deed(DeedSource.FORM, by=None, said="Renamed."), recording.changing(site.group):
        Group.objects.update(name="Renamed since")
    served = client.get("/meetings/?q=renamed")
    assert "Renamed since" in served.content.decode()
    kept = vocabulary._kept
    revision = Site.objects.get().revision

    restored(path)
    monkeypatch.setattr(vocabulary, "_kept", kept)  # as a process has it that did not restore itself

    assert "Harbour Lights" in client.get("/meetings/?q=harbour").content.decode()
    assert "Renamed since" not in client.get("/meetings/").content.decode()
    assert Site.objects.get().revision > revision
    assert SearchRow.objects.get().called == "harbour lights"


@pytest.mark.django_db(transaction=True)
def test_others_write_during_a_backup_and_read_during_a_restore_and_nobody_waits(tmp_path, monkeypatch):
    Site.objects.create(pk=1, name="Suffolk groups")
    factories.make_meeting(group=factories.make_group("Harbour Lights"))
    path = tmp_path / "site.backup"
    seen = []

    def write():
        with transaction.atomic():
            factories.make_meeting(group=factories.make_group("Came in between"))

    during(monkeypatch, sealed, "write", write)
    backed_up(path)
    assert Group.objects.count() == Meeting.objects.count() == 2
    assert [row["name"] for row in rows_in(path)["groups_group"]] == ["Harbour Lights"]
    assert len(rows_in(path)["groups_meeting"]) == 1

    monkeypatch.undo()
    during(monkeypatch, index, "rebuild", lambda: seen.append(Group.objects.count()))
    restored(path)
    assert seen == [2]
    assert [group.name for group in Group.objects.all()] == ["Harbour Lights"]
    kept = next(tmp_path.glob("before-restore-*.backup"))
    assert json.loads(kept.read_bytes().partition(b"\n")[0])["rows"]["groups_group"] == 2


def during(monkeypatch, module, name, deed):
    """Do this in another thread, over its own connection, once the function is called; it may not have to wait."""
    really = getattr(module, name)

    def and_meanwhile(*arguments, **options):
        thread = Thread(target=lambda: (deed(), connection.close()), daemon=True)
        thread.start()
        thread.join(timeout=10)
        assert not thread.is_alive()
        return really(*arguments, **options)

    monkeypatch.setattr(module, name, and_meanwhile)
