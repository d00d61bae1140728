"""What an import does, as rows of history: the same that `recording.changing` would note, made from the plan.

An import writes past the models, twenty thousand records at once. So its rows are put together before anything is
locked, those of new records as text; only the numbers of what is made are filled in while it is written.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.db.models import Q

from groups.exchange.answer_words import read_answer
from groups.feeds.columns import to_columns
from groups.feeds.elsewhere import rows_of
from groups.feeds.plan import Addition, Change, Part, Plan
from groups.feeds.planning import UPDATED, UPDATED_BY
from groups.feeds.values import OWN_ROWS, REFERENCES, GroupValues, MeetingValues, VenueValues
from groups.history import recording, states
from groups.models import AccessAnswer, AccessFeature, Group, Meeting, Tag, Venue
from groups.models.bulk import JsonText, batches
from groups.rules.choices import ChangeKind, CheckedBy
from groups.rules.schedule import EVERY_WEEK

Values = GroupValues | VenueValues | MeetingValues

_BESIDE_THE_VALUES = {
    "venue": ("feed_key",),
    "group": ("feed_key", "confirmed_on", "confirmed_by"),
    "meeting": ("feed_key", "cautions", "confirmed_on", "confirmed_by"),
}
"""What else an import writes that is part of how a record stands."""
_ALL_BESIDE = {*_BESIDE_THE_VALUES["meeting"], "feed_id", "slug"}
_EMPTY = (None, "", [], {})
_CHUNK = 2000


@dataclass
class _OfATable:
    """The rows of one table: of new records by key, with what they are called, and of those that are there already."""

    added: list[tuple[str, str, str, dict]] = field(default_factory=list)
    """Key, what it is called, its state as text, and the references that get their numbers only later."""
    changed: list[tuple[int, str, dict, dict]] = field(default_factory=list)
    rest: str = ""
    """What every new record of the table has from its defaults, as text."""


class Plainly:
    """A feed's values as history holds them. Two queries for the numbers of tags and features."""

    def __init__(self):
        self._tags = dict(Tag.objects.values_list("slug", "pk"))
        self._features = dict(AccessFeature.objects.values_list("slug", "pk"))

    def state(self, values: Values, names: Collection[str], notes: Mapping = MappingProxyType({})) -> states.State:
        """Some of a record's values; `notes` are those beside its answers, by feature and answer."""
        state = {name: states.plain(value) for name, value in to_columns(values, names).items()}
        if "tags" in names:
            state["tags"] = sorted(self._tag_rows(values.tags.split()), key=repr)
        if "access" in names:
            state["access"] = sorted(self._answer_rows(values.access.split(), notes), key=repr)
        if "exceptions" in names:
            state["exceptions"] = sorted(_exception_rows(values.exceptions), key=repr)
        return state

    def _tag_rows(self, words: list[str]) -> Iterator[dict[str, object]]:
        """Without tags that are no longer there."""
        for slug, _colon, weeks in (word.partition(":") for word in words):
            if slug in self._tags:
                yield {"tag_id": self._tags[slug], "weeks": int(weeks or EVERY_WEEK)}

    def _answer_rows(self, words: list[str], notes: Mapping) -> Iterator[dict[str, object]]:
        for slug, answer, note in map(read_answer, words):
            feature = self._features.get(slug)
            if feature:
                yield {"feature_id": feature, "answer": answer, "note": note or notes.get((feature, answer), "")}


def _exception_rows(lines: str) -> Iterator[dict[str, object]]:
    """A venue that is still to be made stands there by its key."""
    for row in rows_of(lines):
        yield {name: states.plain(row[name]) for name in states.EXCEPTION_COLUMNS}


