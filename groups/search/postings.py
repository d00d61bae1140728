"""The words of listings as rows: which stand in which listing, and how much they weigh there."""

from collections.abc import Collection, Mapping

from groups.models import Posting, Term
from groups.models.bulk import batches, insert_columns


def forget(rows: Collection[int]) -> None:
    """These meetings have no words any more. Words that no listing has stay, in nobody's way."""
    for some in batches(rows):
        Posting.objects.filter(row__in=some).delete()


def add(terms: Mapping[int, Mapping[str, int]], known: dict[str, int]) -> None:
    """These are the words of these meetings, which had none, by their keys; each word with its weight.

    A few statements for each thousand meetings and each thousand words. `known` keeps the keys of words from call to
    call.
    """
    _know({text for words in terms.values() for text in words if text not in known}, known)
    # In the order of their first index: it grows at one place after the other
    rows = sorted((known[text], row, weight) for row, words in terms.items() for text, weight in words.items())
    insert_columns(Posting, ("term_id", "row_id", "weight"), rows)


def _know(texts: Collection[str], known: dict[str, int]) -> None:
    """Find the keys of words, and add those that are new."""
    for some in batches(sorted(texts)):
        known.update(_keys_of(some))
        new = [text for text in some if text not in known]
        if new:
            insert_columns(Term, ("text",), ((text,) for text in new))
            known.update(_keys_of(new))


def _keys_of(texts: list[str]) -> dict[str, int]:
    return dict(Term.objects.filter(text__in=texts).values_list("text", "pk"))
