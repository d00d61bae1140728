"""Write a plan, in one transaction: all of it or nothing."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from groups.feeds.columns import to_columns, update_rows
from groups.feeds.plan import Addition, Change, Part, Plan
from groups.feeds.planning import remembered
from groups.models import (
    AccessAnswer,
    AccessFeature,
    Confirmation,
    Feed,
    Group,
    Meeting,
    MeetingTag,
    Site,
    Tag,
    Venue,
)
from groups.rules.choices import CheckedBy
from groups.rules.schedule import EVERY_WEEK

BATCH = 1000
"""Rows made at a time: a plan holds plain values, and only these become objects."""

_REMEMBERED = ["address", "format", "programme", "area", "time_zone", "group_name_from", "answered_at"]
"""What of the feed itself a run writes: what it was told, for next time, and when it answered."""

Item = TypeVar("Item")


class Refused(Exception):
    """The plan is not to be applied; it says why in a sentence."""


class ListingsMoved(Exception):
    """Somebody changed a listing after the plan was made, which is therefore for something that is no more."""


def apply(
    plan: Plan, *, now: datetime, force: bool = False, on_row: Callable[[int], None] = lambda _count: None
) -> None:
    """Do what the plan says; Refused or ListingsMoved where it may not be done, and then nothing is changed."""
    refusal = plan.refusal(force=force)
    if refusal:
        raise Refused(refusal)
    with transaction.atomic():
        _hold_feed(plan.feed)
        _same_revision(plan)
        plan.feed.answered_at = now
        plan.feed.save(update_fields=_REMEMBERED if plan.feed.pk else None)
        _Writing(plan, now, on_row).write()
        _same_revision(plan)
        if plan.writes:
            Site.objects.listings_changed()


def refresh_statistics() -> None:
    """Tell the database what its tables hold now: without this SQLite plans some searches two hundred times slower."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")
        else:
            tables = (model._meta.db_table for model in (Group, Venue, Meeting, MeetingTag, AccessAnswer, Confirmation))
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")


def _hold_feed(feed: Feed) -> None:
    """Two runs of one feed wait for each other."""
    if feed.pk:
        Feed.objects.select_for_update().filter(pk=feed.pk).values_list("pk").first()


def _same_revision(plan: Plan) -> None:
    revision = Site.objects.filter(pk=1).values_list("revision", flat=True).first() or 0
    if revision != plan.revision:
        raise ListingsMoved(_("The listings were changed by somebody else at the same time."))


