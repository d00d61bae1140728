"""What a file is asked for, by the road of the search page; its headers; and that it has not changed since."""

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.models import SearchRow
from groups.rules.criteria import MeetingSearch, Moment
from groups.rules.search_sentence import heading_of
from groups.search import finding
from groups.search.asking import Asked
from groups.search.filters import MeetingFilter
from groups.views.links import SearchLinks
from groups.views.search import asked_of
from groups.views.visit import moment_of, site_of

FOR_ALL = "public, max-age=300"
"""Of all listings: the same for everyone."""

FOR_ONE = "private"
LEFT_OUT = "X-Not-Understood"
"""The parameters whose values could not be understood, and which were left out."""

_CHUNK = 2000
_NOT_OF_FILES = ("page", "view")
"""Parameters of the search page that ask for nothing of a file."""


def search_parameters() -> list[str]:
    """The names of all parameters of a search, as every file takes them."""
    return [name for name in MeetingFilter.base_filters if name not in _NOT_OF_FILES]


@dataclass(frozen=True)
class FileKind:
    """How a format is sent."""

    ending: str
    media_type: str
    is_download: bool = False
    """Whether a browser keeps it rather than showing it."""
    own: tuple[str, ...] = ()
    """The parameters that it takes besides those of the search."""


@dataclass(frozen=True)
class Request:
    """A search that is asked for as a file."""

    request: object
    typed: Asked
    search: MeetingFilter
    at: Moment

    @property
    def wanted(self) -> MeetingSearch:
        """What is asked, with its distance."""
        return finding.settle_distance(self.search.wanted, at=self.at)

    @property
    def has_place_or_words(self) -> bool:
        """Whether it holds what a visitor typed."""
        return self.typed.was_typed or bool(self.typed.parameters.get("near"))

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """What is asked, each parameter with its values, in one order."""
        asked = self.typed.parameters
        return [(name, value) for name in search_parameters() for value in asked.getlist(name) if value]

    @property
    def page(self) -> str:
        """The address of the same search as a page."""
        links = SearchLinks(self.typed.parameters, danger_words=self.typed.phrase.danger_words)
        return settings.SITE_URL + links.elsewhere(reverse("groups:meeting-list"))


def read(request) -> Request:
    """What the address asks."""
    at = moment_of(request)
    typed, search = asked_of(request, at)
    return Request(request, typed, search, at)


def title_of(asked: Request) -> str:
    """What the file is called, without the words and place that a visitor typed."""
    wanted = asked.search.wanted
    site = site_of(asked.request).name or settings.SITE_NAME
    if asked.has_place_or_words:
        return _("Meetings from %(site)s") % {"site": site}
    return _("%(meetings)s, %(site)s") % {"meetings": heading_of(wanted, today=asked.at.today), "site": site}


def keys_of(asked: Request, *, narrowed: Callable = lambda rows: rows) -> array:
    """The numbers of all meetings that are found, in the order asked for: eight bytes each.

    Whatever is written of them is read by these, a batch at a time: no reading of the database stays open while a slow
    line takes the file, which on SQLite would keep its journal growing, and on PostgreSQL its old rows.
    """
    found = SearchRow.objects.matching(asked.wanted, at=asked.at, freshness_months=settings.FRESHNESS_MONTHS[-1])
    return array("q", narrowed(found).values_list("pk", flat=True).iterator(_CHUNK))


def send(asked: Request, kind: FileKind, pieces: Callable[[], Iterable[bytes]], *, mark: str = "") -> HttpResponse:
    """The file as it is made; that it has not changed; or that its place is not known, which is no file.

    It has not changed while listings, date, language and what is asked are the same; of what is on now, the minute.
    """
    if asked.search.place_failed:
        return _no_place(asked, kind)
    head = _headed(HttpResponse(), asked, kind, mark)
    answer = get_conditional_response(asked.request, etag=head["ETag"], response=head)
    if answer.status_code != 200:
        answer["Access-Control-Allow-Origin"] = "*"
        return answer
    streamed = iter(()) if asked.request.method == "HEAD" else _joined(pieces())
    return _headed(StreamingHttpResponse(streamed), asked, kind, mark)


def _joined(pieces: Iterable[bytes], *, at_least: int = 32_768) -> Iterator[bytes]:
    """The same in larger pieces, which take less to pack and to send."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        if len(waiting) >= at_least:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)


def _headed(answer: HttpResponse, asked: Request, kind: FileKind, mark: str) -> HttpResponse:
    is_private = bool(asked.parameters) or asked.typed.was_typed
    answer["Content-Type"] = kind.media_type
    disposition = "attachment" if kind.is_download else "inline"
    answer["Content-Disposition"] = f'{disposition}; filename="{_file_name(asked)}.{kind.ending}"'
    answer["Cache-Control"] = FOR_ONE if is_private else FOR_ALL
    answer["ETag"] = f'W/"{_mark(asked, kind, mark)}"'
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Expose-Headers"] = f"ETag, {LEFT_OUT}"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    if asked.has_place_or_words:
        answer["X-Robots-Tag"] = "noindex"
    if asked.search.form.errors:
        answer[LEFT_OUT] = ", ".join(asked.search.form.errors)
    return answer


def _mark(asked: Request, kind: FileKind, mark: str) -> str:
    said = [kind.ending, mark, get_language(), settings.SITE_URL, *map("=".join, asked.parameters)]
    if asked.search.wanted.now:
        said.append(f"{asked.at.now:%H:%M}")
    digest = hashlib.sha256("\n".join(said).encode("utf-8", "replace")).hexdigest()[:16]
    return f"{site_of(asked.request).revision}-{asked.at.today}-{digest}"


def _file_name(asked: Request) -> str:
    """What is asked, in letters that every system takes; of a visitor's own words nothing."""
    if asked.has_place_or_words or not asked.parameters:
        return "meetings"
    return slugify(heading_of(asked.search.wanted, today=asked.at.today))[:60].strip("-") or "meetings"


def _no_place(asked: Request, kind: FileKind) -> HttpResponse:
    """An error, and never an empty file: whoever takes listings over would take that for the end of all of them."""
    choices = asked.search.place_names
    problem = {
        "title": _("More than one place has this name") if choices else _("This place is not known"),
        "status": 404,
        "detail": " ".join(str(error) for error in asked.search.form.errors.get("near", ())),
    }
    if choices:
        links = SearchLinks(asked.typed.parameters, path=asked.request.path)
        own = {name: said for name in kind.own if (said := asked.request.GET.getlist(name))}
        problem["choices"] = [
            {"near": name, "url": settings.SITE_URL + links.address(near=[name], **own)} for name in choices
        ]
    answer = JsonResponse(problem, status=404, content_type="application/problem+json")
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = FOR_ONE
    answer["X-Robots-Tag"] = "noindex"
    return answer
