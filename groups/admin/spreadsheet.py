"""Listings as a spreadsheet: what is in the list goes out; a file is looked at, and comes in when somebody says yes."""

from hashlib import sha256

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.results import Result, RowResult

from groups.admin import rights
from groups.admin.history import way_back
from groups.exchange.record import Unreadable
from groups.history import recording
from groups.models import Grant
from groups.rules.choices import DeedSource
from groups.search import index
from groups.upkeep import kept_files
from groups.upkeep.spreadsheet import files
from groups.upkeep.spreadsheet.columns import EXAMPLE, HEADINGS, HELP
from groups.upkeep.spreadsheet.resource import MOST_ROWS, ListingsResource, Planning, Scope
from groups.upkeep.spreadsheet.writing import write

FORMATS = {"xlsx": files.Xlsx, "csv": files.Csv}
TO_IMPORT = tuple(f"groups.{verb}_{name}" for verb in ("add", "change") for name in ("group", "meeting", "venue"))


class FileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Spreadsheet"), help_text=gettext_lazy("XLSX or CSV."))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > files.MOST_BYTES:
            raise forms.ValidationError(_("The file has more than %(most)d MB.") % {"most": files.MOST_BYTES >> 20})
        return file


class Spreadsheets:
    """For the desk of meetings: its rows as files, and files as its rows."""

    def get_urls(self):
        pages = {
            "spreadsheet/": (self.sheet_view, "spreadsheet"),
            "spreadsheet/confirm/": (self.confirm_view, "spreadsheet_confirm"),
            "spreadsheet/empty.<slug:kind>": (self.empty_view, "spreadsheet_empty"),
            "spreadsheet/listings.<slug:kind>": (self.export_view, "spreadsheet_export"),
        }
        own = [
            path(route, self.admin_site.admin_view(view), name=f"groups_meeting_{name}")
            for route, (view, name) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        shown = {"may_import": may_import(request.user), "filters": _filters(request)}
        return super().changelist_view(request, shown | (extra_context or {}))

    # --- Out

    def export_view(self, request, kind):
        """What is in the list, with its search and filters; without private contacts for who may not change groups."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        request.GET = request.GET.copy()
        request.GET.pop("p", None)
        listed = self._listed(request)
        private = request.user.has_perm("groups.change_group")
        resource = ListingsResource(on=timezone.localdate(), private=private)
        return _file(kind, resource.rows_of(listed), name=f"listings-{timezone.localdate()}")

    def _listed(self, request):
        """The rows of the list; who asks for it by nonsense has made the address up."""
        if any("\x00" in value for values in request.GET.lists() for value in values[1]):
            raise BadRequest("No name holds a NUL.")
        try:
            return self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters as error:
            raise BadRequest("No list is asked for like this.") from error

    def empty_view(self, request, kind):
        """Our spreadsheet, with a row that shows how."""
        if not may_import(request.user):
            raise PermissionDenied
        return _file(kind, ListingsResource(on=timezone.localdate()).empty(), name="our-spreadsheet")

    # --- In

    def sheet_view(self, request):
        """Hand a file in, and see what it would do. Nothing is written."""
        if not may_import(request.user):
            raise PermissionDenied
        form = FileForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            data = file.read()
            try:
                resource, result = _read(request, data)
            except Unreadable as reason:
                form.add_error("file", str(reason))
            else:
                token = kept_files.keep(data, by=request.user, name=file.name, now=timezone.now())
                return self._preview(request, resource, result, token, file.name)
        columns = [(HEADINGS[name], HELP[name], EXAMPLE.get(name, "")) for name in HEADINGS]
        return self._page(request, "sheet", _("Our spreadsheet"), form=form, columns=columns, most=MOST_ROWS)

    def confirm_view(self, request):
        """Take in what was looked at, as it was looked at: all of it or nothing."""
        if not may_import(request.user):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseRedirect(reverse("admin:groups_meeting_spreadsheet"))
        token = request.POST.get("token", "")
        try:
            data, name = kept_files.found(token, by=request.user, now=timezone.now())
        except kept_files.NotKept:
            messages.error(request, _("The file was kept for an hour. Choose it again: nothing was changed."))
            return HttpResponseRedirect(reverse("admin:groups_meeting_spreadsheet"))
        doing = recording.deed(DeedSource.IMPORT, by=request.user)
        with doing as deed, transaction.atomic():
            index.hold()
            resource, result = _read(request, data)
            if faults(resource, result) or _digest(resource.planning) != request.POST.get("seen"):
                messages.warning(request, _("Somebody has changed a listing in the meantime. Look again, please."))
                return self._preview(request, resource, result, token, name)
            counts = {"name": name, "added": _count(result, "new"), "changed": _count(result, "update")}
            deed.say(_("Spreadsheet %(name)s: added %(added)d, changed %(changed)d") % counts)
            write(resource.planning)
        kept_files.done_with(token)
        messages.success(request, _("Added %(added)d, changed %(changed)d.") % counts)
        if deed.row:
            messages.info(request, way_back(deed.row))
        return HttpResponseRedirect(reverse("admin:groups_meeting_changelist"))

    def _preview(self, request, resource: ListingsResource, result: Result, token: str, name: str):
        return self._page(
            request,
            "preview",
            _("What %(name)s would do") % {"name": name},
            faults=faults(resource, result),
            rows=[row for row in _rows(result) if row["kind"] != "skip"],
            counts={"added": _count(result, "new"), "changed": _count(result, "update"), "same": _unchanged(result)},
            left_out=resource.left_out,
            doubles=resource.doubles,
            token=token,
            seen=_digest(resource.planning),
        )

    def _page(self, request, template: str, title: str, **context):
        context |= self.admin_site.each_context(request) | {"opts": self.opts, "title": title}
        return TemplateResponse(request, f"admin/groups/meeting/{template}.html", context)


def may_import(user) -> bool:
    """Whether someone may add and change listings at all; of which, their grants say."""
    return user.has_perms(TO_IMPORT) and bool(rights.pairs(user))


def scope_of(user) -> Scope:
    """Whose rows somebody may hand in."""
    only = Grant.objects.filter(user=user).first() if len(rights.pairs(user)) == 1 else None
    pairs = rights.pairs(user)
    return Scope(
        meetings=rights.meetings(user),
        groups=rights.groups(user),
        venues=rights.venues(user),
        venues_seen=rights.venues_seen(user),
        may_hold=lambda area, programme: any(pair.holds(area, programme) for pair in pairs),
        area=only.area_id if only else None,
        programme=only.programme_id if only else None,
    )


def faults(resource: ListingsResource, result: Result) -> list[dict[str, object]]:
    """What is wrong, row by row: where it stands, what stands there, and the sentence."""
    found = [{"line": 0, "heading": "", "cell": "", "said": str(error.error)} for error in result.base_errors]
    found += [
        {"line": row.number + 1, "heading": "", "cell": "", "said": _("This row cannot be read.")}
        for row in result.error_rows
    ]
    for row in result.invalid_rows:
        for name, sentences in row.error_dict.items():
            heading = "" if name == NON_FIELD_ERRORS else HEADINGS[name]
            cell = dict(zip(resource.headings, row.values, strict=False)).get(heading, "")
            found += [{"line": row.number + 1, "heading": heading, "cell": cell, "said": said} for said in sentences]
    return sorted(found, key=lambda fault: fault["line"])


def _read(request, data: bytes) -> tuple[ListingsResource, Result]:
    resource = ListingsResource(scope_of(request.user), on=timezone.localdate())
    return resource, resource.read(files.read(data))


def _rows(result: Result) -> list[dict[str, object]]:
    """Each row of the sheet with its line, what it is called, and what it changes."""
    return [
        {
            "line": line,
            "kind": row.import_type,
            "number": row.instance.number if row.instance else None,
            "title": row.instance.group if row.instance else "",
            "differences": row.diff,
        }
        for line, row in enumerate(result.rows, start=2)
        if row.diff is not None
    ]


def _count(result: Result, kind: str) -> int:
    return sum(row.import_type == kind for row in result.rows)


def _unchanged(result: Result) -> int:
    return sum(row.import_type == RowResult.IMPORT_TYPE_SKIP and row.diff is not None for row in result.rows)


def _digest(planning: Planning) -> str:
    """By which it is known that what is written is what was seen."""
    return sha256(repr(planning).encode()).hexdigest()


def _filters(request) -> str:
    """The search and filters of the list, for the addresses of its files."""
    asked = request.GET.copy()
    asked.pop("p", None)
    return f"?{asked.urlencode()}" if asked else ""


def _file(kind: str, dataset, *, name: str) -> HttpResponse:
    if kind not in FORMATS:
        raise Http404
    made = FORMATS[kind]()
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(made.export_data(dataset), content_type=made.get_content_type(), headers=headers)
