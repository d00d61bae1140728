"""A plan as people look at it: each listing that comes, changes or leaves, with its differences in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time

from django.utils.translation import gettext as _

from groups.feeds.noting import Notes
from groups.feeds.plan import Addition, Plan
from groups.feeds.values import MeetingValues
from groups.history import states
from groups.history.words import Line, field_name, lines_of
from groups.models import Change, Venue
from groups.rules.cells import BY_ARRANGEMENT, Hours, say_day, say_hours, say_some_weeks
from groups.rules.choices import Attendance, ChangeKind
from groups.rules.schedule import EVERY_WEEK

MOST_SHOWN = 200
"""Of each kind; so many one person looks through."""


@dataclass(frozen=True)
class Shown:
    """One listing, or its group or venue: what it is called, what there is to know of it, and what differs."""

    table: str
    called: str
    about: str = ""
    number: int | None = None
    lines: tuple[Line, ...] = ()

    @property
    def kind(self) -> str:
        """What it is: a meeting, group or venue."""
        return str(states.TABLES[self.table]._meta.verbose_name)


@dataclass
class PlanShown:
    """The first of each kind, and how many more there are."""

    added: list[Shown] = field(default_factory=list)
    changed: list[Shown] = field(default_factory=list)
    gone: list[Shown] = field(default_factory=list)
    more: dict[str, int] = field(default_factory=dict)


def shown(plan: Plan) -> PlanShown:
    """A plan in words. The feed is to be saved; reads only."""
    notes = Notes(plan)
    going = {("meeting", change.pk) for change in plan.meetings.gone} | {("group", c.pk) for c in plan.groups.gone}
    rows = [(table, *row) for table in ("meeting", "group", "venue") for row in notes.changed(table)]
    gone = [row for row in rows if row[:2] in going]
    changed = [row for row in rows if row[:2] not in going]
    names = _names(plan)
    made = PlanShown(
        added=[_added(addition, names) for addition in plan.meetings.added[:MOST_SHOWN]],
        changed=_with_lines(changed[:MOST_SHOWN], names),
        gone=_with_lines(gone[:MOST_SHOWN], names),
    )
    counts = {"added": len(plan.meetings.added), "changed": len(changed), "gone": len(gone)}
    made.more = {name: count - MOST_SHOWN for name, count in counts.items() if count > MOST_SHOWN}
    return made


def _with_lines(rows: list[tuple], names: dict) -> list[Shown]:
    """Two queries or three for the names that stand in them."""
    changes = []
    for at, (table, _pk, _called, before, after) in enumerate(rows):
        known = {name: value for name, value in after.items() if name not in _made_later(after)}
        if "exceptions" in known:
            known["exceptions"] = [_with_place(row, names) for row in known["exceptions"]]
        changes.append(Change(pk=at, table=table, kind=ChangeKind.CHANGED, before=before, after=known))
    found = lines_of(changes)
    return [
        Shown(table, called, number=pk, lines=tuple(_lines(table, after, found[at], names)))
        for at, (table, pk, called, _before, after) in enumerate(rows)
    ]


def _with_place(row: dict, names: dict) -> dict:
    """An exception whose venue is still to be made, with what that will be called in the place of a room."""
    if not isinstance(row["venue_id"], str):
        return row
    called = names.get(row["venue_id"]) or ""
    return row | {"venue_id": None, "room": _called(row["room"], called)}


def _made_later(after: dict) -> list[str]:
    """Group and venue that are still to be made stand there by their keys."""
    return [name for name in ("group_id", "venue_id") if isinstance(after.get(name), str)]


def _lines(table: str, after: dict, lines: list[Line], names: dict) -> Iterator[Line]:
    """With the names of what is still to be made."""
    later = {field_name(table, name): names.get(after[name], after[name]) for name in _made_later(after)}
    for line in lines:
        yield line._replace(after=later.pop(line.field, line.after))
    for label, called in later.items():
        yield Line(label, "", called)


def _names(plan: Plan) -> dict[int | str, str]:
    """What the venues and groups of new meetings are called, by key or by number."""
    new = {one.key: _called(one.says.name or one.says.address, one.says.town) for one in plan.venues.added}
    wanted = {one.says.venue for one in plan.meetings.added[:MOST_SHOWN] if isinstance(one.says.venue, int)}
    known = {venue.pk: str(venue) for venue in Venue.objects.filter(pk__in=wanted)}
    return {one.key: one.says.name for one in plan.groups.added} | new | known


def _called(*words: str) -> str:
    return ", ".join(filter(None, words))


def _added(addition: Addition, names: dict) -> Shown:
    return Shown("meeting", addition.title, about=", ".join(_about(addition.says, names)), number=addition.line)


def _about(says: MeetingValues, names: dict) -> Iterator[str]:
    starts_at = time.fromisoformat(says.starts_at) if says.starts_at else None
    when = f"{say_day(says.weekday)} {say_hours(Hours(starts_at, says.minutes))}".strip()
    if when:
        yield when
    if says.by_arrangement:
        yield BY_ARRANGEMENT
    elif says.interval > 1:
        yield _("every %(count)d weeks") % {"count": says.interval}
    elif says.weeks != EVERY_WEEK:
        yield say_some_weeks(says.weeks)
    if says.venue in names:
        yield names[says.venue]
    if says.attendance != Attendance.IN_PERSON:
        yield str(Attendance(says.attendance).label)
