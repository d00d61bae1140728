"""Setting up the second factor: a key for the telephone, one code as proof, and ten recovery codes to print."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from mutualaid.staff import second_factor, sessions
from mutualaid.staff.forms import EnrolForm, PasswordAgainForm
from mutualaid.staff.pages import page
from mutualaid.staff.standing import is_required

KEY = "second_factor_proposed"
"""In a session: the key that is on somebody's screen, so that it is the same when the page is opened again."""


@sensitive_post_parameters()
def second_factor_page(request):
    """A first telephone, or a new one in place of the old."""
    if request.method != "POST" or "code" not in request.POST:
        return enrol_page(request, held=request.POST.get("held", ""))
    form, again = EnrolForm(_proposed(request), request.POST), _password_again(request)
    if (again and not again.is_valid()) or not form.is_valid():
        return enrol_page(request, form=form, again=again)
    codes = second_factor.take_on(form.device)
    del request.session[KEY]
    request.session.cycle_key()
    request.session[sessions.PASSED] = request.user.second_factor
    sessions.end(request.user, but=request.session.session_key)
    return codes_page(request, codes)


def enrol_page(request: HttpRequest, **context) -> HttpResponse:
    device = _proposed(request)
    shown = {"form": EnrolForm(device), "again": _password_again(request), "address": device.config_url}
    shown |= {"key": second_factor.key_to_type(device), "is_required": is_required()}
    return page(request, "second_factor", _("Set up your second factor"), **{**shown, **context})


def codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The one time that recovery codes are seen."""
    return page(request, "recovery_codes", _("Your recovery codes"), codes=codes)


def _proposed(request):
    key = request.session.get(KEY, "")
    device = second_factor.proposed(request.user, key)
    request.session[KEY] = device.key
    return device


def _password_again(request) -> PasswordAgainForm | None:
    """Who has a second factor already shows that they are at the keyboard themselves."""
    if second_factor.of(request.user) is None:
        return None
    return PasswordAgainForm(request.user, request.POST if "password" in request.POST else None)
