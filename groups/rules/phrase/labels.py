"""What a visitor reads for a parameter that was understood: the words on its chip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.rules import languages
from groups.rules.choices import ABOUT_BY_SLUG, Attendance, Kind, WhoMayCome
from groups.rules.criteria import TIMES_OF_DAY, distance_words
from groups.rules.phrase.days import DAYS
from groups.rules.phrase.vocabulary import Pair
from groups.rules.words import WEEKS_OF_THE_MONTH, clock, listed_words, long_date, weekday_name

_FIXED = {
    ("day", "today"): gettext_lazy("Today"),
    ("day", "tomorrow"): gettext_lazy("Tomorrow"),
    ("time", "now"): gettext_lazy("Now"),
    ("for", "self"): gettext_lazy("For me"),
    ("for", "family"): gettext_lazy("For someone close to me"),
    ("open", "yes"): WhoMayCome.ANYONE.label,
    ("slip", "yes"): gettext_lazy("Gives attendance slips"),
    ("children", "yes"): gettext_lazy("Children may come"),
    ("sort", "soonest"): gettext_lazy("Soonest first"),
    ("sort", "nearest"): gettext_lazy("Nearest first"),
    ("sort", "name"): gettext_lazy("By name"),
    **{("kind", kind.value): kind.label for kind in Kind},
    **{("attend", how.value): how.label for how in Attendance},
    **{("about", slug): about.label for slug, about in ABOUT_BY_SLUG.items()},
    **{("time", part.slug): part.label for part in TIMES_OF_DAY},
}
WEEKS = {"1": 1, "2": 2, "3": 4, "4": 8, "5": 16, "last": 32}
"""The values of `week` and their bits in a mask of weeks."""

_WEEK_LABELS = dict(WEEKS_OF_THE_MONTH)


@dataclass(frozen=True)
class Labels:
    """Names parameters: those of the site's own rows as the site does, the others in the words of this project."""

    own: Mapping[Pair, str]
    unit: str
    today: date

    def of(self, pair: Pair) -> str:
        """The label of one parameter's value."""
        parameter, value = pair
        if pair in self.own:
            return self.own[pair]
        if pair in _FIXED:
            label = str(_FIXED[pair])
            return label[:1].upper() + label[1:]
        by_parameter = {"near": self._near, "within": self._within, "date": self._date, "week": self._week}
        by_parameter |= {
            "day": self._day,
            "from": self._from,
            "until": self._until,
            "language": self._language,
        }
        return by_parameter[parameter](value)

    def together(self, pairs: Sequence[Pair]) -> str:
        """The labels of several: `2nd of the month and Tuesday`, `10am to 10:30am`."""
        if [name for name, *_rest in pairs] == ["from", "until"]:
            start, end = (clock(time.fromisoformat(value)) for *_rest, value in pairs)
            return _("%(start)s to %(end)s") % {"start": start, "end": end}
        return listed_words([self.of(pair) for pair in pairs])

    def _day(self, value: str) -> str:
        return weekday_name(DAYS.index(value))

    def _date(self, value: str) -> str:
        return long_date(date.fromisoformat(value), today=self.today)

    def _near(self, value: str) -> str:
        return _("near %(place)s") % {"place": value}

    def _within(self, value: str) -> str:
        return _("within %(distance)s") % {"distance": distance_words(int(value), self.unit)}

    def _week(self, value: str) -> str:
        return _("%(week)s of the month") % {"week": _WEEK_LABELS[WEEKS[value]]}

    def _language(self, value: str) -> str:
        return _("held in %(language)s") % {"language": languages.language_name(value)}

    def _from(self, value: str) -> str:
        return _("from %(time)s") % {"time": clock(time.fromisoformat(value))}

    def _until(self, value: str) -> str:
        return _("before %(time)s") % {"time": clock(time.fromisoformat(value))}
