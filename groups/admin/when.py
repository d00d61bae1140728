"""What was typed about when a meeting meets, answered while one types: in words, with its next dates."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache

from groups.admin.when_form import SHOW_DATES, Typed, fields_of


class SaysWhen:
    """For the desk of meetings: the address that the box asks, and pages that only show the dates."""

    def get_urls(self):
        view = self.admin_site.admin_view(never_cache(self.when_view))
        return [path("when/", view, name="groups_meeting_when"), *super().get_urls()]

    def when_view(self, request):
        """Reads only; the words go no further than this answer."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        prefix = request.GET.get("prefix", "").removesuffix("-")
        typed = request.GET.copy()
        typed[SHOW_DATES] = "1"
        form = Typed(typed, prefix=prefix or None)
        form.is_valid()
        trouble = [*form.errors.get("when", []), *form.errors.get("counted_from", [])]
        return JsonResponse(
            {
                "said": form.said_back(),
                "trouble": trouble,
                "fields": fields_of(form.heard) if form.heard else None,
            }
        )
