"""The one way of changing listings: search follows, and history knows what was changed, by whom and from where.

    with recording.deed(DeedSource.ACTION, by=request.user, said="12 meetings cancelled on Friday 25 December"):
        with recording.changing(*meetings) as change:
            ...write...
            change.also(exception.meeting)  # what was not among them, or did not exist

Whatever is changed within one `deed` is undone with it. What is changed within no deed counts as a command's.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models, transaction
from django.db.models import prefetch_related_objects

from groups.history import states
from groups.models import Change, Deed, Group, Meeting
from groups.models.bulk import insert_rows
from groups.rules.choices import ChangeKind, DeedSource
from groups.search import index

_deed: ContextVar["Doing | None"] = ContextVar("deed", default=None)
_watched: ContextVar["Watched | None"] = ContextVar("watched", default=None)

_LONGEST_SAID = Deed._meta.get_field("said").max_length
_LONGEST_CALLED = Change._meta.get_field("called").max_length


class Doing:
    """A deed under way. Its row is made with its first change: what changed nothing leaves no trace."""

    def __init__(self, source: str, *, by=None, by_words: str = "", said: str = "", undoes: Deed | None = None):
        person = by if by is not None and by.pk else None
        self.fields = {
            "source": source,
            "by": person,
            "by_words": by_words or (person.get_username() if person else ""),
            "said": said,
            "undoes": undoes,
        }
        self._row: Deed | None = None

    @property
    def row(self) -> Deed | None:
        """The row of this deed, once something has changed by it."""
        return self._row

    def say(self, words: str) -> None:
        """Put what was done in words that are only known once it is done."""
        self.fields["said"] = words
        if self._row is not None:
            Deed.objects.filter(pk=self._row.pk).update(said=words[:_LONGEST_SAID])

    def stored(self) -> Deed:
        """The row, made now where there is none, or where the transaction that made it was undone."""
        if self._row is None or not Deed.objects.filter(pk=self._row.pk).exists():
            said = str(self.fields["said"])[:_LONGEST_SAID]
            self._row = Deed.objects.create(**self.fields | {"said": said})
        return self._row


@contextmanager
def deed(source: str, *, by=None, by_words: str = "", said: str = "", undoes: Deed | None = None) -> Iterator[Doing]:
    """All that is changed inside belongs together. Within another deed this is a part of that one."""
    outer = _deed.get()
    if outer is not None:
        yield outer
        return
    doing = Doing(source, by=by, by_words=by_words, said=said, undoes=undoes)
    token = _deed.set(doing)
    try:
        yield doing
    finally:
        _deed.reset(token)


class Watched:
    """The records that are being changed, with how they stood."""

    def __init__(self):
        self.records: dict[tuple[str, int], models.Model] = {}
        self.others: list[models.Model] = []
        self.before: dict[tuple[str, int], states.State] = {}

    def watch(self, records: Iterable[models.Model]) -> None:
        """Note how these stand before anything is written; a group with its meetings."""
        records = [record for record in records if record.pk]
        new: dict[str, list[models.Model]] = {}
        for record in [*records, *_meetings_of(records)]:
            table = states.table_of(record)
            if not table:
                self.others.append(record)
            elif (table, record.pk) not in self.records:
                self.records[table, record.pk] = record
                new.setdefault(table, []).append(record)
        for table, some in new.items():
            for key, state in states.read(table, [record.pk for record in some]).items():
                self.before[table, key] = state

    def also(self, *records: models.Model) -> None:
        """These were added inside, or turned out to be touched by a deed that changed nothing of their own."""
        for record in [*records, *_meetings_of(records)]:
            table = states.table_of(record)
            if table:
                self.records.setdefault((table, record.pk), record)
            else:
                self.others.append(record)

    def note(self) -> None:
        """Write down what differs from before."""
        rows = []
        self.also(*(record for record in list(self.records.values()) if type(record) is Group))  # with new meetings
        prefetch_related_objects([record for record in self.records.values() if type(record) is Meeting], "group")
        for table in states.TABLES:
            keys = [key for name, key in self.records if name == table]
            after = states.read(table, keys) if keys else {}
            for key in keys:
                if key in after:
                    rows += _difference(table, self.records[table, key], self.before.get((table, key)), after[key])
        write_changes(rows)


@contextmanager
def changing(*records: models.Model) -> Iterator[Watched]:
    """Change these records inside; afterwards history and search have followed, in the same transaction.

    Within another `changing` these are added to what that one watches, and follow with it.
    """
    outer = _watched.get()
    if outer is not None:
        outer.watch(records)
        yield outer
        return
    with transaction.atomic():
        index.hold()
        watched = Watched()
        watched.watch(records)
        token = _watched.set(watched)
        try:
            yield watched
        finally:
            _watched.reset(token)
        if watched.records or watched.others:
            watched.note()
            index.changed(*watched.records.values(), *watched.others)


@contextmanager
def removing(*records: models.Model) -> Iterator[None]:
    """Delete these records inside: all that they held is kept, so that they can be brought back."""
    with index.going(*records):
        kept = []
        for table in states.TABLES:
            some = {record.pk: record for record in records if states.table_of(record) == table}
            kept += [(table, some[key], state) for key, state in states.read_whole(table, list(some)).items()]
        kept = [(table, record.pk, str(record), state) for table, record, state in kept]
        yield
        rows = []
        for table, key, called, state in kept:
            if not states.TABLES[table]._base_manager.filter(pk=key).exists():
                rows.append(change_row(table, key, called, ChangeKind.REMOVED, before=state))
        write_changes(rows)


def _meetings_of(records: Iterable[models.Model]) -> list[Meeting]:
    groups = [record.pk for record in records if type(record) is Group]
    return list(Meeting.objects.filter(group__in=groups).select_related("group")) if groups else []


def change_row(table: str, key: int, called: str, kind: str, *, before=None, after=None) -> dict[str, object]:
    """One change as a row, without its deed."""
    return {
        "table": table,
        "key": key,
        "called": called[:_LONGEST_CALLED],
        "kind": str(kind),
        "before": before or {},
        "after": after or {},
    }


def write_changes(rows: list[dict[str, object]]) -> None:
    """Put these changes under the deed that is under way."""
    if not rows:
        return
    doing = _deed.get() or Doing(DeedSource.COMMAND)
    pk = doing.stored().pk
    insert_rows(Change, ({"deed_id": pk, **row} for row in rows))


def _difference(table: str, record: models.Model, before: states.State | None, after: states.State) -> list[dict]:
    if before is None:
        return [change_row(table, record.pk, str(record), ChangeKind.ADDED, after=_without_secrets(table, after))]
    differs = [name for name in after if before.get(name) != after[name]]
    if not differs:
        return []
    secret = set(states.SECRETS.get(table, ()))
    return [
        change_row(
            table,
            record.pk,
            str(record),
            ChangeKind.CHANGED,
            before={name: bool(before[name]) if name in secret else before[name] for name in differs},
            after={name: bool(after[name]) if name in secret else after[name] for name in differs},
        )
    ]


def _without_secrets(table: str, state: states.State) -> states.State:
    """Of an added record what it says, without what is empty."""
    secret = states.SECRETS.get(table, ())
    return {name: value for name, value in state.items() if name not in secret and value not in (None, "", [], {})}
