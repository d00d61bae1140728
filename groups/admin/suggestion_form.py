"""What staff decide of a suggestion: each field that would differ with a tick and a value that can be edited."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.admin import rights
from groups.history.states import TABLES
from groups.history.words import value_words
from groups.models import Programme, Suggestion
from groups.rules import keeping_private, suggested
from groups.rules.choices import SuggestionKind
from groups.upkeep import suggestions
from groups.upkeep.suggested_listings import (
    NEW_PLACE,
    SAME_PLACE,
    is_in_the_same_town,
    likely_place,
    venues_like,
)

TABLE_NAMES = {"meeting": "", "group": gettext_lazy("group"), "venue": gettext_lazy("venue")}


@dataclass
class Row:
    """One field that would differ."""

    label: str
    was: str
    now: str
    would_be: str
    has_changed: bool
    """Since it was sent."""
    is_so_already: bool
    caution: str
    take: forms.BoundField
    value: forms.BoundField


class AcceptForm(forms.Form):
    """The ticks and values; what a proposed venue is; into which group a new meeting goes."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    """How the listing stood when the page was made."""

    def __init__(self, data=None, *, suggestion: Suggestion, user):
        super().__init__(data)
        self.suggestion, self.user = suggestion, user
        self.now = suggested.flat(suggestions.standing_now(suggestion))
        self.was = suggested.flat(suggestion.was)
        self.offered = suggested.flat(suggestion.proposed)
        self.initial["seen"] = self.digest
        self._ask_for_the_town()
        for key, value in self.offered.items():
            self._add_field(key, value)
        if self.takes_place:
            self._add_place()
        if suggestion.kind == SuggestionKind.NEW:
            self._add_into()

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(repr(sorted(self.now.items())).encode()).hexdigest()[:16]

    @property
    def takes_place(self) -> bool:
        return "venue" in self.suggestion.proposed and self.suggestion.kind in (
            SuggestionKind.CHANGE,
            SuggestionKind.NEW,
        )

    def _ask_for_the_town(self) -> None:
        """Who says that it moved may name no town: that of the former venue holds only for the same postcodes."""
        said = self.suggestion.proposed.get("venue", {})
        former = self.suggestion.meeting.venue if self.suggestion.meeting else None
        if former and said.get("name") and "town" not in said:
            self.offered["venue.town"] = former.town if is_in_the_same_town(said, former) else ""
            self.offered = suggested.flat(suggested.nested(self.offered))  # in their order
            self.was["venue.town"] = self.now["venue.town"] = former.town

    def _add_field(self, key: str, value: object) -> None:
        field = _model_field(key)
        shown = field.formfield(required=False)
        if isinstance(shown.widget, forms.Textarea):
            shown.widget.attrs["rows"] = 2
        shown.initial, shown.label = value if field.is_relation else _python(field, value), field_label(key)
        self.fields[value_name(key)] = shown
        ticked = not (key in self.now and suggested.is_same(key, value, self.now[key]))
        self.fields[take_name(key)] = forms.BooleanField(required=False, initial=ticked, label=field_label(key))

    def _add_place(self) -> None:
        said = self.suggestion.proposed["venue"]
        former = self.suggestion.meeting.venue if self.suggestion.meeting else None
        seen = rights.venues_seen(self.user)
        known = [venue for venue in venues_like(said, among=seen) if venue != former]
        choices = [(str(venue.pk), _("It is %(venue)s") % {"venue": _venue_words(venue)}) for venue in known]
        choices.append((NEW_PLACE, _("A venue that is not here yet")))
        if former is not None and rights.venues(self.user).filter(pk=former.pk).exists():
            choices.append((SAME_PLACE, self._same_place(former)))
        likely = likely_place(said, former, known)
        self.fields["place"] = forms.ChoiceField(
            choices=choices,
            initial=likely if likely in dict(choices) else NEW_PLACE,
            widget=forms.RadioSelect,
            label=_("Which venue is it?"),
        )

    def _same_place(self, venue) -> str:
        others = venue.meetings.exclude(pk=self.suggestion.meeting.pk).count()
        if not others:
            return _("The venue it has now: correct its record")
        said = ngettext(
            "The venue it has now: correct its record, for %(count)s other meeting too",
            "The venue it has now: correct its record, for %(count)s other meetings too",
            others,
        )
        return said % {"count": others}

    def _add_into(self) -> None:
        known = suggestions.likely_groups(self.suggestion, among=rights.groups(self.user))
        self.known_groups = {str(group.pk): group for group in known}
        if not known:
            return
        same = [str(group.pk) for group in known if group.programme_id == self.offered.get("group.programme")]
        more = [
            (key, _("One more meeting of %(group)s") % {"group": _group_words(one)})
            for key, one in self.known_groups.items()
        ]
        self.fields["into"] = forms.ChoiceField(
            choices=[("", _("A new group")), *more],
            required=False,
            initial=same[0] if same else "",
            widget=forms.RadioSelect,
            label=_("A group of this name is here already"),
        )

    @cached_property
    def taken(self) -> list[str]:
        return [key for key in self.offered if self.cleaned_data.get(take_name(key))]

    def clean(self):
        cleaned = super().clean()
        for key in self.offered:
            if not cleaned.get(take_name(key)):
                self.errors.pop(value_name(key), None)
        if cleaned.get("seen") != self.digest:
            raise forms.ValidationError(_("The listing has changed while this page was open. Look at it once more."))
        if not self._may_hold():
            raise forms.ValidationError(_("A group of this programme would not be yours to look after."))
        return cleaned

    def _may_hold(self) -> bool:
        """Nobody makes a group that is then somebody else's, by a new one or by another programme."""
        is_new = self.suggestion.kind == SuggestionKind.NEW and not self.cleaned_data.get("into")
        names_programme = "group.programme" in self.taken
        if not is_new and not names_programme:
            return True
        area = self.suggestion.group.area if self.suggestion.group else None
        programme = self.cleaned_data.get(value_name("group.programme")) if names_programme else None
        return rights.may_hold(self.user, area, programme)

    def taking(self) -> dict[str, object]:
        """The values that were ticked, by `table.field`."""
        values = {key: self.cleaned_data[value_name(key)] for key in self.taken}
        return {key: value.pk if isinstance(value, models.Model) else value for key, value in values.items()}

    def rows(self) -> list[Row]:
        """The lines of the page."""
        programmes = self._programmes()
        return [
            Row(
                label=field_label(key),
                was=_words(key, self.was.get(key), programmes),
                now=_words(key, self.now.get(key), programmes),
                would_be=_words(key, value, programmes),
                has_changed=not suggested.is_same(key, self.was.get(key), self.now.get(key)),
                is_so_already=key in self.now and suggested.is_same(key, value, self.now[key]),
                caution=_caution(key, value),
                take=self[take_name(key)],
                value=self[value_name(key)],
            )
            for key, value in self.offered.items()
        ]

    def _programmes(self) -> dict:
        keys = {side.get("group.programme") for side in (self.was, self.now, self.offered)} - {None}
        return {(Programme, one.pk): str(one) for one in Programme.objects.filter(pk__in=keys)} if keys else {}


