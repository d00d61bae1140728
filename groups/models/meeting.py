"""One recurring gathering of a group."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models.constraints import between, in_order, must
from groups.models.fields import ClockField, MaskField
from groups.models.provenance import FromFeed, once_per_feed
from groups.models.querysets import MeetingQuerySet
from groups.models.same_as import SameAs, not_itself
from groups.models.status import Kept
from groups.rules.choices import (
    Attendance,
    BankHolidays,
    Cost,
    Joining,
    Status,
    Weekday,
    WhoMayCome,
    YesNo,
)
from groups.rules.listing import LONGEST_INTERVAL, OLDEST_AGE
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK, MINUTES_IN_A_DAY, Rule
from groups.rules.words import MONTHS, WEEKS_OF_THE_MONTH


class Meeting(FromFeed, SameAs, Kept):
    """When, where and how a group meets. Every fact may be not stated: empty text, or NULL for a number."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="meetings", verbose_name=_("group"))
    name = models.CharField(_("name"), max_length=255, blank=True, help_text=_("Blank: the group’s name."))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)

    attendance = models.CharField(_("attendance"), max_length=9, choices=Attendance.choices)
    venue = models.ForeignKey(
        "groups.Venue", models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("venue")
    )
    room = models.CharField(_("room"), max_length=120, blank=True)
    door = models.CharField(_("which door"), max_length=200, blank=True)
    online_link = models.URLField(_("online link"), max_length=500, blank=True, help_text=_("Without a passcode."))
    online_phone = models.CharField(_("phone to join by"), max_length=80, blank=True)
    online_ask = models.BooleanField(_("ask the group how to join online"), default=False)

    by_arrangement = models.BooleanField(_("by arrangement"), default=False)
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices, null=True, blank=True)
    weeks = MaskField(_("weeks of the month"), bits=WEEKS_OF_THE_MONTH, default=EVERY_WEEK)
    interval = models.PositiveSmallIntegerField(
        _("every so many weeks"), default=1, help_text=_("1: every week; 2: every other week.")
    )
    phase = models.PositiveSmallIntegerField(_("which of those weeks"), default=0)
    months = MaskField(_("months"), bits=MONTHS, default=EVERY_MONTH)
    first = models.DateField(_("first date"), null=True, blank=True)
    last = models.DateField(_("last date"), null=True, blank=True)
    starts_at = ClockField(_("starts"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True, blank=True)
    drop_in = models.BooleanField(_("drop in at any time of it"), default=False)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True, help_text=_("Blank: the site’s."))

    who = models.CharField(_("who may come"), max_length=8, choices=WhoMayCome.choices, blank=True)
    who_note = models.CharField(_("note on who may come"), max_length=200, blank=True)
    open_weeks = MaskField(_("weeks in which anyone can come"), bits=WEEKS_OF_THE_MONTH, default=0, blank=True)
    joining = models.CharField(_("how to join"), max_length=13, choices=Joining.choices, blank=True)
    joining_note = models.CharField(_("note on joining"), max_length=200, blank=True)
    cost = models.CharField(_("cost"), max_length=10, choices=Cost.choices, blank=True)
    cost_note = models.CharField(_("note on cost"), max_length=200, blank=True)
    youngest = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    newcomer_met = models.CharField(
        _("someone can meet a newcomer at the door"), max_length=3, choices=YesNo.choices, blank=True
    )
    newcomer_contact = models.CharField(
        _("whom a newcomer asks for"), max_length=120, blank=True, help_text=_("A role.")
    )
    newcomer_note = models.CharField(_("note for newcomers"), max_length=300, blank=True)
    tags = models.ManyToManyField("groups.Tag", through="groups.MeetingTag", verbose_name=_("tags"), blank=True)
    languages = models.CharField(
        _("languages"), max_length=120, blank=True, help_text=_("Language tags with spaces between: en-GB pl bfi.")
    )
    slip = models.CharField(_("gives attendance slips"), max_length=3, choices=YesNo.choices, blank=True)
    children = models.CharField(_("children may come"), max_length=3, choices=YesNo.choices, blank=True)
    bank_holidays = models.CharField(_("bank holidays"), max_length=10, choices=BankHolidays.choices, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    cautions = models.TextField(_("for staff to look at"), blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["weekday", "starts_at", "pk"]
        constraints = [
            once_per_feed("meeting_once_per_feed"),
            must(
                "meeting_happens_somewhere",
                models.Q(attendance=Attendance.ONLINE) | models.Q(venue__isnull=False),
            ),
            must(
                "meeting_online_only_has_no_venue",
                ~models.Q(attendance=Attendance.ONLINE) | models.Q(venue__isnull=True),
            ),
            must(
                "meeting_online_can_be_joined",
                models.Q(attendance=Attendance.IN_PERSON)
                | ~models.Q(online_link="")
                | ~models.Q(online_phone="")
                | models.Q(online_ask=True),
            ),
            must(
                "meeting_has_a_day_and_time",
                models.Q(by_arrangement=True) | models.Q(weekday__isnull=False, starts_at__isnull=False),
            ),
            must("meeting_weekday_is_one_of_seven", between("weekday", 0, 6)),
            must("meeting_weeks_in_their_one_form", models.Q(weeks__in=CANONICAL_WEEKS)),
            must(
                "meeting_interval_has_its_phase",
                models.Q(interval__gte=1, interval__lte=LONGEST_INTERVAL, phase__lt=models.F("interval")),
            ),
            must("meeting_interval_or_weeks_of_the_month", models.Q(interval=1) | models.Q(weeks=EVERY_WEEK)),
            must("meeting_meets_in_some_month", models.Q(months__gte=1, months__lte=EVERY_MONTH)),
            must("meeting_ends_after_it_begins", in_order("first", "last")),
            must("meeting_lasts_a_day_at_most", between("minutes", 1, MINUTES_IN_A_DAY)),
            must("meeting_open_weeks_are_weeks", models.Q(open_weeks__lte=EVERY_WEEK)),
            must(
                "meeting_ages_in_order",
                between("youngest", 0, OLDEST_AGE) & between("oldest", 0, OLDEST_AGE) & in_order("youngest", "oldest"),
            ),
            must(
                "meeting_pause_has_an_end_only_when_paused",
                models.Q(paused_until__isnull=True) | models.Q(status=Status.PAUSED),
            ),
            not_itself("meeting_is_not_the_same_as_itself"),
        ]
        indexes = [
            models.Index(fields=["weekday", "starts_at"], name="meeting_by_day"),
            models.Index(fields=["time_zone"], name="meeting_by_zone"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("groups:meeting-detail", args=[self.slug])

    @property
    def title(self) -> str:
        """What it is called: its own name, else its group's."""
        return self.name or self.group.name

    @property
    def number(self) -> int:
        """The short number by which a plan names it."""
        return self.pk

    @property
    def zone(self) -> ZoneInfo:
        """The zone of its wall clock."""
        return ZoneInfo(self.time_zone or settings.TIME_ZONE)

    @property
    def rule(self) -> Rule | None:
        """On which dates it falls; None by arrangement."""
        if self.by_arrangement or self.weekday is None:
            return None
        return Rule(self.weekday, self.weeks, self.interval, self.phase, self.months, self.first, self.last)

    @property
    def is_weekly(self) -> bool:
        """Whether it meets every week without limits of months or dates."""
        return self.rule is not None and self.rule.is_weekly


class MeetingTag(models.Model):
    """A tag of a meeting, and the weeks of the month it holds for."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="meeting_tags")
    tag = models.ForeignKey("groups.Tag", models.PROTECT, verbose_name=_("tag"))
    weeks = MaskField(_("in these weeks"), bits=WEEKS_OF_THE_MONTH, default=EVERY_WEEK)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [
            models.UniqueConstraint(
                name="tag_once_per_meeting",
                fields=["meeting", "tag"],
                violation_error_message=_("This meeting has this tag already."),
            ),
            models.CheckConstraint(
                name="tag_weeks_in_their_one_form",
                condition=models.Q(weeks__in=CANONICAL_WEEKS),
                violation_error_message=_("Choose at least one week of the month."),
            ),
        ]

    def __str__(self):
        return str(self.tag)
