"""One letter to staff when a feed begins to fail, and one when it answers again; none between.

And one when feeds brought meetings that may be listed already.
"""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from groups.feeds import doubles
from groups.feeds.due import fetched_feeds
from groups.models import Feed, FeedRun
from groups.rules.letter import one_line
from groups.rules.words import ago
from groups.upkeep import mailing


def tell_staff(*, now: datetime) -> str:
    """Send the letters that are due. Returns why one did not leave, else nothing; it then goes with the next run.

    Whether staff know is kept with the feed, so that neither a killed run nor a mail server that is away loses one.
    """
    if not settings.STAFF_EMAIL:
        return ""
    last = FeedRun.objects.filter(feed=OuterRef("pk")).order_by("-started_at", "-pk")
    news = Q(failures__gt=0, staff_told=False) | Q(failures=0, staff_told=True)
    feeds = list(fetched_feeds().filter(news).annotate(why=Subquery(last.values("why")[:1])).order_by("pk"))
    runs = list(FeedRun.objects.filter(staff_told=False).select_related("feed").order_by("pk"))
    why = ""
    try:
        if feeds:
            why = _send(feeds, now)
        if runs:
            why = _send_of_doubles(runs) or why
    except mailing.NotSent as error:
        why = str(error)
    return why


def _send_of_doubles(runs: list[FeedRun]) -> str:
    """One letter for all that was brought since the last one."""
    said = [f"{one_line(run.feed.name)}, {_moment(run.started_at)}:\n{doubles.sentence(run)}" for run in runs]
    how = _("Nothing is made one by itself. Where two are one meeting, you choose which of them visitors see.")
    with mailing.server() as connection:
        try:
            mailing.hand_over(_letter(_("Feeds brought meetings that may be listed already"), [*said, how]), connection)
        except mailing.OnlyThisOne as error:
            return str(error)
    FeedRun.objects.filter(pk__in=[run.pk for run in runs]).update(staff_told=True)
    return ""


def _send(feeds: list[Feed], now: datetime) -> str:
    why = ""
    with mailing.server() as connection:
        for feed in feeds:
            try:
                mailing.hand_over(_failed(feed, now) if feed.failures else _answers_again(feed), connection)
            except mailing.OnlyThisOne as error:
                why = str(error)
            else:
                Feed.objects.filter(pk=feed.pk).update(staff_told=feed.failures > 0)
    return why


def _failed(feed: Feed, now: datetime) -> EmailMessage:
    name = one_line(feed.name)
    paragraphs = [
        _("The feed “%(feed)s” could not be taken in, %(when)s:")
        % {"feed": name, "when": _moment(feed.tried_at or now)},
        f"    {one_line(feed.why or '')}",
        _age(feed, now),
        _(
            "It is tried again by itself: after an hour, then after two, and so on up to once a day."
            " You will hear of it again when it answers, and not before."
        ),
        _page(feed),
    ]
    return _letter(_("The feed “%(feed)s” fails") % {"feed": name}, paragraphs)


def _answers_again(feed: Feed) -> EmailMessage:
    name = one_line(feed.name)
    said = {"feed": name, "when": _moment(feed.answered_at)}
    paragraphs = [_("The feed “%(feed)s” answers again: its listings are as of %(when)s.") % said, _page(feed)]
    return _letter(_("The feed “%(feed)s” answers again") % {"feed": name}, paragraphs)


def _letter(subject: str, paragraphs: list[str]) -> EmailMessage:
    return mailing.message(to=settings.STAFF_EMAIL, subject=subject, body="\n\n".join(paragraphs) + "\n")


def _age(feed: Feed, now: datetime) -> str:
    """What its listings are worth until then."""
    if feed.answered_at is None:
        return _("It has never answered yet: nothing of it is listed.")
    days = (localtime(now).date() - localtime(feed.answered_at).date()).days
    said = {"when": _moment(feed.answered_at), "ago": ago(days)}
    return _("Its listings stay as they were at its last good answer, %(when)s (%(ago)s).") % said


def _page(feed: Feed) -> str:
    """Where staff see more. The feed's own address may hold a key: it is in no letter."""
    return _("What its runs did: %(address)s") % {
        "address": settings.SITE_URL + reverse("admin:groups_feed_change", args=[feed.pk])
    }


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "j F Y, H:i")