class _Writing:
    """One plan on its way into the tables."""

    def __init__(self, plan: Plan, now: datetime, on_row: Callable[[int], None]):
        self.plan, self.now, self.on_row = plan, now, on_row
        self.tags = dict(Tag.objects.values_list("slug", "pk"))
        self.features = dict(AccessFeature.objects.values_list("slug", "pk"))
        self.done = 0

    def write(self) -> None:
        plan = self.plan
        venues = self._part(Venue, plan.venues)
        groups = self._part(Group, plan.groups)
        self._part(Meeting, plan.meetings, groups=groups, venues=venues)

    def _part(self, model, part: Part, **references: dict[str, int]) -> dict[str, int]:
        """Write the records of one table; return the numbers of all by key."""
        numbers = dict(part.known)
        for batch in _batches(part.added):
            rows = [self._new(model, addition, references) for addition in batch]
            model.objects.bulk_create(rows)
            numbers.update({addition.key: row.pk for addition, row in zip(batch, rows, strict=True)})
            if model is Meeting:
                self._beside_new(zip(batch, rows, strict=True))
            self._tell(len(batch))
        changed = part.changed + part.gone
        for batch in _batches(changed):
            update_rows(model, ((change.pk, self._columns_of(change, references)) for change in batch))
            if model is Meeting:
                self._beside_changed(batch)
            self._tell(len(batch))
        for batch in _batches(part.seen):
            model.objects.filter(pk__in=batch).update(last_seen=self.now)
        return numbers

    def _new(self, model, addition: Addition, references) -> models.Model:
        says = _with_numbers(addition.says, references)
        fields = to_columns(says, says._fields)
        if model is not Venue:
            fields["slug"] = addition.slug
        if model is Meeting:
            fields["cautions"] = addition.cautions
            fields |= _checked(addition.besides.get("updated", ""))
        return model(
            **fields,
            feed_id=self.plan.feed.pk,
            feed_key=addition.key,
            last_seen=self.now,
            feed_values=remembered(says, addition.besides),
        )

    def _columns_of(self, change: Change, references) -> dict[str, object]:
        fields = to_columns(_with_numbers(change.becomes, references), change.fields)
        fields["feed_values"] = remembered(_with_numbers(change.says, references), change.besides)
        if "left" not in change.besides:
            fields["last_seen"] = self.now
        if change.is_renamed:
            fields["feed_key"] = change.key
        if change.cautions is not None:
            fields["cautions"] = change.cautions
        return fields | _checked(change.confirmed_on)

    def _tell(self, count: int) -> None:
        self.done += count
        self.on_row(self.done)

    # --- What a meeting has in rows of its own

    def _beside_new(self, pairs: Iterable[tuple[Addition, Meeting]]) -> None:
        tags, answers, checks = [], [], []
        for addition, meeting in pairs:
            tags += self._tag_rows(meeting.pk, addition.says.tags.split())
            answers += self._answer_rows(meeting.pk, addition.says.access.split())
            checks += _check_rows(meeting.pk, addition.besides.get("updated", ""))
        _create(tags, answers, checks)

    def _beside_changed(self, batch: list[Change]) -> None:
        tags, answers, checks = [], [], []
        for change in batch:
            for new, making, rows in (
                (_new_words(change, "tags"), self._tag_rows, tags),
                (_new_words(change, "access"), self._answer_rows, answers),
            ):
                rows += making(change.pk, new)
            checks += _check_rows(change.pk, change.newly_checked)
        self._take_away(MeetingTag, "tag", {(c.pk, self.tags[s]) for c in batch for s in _lost_slugs(c, "tags", ":")})
        self._take_away(
            AccessAnswer, "feature", {(c.pk, self.features[s]) for c in batch for s in _lost_slugs(c, "access", "=")}
        )
        _create(tags, answers, checks)

    def _take_away(self, model, name: str, pairs: set[tuple[int, int]]) -> None:
        """Rows of tags or answers that a feed no longer gives."""
        if not pairs:
            return
        rows = model.objects.filter(meeting__in={meeting for meeting, _other in pairs})
        lost = [pk for pk, *pair in rows.values_list("pk", "meeting_id", f"{name}_id") if tuple(pair) in pairs]
        model.objects.filter(pk__in=lost).delete()

    def _tag_rows(self, meeting: int, words: Iterable[str]) -> Iterator[MeetingTag]:
        for word in words:
            slug, _colon, weeks = word.partition(":")
            yield MeetingTag(meeting_id=meeting, tag_id=self.tags[slug], weeks=int(weeks or EVERY_WEEK))

    def _answer_rows(self, meeting: int, words: Iterable[str]) -> Iterator[AccessAnswer]:
        for word in words:
            slug, _equals, answer = word.partition("=")
            yield AccessAnswer(meeting_id=meeting, feature_id=self.features[slug], answer=answer)


def _with_numbers(says, references: dict[str, dict[str, int]]):
    """The same with the numbers of the group and venue that have just been made."""
    if not references:
        return says
    groups, venues = references["groups"], references["venues"]
    return says._replace(group=groups.get(says.group, says.group), venue=venues.get(says.venue, says.venue))


def _checked(date: str) -> dict[str, str]:
    return {"confirmed_on": date, "confirmed_by": CheckedBy.FEED.value} if date else {}


def _check_rows(meeting: int, date: str) -> Iterator[Confirmation]:
    if date:
        yield Confirmation(meeting_id=meeting, on=date, by=CheckedBy.FEED.value)


def _new_words(change: Change, name: str) -> list[str]:
    before = set(getattr(change.now, name).split())
    return [word for word in getattr(change.becomes, name).split() if word not in before]


def _lost_slugs(change: Change, name: str, sign: str) -> list[str]:
    after = set(getattr(change.becomes, name).split())
    return [word.partition(sign)[0] for word in getattr(change.now, name).split() if word not in after]


def _create(*kinds: list[models.Model]) -> None:
    for rows in kinds:
        if rows:
            type(rows[0]).objects.bulk_create(rows)


def _batches(items: list[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        yield batch
