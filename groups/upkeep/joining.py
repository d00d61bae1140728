"""Making one of two groups, or of two venues, that were entered twice. See docs/decisions/merging.md."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db.models import Q
from django.utils.translation import gettext as _

from groups.history import recording
from groups.models import (
    DEMONSTRATION,
    AccessAnswer,
    Change,
    Confirmation,
    Group,
    Letter,
    LetterGroup,
    Meeting,
    MeetingException,
    Suggestion,
    Venue,
)
from groups.rules.folding import fold
from groups.upkeep import sameness
from groups.upkeep.slugs import keep_old_slug

OF_A_GROUP = (
    "name", "programme", "area", "audience", "about", "description", "email", "phone", "website", "private_contact",
    "status",
)  # fmt: skip
OF_A_VENUE = ("name", "address", "town", "postcode", "country", "area", "point", "directions")
"""What one chooses between, side by side; some stand for several fields that belong together."""

TOGETHER = {
    "status": ("status", "paused_until", "status_reason"),
    "private_contact": ("private_contact", "letters_ended"),
    "point": ("lat", "lng", "precision"),
}
_PROVENANCE = ("feed_id", "feed_key", "last_seen", "feed_values")


class NotToBeJoined(Exception):
    """These two cannot be made one; it says why, and what to do instead, in a sentence."""


def fields_of(choice: str) -> tuple[str, ...]:
    """The fields that go with one choice."""
    return TOGETHER.get(choice, (choice,))


def hindrance(kept: Group | Venue, gone: Group | Venue) -> str:
    """Why the second cannot go into the first; empty where it can."""
    if type(kept) is not type(gone) or kept.pk == gone.pk:
        return _("Choose two different ones.")
    if _is_demonstration(kept) != _is_demonstration(gone):
        return _("One of them belongs to the demonstration, and goes with it.")
    if isinstance(kept, Group):
        return _hindrance_of_groups(kept, gone)
    if kept.feed_id and gone.feed_id and not _feed_will_find(kept, gone):
        return _comes_again(gone)
    return ""


def stays_behind(kept: Group | Venue, gone: Group | Venue) -> bool:
    """Whether the second is not removed but is the same as the first: two groups of feeds, which both go on."""
    return isinstance(kept, Group) and bool(kept.feed_id and gone.feed_id)


def _hindrance_of_groups(kept: Group, gone: Group) -> str:
    if why := sameness.chained(kept) or sameness.chained(gone):
        return why
    if stays_behind(kept, gone) and _is_demonstration(kept):
        return _("Both belong to the demonstration, and go with it.")
    if stays_behind(kept, gone) and not sameness.is_in_sight(kept):
        return _("Visitors would find nothing: “%(group)s” is not listed. List it first, or keep the other one.") % {
            "group": kept
        }
    return ""


def _is_demonstration(record: Group | Venue) -> bool:
    return bool(record.feed_id) and record.feed.name == DEMONSTRATION


def _feed_will_find(kept: Venue, gone: Venue) -> bool:
    """Whether the next import of the feed that goes links the one that stays, as it does with venues of others."""
    if kept.feed_id == gone.feed_id:
        return False
    name, postcode = (str(gone.feed_values.get(part, "")) for part in ("name", "postcode"))
    return bool(name and postcode) and fold(name) == fold(kept.name) and postcode == kept.postcode


def _comes_again(gone: Venue) -> str:
    return _(
        "Both come from feeds, and the next import would bring the second one again. It would not if this one had the "
        "name and the postcode that the other feed gives: %(name)s, %(postcode)s."
    ) % {"name": gone.feed_values.get("name", ""), "postcode": gone.feed_values.get("postcode", "")}


def join_groups(kept: Group, gone: Group, *, taken: Collection[str] = ()) -> None:
    """Let all that hangs on the second group hang on the first, and remove the second; its address leads to the first.

    Where both come from feeds the second `stays_behind`, the same as the first: its feed goes on finding it, and what
    that says of its meetings means the first. `taken` names the choices (`OF_A_GROUP`) in which the first takes over
    what the second says.
    """
    meetings = list(gone.meetings.all())
    old, behind = gone.slug, stays_behind(kept, gone)
    with _joined(kept, gone, [*meetings, *gone.stands_for.all()], removes=not behind):
        _take(kept, gone, taken)
        Meeting.objects.filter(pk__in=[one.pk for one in meetings]).update(group=kept)
        _follow_in_feeds(meetings, "group", kept, gone.pk)
        Suggestion.objects.filter(group=gone).update(group=kept)
        asked = Letter.objects.filter(asked__group=kept)
        LetterGroup.objects.filter(group=gone).exclude(letter__in=asked).update(group=kept)
        sameness.point_to(kept, gone)
        if behind:
            kept.save()
            return
        Confirmation.objects.filter(group=gone).update(group=kept)
        _go(kept, gone)
        keep_old_slug(kind="group", old=old, new=kept.slug)


def show_group_again(group: Group) -> None:
    """Let visitors see a group again that is the same as another, with the meetings that it brought along."""
    kept = group.same_as
    brought = _brought_along(group, kept)
    with recording.changing(group, *brought):
        Group.objects.filter(pk=group.pk).update(same_as=None)
        Meeting.objects.filter(pk__in=[one.pk for one in brought]).update(group=group)
        _follow_in_feeds(brought, "group", group, kept.pk)


def _brought_along(group: Group, kept: Group) -> list[Meeting]:
    """The meetings that went over with it and are there still. What its feed added since follows at its next run."""
    said_so = Change.objects.filter(table="group", key=group.pk, after__same_as_id=kept.pk).order_by("pk").last()
    if said_so is None:
        return []
    went = Change.objects.filter(table="meeting", deed=said_so.deed_id, before__group_id=group.pk)
    return list(kept.meetings.filter(pk__in=set(went.values_list("key", flat=True))))


def join_venues(kept: Venue, gone: Venue, *, taken: Collection[str] = ()) -> None:
    """Let all that meets at the second venue meet at the first, and remove the second.

    Answers about access go along where the first has none for that feature.
    """
    meetings = list(Meeting.objects.filter(Q(venue=gone) | Q(exceptions__venue=gone)).distinct())
    with _joined(kept, gone, meetings):
        _take(kept, gone, taken)
        _follow_in_feeds([one for one in meetings if one.venue_id == gone.pk], "venue", kept, gone.pk)
        Meeting.objects.filter(venue=gone).update(venue=kept)
        MeetingException.objects.filter(venue=gone).update(venue=kept)
        answered = kept.access_answers.values("feature")
        AccessAnswer.objects.filter(venue=gone).exclude(feature__in=answered).update(venue=kept)
        _go(kept, gone)


@contextmanager
def _joined(
    kept: Group | Venue, gone: Group | Venue, beside: list[Meeting | Group], *, removes: bool = True
) -> Iterator[None]:
    """Around a joining: what is kept is changed, what goes is removed or stays behind, in one transaction."""
    if why := hindrance(kept, gone):
        raise NotToBeJoined(why)
    if removes:
        with recording.changing(kept, *beside), recording.removing(gone):
            yield
    else:
        with recording.changing(kept, gone, *beside):
            yield


def _take(kept: Group | Venue, gone: Group | Venue, taken: Collection[str]) -> None:
    """Write the chosen fields; a check that is newer counts, for it was a check of the same."""
    names = {name for choice in taken for name in fields_of(choice)}
    for name in names:
        field = kept._meta.get_field(name)
        setattr(kept, field.attname, getattr(gone, field.attname))
    if (
        isinstance(kept, Group)
        and gone.confirmed_on
        and (not kept.confirmed_on or kept.confirmed_on < gone.confirmed_on)
    ):
        kept.confirmed_on, kept.confirmed_by = gone.confirmed_on, gone.confirmed_by
    kept.full_clean(exclude={field.name for field in kept._meta.fields} - names, validate_unique=False)


def _go(kept: Group | Venue, gone: Group | Venue) -> None:
    """Remove the one; the other takes over where it came from, so that its feed finds it again."""
    carried = {} if kept.feed_id else {name: getattr(gone, name) for name in _PROVENANCE}
    gone.delete()
    for name, value in carried.items():
        setattr(kept, name, value)
    kept.save()


def _follow_in_feeds(meetings: list[Meeting], name: str, kept: Group | Venue, gone: int) -> None:
    """What a feed last said of a meeting's group or venue means the one that stays: no difference that staff made."""
    for meeting in meetings:
        if meeting.feed_values.get(name) == gone:
            Meeting.objects.filter(pk=meeting.pk).update(feed_values={**meeting.feed_values, name: kept.pk})
