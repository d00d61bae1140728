"""What the desks of listings share: the index of search, slugs that are for ever, autocompletes that ask only once."""

from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms import TextInput
from django.utils.translation import gettext as _

from groups.admin import rights
from groups.admin.history import WithHistory, way_back
from groups.admin.reading import ReadInWords
from groups.history import recording
from groups.models import Group, Venue
from groups.models.fields import ClockField
from groups.rules.choices import DeedSource, Status
from groups.upkeep.slugs import keep_old_slug, new_slug
from mutualaid.admin import Desk


class NamedAutocomplete(AutocompleteSelect):
    """An autocomplete that says what to do while nothing is chosen."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": _("Type to find it")}

    def optgroups(self, name, value, attr=None):
        """What no record has for a number, in an address or a form, is shown as nothing chosen."""
        known = [one if str(one).isdecimal() and len(str(one)) < 19 else "" for one in value]
        return super().optgroups(name, known, attr)


class KnownAutocomplete(NamedAutocomplete):
    """An autocomplete that takes the label of what is chosen from a row that was joined already."""

    known = None

    def optgroups(self, name, value, attr=None):
        if self.known is None or [str(one) for one in value] != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        chosen = self.create_option(name, self.known.pk, str(self.known), True, 0)
        nothing = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*nothing, chosen], 0)]


class TheirVenues:
    """For whatever chooses a venue or a group: only those that the person may choose."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Venue:
            kwargs["queryset"] = rights.venues_seen(request.user)
        elif db_field.related_model is Group:
            kwargs["queryset"] = rights.groups(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class Autocompletes(ReadInWords, TheirVenues):
    """For desks and for what stands inside them: autocompletes, and times that are typed as words."""

    formfield_overrides = {ClockField: {"widget": TextInput({"size": 8})}, **Desk.formfield_overrides}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ListingDesk(WithHistory, Autocompletes, Desk):
    """A desk at which every save changes what the public sees: history and the index of search follow."""

    changing = staticmethod(recording.changing)
    removing = staticmethod(recording.removing)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """One page saved is one deed, with all the lines that stand inside the record."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with recording.deed(DeedSource.FORM, by=request.user), recording.changing():
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        with recording.deed(DeedSource.FORM, by=request.user):
            return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        """One action is one deed, however many listings it is done to."""
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with recording.deed(DeedSource.ACTION, by=request.user, said=self._said(request)) as deed:
            response = super().changelist_view(request, extra_context)
        if deed.row:
            self.message_user(request, way_back(deed.row), messages.INFO)
        return response

    def _said(self, request) -> str:
        """What the action is called in the list."""
        chosen = self.get_actions(request).get(request.POST.get("action", ""))
        return str(chosen[2]) % {"verbose_name_plural": self.opts.verbose_name_plural} if chosen else ""

    def save_model(self, request, obj, form, change):
        with recording.changing(obj) as changing:
            super().save_model(request, obj, form, change)
            changing.also(obj)

    def get_view_on_site_url(self, obj=None):
        """A draft has no page, and a double that of another."""
        if obj is not None and (getattr(obj, "status", "") == Status.DRAFT or getattr(obj, "same_as_id", None)):
            return None
        return super().get_view_on_site_url(obj)


class Scoped:
    """For desks of groups, meetings and venues: who looks after some listings meets no other by any door here.

    `theirs` gives the rows that someone may see, by `rights`; list, page, autocomplete and actions all take theirs.
    """

    theirs = None

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk__in=type(self).theirs(request.user).values("pk"))

    def lookup_allowed(self, lookup, value, request=None):
        """A private contact is not to be guessed letter by letter from an address, nor what hangs on a record asked."""
        is_secret = lookup.startswith("private_contact") or _is_of_another_table(self.opts, lookup)
        return not is_secret and super().lookup_allowed(lookup, value, request)

    def get_fieldsets(self, request, obj=None):
        """With the place that remembers how the record stood when its page was opened."""
        (name, options), *others = super().get_fieldsets(request, obj)
        return [(name, options | {"fields": ("stood", *options["fields"])}), *others]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form knows for whom it checks."""
        form = super().get_form(request, obj, change=change, **kwargs)  # a class made for this request alone
        form.person = request.user
        return form


def _is_of_another_table(opts, lookup: str) -> bool:
    """Whether it asks by rows that point here: those may be others', and `venue/?meetings=7` would tell of them."""
    name = lookup.partition("__")[0]
    return any(field.name == name for field in opts.related_objects)


class SluggedDesk(ListingDesk):
    """A slug left empty is made from the name; one that is changed leaves a way from the old one."""

    def save_model(self, request, obj, form, change):
        former = form.initial.get("slug", "") if change else ""
        if not obj.slug:
            obj.slug = former or new_slug(obj)
        super().save_model(request, obj, form, change)
        if former and former != obj.slug:
            keep_old_slug(kind=obj._meta.model_name, old=former, new=obj.slug)
