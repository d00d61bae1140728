"""Where nothing meets, on a page that prints, and as a table for a spreadsheet."""

import csv

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Area, Programme
from groups.rules.choices import Kind, Weekday
from groups.upkeep.gaps import Asked, Line, gaps, without_any

MOST_LINES = 300
"""With more areas than this only the widest are shown, until one is chosen."""

WIDEST = 2
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class GapsForm(forms.Form):
    """Which meetings are counted, and where."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("Any kind")), *Kind.choices]
    )
    programme = forms.ModelChoiceField(
        Programme.objects.order_by("name"),
        label=gettext_lazy("Programme"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("Any programme"),
    )
    within = forms.ModelChoiceField(
        Area.objects.order_by("name", "pk"),
        label=gettext_lazy("Inside"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("Everywhere"),
    )


def gaps_of_areas(request, context):
    """Areas by days of the week."""
    form = GapsForm({name: value.replace("\x00", "") for name, value in request.GET.items()})
    form.is_valid()
    said = form.cleaned_data
    asked = Asked(said.get("kind") or "", said.get("programme"), said.get("within"))
    today = timezone.localdate()
    lines = gaps(asked, on=today)
    if request.GET.get("as") == "csv":
        return _as_csv(lines, today)
    is_cut = len(lines) > MOST_LINES
    query = request.GET.copy()
    query["as"] = "csv"
    context |= {
        "title": _("Where nothing meets"),
        "form": form,
        "days": [str(day.label) for day in Weekday],
        "lines": [line for line in lines if line.depth < WIDEST] if is_cut else lines,
        "is_cut": is_cut,
        "empty": without_any(lines),
        "asked": asked,
        "today": today,
        "csv": f"?{query.urlencode()}",
        "others": _others(request),
    }
    return render(request, "admin/groups/quality/gaps.html", context)


def _others(request) -> str:
    """The rest of what was asked, for the links that choose another area."""
    query = request.GET.copy()
    for name in ("within", "as"):
        query.pop(name, None)
    return f"{query.urlencode()}&" if query else ""


def _as_csv(lines: list[Line], today) -> HttpResponse:
    """The same as a file. What a spreadsheet would take for a formula is told to be words."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="gaps-{today.isoformat()}.csv"'
    response.write("\ufeff")  # by which Excel knows the letters
    writer = csv.writer(response)
    writer.writerow([_("Area"), _("Inside"), _("Level"), *(str(day.label) for day in Weekday), _("All")])
    for line in lines:
        names = (defused(line.area.name), defused(line.above), line.area.get_kind_display())
        writer.writerow([*names, *line.days, line.total])
    return response


def defused(text: str) -> str:
    """A text that no spreadsheet works out."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULAS) else text
