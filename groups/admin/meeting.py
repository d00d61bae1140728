"""The desk of meetings."""

from dataclasses import replace

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin import rights
from groups.admin.copying import Copies
from groups.admin.dates.links import of_date
from groups.admin.deeds import Deeds
from groups.admin.desk import Scoped, SluggedDesk
from groups.admin.finding import (
    ByPostcode,
    DayFilter,
    DoubleFilter,
    MeetingAreaFilter,
    MeetingFreshnessFilter,
    MeetingKindFilter,
    MeetingProgrammeFilter,
)
from groups.admin.meeting_form import MeetingForm
from groups.admin.moving import Moves
from groups.admin.parts import AccessInline, ExceptionInline, TagInline
from groups.admin.provenance import FromFeedDesk
from groups.admin.sameness import Sames
from groups.admin.spreadsheet import Spreadsheets
from groups.admin.when import SaysWhen
from groups.admin.words import checked, standing_words, when_in_full, when_words, where_words
from groups.models import Meeting
from groups.models.timetable import timetable_of
from groups.rules.listing import OF_A_MEETING, faults
from groups.rules.schedule import Occurrence, State
from groups.rules.words import clock, long_date

COMING_DATES = 6
STATES = {
    State.CANCELLED: gettext_lazy("does not meet"),
    State.MOVED_AWAY: gettext_lazy("moved"),
    State.CHANGED: gettext_lazy("at another place or link"),
    State.ARRIVED: gettext_lazy("moved here"),
    State.EXTRA: gettext_lazy("extra"),
}
RECIPES = gettext_lazy(
    "A meeting has one weekday: a group that meets on three days has three meetings. “2nd and 4th Tuesday” is one "
    "meeting. Two venues in turn are two meetings, each every other week. A single event has the same first and last "
    "date. A meeting that is only online has no venue."
)
WHEN_AND_WHAT = (
    ("group", "name"),
    ("when", "when_read"),
    ("weekday", "starts_at", "minutes"),
    ("by_arrangement", "drop_in"),
    "rule_in_words",
    "coming",
    "weeks",
    ("interval", "counted_from"),
    "months",
    ("first", "last"),
    "bank_holidays",
    "time_zone",
)
WHERE = ("attendance", ("venue", "room", "door"), ("online_link", "online_phone", "online_ask"))
JOINING = (
    ("who", "who_note"),
    "open_weeks",
    ("joining", "joining_note"),
    ("cost", "cost_note"),
    ("youngest", "oldest"),
)
TO_EXPECT = (
    ("newcomer_met", "newcomer_contact"),
    "newcomer_note",
    ("languages", "slip", "children"),
    "note",
)
STANDING = (("status", "paused_until"), "status_reason", "last_checked", "cautions", "slug")


@admin.register(Meeting)
class MeetingDesk(Spreadsheets, SaysWhen, Copies, Moves, Sames, Deeds, ByPostcode, FromFeedDesk, Scoped, SluggedDesk):
    theirs = rights.meetings
    form = MeetingForm
    actions = (*Deeds.actions, "same")
    inlines = (ExceptionInline, TagInline, AccessInline)
    autocomplete_fields = ("group", "venue")
    readonly_fields = ("rule_in_words", "coming", "last_checked", "cautions")
    save_on_top = True
    fieldsets = (
        (gettext_lazy("What and when"), {"fields": WHEN_AND_WHAT, "description": RECIPES}),
        (gettext_lazy("Where"), {"fields": WHERE}),
        (gettext_lazy("Joining"), {"fields": JOINING}),
        (gettext_lazy("What to expect"), {"fields": TO_EXPECT}),
        (gettext_lazy("Status"), {"fields": STANDING}),
    )
    list_display = ("when", "group", "name", "where", "standing", "last_checked")
    list_filter = (
        "status",
        DayFilter,
        "attendance",
        MeetingProgrammeFilter,
        MeetingKindFilter,
        MeetingFreshnessFilter,
        MeetingAreaFilter,
        DoubleFilter,
        "feed",
    )
    list_select_related = ("group", "venue")
    search_fields = (
        "name",
        "group__name",
        "group__programme__name",
        "=group__programme__short_name",
        "venue__name",
        "venue__town",
        "^venue__postcode",
    )
    search_help_text = gettext_lazy("Name, group, postcode, venue, town or programme")

    def get_fieldsets(self, request, obj=None):
        """The boxes that help to write a rule are for who may write."""
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj) or (obj is None and self.has_add_permission(request)):
            return fieldsets
        in_boxes = {("when", "when_read"): None, ("interval", "counted_from"): "interval"}
        return [
            (name, options | {"fields": [read for field in options["fields"] if (read := in_boxes.get(field, field))]})
            for name, options in fieldsets
        ]

    @admin.display(description=gettext_lazy("when"), ordering="weekday")
    def when(self, meeting):
        return when_words(meeting)

    @admin.display(description=gettext_lazy("venue and town"), ordering="venue__town")
    def where(self, meeting):
        return where_words(meeting)

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def standing(self, meeting):
        return standing_words(meeting)

    @admin.display(description=gettext_lazy("last checked"), ordering="confirmed_on")
    def last_checked(self, meeting):
        return checked(meeting) if meeting.pk else _("Not checked yet")

    @admin.display(description=gettext_lazy("in words"))
    def rule_in_words(self, meeting):
        return when_in_full(meeting) if meeting.pk and _holds(meeting) else _("Save to see it.")

    @admin.display(description=gettext_lazy("next dates"))
    def coming(self, meeting):
        """As its rule and exceptions have it, whether or not it is listed."""
        if not (meeting.pk and _holds(meeting)):
            return _("Save to see them.")
        table = replace(timetable_of(meeting), paused_until=None)
        dates = table.upcoming(after=timezone.now(), count=COMING_DATES)
        links = [[of_date(meeting, one.day, one.starts_at), _date_words(one)] for one in dates]
        return format_html_join("", '<div><a href="{}">{}</a></div>', links) or _("None.")


def _holds(meeting: Meeting) -> bool:
    """Whether it has dates to show: not where the page holds faults that were just typed."""
    return not faults(meeting, OF_A_MEETING)


def _date_words(one: Occurrence) -> str:
    said = f"{long_date(one.day, today=timezone.localdate())}, {clock(one.starts_at)}"
    return f"{said} ({STATES[one.state]})" if one.state in STATES else said
