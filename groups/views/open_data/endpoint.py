"""`/open-data/openapi.json`: the description of the open data, for programs."""

import hashlib

import orjson
from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from groups.views.files.asking import FOR_ALL
from groups.views.open_data.description import describe
from groups.views.open_data.examples import examples_of
from groups.views.visit import site_of, vocabulary_of

MEDIA_TYPE = "application/json"


@require_safe
def openapi(request):
    """The description, or that it has not changed: it does with the site's own words and its examples."""
    text, mark = _written(request)
    answer = HttpResponse(text, content_type=MEDIA_TYPE)
    answer["ETag"] = mark
    answer["Cache-Control"] = FOR_ALL
    answer = get_conditional_response(request, etag=mark, response=answer)
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _written(request) -> tuple[bytes, str]:
    """Made once for each revision of the listings, day and language."""
    known, examples = vocabulary_of(request), examples_of(request)
    site = site_of(request)
    name = site.name or settings.SITE_NAME
    licence = {"name": site.licence, "url": site.licence_url} if site.licence else {}

    def write() -> tuple[bytes, str]:
        text = orjson.dumps(
            describe(known, examples, site_name=name, licence={part: said for part, said in licence.items() if said}),
            default=str,
        )
        return text, f'"{hashlib.sha256(text).hexdigest()[:16]}"'

    return known.keep("openapi", (get_language(), settings.SITE_URL, name, str(licence), examples), write)
