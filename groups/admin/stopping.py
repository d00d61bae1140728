"""The pages that pause and close listings, one or many, with the reason that the public reads."""

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.admin.small_pages import SmallPages
from groups.rules.choices import Status
from groups.upkeep import listing

PAUSE_REASONS = (
    gettext_lazy("The venue is closed for now."),
    gettext_lazy("A break over the holidays."),
    gettext_lazy("There is nobody to open up at the moment."),
    gettext_lazy("The group is looking for another venue."),
    gettext_lazy("We are checking whether it still meets."),
)
CLOSE_REASONS = (
    gettext_lazy("It no longer meets."),
    gettext_lazy("It has joined another group."),
    gettext_lazy("The venue has closed."),
    gettext_lazy("The group asked to be taken off."),
)
MOST_NAMED = 20


class ReasonForm(forms.Form):
    """A ready-made reason, or one of one's own, which counts."""

    ready = forms.ChoiceField(required=False, label=gettext_lazy("Reason"), widget=forms.RadioSelect)
    own = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Or in other words"),
        help_text=gettext_lazy("The public reads the reason on the listing’s page. No names."),
        widget=forms.TextInput({"class": "vTextField"}),
    )
    reasons: tuple = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ready"].choices = [(str(reason), reason) for reason in self.reasons]

    @property
    def reason(self) -> str:
        """What the public will read."""
        return self.cleaned_data["own"] or self.cleaned_data["ready"]


class PauseForm(ReasonForm):
    """Until when, and why."""

    until = forms.DateField(
        required=False,
        label=gettext_lazy("Until and including"),
        help_text=gettext_lazy("It is listed again the day after, by itself. Blank: until somebody lists it again."),
        widget=AdminDateWidget,
    )
    field_order = ("until", "ready", "own")
    reasons = PAUSE_REASONS

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until < timezone.localdate():
            raise ValidationError(_("This day has passed."))
        return until


class CloseForm(ReasonForm):
    """Why; a listing that is closed always says so."""

    reasons = CLOSE_REASONS

    def clean(self):
        cleaned = super().clean()
        if not self._errors and not (cleaned["own"] or cleaned["ready"]):
            self.add_error("ready", _("Choose a reason, or write one."))
        return cleaned


class Stops(SmallPages):
    """For the desks of groups and of meetings: the two actions, and the same for one record from its page."""

    def get_urls(self):
        own = [self.small_page("pause", self.pause_view), self.small_page("close", self.close_view)]
        return [*own, *super().get_urls()]

    def tools(self, request, record):
        own = []
        if record.status == Status.LISTED:
            own.append(self.tool("pause", _("Pause"), record))
        if record.status != Status.CLOSED:
            own.append(self.tool("close", _("Close"), record))
        return [*super().tools(request, record), *own]

    # --- One, from its page

    def pause_view(self, request, pk):
        """Pause one."""
        return self._one(request, pk, self._ask_pause, _("%(record)s paused"))

    def close_view(self, request, pk):
        """Close one."""
        return self._one(request, pk, self._ask_close, _("%(record)s closed"))

    def _one(self, request, pk: int, ask: Callable, said: str):
        record = self.changeable(request, pk)
        open_ones = [] if record.status == Status.CLOSED else [record]
        with self.deed(request, said % {"record": record}):
            page = ask(request, open_ones, sent=request.method == "POST", record=record)
        return page or HttpResponseRedirect(self.address("change", record))

    # --- Many, from the list

    @admin.action(description=gettext_lazy("Pause, until a day or until told"), permissions=["change"])
    def pause(self, request, queryset):
        chosen = list(queryset.exclude(status=Status.CLOSED))
        return self._ask_pause(request, chosen, sent="reason_given" in request.POST)

    @admin.action(description=gettext_lazy("Close: it no longer meets"), permissions=["change"])
    def close(self, request, queryset):
        chosen = list(queryset.exclude(status=Status.CLOSED))
        return self._ask_close(request, chosen, sent="reason_given" in request.POST)

    # --- Both

    def _ask_pause(self, request, records: list, *, sent: bool, record=None):
        if not records:
            return self._nothing_to_stop(request)
        form = PauseForm(request.POST if sent else None)
        if sent and form.is_valid():
            reason, until = form.reason, form.cleaned_data["until"]
            done = self._each(
                request, records, lambda one: listing.pause(one, until=until, reason=reason), _("Paused.")
            )
            many = ngettext("%(count)s listing paused.", "%(count)s listings paused.", len(done))
            self._say(request, done, one=_("Paused: %(name)s."), many=many)
            return None
        about = _("Its page stays, and says that it is paused and why. It is in no search until it is back.")
        return self._ask(request, form, records, record, "pause", _("Pause"), about)

    def _ask_close(self, request, records: list, *, sent: bool, record=None):
        if not records:
            return self._nothing_to_stop(request)
        form = CloseForm(request.POST if sent else None)
        if sent and form.is_valid():
            reason = form.reason
            done = self._each(request, records, lambda one: listing.close(one, reason=reason), _("Closed."))
            many = ngettext("%(count)s listing closed.", "%(count)s listings closed.", len(done))
            self._say(request, done, one=_("Closed: %(name)s."), many=many)
            return None
        about = _("Its page stays, and says that it closed and why. It can be listed again.")
        return self._ask(request, form, records, record, "close", _("Close"), about)

    def _nothing_to_stop(self, request) -> None:
        self.message_user(request, _("Nothing to do: it is closed already."), messages.WARNING)

    def _ask(self, request, form, records: list, record, name: str, button: str, about: str):
        count = len(records)
        named = [str(one) for one in records[:MOST_NAMED]]
        if count > MOST_NAMED:
            named.append(_("and %(count)s more") % {"count": count - MOST_NAMED})
        desk = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        titles = {
            "pause": ngettext("Pause %(count)s listing", "Pause %(count)s listings", count),
            "close": ngettext("Close %(count)s listing", "Close %(count)s listings", count),
        }
        return self.show(
            request,
            title=button if record else titles[name] % {"count": count},
            record=record,
            form=form,
            button=button,
            about=about,
            records=[] if record else named,
            hidden=[] if record else hidden_of(request, name),
            way_back=self.address("change", record) if record else reverse(desk),
        )


def hidden_of(request, action: str) -> list[tuple[str, str]]:
    """What the list sent, so that the page sends it again with the reason."""
    chosen = [("_selected_action", pk) for pk in request.POST.getlist("_selected_action")]
    across = [("select_across", request.POST.get("select_across", "0"))]
    return [("action", action), ("reason_given", "1"), ("index", "0"), *across, *chosen]
