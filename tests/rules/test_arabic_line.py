"""Words of Arabic script on a phrase's line: joined to a number or a Latin name, they are words of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.folding import fold
from groups.rules.phrase.line import cut, tidied, words_of

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7م", ("7", "م")),
        ("٧م", ("7", "م")),
        ("٧:٣٠مساءً", ("7:30", "مساء")),
        ("بين 6 و8", ("بين", "6", "و", "8")),
        ("الـAA", ("ال", "aa")),
        ("بـIpswich", ("ب", "ipswich")),
        ("IP١٢ ١AA", ("ip12", "1aa")),
        ("٢٤/١٢", ("24/12",)),
        ("الثُّلاثَاء", ("الثلاثاء",)),
        ("النساء، والرجال؟", ("النساء", "والرجال")),
        ("7pm 2026-12-05 women's", ("7pm", "2026-12-05", "womens")),
    ],
)
def test_a_word_ends_where_its_script_does(text, words):
    assert words_of(text) == words
    assert tuple(token.word for token in cut(tidied(text, 200))) == words


def test_an_arabic_comma_parts_words_as_any_other():
    assert [token.gap for token in cut(tidied("نساء، رجال", 200))] == ["", "، "]


@given(st.text(alphabet=st.characters(max_codepoint=0x6FF)))
def test_tidying_again_changes_nothing(text):
    once = tidied(text, 400)

    assert tidied(once, 400) == once


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x24F)))
def test_a_line_without_arabic_keeps_all_its_letters_together(text):
    assert fold(tidied(text, 400)) == fold(text[:400])
