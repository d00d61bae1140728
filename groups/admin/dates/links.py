"""The links to the pages of single dates on other desks, and the actions of their lists."""

from datetime import date, time

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.small_pages import SmallPages, Tool
from groups.models import Meeting


def of_date(meeting: Meeting, day: date, at: time | None = None) -> str:
    """The page of one date of a meeting; with its time where the day may have several."""
    query = f"?at={at:%H%M}" if at else ""
    return reverse("admin:groups_dates_cancel", args=[meeting.pk, day.isoformat()]) + query


class GroupDates(SmallPages):
    """For the desk of groups: the bank holidays of one, or of those that are ticked."""

    def tools(self, request, record):
        return [*super().tools(request, record), Tool(_of_groups([record.pk]), _("Bank holidays"))]

    @admin.action(description=gettext_lazy("Bank holidays"), permissions=["change"])
    def bank_holidays(self, request, queryset):
        return HttpResponseRedirect(_of_groups(queryset.values_list("pk", flat=True)[:50]))

    def get_actions(self, request):
        return super().get_actions(request) | _action(self, request, "bank_holidays")


class VenueDates(SmallPages):
    """For the desk of venues: it is closed for a time."""

    def tools(self, request, record):
        return [*super().tools(request, record), Tool(_of_venue(record.pk), _("Closed for a time"))]

    @admin.action(description=gettext_lazy("Closed for a time: cancel what is held there"), permissions=["change"])
    def closed_for_a_time(self, request, queryset):
        chosen = list(queryset.values_list("pk", flat=True)[:2])
        if len(chosen) == 1:
            return HttpResponseRedirect(_of_venue(chosen[0]))
        self.message_user(request, _("Tick one venue at a time."), messages.WARNING)
        return None

    def get_actions(self, request):
        return super().get_actions(request) | _action(self, request, "closed_for_a_time")


def _action(desk, request, name: str) -> dict:
    if not request.user.has_perm("groups.change_meeting"):
        return {}
    action = desk.get_action(name)
    return {name: action} if action else {}


def _of_groups(numbers) -> str:
    return f"{reverse('admin:groups_dates_group')}?{'&'.join(f'group={number}' for number in numbers)}"


def _of_venue(number: int) -> str:
    return f"{reverse('admin:groups_dates_venue')}?venue={number}"
