"""The desk of suggestions: what waits, and one page on which each is decided."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin import rights
from groups.admin.suggestion_form import AcceptForm
from groups.admin.words import when_words
from groups.models import Site, Suggestion
from groups.models.suggestion import IN_TURN, OPEN
from groups.rules.choices import SuggestionKind, SuggestionState
from groups.upkeep import suggestions
from groups.upkeep.suggestion_letters import answers_go_to
from mutualaid.admin import Desk

REASONS = (
    gettext_lazy("We could not confirm it."),
    gettext_lazy("It is listed like this already."),
    gettext_lazy("The group says that the listing is right."),
    gettext_lazy("It is not a mutual aid group."),
)
REASONS_OF_WORRIES = (
    gettext_lazy("We looked into it, and nothing needs to change."),
    gettext_lazy("It is for others to look into, and we have told you who."),
)


class StateFilter(admin.SimpleListFilter):
    """What is open, unless another is asked for."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [*SuggestionState.choices, ("all", _("All"))]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        yield {**first, "display": _("Open")}
        yield from others

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        known = self.value() in SuggestionState.values
        return queryset.filter(state=self.value()) if known else queryset.filter(state__in=OPEN)


@admin.register(Suggestion)
class SuggestionDesk(Desk):
    """No address of a sender is shown here: letters go there by themselves."""

    list_display = ("what", "about", "age", "sent_by", "state")
    list_filter = (StateFilter, "kind", "sent_by")
    search_fields = ("group__name", "meeting__name", "note")
    search_help_text = gettext_lazy("What a group is called, or a word that was written")
    ordering = IN_TURN
    actions = None

    def get_queryset(self, request):
        """Those that are theirs: list and page take no other."""
        theirs = super().get_queryset(request).filter(pk__in=rights.suggestions(request.user).values("pk"))
        return theirs.select_related("meeting__group", "meeting__venue", "group", "decided_by")

    def lookup_allowed(self, lookup, value, request=None):
        """No address is to be guessed letter by letter."""
        return not lookup.startswith(("email", "nonce")) and super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request):
        return False

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and rights.reads_suggestions(request.user)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and rights.reads_suggestions(request.user)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    @admin.display(description=gettext_lazy("what it says"), ordering="kind")
    def what(self, suggestion):
        return suggestion.get_kind_display()

    @admin.display(description=gettext_lazy("about"))
    def about(self, suggestion):
        return about_words(suggestion)

    @admin.display(description=gettext_lazy("age"), ordering="sent_at")
    def age(self, suggestion):
        return timesince(suggestion.sent_at, depth=1)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One suggestion, and what is done about it."""
        suggestion = self.get_object(request, unquote(object_id))
        if suggestion is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, suggestion):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request, suggestion, AcceptForm(suggestion=suggestion, user=request.user))
        if not self.has_change_permission(request, suggestion):
            raise PermissionDenied
        return self._decided(request, suggestion)

    def _decided(self, request, suggestion):
        form = AcceptForm(suggestion=suggestion, user=request.user)
        deed = DEEDS.get(request.POST.get("do", ""), _nothing)
        if deed is _accept:
            form = AcceptForm(request.POST, suggestion=suggestion, user=request.user)
            if not form.is_valid():
                return self._page(request, suggestion, form)
        try:
            said, letter = deed(request, suggestion, form)
        except suggestions.AlreadyDecided:
            suggestion.refresh_from_db()
            self.message_user(
                request,
                _("%(what)s. Nothing of yours was done.") % {"what": decision_words(suggestion)},
                messages.WARNING,
            )
            return HttpResponseRedirect(request.path)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return self._page(request, self.get_object(request, str(suggestion.pk)), form)
        self.message_user(request, f"{about_words(suggestion)}: {said}", messages.SUCCESS)
        if letter is False:
            failed = _("The letter to whoever sent it could not be sent. What was decided holds.")
            self.message_user(request, failed, messages.WARNING)
        return HttpResponseRedirect(request.path if deed is _pause else self._next(request, after=suggestion))

    def _next(self, request, *, after) -> str:
        """The page of what is to be decided next, else the list."""
        waiting = rights.suggestions(request.user).filter(state=SuggestionState.WAITING).exclude(pk=after.pk)
        following = waiting.oldest_first().first()
        if following is None:
            self.message_user(request, _("Nothing else is waiting."), messages.INFO)
            return reverse("admin:groups_suggestion_changelist")
        return reverse("admin:groups_suggestion_change", args=[following.pk])

    def _page(self, request, suggestion, form):
        is_open = suggestion.state in OPEN
        record = suggestion.meeting or suggestion.group
        waiting = rights.suggestions(request.user).filter(state=SuggestionState.WAITING).exclude(pk=suggestion.pk)
        answers = suggestion.email and answers_go_to(Site.objects.the_one())
        context = self.admin_site.each_context(request) | {
            "title": f"{suggestion.get_kind_display()}: {about_words(suggestion)}",
            "opts": self.opts,
            "suggestion": suggestion,
            "form": form,
            "rows": form.rows(),
            "is_open": is_open,
            "may_decide": is_open and self.has_change_permission(request, suggestion),
            "decision": "" if is_open else decision_words(suggestion),
            "listing_url": record.get_absolute_url() if record else "",
            "edit_url": self._edit_url(request, record),
            "reasons": REASONS_OF_WORRIES if suggestion.kind == SuggestionKind.WORRY else REASONS,
            "can_ask": bool(answers),
            "needs_address": bool(suggestion.email) and not answers,
            "is_gone": record is None and suggestion.kind != SuggestionKind.NEW,
            "left": waiting.count(),
        }
        return render(request, "admin/groups/suggestion/decide.html", context)

    def _edit_url(self, request, record) -> str:
        if record is None or not rights.may_change(request.user, record):
            return ""
        return reverse(f"admin:groups_{record._meta.model_name}_change", args=[record.pk])


def about_words(suggestion: Suggestion) -> str:
    """What it is about: of a group that meets more than once, which meeting."""
    if suggestion.meeting:
        return f"{suggestion.meeting}, {when_words(suggestion.meeting)}"
    if suggestion.group:
        return str(suggestion.group)
    return suggestion.proposed.get("group", {}).get("name", "") or _("a listing that is gone")


def decision_words(suggestion: Suggestion) -> str:
    """`Accepted by anna on 23 November 2026 at 14:30`."""
    said = {"state": suggestion.get_state_display(), "who": suggestion.decided_by or _("somebody")}
    if suggestion.decided_at is None:
        return str(said["state"])
    at = timezone.localtime(suggestion.decided_at)
    said |= {"day": date_format(at, "j F Y"), "time": date_format(at, "TIME_FORMAT")}
    return _("%(state)s by %(who)s on %(day)s at %(time)s") % said


def _accept(request, suggestion, form):
    into = form.known_groups.get(form.cleaned_data.get("into", "")) if suggestion.kind == SuggestionKind.NEW else None
    letter = suggestions.accept(
        suggestion,
        by=request.user,
        now=timezone.now(),
        taking=form.taking()
        if form.offered and suggestion.kind in (SuggestionKind.CHANGE, SuggestionKind.NEW)
        else None,
        place=form.cleaned_data.get("place", ""),
        into=into,
        reason=request.POST.get("reason", ""),
    )
    return _("accepted."), letter


def _decline(request, suggestion, form):
    reason = request.POST.get("ready") or request.POST.get("reason", "")
    return _("turned down."), suggestions.decline(suggestion, by=request.user, now=timezone.now(), reason=reason)


def _ask(request, suggestion, form):
    question = request.POST.get("question", "")
    return _("asked back."), suggestions.ask_back(suggestion, by=request.user, now=timezone.now(), question=question)


def _pause(request, suggestion, form):
    suggestions.pause(suggestion, by=request.user)
    return _("paused. The worry is still open."), None


def _nothing(request, suggestion, form):
    raise ValidationError(_("Choose what to do."))


DEEDS = {"accept": _accept, "decline": _decline, "ask": _ask, "pause": _pause}
