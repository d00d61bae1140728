"""The words of a listing, and the words that somebody typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.folding import fold
from groups.rules.terms import LONGEST, NAME, NOTE, PLACE, TAG, terms_of, typed_terms

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Harbour Lights", "harbour lights"),
        ("Café Życie", "cafe zycie"),
        ("Łódź, Øster Ængelholm", "lodz oster aengelholm"),
        ("St Mary's and St James’s", "st marys and st james"),
        ("Women's, womens’", "womens womens"),
        ("Al-Anon", "al anon"),
        ("A.A. and N.A", "aa and na"),
        ("p.m.", "pm"),
        ("24/7, 12-step at 7.30", "24 7 12 step at 7 30"),
        ("IP12 4AB", "ip12 4ab"),
        ("ｉｐ１２４ａｂ", "ip124ab"),
        ("under_score & more!", "under score more"),
        ("…", ""),
        ("", ""),
    ],
)
def test_words_are_typed_without_case_accents_and_signs(text, words):
    assert " ".join(typed_terms(text)) == words


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("Al-Anon Ipswich", {"alanon"}),
        ("mother‑in‑law", {"motherinlaw"}),
        ("Mother's-Day", {"mothersday"}),
        ("ip12 4ab", {"ip124ab"}),
        ("IP124AB", {"ip12", "4ab"}),
        ("12-step", {"12step"}),
        ("Harbour Lights", set()),
        ("Trinity Hall, 4 Elm Street", set()),
        ("- -", set()),
    ],
)
def test_what_is_written_together_and_apart_is_found_both_ways(text, also):
    assert set(terms_of([(text, PLACE)])) == {*typed_terms(text), *also}


def test_the_words_of_a_name_are_found_joined_too():
    assert set(terms_of([("Al Anon Ipswich", NAME)])) == {"al", "anon", "ipswich", "alanon", "anonipswich"}


def test_each_word_weighs_what_it_weighs_in_the_weightiest_text():
    texts = [("hope and tea", NOTE), ("Hope Hall", PLACE), ("Hope", NAME), ("hope", TAG)]

    assert terms_of(texts) == {"hope": NAME, "hall": PLACE, "and": NOTE, "tea": NOTE}
    assert terms_of(reversed(texts)) == terms_of(texts)


def test_a_very_long_word_is_kept_to_a_length_and_found_by_all_of_it():
    word = "x" * 200

    assert set(terms_of([(word, NOTE)])) == set(typed_terms(word)) == {"x" * LONGEST}


PARTS = st.sampled_from(
    ["Al-Anon", "St", "Mary's", "s's", "A.A.", "ip12", "4ab", "IP124AB", "-", "'", "Łódź", "é", "12"]
)
TEXTS = st.text(max_size=200) | st.lists(PARTS).map(" ".join)


@given(TEXTS, st.sampled_from([NAME, PLACE, NOTE]))
def test_every_word_of_a_text_is_found_by_typing_it(text, weight):
    words = terms_of([(text, weight)])

    assert set(typed_terms(text)) <= set(words)
    assert set(words.values()) <= {weight}
    assert all(0 < len(word) <= LONGEST and fold(word) == word for word in words)


@given(TEXTS)
def test_typing_the_words_as_they_are_kept_changes_nothing(text):
    words = typed_terms(text)

    assert typed_terms(" ".join(words)) == words


@given(st.lists(st.tuples(TEXTS, st.integers(1, 5)), max_size=4))
def test_the_order_of_texts_does_not_matter(texts):
    assert terms_of(texts) == terms_of(reversed(texts))
