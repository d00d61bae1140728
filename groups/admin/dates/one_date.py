"""One date of one meeting: it does not meet, or meets at another date, time or place, or is known to meet."""

from datetime import date

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin import rights
from groups.admin.desk import NamedAutocomplete
from groups.admin.history import way_back
from groups.history import recording
from groups.models import Meeting, MeetingException, Venue
from groups.models.fields import ClockFormField
from groups.models.timetable import timetable_of
from groups.rules.choices import DateAnswer, DeedSource
from groups.rules.schedule import Occurrence, State
from groups.rules.words import clock, long_date
from groups.upkeep import dates

NOT, MOVED, PLACE, MEETS = "not", "moved", "place", "meets"
CHOICES = (
    (NOT, gettext_lazy("Does not meet")),
    (MOVED, gettext_lazy("Another date or time")),
    (PLACE, gettext_lazy("Another place or link")),
    (MEETS, gettext_lazy("Meets as usual: this is known")),
)
LONGEST_NOTE = MeetingException._meta.get_field("note").max_length


class DateForm(forms.Form):
    """What is different. Date, time and place stand as they are, to be written over."""

    what = forms.ChoiceField(label=gettext_lazy("On this date"), widget=forms.RadioSelect, choices=CHOICES, initial=NOT)
    to = forms.DateField(label=gettext_lazy("Date"), widget=AdminDateWidget)
    starts_at = ClockFormField(label=gettext_lazy("Time"), help_text=gettext_lazy("For example 7:30pm."))
    venue = forms.ModelChoiceField(Venue.objects.none(), label=gettext_lazy("Venue"), required=False)
    room = forms.CharField(label=gettext_lazy("Room"), max_length=120, required=False)
    online_link = forms.URLField(
        label=gettext_lazy("Online link"), max_length=500, required=False, assume_scheme="https"
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=gettext_lazy("Visitors read it: “The hall is closed for works.”"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["venue"].queryset = rights.venues_seen(user)
        self.fields["venue"].widget = NamedAutocomplete(MeetingException._meta.get_field("venue"), admin.site)
        self.fields["venue"].widget.choices = self.fields["venue"].choices

    def clean(self):
        """Who gave another time and left “Does not meet” chosen meant one of the two."""
        said = super().clean()
        elsewhere = {"to", "starts_at", "venue", "room", "online_link"} & set(self.changed_data)
        if elsewhere and said.get("what") in (NOT, MEETS):
            self.add_error("what", _("You gave another date, time or place: choose which of these you mean."))
        return said


def one_date_view(desk, request, pk: int, day: str):
    """A choice, perhaps a time or a place, a note, one save."""
    meeting = dates.with_timetables(rights.meetings(request.user)).filter(pk=pk).first()
    one = meeting and _on(meeting, day, request.GET.get("at", ""))
    if not one:
        raise Http404
    may = rights.may_change(request.user, meeting)
    if request.method == "POST" and not may:
        raise PermissionDenied
    form = DateForm(request.POST or None, user=request.user, initial=_initial(meeting, one))
    if request.method == "POST" and form.is_valid():
        try:
            return _save(desk, request, meeting, one, form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
    context = desk.admin_site.each_context(request) | {
        "title": f"{meeting.title}, {long_date(one.day, today=timezone.localdate())}, {clock(one.starts_at)}",
        "opts": Meeting._meta,
        "has_view_permission": True,
        "meeting": meeting,
        "state": _state(one),
        "form": form,
        "media": desk.media + form.media,
        "may": may,
    }
    return TemplateResponse(request, "admin/groups/dates/one_date.html", context)


def _on(meeting: Meeting, day: str, at: str) -> Occurrence | None:
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return None
    found = sorted(timetable_of(meeting).on(on), key=lambda one: (not one.happens, one.starts_at))
    return next((one for one in found if not at or f"{one.starts_at:%H%M}" == at), None)


def _initial(meeting: Meeting, one: Occurrence) -> dict:
    row = one.differs.source if one.differs else None
    same = {name: getattr(row, name) for name in ("venue", "room", "online_link", "note")} if row else {}
    same = {name: value for name, value in same.items() if value}
    usual = {"venue": meeting.venue_id, "room": meeting.room, "online_link": meeting.online_link}
    return usual | same | {"to": one.day, "starts_at": one.starts_at}


def _state(one: Occurrence) -> str:
    if one.state is State.CANCELLED:
        return _("It does not meet on this date, as it stands.")
    if one.state is State.MOVED_AWAY:
        return _("It has been moved away from this date.")
    return {State.ARRIVED: _("It was moved to this date."), State.EXTRA: _("An extra meeting.")}.get(one.state, "")


def _save(desk, request, meeting: Meeting, one: Occurrence, said: dict):
    words = {
        NOT: _("%(meeting)s does not meet on %(day)s"),
        MEETS: _("%(meeting)s meets on %(day)s"),
    }.get(said["what"], _("%(meeting)s is different on %(day)s"))
    words %= {"meeting": meeting.title, "day": long_date(one.day)}
    with recording.deed(DeedSource.FORM, by=request.user, said=words) as deed:
        left = _write(meeting, one, said)
    if deed.row is None:
        desk.message_user(request, left or _("Nothing was changed."), messages.WARNING)
    else:
        desk.message_user(request, format_html("{}. {}.", words, way_back(deed.row)), messages.SUCCESS)
    return HttpResponseRedirect(reverse("admin:groups_meeting_change", args=[meeting.pk]))


def _write(meeting: Meeting, one: Occurrence, said: dict) -> str:
    """Do it, and return what was left, in words."""
    if said["what"] == NOT:
        dates.cancel_dates({meeting.pk: [(one.day, one.starts_at)]}, note=said["note"])
        return ""
    if said["what"] == MEETS:
        if timetable_of(meeting).of_rule(one.day) is None:
            raise ValidationError(_("Its rule does not name this date: there is nothing to be known of it."))
        return " ".join(dates.answer([dates.Given(meeting.pk, one.day, DateAnswer.MEETS)]).left)
    dates.move(
        meeting,
        day=one.day,
        at=one.starts_at,
        to=said["to"],
        starts_at=said["starts_at"],
        note=said["note"],
        **_elsewhere(meeting, said),
    )
    return ""


def _elsewhere(meeting: Meeting, said: dict) -> dict:
    """The place and link where they are not the usual ones."""
    venue = said["venue"] if said["venue"] and said["venue"].pk != meeting.venue_id else None
    link = said["online_link"] if said["online_link"] != meeting.online_link else ""
    room = said["room"] if venue or said["room"] != meeting.room else ""
    return {"venue": venue, "room": room, "online_link": link}
