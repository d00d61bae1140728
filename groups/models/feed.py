"""A source of listings, and what each of its runs did."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.rules.choices import FeedFormat, GroupNameFrom, RunOutcome

DEMONSTRATION = "demonstration"
"""The name of the feed on which every demonstration record hangs."""


class Feed(models.Model):
    """Where listings come from. The oddities of a source are data here, not code."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    address = models.CharField(
        _("address"), max_length=500, blank=True, help_text=_("A web address; blank for a file.")
    )
    format = models.CharField(_("format"), max_length=20, choices=FeedFormat.choices, default=FeedFormat.AUTO)
    key = models.CharField(
        _("key"),
        max_length=200,
        blank=True,
        help_text=_(
            "For a source that asks for one. It is sent as “Authorization: Bearer …”,"
            " or where {key} stands in the address."
        ),
    )
    programme = models.ForeignKey(
        "groups.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme of its groups"),
    )
    area = models.ForeignKey(
        "groups.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area of its groups"),
    )
    time_zone = models.CharField(_("time zone where a row has none"), max_length=40, blank=True)
    group_name_from = models.CharField(
        _("where a group’s name stands"), max_length=8, choices=GroupNameFrom.choices, default=GroupNameFrom.AUTO
    )
    keep_contacts = models.BooleanField(_("e-mail addresses and mobile numbers in notes may be shown"), default=False)
    hours_between = models.PositiveSmallIntegerField(_("hours between runs"), default=24)
    answered_at = models.DateTimeField(_("last good answer"), null=True, blank=True, editable=False)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True, editable=False)
    """By sync_feeds, whatever came of it."""
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True, editable=False)
    staff_told = models.BooleanField(default=False, editable=False)
    """Whether the last letter to staff said that it fails: the next one says that it answers again."""
    validators = models.JSONField(default=dict, blank=True, editable=False)
    """By which its host can say that nothing is new since the last answer that was taken in: see feeds/asking.py."""

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def is_demonstration(self) -> bool:
        """Whether its listings are invented."""
        return self.name == DEMONSTRATION


class FeedRun(models.Model):
    """One run: when, the counts, the problems row by row, applied or refused."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="runs", verbose_name=_("feed"))
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=RunOutcome.choices)
    why = models.CharField(_("why"), max_length=300, blank=True)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    gone = models.PositiveIntegerField(_("gone"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    problems = models.JSONField(_("problems"), default=list, blank=True)
    plan = models.JSONField(_("plan"), default=list, blank=True)
    """In short, line by line."""
    may_be_here = models.JSONField(default=list, blank=True, editable=False)
    """The numbers of the meetings it brought that may be listed already, from elsewhere: see feeds/doubles.py."""
    staff_told = models.BooleanField(default=True, editable=False)
    """Whether staff have had the letter about these; where nothing is to be told, they have."""

    class Meta:
        verbose_name = _("feed run")
        verbose_name_plural = _("feed runs")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"{self.feed}, {self.started_at:%d %B %Y %H:%M}"
