"""Signing in: a name and a password, then the code of the second factor; and what was typed before is given back."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from mutualaid.staff import holding, second_factor, sessions
from mutualaid.staff.backend import BACKEND
from mutualaid.staff.enrol import enrol_page
from mutualaid.staff.forms import CodeForm, SignInForm
from mutualaid.staff.pages import lead_on, page
from mutualaid.staff.passes import HALF_WAY
from mutualaid.staff.standing import Standing, standing


@never_cache
@csrf_protect
@sensitive_post_parameters()
def name_and_password(request):
    """The first step. Whoever is in already is led on."""
    if request.method != "POST":
        is_in = standing(request) in (Standing.THROUGH, Standing.UNENROLLED)
        return lead_on(request) if is_in else sign_in_page(request)
    form = SignInForm(request, data=request.POST)
    if not form.is_valid():
        return sign_in_page(request, form=form)
    person = form.get_user()
    if second_factor.of(person) is None:
        return come_in(request, person)
    return _code_page(request, CodeForm(person), HALF_WAY.give(person))


@never_cache
@csrf_protect
@sensitive_post_parameters()
def code(request):
    """The second step, for whoever has just shown the password."""
    half_way = request.POST.get("half_way", "")
    person = HALF_WAY.read(half_way)
    if person is None or not person.is_active:
        return sign_in_page(request, said=_("That took longer than ten minutes. Start again.") if half_way else "")
    form = CodeForm(person, request.POST)
    if not form.is_valid():
        return _code_page(request, form, half_way)
    return come_in(request, person, passed=second_factor.of(person))


def come_in(request: HttpRequest, person, passed: int | None = None) -> HttpResponse:
    """Begin the session under a new key; then the second factor if it must be, what was typed, or the way on."""
    login(request, person, backend=BACKEND)
    sessions.begin(request.session, at=timezone.now(), passed=passed)
    held = request.POST.get("held", "")
    if standing(request) is Standing.UNENROLLED:
        return enrol_page(request, held=held)
    return give_back(request) if held else lead_on(request)


@never_cache
@csrf_protect
def give_back(request):
    """What somebody typed before their session ended, with one button that sends it on: theirs to press, or not."""
    held = holding.read(request.POST.get("held", ""))
    return page(request, "give_back", _("You are signed in again"), typed=held) if held else redirect("admin:index")


def turned_away(request: HttpRequest) -> HttpResponse:
    """The answer to who may not come in as they are: sign in first, or set up the second factor first."""
    is_form = request.method == "POST" and holding.may_be_sent_to(request.get_full_path())
    held = holding.hold(request) if is_form else ""
    if standing(request) is Standing.UNENROLLED:
        answer = enrol_page(request, held=held) if held else redirect("admin:second_factor")
    elif is_form:
        answer = sign_in_page(request, held=held, said=_ended(held))
    else:
        wanted = urlencode({"next": request.get_full_path() if request.method == "GET" else reverse("admin:index")})
        answer = HttpResponseRedirect(f"{reverse('admin:login')}?{wanted}")
    add_never_cache_headers(answer)
    return answer


def token_was_replaced(request: HttpRequest) -> HttpResponse | None:
    """The answer to a form of ours that was opened before somebody signed in again in another window: what they typed.

    Its token against forged forms is an old one, but the browser itself says that the form was ours, which no page of
    another site can make it say. Where it does not, there is no answer.
    """
    if request.headers.get("Sec-Fetch-Site") != "same-origin" or not request.path.startswith(reverse("admin:index")):
        return None
    if request.path.startswith(reverse("admin:login")):
        return redirect("admin:login")
    held = holding.hold(request)
    if not held:
        return None
    if standing(request) is not Standing.THROUGH:
        return turned_away(request)
    return page(request, "give_back", _("Once more, please"), typed=holding.read(held))


def sign_in_page(request: HttpRequest, **context) -> HttpResponse:
    return page(request, "sign_in", _("Log in"), **{"form": SignInForm(request), **context})


def _code_page(request, form, half_way: str):
    return page(request, "code", _("Your code"), form=form, half_way=half_way)


def _ended(held: str) -> str:
    if held:
        return _("Your session had ended. Sign in: what you typed is kept on this page and given back to you.")
    return _("Your session had ended, and what you typed is too much to be carried. Go back, and copy it first.")
