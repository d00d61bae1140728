"""What a listing lacks without which nobody gets there: a time, a place, a meeting, somebody to ask."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from groups.models import Meeting
from groups.rules.choices import Precision
from groups.upkeep.quality import real
from groups.upkeep.quality.finding import GROUP, MEETING, Finding, Record

NOWHERE, NOBODY = "no-time-or-place", "nobody-to-ask"
_NO_TIME = Q(by_arrangement=True) | Q(weekday__isnull=True) | Q(starts_at__isnull=True)
_NO_ADDRESS = Q(venue__address="", venue__town="", venue__postcode="", venue__lat__isnull=True)
_NO_PLACE = Q(venue__isnull=False) & (
    (_NO_ADDRESS & ~Q(venue__precision=Precision.HIDDEN))
    | Q(venue__precision=Precision.HIDDEN, venue__area__isnull=True, venue__area_worked_out__isnull=True)
)
_NO_CONTACT = Q(email="", phone="", website="", private_contact="")


def no_time_or_place(on: date) -> Iterator[Finding]:
    """Meetings by arrangement, meetings at a venue without an address, groups without a meeting. Two queries."""
    there = real.shown_meetings().annotate(no_place=Q(_NO_PLACE), no_time=Q(_NO_TIME)).filter(_NO_PLACE | _NO_TIME)
    for pk, name, group, no_time, no_place in there.values_list("pk", "name", "group__name", "no_time", "no_place"):
        said = [_("It has no day and time: people have to ask.")] if no_time else []
        said += [_("Its venue has neither address nor point.")] if no_place else []
        record = Record(MEETING, pk, real.called(name, group))
        yield Finding(NOWHERE, (record,), real.joined(said), (no_time, no_place))
    has_any = Exists(Meeting.objects.shown_themselves().filter(group=OuterRef("pk"), status__in=real.SHOWN))
    for pk, name in real.shown_groups().filter(~has_any).values_list("pk", "name"):
        yield Finding(NOWHERE, (Record(GROUP, pk, name),), _("It is listed, and no meeting of it is."), ("none",))


def nobody_to_ask(on: date) -> Iterator[Finding]:
    """Groups that neither the public nor we can write to, ring or look up. One query."""
    for pk, name in real.shown_groups().filter(_NO_CONTACT).values_list("pk", "name"):
        why = _("No e-mail, phone, website or private contact: nobody can tell us whether it is still right.")
        yield Finding(NOBODY, (Record(GROUP, pk, name),), why, ("none",))
