"""The desk of links tried, under whose address the pages about the data stand."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import path
from django.utils.translation import gettext_lazy as _

from groups.admin import rights
from groups.admin.quality import figures_page, gaps_page, lists
from groups.models import LinkCheck
from mutualaid.admin import Desk, OnlyRead


@admin.register(LinkCheck)
class LinkCheckDesk(OnlyRead, Desk):
    """Only read here: `check_links` writes it."""

    list_display = ("url", "tried_at", "answers", "failing_since", "failures", "why")
    list_filter = ("tried_at",)
    search_fields = ("url",)
    ordering = ("-failures", "url")

    def get_queryset(self, request):
        """The links of the listings that somebody looks after."""
        found = super().get_queryset(request)
        if rights.looks_after_all(request.user):
            return found
        websites = rights.groups(request.user).order_by().values("website")
        online = rights.meetings(request.user).order_by().values("online_link")
        return found.filter(Q(url__in=websites) | Q(url__in=online))

    @admin.display(description=_("answers"), boolean=True)
    def answers(self, link):
        return not link.failures

    def get_urls(self):
        """The pages about the data come before those of a link."""
        return [
            path("quality/", self._page(lists.overview), name="groups_quality"),
            path("quality/<slug:slug>/", self._page(lists.one_check), name="groups_quality_list"),
            path("quality/<slug:slug>/<int:one>/<int:other>/", self._page(lists.pair), name="groups_quality_pair"),
            path("gaps/", self._page(gaps_page.gaps_of_areas), name="groups_gaps"),
            path("figures/", self._page(figures_page.figures), name="groups_figures"),
            *super().get_urls(),
        ]

    def _page(self, view):
        """For whoever may see this desk, with what every page of the admin shows."""

        @wraps(view)
        def shown(request, **named):
            if not self.has_view_permission(request):
                raise PermissionDenied
            return view(request, self.admin_site.each_context(request), **named)

        return self.admin_site.admin_view(shown)
