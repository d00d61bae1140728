"""Links of listings that stopped answering, as `check_links` found."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import DurationField, ExpressionWrapper, F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from groups.models import LinkCheck
from groups.rules.words import full_date
from groups.upkeep.quality import real
from groups.upkeep.quality.finding import GROUP, MEETING, Finding, Record

LINKS = "links"
TRIES = 3
DAYS = 7


def stopped():
    """The links that failed on three tries, spread over a week."""
    failing_for = ExpressionWrapper(F("tried_at") - F("failing_since"), DurationField())
    failing = LinkCheck.objects.filter(failures__gte=TRIES, failing_since__isnull=False)
    return failing.annotate(failing_for=failing_for).filter(failing_for__gte=timedelta(days=DAYS))


def stopped_links(on: date) -> Iterator[Finding]:
    """The groups and meetings that show such a link. Three queries."""
    known = {url: (since, why) for url, since, why in stopped().values_list("url", "failing_since", "why")}
    if not known:
        return
    groups = real.shown_groups().filter(website__in=known).values_list("pk", "name", "website")
    meetings = real.shown_meetings().filter(online_link__in=known)
    found = [(Record(GROUP, pk, name), url) for pk, name, url in groups]
    for pk, name, group, url in meetings.values_list("pk", "name", "group__name", "online_link"):
        found.append((Record(MEETING, pk, real.called(name, group)), url))
    for record, url in found:
        since, why = known[url]
        said = {"url": url, "day": full_date(localdate(since)), "why": why}
        yield Finding(LINKS, (record,), _("%(url)s has not answered since %(day)s. %(why)s") % said, (url,))
