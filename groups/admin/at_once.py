"""Two people at one listing: the second is told what the first has saved, and keeps what they typed."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from groups.history.words import field_name
from groups.models import Change, Group, Meeting


class ToldOfOthers(forms.ModelForm):
    """Remembers the last change of the record that was opened. One that came since is told; to save again holds."""

    stood = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "stood" in self.fields and self.instance.pk and not self.is_bound:
            self.initial["stood"] = _last(self.instance)

    def clean_stood(self):
        stood = self.cleaned_data["stood"]
        if not self.instance.pk or not stood.isdecimal() or len(stood) > 18:
            return stood
        since = list(_changes_of(self.instance).filter(pk__gt=stood).select_related("deed").order_by("pk"))
        if not since:
            return stood
        self.data = self.data.copy()
        self.data[self.add_prefix("stood")] = since[-1].pk  # who has been told may save
        raise ValidationError(_said(since))


def _changes_of(record) -> QuerySet[Change]:
    """The changes of a record, of a group with those of its meetings, which stand on the same page."""
    here = Q(table=record._meta.model_name, key=record.pk)
    if isinstance(record, Group):
        here |= Q(table="meeting", key__in=Meeting.objects.filter(group=record).values("pk"))
    return Change.objects.filter(here)


def _last(record) -> int:
    return _changes_of(record).order_by("-pk").values_list("pk", flat=True).first() or 0


def _said(changes: list[Change]) -> str:
    names = (field_name(change.table, name) for change in changes for name in {**change.before, **change.after})
    said = _(
        "%(who)s has saved this since you opened it (%(fields)s). What you typed stands below. "
        "Save again to put it in place of theirs, or open the page anew."
    )
    who = changes[-1].deed.by_words or _("Somebody")
    return said % {"who": who, "fields": ", ".join(dict.fromkeys(names))}
