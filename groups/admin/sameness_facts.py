"""Two meetings side by side: each fact of both, and which of the two one knows more of."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.admin.quality.side_by_side import Side
from groups.admin.words import called, checked, standing_words, when_in_full, where_words
from groups.history import states
from groups.history.words import lines_between
from groups.models import Meeting
from groups.rules.words import ago
from groups.upkeep.sameness import is_in_sight

_SAID_OTHERWISE = {
    "slug", "status", "paused_until", "status_reason", "confirmed_on", "confirmed_by", "feed_id", "feed_key",
    "same_as_id", "cautions", "by_arrangement", "weekday", "weeks", "interval", "phase", "months", "starts_at",
    "minutes", "time_zone", "venue_id", "attendance",
}  # fmt: skip
"""What stands in the sentences above these facts, or is about the record and not about the meeting."""


@dataclass(frozen=True)
class Told:
    """One of the two: what it is called, where it comes from, and what is said of it."""

    meeting: Meeting
    called: str
    source: str
    checked: str
    checked_on: date | None
    lines: dict[str, str]
    """What it says, in words, by what that is about; only what is stated."""
    is_in_sight: bool

    @property
    def facts(self) -> str:
        return ngettext("%(count)s fact stated", "%(count)s facts stated", len(self.lines)) % {"count": len(self.lines)}


def told(meeting: Meeting) -> Told:
    """What is known of one. Some queries, for its parts and for the names that stand in them."""
    newest = max((one.confirmed_on for one in (meeting, meeting.group) if one.confirmed_on), default=None)
    return Told(
        meeting=meeting,
        called=called(meeting),
        source=_source(meeting),
        checked=checked(meeting),
        checked_on=newest,
        lines=_lines(meeting),
        is_in_sight=is_in_sight(meeting),
    )


def _lines(meeting: Meeting) -> dict[str, str]:
    said = {
        _("when"): when_in_full(meeting),
        _("where"): where_words(meeting),
        _("programme"): str(meeting.group.programme or ""),
    }
    state = states.read("meeting", [meeting.pk])[meeting.pk]
    stated = {name: value for name, value in state.items() if name not in _SAID_OTHERWISE and value}
    lines = {line.field: line.after for line in lines_between("meeting", {}, stated)}
    return {label: words for label, words in (said | lines).items() if words}


def _source(meeting: Meeting) -> str:
    if meeting.feed_id is None:
        return _("Entered by staff")
    said = _("From the feed “%(feed)s”") % {"feed": meeting.feed}
    if meeting.last_seen is None:
        return said
    days = (timezone.localdate() - timezone.localdate(meeting.last_seen)).days
    return _("%(source)s, last seen there %(when)s") % {"source": said, "when": ago(days)}


def sides(one: Told, other: Told) -> list[Side]:
    """Every fact that either states; how each stands comes last."""
    labels = dict.fromkeys((*one.lines, *other.lines))
    rows = [Side(label, one.lines.get(label, ""), other.lines.get(label, "")) for label in labels]
    standing = (standing_words(one.meeting), standing_words(other.meeting))
    return [*rows, Side(_("status"), *standing)]


def marks(one: Told, other: Told) -> tuple[list[str], list[str]]:
    """What speaks for each: that it was checked last, or says more."""
    found: tuple[list[str], list[str]] = ([], [])
    here, there = (told.checked_on or date.min for told in (one, other))
    if here != there:
        found[there > here].append(_("checked last"))
    if len(one.lines) != len(other.lines):
        found[len(other.lines) > len(one.lines)].append(_("says more"))
    return found


def likely_kept(one: Told, other: Told) -> int:
    """Which is offered first: 0 or 1. Seen by visitors, checked last, saying more, looked after by staff themselves."""

    def weight(told: Told) -> tuple:
        return told.is_in_sight, told.checked_on or date.min, len(told.lines), told.meeting.feed_id is None

    return int(weight(other) > weight(one))
