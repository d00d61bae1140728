"""The desk of feeds, and what each of their runs did."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin import feed_health, rights
from groups.admin.desk import ListingDesk
from groups.admin.feed_runs import RunsHere
from groups.admin.fields import TimeZoneField
from groups.admin.forms import DeskForm
from groups.feeds.asking import KEY_HERE
from groups.models import Feed, FeedRun
from mutualaid.admin import Desk, OnlyRead

RUNS_SHOWN = 10
COUNTS = ("added", "changed", "unchanged", "gone", "rejected")


class FeedForm(DeskForm):
    time_zone = TimeZoneField(
        required=False,
        max_length=40,
        label=gettext_lazy("Time zone where a row has none"),
        help_text=gettext_lazy("Blank: the site’s. America/New_York, for example."),
    )

    def clean_address(self):
        address = self.cleaned_data["address"].strip()
        if address and not address.startswith(("http://", "https://")):
            raise ValidationError(_("Enter an address that begins with https://, or leave it blank for a file."))
        if address:
            URLValidator(schemes=["http", "https"])(address)
        return address

    def clean_key(self):
        key = self.cleaned_data["key"].strip()
        if not (key.isascii() and key.isprintable() and " " not in key):
            raise ValidationError(_("A key has letters, digits and signs, and no spaces."))
        return key

    def clean(self):
        cleaned = super().clean()
        if KEY_HERE in cleaned.get("address", "") and "key" in cleaned and not cleaned["key"]:
            self.add_error("key", _("The address has a place for a key: enter the key."))
        return cleaned


@admin.register(Feed)
class FeedDesk(RunsHere, ListingDesk):
    form = FeedForm
    autocomplete_fields = ("programme", "area")
    readonly_fields = ("how_it_goes", "listings_as_of", "next_run", "latest_runs")
    fieldsets = (
        (None, {"fields": ("name", "address", "key", "format", "hours_between")}),
        (
            gettext_lazy("What its rows leave open"),
            {"fields": ("programme", "area", "time_zone", "group_name_from", "keep_contacts")},
        ),
        (gettext_lazy("Runs"), {"fields": ("how_it_goes", "listings_as_of", "next_run", "latest_runs")}),
    )
    list_display = ("name", "how_it_goes", "age", "next_run")
    list_filter = (feed_health.AnswersFilter, "format")
    search_fields = ("name", "address")

    def has_view_permission(self, request, obj=None):
        """A feed speaks of listings everywhere: it is for who looks after all."""
        return super().has_view_permission(request, obj) and rights.looks_after_all(request.user)

    def get_readonly_fields(self, request, obj=None):
        """The demonstration is known by its name."""
        name = ("name",) if obj and obj.is_demonstration else ()
        return (*super().get_readonly_fields(request, obj), *name)

    def get_fieldsets(self, request, obj=None):
        """A key, and an address that may hold one, are for who may change them."""
        first, *rest = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj) or obj is None:
            return (first, *rest)
        shown = [name for name in first[1]["fields"] if name not in ("key", "address")]
        return ((first[0], {**first[1], "fields": shown}), *rest)

    def get_queryset(self, request):
        return feed_health.with_last_run(super().get_queryset(request))

    @admin.display(description=gettext_lazy("how it goes"))
    def how_it_goes(self, feed):
        return feed_health.how_it_goes(feed) if feed.pk else ""

    @admin.display(description=gettext_lazy("listings as of"), ordering="answered_at")
    def age(self, feed):
        return feed_health.age(feed, now=timezone.now())

    @admin.display(description=gettext_lazy("listings as of"))
    def listings_as_of(self, feed):
        return feed_health.listings_as_of(feed, now=timezone.now())

    @admin.display(description=gettext_lazy("next run"))
    def next_run(self, feed):
        return feed_health.next_run(feed, now=timezone.now()) if feed.pk else ""

    @admin.display(description=gettext_lazy("latest runs"))
    def latest_runs(self, feed):
        if not feed.pk:
            return _("None yet.")
        lines = (
            (_link_to(run), run.get_outcome_display(), run.why or _counts(run)) for run in feed.runs.all()[:RUNS_SHOWN]
        )
        return format_html_join("", "<div>{}: {}. {}</div>", lines) or _("None yet.")


@admin.register(FeedRun)
class FeedRunDesk(OnlyRead, Desk):
    fields = (
        "feed", "started_at", "ended_at", "outcome", "why", *COUNTS, "listed_already", "plan_in_short",
        "problems_by_row",
    )  # fmt: skip
    readonly_fields = fields
    list_display = ("started_at", "feed", "outcome", *COUNTS, "why")
    list_filter = ("outcome", "feed")
    list_select_related = ("feed",)
    date_hierarchy = "started_at"

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and rights.looks_after_all(request.user)

    @admin.display(description=gettext_lazy("listed already"))
    def listed_already(self, run):
        return feed_health.doubles_of(run) or _("None, as far as can be told.")

    @admin.display(description=gettext_lazy("plan, in short"))
    def plan_in_short(self, run):
        return format_html_join("", "<div>{}</div>", [[line] for line in run.plan]) or _("None.")

    @admin.display(description=gettext_lazy("problems, row by row"))
    def problems_by_row(self, run):
        return format_html_join("", "<div>{}</div>", [[_problem(problem)] for problem in run.problems]) or _("None.")


def _link_to(run: FeedRun) -> str:
    address = reverse("admin:groups_feedrun_change", args=[run.pk])
    return format_html('<a href="{}">{}</a>', address, date_format(localtime(run.started_at), "DATETIME_FORMAT"))


def _counts(run: FeedRun) -> str:
    return ", ".join(f"{run._meta.get_field(name).verbose_name} {getattr(run, name)}" for name in COUNTS)


def _problem(problem) -> str:
    """A row's number and beginning with the reason; whatever else was written down as it stands."""
    if not isinstance(problem, dict):
        return str(problem)
    said = ": ".join(str(problem[name]) for name in ("row", "why") if problem.get(name))
    return _("Row %(line)s: %(said)s") % {"line": problem.get("line", "?"), "said": said}