def take_name(key: str) -> str:
    return f"take-{key.replace('.', '-')}"


def value_name(key: str) -> str:
    return f"value-{key.replace('.', '-')}"


def field_label(key: str) -> str:
    """`starts`, `venue: name`."""
    table = key.partition(".")[0]
    name = str(_model_field(key).verbose_name)
    return f"{TABLE_NAMES[table]}: {name}" if TABLE_NAMES[table] else name


def _model_field(key: str) -> models.Field:
    table, _dot, name = key.partition(".")
    return TABLES[table]._meta.get_field(name)


def _python(field: models.Field, value: object) -> object:
    try:
        return field.to_python(value)
    except forms.ValidationError:
        return value


def _words(key: str, value: object, programmes: Mapping) -> str:
    field = _model_field(key)
    return value_words(key.partition(".")[0], field.attname, value, programmes)


def _caution(key: str, value: object) -> str:
    """What must not go public unseen."""
    if key == "group.phone" and keeping_private.is_private_number(str(value)):
        return _("This looks like a person’s own number.")
    if key == "group.email" and keeping_private.is_private_email(str(value)):
        return _("This looks like a person’s own address.")
    return ""


def _venue_words(venue) -> str:
    return ", ".join(filter(None, (str(venue), venue.postcode)))


def _group_words(group) -> str:
    return ", ".join(filter(None, map(str, (group, group.programme or "", group.area or ""))))
