"""What the page of one meeting or group says of it, made ready in Python."""

from datetime import timedelta
from itertools import islice

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from groups.models import AccessFeature, Group, Meeting
from groups.rules.choices import Attendance, ExceptionKind, Freshness, Status, TagFamily, YesNo
from groups.rules.criteria import Moment
from groups.rules.freshness import checked_words, freshness
from groups.rules.languages import language_name
from groups.rules.schedule import EVERY_WEEK, Occurrence, State, Timetable
from groups.rules.who_may_come import can_i_come
from groups.rules.words import (
    day_in_sentence,
    day_title,
    hours_words,
    listed_words,
    long_date,
    rule_words,
    weekday_name,
    weeks_words,
    within_a_sentence,
)
from groups.views.cards import access_answers, assurance, caution, is_demonstration, last_check, what_differs

NEXT_DATES = 6
WELCOMED = ("newcomers",)
"""Tags that welcome people and are not whom a meeting is for."""

DAYS_OF_CHANGES = 60
"""How far ahead a meeting's page tells of cancelled and moved dates."""


def answer(meeting: Meeting) -> str:
    """“Can I come?” in one line made of the meeting's facts."""
    tags = [
        row.tag for row in meeting.meeting_tags.all() if row.tag.family == TagFamily.WHO and row.weeks == EVERY_WEEK
    ]
    for_whom = [within_a_sentence(tag.said("label")) for tag in tags if tag.slug not in WELCOMED]
    return can_i_come(
        meeting,
        audience=meeting.group.whom_for,
        problems=meeting.group.problems,
        door="" if meeting.venue and meeting.venue.is_hidden else meeting.door,
        open_days=_open_days(meeting),
        specially_for=listed_words(for_whom),
    )


def _open_days(meeting: Meeting) -> str:
    if meeting.open_weeks in (0, EVERY_WEEK) or meeting.weekday is None:
        return ""
    said = {"weeks": weeks_words(meeting.open_weeks), "day": weekday_name(meeting.weekday)}
    return pgettext("weeks of a month", "%(weeks)s %(day)s") % said


def when(meeting: Meeting) -> str:
    """The rule and the hours: `Every Monday, 7:30pm to 8:45pm`."""
    if meeting.rule is None:
        return _("By arrangement")
    return f"{rule_words(meeting.rule)}, {hours_words(meeting.starts_at, meeting.minutes)}"


def next_text(meeting: Meeting, table: Timetable, at: Moment) -> str:
    """`Next: tonight, Monday 23 November, 7:30pm to 8:45pm`."""
    if meeting.rule is None and not table.differs:
        return _("Dates by arrangement: ask the group")
    coming = next(iter(table.upcoming(after=at.now, count=1)), None)
    if coming is None:
        return _("No more dates are known")
    hours = hours_words(coming.starts_at, coming.minutes)
    if coming.starts <= at.now:
        return _("On now: %(hours)s") % {"hours": hours}
    day = day_in_sentence(coming.day, today=at.today, at=coming.starts_at).removeprefix(_("on "))
    if 0 <= (coming.day - at.today).days <= 1:
        day = f"{day}, {long_date(coming.day)}"
    return _("Next: %(day)s, %(hours)s") % {"day": day, "hours": hours}


def dates(table: Timetable, at: Moment) -> list[dict]:
    """The next dates, what is cancelled or moved among them."""
    happening = table.upcoming(after=at.now, count=NEXT_DATES)
    if not happening:
        return []
    every = [one for one in table.between(at.today, happening[-1].day) if one.ends > at.now]
    return [_date(one, table, at) for one in every][: NEXT_DATES + 4]


def _date(one: Occurrence, table: Timetable, at: Moment) -> dict:
    as_usual = (one.starts_at, one.minutes) == (table.starts_at, table.minutes)
    title = long_date(one.day, today=at.today)
    if not as_usual:
        title = f"{title}, {hours_words(one.starts_at, one.minutes)}"
    gone = "" if one.happens else "cancelled"
    return {
        "text": title,
        "state": gone or ("" if one.state is State.USUAL else "moved"),
        "note": " ".join(filter(None, [caution(table, one) or assurance(table, one), what_differs(one, at)])),
    }


