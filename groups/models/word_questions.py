"""Which listings have the words that were sought, and which of them in their names."""

from collections.abc import Collection

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from groups.rules.sought import Sought
from groups.rules.terms import NAMES


class WordQuestions(models.QuerySet):
    """Asked of derived rows, or of the meetings that they belong to: both have the same key."""

    def saying(self, sought: Sought, *, among_few: bool = False):
        """Whose names, place, tags or notes hold one term at least of each set that is sought.

        A rare word leads to its few listings. A common one is looked up in each row instead, where there are few to
        look at: the caller says so, or a rare word does. (PostgreSQL finds that by itself.)
        """
        found = self
        few = among_few or not all(terms & sought.common for terms in sought.terms)
        for terms in sought.terms:
            places = self._postings(terms)
            by_row = few and terms & sought.common
            found = found.filter(Exists(_of_this(places)) if by_row else Q(pk__in=places.values("row")))
        return found

    def by_name_first(self, sought: Sought):
        """Each row carrying `is_mention`: 0 where its names alone hold all that is sought, else 1."""
        in_names = Q()
        for terms in sought.terms:
            in_names &= Q(Exists(_of_this(self._postings(terms)).filter(weight__gte=NAMES)))
        return self.annotate(is_mention=Case(When(in_names, then=0), default=1) if in_names else Value(0))

    def _postings(self, terms: Collection[int]):
        """The postings of these terms, by way of the relations that lead there."""
        rows = self.model if hasattr(self.model, "postings") else self.model._meta.get_field("row").related_model
        return rows._meta.get_field("postings").related_model.objects.filter(term__in=sorted(terms))


def _of_this(postings: models.QuerySet) -> models.QuerySet:
    """Those in the row that is looked at."""
    return postings.filter(row=OuterRef("pk"))
