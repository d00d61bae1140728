"""Two meetings that are one, told by two sources: one is shown, the other is the same as it, and can be shown again.

Nothing is thrown together and nothing is lost: see docs/decisions/merging.md. Groups go the same way, by `joining`.
"""

from django.utils.translation import gettext as _

from groups.history import recording
from groups.models import DEMONSTRATION, Group, Meeting
from groups.rules.choices import Status

IN_SIGHT = (Status.LISTED, Status.PAUSED)


class NotTheSame(Exception):
    """These two cannot be made one; it says why, and what to do instead, in a sentence."""


def hindrance(kept: Meeting, double: Meeting) -> str:
    """Why visitors cannot see the first in place of the second; empty where they can. A query."""
    if kept.pk == double.pk:
        return _("Choose two different meetings.")
    if why := chained(kept) or chained(double):
        return why
    if is_invented(kept) or is_invented(double):
        return _("One of them belongs to the demonstration, and goes with it.")
    if not is_in_sight(kept):
        return _("Visitors would find nothing: “%(meeting)s” is not listed. List it first, or keep the other one.") % {
            "meeting": kept.title
        }
    return ""


def chained(record: Group | Meeting) -> str:
    """A sentence where a record is itself the same as another: whoever stands for it must be seen."""
    if record.same_as_id is None:
        return ""
    return _("“%(one)s” is the same as “%(other)s” already. Show it again first, or choose that one.") % {
        "one": record,
        "other": record.same_as,
    }


def unsafe(record: Group | Meeting, other: int) -> str:
    """Why a record cannot be the same as that of this number again, as an undo would have it; empty where it can."""
    theirs = type(record)._base_manager.filter(pk=other, same_as__isnull=False)
    if not (theirs.exists() or record.stands_for.exists()):
        return ""
    return _("what it would be the same as is itself the same as another, or it stands for others.")


def is_in_sight(record: Group | Meeting) -> bool:
    """Whether the public reads it: listed or paused, and with it its group."""
    of_it = (record.status, record.group.status) if isinstance(record, Meeting) else (record.status,)
    return all(status in IN_SIGHT for status in of_it)


def is_invented(record: Group | Meeting) -> bool:
    """Whether it belongs to the demonstration."""
    return bool(record.feed_id) and record.feed.name == DEMONSTRATION


def make_one(kept: Meeting, double: Meeting) -> None:
    """Let visitors see the first alone: the second, and what was the same as that, are the same as the first."""
    with recording.changing(double, *double.stands_for.all()):  # in the order in which an undo can take it back
        kept, double = map(_as_it_stands, (kept, double))
        if why := hindrance(kept, double):
            raise NotTheSame(why)
        point_to(kept, double)


def _as_it_stands(meeting: Meeting) -> Meeting:
    """Read anew, now that nobody else changes listings."""
    return Meeting.objects.select_related("group", "feed", "same_as__group").get(pk=meeting.pk)


def point_to(kept: Group | Meeting, double: Group | Meeting) -> None:
    """Write it down, within a `changing` that watches the second and what is the same as it."""
    records = type(kept).objects
    records.filter(same_as=double.pk).update(same_as=kept.pk)
    records.filter(pk=double.pk).update(same_as=kept.pk)


def show_again(double: Meeting) -> None:
    """Let visitors see it again, at its own address."""
    with recording.changing(double):
        Meeting.objects.filter(pk=double.pk).update(same_as=None)


def only_doubles_left(group: Group) -> bool:
    """Whether visitors find every open meeting of a group in another group, so that the two are probably one."""
    open_ones = group.meetings.exclude(status=Status.CLOSED).values_list("same_as__group", flat=True)
    others = set(open_ones)
    return bool(others) and not others & {None, group.pk}
