"""From where and how journeys are reckoned, in words: the figures are a reckoning of our own, so the page says them."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.rules.criteria import Near
from groups.rules.geo import KM_IN
from groups.rules.planning.journeys import Travel


def reckoned(near: Near | None, travel: Travel) -> str:
    """`Journeys are reckoned from about Woodbridge, by bus: 9 minutes for each mile in a straight line …`.

    Empty where nobody said from where.
    """
    if near is None:
        return ""
    said = {
        "place": near.name or _("the place you gave"),
        "by": str(travel.label)[:1].lower() + str(travel.label)[1:],
        "count": round(travel.minutes_per_mile * KM_IN[settings.DISTANCE_UNIT] / KM_IN["mi"]),
        "margin": travel.margin,
    }
    figures = (
        ngettext(
            "%(count)s minute for each mile in a straight line, and %(margin)s to spare",
            "%(count)s minutes for each mile in a straight line, and %(margin)s to spare",
            said["count"],
        )
        if settings.DISTANCE_UNIT == "mi"
        else ngettext(
            "%(count)s minute for each kilometre in a straight line, and %(margin)s to spare",
            "%(count)s minutes for each kilometre in a straight line, and %(margin)s to spare",
            said["count"],
        )
    )
    words = said | {"figures": figures % said}
    return _("Journeys are reckoned from about %(place)s, %(by)s: %(figures)s.") % words
