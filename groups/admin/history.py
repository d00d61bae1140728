"""Recent changes: what was done to listings, by whom and from where, with the way back.

What a deed is called may name all that it touched: it is told to those alone who look after all of that.
"""

from collections.abc import Callable, Iterable

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.admin import rights
from groups.history import states
from groups.history.words import lines_of
from groups.models import Change, Deed, Group, Meeting, Venue
from groups.rules.choices import ChangeKind
from groups.upkeep import undoing
from mutualaid.admin import Desk, OnlyRead

MOST_SHOWN = 200
"""So many changes of one deed are shown in full; an import may hold thousands."""


def theirs(user) -> Q:
    """The condition on changes of what someone looks after."""
    if rights.looks_after_all(user):
        return Q()
    return (
        Q(table="group", key__in=rights.groups(user).values("pk"))
        | Q(table="meeting", key__in=rights.meetings(user).values("pk"))
        | Q(table="venue", key__in=rights.venues(user).values("pk"))
    )


def of_others(user) -> QuerySet[Change]:
    """Changes of what someone does not look after."""
    return Change.objects.none() if rights.looks_after_all(user) else Change.objects.exclude(theirs(user))


class KindFilter(admin.SimpleListFilter):
    """Whether something was added, changed or removed by it."""

    title = gettext_lazy("what became of it")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return ChangeKind.choices

    def queryset(self, request, queryset):
        if self.value() not in ChangeKind.values:
            return queryset
        return queryset.filter(Exists(Change.objects.filter(deed=OuterRef("pk"), kind=self.value())))


