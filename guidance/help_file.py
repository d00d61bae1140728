"""What is shown when a page fails, as plain files: the numbers to call, while the database is out of reach, and a page
that says sorry in each language but English, in which one ships for the country that ships.

They are written anew at each change of a helpline; until then those that ship are shown.
"""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import get_language_bidi, override

from guidance.models import Helpline
from guidance.rendering import tel
from mutualaid.shipped import is_at_home
from mutualaid.speaking import IN_ENGLISH, in_language, is_own


def write_after_this() -> None:
    """Write the files once this transaction has succeeded."""
    transaction.on_commit(write)


def write() -> None:
    """Write each file whole or not at all. One query."""
    lines = list(Helpline.objects.all())
    for language, _name in settings.LANGUAGES:
        with override(language):
            _replace(numbers_in(language), render_to_string("guidance/help_file.html", _of_all(language, lines)))
            if not ships_for(language):
                _replace(sorry_in(language), render_to_string("guidance/sorry_file.html", _of_all(language, ())))


def numbers_in(language: str) -> Path:
    """The file of the numbers to call, in a language."""
    return settings.HELP_FILE if is_own(language) else settings.HELP_FILE.with_suffix(f".{language}.html")


def sorry_in(language: str) -> Path:
    """The file that says sorry in a language."""
    return settings.HELP_FILE.with_name(f"sorry.{language}.html")


def ships_for(language: str) -> bool:
    """Whether the page that says sorry ships as it has to be."""
    return is_at_home() and language.partition("-")[0] == IN_ENGLISH


def _of_all(language: str, lines) -> dict:
    said = [_said(line) for line in lines]
    return {
        "language": language,
        "dir": "rtl" if get_language_bidi() else "ltr",
        "root": in_language("/", language),
        "leave_url": settings.LEAVE_URL,
        "urgent": [one for one in said if one["line"].urgent],
        "others": [one for one in said if not one["line"].urgent],
    }


def _said(line: Helpline) -> dict:
    return {
        "line": line,
        "name": line.said("name"),
        "hours": line.said("hours"),
        "tel": tel(line.number),
        "sms": tel(line.text_number),
    }


def _replace(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=file.parent, prefix=file.name, delete=False, encoding="utf-8") as beside:
        beside.write(text)
    Path(beside.name).chmod(0o644)
    Path(beside.name).replace(file)
