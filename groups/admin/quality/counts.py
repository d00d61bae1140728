"""How much waits, for the start page: counted anew when a listing has changed, else kept for some minutes."""

from collections.abc import Iterable
from datetime import date
from time import perf_counter
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext

from groups.admin.quality.lists import address_of
from groups.admin.quality.sight import seen_by
from groups.models import FindingPutAside, Site
from groups.upkeep.quality import checks, duplicates, links, missing, out_of_sight, placed
from groups.upkeep.quality.finding import Seen

KEPT_SECONDS = 10 * 60
AT_ONCE_SECONDS = 0.5
"""What takes no longer is looked at again after every change."""


class Count(NamedTuple):
    """One line of the start page."""

    number: int
    text: str
    url: str


class Kept(NamedTuple):
    """What was found, of which listings, and how long that took."""

    revision: int
    seconds: float
    found: dict[str, list]


class Brief(NamedTuple):
    """A finding without its words: enough to count it for anybody."""

    name: str
    stood: str
    records: tuple[tuple[str, int], ...]


_KEPT = (
    placed.NO_POINT, duplicates.GROUPS, duplicates.MEETINGS, out_of_sight.OUT_OF_SIGHT, duplicates.VENUES,
    missing.NOWHERE,
)  # fmt: skip
COUNTED = (*_KEPT, links.LINKS)


def counts(user) -> list[Count]:
    """What waits for somebody, without what is nought. The questions asked are of one number, however much there is."""
    today = timezone.localdate()
    found = _found(today) | {links.LINKS: _brief(links.LINKS, today)}
    seen, asides = seen_by(user), _asides()
    numbers = {slug: _count(found[slug], seen, asides) for slug in COUNTED}
    return [Count(number, _said(slug, number), address_of(slug)) for slug, number in numbers.items() if number]


def _found(today: date) -> dict[str, list[Brief]]:
    """What each check found when the listings were last looked at. Links change by themselves and are not kept.

    Looked at anew as soon as a listing has changed, but where that takes long: then a number may lag some minutes
    behind its list, for an editor's every save would make the next opening of the start page wait.
    """
    revision = Site.objects.the_one().revision
    kept = cache.get(f"quality:{today}")
    if kept is None or (kept.revision != revision and kept.seconds < AT_ONCE_SECONDS):
        began = perf_counter()
        found = {slug: _brief(slug, today) for slug in _KEPT}
        kept = Kept(revision, perf_counter() - began, found)
        cache.set(f"quality:{today}", kept, KEPT_SECONDS)
    return dict(kept.found)


def _brief(slug: str, today: date) -> list[Brief]:
    return [
        Brief(finding.name, finding.stood, tuple((record.kind, record.pk) for record in finding.records))
        for finding in checks.BY_SLUG[slug].find(today)
    ]


def _asides() -> set[tuple[str, str]]:
    of_these = Q(pk__in=[])
    for slug in COUNTED:
        of_these |= Q(finding__startswith=f"{slug}:")
    return set(FindingPutAside.objects.filter(of_these).values_list("finding", "stood"))


def _count(found: Iterable[Brief], seen: Seen, asides: set[tuple[str, str]]) -> int:
    return sum(
        (one.name, one.stood) not in asides and all(seen[kind] is None or pk in seen[kind] for kind, pk in one.records)
        for one in found
    )


def _said(slug: str, number: int) -> str:
    said = {
        placed.NO_POINT: ngettext("%(count)s venue has no point", "%(count)s venues have no point", number),
        duplicates.GROUPS: ngettext(
            "%(count)s pair of groups may be one", "%(count)s pairs of groups may be one", number
        ),
        duplicates.MEETINGS: ngettext(
            "%(count)s pair of meetings may be one", "%(count)s pairs of meetings may be one", number
        ),
        out_of_sight.OUT_OF_SIGHT: ngettext(
            "%(count)s listing is shown through another that is gone",
            "%(count)s listings are shown through others that are gone",
            number,
        ),
        duplicates.VENUES: ngettext(
            "%(count)s pair of venues may be one", "%(count)s pairs of venues may be one", number
        ),
        missing.NOWHERE: ngettext(
            "%(count)s listing is without a time or place", "%(count)s listings are without a time or place", number
        ),
        links.LINKS: ngettext(
            "%(count)s listing has a link that stopped answering",
            "%(count)s listings have a link that stopped answering",
            number,
        ),
    }
    return said[slug] % {"count": f"{number:,}"}
