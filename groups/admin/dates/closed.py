"""A venue that is closed for a time: what is held there, date by date, and all of it cancelled together."""

import re
from datetime import datetime, timedelta

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.admin import rights
from groups.admin.desk import NamedAutocomplete
from groups.admin.history import way_back
from groups.history import recording
from groups.models import Meeting, MeetingException, Venue
from groups.rules.choices import DeedSource
from groups.rules.words import clock, long_date
from groups.upkeep import dates
from groups.upkeep.dates import Falls

LONGEST = timedelta(days=366)
_DATE = re.compile(r"(\d{1,18})-(\d{8})-(\d{4})")


class ClosedForm(forms.Form):
    """Which venue, and from when to when."""

    venue = forms.ModelChoiceField(Venue.objects.none(), label=gettext_lazy("Venue"))
    first = forms.DateField(label=gettext_lazy("Closed from"), widget=AdminDateWidget)
    last = forms.DateField(
        label=gettext_lazy("to"), widget=AdminDateWidget, help_text=gettext_lazy("The last day on which it is closed.")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["venue"].queryset = rights.venues_seen(user)
        self.fields["venue"].widget = NamedAutocomplete(MeetingException._meta.get_field("venue"), admin.site)
        self.fields["venue"].widget.choices = self.fields["venue"].choices

    def clean(self):
        said = super().clean()
        if "first" in said and "last" in said:
            if said["last"] < said["first"]:
                self.add_error("last", _("The last day comes after the first one."))
            elif said["last"] - said["first"] > LONGEST:
                self.add_error("last", _("At most a year at a time. Close the meetings if the hall is gone for good."))
            elif not 2000 <= said["first"].year <= said["last"].year < 2200:
                self.add_error("first", _("Enter a date of this century."))
        return said


def closed_view(desk, request):
    """Which venue and when; then every date that falls there, with a tick; saved together with a note."""
    asked = request.POST if request.method == "POST" else request.GET
    is_asked = {"first", "last"} <= asked.keys()
    venue = asked.get("venue", "")
    form = ClosedForm(asked if is_asked else None, user=request.user, initial={"venue": venue})
    found, others = [], 0
    if is_asked and form.is_valid():
        found, others = _found(request, form.cleaned_data)
        if request.method == "POST":
            return _save(desk, request, form.cleaned_data, found)
    context = desk.admin_site.each_context(request) | {
        "title": _("A venue is closed for a time"),
        "opts": desk.opts,
        "has_view_permission": True,
        "form": form,
        "media": desk.media + form.media,
        "is_shown": is_asked and form.is_valid(),
        "days": _by_day(found),
        "count": len(found),
        "others": others,
        "may": request.user.has_perm("groups.change_meeting"),
    }
    return TemplateResponse(request, "admin/groups/dates/venue.html", context)


def _found(request, said) -> tuple[list[Falls], int]:
    """The dates of their meetings there, and how many meetings of others there are."""
    span = {"first": said["first"], "last": said["last"]}
    theirs = rights.meetings(request.user)
    found = dates.at_venue(said["venue"], **span, among=theirs)
    if rights.looks_after_all(request.user):
        return found, 0
    others = dates.that_meet(Meeting.objects.filter(venue=said["venue"])).exclude(pk__in=theirs.values("pk"))
    return found, others.count()


def _by_day(found: list[Falls]) -> list[dict]:
    days: dict = {}
    for falls in found:
        day = falls.one.day
        days.setdefault(day, {"title": long_date(day, today=timezone.localdate()), "dates": []})["dates"].append(
            {"key": _key(falls), "text": f"{clock(falls.one.starts_at)} {falls.meeting.title}"}
        )
    return list(days.values())


def _key(falls: Falls) -> str:
    return f"{falls.meeting.pk}-{falls.one.day:%Y%m%d}-{falls.one.starts_at:%H%M}"


def _save(desk, request, said, found: list[Falls]):
    if not request.user.has_perm("groups.change_meeting"):
        raise PermissionDenied
    there = {_key(falls): falls for falls in found}
    ticked = [key for key in dict.fromkeys(request.POST.getlist("date")) if _DATE.fullmatch(key)]
    chosen: dict[int, list] = {}
    for key in (key for key in ticked if key in there):
        one = there[key].one
        chosen.setdefault(there[key].meeting.pk, []).append((one.day, one.starts_at))
    note = request.POST.get("note", "").strip()[: MeetingException._meta.get_field("note").max_length]
    words = _("%(venue)s closed, %(first)s to %(last)s") % {
        "venue": said["venue"],
        "first": long_date(said["first"]),
        "last": long_date(said["last"]),
    }
    with recording.deed(DeedSource.FORM, by=request.user, said=words) as deed:
        done = dates.cancel_dates(chosen, note=note)
    if deed.row is None:
        desk.message_user(request, _("Nothing was changed: no date was ticked."), messages.WARNING)
    else:
        said_done = _("Cancelled: %(dates)s") % {"dates": done}
        desk.message_user(request, format_html("{}. {}.", said_done, way_back(deed.row)), messages.SUCCESS)
    gone = len(ticked) - sum(len(some) for some in chosen.values())
    if gone:
        left = ngettext(
            "%(count)s date has changed meanwhile and was left.",
            "%(count)s dates have changed meanwhile and were left.",
            gone,
        )
        desk.message_user(request, left % {"count": gone}, messages.WARNING)
    return HttpResponseRedirect(_address(said["venue"], said["first"], said["last"]))


def _address(venue: Venue, first: datetime, last: datetime) -> str:
    return f"{reverse('admin:groups_dates_venue')}?venue={venue.pk}&first={first}&last={last}"
