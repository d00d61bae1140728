"""The help for editors inside the admin: docs/editing.md, shown as it stands, so that there is one text."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from guidance.rendering import Rendered, render

FILE = Path(settings.ROOT) / "docs" / "editing.md"


@cache
def _help() -> tuple[str, Rendered]:
    """Its title and its text; read once, for it comes with the release."""
    title, _blank, text = FILE.read_text(encoding="utf-8").partition("\n")
    return title.removeprefix("# "), render(text)


def editing_help(request: HttpRequest) -> TemplateResponse:
    """For everybody of the staff."""
    title, text = _help()
    context = admin.site.each_context(request) | {"title": _("Help for editors"), "subtitle": title, "help": text}
    return TemplateResponse(request, "admin/editing_help.html", context)
