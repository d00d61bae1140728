"""Singular and plural are one word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.plurals import alike, one_form

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("light", "lights"),
        ("family", "families"),
        ("movie", "movies"),
        ("church", "churches"),
        ("ache", "aches"),
        ("box", "boxes"),
        ("axe", "axes"),
        ("bus", "buses"),
        ("gas", "gases"),
        ("class", "classes"),
        ("house", "houses"),
        ("nurse", "nurses"),
        ("use", "uses"),
        ("hero", "heroes"),
        ("shoe", "shoes"),
        ("toe", "toes"),
        ("tie", "ties"),
        ("quiz", "quizzes"),
        ("woman", "women"),
        ("woman", "womens"),
        ("child", "childrens"),
        ("wife", "wives"),
        ("crisis", "crises"),
        ("mary", "marys"),
        ("groupe", "groupes"),
        ("st", "saint"),
    ],
)
def test_a_word_and_its_plural_answer_to_one_another(one, many):
    assert one_form(one) == one_form(many)
    assert many in alike(one)
    assert one in alike(many)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("care", "cars"),
        ("hope", "hops"),
        ("lane", "lan"),
        ("news", "new"),
        ("bus", "bu"),
        ("glass", "glas"),
        ("tennis", "tenni"),
        ("a1s", "a1"),
        ("saints", "st"),
        ("serenity", "serene"),
    ],
)
def test_what_only_looks_like_a_plural_stays_another_word(one, other):
    assert (other in alike(one), one in alike(other)) == ((one == "news"),) * 2


STEMS = st.sampled_from(["", "a", "ab", "car", "hous", "famil", "boxx", "churc", "bu", "wom", "liv", "1b", "żół"])
ENDS = st.sampled_from(["", "s", "es", "ies", "ie", "y", "e", "ses", "ss", "us", "is", "he", "hes", "oe", "an", "en"])
WORDS = st.tuples(STEMS, ENDS, ENDS).map("".join) | st.text(max_size=8)


@given(WORDS, WORDS)
def test_words_are_alike_exactly_where_their_form_is_one(one, other):
    assert (other in alike(one)) == (one_form(one) == one_form(other))
    assert one in alike(one)
