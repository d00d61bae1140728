"""The words of listings as rows: which stand in which listing, and how much they weigh there."""

from collections.abc import Iterable, Iterator, Mapping

from groups.models import Posting, Term
from groups.models.bulk import batches, insert_rows


def write(terms: Mapping[int, Mapping[str, int]]) -> None:
    """These are the words of these meetings now, by their keys, each word with its weight. In your transaction.

    A few statements for each thousand meetings and each thousand words. Words that no listing has any more stay, in
    nobody's way.
    """
    for rows in batches(terms):
        Posting.objects.filter(row__in=rows).delete()
    keys = _keys_of({text for words in terms.values() for text in words})
    insert_rows(Posting, _rows(terms, keys))


def _rows(terms: Mapping[int, Mapping[str, int]], keys: Mapping[str, int]) -> Iterator[dict[str, int]]:
    for row, words in terms.items():
        for text, weight in words.items():
            yield {"term_id": keys[text], "row_id": row, "weight": weight}


def _keys_of(texts: Iterable[str]) -> dict[str, int]:
    """The keys of words, those added that are new: in one order, so that two that add the same never wait in a ring."""
    found: dict[str, int] = {}
    for some in batches(sorted(texts)):
        found |= _known(some)
        new = [text for text in some if text not in found]
        if new:
            Term.objects.bulk_create([Term(text=text) for text in new], ignore_conflicts=True)
            found |= _known(new)
    return found


def _known(texts: list[str]) -> dict[str, int]:
    return dict(Term.objects.filter(text__in=texts).values_list("text", "pk"))
