"""A search in words, for its heading and its title: `SMART Recovery meetings tonight near Woodbridge`."""

from dataclasses import dataclass, replace
from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from groups.rules.choices import About, Attendance, Audience, Kind, Weekday
from groups.rules.criteria import MeetingSearch
from groups.rules.languages import language_name
from groups.rules.schedule import MINUTES_IN_A_DAY
from groups.rules.words import WEEKS_OF_THE_MONTH, clock, listed_words, long_date, within_a_sentence

_KIND_WORDS = {
    Kind.FAMILY: gettext_lazy("family, friends and carers"),
    Kind.TWELVE_STEP: gettext_lazy("12-step"),
    Kind.SMART: gettext_lazy("SMART Recovery"),
    Kind.COMMUNITY: gettext_lazy("local community"),
    Kind.OTHER: pgettext_lazy("kind of meeting", "other"),
}
_ATTENDANCE_WORDS = {
    Attendance.ONLINE: gettext_lazy("online"),
    Attendance.IN_PERSON: gettext_lazy("in-person"),
    Attendance.HYBRID: gettext_lazy("in-person and online"),
}


def heading_of(asked: MeetingSearch, *, today: date) -> str:
    """The search in words: `Evening meetings near Woodbridge`, `Family meetings on Tuesday`."""
    return _Sentence(asked, today).say()


def title_of(asked: MeetingSearch, *, today: date) -> str:
    """The same for a page's title, where a place is named less exactly."""
    if asked.near:
        asked = replace(asked, near=replace(asked.near, name=asked.near.in_titles))
    return heading_of(asked, today=today)


@dataclass(frozen=True)
class _Sentence:
    """Puts a search into words. A visitor's own free words are never repeated (they would stand in a title)."""

    search: MeetingSearch
    today: date

    def say(self) -> str:
        asked = self.search
        which = [choice.label for choice in asked.programmes] or [_KIND_WORDS[kind] for kind in asked.kinds]
        ways = [_ATTENDANCE_WORDS[how] for how in asked.attendance]
        times = [] if self._is_tonight else [part.label for part in asked.times]
        before = " ".join(filter(None, map(listed_words, (times, ways, which))))
        subject = _("%(which)s meetings") % {"which": before} if before else _("meetings")
        said = " ".join(part for part in (subject, *self._after()) if part)
        return said[:1].upper() + said[1:]

    def _after(self):
        asked = self.search
        if asked.who:
            yield _("for %(who)s") % {"who": listed_words([within_a_sentence(choice.label) for choice in asked.who])}
        elif asked.audience == Audience.FAMILY and asked.kinds != (Kind.FAMILY,):
            yield _("for family, friends and carers")
        if asked.about:
            problems = [within_a_sentence(str(about.label)) for about in About if about & asked.about]
            yield _("about %(problems)s") % {"problems": listed_words(problems)}
        if asked.access:
            access = [within_a_sentence(choice.label) for choice in asked.access]
            yield _("with %(access)s") % {"access": listed_words(access)}
        if asked.languages:
            languages = [language_name(tag) for tag in asked.languages]
            yield _("held in %(language)s") % {"language": listed_words(languages)}
        if asked.now:
            yield _("on now or soon")
        yield _("tonight") if self._is_tonight else self._when()
        yield self._starting()
        if asked.areas:
            yield _("in %(area)s") % {"area": listed_words([choice.label for choice in asked.areas])}
        if asked.near:
            yield self._where()

    def _when(self) -> str:
        asked = self.search
        if asked.on:
            return self._date(asked.on)
        names = [str(Weekday(day).label) for day in asked.days]
        weeks = [str(name) for bit, name in WEEKS_OF_THE_MONTH if asked.weeks & bit]
        said = {"days": listed_words(names), "weeks": listed_words(weeks)}
        if names and weeks:
            on_days = [_("on the %(weeks)s %(days)s of the month") % said]
        elif weeks:
            on_days = [_("in the %(weeks)s week of the month") % said]
        else:
            on_days = [_("on %(days)s") % said] if names else []
        return listed_words([*map(self._date, asked.dates), *on_days])

    @property
    def _is_tonight(self) -> bool:
        asked = self.search
        rest_of_day = {part.slug for part in asked.times} == {"evening", "night"}
        return rest_of_day and asked.dates == (self.today,) and not (asked.on or asked.days or asked.weeks or asked.now)

    def _starting(self) -> str:
        starts = self.search.starts
        if not starts:
            return ""
        begin, end = starts[0][0], starts[-1][1]
        said = {"start": clock(time(*divmod(begin, 60))), "end": clock(time(*divmod(end % MINUTES_IN_A_DAY, 60)))}
        if not begin:
            return _("before %(end)s") % said
        return (_("from %(start)s") if end == MINUTES_IN_A_DAY else _("between %(start)s and %(end)s")) % said

    def _date(self, day: date) -> str:
        away = (day - self.today).days
        if away in (0, 1):
            return _("today") if away == 0 else _("tomorrow")
        return _("on %(day)s") % {"day": long_date(day, today=self.today)}

    def _where(self) -> str:
        asked = self.search
        if not asked.near.name:
            return _("near a place you chose")
        return _("near %(place)s") % {"place": asked.near.name}
