"""Days, times and rules in the words that people use."""

from datetime import date, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from groups.rules.choices import Weekday
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK, FIFTH, FIRST, FOURTH, LAST, SECOND, THIRD, Rule

WEEKS_OF_THE_MONTH = (
    (FIRST, gettext_lazy("1st")),
    (SECOND, gettext_lazy("2nd")),
    (THIRD, gettext_lazy("3rd")),
    (FOURTH, gettext_lazy("4th")),
    (FIFTH, gettext_lazy("5th")),
    (LAST, pgettext_lazy("week of the month", "last")),
)

MONTHS = tuple(
    (1 << number, name)
    for number, name in enumerate(
        (
            gettext_lazy("January"),
            gettext_lazy("February"),
            gettext_lazy("March"),
            gettext_lazy("April"),
            gettext_lazy("May"),
            gettext_lazy("June"),
            gettext_lazy("July"),
            gettext_lazy("August"),
            gettext_lazy("September"),
            gettext_lazy("October"),
            gettext_lazy("November"),
            gettext_lazy("December"),
        )
    )
)

_DAYS_OF = (
    gettext_lazy("Mondays"),
    gettext_lazy("Tuesdays"),
    gettext_lazy("Wednesdays"),
    gettext_lazy("Thursdays"),
    gettext_lazy("Fridays"),
    gettext_lazy("Saturdays"),
    gettext_lazy("Sundays"),
)

EVENING_BEGINS = time(17)


def clock(at: time) -> str:
    """A time as the site writes it: 7:30pm, 7pm, midday, midnight."""
    if at == time(12):
        return _("midday")
    if at == time(0):
        return _("midnight")
    # Translators: "24" where times are written as 19:30; else "12", and the two below say how.
    if pgettext("clock", "12") == "24":
        return f"{at.hour}:{at.minute:02}"
    hour = at.hour % 12 or 12
    minutes = f":{at.minute:02}" if at.minute else ""
    return (_("%(time)sam") if at.hour < 12 else _("%(time)spm")) % {"time": f"{hour}{minutes}"}


def long_date(day: date, *, today: date | None = None) -> str:
    """Monday 23 November; with its year where that is not this one."""
    with_year = today is not None and abs((day - today).days) > 180
    # Translators: Django's format letters for a weekday, a day and a month (and a year).
    return date_format(day, _("l j F Y") if with_year else _("l j F"))


def full_date(day: date) -> str:
    """Monday 23 November 2026: for paper, which may hang for years."""
    return date_format(day, _("l j F Y"))


def day_title(day: date, *, today: date, at: time | None = None) -> str:
    """A date as one would say it today: Today, Tonight (`at` after five), Tomorrow, Wednesday 25 November."""
    away = (day - today).days
    if away == 0:
        return _("Tonight") if at and at >= EVENING_BEGINS else _("Today")
    if away == 1:
        return _("Tomorrow")
    return long_date(day, today=today)


def day_in_sentence(day: date, *, today: date, at: time | None = None) -> str:
    """The same within a sentence: today, tonight, tomorrow, on Wednesday 25 November."""
    away = (day - today).days
    if away == 0:
        return _("tonight") if at and at >= EVENING_BEGINS else _("today")
    if away == 1:
        return _("tomorrow")
    return _("on %(day)s") % {"day": long_date(day, today=today)}


def listed_words(words: list[str]) -> str:
    """`a, b and c`."""
    words = [str(word) for word in words]
    if len(words) < 2:
        return "".join(words)
    # Translators: what parts the words of a list, such as "a, b and c".
    most = pgettext("between the words of a list", ", ").join(words[:-1])
    return _("%(most)s and %(last)s") % {"most": most, "last": words[-1]}


def weeks_words(weeks: int) -> str:
    """The weeks of a mask: `2nd and 4th`."""
    return listed_words([label for bit, label in WEEKS_OF_THE_MONTH if weeks & bit])


def weekday_name(weekday: int) -> str:
    """Monday for 0."""
    return str(Weekday(weekday).label)


def rule_words(rule: Rule) -> str:
    """The rule in words: `Every Monday`, `2nd and 4th Tuesdays`, `Every other Friday, not in August`."""
    if rule.first and rule.first == rule.last:
        return date_format(rule.first, _("l j F Y"))
    return "".join([_how_often(rule), _in_months(rule.months), _limits(rule)])


def _how_often(rule: Rule) -> str:
    if rule.weeks != EVERY_WEEK:
        return _("%(weeks)s %(days)s") % {
            "weeks": _capital(weeks_words(rule.weeks)),
            "days": _DAYS_OF[rule.weekday] if _several(rule.weeks) else weekday_name(rule.weekday),
        } + ("" if _several(rule.weeks) else _(" of the month"))
    if rule.interval == 1:
        return _("Every %(day)s") % {"day": weekday_name(rule.weekday)}
    if rule.interval == 2:
        return _("Every other %(day)s") % {"day": weekday_name(rule.weekday)}
    return ngettext("Every %(count)s week on %(day)s", "Every %(count)s weeks on %(day)s", rule.interval) % {
        "count": rule.interval,
        "day": weekday_name(rule.weekday),
    }


def _in_months(months: int) -> str:
    if months == EVERY_MONTH:
        return ""
    meets = [str(label) for bit, label in MONTHS if months & bit]
    away = [str(label) for bit, label in MONTHS if not months & bit]
    if len(away) <= len(meets):
        return _(", not in %(months)s") % {"months": listed_words(away)}
    return _(", in %(months)s") % {"months": listed_words(meets)}


def _limits(rule: Rule) -> str:
    said = ""
    if rule.first:
        said += _(", from %(day)s") % {"day": date_format(rule.first, _("j F Y"))}
    if rule.last:
        said += _(", until %(day)s") % {"day": date_format(rule.last, _("j F Y"))}
    return said


def _several(weeks: int) -> bool:
    return weeks & (weeks - 1) != 0


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def within_a_sentence(label: str) -> str:
    """A label without its capital, unless that is of a name: `young people`, `LGBTQ+ people`, `Blue Badge parking`."""
    _first, _space, second = label.partition(" ")
    return label if label[1:2].isupper() or second[:1].isupper() else label[:1].lower() + label[1:]


def hours_words(starts_at: time, minutes: int | None) -> str:
    """`7:30pm to 8:45pm`, or the start alone where the length is unknown."""
    if not minutes:
        return clock(starts_at)
    return _("%(start)s to %(end)s") % {"start": clock(starts_at), "end": clock(end_of(starts_at, minutes))}


def end_of(starts_at: time, minutes: int) -> time:
    """The wall-clock time at which it ends, past midnight too."""
    total = (starts_at.hour * 60 + starts_at.minute + minutes) % (24 * 60)
    return time(*divmod(total, 60))


def ago(days: int) -> str:
    """`today`, `yesterday`, `12 days ago`, `2 months ago`, `3 years ago`."""
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 61:
        return ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}
    if days < 730:
        months = days * 12 // 365
        return ngettext("%(count)s month ago", "%(count)s months ago", months) % {"count": months}
    years = days // 365
    return ngettext("%(count)s year ago", "%(count)s years ago", years) % {"count": years}
