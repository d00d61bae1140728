"""Listings for search engines, cut into files of a bounded length by their keys, so that each stays where it is."""

from datetime import date

from django.db import models
from django.db.models import Count, F, Q

from groups.models.feed import DEMONSTRATION
from groups.rules.choices import Status


def listed(prefix: str, on: date) -> Q:
    """What may be shown on this date: neither draft nor closed, nor still paused."""
    back = {f"{prefix}paused_until__lt": on}
    return Q(**{f"{prefix}status": Status.LISTED}) | Q(**{f"{prefix}status": Status.PAUSED}, **back)


class InFiles(models.QuerySet):
    """Of a queryset that knows what is `listed`."""

    def for_search_engines(self, *, on: date):
        """What is shown on this date and not invented."""
        return self.listed(on=on).exclude(feed__name=DEMONSTRATION)

    def in_files(self, most: int) -> list[tuple[int, int]]:
        """The number of each file that holds anything, and how many it holds. One query."""
        number = models.ExpressionWrapper((F("pk") - 1) / most + 1, models.IntegerField())
        return list(self.order_by().values_list(number).annotate(Count("pk")).order_by(number))

    def in_file(self, number: int, most: int):
        """What the file of this number holds."""
        return self.filter(pk__gt=(number - 1) * most, pk__lte=number * most).order_by("pk")
