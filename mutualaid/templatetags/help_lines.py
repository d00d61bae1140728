"""Where to call in a crisis or about a worry: from the helplines, so that no page holds a number of its own."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from guidance.models import Helpline
from guidance.views.help_now import home_nation, in_order
from guidance.views.lines import shown

register = template.Library()

FIRST_OF_ALL = ("emergency", "medical", "crisis")
"""What a line is first of all for: one number of each stands on a sheet, and one to write to in a crisis."""


AFRAID = "domestic-abuse"
"""The topic of lines about somebody at home who hurts, threatens or controls."""


@register.inclusion_tag("partials/_sheet_lines.html")
def crisis_lines() -> dict:
    """The lines of the site's own nation, in the order of need. One query."""
    return _said(_in_need())


@register.inclusion_tag("partials/_call_lines.html")
def lines_in_need() -> dict:
    """The same on a screen."""
    return _said(_in_need()) | {"brief": True}


ABOUT_OTHERS = ("emergency", "police", "domestic-abuse", "young-people", "crisis")
"""Whom to call when something that other people did was wrong, in this order: one line of each."""


@register.inclusion_tag("partials/_call_lines.html")
def lines_for_a_worry() -> dict:
    """The lines of the site's own nation for somebody whom a meeting worried. One query."""
    lines = in_order(Helpline.objects.all(), at=timezone.localtime())
    found = {line.pk: line for topic in ABOUT_OTHERS if (line := _about(lines, topic))}
    return _said(list(found.values()))


@register.inclusion_tag("partials/_call_lines.html")
def lines_if_afraid_at_home() -> dict:
    """The lines for somebody who is afraid of someone at home: the site’s own nation’s, and everyone’s. One query."""
    lines = in_order(Helpline.objects.all(), at=timezone.localtime())
    home = home_nation()
    here = [line for line in lines if AFRAID in line.topics and (not line.nations or home in line.nations)]
    return _said(sorted(here, key=lambda line: (line.topics[0] != AFRAID, not line.nations)))


def _in_need() -> list[Helpline]:
    lines = in_order(Helpline.objects.all(), at=timezone.localtime())
    called = [_first(lines, topic, "number") for topic in FIRST_OF_ALL]
    return [line for line in (*called, _first(lines, "crisis", "text_number")) if line]


def _said(found: list[Helpline]) -> dict:
    """The lines, and which of them nobody here has rung."""
    not_rung = [line.name for line in found if line.checked_on is None and not line.is_for_emergencies]
    said = _("We have not rung these numbers yet: %(names)s.") % {"names": ", ".join(not_rung)} if not_rung else ""
    return {"helplines": [shown(line) for line in found], "not_rung": said}


def _about(lines: list[Helpline], topic: str) -> Helpline | None:
    """The one that is first of all about it, else one that is about it too."""
    called = [line for line in lines if topic in line.topics and line.number]
    return next((line for line in called if line.topics[0] == topic), next(iter(called), None))


def _first(lines: list[Helpline], topic: str, way: str) -> Helpline | None:
    return next((line for line in lines if line.topics[:1] == [topic] and getattr(line, way)), None)