def changes(meeting: Meeting, table: Timetable, at: Moment) -> list[str]:
    """What is different on dates to come, each as a sentence."""
    said = []
    for row in meeting.exceptions.all():
        if row.kind == ExceptionKind.MEETS:  # that is no change
            continue
        ahead = ((row.to or row.last) - at.today).days
        if not 0 <= ahead <= DAYS_OF_CHANGES:
            continue
        dates = table.between(max(row.first, at.today - timedelta(days=1)), row.last)
        touched = (one for one in dates if one.differs and one.differs.source == row and one.state is not State.ARRIVED)
        said += [_change(row, one, table, at) for one in islice(touched, 1)]
    return said


def _change(row, one: Occurrence, table: Timetable, at: Moment) -> str:
    days = day_title(row.first, today=at.today)
    if row.last != row.first:
        last = long_date(row.last, today=at.today)
        days = _("%(first)s until %(last)s") % {"first": days, "last": last}
    place = _("It meets at %(venue)s.") % {"venue": row.venue} if row.venue and not row.venue.is_hidden else ""
    doubt = caution(table, one) if row.kind == ExceptionKind.ASK else ""
    return f"{days}: {' '.join(filter(None, [doubt, what_differs(one, at), place]))}"


def where(meeting: Meeting) -> dict | None:
    """Where it meets; of a hidden venue nothing but its area."""
    venue = meeting.venue
    if venue is None:
        return None
    if venue.is_hidden:
        return {"hidden": True, "area": venue.area_that_holds.name if venue.area_that_holds else _("this area")}
    point = venue.public_point
    return {
        "hidden": False,
        "name": venue.name,
        "lines": [line for line in (*venue.address.splitlines(), venue.town, venue.postcode) if line],
        "room": meeting.room,
        "door": meeting.door,
        "directions": venue.directions,
        "map_url": f"geo:{point.lat:.5f},{point.lng:.5f}?q={point.lat:.5f},{point.lng:.5f}" if point else "",
    }


def online(meeting: Meeting) -> dict | None:
    """How to join online."""
    if meeting.attendance == Attendance.IN_PERSON:
        return None
    return {"link": meeting.online_link, "phone": meeting.online_phone, "ask": meeting.online_ask, "note": ""}


def access(meeting: Meeting) -> list[dict]:
    """Every feature with its answer, those that nobody has answered as not stated."""
    if meeting.attendance == Attendance.ONLINE and not meeting.access_answers.all():
        return []
    known = {answer.feature_id: answer for answer in access_answers(meeting)}
    found = []
    for feature in AccessFeature.objects.all():
        given = known.get(feature.pk)
        found.append(
            {
                "feature": feature.said("label"),
                "answer": given.answer if given else "",
                "answer_text": given.get_answer_display() if given else _("Not stated"),
                "note": given.note if given else "",
            }
        )
    return found


def expect(meeting: Meeting) -> list[dict]:
    """What to expect: each fact that somebody has stated."""
    facts = [
        (_("Length"), _length(meeting)),
        (_("Drop in"), _("Come and go at any time of it") if meeting.drop_in else ""),
        (_("Cost"), _with_note(meeting.get_cost_display(), meeting.cost_note)),
        (_("First visit"), _with_note(meeting.get_joining_display(), meeting.joining_note)),
        (_("Meeting you"), _newcomers(meeting)),
        (_("Ages"), _ages(meeting)),
        (_("What it is like"), _tags(meeting, TagFamily.FORMAT)),
        (_("Specially for"), _tags(meeting, TagFamily.WHO)),
        (_("Customs"), _tags(meeting, TagFamily.CUSTOM)),
        (_("Languages"), listed_words([language_name(tag) for tag in meeting.languages.split()])),
        (_("Children"), _yes_no(meeting.children, _("Children may come"), _("Not for children"))),
        (_("Attendance slips"), _yes_no(meeting.slip, _("Yes, ask for one"), _("Not given"))),
        (_("Bank holidays"), meeting.get_bank_holidays_display()),
        (_("Time zone"), meeting.time_zone if meeting.time_zone not in ("", settings.TIME_ZONE) else ""),
    ]
    said = [{"label": label, "value": value} for label, value in facts if value]
    return said + ([{"label": _("Note"), "value": meeting.note, "is_own": True}] if meeting.note else [])


