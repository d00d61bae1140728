"""The page on which meetings of a group get another venue: one of them, or all that meet at the same."""

from collections import defaultdict

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.admin import rights
from groups.admin.desk import KnownAutocomplete
from groups.admin.small_pages import SmallPages, sent_with
from groups.admin.words import when_words
from groups.models import Group, Meeting, Venue
from groups.rules.choices import Attendance, Status
from groups.upkeep.moving import change_venue


class MoveForm(forms.Form):
    """Which meetings, and where to."""

    which = forms.ChoiceField(label=gettext_lazy("Which meetings"), widget=forms.RadioSelect)
    venue = forms.ModelChoiceField(
        queryset=Venue.objects.none(),
        label=gettext_lazy("New venue"),
        widget=KnownAutocomplete(Meeting._meta.get_field("venue"), admin.site),
    )
    room = forms.CharField(required=False, max_length=120, label=gettext_lazy("Room there"))
    door = forms.CharField(required=False, max_length=200, label=gettext_lazy("Which door"))

    def __init__(self, *args, person, meetings: list[Meeting], first: Meeting | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.sets = sets_of(meetings, first)
        self.fields["which"].choices = [(key, words) for key, (words, _rows) in self.sets.items()]
        self.fields["which"].initial = next(iter(self.sets), None)
        self.fields["venue"].queryset = rights.venues_seen(person)

    @property
    def chosen(self) -> list[Meeting]:
        """The meetings that are to move."""
        return self.sets[self.cleaned_data["which"]][1]


def sets_of(meetings: list[Meeting], first: Meeting | None) -> dict[str, tuple[str, list[Meeting]]]:
    """What one may choose between: one meeting alone, or all of the group that meet at the same venue, or just all."""
    at: dict[Venue, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        at[meeting.venue].append(meeting)
    found = {}
    if first is not None:
        found[f"m{first.pk}"] = (_("Only this one: %(when)s") % {"when": when_words(first)}, [first])
    for venue, there in at.items():
        if len(there) > 1 and (first is None or first.venue_id == venue.pk):
            said = _("All %(count)s of this group that meet at %(venue)s")
            found[f"v{venue.pk}"] = (said % {"count": len(there), "venue": venue}, there)
    if len(at) > 1 and first is None:
        found["all"] = (_("All %(count)s of this group") % {"count": len(meetings)}, meetings)
    for meeting in meetings if first is None else ():
        said = _("Only this one: %(when)s, at %(venue)s") % {"when": when_words(meeting), "venue": meeting.venue}
        found[f"m{meeting.pk}"] = (said, [meeting])
    return found


class Moves(SmallPages):
    """For the desks of groups and of meetings."""

    def get_urls(self):
        return [self.small_page("venue", self.venue_view), *super().get_urls()]

    def tools(self, request, record):
        is_somewhere = isinstance(record, Group) or record.venue_id
        own = [self.tool("venue", _("Change the venue"), record)] if is_somewhere else []
        return [*own, *super().tools(request, record)]

    def venue_view(self, request, pk):
        """Choose which, choose where."""
        record = self.changeable(request, pk)
        group, first = (record, None) if isinstance(record, Group) else (record.group, record)
        there = group.meetings.exclude(attendance=Attendance.ONLINE).exclude(status=Status.CLOSED)
        meetings = list(there.select_related("group", "venue"))
        if first is not None and first.venue_id and first not in meetings:
            meetings.append(first)
        form = MoveForm(
            sent_with(request), person=request.user, meetings=meetings, first=first if first in meetings else None
        )
        if meetings and request.method == "POST" and form.is_valid():
            self._move(request, form)
            return HttpResponseRedirect(self.address("change", record))
        return self.show(
            request,
            title=_("Change the venue"),
            record=record,
            form=form if meetings else None,
            button=_("Change the venue") if meetings else "",
            about=_("For good, from now on. One date elsewhere is a changed date.")
            if meetings
            else _("None of its meetings is at a venue."),
            way_back=self.address("change", record),
        )

    def _move(self, request, form: MoveForm) -> None:
        venue = form.cleaned_data["venue"]
        words = _("Moved to %(venue)s: %(group)s") % {"venue": venue, "group": form.chosen[0].group}
        with self.deed(request, words):
            count = change_venue(form.chosen, to=venue, room=form.cleaned_data["room"], door=form.cleaned_data["door"])
        said = ngettext(
            "%(count)s meeting now meets at %(venue)s.", "%(count)s meetings now meet at %(venue)s.", count
        ) % {"count": count, "venue": venue}
        level = messages.SUCCESS if count else messages.WARNING
        self.message_user(request, said, level)
