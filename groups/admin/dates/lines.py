"""The lines of a sheet: one date of one meeting each, what is known of it, four answers; and what came back of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.admin.words import where_words
from groups.models import DateAsked, Meeting
from groups.models.fields import ClockFormField
from groups.rules.choices import DateAnswer
from groups.rules.on_a_date import Known
from groups.rules.schedule import State
from groups.rules.words import clock, long_date
from groups.upkeep.dates import Given

_SENT = re.compile(r"was-((\d{1,18})-(\d{8}))")


@dataclass(frozen=True)
class Choice:
    """One of the four answers of a line."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Line:
    """What `admin/groups/dates/_lines.html` shows of one date of one meeting."""

    key: str
    name: str
    url: str
    starts: str
    where: str
    day: date
    day_words: str
    known: str
    note: str
    is_open: bool
    was: str
    choices: list[Choice]
    at: str
    asked: str = ""
    heard: str = ""
    """The answer of its contact that waits, in one word; it is chosen already."""
    error: str = ""


def line_of(meeting: Meeting, known: Known, *, today: date, asked: DateAsked | None = None, proposed: str = "") -> Line:
    """The line of a date as it stands, or as the contact says; `proposed` is chosen where nobody has said anything."""
    day, waits = known.one.day, asked is not None and asked.answer and not asked.is_settled
    answer, at = (asked.answer, asked.starts_at) if waits else (known.answer, known.starts_at)
    if proposed and not waits and not known.said:
        answer = proposed
    return Line(
        key=f"{meeting.pk}-{day:%Y%m%d}",
        name=meeting.title,
        url=reverse("admin:groups_meeting_change", args=[meeting.pk]),
        starts=clock(meeting.starts_at),
        where=where_words(meeting),
        day=day,
        day_words=long_date(day, today=today),
        known=known_words(meeting, known),
        note=known.note,
        is_open=known.answer == DateAnswer.ASK,
        was=known.mark,
        choices=[Choice(value, label, value == answer) for value, label in DateAnswer.choices],
        at=f"{at:%H:%M}" if at else "",
        asked=_asked_words(asked),
        heard=_heard(asked) if waits else "",
    )


def known_words(meeting: Meeting, known: Known) -> str:
    """What is known of the date, and whether it was said of it or of all bank holidays."""
    one = known.one
    if not known.said:
        if not known.answer:
            return _("As usual: no bank holiday there")
        stated = meeting.get_bank_holidays_display()
        return _("On bank holidays: %(answer)s") % {"answer": stated} if stated else _("Not stated")
    if one.state is State.MOVED_AWAY:
        to, at = one.differs.arrives_on, clock(one.differs.starts_at or one.starts_at)
        if to == one.day:
            return _("At %(time)s") % {"time": at}
        return _("Moved to %(day)s, %(time)s") % {"day": long_date(to), "time": at}
    if one.state is State.CHANGED:
        return _("Meets at another place or link")
    return {DateAnswer.MEETS: _("Known to meet"), DateAnswer.NOT: _("Cancelled"), DateAnswer.ASK: _("Said: ask")}[
        DateAnswer(known.answer)
    ]


def _asked_words(asked: DateAsked | None) -> str:
    if asked is None or asked.asked_at is None:
        return ""
    when = long_date(timezone.localdate(asked.asked_at))
    if not asked.answer:
        return _("Asked on %(day)s") % {"day": when}
    said = DateAnswer(asked.answer).label
    at = f" {clock(asked.starts_at)}" if asked.starts_at else ""
    return _("The contact says: %(answer)s%(time)s") % {"answer": said, "time": at}


def _heard(asked: DateAsked) -> str:
    return f"{asked.pk}-{asked.answer}-{asked.starts_at or ''}"


def asked_about(keys: Iterable[tuple[int, date]]) -> dict[tuple[int, date], DateAsked]:
    """What contacts were asked about these dates. One query."""
    keys = set(keys)
    rows = DateAsked.objects.filter(day__in={day for _pk, day in keys}, meeting__in={pk for pk, _day in keys})
    return {(row.meeting_id, row.day): row for row in rows}


@dataclass
class Sent:
    """What came back from a sheet: the answers that differ, what is wrong with others, and what was typed."""

    given: list[Given]
    errors: dict[str, str]
    typed: dict[str, tuple[str, str]]
    heard: list[str]


def read(post: Mapping[str, str], theirs: QuerySet[Meeting]) -> Sent:
    """The answers that were changed, of meetings that are theirs; numbers of others are passed over."""
    sent = Sent([], {}, {}, [])
    keys = [match.groups() for name in post if (match := _SENT.fullmatch(name))]
    known = set(theirs.filter(pk__in=[int(pk) for _key, pk, _day in keys]).values_list("pk", flat=True))
    for key, pk, day in keys:
        if int(pk) not in known:
            continue
        try:
            on = datetime.strptime(day, "%Y%m%d").date()
        except ValueError:
            continue
        answer, typed = post.get(f"answer-{key}", ""), post.get(f"at-{key}", "").strip()
        sent.typed[key] = (answer, typed)
        _read_one(sent, key, Given(int(pk), on, answer, was=post[f"was-{key}"]), typed)
        if heard := post.get(f"heard-{key}", ""):
            sent.heard.append(heard)
    return sent


def _read_one(sent: Sent, key: str, given: Given, typed: str) -> None:
    was_answer, was_at, *_rest = [*given.was.split("-"), ""]
    try:
        at = ClockFormField(required=False).clean(typed)
    except ValidationError as error:
        sent.errors[key] = " ".join(error.messages)
        return
    other_time = at is not None and f"{at:%H%M}" != was_at
    answer = given.answer
    if other_time and answer == was_answer:
        answer = DateAnswer.MOVED  # who types a time means it
    if answer not in DateAnswer.values or (answer == was_answer and not (other_time and answer == DateAnswer.MOVED)):
        return
    if answer == DateAnswer.MOVED and at is None:
        sent.errors[key] = _("Enter the other time, such as 7:30pm.")
        return
    sent.given.append(Given(given.meeting, given.day, answer, _time(answer, at), given.was))


def _time(answer: str, at: time | None) -> time | None:
    return at if answer == DateAnswer.MOVED else None


def as_typed(line: Line, sent: Sent) -> Line:
    """The same line with what was typed in it, and what is wrong with that."""
    if line.key not in sent.typed:
        return line
    answer, at = sent.typed[line.key]
    choices = [Choice(one.value, one.label, one.value == answer) for one in line.choices]
    fields = {**line.__dict__, "choices": choices, "at": at, "error": sent.errors.get(line.key, "")}
    return Line(**fields)


def settle(heard: Iterable[str], theirs: QuerySet[Meeting]) -> None:
    """The contacts' answers that staff have just seen and decided; one that came meanwhile is another, and waits."""
    for one in heard:
        number, _dash, said = one.partition("-")
        if not number.isdecimal() or len(number) > 18:
            continue
        row = DateAsked.objects.filter(pk=number, meeting__in=theirs.values("pk")).first()
        if row is not None and _heard(row) == f"{number}-{said}":
            DateAsked.objects.filter(pk=row.pk).update(is_settled=True)
