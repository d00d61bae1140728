"""A new listing on one page: the group, the place, the times."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from groups.admin.doubles import ANOTHER_ONE, SHOWN, warning
from groups.admin.entering_forms import CheckForm, GroupPart, PlaceForm, TimeLines
from groups.admin.small_pages import SmallPages, sent_with
from groups.models import Group, Meeting, Venue
from groups.upkeep.entering import enter
from groups.upkeep.looks_like import looks_like

GROUP_FIELDS = ("name", "programme", "area")
MORE_FIELDS = ("audience", "about", "description", "website", ("email", "phone"))
CONTACT_FIELDS = ("private_contact",)
PLACE_FIELDS = ("attendance", "venue")
NEW_VENUE_FIELDS = ("name", "address", ("town", "postcode"), "directions")
ROOM_FIELDS = ("room", "door")
ONLINE_FIELDS = ("online_link", "online_phone", "online_ask")
WORDS_FIELDS = ("when", "when_read")
TIME_FIELDS = (
    ("weekday", "starts_at", "minutes"), "weeks", "by_arrangement", ("interval", "counted_from"), "months",
    ("first", "last"),
)  # fmt: skip


def folded(form: BaseForm, title: str, fields: tuple, **options) -> tuple[str, dict]:
    """A part of the page that is open once something stands in it."""
    names = [name for line in fields for name in ((line,) if isinstance(line, str) else line)]
    is_empty = not form.is_bound or not set(names) & set(form.changed_data)
    return title, {"fields": fields, "classes": ["collapse"] if is_empty else [], **options}


class Parts(NamedTuple):
    """The forms of the page."""

    group: GroupPart
    place: PlaceForm
    times: TimeLines
    check: CheckForm

    @classmethod
    def of(cls, request: HttpRequest, initial: dict) -> "Parts":
        """Bound where the page was sent."""
        sent = sent_with(request)
        group = GroupPart(sent, initial=initial, prefix="group")
        group.person = request.user
        return cls(
            group,
            PlaceForm(sent, prefix="place", person=request.user),
            TimeLines(sent, prefix="times"),
            CheckForm(sent),
        )

    @property
    def are_valid(self) -> bool:
        """All of them are asked, so that all faults are told at once."""
        return False not in [part.is_valid() for part in self]

    @property
    def have_errors(self) -> bool:
        """Whether anything is marked."""
        return bool(
            self.group.errors or self.place.errors or self.check.errors or any(self.times.errors)
            or self.times.non_form_errors()
        )  # fmt: skip

    @property
    def meetings(self) -> list[Meeting]:
        """One for each line that was filled in; not stored."""
        found = [form.meeting for form in self.times.filled]
        for meeting in found:
            for name, value in self.place.facts.items():
                setattr(meeting, name, value)
        return found


class Enters(SmallPages):
    """For the desk of groups."""

    def get_urls(self):
        new = path("new/", self.admin_site.admin_view(self.new_view), name="groups_group_new")
        return [new, *super().get_urls()]

    def new_view(self, request):
        """Everything at once, or nothing."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        parts = Parts.of(request, self.get_changeform_initial_data(request))
        if request.method == "POST" and parts.are_valid and self._is_new(request, parts):
            group = self._entered(request, parts)
            if group is not None:
                return HttpResponseRedirect(self.address("change", group))
        return self._page(request, parts)

    def _is_new(self, request, parts: Parts) -> bool:
        """Whether none of it looks like what is here already, or somebody said that it is another one."""
        if ANOTHER_ONE in request.POST:
            return True
        place = parts.place.place
        asked: list[tuple[models.Model, list]] = [(parts.group.instance, [place] if place else [])]
        if isinstance(place, Venue) and place.pk is None:
            asked.append((place, []))
        found = []
        for record, at in asked:
            found += looks_like(record, at=at, among=SHOWN[type(record)](request.user))
        if found:
            parts.group.add_error(None, warning(found))
        return not found

    def _entered(self, request, parts: Parts) -> Group | None:
        said = parts.check.cleaned_data
        group = parts.group.instance
        try:
            with self.deed(request, _("%(group)s entered") % {"group": group.name}):
                enter(
                    group=group,
                    venue=parts.place.place,
                    meetings=parts.meetings,
                    status=said["status"],
                    checked_by=said["checked_by"],
                    role=_("editor"),
                    on=timezone.localdate(),
                )
        except ValidationError as error:
            parts.group.add_error(None, error.messages)
            return None
        link = format_html('<a href="{}">{}</a>', self.address("change", group), group.name)
        self.message_user(request, format_html(_("{} is entered."), link), messages.SUCCESS)
        return group

    def _page(self, request, parts: Parts):
        return self.show(
            request,
            title=_("Add a listing"),
            template="admin/groups/new_listing.html",
            button=_("Save"),
            group_form=AdminForm(
                parts.group,
                [
                    (_("The group"), {"fields": GROUP_FIELDS + CONTACT_FIELDS}),
                    folded(
                        parts.group,
                        _("More about the group, and how the public reaches it"),
                        MORE_FIELDS,
                        description=_("Never a member’s own number or address, and no surnames."),
                    ),
                ],
                {},
            ),
            place_form=AdminForm(
                parts.place,
                [
                    (_("Where"), {"fields": PLACE_FIELDS}),
                    folded(parts.place, _("A new venue"), NEW_VENUE_FIELDS),
                    folded(parts.place, _("Room and door"), ROOM_FIELDS),
                    folded(parts.place, _("Online"), ONLINE_FIELDS),
                ],
                {},
            ),
            time_forms=[
                AdminForm(
                    form,
                    [
                        (_("Time %(number)s") % {"number": number}, {"fields": (WORDS_FIELDS,)}),
                        folded(form, _("Time %(number)s in fields") % {"number": number}, TIME_FIELDS),
                    ],
                    {},
                )
                for number, form in enumerate(parts.times, start=1)
            ],
            times=parts.times,
            check_form=AdminForm(parts.check, [(_("Listing it"), {"fields": ("checked_by", "status")})], {}),
            has_errors=request.method == "POST" and parts.have_errors,
            errors_of_all=parts.group.non_field_errors(),
            media=parts.group.media + parts.place.media + parts.times.media,
            way_back=reverse("admin:groups_group_changelist"),
        )
