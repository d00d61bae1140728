"""Where an old address leads: for good, as far as anybody knows today."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control

from groups.models import OldSlug
from groups.models.same_as import SameAs
from groups.rules.choices import Status

REMEMBERED = 60 * 60
"""For so long (seconds) a browser goes on without asking. Without a limit it would for ever, an undone merge or not."""


def moved_to(to, *args) -> HttpResponse:
    """A lasting redirect (301) to an address, a record or a named page."""
    response = redirect(to, *args, permanent=True)
    patch_cache_control(response, max_age=REMEMBERED)
    return response


def slug_now(public: QuerySet, slug: str) -> str:
    """Where a slug leads under which nothing is shown: it was one's own once, or is its double's; else 404.

    `public` holds what has a page. Three queries at most.
    """
    model = public.model
    was = OldSlug.objects.filter(kind=model._meta.model_name, slug=slug).values_list("leads_to", flat=True).first()
    now = was or slug
    if issubclass(model, SameAs):
        doubles = model.objects.exclude(same_as=None).exclude(status=Status.DRAFT)
        now = doubles.filter(slug=now).values_list("same_as__slug", flat=True).first() or now
    if now == slug:
        raise Http404
    return get_object_or_404(public, slug=now).slug
