"""How an Open Referral answer is sent: as JSON to every origin; an error with its message; or that nothing is new."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.views.open_referral.asking import NotUnderstood, is_private
from groups.views.visit import moment_of, site_of

FOR_ALL, FOR_ONE = "public, max-age=300", "private"
JSON = "application/json"


class NotThere(Exception):
    """Nothing stands under this identifier."""


def endpoint(view: Callable) -> Callable:
    """A view that gives plain values: sent as JSON, or not at all where the asker has them already.

    They are as they were while listings, date, language and address are the same.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "OPTIONS":
            return _headed(HttpResponse(status=204), request)
        if request.method not in ("GET", "HEAD"):
            refused = _failed(request, 405, _("Only GET is answered here."))
            refused["Allow"] = "GET, HEAD, OPTIONS"
            return refused
        mark = _mark(request)
        known = get_conditional_response(request, etag=mark)
        if known is not None:
            return _headed(known, request, mark)
        try:
            return _headed(_json(view(request, *args, **kwargs)), request, mark)
        except NotUnderstood as why:
            return _failed(request, 400, str(why))
        except NotThere:
            return _failed(request, 404, _("Nothing stands under this address."))

    return answer


def _mark(request) -> str:
    at = moment_of(request)
    said = "\n".join([request.get_full_path(), get_language() or "", settings.SITE_URL])
    digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
    return f'W/"{site_of(request).revision}-{at.today}-{digest}"'


def _json(values: object, *, status: int = 200) -> HttpResponse:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text.encode("utf-8", "replace"), status=status, content_type=JSON)


def _failed(request, status: int, message: str) -> HttpResponse:
    return _headed(_json({"status": status, "message": message}, status=status), request)


def _headed(answer: HttpResponse, request, mark: str = "") -> HttpResponse:
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    answer["Access-Control-Allow-Headers"] = "If-None-Match"
    answer["Access-Control-Expose-Headers"] = "ETag"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = FOR_ONE if is_private(request.GET) or not mark else FOR_ALL
    if mark:
        answer["ETag"] = mark
    return answer
