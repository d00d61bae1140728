"""`/confirm/<token>/` of a letter about one date: its contact says of each meeting whether it meets then."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.translation import gettext as _

from groups.models import DateAsked
from groups.models.timetable import timetable_of
from groups.rules.choices import DateAnswer
from groups.rules.on_a_date import known_of
from groups.rules.reading import parse_time
from groups.rules.words import clock, full_date
from groups.upkeep import asking_dates
from groups.upkeep.asking_dates import Said
from groups.views import facts
from groups.views.cards import place_words
from mutualaid import posting

MOST_ANSWERS, MINUTES = 30, 10
CHOICES = (DateAnswer.MEETS, DateAnswer.NOT, DateAnswer.MOVED)


@dataclass(frozen=True)
class Line:
    """One meeting on the page."""

    key: int
    name: str
    when: str
    place: str
    said: str
    choices: list[dict]
    at: str
    error: str


def answer(request, token: str, at):
    """GET shows, POST does. The link ends with the date, and where the group has another contact."""
    asked = [row for row in asking_dates.read(token) if known_of(timetable_of(row.meeting), row.day) is not None]
    if not asked:
        return _page(request, "confirm_unknown", status=404)
    if asked[0].day < at.today:
        over = {"title": _("That date is over"), "sentences": [_("There is nothing to answer any more. Thank you.")]}
        return _page(request, "confirm_done", {"said": over})
    if request.method == "POST":
        return _sent(request, asked, at)
    return _show(request, asked)


def _sent(request, asked: list[DateAsked], at):
    said, errors = _read(request.POST, asked)
    problem = ""
    if not said and not errors:
        problem = _("Choose an answer for at least one meeting.")
    if errors or problem:
        return _show(request, asked, post=request.POST, errors=errors, problem=problem)
    try:
        posting.may_send(request, "letter", most=MOST_ANSWERS, minutes=MINUTES)
    except posting.TooMany as error:
        return _show(request, asked, post=request.POST, problem=error.sentence, status=error.status)
    written = asking_dates.take(said, now=at.now)
    sentences = [_("Thank you: that is all.")]
    if written:
        sentences.append(_("The list now says that it meets on %(day)s.") % {"day": full_date(asked[0].day)})
    if written < len(said):
        sentences.append(_("Our staff look at what you said, usually within a few days."))
    done = {"title": _("Thank you"), "sentences": sentences}
    return _page(request, "confirm_done", {"said": done, "back_url": request.path})


def _read(post, asked: list[DateAsked]) -> tuple[list[Said], dict[int, str]]:
    """What was said of each, and what is wrong with that."""
    said, errors = [], {}
    for row in asked:
        answered, typed = post.get(f"answer-{row.pk}", ""), post.get(f"at-{row.pk}", "").strip()
        if answered not in CHOICES:
            continue
        starts_at = parse_time(typed) if answered == DateAnswer.MOVED else None
        if answered == DateAnswer.MOVED and starts_at is None:
            errors[row.pk] = _("Enter the other time, such as 7:30pm.")
        else:
            said.append(Said(row, answered, starts_at))
    return said, errors


def _show(request, asked, *, post=None, errors=None, problem: str = "", status: int = 200):
    errors = errors or {}
    lines = [_line(row, post, errors.get(row.pk, "")) for row in asked]
    context = {
        "day": full_date(asked[0].day),
        "lines": lines,
        "problem": problem,
        "errors": [
            {"message": line.error, "field_id": f"at-{line.key}", "label": line.name} for line in lines if line.error
        ],
    }
    return _page(request, "confirm_date", context, status=status)


def _line(row: DateAsked, post, error: str) -> Line:
    chosen = row.answer if post is None else post.get(f"answer-{row.pk}", "")
    at = (f"{row.starts_at:%H:%M}" if row.starts_at else "") if post is None else post.get(f"at-{row.pk}", "")
    labels = {
        DateAnswer.MEETS: _("It meets as usual, at %(time)s") % {"time": clock(row.meeting.starts_at)},
        DateAnswer.NOT: _("It does not meet"),
        DateAnswer.MOVED: _("It meets at another time"),
    }
    return Line(
        key=row.pk,
        name=row.meeting.title,
        when=facts.when(row.meeting),
        place=place_words(row.meeting),
        said=_("You have told us. You can change it here.") if row.answer else "",
        choices=[{"value": one.value, "label": labels[one], "chosen": one == chosen} for one in CHOICES],
        at=at,
        error=error,
    )


def _page(request, name: str, context: dict | None = None, *, status: int = 200):
    page = render(request, f"groups/{name}.html", {"noindex": True, **(context or {})}, status=status)
    page["X-Robots-Tag"] = "noindex"
    return page
