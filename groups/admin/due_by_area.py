"""For the start page: how many groups of each area are due a check, or overdue."""

from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.admin import rights
from groups.admin.finding import as_fresh_as
from groups.models import DEMONSTRATION, Area
from groups.rules.choices import Freshness, Status

SHOWN = (Freshness.DUE, Freshness.OVERDUE, Freshness.OLD, Freshness.NEVER)


class Cell(NamedTuple):
    """So many groups, and the list of just these."""

    number: int
    url: str


class Row(NamedTuple):
    """One area with its parts: groups due a check, overdue, long out of date, and never checked."""

    area: str
    cells: list[Cell]


def due_by_area(user, *, today: date) -> list[Row]:
    """The areas in which somebody's groups wait for a check, those with most of them first. Two queries."""
    counts = {one.value: Count("pk", filter=as_fresh_as(one, ("confirmed_on",), today=today)) for one in SHOWN}
    listed = rights.groups(user).filter(status=Status.LISTED, same_as__isnull=True).exclude(feed__name=DEMONSTRATION)
    by_area = {
        row["area"]: [row[one.value] for one in SHOWN] for row in listed.order_by().values("area").annotate(**counts)
    }
    rows = [
        (numbers, _row(name, {"in": slug}, numbers)) for name, slug, numbers in _with_parts(by_area) if any(numbers)
    ]
    if any(by_area.get(None, ())):
        rows.append((by_area[None], _row(_("No area"), {"area__isnull": "True"}, by_area[None])))
    return [row for _numbers, row in sorted(rows, key=lambda one: -sum(one[0]))]


def _with_parts(by_area: dict[int | None, list[int]]):
    """Each area that has groups of its own, with its parts counted in."""
    areas = {area.pk: area for area in Area.objects.only("name", "slug", "parent")}
    sums = {pk: [0] * len(SHOWN) for pk in areas}
    for pk, numbers in by_area.items():
        seen = set()
        while pk in areas and pk not in seen:
            seen.add(pk)
            sums[pk] = [one + other for one, other in zip(sums[pk], numbers, strict=True)]
            pk = areas[pk].parent_id
    return [(areas[pk].name, areas[pk].slug, sums[pk]) for pk in by_area if pk in areas]


def _row(name: str, where: dict[str, str], numbers: list[int]) -> Row:
    desk = reverse("admin:groups_group_changelist")
    asked = ({**where, "status__exact": Status.LISTED.value, "double": "no", "freshness": one.value} for one in SHOWN)
    return Row(name, [Cell(number, f"{desk}?{urlencode(one)}") for number, one in zip(numbers, asked, strict=True)])
