"""`/embed/frame.js`: what another site loads beside a frame, under an address that stays."""

import hashlib
from functools import cache

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

DAY = 24 * 60 * 60
FILE = settings.ROOT / "static/js/embed/frame.js"


@cache
def _script() -> bytes:
    return FILE.read_bytes()


def _mark(_request) -> str:
    return f'"{hashlib.sha256(_script()).hexdigest()[:16]}"'


@cache_control(max_age=DAY, public=True)
@require_safe
@condition(etag_func=_mark)
def frame_script(request):
    """The script, which any site may load; not named by its content, because it stands in other people's pages."""
    headers = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8", headers=headers)
