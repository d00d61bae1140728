"""What guards a form that anyone may send, without a cookie: where it comes from, when it was made, who fills it in.

A view that takes such a form carries `public_form`. It then asks `read(request)` for the token of the form, and
`may_send(request, …)` just before it saves; docs/decisions/public-forms.md says why each of these is as it is.
"""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core import signing
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mutualaid import limits

TOKEN = "form"
"""The field that holds the token of a form."""
HONEYPOT = "second_name"
"""A field that no person sees: what fills it in is a machine."""
LONGEST = timedelta(hours=24)
"""So long after it was made a form is taken; a page left open overnight is, one kept for a machine is not."""
SHORTEST = timedelta(seconds=2)
"""No person reads a form and sends it within that time."""
MOST, MINUTES = 5, 10
"""So many forms of one kind are taken from one caller within so many minutes."""

NONCE_LENGTH = 22
"""Letters that 16 random bytes take."""

_signer = signing.Signer(salt="mutualaid.posting")


class Token(NamedTuple):
    """Which form this is, and when its page was made. The same form sent twice has the same nonce."""

    nonce: str
    made_at: datetime


class NotTaken(Exception):
    """A form that is shown once more, filled in as it was, with a fresh token and `sentence`."""

    sentence = ""
    status = 200


class BadToken(NotTaken):
    """The token is missing, cut off, or not ours."""

    @property
    def sentence(self):
        return _("We could not tell that this form came from our page. Nothing is lost: please send it once more.")


class TooOld(NotTaken):
    """The page was opened too long ago."""

    @property
    def sentence(self):
        return _("This page was open for a long time. Nothing is lost: please look it through and send it once more.")


class TooSoon(NotTaken):
    """It came back faster than a person can read it."""

    @property
    def sentence(self):
        return _("That was very quick. Nothing is lost: please send it once more.")


class TooMany(NotTaken):
    """The caller has sent as many as we take in that time."""

    status = 429

    @property
    def sentence(self):
        return _("Several of these came from your network just now. Nothing is lost: please send it in ten minutes.")


class Machine(Exception):
    """The field that no person sees was filled in: it is thanked, and nothing is kept."""


def form_token() -> str:
    """A token for one showing of a form: signed, timed, and holding a random nonce."""
    return _signer.sign(f"{secrets.token_urlsafe(16)}.{int(timezone.now().timestamp())}")


def read_token(text: str) -> Token:
    """What a token says; BadToken or TooOld where it is not to be trusted."""
    try:
        nonce, _dot, made = _signer.unsign(text).rpartition(".")
        token = Token(nonce, datetime.fromtimestamp(int(made), UTC))
    except (signing.BadSignature, ValueError) as error:
        raise BadToken from error
    if timezone.now() - token.made_at > LONGEST:
        raise TooOld
    return token


def read(request) -> Token:
    """The token of the form that was sent; Machine or one of NotTaken where it is not to be saved."""
    if request.POST.get(HONEYPOT):
        raise Machine
    token = read_token(request.POST.get(TOKEN, ""))
    if timezone.now() - token.made_at < SHORTEST:
        raise TooSoon
    return token


def key_of(request, token: Token) -> str:
    """Under which a form is kept, in 39 letters: the same words from the same page are sent twice, other words are not.

    Who goes back, corrects a word and sends again has sent another one: nothing of it is lost.
    """
    said = sorted((name, value) for name, values in request.POST.lists() if name != TOKEN for value in values)
    return f"{token.nonce}-{hashlib.sha256(repr(said).encode(errors='replace')).hexdigest()[:16]}"


def may_send(request, what: str, *, most: int = MOST, minutes: int = MINUTES) -> None:
    """Count one more form of this kind from this caller; TooMany where that is more than we take."""
    if not limits.may(what, limits.caller(request), most=most, minutes=minutes):
        raise TooMany


def is_from_here(request) -> bool:
    """Whether a page of ours sent this, as far as the browser says.

    `Sec-Fetch-Site` cannot be set by a page; `none` is the visitor's own doing, as when a tab is opened again. Older
    browsers send `Origin` alone, the oldest neither: those are let through, for there is no cookie to abuse and the
    token has to be ours in any case.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or _host_of(origin) == request.get_host().lower()


def public_form(view):
    """For a view that shows a form at GET and takes it at POST: kept nowhere on the way, and taken from here alone."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and not is_from_here(request):
            return render(request, "mutualaid/sent_from_elsewhere.html", status=403)
        return view(request, *args, **kwargs)

    return csrf_exempt(never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded)))


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
