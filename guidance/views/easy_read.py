"""Pages in easy read: short sentences, each beside its drawing. An article's, and that of help now."""

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from guidance.models import Helpline, Page
from guidance.rules.easy_read import parsed
from guidance.views.articles import in_language, wanted
from guidance.views.help_now import SECTIONS, THE_REST, first_of, in_order
from guidance.views.lines import shown

NUMBERS = {
    "emergency": "ambulance",
    "medical": "doctor",
    "crisis": "listen",
    "domestic-abuse": "house",
    "young-people": "children",
    "alcohol": "bottle",
}
"""What one number each is shown for, so that nobody has to choose, and its drawing."""


@require_safe
def page_easy_read(request, slug: str):
    """An article in easy read, in the reader's language or else in English. One query."""
    page = in_language(Page.objects.filter(slug=slug)).first()
    if page is None or not page.easy_read:
        raise Http404
    context = {
        "page": page,
        "parts": parsed(page.easy_read).parts,
        "is_untranslated": page.language != wanted(),
        "canonical_url": settings.SITE_URL + request.path,
    }
    return render(request, "guidance/page_easy_read.html", context)


@require_safe
def help_now_easy_read(request):
    """What to do when stopping is dangerous, and one number for each need. One query."""
    now = timezone.localtime()
    lines = in_order(Helpline.objects.all(), at=now)
    context = {
        "canonical_url": settings.SITE_URL + request.path,
        "emergency": first_of(lines, "emergency"),
        "medical": first_of(lines, "medical"),
        "numbers": list(_one_for_each(lines)),
    }
    return render(request, "guidance/help_now_easy_read.html", context)


def _one_for_each(lines: list[Helpline]) -> Iterator[dict]:
    """The first line with a number that is first of all for each need."""
    for topic, drawing in NUMBERS.items():
        line = next((line for line in lines if line.number and line.topics[:1] == [topic]), None)
        if line is not None:
            yield {"drawing": drawing, "title": SECTIONS.get(topic, THE_REST), "line": shown(line)}
