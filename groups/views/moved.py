"""Where an old address leads: for good, as far as anybody knows today."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

REMEMBERED = 60 * 60
"""For so long (seconds) a browser goes on without asking. Without a limit it would for ever, an undone merge or not."""


def moved_to(to, *args) -> HttpResponse:
    """A lasting redirect (301) to an address, a record or a named page."""
    response = redirect(to, *args, permanent=True)
    patch_cache_control(response, max_age=REMEMBERED)
    return response
