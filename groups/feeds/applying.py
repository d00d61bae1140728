"""Write a plan, in one transaction: all of it or nothing."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from groups.exchange.answer_words import read_answer
from groups.feeds.columns import to_columns
from groups.feeds.elsewhere import rows_of, with_numbers
from groups.feeds.noting import Notes
from groups.feeds.plan import Addition, Change, Part, Plan
from groups.feeds.planning import LEFT, UPDATED, UPDATED_BY, remembered
from groups.history import recording
from groups.models import (
    AccessAnswer,
    AccessFeature,
    Confirmation,
    Group,
    Meeting,
    MeetingException,
    MeetingTag,
    Site,
    Tag,
    Venue,
)
from groups.models.bulk import batches, insert_rows, update_rows
from groups.rules.choices import CheckedBy, DeedSource
from groups.rules.schedule import EVERY_WEEK
from groups.search import areas, index

_REMEMBERED = [
    "address", "format", "programme", "area", "time_zone", "group_name_from",
    "answered_at", "validators", "failures", "failing_since",
]  # fmt: skip
"""What of the feed itself a run writes: what it was told, for next time, and that it answered."""
Item = TypeVar("Item")


class Refused(Exception):
    """The plan is not to be applied; it says why in a sentence."""


class ListingsMoved(Exception):
    """Somebody changed a listing after the plan was made, which is therefore for something that is no more."""


def apply(
    plan: Plan,
    *,
    now: datetime,
    force: bool = False,
    by=None,
    by_words: str = "import_feed",
    on_row: Callable[[int], None] = lambda _count: None,
) -> None:
    """Do what the plan says; Refused or ListingsMoved where it may not be done, and then nothing is changed.

    All of it is one deed of history, `by` a person, else `by_words`.
    """
    refusal = plan.refusal(force=force)
    if refusal:
        raise Refused(refusal)
    notes = Notes(plan)
    deed = recording.deed(DeedSource.IMPORT, by=by, by_words="" if by else by_words, said=said_of(plan))
    with deed, transaction.atomic():
        if index.hold() != plan.revision:
            raise ListingsMoved(_("The listings were changed by somebody else at the same time."))
        plan.feed.answered_at, plan.feed.failures, plan.feed.failing_since = now, 0, None
        plan.feed.save(update_fields=_REMEMBERED if plan.feed.pk else None)
        notes.write_feed()
        touched = _Writing(plan, now, on_row, notes).write()
        if plan.writes:
            index.refresh(touched)
            Site.objects.listings_changed()


def said_of(plan: Plan) -> str:
    """What was done, for the page of recent changes."""
    return _("Feed %(name)s: added %(added)d, changed %(changed)d, gone %(gone)d") % {
        "name": plan.feed.name,
        **plan.counts,
    }


class _Writing:
    """One plan on its way into the tables, and into history."""

    def __init__(self, plan: Plan, now: datetime, on_row: Callable[[int], None], notes: Notes):
        self.plan, self.now, self.on_row, self.notes = plan, now, on_row, notes
        self.tags = dict(Tag.objects.values_list("slug", "pk"))
        self.features = dict(AccessFeature.objects.values_list("slug", "pk"))
        self.done = 0

    def write(self) -> set[int]:
        """Write all of it; return the numbers of the meetings that it changes, other sources' among them."""
        plan = self.plan
        venues = self._part(Venue, plan.venues)
        areas.work_out({venues[addition.key] for addition in plan.venues.added} | _numbers(plan.venues))
        groups = self._part(Group, plan.groups)
        meetings = self._part(Meeting, plan.meetings, groups=groups, venues=venues)
        written = {meetings[addition.key] for addition in plan.meetings.added}
        written |= {change.pk for change in (*plan.meetings.changed, *plan.meetings.gone)}
        return (
            written | index.meetings_in(Group, _numbers(plan.groups)) | index.meetings_in(Venue, _numbers(plan.venues))
        )

    def _part(self, model, part: Part, **references: dict[str, int]) -> dict[str, int]:
        """Write the records of one table; return the numbers of all by key."""
        insert_rows(model, (self._new(model, addition, references) for addition in self._told(part.added)))
        here = model.objects.filter(feed=self.plan.feed) if part.added else model.objects.none()
        numbers = {**dict(here.values_list("feed_key", "pk")), **part.known}
        if model is Meeting:
            self._beside_new(part.added, numbers, references["venues"])
        if model is Group:
            checks = ((numbers[one.key], *_check_of(one.besides)) for one in part.added)
            insert_rows(Confirmation, (row for check in checks for row in _check_rows("group_id", *check)))
        if model is Venue:
            pairs = [(numbers[addition.key], addition.says.access.split()) for addition in part.added]
            insert_rows(AccessAnswer, (row for pk, words in pairs for row in self._answer_rows(pk, words, "venue_id")))
        for batch in batches(self._told(part.changed + part.gone)):
            update_rows(model, ((change.pk, self._columns_of(change, references)) for change in batch))
            if model is Meeting:
                self._beside_changed(batch, references["venues"])
            if model is not Venue:
                checks = ((change.pk, change.newly_checked, change.checked_by) for change in batch)
                owner = f"{model._meta.model_name}_id"
                insert_rows(Confirmation, (row for check in checks for row in _check_rows(owner, *check)))
            if model is Venue:
                self._answers_changed(batch, "venue")
        for batch in batches(part.seen):
            model.objects.filter(pk__in=batch).update(last_seen=self.now)
        self.notes.write(model._meta.model_name, numbers, references)
        return numbers

    def _told(self, items: list[Item]) -> Iterator[Item]:
        """The same, telling how many have gone by."""
        for item in items:
            yield item
            self.done += 1
            self.on_row(self.done)

    def _new(self, model, addition: Addition, references) -> dict[str, object]:
        says = _with_numbers(addition.says, references)
        fields = to_columns(says, says._fields)
        if model is not Venue:
            fields["slug"] = addition.slug
            fields |= {"confirmed_on": None, "confirmed_by": ""} | _checked(*_check_of(addition.besides))
        if model is Meeting:
            fields["cautions"] = addition.cautions
        return fields | {
            "feed_id": self.plan.feed.pk,
            "feed_key": addition.key,
            "last_seen": self.now,
            "feed_values": remembered(says, addition.besides),
        }

    def _columns_of(self, change: Change, references) -> dict[str, object]:
        fields = to_columns(_with_numbers(change.becomes, references), change.fields)
        fields["feed_values"] = remembered(_with_numbers(change.says, references), change.besides)
        if LEFT not in change.besides:
            fields["last_seen"] = self.now
        if change.is_renamed:
            fields["feed_key"] = change.key
        if change.cautions is not None:
            fields["cautions"] = change.cautions
        return fields | _checked(change.confirmed_on, change.checked_by)

    # --- What a meeting has in rows of its own

    def _beside_new(self, added: list[Addition], numbers: dict[str, int], venues: dict[str, int]) -> None:
        pairs = [(numbers[addition.key], addition) for addition in added]
        insert_rows(MeetingTag, (row for pk, one in pairs for row in self._tag_rows(pk, one.says.tags.split())))
        insert_rows(AccessAnswer, (row for pk, one in pairs for row in self._answer_rows(pk, one.says.access.split())))
        checks = ((pk, *_check_of(one.besides)) for pk, one in pairs)
        insert_rows(Confirmation, (row for check in checks for row in _check_rows("meeting_id", *check)))
        differ = {pk: one.says.exceptions for pk, one in pairs if one.says.exceptions}
        insert_rows(MeetingException, _exception_rows(differ, venues))

    def _beside_changed(self, batch: list[Change], venues: dict[str, int]) -> None:
        lost_tags = {(c.pk, self.tags[slug]) for c in batch for slug in _lost_slugs(c, "tags", ":")}
        self._take_away(MeetingTag, "tag_id", lost_tags)
        insert_rows(MeetingTag, (row for c in batch for row in self._tag_rows(c.pk, _new_words(c, "tags"))))
        self._answers_changed(batch, "meeting")
        differ = {c.pk: c.becomes.exceptions for c in batch if c.now.exceptions != c.becomes.exceptions}
        MeetingException.objects.filter(meeting__in=differ).delete()
        insert_rows(MeetingException, _exception_rows(differ, venues))

    def _answers_changed(self, batch: list[Change], owner: str) -> None:
        """Of meetings, or of venues."""
        lost = {(c.pk, self.features[slug]) for c in batch for slug in _lost_slugs(c, "access", "=")}
        self._take_away(AccessAnswer, "feature_id", lost, owner)
        new = ((c.pk, _new_words(c, "access")) for c in batch)
        insert_rows(AccessAnswer, (row for pk, words in new for row in self._answer_rows(pk, words, f"{owner}_id")))

    def _take_away(self, model, column: str, pairs: set[tuple[int, int]], owner: str = "meeting") -> None:
        """Rows of tags or answers that a feed no longer gives."""
        if not pairs:
            return
        rows = model.objects.filter(**{f"{owner}__in": {pk for pk, _other in pairs}})
        lost = [pk for pk, *pair in rows.values_list("pk", f"{owner}_id", column) if tuple(pair) in pairs]
        model.objects.filter(pk__in=lost).delete()

    def _tag_rows(self, meeting: int, words: list[str]) -> Iterator[dict]:
        for word in words:
            slug, _colon, weeks = word.partition(":")
            yield {"meeting_id": meeting, "tag_id": self.tags[slug], "weeks": int(weeks or EVERY_WEEK)}

    def _answer_rows(self, pk: int, words: list[str], owner: str = "meeting_id") -> Iterator[dict]:
        for word in words:
            slug, answer, note = read_answer(word)
            yield {owner: pk, "feature_id": self.features[slug], "answer": answer, "note": note}


