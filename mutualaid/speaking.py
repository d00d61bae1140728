"""The language of a page is that of its address: `/cy/meetings/` is in Welsh, and what has no prefix in the site's own.

The browser is not asked which languages it prefers and no choice is kept, so the same address is the same page for
everybody. What a file streams is written in the language of its address too.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, override

STAFF = "/admin/"
REVIEWED = settings.ROOT / "locale" / "reviewed.json"
"""By whom each translation was read through who grew up with its language: null until somebody has."""

IN_ENGLISH = "en"
"""The language of all that ships, which nobody has to review."""


class Language(NamedTuple):
    """A language that this site offers: its BCP 47 tag, its own name, and whether it is written from right to left."""

    tag: str
    name: str
    is_rtl: bool


def offered() -> list[Language]:
    """All of them, the site's own first."""
    return [Language(tag, capfirst(name), get_language_info(tag)["bidi"]) for tag, name in settings.LANGUAGES]


def is_own(tag: str | None) -> bool:
    """Whether this is the language that stands at the root. Where none is active, it is."""
    return tag is None or tag == settings.LANGUAGE_CODE


def taken_apart(path: str) -> tuple[str, str]:
    """The language of a path, and the same page's path at the root: `/cy/areas/` is ("cy", "/areas/")."""
    first, _slash, rest = path[1:].partition("/")
    if not is_own(first) and first in dict(settings.LANGUAGES):
        return first, f"/{rest}"
    return settings.LANGUAGE_CODE, path


def in_language(path: str, tag: str | None = None) -> str:
    """A path of a page at the root as it is in a language, that of the moment where none is named.

    What is the same in every language stays as it is.
    """
    tag = tag or get_language()
    if is_own(tag) or not path.startswith("/") or path.startswith((STAFF, "/static/", "//")):
        return path
    return f"/{tag}{path}"


def is_unreviewed(tag: str | None = None) -> bool:
    """Whether a language (that of the moment, where none is named) is a translation that nobody at home in it read."""
    base = (tag or get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    return base != IN_ENGLISH and base not in _reviewed()


@cache
def _reviewed() -> frozenset[str]:
    said = json.loads(REVIEWED.read_text(encoding="utf-8"))
    return frozenset(tag for tag, by_whom in said.items() if by_whom)


class SpeaksByAddress:
    """Speaks the language of the address from here inwards, and says on the answer which one it is.

    It has to stand outside whatever resolves addresses.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language, _path = taken_apart(request.path_info)
        request.LANGUAGE_CODE = language
        with override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if response.streaming and not is_own(language):
            response.streaming_content = _spoken(response.streaming_content, language)
        return response


def _spoken(pieces: Iterable[bytes], language: str) -> Iterator[bytes]:
    """The pieces of a file, each made in this language whatever is spoken between them."""
    pieces = iter(pieces)
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
