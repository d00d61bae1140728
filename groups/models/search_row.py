"""What search needs of one meeting, close together. Derived: `groups/search/index.py` alone writes it."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from groups.models.meeting import Meeting
from groups.models.row_questions import RowQuestions
from groups.rules.choices import About, Attendance, BankHolidays, WhoMayCome
from groups.rules.search_row import AUDIENCES, KINDS


class SearchRow(models.Model):
    """One meeting that a search may find; one that is a draft, closed, or paused until told has none.

    Answers stand here as they hold: the group's own, else its programme's; the meeting's, else its venue's. A hidden
    venue stands at its area's centre. Days are numbers as `date.toordinal()` has them; a limit that nobody set is the
    earliest or latest day there is.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, primary_key=True, related_name="row")

    lat = models.FloatField(_("latitude"), null=True)
    lng = models.FloatField(_("longitude"), null=True)
    x = models.FloatField(null=True)
    y = models.FloatField(null=True)
    z = models.FloatField(null=True)
    """The same point as a vector of length 1 from the middle of the earth: a distance costs no angles (`rules.geo`)."""
    kinds = models.PositiveSmallIntegerField(_("kinds"), help_text=", ".join(KINDS))
    audiences = models.PositiveSmallIntegerField(_("who it is for"), help_text=", ".join(AUDIENCES))
    about = models.PositiveSmallIntegerField(_("what it is about"), choices=About.choices)
    programme = models.ForeignKey("groups.Programme", models.CASCADE, null=True, related_name="+")
    area = models.ForeignKey("groups.Area", models.SET_NULL, null=True, related_name="+")
    attendance = models.CharField(_("attendance"), max_length=9, choices=Attendance.choices)
    tags = models.TextField(_("who it is specially for"), help_text=_("Slugs, a space before and after each."))
    access = models.TextField(_("what is answered with yes"), help_text=_("Slugs, a space before and after each."))
    languages = models.TextField(_("languages"), help_text=_("In lower case, a space before and after each."))
    slip = models.BooleanField(_("gives attendance slips"))
    children = models.BooleanField(_("children may come"))
    called = models.CharField(_("folded name"), max_length=255)
    confirmed_on = models.DateField(_("last checked"), null=True)
    changed_at = models.DateTimeField(_("last changed"), null=True, db_default=Now())
    """By the database’s clock: every change of a listing writes its row anew. A rebuild changes nothing."""

    # When it meets, as `Meeting` has it
    by_arrangement = models.BooleanField(_("by arrangement"))
    weekday = models.PositiveSmallIntegerField(_("day"), null=True)
    weeks = models.PositiveSmallIntegerField(_("weeks of the month"))
    interval = models.PositiveSmallIntegerField(_("every so many weeks"))
    phase = models.PositiveSmallIntegerField(_("which of those weeks"))
    months = models.PositiveSmallIntegerField(_("months"))
    starts_at = models.PositiveSmallIntegerField(_("starts, in minutes of the day"), null=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True)
    drop_in = models.BooleanField(_("drop in at any time of it"))
    time_zone = models.CharField(_("time zone"), max_length=40)
    who = models.CharField(_("who may come"), max_length=8, choices=WhoMayCome.choices)
    open_weeks = models.PositiveSmallIntegerField(_("weeks in which anyone can come"))
    bank_holidays = models.CharField(_("bank holidays"), max_length=10, choices=BankHolidays.choices)
    nation = models.CharField(_("nation whose bank holidays it keeps"), max_length=30)

    # What of that can be answered beforehand
    is_sure = models.BooleanField(_("every week without limits or exceptions"))
    has_exceptions = models.BooleanField(_("differs on some date"))
    begins = models.PositiveIntegerField(_("first day"))
    ends = models.PositiveIntegerField(_("last day"))
    back = models.PositiveIntegerField(_("first day after a pause"))

    objects = RowQuestions.as_manager()

    class Meta:
        verbose_name = _("row of search")
        verbose_name_plural = _("rows of search")
        indexes = [
            # What most filters ask stands in the index too: of all that lies in a box few rows have to be looked up.
            models.Index(
                fields=[
                    "lat",
                    "lng",
                    "x",
                    "y",
                    "z",
                    "is_sure",
                    "weekday",
                    "has_exceptions",
                    "programme",
                    "attendance",
                    "kinds",
                    "audiences",
                    "about",
                    "tags",
                    "starts_at",
                    "drop_in",
                ],
                name="search_row_by_point",
            ),
            # What is not sure to be shown is found without passing by the rest.
            models.Index(fields=["lat", "lng"], condition=models.Q(is_sure=False), name="search_row_unsure_by_point"),
            models.Index(fields=["attendance", "is_sure"], name="search_row_by_attendance"),
            models.Index(fields=["called"], name="search_row_by_name"),
            models.Index(fields=["time_zone"], name="search_row_by_zone"),
        ]

    def __str__(self):
        return self.called
