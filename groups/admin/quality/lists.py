"""What the checks found: all of them with their counts, one as a list, and two records side by side."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.admin import rights
from groups.admin.pairs import merge_address, same_address
from groups.admin.quality.side_by_side import sides
from groups.admin.quality.sight import may_put_aside, seen_by
from groups.models import FeedRun
from groups.upkeep.quality import checks
from groups.upkeep.quality.checks import Check, Found
from groups.upkeep.quality.finding import MEETING, Finding, Record
from groups.upkeep.quality.out_of_sight import OUT_OF_SIGHT

PER_PAGE = 50
ASIDE, BACK = "aside", "back"


class Line(NamedTuple):
    """One row of a check's list."""

    finding: Finding
    links: list[tuple[str, str]]
    """What each record is called, and where it is put right."""
    compare: str
    """Where two are seen side by side; nothing for one."""
    may: bool
    again: str = ""
    """Where what is shown through another is shown again; nothing for any other finding."""
    aside: object = None
    """Who put it aside, and when."""


def overview(request, context):
    """All checks with how much each has found."""
    every = checks.ask_all(on=timezone.localdate(), seen=seen_by(request.user))
    rows = [(check, len(found.waiting), len(found.aside), address_of(check.slug)) for check, found in every]
    context |= {"title": _("Quality of the listings"), "rows": rows}
    return render(request, "admin/groups/quality/overview.html", context)


def one_check(request, context, slug):
    """One check's list; what is right as it is can be put aside, and brought back."""
    check = _check(slug)
    found = checks.ask(check, on=timezone.localdate(), seen=seen_by(request.user))
    if request.method == "POST":
        return _pressed(request, check, found)
    if run := brought_by(request):
        found = found.about(run.may_be_here)
    shows_aside = request.GET.get("show") == ASIDE
    pairs = found.aside if shows_aside else [(finding, None) for finding in found.waiting]
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    context |= {
        "title": check.title,
        "check": check,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "lines": [_line(request.user, check, finding, aside) for finding, aside in page],
        "shows_aside": shows_aside,
        "count_aside": len(found.aside),
        "run": run,
    }
    return render(request, "admin/groups/quality/list.html", context)


def pair(request, context, slug, one, other):
    """Two records of one finding side by side."""
    check = _check(slug)
    found = checks.ask(check, on=timezone.localdate(), seen=seen_by(request.user))
    every = [*found.waiting, *(finding for finding, _aside in found.aside)]
    finding = next((one_of for one_of in every if [r.pk for r in one_of.records] == [one, other]), None)
    if finding is None:
        messages.info(request, _("These two no longer look like one."))
        return HttpResponseRedirect(address_of(slug))
    context |= {
        "title": _("Are these two one?"),
        "check": check,
        "line": _line(request.user, check, finding),
        "sides": sides(finding, request.user),
        "merge": _merge(request.user, check, finding),
        "is_waiting": finding in found.waiting,
    }
    return render(request, "admin/groups/quality/pair.html", context)


def address_of(slug: str) -> str:
    """The list of a check."""
    return reverse("admin:groups_quality_list", args=[slug])


def change_page(record: Record) -> str:
    """Where a record is put right."""
    return reverse(f"admin:groups_{record.kind}_change", args=[record.pk])


def _check(slug: str) -> Check:
    if slug not in checks.BY_SLUG:
        raise Http404(_("There is no such check."))
    return checks.BY_SLUG[slug]


def _line(user, check: Check, finding: Finding, aside=None) -> Line:
    compare = ""
    if len(finding.records) == 2:
        keys = [record.pk for record in finding.records]
        compare = reverse("admin:groups_quality_pair", args=[check.slug, *keys])
    links = [(record.called, change_page(record)) for record in finding.records]
    may = may_put_aside(user, finding)
    again = _again(finding.records[0]) if may and check.slug == OUT_OF_SIGHT else ""
    return Line(finding, links, compare, may, again, aside)


def _again(record: Record) -> str:
    return reverse(f"admin:groups_{record.kind}_apart", args=[record.pk])


def _merge(user, check: Check, finding: Finding) -> tuple[str, ...]:
    """Where the two become one, and what is pressed for it; nothing where they are one already."""
    one, other = finding.records
    if check.slug == OUT_OF_SIGHT or not may_put_aside(user, finding):
        return ()
    if one.kind == MEETING:
        return same_address(one.pk, other.pk), _("They are one meeting")
    return merge_address(one.kind, one.pk, other.pk), _("Merge the two")


def brought_by(request) -> FeedRun | None:
    """The run of a feed to which a list is kept, for who may see runs at all."""
    typed = request.GET.get("run", "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 19):
        return None
    if not (request.user.has_perm("groups.view_feedrun") and rights.looks_after_all(request.user)):
        return None
    return FeedRun.objects.select_related("feed").filter(pk=int(typed)).first()


def _pressed(request, check: Check, found: Found):
    """Put aside, or brought back, what is on the list of whoever pressed and stands as they saw it."""
    deed, name, stood = (request.POST.get(field, "") for field in ("deed", "finding", "stood"))
    if deed not in (ASIDE, BACK):
        raise BadRequest("No such button.")
    among = found.waiting if deed == ASIDE else [finding for finding, _aside in found.aside]
    finding = next((one for one in among if one.name == name), None)
    if finding is None or finding.stood != stood:
        messages.warning(request, _("That has changed since you opened the list. Look again."))
        return HttpResponseRedirect(address_of(check.slug))
    if not may_put_aside(request.user, finding):
        raise PermissionDenied
    if deed == BACK:
        checks.bring_back(finding)
        messages.success(request, _("It is on the list again."))
        return HttpResponseRedirect(f"{address_of(check.slug)}?show={ASIDE}")
    checks.put_aside(finding, on=timezone.localdate(), by_words=request.user.get_username())
    messages.success(request, _("Put aside. It comes back when its facts change."))
    page = request.POST.get("page", "")
    return HttpResponseRedirect(address_of(check.slug) + (f"?page={page}" if page.isdecimal() else ""))
