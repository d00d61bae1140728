"""The words by which meetings are found. Derived: `groups/search/index.py` alone writes them."""

from collections.abc import Collection

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Ord
from django.utils.translation import gettext_lazy as _

from groups.models.search_row import SearchRow
from groups.rules import spelling
from groups.rules.terms import NAME

COMMON = 2000
"""More listings than this have a common word: it is quicker to look for it in each row than to gather all of them."""


class TermQuerySet(models.QuerySet):
    """Questions about the words of the listings."""

    def in_listings(self, *, at_least: int = 0):
        """Without those that no listing has any more; or only those that weigh so much in one at least."""
        places = Posting.objects.filter(term=OuterRef("pk"))
        return self.filter(Exists(places.filter(weight__gte=at_least) if at_least else places))

    def keys_of(self, texts: Collection[str]) -> tuple[dict[str, int], frozenset[int]]:
        """The keys of those of these words that some listing has, and which of them are common. One query."""
        many = Exists(Posting.objects.filter(term=OuterRef("pk"))[COMMON:])
        rows = list(self.in_listings().filter(text__in=texts).values_list("text", "pk", many))
        return {text: key for text, key, _many in rows}, frozenset(key for _text, key, many in rows if many)

    def in_names(self, texts: Collection[str]) -> frozenset[str]:
        """Those of these words that stand in the name of some meeting or group. One query."""
        return frozenset(self.in_listings(at_least=NAME).filter(text__in=texts).values_list("text", flat=True))

    def spelled_about_like(self, words: Collection[str], texts: Collection[str]) -> dict[str, int]:
        """What these words may be typing mistakes for, or the beginning of; and these texts themselves. One query."""
        near = Q(text__in=texts)
        for word in words:
            near |= Q(spelled__range=spelling.range_of_longer(word), text__startswith=word)
            for span in spelling.ranges_of_words(word):
                near |= Q(spelled__range=span)
        return dict(self.in_listings().filter(near).values_list("text", "pk"))


class Term(models.Model):
    """One word, folded, that stands in some listing."""

    text = models.CharField(_("word"), max_length=60, unique=True)
    spelled = models.GeneratedField(
        expression=Ord("text") * models.Value(spelling.LENGTHS) + Length("text"),
        output_field=models.IntegerField(),
        db_persist=True,
        verbose_name=_("first letter and length"),
    )
    """As `spelling.place_of` has it: which words a slip of the hand could have made of another."""

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("word of search")
        verbose_name_plural = _("words of search")
        indexes = [models.Index(fields=["spelled", "text"], name="term_by_spelling")]

    def __str__(self):
        return self.text


class Posting(models.Model):
    """That a word stands in a listing, and how much that weighs: a name more than a note."""

    pk = models.CompositePrimaryKey("term_id", "row_id")
    # Without constraints in the database: they cost a third of an import, and one function alone writes these rows.
    term = models.ForeignKey(Term, models.CASCADE, related_name="postings", db_index=False, db_constraint=False)
    row = models.ForeignKey(SearchRow, models.CASCADE, related_name="postings", db_index=False, db_constraint=False)
    weight = models.PositiveSmallIntegerField(_("weight"))

    class Meta:
        verbose_name = _("place of a word")
        verbose_name_plural = _("places of words")
        # Both ways: by the word to find, by the listing to put in order. Without the second, putting in order what has
        # a common word took seconds.
        indexes = [models.Index(fields=["row", "term", "weight"], name="posting_by_row")]

    def __str__(self):
        return f"{self.term_id} in {self.row_id}"
