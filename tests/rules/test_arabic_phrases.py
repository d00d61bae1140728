"""A phrase typed on an Arabic page is understood in Arabic, and in English as on every other page."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.rules import phrase
from groups.rules.folding import fold
from groups.rules.phrase import danger as phrase_danger
from groups.search import needs
from tests.rules.phrases import known
from tests.rules.phrases.arabic import ROWS
from tests.rules.phrases.arabic_danger import HARMLESS, SPOKEN
from tests.rules.phrases.asking import made_of
from tests.rules.phrases.danger import SPOKEN as ENGLISH_SPOKEN
from tests.rules.phrases.danger_beside import BESIDE
from tests.rules.phrases.harmless import HARMLESS as ENGLISH_HARMLESS
from tests.rules.phrases.rows import ROWS as ENGLISH_ROWS

pytestmark = pytest.mark.sqlite

ENGLISH = needs.language("en")
ARABIC = needs.language("ar")
WORDS = needs.words(
    ARABIC,
    programmes=known.rows_of("vocabularies/programmes.json"),
    who=[tag for tag in known.rows_of("vocabularies/tags.json") if tag.family == "who"],
    access=known.rows_of("vocabularies/access_features.json"),
    known=frozenset({"quince", "tree", "serenity", "bury"}),
    names=frozenset({"tuesday families", "next tide"}),
    bank_holidays=known.BANK_HOLIDAYS,
)


def read(words):
    return known.read(words, vocabulary=WORDS)


def kinds(words, language=ARABIC):
    return phrase_danger.find(words, language).kinds


def lines(text):
    return dedent(text).strip().splitlines()


ALL = [(kind, words) for kind, phrases in SPOKEN.items() for words in lines(phrases)]
IN_ENGLISH = [words for said in (ENGLISH_SPOKEN, BESIDE) for phrases in said.values() for words in lines(phrases)]


@pytest.mark.parametrize(("words", "asked"), ROWS, ids=[words for words, _asked in ROWS])
def test_a_phrase_is_understood_in_arabic(words, asked):
    assert made_of(read(words)) == asked


def test_no_phrase_stands_in_the_table_twice():
    assert len({words for words, _asked in ROWS}) == len(ROWS)


def test_every_english_phrase_is_read_on_an_arabic_page_as_on_an_english_one():
    assert [words for words, asked in ENGLISH_ROWS if made_of(read(words)) != asked] == []


@pytest.mark.parametrize(
    "ways",
    [
        ["الثلاثاء", "الثُّلاثاء", "الثلاثــاء", "الثلاثا"],
        ["بعد الظهر", "بعد الظُهر", "بعد الضهر"],
        ["مساءً", "مساء", "مساءا", "مسا"],
        ["للأسرة", "للاسرة", "للأسره", "للاسره"],
        ["ابني يتعاطى", "إبني يتعاطى", "ابنى يتعاطي"],
        ["الساعة 7:30 مساء", "الساعه ٧:٣٠ مساءً", "الساعة 7.30م"],
        ["أونلاين", "اونلاين", "أون لاين", "اون لاين"],
        ["إدمان الكحول", "ادمان الكحول", "إدمَان الكُحُول"],
    ],
    ids=lambda ways: ways[0],
)
def test_spelling_without_care_makes_no_difference(ways):
    assert len({read(words).parameters for words in ways}) == 1
    assert read(ways[0]).parameters


def test_each_part_carries_the_words_that_said_it():
    said = read("اجتماع للنساء مساء الثلاثاء قرب Woodbridge")

    assert [(one.parameter, one.words) for one in said.understood] == [
        ("who", "للنساء"),
        ("time", "مساء"),
        ("day", "الثلاثاء"),
        ("near", "قرب Woodbridge"),
    ]


# --- Danger


@pytest.mark.parametrize(("kind", "words"), ALL)
def test_danger_is_heard_in_arabic(kind, words):
    assert kind in kinds(words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("أخذت حبوبا كثيرة وأريد أن أموت", ("overdose", "suicide")),
        ("عمري 15 وأمي تضربني", ("abuse", "child")),
        ("عمري ١٤ سنة وأريد أن أموت", ("suicide", "child")),
        ("زوجي يضربني وأفكر في الانتحار", ("suicide", "abuse")),
        ("توقفت عن الشرب فجأة وعندي تشنجات ورجفة", ("seizure", "withdrawal", "sudden-stop")),
        ("i want to die زوجي يضربني", ("suicide", "abuse")),
    ],
)
def test_danger_of_several_kinds_is_told_with_the_most_urgent_first(words, said):
    assert tuple(dict.fromkeys(kinds(words))) == said


@pytest.mark.parametrize("words", lines(HARMLESS))
def test_what_only_sounds_like_danger_in_arabic_is_not_taken_for_it(words):
    assert kinds(words) == ()


ENDINGS = ["في Ipswich", "قرب Woodbridge", "مساء الثلاثاء", "الليلة", "يوم الجمعة", "الساعة 7", "أونلاين", "للنساء"]
"""What people add to anything they say to a search box."""


@pytest.mark.parametrize("ending", ENDINGS)
def test_danger_is_heard_whatever_place_day_or_time_follows(ending):
    assert [words for kind, words in ALL if kind not in kinds(f"{words} {ending}")] == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_only_sounds_like_danger_stays_harmless_with_a_place_a_day_or_a_time(ending):
    assert [words for words in lines(HARMLESS) if kinds(f"{words} {ending}")] == []


@pytest.mark.parametrize(("kind", "words"), ALL)
def test_what_stays_in_the_box_is_heard_as_the_same_danger_and_asks_for_nothing_more(kind, words):
    said = read(f"{words} مساء الثلاثاء في Ipswich")
    again = read(f"{said.left} {said.danger_words}")

    assert (again.danger, again.parameters, again.left) == (said.danger, (), said.left)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("suicide", "الانتحاار"),
        ("suicide", "الانتهار"),
        ("suicide", "انتخار"),
        ("overdose", "جرعة زائدةة"),
        ("overdose", "جرعة زايدا"),
        ("seizure", "تشنجاات"),
        ("seizure", "تشجنات"),
        ("withdrawal", "أعراض الانسحابب"),
        ("withdrawal", "هلوسه"),
        ("abuse", "زوجي يضربنيي"),
        ("abuse", "زوجي بضربني"),
        ("sudden-stop", "التوقف عن الشرب فجاة"),
    ],
)
def test_danger_is_heard_misspelt(kind, words):
    assert kind in kinds(words)


def test_danger_in_english_is_heard_on_an_arabic_page_as_on_an_english_one():
    assert [words for words in IN_ENGLISH if set(kinds(words)) != set(kinds(words, ENGLISH))] == []
    assert [words for words in lines(ENGLISH_HARMLESS) if kinds(words)] == []


def test_the_words_that_interface_and_guidance_use_for_danger_are_heard():
    for kind, words in (
        ("seizure", "نوبة تشنج"),
        ("overdose", "جرعة زائدة"),
        ("withdrawal", "ارتجاف وتعرّق بعد التوقف عن الكحول"),
        ("abuse", "شخص في البيت يخيفني"),
    ):
        assert kind in kinds(words)


# --- Whatever is typed

WORD = st.sampled_from(
    sorted({word for words, _asked in ROWS for word in words.split()} | {word for _, w in ALL for word in w.split()})
)
PHRASES = st.lists(WORD | st.text(max_size=5), max_size=20).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(PHRASES)
def test_every_word_of_a_phrase_is_accounted_for(words):
    said = read(words)

    accounted = [said.left, said.passed_over, *(one.words for one in (*said.understood, *said.doubts))]
    typed = fold(phrase.tidied(words, phrase.LONGEST)).split()
    assert {word for text in accounted for word in fold(text).split()} == set(typed)


@pytest.mark.parametrize("words", ["تعبت من ", "توقفت ", "أريد أن ", "زوجي يشرب ", "قرب ", "٧ ", "الـ"])
def test_of_ten_thousand_characters_the_first_thousand_are_looked_at(words):
    assert read(words * 2000) == read((words * 2000)[: phrase_danger.LONGEST_LOOKED_AT])
