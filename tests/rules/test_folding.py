"""Words as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café St. Mary’s", "cafe st marys"),
        ("ST MARY'S", "st marys"),
        ("Bury-St-Edmunds", "bury st edmunds"),
        ("  Newcastle\tupon  Tyne ", "newcastle upon tyne"),
        ("Ynys Môn", "ynys mon"),
        ("Łódź", "łodz"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("IP12 1AA", "ip12 1aa"),
        ("ＩＰ１２", "ip12"),
        ("under_score", "under score"),
        ("12/24 & more!", "12 24 more"),
        ("’", ""),
        ("", ""),
    ],
)
def test_marks_case_apostrophes_and_signs_go(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_again_changes_nothing_and_leaves_letters_and_single_spaces(text):
    folded = fold(text)

    assert fold(folded) == folded
    assert folded == " ".join(folded.split())
    assert all(letter.isalnum() or letter == " " for letter in folded)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_case_does_not_matter(text):
    assert fold(text.lower()) == fold(text)
