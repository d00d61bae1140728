"""What of this site the examples name: an area, a programme and a meeting that are there."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F

from groups.exchange.open_referral.ids import Ids
from groups.exchange.open_referral.service import PlaceKind
from groups.exchange.open_referral.terms import TAXONOMIES, fixed_terms
from groups.models import SearchRow
from groups.rules.choices import AreaKind, Precision
from groups.rules.criteria import MeetingSearch, Moment
from groups.search import area_tree
from groups.search.area_tree import Branch
from groups.search.vocabulary import Vocabulary
from groups.views.visit import moment_of, site_of, vocabulary_of

_OF_A_MEETING = {
    "meeting": "meeting__slug",
    "name": "meeting__name",
    "group": "meeting__group__slug",
    "group_name": "meeting__group__name",
    "group_number": "meeting__group",
    "programme": "meeting__group__programme__slug",
    "venue": "meeting__venue",
    "precision": "meeting__venue__precision",
}


@dataclass(frozen=True)
class Examples:
    """Slugs and numbers to name in addresses; empty where the site has none."""

    area: str = ""
    programme: str = ""
    meeting: str = ""
    meeting_name: str = ""
    group: str = ""
    group_name: str = ""
    group_number: int = 0
    venue: int = 0
    """The meeting's, unless it is hidden."""

    @property
    def search(self) -> dict[str, str]:
        """What a file of some of the meetings asks."""
        return {name: slug for name, slug in {"programme": self.programme, "area": self.area}.items() if slug}

    @property
    def ids(self) -> dict[str, str]:
        """Identifiers of Open Referral, by what they are of."""
        made = Ids(urlsplit(settings.SITE_URL).hostname or "")
        term = next(iter(fixed_terms()))
        found = {
            "taxonomy": made.named("taxonomy", TAXONOMIES[0].slug),
            "term": made.named("term", term.taxonomy, term.code),
        }
        if self.group_number:
            found["service"] = made.numbered("service", self.group_number)
        if self.venue:
            found["place"] = made.paired(PlaceKind.VENUE, self.group_number, self.venue)
        return found


def examples_of(request) -> Examples:
    """Those of today, kept with the vocabulary. Two queries the first time, where the areas are known."""
    known, at = vocabulary_of(request), moment_of(request)
    home = site_of(request).home_area_id
    return known.keep("open data", (at.today, home), lambda: _read(known, at, home))


def _read(known: Vocabulary, at: Moment, home: int | None) -> Examples:
    area = _area(area_tree.current(known, at).branches.values(), home)
    row = _row(MeetingSearch(areas=(known.areas[area.slug],)), at) if area else _row(MeetingSearch(), at)
    if row is None:
        return Examples(area=area.slug if area else "")
    return Examples(
        area=area.slug if area else "",
        programme=row["programme"] or "",
        meeting=row["meeting"],
        meeting_name=row["name"] or row["group_name"],
        group=row["group"],
        group_name=row["group_name"],
        group_number=row["group_number"],
        venue=0 if row["precision"] == Precision.HIDDEN else row["venue"] or 0,
    )


def _area(branches: Iterable[Branch], home: int | None) -> Branch | None:
    """The site's own, else the town with most meetings, else the fullest of any kind."""
    having = [one for one in branches if one.count]
    chosen = [one for one in having if one.pk == home] or [one for one in having if one.kind == AreaKind.TOWN]
    return max(chosen or having, key=lambda one: (one.count, one.name), default=None)


def _row(asked: MeetingSearch, at: Moment) -> dict | None:
    """A meeting that every format can hold: of every week, and of a programme if there is such a one."""
    found = SearchRow.objects.happening(asked, at=at).that_meets_weekly(on=at.today)
    in_order = found.order_by(F("programme").asc(nulls_last=True), F("meeting__venue").asc(nulls_last=True), "pk")
    row = in_order.values_list(*_OF_A_MEETING.values()).first()
    return dict(zip(_OF_A_MEETING, row, strict=True)) if row else None
