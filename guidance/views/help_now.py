"""Help now: the safety box, and numbers to call."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from guidance.models import Helpline
from guidance.rules.hours import is_open
from guidance.views.lines import shown

SECTIONS = {
    "emergency": gettext_lazy("In danger now"),
    "medical": gettext_lazy("Medical help and advice"),
    "crisis": gettext_lazy("Someone to listen, now"),
    "police": gettext_lazy("Telling the police"),
    "domestic-abuse": gettext_lazy("Afraid of someone at home"),
    "young-people": gettext_lazy("Children and young people"),
    "family": gettext_lazy("Family, friends and carers"),
    "deaf": gettext_lazy("Calling without a voice"),
}
THE_REST = gettext_lazy("Drink, drugs and gambling")
NATION_OF_CALENDAR = {
    "GB-ENG": "england",
    "GB-SCT": "scotland",
    "GB-WLS": "wales",
    "GB-NIR": "northern-ireland",
}
"""The site's own nation, by the bank holidays it keeps: its lines come first."""


@require_safe
def help_now(request):
    """Every helpline under what it is first of all for: the site's own nation first, then what is answered now."""
    now = timezone.localtime()
    lines = in_order(Helpline.objects.all(), at=now)
    placed: dict[str, list[dict]] = {}
    for line in lines:
        title = SECTIONS.get(next(iter(line.topics), ""), THE_REST)
        placed.setdefault(title, []).append(shown(line, at=now))
    order = [*SECTIONS.values(), THE_REST]
    context = {
        "canonical_url": settings.SITE_URL + request.path,
        "groups": [{"title": title, "helplines": placed[title]} for title in order if title in placed],
        "emergency": first_of(lines, "emergency"),
        "medical": first_of(lines, "medical"),
    }
    return render(request, "guidance/help_now.html", context)


def in_order(lines: Iterable[Helpline], *, at: datetime) -> list[Helpline]:
    """Those of the site's own nation before others; within them those that are closed at this moment come last."""
    home = home_nation()
    return sorted(
        lines,
        key=lambda line: (bool(line.nations) and home not in line.nations, is_open(line.hours, at) is False),
    )


def home_nation() -> str:
    """The site's own nation, as lines name theirs: elsewhere the code of its holidays (`DE-BY`) is that name."""
    return NATION_OF_CALENDAR.get(settings.HOLIDAYS, settings.HOLIDAYS)


def first_of(lines: list[Helpline], topic: str) -> dict | None:
    """The first of them that is for this."""
    return next((shown(line) for line in lines if topic in line.topics), None)
