"""The page on which two groups, or two venues, that were entered twice become one: their fields side by side."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.admin.pairs import ONE, OTHER, asked_for, merge_address
from groups.admin.small_pages import SmallPages, sent_with
from groups.admin.words import standing_words
from groups.models import Group, Meeting, Venue
from groups.models.fields import MaskField
from groups.rules.geo import Point
from groups.upkeep import joining
from groups.upkeep.quality import real
from groups.upkeep.quality.duplicates import likely_meetings, meeting_facts


class JoinForm(forms.Form):
    """For each field in which the two differ: which of the two values stays."""

    def __init__(self, *args, one: Group | Venue, other: Group | Venue, **kwargs):
        super().__init__(*args, **kwargs)
        for choice in joining.OF_A_GROUP if isinstance(one, Group) else joining.OF_A_VENUE:
            here, there = (said_of(record, choice) for record in (one, other))
            if not is_same(one, other, choice):
                self.fields[choice] = forms.ChoiceField(
                    label=label_of(one, choice),
                    choices=[(ONE, here or _("nothing")), (OTHER, there or _("nothing"))],
                    initial=ONE if here or not there else OTHER,
                    widget=forms.RadioSelect,
                )

    @property
    def taken(self) -> list[str]:
        """The choices in which the other one's value stays."""
        return [name for name, which in self.cleaned_data.items() if which == OTHER]


def is_same(one: Group | Venue, other: Group | Venue, choice: str) -> bool:
    """Whether there is nothing to choose."""
    return all(getattr(one, f"{name}_id", getattr(one, name)) == getattr(other, f"{name}_id", getattr(other, name))
               for name in joining.fields_of(choice))  # fmt: skip


def label_of(record: Group | Venue, choice: str) -> str:
    """What is chosen."""
    if choice == "point":
        return _("Point")
    label = str(record._meta.get_field(choice).verbose_name)
    return label[:1].upper() + label[1:]


def said_of(record: Group | Venue, choice: str) -> str:
    """A value as people read it; empty where nothing is stated."""
    if choice == "point":
        if record.lat is None:
            return ""
        point = Point(record.lat, record.lng)
        return f"{point.lat:.5f}, {point.lng:.5f} ({record.get_precision_display()})"
    if choice == "status":
        return ": ".join(part for part in (standing_words(record), record.status_reason) if part)
    field, value = record._meta.get_field(choice), getattr(record, choice)
    if isinstance(field, MaskField):
        return ", ".join(str(label) for bit, label in field.bits if value & bit)
    return str(dict(field.flatchoices).get(value, value or ""))


class Joins(SmallPages):
    """For the desks of groups and of venues."""

    def get_urls(self):
        called = f"groups_{self.opts.model_name}_merge"
        return [path("merge/", self.admin_site.admin_view(self.merge_view), name=called), *super().get_urls()]

    @admin.action(description=gettext_lazy("Merge two that are the same"), permissions=["change"])
    def merge(self, request, queryset):
        chosen = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(chosen) != 2:
            self.message_user(request, _("Tick the two that are the same."), messages.WARNING)
            return None
        return HttpResponseRedirect(merge_address(self.opts.model_name, *chosen))

    def merge_view(self, request):
        """Side by side, one save."""
        one, other = (self.changeable(request, number) for number in asked_for(request))
        if why := joining.hindrance(one, other):
            self.message_user(request, why, messages.ERROR)
            return HttpResponseRedirect(reverse(f"admin:groups_{self.opts.model_name}_changelist"))
        form = JoinForm(sent_with(request), one=one, other=other)
        if request.method == "POST" and form.is_valid() and self._joined(request, form, one, other):
            return HttpResponseRedirect(self.address("change", one))
        return self.show(
            request,
            title=_("Merge two into one"),
            template="admin/groups/merge.html",
            record=one,
            form=form,
            button=_("Merge"),
            one={"called": one, "facts": _facts(one), "url": self.address("change", one)},
            other={"called": other, "facts": _facts(other), "url": self.address("change", other)},
            swapped=merge_address(self.opts.model_name, other.pk, one.pk),
            has_address=isinstance(one, Group),
            stays_behind=joining.stays_behind(one, other),
            doubled=_doubled(one, other),
            way_back=reverse(f"admin:groups_{self.opts.model_name}_changelist"),
        )

    def _joined(self, request, form: JoinForm, one, other) -> bool:
        said = _("%(other)s merged into %(one)s") % {"other": other, "one": one}
        join = joining.join_groups if isinstance(one, Group) else joining.join_venues
        try:
            with self.deed(request, said):
                join(one, other, taken=form.taken)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return False
        link = format_html('<a href="{}">{}</a>', self.address("change", one), one)
        self.message_user(request, format_html(_("They are one now: {}."), link), messages.SUCCESS)
        return True


def _doubled(one: Group | Venue, other: Group | Venue) -> int:
    """How many meetings of two groups are probably the same: made one, they would stand there twice. A query."""
    if not isinstance(one, Group):
        return 0
    rows = meeting_facts(real.open_meetings().filter(group__in=[one.pk, other.pk]))
    return sum(here.group != there.group for here, there in likely_meetings({row.pk: row for row in rows}))


def _facts(record: Group | Venue) -> str:
    """By what one tells the two apart."""
    meetings = Meeting.objects.filter(**{record._meta.model_name: record}).count()
    said = [ngettext("%(count)s meeting", "%(count)s meetings", meetings) % {"count": meetings}]
    if isinstance(record, Group):
        checks = record.confirmations.count()
        said.append(ngettext("%(count)s check", "%(count)s checks", checks) % {"count": checks})
        said.append(record.get_absolute_url())
    if record.feed_id:
        said.append(_("from the feed %(feed)s") % {"feed": record.feed})
    return " · ".join(said)
