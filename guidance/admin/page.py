"""The desk of articles: as shipped or edited here, seen before it is saved, and any older wording one step away."""

import difflib
import re
from urllib.parse import parse_qsl

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from simple_history.admin import SimpleHistoryAdmin

from guidance import shipping
from guidance.models import Helpline, Page
from guidance.rendering import plain_words, tel
from guidance.rendering import render as rendered
from guidance.rules.article import sources_in, spaced
from guidance.rules.easy_read import parsed
from guidance.views.articles import article_context
from mutualaid.admin import Desk

_PREVIEWED = ("title", "summary", "body", "sources", "search", "search_heading", "slug")
_AROUND = 2
"""So many lines that both say are shown on either side of a change."""

_DIALLED = re.compile(r"(?<![\w/.+])[+(]?\d(?:[\s().\u2010-\u2015-]{0,3}\d)+(?![\w/])")
"""Digits with what people put between them."""

_LENGTHS = range(9, 16)
"""So many digits has a number with its area; shorter ones are known by the helplines that have them."""


class PageForm(forms.ModelForm):
    """An article, checked for what no page may hold or lack."""

    stood_at = forms.CharField(required=False, widget=forms.HiddenInput)
    """When the article that was opened had last changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["stood_at"] = self.instance.updated_at.isoformat()

    class Meta:
        model = Page
        fields = (*Page.TEXTS, *Page.DATES, "slug", "language", "hidden")
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2, "cols": 90, "class": "vLargeTextField"}),
            "body": forms.Textarea(attrs={"rows": 32, "cols": 90, "class": "vLargeTextField"}),
            "easy_read": forms.Textarea(attrs={"rows": 16, "cols": 90, "class": "vLargeTextField"}),
            "sources": forms.Textarea(attrs={"rows": 8, "cols": 90, "class": "vLargeTextField"}),
        }

    def clean_body(self):
        """Every helpline that it names is one of ours, and no number stands in it."""
        body = self.cleaned_data["body"].replace("\r\n", "\n")
        unknown = set(rendered(body).helplines) - set(Helpline.objects.values_list("slug", flat=True))
        if unknown:
            said = _("There is no helpline called %(names)s. The list of helplines shows the slug of each.")
            raise forms.ValidationError(said % {"names": ", ".join(sorted(unknown))})
        _refuse_numbers(plain_words(body))
        return f"{body.strip()}\n"  # as a shipped one ends: to press Save is not to edit

    def clean_easy_read(self):
        """Each line can be shown; whatever is wrong is told at once."""
        easy_read = self.cleaned_data["easy_read"].replace("\r\n", "\n").strip()
        wrong = parsed(easy_read).wrong
        if wrong:
            raise forms.ValidationError(list(wrong))
        return f"{easy_read}\n" if easy_read else ""

    def clean_title(self):
        _refuse_numbers(self.cleaned_data["title"])
        return self.cleaned_data["title"]

    def clean_summary(self):
        _refuse_numbers(self.cleaned_data["summary"])
        return self.cleaned_data["summary"].strip()

    def clean_sources(self):
        """One a line; an address, where there is one, is one of the web."""
        sources = self.cleaned_data["sources"].replace("\r\n", "\n")
        addresses = [line.split("|")[2].strip() for line in sources.splitlines() if line.count("|") >= 2]
        wrong = [address for address in addresses if address and not address.startswith(("https://", "http://"))]
        if wrong:
            said = _("“%(address)s” is no address of the web: it begins with https://.")
            raise forms.ValidationError(said % {"address": wrong[0]})
        return sources

    def clean_explains(self):
        return spaced(self.cleaned_data["explains"].replace(",", " ").split())

    def clean_search(self):
        """The search alone, whatever part of its address was pasted."""
        typed = self.cleaned_data["search"].strip()
        search = typed.rpartition("?")[2]
        if search and not all(name and value for name, value in parse_qsl(search, keep_blank_values=True)):
            raise forms.ValidationError(_("This is no search. One looks like kind=family&attend=online."))
        if typed and (not search or "=" not in search):
            raise forms.ValidationError(_("This is no search. One looks like kind=family&attend=online."))
        return search

    def clean_stood_at(self):
        """Two people at one article: the second is told, and keeps what they wrote."""
        stood_at = self.cleaned_data["stood_at"]
        now = Page.objects.filter(pk=self.instance.pk).values_list("updated_at", flat=True).first()
        if stood_at and now and stood_at != now.isoformat():
            said = _(
                "Somebody has saved this article since you opened it. What you wrote stands below: copy it, "
                "open the article again, and put it in there."
            )
            raise forms.ValidationError(said)
        return stood_at

    def clean(self):
        cleaned = super().clean()
        if "body" in cleaned and "sources" in cleaned:
            known = {source.key for source in sources_in(cleaned["sources"])}
            missing = [key for key in rendered(cleaned["body"]).cited if key not in known]
            if missing:
                said = _("The text cites %(keys)s, which this list lacks.") % {"keys": ", ".join(missing)}
                self.add_error("sources", said)
        return cleaned


class DueFilter(admin.SimpleListFilter):
    """Whether it ought to be read through again."""

    title = gettext_lazy("review")
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("yes", _("Due for review"))]

    def queryset(self, request, queryset):
        return queryset.filter(next_review__lte=timezone.localdate()) if self.value() == "yes" else queryset


@admin.register(Page)
class PageDesk(SimpleHistoryAdmin, Desk):
    form = PageForm
    actions = ("return_to_shipped", "reviewed_today")
    change_form_template = "admin/guidance/page/change_form.html"
    object_history_list_template = "admin/guidance/page/history_list.html"
    fieldsets = (
        (None, {"fields": ("stood_at", "title", "summary", "body", "easy_read", "sources", "origin")}),
        (gettext_lazy("Listings beside it"), {"fields": (("search_heading", "search"), "explains")}),
        (gettext_lazy("Review"), {"fields": (("reviewed_on", "next_review"),)}),
        (gettext_lazy("Where it stands"), {"fields": (("slug", "language"), ("part", "position"), "hidden")}),
    )
    list_display = ("title", "language", "part", "position", "reviewed_on", "next_review", "hidden", "origin")
    list_filter = (DueFilter, "part", "language", "hidden")
    search_fields = ("title", "summary", "body")
    ordering = ("language", "position", "title", "pk")
    history_list_display = ()

    @admin.display(description=gettext_lazy("origin"))
    def origin(self, page):
        if not page.shipped:
            return _("added here")
        if not page.is_edited:
            return _("as shipped")
        return _("edited here; the release has a newer text") if page.has_newer else _("edited here")

    def get_urls(self):
        mine = [
            path("preview/", self.admin_site.admin_view(self.preview), name="guidance_page_preview"),
            path("<int:pk>/shipped/", self.admin_site.admin_view(self.shipped), name="guidance_page_shipped"),
        ]
        return mine + super().get_urls()

    def preview(self, request):
        """The article as visitors would see it, of what stands in the form now. Nothing is saved."""
        if request.method != "POST" or not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        page = Page.objects.filter(pk=request.GET.get("of") or None).first() or Page()
        for name in set(_PREVIEWED) & set(request.POST):
            setattr(page, name, request.POST[name])
        others = list(Page.objects.shown(request.POST.get("language") or "en"))
        context = article_context(page, others) | {"noindex": True, "preview": True}
        return render(request, "guidance/page_detail.html", context)

    def shipped(self, request, pk):
        """What the newest release says beside what stands here, and a button to take it."""
        page = get_object_or_404(Page, pk=pk)
        if not self.has_change_permission(request, page) or not page.shipped:
            raise PermissionDenied
        if request.method == "POST":
            shipping.return_to_shipped(page, by=request.user)
            self.log_change(request, page, _("Returned to the shipped text."))
            self.message_user(
                request, _("The page is as shipped again. What stood here is in its history."), messages.SUCCESS
            )
            return HttpResponseRedirect(reverse("admin:guidance_page_change", args=[page.pk]))
        context = self.admin_site.each_context(request) | {
            "title": _("The shipped text of “%(page)s”") % {"page": page},
            "page": page,
            "opts": self.opts,
            "differences": [
                {
                    "name": Page._meta.get_field(name).verbose_name,
                    "lines": _compared(page.texts.get(name, ""), page.shipped.get(name, "")),
                }
                for name in Page.TEXTS
                if page.texts.get(name, "") != page.shipped.get(name, "")
            ],
        }
        return render(request, "admin/guidance/page/shipped.html", context)

    @admin.action(description=gettext_lazy("Return to the shipped text"), permissions=["change"])
    def return_to_shipped(self, request, queryset):
        pages = [page for page in queryset if page.shipped and page.texts != page.shipped_texts]
        for page in pages:
            shipping.return_to_shipped(page, by=request.user)
        said = ngettext("%(count)s page is as shipped again.", "%(count)s pages are as shipped again.", len(pages))
        self.message_user(request, said % {"count": len(pages)}, messages.SUCCESS)

    @admin.action(
        description=gettext_lazy("I have read it through today; next review in a year"), permissions=["change"]
    )
    def reviewed_today(self, request, queryset):
        today = timezone.localdate()
        pages = list(queryset)
        for page in pages:
            page._history_user = request.user
            page.review(on=today)
        said = ngettext("%(count)s page reviewed.", "%(count)s pages reviewed.", len(pages))
        self.message_user(request, said % {"count": len(pages)}, messages.SUCCESS)

    def history_view(self, request, object_id, extra_context=None):
        """The older wordings; the library takes whatever stands in the address for a number."""
        if self.get_object(request, unquote(object_id)) is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return super().history_view(request, object_id, extra_context)

    @transaction.atomic
    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """An older wording; only who may change the article can take it back."""
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)

    def get_readonly_fields(self, request, obj=None):
        keys = ("slug", "language") if obj and obj.shipped else ()
        return (*super().get_readonly_fields(request, obj), *keys, "origin")

    def get_prepopulated_fields(self, request, obj=None):
        # Not as an attribute: the page of an older wording would take it for a field that it has.
        return {"slug": ("title",)} if obj is None else {}


def _refuse_numbers(words: str) -> None:
    """No text of an article holds a number: its helpline does, so that it stays right."""
    known = {tel(number) for number in Helpline.objects.values_list("number", "text_number") for number in number}
    for found in _DIALLED.finditer(words):
        digits = tel(found[0]).lstrip("+")
        begins_like_one = found[0].lstrip("(").startswith(("0", "+"))
        if (begins_like_one and len(digits) in _LENGTHS) or (len(digits) > 4 and digits in known):
            said = _("“%(number)s” looks like a telephone number. Name its helpline instead, so that it stays right.")
            raise forms.ValidationError(said % {"number": found[0]})


def _compared(here: object, shipped: object) -> list[dict]:
    """Line by line: what stands here alone, what the release says alone, and what both say next to those."""
    signs = {"- ": "here", "+ ": "shipped", "  ": "both"}
    lines = [line for line in difflib.ndiff(str(here).splitlines(), str(shipped).splitlines()) if line[:2] in signs]
    changed = [place for place, line in enumerate(lines) if line[:2] != "  "]
    near = {place + n for place in changed for n in range(-_AROUND, _AROUND + 1)}
    shown, before = [], -1
    for place, line in enumerate(lines):
        if place in near:
            if place > before + 1:
                shown.append({"where": "left-out", "text": "…"})
            shown.append({"where": signs[line[:2]], "text": line[2:]})
            before = place
    return shown
