"""Bringing in the shipped helplines."""

import json

from django.conf import settings
from django.db import transaction

from guidance.models import Helpline
from mutualaid.shipped import bring_in

HELPLINES = settings.ROOT / "fixtures" / "helplines.json"


@transaction.atomic
def bring_in_helplines() -> tuple[int, int]:
    """Add the lines that are new, follow the untouched ones; return how many were added and changed."""
    return bring_in(Helpline, json.loads(HELPLINES.read_text(encoding="utf-8")))
