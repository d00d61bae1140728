"""The staff's start page: what waits for them, with numbers that are links."""

from typing import NamedTuple

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.models import Helpline, Page, SafetyReading

register = template.Library()


class Thing(NamedTuple):
    """One thing to do, and where it is done."""

    text: str
    url: str


@register.simple_tag(takes_context=True)
def what_needs_doing(context) -> list[Thing]:
    """What the person who looks may do something about. A query for each of the guidance's tables."""
    user = context["request"].user
    found: list[Thing] = []
    if user.has_perm("guidance.change_page"):
        found += _pages()
    if user.has_perm("guidance.change_helpline"):
        found += _helplines()
    if user.has_perm("guidance.add_safetyreading") and not SafetyReading.objects.of_this_text().exists():
        text = _("The safety text has not been read by a clinician as it stands now.")
        found.append(Thing(text, reverse("admin:guidance_safetyreading_changelist")))
    return found


def _pages() -> list[Thing]:
    desk = reverse("admin:guidance_page_changelist")
    pages = list(Page.objects.filter(hidden=False).exclude(shipped={}))
    due = Page.objects.due(on=timezone.localdate()).count()
    newer = [page for page in pages if page.is_edited and page.has_newer]
    found = []
    if due:
        said = ngettext("%(count)s article is due for review", "%(count)s articles are due for review", due)
        found.append(Thing(said % {"count": due}, f"{desk}?due=yes"))
    found += [
        Thing(
            _("“%(page)s” was edited here, and the release has a newer text") % {"page": page},
            reverse("admin:guidance_page_shipped", args=[page.pk]),
        )
        for page in newer
    ]
    return found


def _helplines() -> list[Thing]:
    never = Helpline.objects.filter(checked_on__isnull=True).count()
    if not never:
        return []
    said = ngettext("%(count)s helpline was never rung", "%(count)s helplines were never rung", never)
    return [Thing(said % {"count": never}, f"{reverse('admin:guidance_helpline_changelist')}?checked=no")]
