"""The bank-holiday sheet, and the bank holidays of a few groups: answers for many dates, saved together."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.admin import rights
from groups.admin.dates import holidays as dates_asked
from groups.admin.dates import lines
from groups.admin.history import way_back
from groups.history import recording
from groups.models import Area, Group, Meeting
from groups.models.timetable import nation_of, timetable_of
from groups.rules import holidays
from groups.rules.choices import DateAnswer, DeedSource
from groups.rules.on_a_date import known_of
from groups.rules.schedule import State
from groups.rules.words import clock, full_date, long_date
from groups.upkeep import asking_dates, dates

PER_PAGE = 200
A_YEAR = timedelta(days=365)
FOR_ALL = [(one.value, one.label) for one in (DateAnswer.MEETS, DateAnswer.NOT, DateAnswer.ASK)]
"""What can be chosen for all bank holidays of a group at once: another time is one date's."""


@dataclass(frozen=True)
class Asked:
    """Which sheet was asked for."""

    day: date
    name: str
    area: Area | None

    @property
    def called(self) -> str:
        """`Christmas Day, Friday 25 December 2026`."""
        return f"{self.name}, {full_date(self.day)}" if self.name else full_date(self.day)

    @property
    def query(self) -> str:
        """The same in an address."""
        return f"?date={self.day}" + (f"&area={self.area.slug}" if self.area else "")


def holidays_view(desk, request):
    """One date, every meeting of theirs that would fall on it, a line each."""
    today = timezone.localdate()
    codes = dates_asked.codes_in_use()
    asked = _asked(request, codes, today)
    theirs = _theirs(request, asked.area)
    if request.method == "POST":
        return _sheet_sent(desk, request, asked, theirs)
    return _show_sheet(desk, request, asked, codes, theirs)


def _asked(request, codes, today: date) -> Asked:
    try:
        day = date.fromisoformat(request.GET.get("date", ""))
    except ValueError:
        found = dates_asked.next_one(codes, today=today)
        day = found.day if found else today
    name = dates_asked.name_of(codes, day)
    area = Area.objects.filter(slug=request.GET.get("area", "")[:200].replace("\x00", "")).first()
    return Asked(day, name, area)


def _theirs(request, area: Area | None) -> QuerySet[Meeting]:
    theirs = rights.meetings(request.user)
    return theirs.filter(group__area__in=_inside(area)) if area else theirs


def _inside(area: Area) -> set[int]:
    """The numbers of an area and of all its parts. One query."""
    parents = dict(Area.objects.values_list("pk", "parent_id"))
    inside, more = {area.pk}, True
    while more:
        more = {pk for pk, above in parents.items() if above in inside} - inside
        inside |= more
    return inside


def _show_sheet(desk, request, asked: Asked, codes, theirs, sent: lines.Sent | None = None):
    today = timezone.localdate()
    found = sorted(dates.falling_on(asked.day, theirs.select_related("group__feed")), key=_in_order)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    heard = lines.asked_about((meeting.pk, asked.day) for meeting, _table, _known in page.object_list)
    shown = [
        lines.line_of(meeting, known, today=today, asked=heard.get((meeting.pk, asked.day)))
        for meeting, _table, known in page.object_list
    ]
    open_ones = [meeting for meeting, _table, known in found if known.answer == DateAnswer.ASK]
    context = {
        "title": _("Who is open on %(day)s?") % {"day": asked.called},
        "asked": asked,
        "dates": dates_asked.coming(codes, today=today),
        "areas": _areas(request),
        "lines": [lines.as_typed(line, sent) for line in shown] if sent else shown,
        "errors": len(sent.errors) if sent else 0,
        "page": page,
        "count_open": len(open_ones),
        "letters": len(asking_dates.to_ask(open_ones, day=asked.day)) if _may_write(request) else 0,
        "mail_is_set": settings.MAIL_IS_SET,
        "others": [
            {"meeting": meeting, "at": clock(one.starts_at), "text": one.differs.source.note}
            for meeting, one in _arriving(asked.day, theirs)
        ],
        "may": _may(request),
    }
    return _page(desk, request, "sheet", context)


def _in_order(found):
    meeting, _table, _known = found
    return (meeting.starts_at, meeting.title.lower(), meeting.pk)


def _areas(request) -> list[tuple[str, str]]:
    """The areas of their groups. One query."""
    groups = rights.groups(request.user)
    return list(Area.objects.filter(pk__in=groups.values("area")).order_by("name").values_list("slug", "name"))


def _arriving(day: date, theirs):
    """What exceptions bring on this date: it stands on the meeting's own page. Two queries."""
    arriving = dates.that_meet(theirs).filter(exceptions__arrives_on=day).distinct()
    for meeting in dates.with_timetables(Meeting.objects.filter(pk__in=arriving.values("pk"))):
        for one in timetable_of(meeting).on(day):
            if one.state is State.EXTRA or (one.state is State.ARRIVED and one.differs and one.differs.first != day):
                yield meeting, one


def _sheet_sent(desk, request, asked: Asked, theirs):
    if not _may(request):
        raise PermissionDenied
    if request.POST.get("do") == "ask":
        return _ask(desk, request, asked, theirs)
    return _save(
        desk,
        request,
        asked.called,
        theirs,
        lambda sent: _show_sheet(desk, request, asked, dates_asked.codes_in_use(), theirs, sent),
    )