@admin.register(Deed)
class DeedDesk(OnlyRead, Desk):
    """Only read here, and taken back: nobody writes history."""

    list_display = ("what", "at", "by_words", "source", "records")
    list_filter = ("source", KindFilter)
    date_hierarchy = "at"
    search_fields = ("said", "by_words", "changes__called")
    search_help_text = gettext_lazy("What was done, who did it, or what a group, meeting or venue is called")
    ordering = ("-at", "-pk")

    def get_queryset(self, request):
        """What touched a listing that is theirs, counted by those alone."""
        of_this = Change.objects.filter(theirs(request.user), deed=OuterRef("pk")).order_by()
        count = of_this.values("deed").annotate(count=Count("pk")).values("count")
        first = of_this.order_by("pk").values("called")[:1]
        deeds = super().get_queryset(request).annotate(count=Coalesce(Subquery(count), 0), first_called=Subquery(first))
        if rights.looks_after_all(request.user):
            return deeds
        others = Exists(of_others(request.user).filter(deed=OuterRef("pk")))
        return deeds.annotate(names_others=others).filter(count__gt=0)

    def get_search_results(self, request, queryset, search_term):
        """What is called by the words, of what is theirs."""
        if rights.looks_after_all(request.user):
            return super().get_search_results(request, queryset, search_term)
        own = Change.objects.filter(theirs(request.user), deed=OuterRef("pk"))
        for word in search_term.replace("\x00", "").split():
            said = Q(by_words__icontains=word) | Q(said__icontains=word, names_others=False)
            queryset = queryset.filter(said | Exists(own.filter(called__icontains=word)))
        return queryset, False

    def get_list_display_links(self, request, list_display):
        return ("what",)

    @admin.display(description=gettext_lazy("what was done"))
    def what(self, deed):
        if deed.said and not getattr(deed, "names_others", False):
            return deed.said
        if not deed.first_called:
            return deed.get_source_display()
        more = ngettext(" and %(count)s more", " and %(count)s more", deed.count - 1) % {"count": deed.count - 1}
        return f"{deed.first_called}{more if deed.count > 1 else ''}"

    @admin.display(description=gettext_lazy("records"))
    def records(self, deed):
        return deed.count

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        undo = path("<int:pk>/undo/", self.admin_site.admin_view(self.undo), name="groups_deed_undo")
        return [undo, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What a deed changed, field by field, and the button that takes it back."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        deed = get_object_or_404(self.get_queryset(request), pk=_number(str(object_id)))
        shown = list(deed.changes.filter(theirs(request.user))[:MOST_SHOWN])
        context = self.admin_site.each_context(request) | {
            "title": self.what(deed),
            "opts": self.opts,
            "deed": deed,
            "changes": rows_of(shown, user=request.user),
            "more": deed.count - len(shown),
            "may_undo": may_undo(request.user, deed),
            "undone_by": deed.undone_by.first(),
        }
        return render(request, "admin/groups/deed/change_form.html", context)

    def undo(self, request, pk):
        """Take it back; what stays as it is, is said."""
        deed = get_object_or_404(self.get_queryset(request), pk=pk)
        if request.method != "POST" or not may_undo(request.user, deed):
            raise PermissionDenied
        changes = list(deed.changes.only("table", "key"))
        say(self, request, within_rights(request.user, changes, lambda: undoing.undo(deed, by=request.user)))
        return HttpResponseRedirect(reverse("admin:groups_deed_change", args=[pk]))


def may_undo(user, deed: Deed) -> bool:
    """Whether all that a deed changed is theirs to change. What was removed only an administrator brings back."""
    changes = deed.changes.all()
    if user.is_superuser:
        return changes.exists()
    tables = set(changes.order_by().values_list("table", "kind").distinct())
    may = all(user.has_perm(f"groups.change_{table}") and kind != ChangeKind.REMOVED for table, kind in tables)
    return bool(tables) and may and not changes.exclude(theirs(user)).exists()


def within_rights(user, changes: Iterable[Change], undo: Callable[[], undoing.Undone]) -> undoing.Undone | None:
    """Undo something; nothing, if listings that are theirs would then be others'."""
    with transaction.atomic():
        undone = undo()
        if all(_are_theirs(user, table, changes) for table in {change.table for change in changes}):
            return undone
        transaction.set_rollback(True)
    return None


def _are_theirs(user, table: str, changes: Iterable[Change]) -> bool:
    own = {"group": rights.groups, "meeting": rights.meetings, "venue": rights.venues}.get(table)
    if own is None or rights.looks_after_all(user):
        return True
    there = states.TABLES[table].objects.filter(pk__in={change.key for change in changes if change.table == table})
    return not there.exclude(pk__in=own(user).values("pk")).exists()


def _number(text: str) -> int:
    """The number that was sent; none has 0."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def say(desk, request, undone: undoing.Undone | None) -> None:
    """How an undo went, with what it left."""
    if undone is None:
        desk.message_user(request, _("Nothing was undone: it would hand listings to others."), messages.ERROR)
        return
    if undone.records:
        said = ngettext("%(count)s record is as it was.", "%(count)s records are as they were.", undone.records)
        desk.message_user(request, said % {"count": undone.records}, messages.SUCCESS)
    for sentence in undone.left[:20]:
        desk.message_user(request, sentence, messages.WARNING)
    if len(undone.left) > 20:
        rest = _("%(count)s more stay as they are.") % {"count": len(undone.left) - 20}
        desk.message_user(request, rest, messages.WARNING)


def rows_of(changes: list[Change], *, user, said: bool = False) -> list[dict]:
    """Changes as a page shows them: the record with its address where it is still there, and the lines.

    With `said` also what the deed of each is called, as far as this person may read it.
    """
    lines, there = lines_of(changes, seen=_seen(user)), _there(changes)
    deeds = {change.deed_id for change in changes}
    untold = set(of_others(user).filter(deed__in=deeds).values_list("deed", flat=True)) if said else deeds
    return [
        {
            "pk": change.pk,
            "deed": change.deed,
            "said": "" if change.deed_id in untold else change.deed.said,
            "called": change.called,
            "kind": change.get_kind_display(),
            "is_removed": change.kind == ChangeKind.REMOVED,
            "what": str(states.TABLES[change.table]._meta.verbose_name),
            "url": _address(change) if (change.table, change.key) in there else "",
            "lines": lines[change.pk],
        }
        for change in changes
    ]


def _seen(user) -> dict[type, QuerySet]:
    """Whose names somebody may read: not those of others, nor of a hidden venue where none of theirs meets now."""
    if rights.looks_after_all(user):
        return {}
    return {Group: rights.groups(user), Meeting: rights.meetings(user), Venue: rights.venues_seen(user)}


def _there(changes: list[Change]) -> set[tuple[str, int]]:
    found = set()
    for table, model in states.TABLES.items():
        keys = {change.key for change in changes if change.table == table}
        if keys:
            found |= {(table, pk) for pk in model.objects.filter(pk__in=keys).values_list("pk", flat=True)}
    return found


def _address(change: Change) -> str:
    try:
        return reverse(f"admin:groups_{change.table}_change", args=[change.key])
    except NoReverseMatch:
        return ""


class WithHistory:
    """For desks of what history keeps: the page of one record's changes, each with the way back to before it."""

    def history_view(self, request, object_id, extra_context=None):
        table = self.opts.model_name
        if table not in states.TABLES:
            return super().history_view(request, object_id, extra_context)
        record = self.get_object(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        changes = Change.objects.filter(table=table, key=record.pk).select_related("deed").order_by("-pk")
        may = self.has_change_permission(request, record)
        if request.method == "POST":
            return self._bring_back(request, record, changes, may=may)
        context = self.admin_site.each_context(request) | {
            "title": _("History: %(record)s") % {"record": record},
            "opts": self.opts,
            "record": record,
            "changes": rows_of(list(changes[:MOST_SHOWN]), user=request.user, said=True),
            "may": may,
        }
        return render(request, "admin/groups/history.html", context)

    def _bring_back(self, request, record, changes: QuerySet[Change], *, may: bool) -> HttpResponseRedirect:
        change = changes.filter(pk=_number(request.POST.get("before", ""))).first()
        if not may or change is None or change.kind != ChangeKind.CHANGED:
            raise PermissionDenied
        say(self, request, within_rights(request.user, [change], lambda: undoing.bring_back(change, by=request.user)))
        return HttpResponseRedirect(reverse(f"admin:groups_{self.opts.model_name}_history", args=[record.pk]))


def way_back(deed: Deed) -> str:
    """A line for whoever has just changed many listings at once."""
    address = reverse("admin:groups_deed_change", args=[deed.pk])
    return format_html('<a href="{}">{}</a>', address, _("See what was changed, or undo it"))
