"""Which of the meetings that a run brought are probably listed already, from another feed or by staff."""

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from groups.feeds.plan import Plan
from groups.models import FeedRun, Meeting
from groups.upkeep.quality import duplicates, real


def note(run: FeedRun, made: Plan, *, on_letter: bool) -> None:
    """Keep them with the run, `on_letter` to be told of by one. Where nothing was added, nothing is asked."""
    run.may_be_here = _may_be_here(made) if made.meetings.added else []
    if run.may_be_here:
        run.staff_told = not on_letter
        run.save(update_fields=["may_be_here", "staff_told"])
    made.said_of_doubles = sentence(run)


def sentence(run: FeedRun) -> str:
    """How many there are, and where they are looked at; empty where there are none."""
    if not run.may_be_here:
        return ""
    said = ngettext(
        "%(count)d of these meetings may be listed already: look at it. %(address)s",
        "%(count)d of these meetings may be listed already: look at them. %(address)s",
        len(run.may_be_here),
    )
    return said % {"count": len(run.may_be_here), "address": settings.SITE_URL + address(run)}


def address(run: FeedRun) -> str:
    """Where staff see each beside what it may be."""
    return f"{reverse('admin:groups_quality_list', args=[duplicates.MEETINGS])}?{urlencode({'run': run.pk})}"


def _may_be_here(made: Plan) -> list[int]:
    """The numbers of these. Two queries; those of one feed are not held against each other."""
    keys = {addition.key for addition in made.meetings.added}
    own = Meeting.objects.filter(feed=made.feed).values_list("pk", "feed_key")
    new = {pk for pk, key in own.iterator() if key in keys}
    rows = duplicates.meeting_facts(real.open_meetings())
    shared = {key for row in rows if row.pk in new for key in duplicates.keys_of_meeting(row)}
    near = {
        row.pk: row
        for row in rows
        if row.pk in new or (row.feed != made.feed.pk and not shared.isdisjoint(duplicates.keys_of_meeting(row)))
    }
    pairs = duplicates.likely_meetings(near)
    return sorted({row.pk for pair in pairs if pair[0].feed != pair[1].feed for row in pair if row.pk in new})