def _length(meeting):
    hours, minutes = divmod(meeting.minutes or 0, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if minutes:
        parts.append(ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes})
    return pgettext("between hours and minutes", " ").join(parts)


def _with_note(said, note):
    return f"{said}. {note}" if said and note else said or note


def _newcomers(meeting):
    if meeting.newcomer_met == YesNo.NO:
        return _with_note(_("Nobody can meet you at the door"), meeting.newcomer_note)
    if meeting.newcomer_met != YesNo.YES:
        return meeting.newcomer_note
    met = _("Someone can meet you at the door")
    if meeting.newcomer_contact:
        met = _("%(met)s: ask for %(contact)s") % {"met": met, "contact": meeting.newcomer_contact}
    return _with_note(met, meeting.newcomer_note)


def _ages(meeting):
    if meeting.youngest is not None and meeting.oldest is not None:
        return _("%(youngest)s to %(oldest)s") % {"youngest": meeting.youngest, "oldest": meeting.oldest}
    if meeting.youngest is not None:
        return _("%(age)s and over") % {"age": meeting.youngest}
    return _("Up to %(age)s") % {"age": meeting.oldest} if meeting.oldest is not None else ""


def _tags(meeting, family):
    found = []
    for row in meeting.meeting_tags.all():
        if row.tag.family != family:
            continue
        label = row.tag.said("label")
        weeks = weeks_words(row.weeks) if row.weeks != EVERY_WEEK else ""
        found.append(_("%(tag)s (%(weeks)s week)") % {"tag": label, "weeks": weeks} if weeks else label)
    return ", ".join(sorted(found))


def _yes_no(value, yes, no):
    return {YesNo.YES: yes, YesNo.NO: no}.get(value, "")


def programme_of(group: Group) -> dict | None:
    """Its programme, as a panel beside it."""
    programme = group.programme
    if programme is None:
        return None
    return {
        "name": programme.said("name"),
        "url": programme.get_absolute_url(),
        "description": programme.said("description"),
        "helpline": programme.helpline,
        "helpline_hours": programme.said("helpline_hours"),
        "website": programme.website,
    }


def contact_of(group: Group) -> dict | None:
    """Its public contact; never the private one."""
    contact = {"email": group.email, "phone": group.phone, "website": group.website}
    return contact if any(contact.values()) else None


def status_notice(*records, today) -> dict | None:
    """What a visitor must know first: closed, paused, or invented."""
    for record in records:
        if record.status == Status.CLOSED:
            return {"title": _("Closed"), "text": record.status_reason or _("It does not meet any more.")}
    for record in records:
        until = record.paused_until
        if record.status == Status.PAUSED and (until is None or until >= today):
            end = (
                _("Until %(day)s.") % {"day": long_date(until, today=today)}
                if until
                else _("It is not said until when.")
            )
            return {"title": _("Paused"), "text": f"{record.status_reason} {end}".strip()}
    if any(is_demonstration(record) for record in records):
        return {"title": _("Demonstration"), "text": _("This listing is invented. Nobody meets there.")}
    return None


def checked(record, *, today) -> tuple[str, Freshness]:
    """When it was last checked in words, and the class of its freshness."""
    on, by = last_check(record) if isinstance(record, Meeting) else (record.confirmed_on, record.confirmed_by)
    return checked_words(on, by, today=today), freshness(on, today=today, months=settings.FRESHNESS_MONTHS)
