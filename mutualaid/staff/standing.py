"""How far somebody has come through the door of the workplace."""

from enum import Enum, auto

from django.conf import settings
from django.http import HttpRequest

from mutualaid.staff import second_factor, sessions


class Standing(Enum):
    """Only who is THROUGH meets a page of the workplace."""

    STRANGER = auto()
    """Nobody, nobody of the staff, or a session that has ended."""
    HALF_WAY = auto()
    """Has a second factor, and has not shown it in this session."""
    UNENROLLED = auto()
    """Needs a second factor, and has none yet."""
    THROUGH = auto()


def standing(request: HttpRequest) -> Standing:
    user = request.user
    if not (user.is_active and user.is_staff):
        return Standing.STRANGER
    factor = second_factor.of(user)
    if factor is not None:
        return Standing.THROUGH if request.session.get(sessions.PASSED) == factor else Standing.HALF_WAY
    return Standing.UNENROLLED if is_required() else Standing.THROUGH


def is_required() -> bool:
    """Whether nobody works here without a second factor."""
    return settings.STAFF_SECOND_FACTOR == "required"
