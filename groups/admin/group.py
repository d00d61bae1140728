"""The desk of groups, with their meetings."""

from django.contrib import admin
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.admin import rights
from groups.admin.dates.links import GroupDates, of_date
from groups.admin.deeds import Deeds
from groups.admin.desk import Autocompletes, Scoped, SluggedDesk
from groups.admin.entering import Enters
from groups.admin.fields import WeeksField
from groups.admin.finding import AreaFilter, ByPostcode, DoubleFilter, FreshnessFilter, KindFilter, ProgrammeFilter
from groups.admin.forms import DeskForm
from groups.admin.group_form import GroupForm
from groups.admin.joining import Joins
from groups.admin.letter_deeds import LetterDeeds
from groups.admin.moving import Moves
from groups.admin.provenance import FromFeedDesk
from groups.admin.sameness import ShownThrough
from groups.admin.words import checked, standing_words, when_words, where_words
from groups.models import Grant, Group, Meeting
from groups.rules.choices import Attendance, Status
from groups.rules.schedule import EVERY_WEEK
from groups.rules.when_in_words import coming
from groups.upkeep.slugs import new_slug


class MeetingLineForm(DeskForm):
    """The facts of a meeting without which it cannot be listed; all others on its own page."""

    weeks = WeeksField(
        none_is_all=True, initial=EVERY_WEEK, label=_("Weeks of the month"), help_text=_("None ticked: every week.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "attendance" in self.fields and self.instance.pk is None:
            self.fields["attendance"].initial = Attendance.IN_PERSON


SHORTCUTS = (
    ("change", _("All its facts")),
    ("copy", _("Copy to other days")),
    ("venue", _("Change the venue")),
    ("pause", _("Pause")),
    ("close", _("Close")),
)


class MeetingInline(Autocompletes, admin.StackedInline):
    model = Meeting
    form = MeetingLineForm
    fields = (
        "shortcuts",
        ("weekday", "starts_at", "minutes", "by_arrangement"),
        "weeks",
        ("attendance", "venue", "room"),
        ("online_link", "online_phone", "online_ask"),
        ("name", "status", "paused_until"),
    )
    autocomplete_fields = ("venue",)
    readonly_fields = ("shortcuts",)
    show_change_link = True
    can_delete = False
    view_on_site = False

    def get_fields(self, request, obj=None):
        """Who may only look has nothing to do here."""
        fields = super().get_fields(request, obj)
        return fields if self.has_change_permission(request, obj) else fields[1:]

    def has_add_permission(self, request, obj):
        """What meets of a group that is the same as another meets of that one."""
        return not (obj and obj.same_as_id) and super().has_add_permission(request, obj)

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    @admin.display(description=_("do"))
    def shortcuts(self, meeting):
        """What is done to one meeting most often, a press away."""
        if not meeting.pk:
            return "–"
        links = [(reverse(f"admin:groups_meeting_{page}", args=[meeting.pk]), words) for page, words in SHORTCUTS]
        if meeting.rule and (days := coming(meeting.rule, since=timezone.localdate(), count=1)):
            links.insert(1, (of_date(meeting, days[0], meeting.starts_at), gettext("Cancel or change a date")))
        return format_html_join(" · ", '<a href="{}">{}</a>', links)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("group", "venue")


@admin.register(Group)
class GroupDesk(
    LetterDeeds, GroupDates, Enters, Joins, Moves, ShownThrough, Deeds, ByPostcode, FromFeedDesk, Scoped, SluggedDesk
):
    theirs = rights.groups
    form = GroupForm
    actions = (*Deeds.actions, "bounced", "merge")
    inlines = (MeetingInline,)
    autocomplete_fields = ("programme", "area")
    readonly_fields = ("last_checked", "letters_go")
    save_on_top = True
    fieldsets = (
        (None, {"fields": (("name", "slug"), ("programme", "area"), "audience", "about", "description")}),
        (
            _("How to reach it"),
            {
                "fields": ("website", ("email", "phone"), "private_contact", "letters_go"),
                "description": _("Never a member’s own number or address, and no surnames."),
            },
        ),
        (_("Status"), {"fields": (("status", "paused_until"), "status_reason", "last_checked")}),
    )
    list_display = ("name", "programme", "area", "standing", "meetings_in_words", "last_checked")
    list_filter = ("status", ProgrammeFilter, KindFilter, FreshnessFilter, AreaFilter, DoubleFilter, "feed")
    list_select_related = ("programme", "area")
    list_prefetch_related = (
        Prefetch("meetings", Meeting.objects.exclude(status=Status.CLOSED).select_related("venue")),
    )
    search_fields = (
        "name",
        "website",
        "programme__name",
        "=programme__short_name",
        "meetings__name",
        "meetings__venue__name",
        "meetings__venue__town",
        "^meetings__venue__postcode",
    )
    search_help_text = _("Name, postcode, venue, town, programme or website")
    venue_path = "meetings__venue"

    def get_fieldsets(self, request, obj=None):
        """Whom staff write to is for those who may write."""
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj) or self.has_add_permission(request):
            return fieldsets
        for_writers = ("private_contact", "letters_go")
        return [
            (name, options | {"fields": [field for field in options["fields"] if field not in for_writers]})
            for name, options in fieldsets
        ]

    def get_changeform_initial_data(self, request):
        """What somebody who looks after one area, or one programme, would enter every time."""
        only = rights.pairs(request.user)[0] if len(rights.pairs(request.user)) == 1 else None
        grant = Grant.objects.filter(user=request.user).first() if only else None
        own = {"area": grant.area_id, "programme": grant.programme_id} if grant else {}
        return own | super().get_changeform_initial_data(request)

    @admin.display(description=_("status"), ordering="status")
    def standing(self, group):
        return standing_words(group)

    @admin.display(description=_("meetings"))
    def meetings_in_words(self, group):
        lines = []
        for meeting in group.meetings.all():
            is_usual = meeting.status == Status.LISTED and not meeting.same_as_id
            stands = "" if is_usual else f" ({standing_words(meeting)})"
            lines.append([f"{when_words(meeting)}: {where_words(meeting)}{stands}"])
        return format_html_join("", "<div>{}</div>", lines) or "–"

    @admin.display(description=_("last checked"), ordering="confirmed_on")
    def last_checked(self, group):
        return checked(group)

    def save_formset(self, request, form, formset, change):
        """A new meeting gets its slug once those before it have theirs."""
        for record in formset.save(commit=False):
            if isinstance(record, Meeting) and not record.slug:
                record.slug = new_slug(record)
            record.save()
        formset.save_m2m()
