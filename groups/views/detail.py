"""The pages of one meeting, group and programme."""

from django.conf import settings
from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.models import Group, Meeting, Programme, SearchRow
from groups.models.timetable import timetable_of
from groups.rules.choices import Attendance, Audience, Kind, Status
from groups.rules.criteria import Choice, MeetingSearch, Moment, Near
from groups.rules.words import weekday_name
from groups.search import week_order
from groups.search.vocabulary import Vocabulary
from groups.views import facts
from groups.views.calendar import links_of
from groups.views.cards import KIND_SHORT, is_demonstration, kind_label, make_row, place_words
from groups.views.day_sections import Section, by_day
from groups.views.kept_rows import rows_of
from groups.views.locator import locator
from groups.views.moved import moved_to, slug_now
from groups.views.structured import event_of, organisation_of
from groups.views.visit import moment_of, vocabulary_of

SIMILAR = 4
ON_NEXT = 6


def _shown_or_moved(model, slug: str, queryset):
    """The record of this slug; where that was its slug or its double's, its address as a string; else 404."""
    record = queryset.filter(slug=slug).first()
    if record is not None:
        return record
    return model(slug=slug_now(queryset, slug)).get_absolute_url()


@require_safe
def meeting_detail(request, slug):
    """One meeting; paused and closed ones keep their page; drafts have none, and doubles that of another."""
    public = Meeting.objects.with_page().for_pages()
    meeting = _shown_or_moved(Meeting, slug, public)
    if isinstance(meeting, str):
        return moved_to(meeting)
    at = moment_of(request)
    table = timetable_of(meeting)
    text, state = facts.checked(meeting, today=at.today)
    meeting.km = None
    coming = next(iter(table.upcoming(after=at.now, count=1)), None)
    context = {
        "row": make_row(meeting, table, coming, at=at),
        "structured": event_of(meeting, table, description=facts.answer(meeting), at=at),
        "meeting_name": meeting.title,
        "group_name": meeting.group.name,
        "group_url": meeting.group.get_absolute_url(),
        "kind": meeting.group.kind,
        "kind_label": kind_label(meeting.group),
        "status_notice": facts.status_notice(meeting, meeting.group, today=at.today),
        "next_text": facts.next_text(meeting, table, at),
        "dates": facts.dates(table, at),
        "calendar": links_of(reverse("groups:meeting-calendar", args=[meeting.slug])),
        "exceptions": facts.changes(meeting, table, at),
        "can_i_come": facts.answer(meeting),
        "rule_text": facts.when(meeting),
        "where": facts.where(meeting),
        "usual_place": place_words(meeting),
        "locator": locator(meeting),
        "online": facts.online(meeting),
        "access": facts.access(meeting),
        "expect": facts.expect(meeting),
        "programme": facts.programme_of(meeting.group),
        "contact": facts.contact_of(meeting.group),
        "freshness": text,
        "freshness_state": state,
        "similar": _similar(meeting, vocabulary_of(request), at),
        "report_url": reverse("groups:meeting-report", args=[meeting.slug]),
        "edit_url": reverse("admin:groups_meeting_change", args=[meeting.pk]),
        "noindex": is_demonstration(meeting),
        "canonical_url": settings.SITE_URL + meeting.get_absolute_url(),
    }
    return render(request, "groups/meeting_detail.html", context)


def _similar(meeting: Meeting, known: Vocabulary, at: Moment) -> list[Section]:
    """By day, the soonest few of the same kind near it, or online where it has no place."""
    point = meeting.venue.public_point if meeting.venue else None
    beside = {"near": Near("", point), "within": 10} if point else {"attendance": (Attendance.ONLINE,)}
    asked = MeetingSearch(kinds=(meeting.group.kind,), unit=settings.DISTANCE_UNIT, **beside)
    others = SearchRow.objects.matching(asked, at=at).filter(entry__isnull=False).exclude(meeting__group=meeting.group)
    return by_day(rows_of(others[:SIMILAR], at=at, known=known), at)


