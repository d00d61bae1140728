"""Two meetings that are one: the pages on which staff say so, choose which one visitors see, and take it back."""

import re
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin import rights
from groups.admin.pairs import asked_for, merge_address, same_address
from groups.admin.sameness_facts import Told, likely_kept, marks, sides, told
from groups.admin.small_pages import SmallPages, sent_with
from groups.admin.words import called, where_words
from groups.models import Group, Meeting
from groups.upkeep import joining, sameness
from groups.upkeep.looks_like import looks_like

_ADDRESS = re.compile(r"/meetings/([-\w]+)/?|/admin/groups/meeting/(\d+)/.*", re.ASCII)


class OtherForm(forms.Form):
    """Which other meeting it is, by its page or its number."""

    other = forms.CharField(
        label=gettext_lazy("The other meeting"),
        max_length=300,
        help_text=gettext_lazy("The address of its page, here or on the site, or its number."),
    )

    def __init__(self, *args, among, **kwargs):
        super().__init__(*args, **kwargs)
        self.among = among

    def clean_other(self) -> Meeting:
        found = self.among.filter(**_named(self.cleaned_data["other"].strip())).first()
        if found is None:
            raise forms.ValidationError(_("No other meeting that you look after has this address or number."))
        return found


def _named(typed: str) -> dict:
    """By what a typed address or number is found."""
    if typed.isascii() and typed.isdecimal() and len(typed) < 19:
        return {"pk": int(typed)}
    try:
        address = _ADDRESS.fullmatch(urlsplit(typed).path)
    except ValueError:
        address = None
    if address is None:
        return {"pk__in": ()}
    slug, number = address.groups()
    return {"slug": slug} if slug else _named(number)


class KeptForm(forms.Form):
    """Which of the two visitors see: only what is listed can be."""

    kept = forms.ChoiceField(label=gettext_lazy("Visitors see"), widget=forms.RadioSelect)

    def __init__(self, *args, both: tuple[Told, Told], **kwargs):
        super().__init__(*args, **kwargs)
        self.both = both
        options = [(str(one.meeting.pk), f"{one.called}. {one.source}") for one in both if one.is_in_sight]
        self.fields["kept"].choices = options
        self.fields["kept"].initial = str(both[likely_kept(*both)].meeting.pk)

    @property
    def chosen(self) -> tuple[Meeting, Meeting]:
        """The one that is kept, and its double."""
        one, other = (told.meeting for told in self.both)
        return (one, other) if self.cleaned_data["kept"] == str(one.pk) else (other, one)


