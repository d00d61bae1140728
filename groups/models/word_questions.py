"""Which listings have the words that were sought, and which of them in their names."""

from django.db import models
from django.db.models import Case, Q, Value, When

from groups.rules.sought import Sought
from groups.rules.terms import NAMES


class WordQuestions(models.QuerySet):
    """Asked of derived rows, or of the meetings that they belong to: both have the same key."""

    def saying(self, sought: Sought):
        """Whose names, place, tags or notes hold one term at least of each set that is sought."""
        return self.filter(self._have(sought))

    def by_name_first(self, sought: Sought):
        """Each row carrying `is_mention`: 0 where its names alone hold all that is sought, else 1."""
        in_names = self._have(sought, at_least=NAMES)
        return self.annotate(is_mention=Case(When(in_names, then=0), default=1) if in_names else Value(0))

    def _have(self, sought: Sought, *, at_least: int = 0) -> Q:
        """Not joined but counted in: a rare word leads to its few listings, a common one is looked up in each."""
        found = Q()
        for terms in sought.terms:
            places = self._postings().filter(term__in=sorted(terms))
            found &= Q(pk__in=(places.filter(weight__gte=at_least) if at_least else places).values("row"))
        return found

    def _postings(self):
        """The postings of words, by way of the relations that lead there."""
        rows = self.model if hasattr(self.model, "postings") else self.model._meta.get_field("row").related_model
        return rows._meta.get_field("postings").related_model.objects.all()
