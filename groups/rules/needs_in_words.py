"""What a page for two says of a need and of what stands in its way. Pure."""

from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.rules.commitments import Commitment, days_words
from groups.rules.fortnight import Weeks
from groups.rules.needs_met import About, Hindrance, Need, Visit
from groups.rules.schedule import MINUTES_IN_A_DAY
from groups.rules.week_plan import AS_MANY_AS_CAN_BE
from groups.rules.words import clock


def time_words(minutes: int) -> str:
    """A time of day given as minutes after a midnight: `8:15pm`."""
    return clock(time(*divmod(minutes % MINUTES_IN_A_DAY, 60)))


def weeks_words(weeks: Weeks) -> str:
    """`week A`, `week B`; empty for every week."""
    return {Weeks.A: _("week A"), Weeks.B: _("week B")}.get(weeks, "")


def hours_of(one: Commitment) -> str:
    """`6pm to 7:30pm`, with its week where it is not in both."""
    hours = _("%(start)s to %(end)s") % {"start": time_words(one.begins), "end": time_words(one.ends)}
    return f"{hours} ({weeks_words(one.weeks)})" if weeks_words(one.weeks) else hours


def need_words(need: Need) -> str:
    """The need itself: `3 meetings a week`, `Home by 9:30pm`, `Thursday bedtime, 6pm to 7:30pm`."""
    if need.about is About.NUMBER and need.wanted == AS_MANY_AS_CAN_BE:
        return _("As many meetings as I can")
    if need.about is About.NUMBER:
        return ngettext("%(count)s meeting a week", "%(count)s meetings a week", need.wanted) % {"count": need.wanted}
    if need.about is About.HOME_BY:
        return _("Home by %(time)s") % {"time": time_words(need.latest)}
    if need.about is About.HOME_GROUP:
        return _("My home group: %(name)s") % {"name": need.home_group} if need.home_group else _("My home group")
    called = need.commitment.said
    return _("%(when)s, %(hours)s") % {"when": called[:1].upper() + called[1:], "hours": hours_of(need.commitment)}


def answer_words(need: Need) -> str:
    """How it stands with it, beyond met or open; empty where nothing is to be said."""
    said = [_counted(need.counted)] if need.about is About.NUMBER else []
    if need.about is About.HOME_GROUP and not need.home_group:
        said.append(_("It is not in the week."))
    if need.hindrances and not need.is_met:
        reasons = [_reason(one, need) for one in need.hindrances]
        said.append(_("Because of %(reasons)s.") % {"reasons": "; ".join(reasons)})
    return " ".join(said)


def _counted(counted: tuple[int, int]) -> str:
    in_a, in_b = counted
    if not in_a and not in_b:
        return _("The week has none yet.")
    if in_a == in_b:
        return ngettext("The week has %(count)s.", "The week has %(count)s.", in_a) % {"count": in_a}
    return _("Week A has %(a)s, week B has %(b)s.") % {"a": in_a, "b": in_b}


def _reason(one: Hindrance, need: Need) -> str:
    """`Harbour Lights on Thursday, back about 8:15pm`; the day stands where the need does not say it."""
    if not isinstance(one.what, Visit):
        return f"{one.what.said}, {hours_of(one.what)}"
    days = one.days if need.commitment is None or len(need.commitment.days) > 1 else ()
    named = _("%(name)s on %(days)s") % {"name": one.what.name, "days": days_words(days)} if days else one.what.name
    within = weeks_words(one.weeks) if need.commitment is None or need.commitment.weeks is Weeks.EVERY else ""
    return ", ".join(filter(None, [named, _when_over(one.what), within]))


def _when_over(visit: Visit) -> str:
    back = {"time": time_words(visit.back)}
    return _("until about %(time)s") % back if visit.is_from_home else _("back about %(time)s") % back