def _numbers(part: Part) -> set[int]:
    """Of the records that are there already, those that a plan changes."""
    return {change.pk for change in (*part.changed, *part.gone)}


def _with_numbers(says, references: dict[str, dict[str, int]]):
    """The same with the numbers of the group and venue that have just been made."""
    if not references:
        return says
    groups, venues = references["groups"], references["venues"]
    return says._replace(
        group=groups.get(says.group, says.group),
        venue=venues.get(says.venue, says.venue),
        exceptions=with_numbers(says.exceptions, venues),
    )


def _check_of(besides: dict) -> tuple[str, str]:
    """The date of the last check that a feed tells of, and how."""
    return besides.get(UPDATED, ""), besides.get(UPDATED_BY, CheckedBy.FEED.value)


def _checked(day: str, by: str) -> dict[str, object]:
    return {"confirmed_on": date.fromisoformat(day), "confirmed_by": by} if day else {}


def _check_rows(owner: str, pk: int, day: str, by: str) -> Iterator[dict]:
    if day:
        yield {owner: pk, "on": date.fromisoformat(day), "by": by}


def _exception_rows(lines_of: dict[int, str], venues: dict[str, int]) -> Iterator[dict]:
    for meeting, lines in lines_of.items():
        for row in rows_of(with_numbers(lines, venues)):
            yield {"meeting_id": meeting} | row


def _new_words(change: Change, name: str) -> list[str]:
    before = set(getattr(change.now, name).split())
    return [word for word in getattr(change.becomes, name).split() if word not in before]


def _lost_slugs(change: Change, name: str, sign: str) -> list[str]:
    after = set(getattr(change.becomes, name).split())
    return [word.partition(sign)[0] for word in getattr(change.now, name).split() if word not in after]
