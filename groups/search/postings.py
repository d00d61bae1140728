"""The words of listings as rows: which stand in which listing, and how much they weigh there."""

from collections.abc import Collection, Mapping

from groups.models import Posting, Term
from groups.models.bulk import batches, insert_columns


def write(terms: Mapping[int, Mapping[str, int]], known: dict[str, int] | None = None) -> None:
    """These are the words of these meetings now, by their keys, each word with its weight. In your transaction.

    A few statements for each thousand meetings and each thousand words. Words that no listing has any more stay, in
    nobody's way. `known` keeps the keys of words from call to call.
    """
    for rows in batches(terms):
        Posting.objects.filter(row__in=rows).delete()
    known = {} if known is None else known
    _know({text for words in terms.values() for text in words if text not in known}, known)
    # In the order of their first index: it grows at one place after the other
    rows = sorted((known[text], row, weight) for row, words in terms.items() for text, weight in words.items())
    insert_columns(Posting, ("term_id", "row_id", "weight"), rows)


def _know(texts: Collection[str], known: dict[str, int]) -> None:
    """Find the keys of words, and add those that are new."""
    for some in batches(sorted(texts)):
        known.update(_keys_of(some))
        new = [text for text in some if text not in known]
        insert_columns(Term, ("text",), ((text,) for text in new))
        known.update(_keys_of(new))


def _keys_of(texts: list[str]) -> dict[str, int]:
    return dict(Term.objects.filter(text__in=texts).values_list("text", "pk")) if texts else {}
