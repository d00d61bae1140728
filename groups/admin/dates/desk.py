"""The desk of single dates: its list is the bank-holiday sheet."""

from functools import partial, update_wrapper

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse

from groups.admin.dates.closed import closed_view
from groups.admin.dates.one_date import one_date_view
from groups.admin.dates.sheet import groups_view, holidays_view
from groups.models import MeetingException
from mutualaid.admin import Desk


@admin.register(MeetingException)
class DatesDesk(Desk):
    """Exceptions are edited on their meetings' pages, and many at once here."""

    actions = None

    def get_urls(self):
        return [
            self._page("holidays/", holidays_view, "groups_holidays"),
            self._page("venue/", closed_view, "groups_dates_venue"),
            self._page("groups/", groups_view, "groups_dates_group"),
            self._page("meeting/<int:pk>/<str:day>/", one_date_view, "groups_dates_cancel"),
            *super().get_urls(),
        ]

    def _page(self, route: str, view, name: str):
        """One of the pages: for whoever may see meetings; each asks again what may be changed."""
        shown = update_wrapper(partial(self._seen, view), view)
        return path(route, self.admin_site.admin_view(shown), name=name)

    def _seen(self, view, request, *args, **kwargs):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return view(self, request, *args, **kwargs)

    def changelist_view(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("admin:groups_holidays"))

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("groups.view_meeting")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def delete_view(self, request, object_id, extra_context=None):
        """One is taken away on the page of its meeting; an administrator who deletes a meeting deletes them with it."""
        return HttpResponseRedirect(reverse("admin:groups_holidays"))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One exception is edited on the page of its meeting."""
        return HttpResponseRedirect(reverse("admin:groups_holidays"))