def _save(desk, request, called: str, theirs, show):
    """Write what was changed as one deed and come back to the same sheet; with a fault in it, show it as it was."""
    sent = lines.read(request.POST, theirs)
    if sent.errors:
        return show(sent)
    said = _("Answers for %(dates)s") % {"dates": called}
    with recording.deed(DeedSource.FORM, by=request.user, said=said) as deed:
        done = dates.answer(sent.given)
        lines.settle(sent.heard, theirs)
    _say(desk, request, done, deed.row)
    return HttpResponseRedirect(request.get_full_path())


def _say(desk, request, done: dates.Done, deed) -> None:
    if deed is not None:
        desk.message_user(request, format_html("{}: {}.", _saved(done), way_back(deed)), messages.SUCCESS)
    elif not done.left:
        desk.message_user(request, _("Nothing was changed."), messages.INFO)
    for sentence in done.left[:20]:
        desk.message_user(request, sentence, messages.WARNING)


def _saved(done: dates.Done) -> str:
    return ngettext("%(count)s answer saved", "%(count)s answers saved", done.dates) % {"count": done.dates}


def _ask(desk, request, asked: Asked, theirs):
    """A letter to each contact of the lines that are open."""
    if not _may_write(request) or not settings.MAIL_IS_SET:
        raise PermissionDenied
    found = dates.falling_on(asked.day, theirs.select_related("group__feed"))
    open_ones = [meeting for meeting, _table, known in found if known.answer == DateAnswer.ASK]
    done = asking_dates.ask(open_ones, day=asked.day, now=timezone.now())
    said = ngettext("%(count)s letter sent.", "%(count)s letters sent.", done.letters) % {"count": done.letters}
    desk.message_user(request, said, messages.SUCCESS if done.letters else messages.WARNING)
    if done.more:
        more = ngettext("%(count)s more: press again.", "%(count)s more: press again.", done.more)
        desk.message_user(request, more % {"count": done.more}, messages.INFO)
    if done.stopped:
        desk.message_user(request, done.stopped, messages.ERROR)
    return HttpResponseRedirect(request.get_full_path())


def groups_view(desk, request):
    """The coming year's bank holidays of a few groups, by the nation of each of their meetings."""
    theirs = _of_groups(request)
    if not theirs:
        desk.message_user(request, _("Choose groups in the list, and then “Bank holidays”."), messages.WARNING)
        return HttpResponseRedirect(reverse("admin:groups_group_changelist"))
    meetings = rights.meetings(request.user).filter(group__in=theirs)
    if request.method == "POST":
        if not _may(request):
            raise PermissionDenied
        names = ", ".join(group.name for group in theirs)
        return _save(desk, request, names, meetings, lambda sent: _show_groups(desk, request, theirs, meetings, sent))
    return _show_groups(desk, request, theirs, meetings)


def _of_groups(request) -> list[Group]:
    numbers = [number for number in request.GET.getlist("group") if number.isdecimal() and len(number) < 19]
    return list(rights.groups(request.user).filter(pk__in=numbers[:50]).order_by("name"))


def _show_groups(desk, request, groups: list[Group], meetings, sent: lines.Sent | None = None):
    today, proposed = timezone.localdate(), _for_all(request)
    found = []
    for meeting in dates.with_timetables(dates.that_meet(meetings).filter(by_arrangement=False)):
        table = timetable_of(meeting)
        code = holidays.code_of(nation_of(meeting), settings.HOLIDAYS)
        for day in holidays.between(code, today, today + A_YEAR):
            if (known := known_of(table, day)) is not None:
                found.append((day, meeting, known, holidays.name_of(code, day)))
    found.sort(key=lambda one: (one[0], one[1].starts_at, one[1].pk))
    heard = lines.asked_about((meeting.pk, day) for day, meeting, _known, _name in found)
    by_day: dict[date, dict] = {}
    for day, meeting, known, name in found:
        line = lines.line_of(meeting, known, today=today, asked=heard.get((meeting.pk, day)), proposed=proposed)
        section = by_day.setdefault(day, {"title": f"{long_date(day, today=today)}: {name}", "lines": []})
        section["lines"].append(lines.as_typed(line, sent) if sent else line)
    context = {
        "title": _("Bank holidays: %(groups)s") % {"groups": ", ".join(group.name for group in groups)},
        "groups": groups,
        "here": "?" + urlencode([("group", group.pk) for group in groups]),
        "for_all": [(value, label, value == proposed) for value, label in FOR_ALL] if len(found) > 1 else [],
        "is_proposed": bool(proposed),
        "sections": list(by_day.values()),
        "errors": len(sent.errors) if sent else 0,
        "may": _may(request),
    }
    return _page(desk, request, "groups", context)


def _for_all(request) -> str:
    """The answer that stands chosen at every date that has none of its own; nothing is stored before Save."""
    asked = request.GET.get("all", "")
    return asked if asked in dict(FOR_ALL) else ""


def _may(request) -> bool:
    return request.user.has_perm("groups.change_meeting")


def _may_write(request) -> bool:
    return _may(request) and request.user.has_perm("groups.add_letter")


def _page(desk, request, name: str, context: dict) -> TemplateResponse:
    context = desk.admin_site.each_context(request) | {"opts": desk.opts, "has_view_permission": True} | context
    return TemplateResponse(request, f"admin/groups/dates/{name}.html", context)
