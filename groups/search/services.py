"""Which services, and which of their places, a question in the words of Open Referral finds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from groups.models import Meeting
from groups.rules.choices import ABOUT_BY_SLUG, Kind, Precision, Status, YesNo
from groups.rules.criteria import Near
from groups.rules.schedule import ASSUMED_MINUTES, MINUTES_IN_A_DAY
from groups.rules.sought import Sought


@dataclass(frozen=True)
class ServiceSearch:
    """What was asked: all of it has to hold of one meeting of a service."""

    sought: Sought | None = None
    terms: tuple[tuple[str, str], ...] = ()
    """Taxonomy and code of each."""
    taxonomies: tuple[str, ...] = ()
    minimum_age: int | None = None
    """It has a youngest age, of at least this."""
    maximum_age: int | None = None
    starts_from: time | None = None
    ends_by: time | None = None
    weekday: int | None = None
    near: Near | None = None
    km: float = 0.0


def meetings(asked: ServiceSearch, *, on: date):
    """The meetings that a question finds: listed or resting, and not over.

    Words, places and most terms are asked of the rows of search, which what rests until told has none of.
    """
    there = (Status.LISTED, Status.PAUSED)
    found = Meeting.objects.shown_themselves().filter(status__in=there, group__status__in=there)
    found = found.filter(Q(last__isnull=True) | Q(last__gte=on))
    if asked.sought:
        found = found.saying(asked.sought)
    if asked.minimum_age is not None:
        found = found.filter(youngest__gte=asked.minimum_age)
    if asked.maximum_age is not None:
        found = found.filter(oldest__lte=asked.maximum_age)
    if asked.weekday is not None:
        found = found.filter(weekday=asked.weekday)
    if asked.starts_from:
        found = found.filter(starts_at__gte=asked.starts_from)
    if asked.ends_by:
        length = Coalesce(F("row__minutes"), ASSUMED_MINUTES)
        found = found.annotate(ends_at=F("row__starts_at") + length).filter(ends_at__lte=_minutes(asked.ends_by))
    if asked.near:
        found = found.near(asked.near.point, asked.km)
    for taxonomy, code in asked.terms:
        found = _OF_A_TERM.get(taxonomy, _of_a_tag)(found, code)
    for taxonomy in asked.taxonomies:
        found = found.filter(_OF_A_TAXONOMY[taxonomy]) if taxonomy in _OF_A_TAXONOMY else _of_a_family(found, taxonomy)
    return found.order_by()


def groups(asked: ServiceSearch, *, on: date):
    """The numbers of the groups whose meetings a question finds, in order."""
    return meetings(asked, on=on).values_list("group_id", flat=True).distinct().order_by("group_id")


def places(asked: ServiceSearch, *, on: date):
    """What tells each found meeting's places: group, meeting, venue, whether that is hidden, and attendance."""
    found = meetings(asked, on=on).order_by("group_id", "pk")
    rows = found.values_list("group_id", "pk", "venue_id", "venue__precision", "attendance")
    return [(group, pk, venue, precision == Precision.HIDDEN, way) for group, pk, venue, precision, way in rows]


def _minutes(at: time) -> int:
    """An end in minutes: a day ends at 24:00, which a clock shows as its beginning."""
    return at.hour * 60 + at.minute or MINUTES_IN_A_DAY


# --- Terms


def _of_a_field(found, code: str):
    field, _equals, value = code.partition("=")
    return found.filter(**{_FIELDS[field]: value}) if field in _FIELDS else found.none()


def _of_a_fact(found, code: str):
    name = _value(code)
    return found.filter(_OF_A_FACT.get(name, _ANY)) if name in _OF_A_FACT else found.none()


def _of_a_tag(found, slug: str):
    return found.filter(meeting_tags__tag__slug=slug)


def _of_a_family(found, family: str):
    return found.filter(meeting_tags__tag__family=family)


def _value(code: str) -> str:
    return code.partition("=")[2]


_FIELDS = {
    "attendance": "attendance",
    "who": "who",
    "joining": "joining",
    "cost": "cost",
    "slip": "slip",
    "children": "children",
    "bank_holidays": "bank_holidays",
}
"""Columns of a meeting by the names of fields in codes."""

_ANY, _PAUSED = Q(), Q(status=Status.PAUSED) | Q(group__status=Status.PAUSED)
_NOT_WHOLE = Q(venue__postcode="") | Q(venue__name="", venue__address="")
_OF_A_FACT = {
    "time_zone": _ANY,
    "checked_on": Q(confirmed_on__isnull=False) | Q(group__confirmed_on__isnull=False),
    "by_arrangement": Q(by_arrangement=True),
    "usual": Q(by_arrangement=True) | _PAUSED,
    "minutes": Q(minutes__isnull=False) & (Q(starts_at__isnull=True) | Q(minutes=MINUTES_IN_A_DAY)),
    "drop_in": Q(drop_in=True),
    "online_ask": Q(online_ask=True),
    "open_weeks": Q(open_weeks__gt=0),
    "youngest": Q(youngest__isnull=False),
    "oldest": Q(oldest__isnull=False),
    "exception": Q(exceptions__isnull=False),
    "access": Q(access_answers__isnull=False) | Q(venue__access_answers__isnull=False),
    "programme": Q(group__programme__isnull=False),
    "audience": ~Q(group__audience=""),
    "about": Q(group__about__gt=0),
    "page": Q(group__website=""),
    "last_line": _ANY,
    "slug": _ANY,
    "checked_by": Q(confirmed_on__isnull=False) | Q(group__confirmed_on__isnull=False),
    "area": Q(group__area__isnull=False) | Q(venue__area__isnull=False),
    "precision": Q(venue__isnull=False),
    "address": _NOT_WHOLE | Q(venue__address__contains="\n"),
    "town": _NOT_WHOLE,
    "postcode": _NOT_WHOLE,
    "country": _NOT_WHOLE,
    "stands_in": Q(venue__town="") | Q(venue__address=""),
    "paused": _PAUSED,
    "paused_until": _PAUSED,
    "reason": _PAUSED,
    **{
        name: ~Q(**{name: ""})
        for name in (
            "room", "door", "who_note", "joining_note", "cost_note", "newcomer_met", "newcomer_contact",
            "newcomer_note", "languages",
        )
    },
}  # fmt: skip
"""Which meetings have a fact, as far as their columns tell."""

_OF_A_TERM: Mapping[str, Callable] = {
    "kind": lambda found, code: found.of_kinds(Kind(_value(code))),
    "about": lambda found, code: found.about(int(ABOUT_BY_SLUG[_value(code)])),
    "for": lambda found, code: found.for_whom(_value(code)),
    "access": lambda found, code: found.with_access(code),
    "language": lambda found, code: found.filter(row__languages__contains=f" {code} "),
    "fact": _of_a_fact,
    **dict.fromkeys(
        ("attendance", "who-may-come", "joining", "cost", "slip", "children", "bank-holidays"), _of_a_field
    ),
}
_OF_A_TAXONOMY = {
    **dict.fromkeys(("kind", "about", "for", "attendance", "fact"), _ANY),
    "access": Q(row__isnull=False) & ~Q(row__access__in=("", " ")),
    "language": ~Q(languages=""),
    "who-may-come": ~Q(who=""),
    "joining": ~Q(joining=""),
    "cost": ~Q(cost=""),
    "slip": Q(slip__in=YesNo.values),
    "children": Q(children__in=YesNo.values),
    "bank-holidays": ~Q(bank_holidays=""),
}