class Notes:
    """The history of one plan, ready to be written."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self._plainly = Plainly()
        self._names = _names_of_groups(plan)
        self._feed = states.read("feed", [plan.feed.pk]).get(plan.feed.pk, {}) if plan.feed.pk else {}
        parts = {"venue": (Venue, plan.venues), "group": (Group, plan.groups), "meeting": (Meeting, plan.meetings)}
        self._tables = {table: self._of(table, model, part) for table, (model, part) in parts.items()}

    def changed(self, table: str) -> list[tuple[int, str, states.State, states.State]]:
        """The records of a table that are there already and change: number, name, before and after.

        A group or venue that is still to be made stands there by its key.
        """
        return self._tables[table].changed

    def write_feed(self) -> None:
        """What the feed was told for next time, once it is saved."""
        feed = self.plan.feed
        after = states.read("feed", [feed.pk])[feed.pk]
        differs = [name for name in after if self._feed.get(name) != after[name]] if self._feed else []
        if differs:
            before, after = ({name: state[name] for name in differs} for state in (self._feed, after))
            recording.write_changes(
                [recording.change_row("feed", feed.pk, feed.name, ChangeKind.CHANGED, before=before, after=after)]
            )

    def write(self, table: str, numbers: Mapping[str, int], references: Mapping[str, Mapping[str, int]]) -> None:
        """What happens to the records of one table, whose numbers are now known by key."""
        noted = self._tables[table]
        for some in batches(self._added_rows(table, noted, numbers, references)):
            recording.write_changes(some)
        for some in batches(self._changed_rows(table, noted, references)):
            recording.write_changes(some)

    def _added_rows(self, table: str, noted: _OfATable, numbers, references) -> Iterator[dict]:
        for key, called, said, waiting in noted.added:
            numbered = {name: pk for name, pk in _with_numbers(waiting, references).items() if pk is not None}
            known = json.dumps({"feed_id": self.plan.feed.pk} | numbered)
            after = JsonText(", ".join(filter(None, (known[:-1], said, noted.rest))) + "}")
            yield recording.change_row(table, numbers[key], called, ChangeKind.ADDED, after=after)

    def _changed_rows(self, table: str, noted: _OfATable, references) -> Iterator[dict]:
        for pk, called, before, after in noted.changed:
            after = _with_numbers(after, references)
            yield recording.change_row(table, pk, called, ChangeKind.CHANGED, before=before, after=after)

    # --- Before anything is locked

    def _of(self, table: str, model, part: Part) -> _OfATable:
        noted = _OfATable()
        noted.added = [self._added(table, addition) for addition in part.added]
        noted.rest = _rest(table, part.added[0].says) if part.added else ""
        written = [change for change in (*part.changed, *part.gone) if _is_noted(change)]
        if not written:
            return noted
        stood = _beside(model, table, self.plan, written)
        answers = self._answers_with_notes(table, written) if table != "group" else {}
        for change in written:
            before, after = self._difference(change, stood[change.pk], answers.get(change.pk, {}))
            if before:
                noted.changed.append((change.pk, self._called(change.becomes), before, after))
        return noted

    def _added(self, table: str, addition: Addition) -> tuple[str, str, str, dict]:
        says = addition.says
        state = {"feed_key": addition.key, **self._plainly.state(says, says._fields)}
        if table != "venue":
            state["slug"] = addition.slug
            by = addition.besides.get(UPDATED_BY, CheckedBy.FEED.value)
            state |= _checked(addition.besides.get(UPDATED, ""), by)
        if table == "meeting":
            state["cautions"] = addition.cautions
        waiting = {name: state.pop(name) for name in ("group_id", "venue_id") if name in state}
        if any(isinstance(row["venue_id"], str) for row in state.get("exceptions", ())):
            waiting["exceptions"] = state.pop("exceptions")
        said = json.dumps({name: value for name, value in state.items() if value not in _EMPTY})[1:-1]
        return addition.key, self._called(says), said, waiting

    def _difference(self, change: Change, stood: dict, notes: dict[int, str]) -> tuple[dict, dict]:
        before = self._plainly.state(change.now, change.fields, notes)
        after = self._plainly.state(change.becomes, change.fields, notes)
        beside = _checked(change.confirmed_on, change.checked_by)
        if change.is_renamed:
            beside["feed_key"] = change.key
        if change.cautions is not None:
            beside["cautions"] = change.cautions
        differs = [name for name, value in beside.items() if stood[name] != value]
        return before | {name: stood[name] for name in differs}, after | {name: beside[name] for name in differs}

    def _answers_with_notes(self, table: str, changes: list[Change]) -> dict[int, dict]:
        """The notes that staff put beside answers, of meetings or venues whose answers change."""
        found: dict[int, dict] = {}
        for some in batches(change.pk for change in changes if "access" in change.fields):
            rows = AccessAnswer.objects.filter(**{f"{table}__in": some}).exclude(note="")
            for pk, feature, answer, note in rows.values_list(f"{table}_id", "feature_id", "answer", "note"):
                found.setdefault(pk, {})[feature, answer] = note
        return found

    def _called(self, values: Values) -> str:
        if isinstance(values, MeetingValues):
            return values.name or self._names[values.group]
        if isinstance(values, VenueValues):
            return str(Venue(name=values.name, address=values.address, town=values.town))
        return values.name


def _checked(day: str, by: str) -> dict[str, str]:
    """The newest check of a meeting or group as its feed gives it."""
    return {"confirmed_on": day, "confirmed_by": by} if day else {}


def _is_noted(change: Change) -> bool:
    return bool(change.fields or change.confirmed_on or change.is_renamed or change.cautions is not None)


def _with_numbers(row: dict, references: Mapping[str, Mapping[str, int]]) -> dict:
    """The same with the numbers of the group and venue that have just been made."""
    venues = references.get("venues", {})
    pairs = (("group_id", references.get("groups", {})), ("venue_id", venues))
    known = {name: numbers[row[name]] for name, numbers in pairs if row.get(name) in numbers}
    if row.get("exceptions"):
        known["exceptions"] = sorted(
            (one | {"venue_id": venues.get(one["venue_id"], one["venue_id"])} for one in row["exceptions"]), key=repr
        )
    return row | known


def _rest(table: str, says: Values) -> str:
    """The defaults of what no feed says, as text."""
    said = {f"{name}_id" if name in REFERENCES else name for name in says._fields} | _ALL_BESIDE
    defaults = {one.attname: states.plain(one.get_default()) for one in states.fields_of(table)}
    rest = {name: value for name, value in defaults.items() if name not in said and value not in _EMPTY}
    secret = states.SECRETS.get(table, ())
    return json.dumps({name: value for name, value in rest.items() if name not in (*secret, *OWN_ROWS)})[1:-1]


def _beside(model, table: str, plan: Plan, changes: list[Change]) -> dict[int, dict]:
    """How these records stand in what is no value of a feed."""
    wanted = {change.pk for change in changes}
    rows = model.objects.filter(feed=plan.feed).order_by("pk").values("pk", *_BESIDE_THE_VALUES[table])
    found = {}
    for row in rows.iterator(_CHUNK):
        if row["pk"] in wanted:
            found[row.pop("pk")] = {name: states.plain(value) for name, value in row.items()}
    return found


def _names_of_groups(plan: Plan) -> dict[int | str, str]:
    """What the groups of the plan's meetings will be called: by number, or by key where they are new."""
    meetings = Meeting.objects.filter(feed=plan.feed) if plan.feed.pk else Meeting.objects.none()
    doubles = Group.objects.filter(feed=plan.feed) if plan.feed.pk else Group.objects.none()
    theirs = Q(pk__in=meetings.values("group")) | Q(pk__in=doubles.exclude(same_as=None).values("same_as"))
    names: dict[int | str, str] = dict(Group.objects.filter(theirs).values_list("pk", "name"))
    names |= {change.pk: change.becomes.name for change in (*plan.groups.changed, *plan.groups.gone)}
    return names | {addition.key: addition.says.name for addition in plan.groups.added}
