"""One date, or a span of dates, on which a meeting differs."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from groups.models.constraints import in_order, must
from groups.models.fields import ClockField
from groups.rules.choices import AS_IT_IS, ExceptionKind
from groups.rules.schedule import Differs

_SAYS_WHERE_OR_WHEN = (
    Q(to__isnull=False) | Q(starts_at__isnull=False) | Q(venue__isnull=False) | ~Q(room="") | ~Q(online_link="")
)


class MeetingException(models.Model):
    """Cancelled, moved (to a date, time, venue or link), extra; or known to meet, or not known whether it does."""

    meeting = models.ForeignKey("groups.Meeting", models.CASCADE, related_name="exceptions", verbose_name=_("meeting"))
    kind = models.CharField(_("what happens"), max_length=9, choices=ExceptionKind.choices)
    first = models.DateField(_("date, or first date"))
    last = models.DateField(_("last date"))
    to = models.DateField(_("new date"), null=True, blank=True)
    starts_at = ClockField(_("new time"), null=True, blank=True)
    venue = models.ForeignKey("groups.Venue", models.PROTECT, null=True, blank=True, verbose_name=_("new venue"))
    room = models.CharField(_("new room"), max_length=120, blank=True)
    online_link = models.URLField(_("new online link"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    arrives_on = models.GeneratedField(
        verbose_name=_("brings a meeting on"),
        expression=models.Case(
            models.When(kind=ExceptionKind.EXTRA, then=F("first")),
            models.When(
                Q(kind=ExceptionKind.MOVED) & (Q(to__isnull=False) | Q(starts_at__isnull=False)),
                then=Coalesce(F("to"), F("first")),
            ),
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("bank holidays and other dates")
        ordering = ["first", "pk"]
        constraints = [
            must("exception_ends_after_it_begins", in_order("first", "last")),
            must("exception_cancelled_goes_nowhere", ~Q(kind=ExceptionKind.CANCELLED) | ~_SAYS_WHERE_OR_WHEN),
            must(
                "exception_that_meets_is_as_usual",
                ~Q(kind__in=AS_IT_IS) | ~_SAYS_WHERE_OR_WHEN,
            ),
            must("exception_moved_says_where_or_when", ~Q(kind=ExceptionKind.MOVED) | _SAYS_WHERE_OR_WHEN),
            must(
                "exception_moved_in_time_is_one_date",
                Q(to__isnull=True, starts_at__isnull=True) | Q(first=F("last")),
            ),
            must(
                "exception_extra_is_one_date",
                ~Q(kind=ExceptionKind.EXTRA) | Q(first=F("last"), to__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["meeting", "first", "last"], name="exception_by_date"),
            models.Index(fields=["meeting", "arrives_on"], name="exception_by_arrival"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.first:%d %B %Y}"

    @property
    def differs(self) -> Differs:
        """The same as the pure rules take it."""
        return Differs(self.kind, self.first, self.last, self.to, self.starts_at, source=self)
