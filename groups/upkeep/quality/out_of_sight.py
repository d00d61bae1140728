"""Listings that nobody finds any more: they are the same as one that has closed, or was taken off, since."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from groups.models import Group, Meeting
from groups.rules.choices import Status
from groups.upkeep.quality import real
from groups.upkeep.quality.finding import GROUP, MEETING, Finding, Record

OUT_OF_SIGHT = "out-of-sight"
_GONE = (Status.CLOSED, Status.DRAFT)


def behind_what_is_gone(on: date) -> Iterator[Finding]:
    """What is still open by its own source, and whose double is not. Two queries."""
    groups = Group.objects.filter(same_as__isnull=False, status__in=real.SHOWN, same_as__status__in=_GONE)
    columns = ("pk", "name", "same_as", "same_as__name", "same_as__status")
    for pk, name, other, called, status in groups.order_by("pk").values_list(*columns):
        records = (Record(GROUP, pk, name), Record(GROUP, other, called))
        yield Finding(OUT_OF_SIGHT, records, _why(called, status), (other, status))
    gone = Q(same_as__status__in=_GONE) | Q(same_as__group__status__in=_GONE)
    meetings = Meeting.objects.filter(gone, same_as__isnull=False, status__in=real.SHOWN, group__status__in=real.SHOWN)
    columns = ("pk", "name", "group__name", "same_as", "same_as__name", "same_as__group__name", "same_as__status",
               "same_as__group__status")  # fmt: skip
    for pk, name, group, other, other_name, other_group, *standing in meetings.order_by("pk").values_list(*columns):
        called = real.called(other_name, other_group)
        records = (Record(MEETING, pk, real.called(name, group)), Record(MEETING, other, called))
        status = next(one for one in standing if one in _GONE)
        yield Finding(OUT_OF_SIGHT, records, _why(called, status), (other, *standing))


def _why(called: str, status: str) -> str:
    """The first of the two is shown through the second."""
    if status == Status.CLOSED:
        return _("Shown through “%(other)s”, which has closed. If the first still meets, show it again.") % {
            "other": called
        }
    return _("Shown through “%(other)s”, which was taken off. If the first still meets, show it again.") % {
        "other": called
    }
