"""Questions about groups and meetings, beside those that search asks of their derived rows."""

from datetime import date

from django.db.models import F, Max, Prefetch

from groups.models.in_files import InFiles, listed
from groups.models.row_questions import RowQuestions
from groups.rules.choices import Status

_ON_CARDS = (
    "name", "slug", "attendance", "by_arrangement", "weekday", "weeks", "interval", "phase", "months", "first", "last",
    "starts_at", "minutes", "drop_in", "time_zone", "who", "open_weeks", "bank_holidays", "status", "paused_until",
    "confirmed_on", "confirmed_by", "feed__name",
    "group__name", "group__audience", "group__about", "group__status", "group__paused_until", "group__confirmed_on",
    "group__confirmed_by", "group__programme__name", "group__programme__short_name", "group__programme__approach",
    "group__programme__audience", "group__programme__about", "group__area__name", "group__area__nation",
    "venue__name", "venue__address", "venue__town", "venue__precision", "venue__area__name", "venue__area__nation",
    "venue__area_worked_out__name", "venue__area_worked_out__nation",
)  # fmt: skip
_HAVE_POINTS = ("venue", "venue__area", "venue__area_worked_out")


class GroupQuerySet(InFiles):
    """Questions about groups."""

    def with_page(self):
        """Those that have a page: no drafts, and none that is the same as another."""
        return self.exclude(status=Status.DRAFT).filter(same_as__isnull=True)

    def listed(self, *, on: date):
        """Those that may be shown on this date: neither draft nor closed, nor still paused, nor another's double."""
        return self.filter(listed("", on), same_as__isnull=True)

    def with_change(self):
        """Each carrying `row_changed_at`: when one of its meetings that a search may find last changed, if known."""
        return self.annotate(row_changed_at=Max("meetings__row__changed_at"))


class MeetingQuerySet(RowQuestions, InFiles):
    """Each method narrows, or adds to what a row carries; only those that say so run a query of their own."""

    to_row = "row__"

    def with_change(self):
        """Each carrying `row_changed_at`: when it last changed, where a search may find it and that is known."""
        return self.annotate(row_changed_at=F("row__changed_at"))

    def with_page(self):
        """Those that have a page: they and their groups are no drafts, and they are not the same as another."""
        return self.shown_themselves().exclude(status=Status.DRAFT).exclude(group__status=Status.DRAFT)

    def shown_themselves(self):
        """Without those that are the same as another: visitors see that one."""
        return self.filter(same_as__isnull=True)

    def listed(self, *, on: date):
        """Those that may be shown on this date: neither draft nor closed, nor still paused, nor another's double."""
        return self.shown_themselves().filter(listed("", on), listed("group__", on))

    def for_cards(self):
        """What one row of a list shows and no more, with two further queries however many rows there are.

        `says_yes` are the slugs of the features that are answered with yes.
        """
        changed_places = self._related("exceptions").select_related("venue__area", "venue__area_worked_out")
        return (
            self.select_related("group__programme", "group__area", "venue__area", "venue__area_worked_out", "feed")
            .only(*_ON_CARDS)
            .annotate(says_yes=F("row__access"))
            .prefetch_related(
                Prefetch("exceptions", changed_places),
                Prefetch("meeting_tags", self._related("meeting_tags").select_related("tag")),
            )
        )

    def for_plans(self):
        """The same with what it takes to reckon the way there, and why a paused one is."""
        points = [f"{place}__{side}" for place in _HAVE_POINTS for side in ("lat", "lng")]
        return self.for_cards().only(*_ON_CARDS, "status_reason", "group__status_reason", *points)

    def for_pages(self):
        """Everything that the page of a meeting shows, with a fixed number of further queries."""
        with_features = self._related("access_answers").select_related("feature")
        return (
            self.annotate(says_yes=F("row__access"))
            .select_related(
                "group__programme", "group__area", "group__feed", "venue__area", "venue__area_worked_out", "feed"
            )
            .prefetch_related(
                Prefetch(
                    "exceptions", self._related("exceptions").select_related("venue__area", "venue__area_worked_out")
                ),
                Prefetch("meeting_tags", self._related("meeting_tags").select_related("tag")),
                Prefetch("access_answers", with_features),
                Prefetch("venue__access_answers", with_features),
            )
        )

    def for_calendars(self):
        """Everything that a calendar holds of it, with two further queries however many rows there are."""
        places = ("venue__area", "venue__area_worked_out")
        return (
            self.with_change()
            .select_related("group__programme", "group__area", "group__feed", *places, "feed")
            .prefetch_related(
                Prefetch("exceptions", self._related("exceptions").select_related(*places)),
                Prefetch("meeting_tags", self._related("meeting_tags").select_related("tag")),
            )
        )

    def for_map(self):
        """Everything one pin of a map shows."""
        return self.select_related("group__programme", "venue__area", "venue__area_worked_out").only(
            "name", "slug", "attendance",
            "group__name", "group__audience", "group__programme__audience", "group__programme__approach",
            "venue__name", "venue__address", "venue__town", "venue__precision", "venue__lat", "venue__lng",
            "venue__area__name", "venue__area__lat", "venue__area__lng", "venue__area_worked_out__name",
            "venue__area_worked_out__lat", "venue__area_worked_out__lng",
        )  # fmt: skip

    def _related(self, name: str):
        """The rows that a relation of meetings leads to, as a queryset of their own."""
        return self.model._meta.get_field(name).related_model.objects.all()

    def zones(self) -> tuple[str, ...]:
        """The time zones that meetings state. One query."""
        return tuple(self.model.objects.order_by("time_zone").values_list("time_zone", flat=True).distinct())
