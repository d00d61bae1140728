"""`/meetings.pdf`: the search as a list for print, by day or by area, in letters of two sizes."""

import hashlib

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from groups.exchange import paper
from groups.models import SearchRow
from groups.search import finding
from groups.views.files import asking, pdf_words
from groups.views.files.looks import OWN, Looks
from groups.views.kept_rows import rows_of
from groups.views.visit import site_of, vocabulary_of

KIND = asking.FileKind("pdf", paper.MEDIA_TYPE, own=tuple(OWN))
MOST = 2000
"""More than that is a book, and takes seconds to set."""

RETRY_SECONDS = "20"


def meetings(request, crisis: dict) -> HttpResponse:
    """The file; what it says of help in a crisis is handed in, because the helplines are another app's."""
    asked, looks = asking.read(request), Looks.of(request.GET)
    try:
        answer = asking.send(asked, KIND, lambda: [_file(asked, looks, crisis)], mark=_mark(asked, looks, crisis))
    except paper.Busy:
        answer = HttpResponse(_("Other files are being made. Try again in a minute."), "text/plain", status=503)
        answer["Retry-After"] = RETRY_SECONDS
    answer["Cache-Control"] = asking.FOR_ONE
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _file(asked: asking.Request, looks: Looks, crisis: dict) -> bytes:
    wanted, at = asked.wanted, asked.at
    found = SearchRow.objects.matching(wanted, at=at, freshness_months=settings.FRESHNESS_MONTHS[-1])
    rows = rows_of(found[: MOST + 1], at=at, known=vocabulary_of(asked.request))
    held = pdf_words.Held(
        asked, wanted, rows[:MOST], is_cut=len(rows) > MOST, total=finding.count(wanted, at=at), crisis=crisis
    )
    said = pdf_words.paper_of(held, by_area=looks.by_area, is_large=looks.is_large)
    return paper.write(said, made_at=at.now)


def _mark(asked: asking.Request, looks: Looks, crisis: dict) -> str:
    """What else it would change with."""
    site = site_of(asked.request)
    said = [looks, crisis, site.name, site.run_by, paper.LAYOUT.stat().st_size]
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:16]
