"""How a feed does, in words: whether it answers, how old its listings are, and when it is its turn."""

from datetime import datetime

from django.contrib import admin
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.feeds import doubles, due
from groups.feeds.known import INVENTED
from groups.models import Feed, FeedRun
from groups.rules.choices import RunOutcome
from groups.rules.words import ago

BAD = (RunOutcome.FAILED, RunOutcome.REFUSED)


class AnswersFilter(admin.SimpleListFilter):
    """Feeds whose last run brought nothing in, and the others."""

    title = gettext_lazy("last run")
    parameter_name = "answers"

    def lookups(self, request, model_admin):
        return [("no", _("Brought nothing in")), ("yes", _("Went well"))]

    def queryset(self, request, queryset):
        fails = Q(failures__gt=0) | Q(last_outcome__in=BAD)
        if self.value() == "no":
            return queryset.filter(fails)
        return queryset.filter(failures=0).exclude(last_outcome__in=BAD) if self.value() == "yes" else queryset


def with_last_run(feeds: QuerySet[Feed]) -> QuerySet[Feed]:
    """Each with how its last run ended, and why; without a further query."""
    last = FeedRun.objects.filter(feed=OuterRef("pk")).order_by("-started_at", "-pk")
    return feeds.annotate(last_outcome=Subquery(last.values("outcome")[:1]), last_why=Subquery(last.values("why")[:1]))


def how_it_goes(feed: Feed) -> str:
    """One sentence. The feed is one of `with_last_run`."""
    if feed.failures:
        said = ngettext(
            "Fails since %(when)s: %(why)s", "Fails since %(when)s, %(count)s times: %(why)s", feed.failures
        )
        when = date_format(localtime(feed.failing_since), "j F") if feed.failing_since else "?"
        return said % {"when": when, "count": feed.failures, "why": feed.last_why or "?"}
    if feed.last_outcome in BAD:
        return _("Its last run brought nothing in: %(why)s") % {"why": feed.last_why or "?"}
    if feed.answered_at is None:
        return _("Never taken in yet")
    return _("Goes well")


def listings_as_of(feed: Feed, *, now: datetime) -> str:
    """When it last gave a good answer, and how long ago that is."""
    if feed.answered_at is None:
        return _("never")
    return f"{_moment(feed.answered_at)} ({age(feed, now=now)})"


def age(feed: Feed, *, now: datetime) -> str:
    """The same in two words, for a list."""
    if feed.answered_at is None:
        return _("never")
    return ago((localtime(now).date() - localtime(feed.answered_at).date()).days)


def next_run(feed: Feed, *, now: datetime) -> str:
    """When sync_feeds asks it; empty where it never does."""
    if feed.name in INVENTED:
        return ""
    if not due.is_fetched(feed):
        return _("when somebody hands a file in")
    turn = due.next_turn(feed)
    return _moment(turn) if turn and turn > now else _("at the next run")


def doubles_of(run: FeedRun) -> str:
    """How many of its meetings may be listed already, with the way to them; empty where none may."""
    if not run.may_be_here:
        return ""
    count = len(run.may_be_here)
    said = ngettext(
        "{} of these meetings may be listed already: {}", "{} of these meetings may be listed already: {}", count
    )
    look = ngettext("look at it", "look at them", count)
    return format_html(said, count, format_html('<a href="{}">{}</a>', doubles.address(run), look))


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "j M Y, H:i")
