"""Where to call in a crisis, for sheets of paper: from the helplines, so that no page holds a number of its own."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from guidance.models import Helpline
from guidance.views.help_now import in_order
from guidance.views.lines import shown

register = template.Library()

FIRST_OF_ALL = ("emergency", "medical", "crisis")
"""What a line is first of all for: one number of each stands on a sheet, and one to write to in a crisis."""


@register.inclusion_tag("partials/_sheet_lines.html")
def crisis_lines() -> dict:
    """The lines of the site's own nation, in the order of need. One query."""
    lines = in_order(Helpline.objects.all(), at=timezone.localtime())
    called = [_first(lines, topic, "number") for topic in FIRST_OF_ALL]
    found = [line for line in (*called, _first(lines, "crisis", "text_number")) if line]
    # Nobody may ring the emergency number to see whether it answers.
    not_rung = [line.name for line in found if line.checked_on is None and "emergency" not in line.topics]
    said = _("We have not rung these numbers yet: %(names)s.") % {"names": ", ".join(not_rung)} if not_rung else ""
    return {"helplines": [shown(line) for line in found], "not_rung": said}


def _first(lines: list[Helpline], topic: str, way: str) -> Helpline | None:
    return next((line for line in lines if line.topics[:1] == [topic] and getattr(line, way)), None)
