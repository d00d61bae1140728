"""What a printed file can draw: checked against the typesetter itself, which refuses a letter that no font has."""

import json
import tempfile

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.rules.print_letters import FONTS, drawable, lacks_letters

pytestmark = pytest.mark.sqlite

ONLY_FONTS = typst.Fonts(include_system_fonts=False)
LAYOUT = """
#set document(title: "Letters")
#set text(font: json(bytes(sys.inputs.fonts)), fallback: false)
#for one in json(bytes(sys.inputs.texts)) { par(one) }
"""


def draw(texts, *, fonts=("Libertinus Serif", "DejaVu Sans Mono")):
    """Set the texts in type as the file does; a letter that cannot be drawn is an error."""
    with tempfile.TemporaryDirectory() as empty:
        typst.compile(
            LAYOUT.encode(),
            root=empty,
            font_paths=ONLY_FONTS,
            ignore_system_fonts=True,
            sys_inputs={"fonts": json.dumps(fonts), "texts": json.dumps(texts)},
            pdf_standards=["ua-1"],
        )


@pytest.mark.parametrize(
    "text",
    [
        "Tŷ’r Ŵyn, Llanddwyn – café",
        "Zażółć gęślą jaźń",
        "Vợ chồng",
        "Здравствуйте",
        "Καλημέρα",
        "שלום",
        "مجموعة الأمل",
        "#import [x] $y$ \\ @z <q> *b* _i_ `c` https://example.org",
    ],
)
def test_what_the_fonts_have_stays_as_it_is(text):
    assert drawable(text) == text
    assert not lacks_letters(text)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("ਪੰਜਾਬੀ Harbour", "… Harbour"),
        ("Sobriety 戒酒 互助 group", "Sobriety … … group"),
        ("বন্ধু", "…"),
    ],
)
def test_letters_that_no_font_has_are_left_out_in_sight(text, drawn):
    assert drawable(text) == drawn
    assert lacks_letters(text)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("💙 Harbour 🙂 Lights ", "Harbour Lights"),
        ("Har\u202ebour\x00\n Lights\u200b", "Harbour Lights"),
        ("9\xa0miles", "9\xa0miles"),
        ("so … and so", "so … and so"),
        ("cafe\u0301", "café"),
    ],
)
def test_what_is_no_letter_goes_without_a_word(text, drawn):
    assert drawable(text) == drawn
    assert not lacks_letters(text)


@pytest.mark.parametrize(("font", "letters"), [("Libertinus Serif", FONTS[0]), ("DejaVu Sans Mono", FONTS[1])])
def test_each_font_has_the_letters_that_are_said_of_it(font, letters):
    draw(sorted(letters), fonts=[font])


def test_a_letter_beyond_them_would_be_an_error_and_no_box():
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        draw(["ਪੰਜਾਬੀ"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=30))
def test_whatever_a_listing_says_can_be_set_in_type(texts):
    draw([drawable(text) for text in texts])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("aغაքשñ9 .-\u0301\u0308\u0327\u064e\u05b7\u0a3c\u200d"), max_size=12), max_size=40)
)
def test_accents_of_one_alphabet_on_letters_of_another_can_be_set_too(texts):
    draw([drawable(text) for text in texts])
