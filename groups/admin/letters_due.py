"""`/admin/groups/letter/due/`: how many letters are due, the button that sends them, and whom one has to call."""

from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.admin import rights
from groups.admin.words import checked, when_words, where_words
from groups.history import recording
from groups.models import Group, LetterGroup, Meeting
from groups.rules.choices import CheckedBy, DeedSource, LetterAnswer, Status
from groups.upkeep import letter_sending, letters, mailing
from groups.upkeep.confirming import confirm

AT_ONCE = 25
"""So many letters leave at one press: a page does not wait for more."""
ON_A_PAGE = 50
CHECKS = (CheckedBy.PHONE, CheckedBy.WEBSITE, CheckedBy.VISIT)


class Line(NamedTuple):
    """One thing that waits, and where it is done."""

    text: str
    url: str


def scope(user) -> QuerySet[Group] | None:
    """The groups that are theirs; None where all are."""
    return None if rights.looks_after_all(user) else rights.groups(user)


def letters_waiting(user) -> list[Line]:
    """For the start page: what there is to do about letters, each in words with its address. Five queries or so."""
    if not user.has_perm("groups.view_letter"):
        return []
    now, among = timezone.now(), scope(user)
    url = reverse("admin:groups_letter_due")
    due = len(letters.due(on=timezone.localdate(now), among=among))
    unsent = letter_sending.waiting(among)
    off, handed = taken_off(user).count(), handovers(user).count()
    said = [
        (off, ngettext("%(count)s group asks to be taken off", "%(count)s groups ask to be taken off", off)),
        (handed, ngettext("%(count)s new contact was named", "%(count)s new contacts were named", handed)),
        (due, ngettext("%(count)s letter to a contact is due", "%(count)s letters to contacts are due", due)),
        (unsent, _unsent_words(unsent)),
    ]
    return [Line(text % {"count": count}, url) for count, text in said if count]


def _unsent_words(count: int) -> str:
    if settings.MAIL_IS_SET:
        return ngettext("%(count)s letter waits to be sent", "%(count)s letters wait to be sent", count)
    return ngettext(
        "%(count)s letter waits, because no mail server is set",
        "%(count)s letters wait, because no mail server is set",
        count,
    )


def taken_off(user) -> QuerySet[LetterGroup]:
    """Groups whose contact asked us to take them off, and which are still shown."""
    asked = LetterGroup.objects.filter(rights.of_groups(user, "group__"), answer=LetterAnswer.TAKE_OFF)
    shown = asked.filter(group__status__in=(Status.LISTED, Status.PAUSED))
    return shown.select_related("group").order_by("answered_at", "pk")


def handovers(user) -> QuerySet[LetterGroup]:
    """New contacts whom the last one named, and about whom nobody has decided."""
    named = LetterGroup.objects.filter(rights.of_groups(user, "group__")).exclude(handed_to="")
    return named.select_related("group").order_by("answered_at", "pk")


def page(desk):
    """The view, for the desk of letters."""

    def view(request):
        if not desk.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            _DEEDS.get(request.POST.get("do", ""), _nothing)(desk, request)
            return HttpResponseRedirect(request.get_full_path())
        return render(request, "admin/groups/letter/due.html", _context(desk, request))

    return view


def _context(desk, request) -> dict:
    user, now = request.user, timezone.now()
    among, on = scope(user), timezone.localdate(now)
    due = letters.due(on=on, among=among)
    own = None if among is None else set(among.values_list("pk", flat=True))
    to_send = letter_sending.to_send(now=now, among=among).count()
    to_call = Paginator(_to_call(on, among), ON_A_PAGE).get_page(request.GET.get("p"))
    return desk.admin_site.each_context(request) | {
        "title": _("Letters to contacts"),
        "opts": desk.opts,
        "addresses": len(due),
        "groups": sum(1 for one in due for group in one.groups if own is None or group.pk in own),
        "to_send": to_send,
        "letters": len(due) + to_send,
        "at_once": AT_ONCE,
        "unsent": letter_sending.waiting(among),
        "mail_is_set": settings.MAIL_IS_SET,
        "folder": settings.EMAIL_FILE_PATH,
        "may_write": _may_write(user),
        "may_check": user.has_perm("groups.change_group"),
        "checks": [(check.value, check.label) for check in CHECKS],
        "taken_off": taken_off(user),
        "handovers": handovers(user) if _may_write(user) else [],
        "to_call": to_call,
        "rows": [_row(group) for group in to_call],
    }


