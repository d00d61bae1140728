"""What visitors tell the staff: a mistake in a listing, a group that is missing. Nothing public changes by it."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Group, Meeting, Suggestion
from groups.rules.choices import SuggestionKind
from groups.rules.who_may_come import who_words
from groups.upkeep import suggestions
from groups.views import facts
from groups.views.cards import is_demonstration, place_words
from groups.views.moved import moved_to, slug_now
from groups.views.report_form import MeetingReportForm, ReportForm
from groups.views.suggest_form import SuggestForm
from mutualaid import posting

WHAT = "suggest"
"""One limit for all of these forms."""

PARTS_OF_A_REPORT = (
    ("when", gettext_lazy("When"), ("weekday", "hours")),
    (
        "where",
        gettext_lazy("Where"),
        ("attendance", "venue_name", "venue_address", "venue_town", "venue_postcode", "online_link"),
    ),
    ("who", gettext_lazy("Who can come"), ("who",)),
    ("contact", gettext_lazy("How to reach the group"), ("name", "phone", "group_email", "website")),
)
PARTS_OF_A_NEW_ONE = (
    (gettext_lazy("The group"), ("name", "programme", "audience")),
    (gettext_lazy("When"), ("weekday", "hours")),
    (
        gettext_lazy("Where"),
        ("attendance", "venue_name", "venue_address", "venue_town", "venue_postcode", "online_link"),
    ),
    (gettext_lazy("How we can check it"), ("website", "note", "email")),
)


@posting.public_form
def report_meeting(request, slug):
    """Something is wrong with the listing of a meeting."""
    meetings = Meeting.objects.with_page().for_pages()
    meeting = meetings.filter(slug=slug).first()
    if meeting is None:
        return moved_to("groups:meeting-report", slug_now(meetings, slug))
    form = MeetingReportForm(request.POST or None, group=meeting.group, meeting=meeting)
    return _report(request, form, meeting, now=_now_of(meeting))


@posting.public_form
def report_group(request, slug):
    """Something is wrong with a group as a whole."""
    groups = Group.objects.with_page().select_related("programme", "area", "feed")
    group = groups.filter(slug=slug).first()
    if group is None:
        return moved_to("groups:group-report", slug_now(groups, slug))
    form = ReportForm(request.POST or None, group=group)
    return _report(request, form, group, now={"contact": _contact(group)})


@posting.public_form
def suggest(request):
    """A group or meeting that is missing."""
    form = SuggestForm(request.POST or None)
    taken, answer = _sent(request, form, kind=SuggestionKind.NEW)
    if taken:
        return render(request, "groups/suggested.html", {"kind": SuggestionKind.NEW, "noindex": True})
    parts = [{"title": title, "fields": [form[name] for name in names]} for title, names in PARTS_OF_A_NEW_ONE]
    context = {**answer, "parts": parts, "noindex": True}
    return render(request, "groups/suggest.html", context, status=answer["status"])


def _report(request, form: ReportForm, record: Meeting | Group, *, now: dict[str, str]):
    """The form about a listing, or thanks for it; of an invented listing there is nothing to report."""
    context = {
        "record_name": record.title if isinstance(record, Meeting) else record.name,
        "record_url": record.get_absolute_url(),
        "programme": facts.programme_of(form.group),
        "noindex": True,
    }
    if is_demonstration(record):
        return render(request, "groups/report_invented.html", context)
    taken, answer = _sent(request, form, meeting=form.meeting, group=form.group)
    if taken:
        return render(request, "groups/suggested.html", {**context, "kind": request.POST.get("kind", "")})
    context |= {**answer, "form": form, "parts": _parts(form, now)}
    return render(request, "groups/report.html", context, status=answer["status"])


def _parts(form: ReportForm, now: dict[str, str]) -> list[dict]:
    """The fields of what may differ, folded under what the listing says now; open where something was filled in."""
    parts = []
    for key, title, names in PARTS_OF_A_REPORT:
        fields = [form[name] for name in names if name in form.fields]
        if fields:
            is_used = any(field.value() not in (None, "") for field in fields)
            parts.append({"title": title, "now": now.get(key) or _("not stated"), "fields": fields, "open": is_used})
    return parts


def _sent(request, form, **about) -> tuple[bool, dict]:
    """Whether the form was taken (or a machine is to think so); else what its page says, and a token for it."""
    again = {"token": posting.form_token(), "errors": [], "sentence": "", "status": 200}
    if request.method != "POST":
        return False, again
    try:
        token = posting.read(request)
        if not form.is_valid():
            return False, {**again, "errors": _errors(form)}
        _store(request, form, nonce=posting.key_of(request, token), **about)
    except posting.Machine:
        return True, again
    except posting.NotTaken as refused:
        return False, {**again, "sentence": refused.sentence, "status": refused.status}
    return True, again


def _store(request, form, *, nonce: str, **about) -> None:
    if Suggestion.objects.filter(nonce=nonce).exists():
        return
    posting.may_send(request, WHAT)
    said = {name: form.cleaned_data[name] for name in ("note", "email")}
    kind = about.pop("kind", None) or form.cleaned_data["kind"]
    suggestions.send(kind=kind, nonce=nonce, now=timezone.now(), proposed=form.proposed(), **said, **about)


def _errors(form) -> list[dict]:
    """What could not be understood, each with the field to which it leads."""
    found = []
    for name, messages in form.errors.items():
        field = form[name] if name in form.fields else form["note"]
        first = f"{field.auto_id}_0" if field.use_fieldset else field.auto_id
        found += [{"label": field.label, "message": message, "field_id": first} for message in messages]
    return found


def _now_of(meeting: Meeting) -> dict[str, str]:
    """What the listing says now, of each thing that may differ."""
    group = meeting.group
    return {
        "when": facts.when(meeting),
        "where": place_words(meeting),
        "who": who_words(meeting.who, audience=group.whom_for, problems=group.problems),
        "contact": _contact(group),
    }


def _contact(group: Group) -> str:
    return ", ".join(filter(None, (group.phone, group.email, group.website)))
