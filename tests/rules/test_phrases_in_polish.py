"""What people type on a Polish page is understood: Polish with its letters and without, and English as ever."""

import json
from pathlib import Path
from textwrap import dedent

import pytest

from groups.rules import phrase
from groups.rules.phrase import danger as phrase_danger
from groups.rules.phrase.line import cut, tidied
from tests.rules.phrases import danger, danger_beside, harmless
from tests.rules.phrases.asking import made_of
from tests.rules.phrases.known import read
from tests.rules.phrases.polish import POLISH, READ_OTHERWISE, ROWS, WITHOUT_MARKS
from tests.rules.phrases.polish_danger import HARMLESS, SEVERAL, SPOKEN
from tests.rules.phrases.rows import ROWS as ENGLISH

pytestmark = pytest.mark.sqlite

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "vocabularies"


def in_polish(words):
    return made_of(read(words, vocabulary=POLISH))


def dangers(words):
    return phrase_danger.find(words, POLISH.language).kinds


def lines(text):
    return dedent(text).strip().splitlines()


def pairs(*tables):
    return [(kind, words) for said in tables for kind, phrases in said.items() for words in lines(phrases)]


ALL = pairs(SPOKEN)


@pytest.mark.parametrize(("words", "asked"), ROWS, ids=[words for words, _asked in ROWS])
def test_a_phrase_in_polish_is_understood(words, asked):
    assert in_polish(words) == asked


def test_no_phrase_stands_in_the_table_twice():
    assert len({words for words, _asked in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("marked", "plain"), WITHOUT_MARKS)
def test_polish_is_understood_without_its_letters(marked, plain):
    assert read(plain, vocabulary=POLISH).parameters == read(marked, vocabulary=POLISH).parameters


# --- Danger


@pytest.mark.parametrize(("kind", "words"), ALL)
def test_danger_is_heard_in_polish(kind, words):
    assert kind in dangers(words)


@pytest.mark.parametrize(("words", "kinds"), SEVERAL.items())
def test_danger_of_several_kinds_is_told_once_with_the_most_urgent_first(words, kinds):
    assert dangers(words) == kinds


@pytest.mark.parametrize("words", lines(HARMLESS))
def test_what_only_sounds_like_danger_is_not_taken_for_it(words):
    said = read(words, vocabulary=POLISH)

    assert (said.danger, said.danger_words) == ((), "")


ENDINGS = [
    *("w ipswich", "ipswich", "koło woodbridge", "blisko mnie", "w promieniu 5 mil", "near ipswich"),
    *("dziś wieczorem", "dzisiaj", "jutro rano", "we wtorek", "w niedziele", "w tym tygodniu", "5 grudnia", "tonight"),
    *("o 19", "po 18", "rano", "po południu", "mityng", "spotkanie aa w ipswich", "online", "po polsku"),
    *("dla kobiet", "dla mnie", "z dziećmi", "co robić", "proszę o pomoc"),
]
TELLING = ("dziś wieczorem", "dzisiaj")
"""To stop drinking today is to stop suddenly."""


@pytest.mark.parametrize("ending", ENDINGS)
def test_danger_is_heard_whatever_place_day_or_time_follows(ending):
    assert [words for kind, words in ALL if kind not in dangers(f"{words} {ending}")] == []


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending not in TELLING])
def test_what_only_sounds_like_danger_stays_harmless_with_a_place_a_day_or_a_time(ending):
    assert [words for words in lines(HARMLESS) if dangers(f"{words} {ending}")] == []


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("suicide", "samobujstwo"),
        ("suicide", "samobójstow"),
        ("suicide", "chce sie zabci"),
        ("overdose", "przedakowanie"),
        ("overdose", "przedawkowl"),
        ("overdose", "nie odycha"),
        ("seizure", "padaczak"),
        ("seizure", "drgafki"),
        ("withdrawal", "delrika"),
        ("withdrawal", "halucyncje"),
        ("abuse", "przemoc domwa"),
        ("abuse", "boje sie meżą"),
        ("child", "jestem niepelnoletna"),
        ("sudden-stop", "odtrucei"),
    ],
)
def test_danger_is_heard_through_a_slip(kind, typed):
    assert kind in dangers(typed)


@pytest.mark.parametrize("words", [words for _, words in ALL])
def test_words_of_danger_never_become_part_of_the_search(words):
    said = read(words, vocabulary=POLISH)
    line = cut(tidied(words, phrase.LONGEST))
    spoken = [line[place].typed for place in sorted(phrase_danger.find(words, POLISH.language).places)]

    rest = iter(said.passed_over.split())
    assert all(word in rest for word in spoken)


@pytest.mark.parametrize(("before", "after"), [("", ""), ("", " ipswich"), ("wtorek wieczorem ", ""), ("", " online")])
def test_what_stays_in_the_box_is_heard_as_the_same_danger_and_asks_for_nothing_more(before, after):
    for _kind, words in ALL:
        said = read(before + words + after, vocabulary=POLISH)
        again = read(f"{said.left} {said.danger_words}", vocabulary=POLISH)
        assert (again.danger, again.parameters, again.left) == (said.danger, (), said.left), words
        assert again.danger_words == said.danger_words


# --- English on a Polish page


def test_english_on_a_polish_page_is_read_as_ever_but_for_the_few_that_are_listed():
    assert {words for words, asked in ENGLISH if in_polish(words) != asked} == set(READ_OTHERWISE)


def test_what_is_read_otherwise_stands_in_the_english_tables():
    assert set(READ_OTHERWISE) <= {words for words, _asked in ENGLISH}


def test_danger_is_heard_in_english_on_a_polish_page():
    spoken = pairs(danger.SPOKEN, danger_beside.BESIDE)

    assert [words for kind, words in spoken if kind not in dangers(words)] == []


def test_harmless_english_stays_harmless_on_a_polish_page():
    said = [*lines(harmless.HARMLESS), *(words for words, asked in ENGLISH if not asked.danger)]

    assert [words for words in said if dangers(words)] == []


ORDINARY = """
    a story about a match on the wide stage
    most of the lists are in the record book
    the policy of the state
    once a week, none on sundays
    robin is a model of calm
    trzeba wolno iść długo stałą ulicą
    praca, sala, strona, nazwa i granice państwa
"""


@pytest.mark.parametrize("words", lines(ORDINARY))
def test_ordinary_words_are_not_taken_for_typing_mistakes(words):
    assert [word for word in words.split() if POLISH.meant(cut(word)[0].word)] == []


# --- How the files are written


def said_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from said_in(one)


@pytest.mark.parametrize("name", ["grammar", "needs", "danger"])
def test_whatever_has_the_letter_ł_stands_with_an_l_too(name):
    said = set(said_in(json.loads((FOLDER / f"{name}.pl.json").read_text(encoding="utf-8"))))

    assert [words for words in said if "ł" in words and words.replace("ł", "l") not in said] == []


@pytest.mark.parametrize("name", ["needs", "danger"])
def test_the_sets_of_polish_have_names_of_their_own(name):
    sets = json.loads((FOLDER / f"{name}.pl.json").read_text(encoding="utf-8"))["sets"]

    assert [name for name in sets if not name.startswith("pl-")] == []
