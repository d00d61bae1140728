"""The page that an invitation opens: a name and a password, and one is in."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from mutualaid.staff.forms import WelcomeForm
from mutualaid.staff.pages import page
from mutualaid.staff.passes import WELCOME
from mutualaid.staff.sign_in import come_in

GONE = 410


@never_cache
@csrf_protect
@sensitive_post_parameters()
def welcome(request, token: str) -> HttpResponse:
    """Opening it changes nothing: mail scanners follow links."""
    person = WELCOME.read(token)
    if person is None or not person.is_awaited:
        answer = page(request, "no_welcome", _("This invitation no longer works"))
        answer.status_code = GONE
        return answer
    form = WelcomeForm(person, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        person.refresh_from_db(fields=["username"])
        return page(request, "welcome", _("Welcome"), form=form, person=person)
    return come_in(request, form.save())