@require_safe
def group_detail(request, slug):
    """One group with all its meetings by weekday."""
    groups = Group.objects.with_page().select_related("programme", "area", "feed")
    group = _shown_or_moved(Group, slug, groups)
    if isinstance(group, str):
        return moved_to(group)
    at = moment_of(request)
    meetings = group.meetings.shown_themselves().exclude(status__in=[Status.DRAFT, Status.CLOSED]).for_cards()
    text, state = facts.checked(group, today=at.today)
    sections = _by_weekday(meetings, at)
    has_dates = any(row.span for section in sections for row in section.rows)
    context = {
        "structured": organisation_of(group),
        "group_name": group.name,
        "area_name": group.area.name if group.area else "",
        "description": group.description,
        "kind": group.kind,
        "kind_label": kind_label(group),
        "sections": sections,
        "calendar": links_of(reverse("groups:group-calendar", args=[group.slug])) if has_dates else None,
        "programme": facts.programme_of(group),
        "contact": facts.contact_of(group),
        "status_notice": facts.status_notice(group, today=at.today),
        "freshness": text,
        "freshness_state": state,
        "report_url": reverse("groups:group-report", args=[group.slug]),
        "edit_url": reverse("admin:groups_group_change", args=[group.pk]),
        "noindex": is_demonstration(group),
        "canonical_url": settings.SITE_URL + group.get_absolute_url(),
    }
    return render(request, "groups/group_detail.html", context)


def _by_weekday(meetings, at) -> list[Section]:
    rows: dict[int | None, list] = {}
    for meeting in meetings.order_by("weekday", "starts_at", "pk"):
        table = timetable_of(meeting)
        meeting.km = None
        coming = table.coming(after=at.now)
        rows.setdefault(meeting.weekday, []).append(make_row(meeting, table, coming, at=at))
    return [
        Section(_("By arrangement") if day is None else weekday_name(day), "", some)
        for day, some in sorted(rows.items(), key=lambda item: (item[0] is None, week_order.place(item[0] or 0)))
    ]


_LISTED = Q(
    groups__status=Status.LISTED, groups__meetings__status=Status.LISTED, groups__meetings__same_as__isnull=True
)


@require_safe
def programme_list(request):
    """All programmes that have meetings here, by kind, then the others."""
    found = Programme.objects.annotate(meetings_here=Count("groups__meetings", _LISTED)).order_by("name", "pk")
    by_kind: dict[Kind, list] = {
        kind: [] for kind in (Kind.TWELVE_STEP, Kind.SMART, Kind.FAMILY, Kind.COMMUNITY, Kind.OTHER)
    }
    for programme in found:
        by_kind[_kind_of(programme)].append(
            {
                "name": programme.said("name"),
                "url": programme.get_absolute_url(),
                "short_name": programme.short_name,
                "sentence": programme.said("description").split(". ")[0].rstrip(".") + ".",
                "count": programme.meetings_here,
            }
        )
    kinds = [
        {"kind": kind, "label": kind.label, "programmes": [one for one in some if one["count"]]}
        for kind, some in by_kind.items()
    ]
    others = [one for some in by_kind.values() for one in some if not one["count"]]
    context = {
        "kinds": [kind for kind in kinds if kind["programmes"]],
        "others": sorted(others, key=lambda one: one["name"].lower()),
        "canonical_url": settings.SITE_URL + reverse("groups:programme-list"),
    }
    return render(request, "groups/programme_list.html", context)


def _kind_of(programme: Programme) -> Kind:
    return Kind.FAMILY if programme.audience == Audience.FAMILY else Kind(programme.approach)


@require_safe
def programme_detail(request, slug):
    """What one programme is, in neutral words, with its next meetings."""
    programme = _shown_or_moved(Programme, slug, Programme.objects)
    if isinstance(programme, str):
        return moved_to(programme)
    at = moment_of(request)
    asked = MeetingSearch(programmes=(Choice(programme.slug, programme.name, frozenset({programme.pk})),))
    coming = SearchRow.objects.matching(asked, at=at)[:ON_NEXT]
    context = {
        "name": programme.said("name"),
        "description": programme.said("description"),
        "kind": _kind_of(programme),
        "kind_label": KIND_SHORT[_kind_of(programme)],
        "website": programme.website,
        "helpline": programme.helpline,
        "helpline_hours": programme.said("helpline_hours"),
        "also_called": [name for name in (programme.short_name, *programme.other_names) if name],
        "sections": by_day(rows_of(coming, at=at, known=vocabulary_of(request)), at),
        "all_url": f"{reverse('groups:meeting-list')}?programme={programme.slug}",
        "edit_url": reverse("admin:groups_programme_change", args=[programme.pk]),
        "canonical_url": settings.SITE_URL + programme.get_absolute_url(),
    }
    return render(request, "groups/programme_detail.html", context)
