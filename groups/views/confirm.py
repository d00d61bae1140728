"""`/confirm/<token>/`: the page that a letter opens. To look changes nothing: mail programs follow links too."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import LetterGroup, Meeting
from groups.rules.choices import LetterAnswer, Status
from groups.rules.letter import FORGET_CONTACT_AFTER
from groups.rules.who_may_come import who_words
from groups.rules.words import listed_words
from groups.upkeep import asking_dates, letter_answers, letter_links, letter_sending
from groups.views import confirm_date, facts
from groups.views.cards import place_words
from groups.views.confirm_forms import ClosedForm, DifferentForm, GoneForm, OffForm
from groups.views.visit import moment_of
from mutualaid import limits, posting

MOST_ANSWERS, MINUTES = 30, 10
MOST_FRESH, MINUTES_FRESH = 2, 24 * 60


@dataclass(frozen=True)
class Answer:
    """What is said after something was done."""

    title: str
    sentences: list[str]


@posting.public_form
def confirm(request, token):
    """GET shows, POST does. Every answer of it is kept nowhere on the way and is in no search engine."""
    at = moment_of(request)
    if asking_dates.is_about_a_date(token):
        return confirm_date.answer(request, token, at)
    try:
        link = letter_links.read(token, now=at.now)
    except letter_links.NoSuchLetter:
        return _page(request, "confirm_unknown", status=404)
    if link.has_expired:
        return _expired(request, link.letter, at)
    asked = letter_answers.asked_of(link.letter, meetings=_meetings())
    if not asked:
        return _page(request, "confirm_over")
    if request.method == "POST":
        return _answer(request, link.letter, asked, at)
    return _show(request, asked, at)


def _page(request, name: str, context: dict | None = None, *, status: int = 200):
    answer = render(request, f"groups/{name}.html", {"noindex": True, **(context or {})}, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _meetings() -> Prefetch:
    shown = Meeting.objects.shown_themselves().exclude(status__in=[Status.DRAFT, Status.CLOSED])
    shown = shown.select_related("venue__area", "venue__area_worked_out")
    return Prefetch("group__meetings", shown.order_by("weekday", "starts_at", "pk"))


def _show(request, asked, at, *, sent=None, problem: str = "", status: int = 200):
    """The listings as they stand and what can be said of them; `sent` is the form that was sent and has a fault."""
    theirs = letter_answers.still_theirs(asked)
    forms = {
        "different": DifferentForm(asked=theirs, about=request.GET.get("about", "")),
        "closed": ClosedForm(asked=theirs),
        "gone": GoneForm(asked=theirs),
        "off": OffForm(asked=theirs),
    }
    if sent is not None:
        forms[sent.key] = sent
    context = {
        "groups": [_group(one, at) for one in asked],
        "several": len(asked) > 1,
        "to_confirm": letter_answers.to_confirm(asked),
        "has_others": len(letter_answers.to_confirm(asked)) < len(asked),
        "forms": forms if theirs else {},
        "open": sent.key if sent is not None else "different" if request.GET.get("about") else "",
        "problem": problem,
        "errors": _errors(sent) if sent is not None else [],
        "several_theirs": len(theirs) > 1,
        "days": FORGET_CONTACT_AFTER.days,
    }
    return _page(request, "confirm", context, status=status)


def _errors(form) -> list[dict]:
    return [
        {"label": form.fields[name].label, "message": said[0], "field_id": _id_in(form, name)}
        for name, said in form.errors.items()
        if name in form.fields
    ]


def _id_in(form, name: str) -> str:
    """The first box of a group of boxes has the focus."""
    return f"{form[name].auto_id}_0" if name == "groups" else form[name].auto_id


def _group(one: LetterGroup, at) -> dict:
    group = one.group
    text, state = facts.checked(group, today=at.today)
    return {
        "name": group.name,
        "url": group.get_absolute_url(),
        "key": f"g{group.pk}",
        "freshness": text,
        "freshness_state": state,
        "status_notice": facts.status_notice(group, today=at.today),
        "said": _already_said(one),
        "is_theirs": one.answer not in letter_answers.GONE,
        "contact": facts.contact_of(group),
        "meetings": [_meeting(meeting, at) for meeting in group.meetings.all()],
    }


def _meeting(meeting: Meeting, at) -> dict:
    group = meeting.group
    who = who_words(meeting.who, audience=group.whom_for, problems=group.problems)
    return {
        "key": f"m{meeting.pk}",
        "name": meeting.name,
        "when": facts.when(meeting),
        "place": place_words(meeting),
        "who": who or _("Who can come is not stated"),
        "status_notice": facts.status_notice(meeting, today=at.today),
    }


def _already_said(one: LetterGroup) -> str:
    """What they have said of this group before, with its day."""
    if not one.answer:
        return ""
    words = {
        LetterAnswer.RIGHT: _("You told us on %(day)s that this is right."),
        LetterAnswer.DIFFERENT: _("You told us on %(day)s that something is different. Our staff look at it."),
        LetterAnswer.CLOSED: _("You told us on %(day)s that it has closed. Our staff look at it."),
        LetterAnswer.NOT_CONTACT: _("You told us on %(day)s that you are no longer the contact."),
        LetterAnswer.TAKE_OFF: _("You asked us on %(day)s to take it off the list. Our staff look at it."),
    }
    return words[LetterAnswer(one.answer)] % {"day": date_format(one.answered_at, "j F")}


def _answer(request, letter, asked, at):
    """Do what was sent, if it can be understood and is not too much; else the page again, filled in as it was."""
    theirs = letter_answers.still_theirs(asked)
    form = _form_sent(request.POST, theirs)
    if form is not None and not form.is_valid():
        return _show(request, asked, at, sent=form)
    try:
        posting.may_send(request, "letter", most=MOST_ANSWERS, minutes=MINUTES)
    except posting.TooMany as error:
        return _show(request, asked, at, sent=form, problem=error.sentence, status=error.status)
    said = _do(request.POST.get("do"), form, letter, theirs, at)
    if said is None:
        return _show(request, asked, at)
    left = any(not one.answer for one in letter.asked.all())
    return _page(request, "confirm_done", {"said": said, "back_url": request.path, "has_more": left})


def _form_sent(sent, theirs):
    """The form that was sent, bound; None for a button that has none."""
    makers = {form.key: form for form in (DifferentForm, ClosedForm, GoneForm, OffForm)}
    maker = makers.get(sent.get("do"))
    return maker(sent, asked=theirs) if maker and theirs else None


def _do(what: str | None, form, letter, theirs, at) -> Answer | None:
    if what == "right" and letter_answers.to_confirm(theirs):
        return _right(letter_answers.still_right(letter, theirs, now=at.now))
    if form is None:
        return None
    if what == "different":
        letter_answers.different(letter, form.meant, form.said, now=at.now)
        return _told(_("Thank you. Our staff have what you wrote."), _("Until then the listing stays as it is."))
    names = listed_words([one.group.name for one in form.meant])
    if what == "closed":
        letter_answers.closed(letter, form.meant, note=form.cleaned_data["note"], now=at.now)
        return _told(_("Thank you for telling us."), _("Then the listing says that it has closed: %(names)s."), names)
    if what == "gone":
        to = form.cleaned_data["handed_to"]
        letter_answers.no_longer_contact(letter, form.meant, handed_to=to, now=at.now)
        return _gone(names, has_new=bool(to))
    letter_answers.take_off(letter, form.meant, note=form.cleaned_data["note"], now=at.now)
    return _told(_("Our staff take this up first."), _("No more letters come to you about: %(names)s."), names)


def _right(count: int) -> Answer:
    said = ngettext(
        "The listing now says “Checked today with the group”.",
        "All %(count)s listings now say “Checked today with the group”.",
        count,
    )
    months = settings.FRESHNESS_MONTHS[0]
    again = ngettext("We ask again in about a month.", "We ask again in about %(count)s months.", months)
    return Answer(_("Thank you: that is all."), [said % {"count": count}, again % {"count": months}])


def _told(title: str, then: str, names: str = "") -> Answer:
    return Answer(title, [_("Somebody looks at it, usually within a few days."), then % {"names": names}])


def _gone(names: str, *, has_new: bool) -> Answer:
    sentences = [
        _("No more letters come to you about: %(names)s.") % {"names": names},
        _("We delete your address within %(days)s days.") % {"days": FORGET_CONTACT_AFTER.days},
    ]
    if has_new:
        sentences.append(_("Our staff look at the address that you gave before anybody writes to it."))
    return Answer(_("Thank you for what you did."), sentences)


def _expired(request, letter, at):
    """The link has run out: one button sends a fresh letter, to the address that only we know."""
    if request.method != "POST" or request.POST.get("do") != "again":
        return _page(request, "confirm_expired")
    try:
        posting.may_send(request, "fresh letter", most=MOST_ANSWERS, minutes=MINUTES)
        if not limits.may("fresh letter", letter.code, most=MOST_FRESH, minutes=MINUTES_FRESH):
            raise posting.TooMany
    except posting.TooMany as error:
        return _page(request, "confirm_expired", {"problem": error.sentence}, status=error.status)
    letter_sending.send_fresh(letter, now=at.now)
    sentences = [
        _("If the address is still the contact of a group here, a letter is on its way to it."),
        _("It can take some minutes. Look among the unwanted mail too."),
    ]
    return _page(request, "confirm_done", {"said": Answer(_("A fresh letter"), sentences)})
