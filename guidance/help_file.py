"""The numbers to call as one plain file, for when the database is out of reach.

It is written anew at each change of a helpline; until then the one that ships is shown.
"""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from guidance.models import Helpline
from guidance.rendering import tel


def write_after_this() -> None:
    """Write the file once this transaction has succeeded."""
    transaction.on_commit(write)


def write() -> None:
    """Write the file whole or not at all. One query."""
    lines = [{"line": line, "tel": tel(line.number), "sms": tel(line.text_number)} for line in Helpline.objects.all()]
    urgent = [one for one in lines if one["line"].urgent]
    context = {"urgent": urgent, "others": [one for one in lines if not one["line"].urgent]}
    _replace(settings.HELP_FILE, render_to_string("guidance/help_file.html", context))


def _replace(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=file.parent, prefix=file.name, delete=False, encoding="utf-8") as beside:
        beside.write(text)
    Path(beside.name).chmod(0o644)
    Path(beside.name).replace(file)
