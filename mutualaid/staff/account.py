"""One's own account: role and listings in words, password, second factor, recovery codes, sessions."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mutualaid.roles import ADMINISTRATOR, role_of
from mutualaid.staff import letters, second_factor, sessions, words
from mutualaid.staff.enrol import codes_page
from mutualaid.staff.forms import PasswordAgainForm
from mutualaid.staff.models import Person
from mutualaid.staff.pages import page
from mutualaid.staff.standing import is_required


def account(request):
    """All of it on one page."""
    grants = request.user.grants.select_related("area", "programme").order_by("pk")
    mine = sessions.of(request.user)
    context = {
        "role": words.role_words(request.user),
        "is_administrator": role_of(request.user) == ADMINISTRATOR,
        "looks_after": words.looks_after(request.user, grants),
        "has_factor": second_factor.of(request.user) is not None,
        "codes_left": second_factor.codes_left(request.user),
        "is_required": is_required(),
        "here": next((began for one, began in mine if one.pk == request.session.session_key), None),
        "elsewhere": [began for one, began in mine if one.pk != request.session.session_key],
    }
    return page(request, "account", _("Your account"), **context)


@require_POST
def end_sessions(request):
    """Sign out everywhere but here."""
    ended = sessions.end(request.user, but=request.session.session_key)
    said = ngettext("%(count)s other session has ended.", "%(count)s other sessions have ended.", ended)
    messages.success(request, said % {"count": ended})
    return redirect("admin:account")


@sensitive_post_parameters()
def recovery_codes(request):
    """Ten new codes, for the password; those before them no longer work."""
    if second_factor.of(request.user) is None:
        return redirect("admin:second_factor")
    form = PasswordAgainForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return codes_page(request, second_factor.new_recovery_codes(request.user))
    said = _("You get ten new codes, to print or write down. The old ones stop working.")
    return page(request, "password_again", _("New recovery codes"), form=form, text=said, button=_("Make new codes"))


@sensitive_post_parameters()
def no_second_factor(request):
    """Do without, for the password, where the site only offers it."""
    if is_required() or second_factor.of(request.user) is None:
        return redirect("admin:account")
    form = PasswordAgainForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        take_factor_away(request.user, by=request.user)
        sessions.end(request.user, but=request.session.session_key)
        messages.success(request, _("Your second factor is taken away. From now on your password is enough."))
        return redirect("admin:account")
    said = _("From then on your password alone is enough to sign in. Your recovery codes stop working too.")
    return page(request, "password_again", _("Do without a second factor"), form=form, text=said, button=_("Take away"))


def take_factor_away(person: Person, *, by: Person) -> None:
    """Take somebody's second factor away, note who did it, and tell them."""
    second_factor.take_away(person)
    LogEntry.objects.log_actions(by.pk, [person], CHANGE, _("Took the second factor away."), single_object=True)
    letters.tell_factor_taken_away(person)
