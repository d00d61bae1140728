"""The addresses of pages about two records, and how these are read."""

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

ONE, OTHER = "one", "other"


def asked_for(request) -> tuple[int, int]:
    """The numbers of the two that an address names; 404 where it does not."""
    return _number(request, ONE), _number(request, OTHER)


def same_address(one: int, other: int) -> str:
    """Where two meetings become one."""
    return f"{reverse('admin:groups_meeting_pair')}?{urlencode({ONE: one, OTHER: other})}"


def merge_address(kind: str, one: int, other: int) -> str:
    """Where two groups or two venues become one."""
    return f"{reverse(f'admin:groups_{kind}_merge')}?{urlencode({ONE: one, OTHER: other})}"


def _number(request, name: str) -> int:
    typed = request.GET.get(name, "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 19):
        raise Http404
    return int(typed)
