"""Copying a meeting to other days of the week: one that meets on three days is three meetings."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from groups.history import recording
from groups.models import AccessAnswer, Meeting, MeetingTag
from groups.rules.choices import Status
from groups.upkeep.slugs import new_slug

_ITS_OWN = {
    "id", "slug", "weekday", "first", "last", "feed", "feed_key", "feed_values", "last_seen", "cautions",
    "confirmed_on", "confirmed_by", "same_as",
}  # fmt: skip
"""What a copy does not take over: its address and day, where the original came from, who checked that one,
and whether that one is the same as another."""


def copy_to_days(meeting: Meeting, *, days: Iterable[int], starts_at: time | None = None) -> list[Meeting]:
    """Make the same meeting on each of these weekdays, with all its facts, tags and answers about access.

    Exceptions are not taken over: they are of dates on which the copy does not meet. What is closed is copied as a
    draft; a single event moves within its week.
    """
    copies = []
    with recording.changing(meeting) as change:
        for day in days:
            copy = _copied(meeting, day)
            copy.starts_at = starts_at or meeting.starts_at
            copy.slug = new_slug(copy)
            copy.full_clean()
            copy.save()
            _copy_rows(meeting, copy)
            copies.append(copy)
        change.also(*copies)
    return copies


def _copied(meeting: Meeting, day: int) -> Meeting:
    names = [field.attname for field in Meeting._meta.concrete_fields if field.name not in _ITS_OWN]
    copy = Meeting(**{name: getattr(meeting, name) for name in names}, weekday=day)
    copy.first, copy.last = meeting.first, meeting.last
    if meeting.first and meeting.first == meeting.last:
        copy.first = copy.last = _same_week(meeting.first, day)
    if meeting.status == Status.CLOSED:
        copy.status, copy.status_reason = Status.DRAFT, ""
    return copy


def _same_week(day: date, weekday: int) -> date:
    return day + timedelta(days=weekday - day.weekday())


def _copy_rows(meeting: Meeting, copy: Meeting) -> None:
    MeetingTag.objects.bulk_create(
        MeetingTag(meeting=copy, tag_id=row.tag_id, weeks=row.weeks) for row in meeting.meeting_tags.all()
    )
    AccessAnswer.objects.bulk_create(
        AccessAnswer(meeting=copy, feature_id=row.feature_id, answer=row.answer, note=row.note)
        for row in meeting.access_answers.all()
    )
