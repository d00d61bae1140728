"""Bringing in the shipped helplines."""

import json

from django.conf import settings
from django.db import transaction

from guidance.models import Helpline
from mutualaid.shipped import Brought, bring_in

HELPLINES = settings.ROOT / "fixtures" / "helplines.json"


@transaction.atomic
def bring_in_helplines() -> Brought:
    """Add the lines that are new, follow the untouched ones; return what was added and changed."""
    return bring_in(Helpline, json.loads(HELPLINES.read_text(encoding="utf-8")))
