"""Why a meeting was chosen for a week, in a few words. Pure."""

from collections.abc import Iterable, Mapping
from enum import Enum

from django.utils.translation import gettext as _

from groups.rules.planning.candidate import Candidate, Wish
from groups.rules.planning.fortnight import Weeks


class Reason(Enum):
    """Why a meeting was chosen: the first that holds."""

    HOME_GROUP = "home-group"
    KEPT = "kept"
    ONLY_ONE_THAT_DAY = "only-one-that-day"
    NO_JOURNEY = "no-journey"
    NEAREST_THAT_DAY = "nearest-that-day"
    FITS_BESIDE = "fits-beside"


def reason_words(reason: Reason) -> str:
    """A reason as the page says it beside the meeting."""
    return {
        Reason.HOME_GROUP: _("Your home group"),
        Reason.KEPT: _("Already in your week"),
        Reason.ONLY_ONE_THAT_DAY: _("The only one that fits on this day"),
        Reason.NO_JOURNEY: _("Online, so no journey"),
        Reason.NEAREST_THAT_DAY: _("Nothing nearer fits on this day"),
        Reason.FITS_BESIDE: _("Fits beside the others"),
    }[reason]


def reason_for(
    candidate: Candidate,
    weeks: Iterable[Weeks],
    *,
    wish: Wish,
    fits: Mapping[Weeks, Iterable[Candidate]],
    journeys_known: bool,
) -> Reason:
    """Why it was chosen in those weeks (A, B or both).

    `fits` holds what fits beside the commitments in each of them. Where nobody said where they start from no journey
    is known, and nothing is said of them.
    """
    if candidate.number == wish.home_group:
        return Reason.HOME_GROUP
    if candidate.number in wish.kept:
        return Reason.KEPT
    others = [
        other for week in weeks for other in fits[week] if other.weekday == candidate.weekday and other != candidate
    ]
    if not others:
        return Reason.ONLY_ONE_THAT_DAY
    if journeys_known and not candidate.journey:
        return Reason.NO_JOURNEY
    if journeys_known and all(candidate.journey <= other.journey for other in others):
        return Reason.NEAREST_THAT_DAY
    return Reason.FITS_BESIDE
