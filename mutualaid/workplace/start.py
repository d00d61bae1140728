"""What needs doing today, in parts, each line with the page where it is done."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.admin import rights
from groups.admin.dates.holidays import holidays_waiting
from groups.admin.letters_due import letters_waiting
from groups.admin.quality.counts import counts as quality_counts
from groups.feeds.waiting import feeds_waiting
from groups.models import Suggestion
from groups.rules.choices import Status, SuggestionKind, SuggestionState
from groups.rules.words import ago
from guidance.admin.helpline import RING_AGAIN_AFTER
from guidance.models import Helpline, Page, SafetyReading


class Thing(NamedTuple):
    """One thing to do, and where it is done."""

    text: str
    url: str


class Part(NamedTuple):
    """Things of one kind under one heading."""

    heading: str
    things: list[Thing]


def parts(user, *, now: datetime) -> list[Part]:
    """Everything that waits for this person; parts in which nothing waits are left out."""
    today = timezone.localdate(now)
    found = [
        Part(_("People are waiting"), [*_worries(user, today), *_suggestions(user, today)]),
        Part(_("Letters"), [Thing(*line) for line in letters_waiting(user)]),
        Part(_("Dates"), _holidays(user, today)),
        Part(_("Listings"), [*_drafts(user), *_quality(user)]),
        Part(_("Feeds"), _feeds(user, now)),
        Part(_("Help and guidance"), [*_helplines(user, today), *_pages(user, today), *_safety(user)]),
    ]
    return [part for part in found if part.things]


# --- Suggestions


def _worries(user, today: date) -> list[Thing]:
    """Administrators alone read what worried somebody."""
    if not user.is_superuser:
        return []
    waiting = Suggestion.objects.filter(kind=SuggestionKind.WORRY, state=SuggestionState.WAITING)
    said = waiting.aggregate(count=Count("pk"), oldest=Min("sent_at"))
    if not said["count"]:
        return []
    text = ngettext(
        "Something worried %(count)s person: %(when)s",
        "Something worried %(count)s people: the first %(when)s",
        said["count"],
    )
    return [Thing(text % {"count": said["count"], "when": _since(said["oldest"], today)}, _waiting("worry"))]


def _suggestions(user, today: date) -> list[Thing]:
    waiting = rights.suggestions(user).filter(state=SuggestionState.WAITING).exclude(kind=SuggestionKind.WORRY)
    said = waiting.aggregate(count=Count("pk"), oldest=Min("sent_at"))
    if not said["count"]:
        return []
    text = ngettext(
        "%(count)s suggestion is waiting: it came %(when)s",
        "%(count)s suggestions are waiting: the oldest came %(when)s",
        said["count"],
    )
    return [Thing(text % {"count": said["count"], "when": _since(said["oldest"], today)}, _waiting())]


def _since(moment, today: date) -> str:
    return ago((today - timezone.localdate(moment)).days)


def _waiting(kind: str = "") -> str:
    desk = reverse("admin:groups_suggestion_changelist")
    return f"{desk}?state=waiting" + (f"&kind__exact={kind}" if kind else "")


# --- Dates


def _holidays(user, today: date) -> list[Thing]:
    """Who meets on the next bank holiday is asked before it comes."""
    if not user.has_perm("groups.change_meeting"):
        return []
    waiting = holidays_waiting(user, on=today)
    if waiting is None:
        return []
    text = ngettext(
        "%(count)s meeting has no answer for %(holiday)s, %(day)s",
        "%(count)s meetings have no answer for %(holiday)s, %(day)s",
        waiting.count,
    )
    said = {"count": waiting.count, "holiday": waiting.name, "day": date_format(waiting.day, "l j F")}
    return [Thing(text % said, waiting.url)]


# --- Listings


def _drafts(user) -> list[Thing]:
    if not user.has_perm("groups.change_group"):
        return []
    draft = Q(status=Status.DRAFT)
    groups = rights.groups(user).filter(draft).count()
    meetings = rights.meetings(user).filter(draft).exclude(group__status=Status.DRAFT).count()
    lines = [
        (groups, ngettext("%(count)s group is a draft", "%(count)s groups are drafts", groups), "group"),
        (meetings, ngettext("%(count)s meeting is a draft", "%(count)s meetings are drafts", meetings), "meeting"),
    ]
    return [
        Thing(text % {"count": count}, f"{reverse(f'admin:groups_{desk}_changelist')}?status__exact=draft")
        for count, text, desk in lines
        if count
    ]


def _quality(user) -> list[Thing]:
    if not user.has_perm("groups.change_group"):
        return []
    return [Thing(line.text, line.url) for line in quality_counts(user)]


# --- Feeds


def _feeds(user, now: datetime) -> list[Thing]:
    """Feeds are for who looks after all: they speak of listings everywhere."""
    if not (user.has_perm("groups.view_feed") and rights.looks_after_all(user)):
        return []
    waiting = feeds_waiting(now=now)
    today = timezone.localdate(now)
    failed = [
        _feed_line(_("The feed %(feed)s failed at its last run: %(age)s"), feed, today) for feed in waiting.failed
    ]
    only_late = [feed for feed in waiting.late if feed not in waiting.failed]
    late = [_feed_line(_("The feed %(feed)s is late: %(age)s"), feed, today) for feed in only_late]
    return failed + late + [_differing(feed, waiting.pinned[feed.pk]) for feed in waiting.differing]


def _feed_line(text: str, feed, today: date) -> Thing:
    if feed.answered_at:
        age = _("its last good answer came %(when)s") % {"when": _since(feed.answered_at, today)}
    else:
        age = _("it has never given a good answer")
    return Thing(text % {"feed": feed, "age": age}, reverse("admin:groups_feed_change", args=[feed.pk]))


def _differing(feed, count: int) -> Thing:
    text = ngettext(
        "%(feed)s: %(count)s field stands otherwise here", "%(feed)s: %(count)s fields stand otherwise here", count
    )
    return Thing(text % {"feed": feed, "count": count}, reverse("admin:groups_feed_pinned", args=[feed.pk]))


# --- Help and guidance


def _helplines(user, today: date) -> list[Thing]:
    if not user.has_perm("guidance.change_helpline"):
        return []
    desk = reverse("admin:guidance_helpline_changelist")
    said = Helpline.objects.aggregate(
        never=Count("pk", filter=Q(checked_on__isnull=True)),
        long_ago=Count("pk", filter=Q(checked_on__lte=today - RING_AGAIN_AFTER)),
    )
    never = ngettext("%(count)s helpline was never rung", "%(count)s helplines were never rung", said["never"])
    again = ngettext(
        "%(count)s helpline was rung more than a year ago",
        "%(count)s helplines were rung more than a year ago",
        said["long_ago"],
    )
    lines = [(said["never"], never, "no"), (said["long_ago"], again, "long-ago")]
    return [Thing(text % {"count": count}, f"{desk}?checked={answer}") for count, text, answer in lines if count]


def _pages(user, today: date) -> list[Thing]:
    if not user.has_perm("guidance.change_page"):
        return []
    due = Page.objects.due(on=today).count()
    edited = [page for page in Page.objects.filter(hidden=False).exclude(shipped={}) if page.is_edited]
    found = []
    if due:
        said = ngettext("%(count)s article is due for review", "%(count)s articles are due for review", due)
        found.append(Thing(said % {"count": due}, f"{reverse('admin:guidance_page_changelist')}?due=yes"))
    for page in edited:
        if page.has_newer:
            said = _("“%(page)s” was edited here, and the release has a newer text") % {"page": page}
            found.append(Thing(said, reverse("admin:guidance_page_shipped", args=[page.pk])))
    return found


def _safety(user) -> list[Thing]:
    if not user.has_perm("guidance.add_safetyreading") or SafetyReading.objects.of_this_text().exists():
        return []
    text = _("The safety text has not been read by a clinician as it stands now.")
    return [Thing(text, reverse("admin:guidance_safetyreading_changelist"))]