class ShownThrough(SmallPages):
    """For the desks of groups and of meetings: what is the same as another says so, and can be shown again."""

    def get_urls(self):
        return [self.small_page("apart", self.apart_view), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        answer = super().render_change_form(request, context, add, change, form_url, obj)
        if obj:
            answer.context_data["same"] = self._same(request, obj)
        return answer

    def _same(self, request, record) -> dict:
        """Through what visitors see it, or for what it stands. A query."""
        if record.same_as_id:
            again = self.address("apart", record) if rights.may_change(request.user, record) else ""
            return {"through": record.same_as, "url": record.same_as.get_absolute_url(), "again": again}
        there = type(self).theirs(request.user).filter(same_as=record).order_by("pk")
        return {"stands_for": [(self.address("change", one), called(one)) for one in _with_names(there)]}

    def apart_view(self, request, pk):
        """Show it again; back to its page, which says so."""
        record = self.changeable(request, pk)
        if request.method == "POST" and record.same_as_id:
            show = joining.show_group_again if isinstance(record, Group) else sameness.show_again
            with self.deed(request, _("%(record)s shown again by itself") % {"record": record}):
                show(record)
            said = _("Visitors see it again, at its own address: %(name)s.") % {"name": called(record)}
            self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(self.address("change", record))


def _with_names(rows):
    return rows.select_related("group") if rows.model is Meeting else rows


class Sames(ShownThrough):
    """For the desk of meetings."""

    def get_urls(self):
        pair = path("same/", self.admin_site.admin_view(self.pair_view), name="groups_meeting_pair")
        return [pair, self.small_page("same", self.choose_view), *super().get_urls()]

    def tools(self, request, record):
        is_free = record.same_as_id is None and not sameness.is_invented(record)
        own = [self.tool("same", _("The same as another"), record)] if is_free else []
        return [*super().tools(request, record), *own]

    @admin.action(description=gettext_lazy("They are one meeting"), permissions=["change"])
    def same(self, request, queryset):
        chosen = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(chosen) != 2:
            self.message_user(request, _("Tick the two that are one."), messages.WARNING)
            return None
        return HttpResponseRedirect(same_address(*chosen))

    def choose_view(self, request, pk):
        """Which other one it is: the likely ones a press away, any by its address."""
        meeting = self.changeable(request, pk)
        among = rights.meetings(request.user).exclude(pk=meeting.pk)
        form = OtherForm(sent_with(request), among=among)
        if request.method == "POST" and form.is_valid():
            return HttpResponseRedirect(same_address(meeting.pk, form.cleaned_data["other"].pk))
        likely = looks_like(meeting, among=among.select_related("group", "venue"))
        return self.show(
            request,
            title=_("The same as another meeting"),
            template="admin/groups/meeting/choose_same.html",
            record=meeting,
            form=form,
            button=_("See both side by side"),
            likely=[(same_address(meeting.pk, one.pk), called(one), where_words(one)) for one in likely],
            way_back=self.address("change", meeting),
        )

    def pair_view(self, request):
        """Side by side, one press."""
        keys = asked_for(request)
        one, other = both = tuple(told(self._of_number(request, key)) for key in keys)
        if why := _never(one, other):
            self.message_user(request, why, messages.ERROR)
            return HttpResponseRedirect(self.address("change", one.meeting))
        form = KeptForm(sent_with(request), both=both)
        shown = [(who, self.address("change", who.meeting), said) for who, said in zip(both, marks(*both), strict=True)]
        if request.method == "POST" and form.is_valid() and self._one_now(request, form):
            return HttpResponseRedirect(self.address("change", form.chosen[0]))
        return self.show(
            request,
            title=_("Are these two one meeting?"),
            template="admin/groups/meeting/same.html",
            record=one.meeting,
            form=form,
            button=_("They are one meeting"),
            both=shown,
            sides=sides(one, other),
            way_back=self.address("change", one.meeting),
        )

    def _of_number(self, request, key: int) -> Meeting:
        self.changeable(request, key)
        rows = Meeting.objects.select_related("group__programme", "venue", "feed", "same_as__group")
        return rows.get(pk=key)

    def _one_now(self, request, form: KeptForm) -> bool:
        kept, double = form.chosen
        words = _("%(other)s is the same as %(one)s") % {"other": called(double), "one": called(kept)}
        try:
            with self.deed(request, words):
                sameness.make_one(kept, double)
        except sameness.NotTheSame as why:
            form.add_error(None, str(why))
            return False
        link = format_html('<a href="{}">{}</a>', self.address("change", double), _("the other one"))
        said = _("They are one now: visitors see this one, and {} is kept behind it.")
        self.message_user(request, format_html(said, link), messages.SUCCESS)
        self._ask_about_groups(request, kept.group, double.group)
        return True

    def _ask_about_groups(self, request, kept: Group, left: Group) -> None:
        """Where nothing of a group is shown any more, the two groups are probably one."""
        both = (kept, left)
        if not sameness.only_doubles_left(left) or not all(rights.may_change(request.user, one) for one in both):
            return
        said = _("No meeting of “{}” is shown by itself any more: {}.")
        question = _("is the group the same too?")
        link = format_html('<a href="{}">{}</a>', merge_address("group", kept.pk, left.pk), question)
        self.message_user(request, format_html(said, left, link), messages.WARNING)


def _never(one: Told, other: Told) -> str:
    """Why neither can be shown in place of the other; empty where one can."""
    whys = [sameness.hindrance(kept.meeting, double.meeting) for kept, double in ((one, other), (other, one))]
    return whys[0] if all(whys) else ""
