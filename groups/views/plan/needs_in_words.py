"""What the page for two says of a need, and of what stands in its way."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.rules.planning.commitments import Commitment, days_words
from groups.rules.planning.fortnight import Weeks, letter_of
from groups.rules.planning.needs_met import About, Hindrance, Need, Visit
from groups.rules.planning.week_plan import AS_MANY_AS_CAN_BE
from groups.views.plan.time_words import at_clock, hours_of


def weeks_words(weeks: Weeks, *, today: date) -> str:
    """`every other week from 23 November`, good on paper too; empty for every week."""
    if weeks is Weeks.EVERY:
        return ""
    monday = today - timedelta(days=today.weekday())
    begins = monday if letter_of(today) is weeks else monday + timedelta(weeks=1)
    # Translators: Django's format letters for a day and a month.
    return _("every other week from %(day)s") % {"day": date_format(begins, _("j F"))}


def times_of(one: Commitment, *, today: date) -> str:
    """`6pm to 7:30pm`, with its weeks where it is not in all."""
    return ", ".join(filter(None, [hours_of(one), weeks_words(one.weeks, today=today)]))


def need_words(need: Need, *, today: date) -> str:
    """The need itself: `3 meetings a week`, `Home by 9:30pm`, `Thursday bedtime, 6pm to 7:30pm`."""
    if need.about is About.NUMBER and need.wanted == AS_MANY_AS_CAN_BE:
        return _("As many meetings as I can")
    if need.about is About.NUMBER:
        return ngettext("%(count)s meeting a week", "%(count)s meetings a week", need.wanted) % {"count": need.wanted}
    if need.about is About.HOME_BY:
        return _("Home by %(time)s") % {"time": at_clock(need.latest)}
    if need.about is About.HOME_GROUP:
        return _("My home group: %(name)s") % {"name": need.home_group} if need.home_group else _("My home group")
    called = need.commitment.said
    return f"{called[:1].upper()}{called[1:]}, {times_of(need.commitment, today=today)}"


def answer_words(need: Need, *, today: date) -> str:
    """How it stands with it, beyond met or open; empty where nothing is to be said."""
    if need.about is About.NUMBER:
        return _counted(need.counted, today)
    return _("It is not in the week.") if need.about is About.HOME_GROUP and need.home_group is None else ""


def reasons(need: Need, *, today: date) -> list[str]:
    """What stands in the way of a need that is open, each as `Harbour Lights, back about 8:15pm`."""
    return [] if need.is_met else [_reason(one, need, today) for one in need.hindrances]


def _counted(counted: tuple[int, int], today: date) -> str:
    this, after = counted if letter_of(today) is Weeks.A else reversed(counted)
    if this != after:
        return _("This week has %(this)s, the next one %(after)s, and so on.") % {"this": this, "after": after}
    if not this:
        return _("The week has none yet.")
    return ngettext("The week has %(count)s.", "The week has %(count)s.", this) % {"count": this}


def _reason(one: Hindrance, need: Need, today: date) -> str:
    """`Harbour Lights on Thursday, back about 8:15pm`; the day stands where the need does not say it."""
    if not isinstance(one.what, Visit):
        return f"{one.what.said}, {times_of(one.what, today=today)}"
    days = one.days if need.commitment is None or len(need.commitment.days) > 1 else ()
    named = _("%(name)s on %(days)s") % {"name": one.what.name, "days": days_words(days)} if days else one.what.name
    says_weeks = need.commitment is not None and need.commitment.weeks is not Weeks.EVERY
    within = "" if says_weeks else weeks_words(one.weeks, today=today)
    return ", ".join(filter(None, [named, when_over(one.what), within]))


def when_over(visit: Visit) -> str:
    """`back about 8:15pm`, or `until about 8pm` where nobody leaves home, as far as we know."""
    back = {"time": at_clock(visit.back)}
    return _("until about %(time)s") % back if visit.is_from_home else _("back about %(time)s") % back
