"""What people type on the pages in Welsh is understood: in Welsh, and in English as everywhere else."""

import pytest

from groups.rules import phrase
from groups.rules.phrase import danger as phrase_danger
from tests.rules.phrases.asking import made_of
from tests.rules.phrases.known import MONDAY, WORDS, read, words_in
from tests.rules.phrases.rows import ROWS as ENGLISH_ROWS
from tests.rules.phrases.welsh import ROWS
from tests.rules.phrases.welsh_danger import ENDINGS, HARMLESS, SEVERAL, SPOKEN
from tests.rules.test_danger_phrases import ALL as ENGLISH_DANGER
from tests.rules.test_danger_phrases import HARMLESS as ENGLISH_HARMLESS
from tests.rules.test_danger_phrases import lines

pytestmark = pytest.mark.sqlite

WELSH = words_in("cy")
SAID = [(kind, words) for kind, phrases in SPOKEN.items() for words in lines(phrases)]


def asked(words):
    return made_of(read(words, vocabulary=WELSH))


def danger(words):
    return phrase_danger.find(words, WELSH.language).kinds


@pytest.mark.parametrize(("words", "expected"), ROWS, ids=[words for words, _expected in ROWS])
def test_a_welsh_phrase_is_understood(words, expected):
    assert asked(words) == expected


def test_no_welsh_phrase_stands_in_the_table_twice():
    assert len({words for words, _expected in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("nos fawrth gyda'r hwyr", "nos fawrth gydar hwyr"),
        ("fy ngŵr yn yfed", "fy ngwr yn yfed"),
        ("dydd gŵyl dewi", "dydd gwyl dewi"),
        ("7 o’r gloch", "7 or gloch"),
        ("rŵan", "rwan"),
        ("ar-lein", "arlein"),
    ],
)
def test_accents_apostrophes_and_hyphens_may_be_left_out(words, plain):
    assert asked(words).parameters == asked(plain).parameters != ""


def test_the_finder_is_asked_only_about_texts_that_can_be_looked_up_beforehand():
    words = "cyfarfod ym Mangor neu yng Nghaerdydd nos Lun, neuadd y dref, o fewn 5 milltir i Landudno"
    asked_about = []

    phrase.read(words, WELSH, lambda text: asked_about.append(text), today=MONDAY)

    assert {"Bangor", "Caerdydd", "Llandudno"} <= set(asked_about) <= set(phrase.place_texts(words, WELSH.language))


# --- English on the pages in Welsh


def test_every_english_phrase_is_read_as_on_any_other_page():
    assert [words for words, expected in ENGLISH_ROWS if asked(words) != expected] == []


OTHERWISE = {
    # laughing gas; the evening in every Welsh timetable ("nos Lun")
    "nos": (("about=drugs", ""), ("time=evening&time=night", "")),
    # short for Mercher, Wednesday
    "mer": (("", "mer"), ("day=wed", "")),
    # names of people, and "every", "under", "is": small words that say nothing by themselves
    "dr bob": (("", "dr bob"), ("", "dr")),
    "dan": (("", "dan"), ("", "")),
    "mae": (("", "mae"), ("", "")),
}
"""The words that mean something else on the pages in Welsh: what they ask for elsewhere (and leave), and there."""


@pytest.mark.parametrize(("words", "english", "welsh"), [(words, *both) for words, both in OTHERWISE.items()])
def test_a_word_of_both_languages_says_the_welsh_thing(words, english, welsh):
    elsewhere, here = made_of(read(words)), asked(words)

    assert ((elsewhere.parameters, elsewhere.left), (here.parameters, here.left)) == (english, welsh)


def test_english_danger_is_heard_as_on_any_other_page():
    unlike = [
        words
        for words in [*(words for _kind, words in ENGLISH_DANGER), *lines(ENGLISH_HARMLESS)]
        if danger(words) != phrase_danger.find(words, WORDS.language).kinds
    ]

    assert unlike == []


# --- Danger, said in Welsh


@pytest.mark.parametrize(("kind", "words"), SAID)
def test_danger_is_heard_in_welsh(kind, words):
    assert kind in danger(words)


@pytest.mark.parametrize(("words", "kinds"), SEVERAL.items())
def test_danger_of_several_kinds_in_either_language_is_told_with_the_most_urgent_first(words, kinds):
    assert danger(words) == kinds


@pytest.mark.parametrize("words", lines(HARMLESS))
def test_what_only_sounds_like_danger_in_welsh_is_not_taken_for_it(words):
    assert danger(words) == ()


@pytest.mark.parametrize("ending", ENDINGS)
def test_welsh_danger_is_heard_whatever_follows_and_what_is_harmless_stays_so(ending):
    missed = [words for kind, words in SAID if kind not in danger(f"{words} {ending}")]
    heard = [words for words in lines(HARMLESS) if danger(f"{words} {ending}")]

    assert (missed, heard) == ([], [])


@pytest.mark.parametrize("words", [f"{words}{after}" for _kind, words in SAID for after in ("", " ipswich nos fawrth")])
def test_welsh_words_of_danger_stay_in_the_box_and_ask_for_nothing(words):
    said = read(words, vocabulary=WELSH)
    again = read(f"{said.left} {said.danger_words}", vocabulary=WELSH)

    assert (again.danger, again.parameters, again.left) == (said.danger, (), said.left)