def _may_write(user) -> bool:
    return user.has_perm("groups.add_letter") and user.has_perm("groups.change_letter")


def _to_call(on, among) -> QuerySet[Group]:
    meetings = Meeting.objects.exclude(status__in=(Status.DRAFT, Status.CLOSED)).select_related("venue")
    found = letters.call_list(on=on, among=among).select_related("programme", "area")
    return found.prefetch_related(Prefetch("meetings", meetings.order_by("weekday", "starts_at", "pk")))


def _row(group: Group) -> dict:
    return {
        "pk": group.pk,
        "name": group.name,
        "area": group.area.name if group.area else "",
        "url": reverse("admin:groups_group_change", args=[group.pk]),
        "phone": group.phone,
        "website": group.website,
        "email": group.email,
        "why": group.get_letters_ended_display() if group.letters_ended else _("No address for letters"),
        "checked": checked(group),
        "meetings": [f"{when_words(meeting)}: {where_words(meeting)}" for meeting in group.meetings.all()],
    }


def _send(desk, request) -> None:
    """Write what is due and send what waits: what the command does, for what is theirs, some at a time."""
    if not _may_write(request.user):
        raise PermissionDenied
    now, among = timezone.now(), scope(request.user)
    letters.write_letters(now=now, among=among)
    done = letter_sending.send_waiting(now=now, among=among, most=AT_ONCE)
    if done.stopped:
        desk.message_user(request, done.stopped, messages.ERROR)
    gone = done.sent + done.reminded
    if settings.MAIL_IS_SET:
        said = ngettext("%(count)s letter has left.", "%(count)s letters have left.", gone)
    else:
        said = ngettext("%(count)s letter was put into a file.", "%(count)s letters were put into files.", gone)
    desk.message_user(request, said % {"count": gone}, messages.SUCCESS if gone else messages.WARNING)
    if done.refused:
        said = ngettext("%(count)s address was refused.", "%(count)s addresses were refused.", done.refused)
        desk.message_user(request, said % {"count": done.refused}, messages.WARNING)


def _check(desk, request) -> None:
    """One group was checked just now, in one press."""
    by = request.POST.get("by")
    if by not in CHECKS or not request.user.has_perm("groups.change_group"):
        raise PermissionDenied
    group = get_object_or_404(rights.groups(request.user), pk=_number(request, "group"))
    on = timezone.localdate()
    with recording.deed(DeedSource.ACTION, by=request.user, said=_("Checked %(how)s") % {"how": CheckedBy(by).label}):
        confirm(on=on, by=by, role=_("editor"), groups=[group])
    desk.message_user(request, f"{group}: {checked(group)}", messages.SUCCESS)


def _take(desk, request) -> None:
    """Whom the last contact named becomes the contact."""
    asked = _handover(request)
    letters.take_handover(asked, by=request.user)
    desk.message_user(request, _("%(group)s has a new contact.") % {"group": asked.group}, messages.SUCCESS)


def _leave(desk, request) -> None:
    """Whom the last contact named is forgotten."""
    asked = _handover(request)
    LetterGroup.objects.filter(pk=asked.pk).update(handed_to="")
    desk.message_user(request, _("The address for %(group)s is deleted.") % {"group": asked.group}, messages.SUCCESS)


def _handover(request) -> LetterGroup:
    if not _may_write(request.user) or not request.user.has_perm("groups.change_group"):
        raise PermissionDenied
    return get_object_or_404(handovers(request.user), pk=_number(request, "asked"))


def _test(desk, request) -> None:
    """A letter to oneself."""
    if not _may_write(request.user):
        raise PermissionDenied
    to = request.user.email
    if not to:
        desk.message_user(request, _("Your account has no e-mail address to send it to."), messages.WARNING)
        return
    try:
        mailing.send_test(to)
    except mailing.NotSent as error:
        desk.message_user(request, str(error), messages.ERROR)
        return
    desk.message_user(request, _("A test letter has left. See whether it arrives."), messages.SUCCESS)


def _nothing(desk, request) -> None:
    desk.message_user(request, _("Nothing was done."), messages.WARNING)


def _number(request, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0


_DEEDS = {"send": _send, "check": _check, "take": _take, "leave": _leave, "test": _test}
