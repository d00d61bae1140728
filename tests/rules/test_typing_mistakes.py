"""Typing mistakes are counted, and the word that was meant is found among many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.typing_mistakes import KnownWords, allowed, distance, is_mistake_for

pytestmark = pytest.mark.sqlite

WORDS = st.text("abcde", min_size=1, max_size=11)
KNOWN = KnownWords(["woodbridge", "serenity", "tuesday", "thursday", "want", "kill", "alcohol", "wheelchair", "to"])


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("serenity", "serenity", 0),
        ("serentiy", "serenity", 1),
        ("woodbrige", "woodbridge", 1),
        ("alchol", "alcohol", 1),
        ("wheelchiar", "wheelchair", 1),
        ("tusday", "thursday", 2),
        ("kitten", "sitting", 3),
    ],
)
def test_mistakes_are_letters_left_out_put_in_changed_or_swapped(one, other, mistakes):
    assert distance(one, other) == mistakes
    assert distance(other, one) == mistakes


@pytest.mark.parametrize(
    ("typed", "meant", "forgiven"),
    [
        ("serentiy", "serenity", True),
        ("srenity", "serenity", True),
        ("esrenity", "serenity", True),
        ("derenity", "serenity", False),
        ("wnat", "want", True),
        ("kil", "kill", True),
        ("kiill", "kill", True),
        ("will", "kill", False),
        ("wait", "want", False),
        ("ot", "to", False),
        ("weelchiar", "wheelchair", True),
        ("welchiar", "wheelchair", False),
    ],
)
def test_long_words_forgive_more_than_short_ones(typed, meant, forgiven):
    assert is_mistake_for(typed, meant) is forgiven


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tuesday", ("tuesday",)),
        ("tusday", ("tuesday",)),
        ("thuesday", ("thursday", "tuesday")),
        ("woodbrige", ("woodbridge",)),
        ("alchol", ("alcohol",)),
        ("wnat", ("want",)),
        ("ot", ()),
        ("nothing", ()),
        ("", ()),
        ("2morrow", ()),
        ("x" * 1000, ()),
    ],
)
def test_the_word_that_was_meant_is_found(typed, meant):
    assert KNOWN.like(typed) == meant


def test_the_nearest_are_those_with_the_fewest_mistakes():
    words = KnownWords(["alcoholic", "alcoholics", "thursday", "tuesday"])

    assert words.nearest("alcoholicc") == ("alcoholic", "alcoholics")
    assert words.nearest("alcholic") == ("alcoholic",)
    assert words.nearest("thuesday") == ("thursday", "tuesday")
    assert words.nearest("xyz") == ()


@given(st.sets(WORDS, max_size=30), WORDS)
def test_looking_up_finds_what_comparing_with_each_word_finds(words, typed):
    found = KnownWords(words).like(typed)

    if typed in words:
        assert found == (typed,)
    elif len(typed) > 2:
        long_enough = {word for word in words if len(word) > 2}
        assert set(found) == {word for word in long_enough if is_mistake_for(typed, word)}


@given(WORDS, WORDS, WORDS)
def test_no_word_is_farther_than_the_way_by_another(one, other, third):
    assert distance(one, other) <= distance(one, third) + distance(third, other) + allowed(9)
    assert (distance(one, other) == 0) is (one == other)
