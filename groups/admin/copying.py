"""The page that copies a meeting to other days."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.admin.fields import TickRow
from groups.admin.small_pages import SmallPages, sent_with
from groups.admin.words import when_words
from groups.models import Meeting
from groups.models.fields import ClockFormField
from groups.rules.choices import Status, Weekday
from groups.rules.words import clock, weekday_name
from groups.upkeep.copying import copy_to_days


class CopyForm(forms.Form):
    """On which other days, and perhaps at another time."""

    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days"),
        coerce=int,
        widget=TickRow,
        error_messages={"required": gettext_lazy("Tick at least one day.")},
    )
    starts_at = ClockFormField(
        required=False, label=gettext_lazy("At another time"), help_text=gettext_lazy("Blank: at the same time.")
    )

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.there = {(one.weekday, one.starts_at) for one in meeting.group.meetings.exclude(status=Status.CLOSED)}
        self.fields["days"].choices = [(day, self._named(day)) for day in Weekday.values]

    def _named(self, day: int) -> str:
        times = sorted(at for weekday, at in self.there if weekday == day and at)
        return f"{weekday_name(day)} ({', '.join(map(clock, times))})" if times else weekday_name(day)

    def clean(self):
        """The same group at the same time is the same meeting."""
        cleaned = super().clean()
        at = cleaned.get("starts_at") or self.meeting.starts_at
        again = [day for day in cleaned.get("days", ()) if (day, at) in self.there]
        if again and "starts_at" not in self._errors:
            named = ", ".join(map(weekday_name, again))
            self.add_error("days", _("It meets at that time on %(days)s already.") % {"days": named})
        return cleaned


class Copies(SmallPages):
    """For the desk of meetings."""

    def get_urls(self):
        return [self.small_page("copy", self.copy_view), *super().get_urls()]

    def tools(self, request, record):
        own = [] if record.rule is None else [self.tool("copy", _("Copy to other days"), record)]
        return [*own, *super().tools(request, record)]

    def copy_view(self, request, pk):
        """Ticks for the days, one save."""
        meeting = self.changeable(request, pk)
        form = CopyForm(sent_with(request), meeting=meeting)
        if meeting.rule is not None and request.method == "POST" and form.is_valid():
            copies = self._copied(request, meeting, form.cleaned_data)
            self._say_copied(request, copies)
            return HttpResponseRedirect(reverse("admin:groups_group_change", args=[meeting.group_id]))
        return self.show(
            request,
            title=_("Copy to other days"),
            record=meeting,
            form=form,
            fields=("days", "starts_at"),
            button=_("Copy"),
            about=_(
                "%(meeting)s, %(when)s. A copy has the same place, tags and answers, and none of the cancelled dates."
            )
            % {"meeting": meeting.title, "when": when_words(meeting)},
            way_back=self.address("change", meeting),
        )

    def _copied(self, request, meeting, said) -> list[Meeting]:
        days = ", ".join(map(weekday_name, said["days"]))
        words = _("%(meeting)s copied to %(days)s") % {"meeting": meeting.title, "days": days}
        with self.deed(request, words):
            return copy_to_days(meeting, days=said["days"], starts_at=said["starts_at"])

    def _say_copied(self, request, copies) -> None:
        links = format_html_join(
            ", ", '<a href="{}">{}</a>', [(self.address("change", one), when_words(one)) for one in copies]
        )
        said = ngettext("One copy made: {}", "Copies made: {}", len(copies))
        self.message_user(request, format_html(said, links), messages.SUCCESS)
        named = [one for one in copies if any(str(day.label) in one.name for day in Weekday)]
        if named:
            said = _("The name “%(name)s” holds a day: look whether it is still right on the copies.")
            self.message_user(request, said % {"name": named[0].name}, messages.WARNING)
