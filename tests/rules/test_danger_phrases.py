"""Phrases that speak of danger are heard, misspelt too; those that only sound like it are not."""

from textwrap import dedent

import pytest

from groups.rules import phrase
from groups.rules.phrase import danger as phrase_danger
from groups.rules.phrase.answer import Phrase, Understood
from groups.rules.phrase.line import cut, tidied
from groups.search import needs
from tests.rules.phrases.danger import SEVERAL, SPOKEN
from tests.rules.phrases.danger_beside import BESIDE
from tests.rules.phrases.harmless import HARMLESS
from tests.rules.phrases.known import WORDS, read

pytestmark = pytest.mark.sqlite

ENGLISH = WORDS.language


def lines(text):
    return dedent(text).strip().splitlines()


ALL = [(kind, words) for said in (SPOKEN, BESIDE) for kind, phrases in said.items() for words in lines(phrases)]


@pytest.mark.parametrize(("kind", "words"), ALL)
def test_danger_is_heard(kind, words):
    assert kind in phrase_danger.find(words, ENGLISH).kinds


@pytest.mark.parametrize(("words", "kinds"), SEVERAL.items())
def test_danger_of_several_kinds_is_told_with_the_most_urgent_first(words, kinds):
    assert phrase_danger.find(words, ENGLISH).kinds == kinds


@pytest.mark.parametrize("words", lines(HARMLESS))
def test_what_only_sounds_like_danger_is_not_taken_for_it(words):
    assert phrase_danger.find(words, ENGLISH).kinds == ()


ENDINGS = [
    *("near ipswich", "in ipswich", "ipswich", "close to bury", "near st albans", "st albans", "in suffolk"),
    *("tonight", "today", "tomorrow morning", "on tuesday", "on sundays", "by friday", "this week", "on 5 december"),
    *("at 7", "at 7pm", "7pm", "7.30pm", "after 6", "from 6", "in the morning", "at lunchtime"),
    *("meeting", "meetings near ipswich", "online", "for women", "for me", "within 5 miles", "5 miles from ipswich"),
    *("to talk to someone", "with my children", "a lot", "like before", "of course", "what can i do"),
]
"""What people add to anything they say to a search box; none of it makes a danger harmless."""

TELLING = ("today",)
"""Endings that say something themselves: to stop drinking today is to stop suddenly."""


@pytest.mark.parametrize("ending", ENDINGS)
def test_danger_is_heard_whatever_place_day_or_time_follows(ending):
    missed = [words for kind, words in ALL if kind not in phrase_danger.find(f"{words} {ending}", ENGLISH).kinds]

    assert missed == []


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending not in TELLING])
def test_what_only_sounds_like_danger_stays_harmless_with_a_place_a_day_or_a_time(ending):
    heard = [words for words in lines(HARMLESS) if phrase_danger.find(f"{words} {ending}", ENGLISH).kinds]

    assert heard == []


def slips(word):
    """The word with one letter left out, doubled or swapped with the next; never the first."""
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]
        yield word[: place + 1] + word[place:]
        if place + 1 < len(word):
            yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]


@pytest.mark.parametrize(
    ("kind", "phrase_with", "word"),
    [
        ("suicide", "{}", "suicide"),
        ("suicide", "feeling {}", "suicidal"),
        ("suicide", "kill {}", "myself"),
        ("overdose", "{}", "overdose"),
        ("overdose", "took too many {}", "tablets"),
        ("overdose", "my friend is {}", "unconscious"),
        ("overdose", "not {}", "breathing"),
        ("seizure", "{}", "seizure"),
        ("seizure", "{}", "convulsions"),
        ("withdrawal", "{}", "withdrawal"),
        ("withdrawal", "{} drinking and shaking", "stopped"),
        ("withdrawal", "{}", "hallucinating"),
        ("abuse", "{} of my husband", "frightened"),
        ("abuse", "afraid of my {}", "husband"),
        ("abuse", "{} partner", "violent"),
        ("abuse", "{} abuse", "domestic"),
        ("child", "{}", "childline"),
        ("sudden-stop", "stop {} suddenly", "drinking"),
        ("sudden-stop", "stop drinking {}", "suddenly"),
    ],
)
def test_danger_is_heard_through_any_one_slip_in_a_long_word(kind, phrase_with, word):
    missed = [slip for slip in slips(word) if kind not in phrase_danger.find(phrase_with.format(slip), ENGLISH).kinds]

    assert missed == []


@pytest.mark.parametrize(("kind", "words"), [(kind, lines(phrases)[0]) for kind, phrases in SPOKEN.items()])
def test_danger_is_heard_among_other_words_and_late_in_a_long_text(kind, words):
    for text in (f"aa ipswich tuesday {words} please help", "where can i go " * 50 + words):
        assert kind in phrase_danger.find(text, ENGLISH).kinds


@pytest.mark.parametrize("words", [words for _, words in ALL])
def test_words_of_danger_never_become_part_of_the_search(words):
    said = read(words)
    line = cut(tidied(words, phrase.LONGEST))
    spoken = [line[place].typed for place in sorted(phrase_danger.find(words, ENGLISH).places)]

    rest = iter(said.passed_over.split())
    assert all(word in rest for word in spoken)


def test_danger_comes_before_whatever_else_is_understood():
    assert read("i want to die aa ipswich tonight") == Phrase(
        understood=(
            Understood("programme", "alcoholics-anonymous", "aa", "AA"),
            Understood("near", "Ipswich", "ipswich", "near Ipswich"),
            Understood("day", "today", "tonight", "Today"),
            Understood("time", "evening", "tonight", "Evening"),
            Understood("time", "night", "tonight", "Night"),
        ),
        passed_over="i want to die",
        danger=("suicide",),
        danger_words="i want to die",
    )


PRESENT = [
    f"{before}{words}{after}"
    for _, words in ALL
    for before, after in (("", ""), ("", " ipswich"), ("tuesday evening ", ""), ("", " women online tonight"))
]


@pytest.mark.parametrize("words", PRESENT)
def test_what_stays_in_the_box_is_heard_as_the_same_danger_and_asks_for_nothing_more(words):
    said = read(words)
    again = read(f"{said.left} {said.danger_words}")

    assert (again.danger, again.parameters, again.left) == (said.danger, (), said.left)
    assert again.danger_words == said.danger_words


def test_of_a_long_text_the_words_of_danger_stay():
    said = read("we came to the town again and again " * 8 + "i want to kill myself")

    assert "suicide" in said.danger
    assert read(said.danger_words).danger == said.danger


@pytest.mark.parametrize("words", lines(HARMLESS))
def test_nothing_stays_of_what_only_sounds_like_danger(words):
    assert read(words).danger_words == ""


@pytest.mark.parametrize("page", ["en", "cy", "pl", "ar"])
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("suicide", "i want to die"),
        ("suicide", "dw i eisiau marw"),
        ("suicide", "chcę umrzeć"),
        ("suicide", "chce umrzec"),
        ("suicide", "أريد أن أموت"),
        ("overdose", "he has taken an overdose"),
    ],
)
def test_danger_is_heard_in_every_language_on_the_pages_of_each(page, kind, words):
    assert kind in phrase_danger.find(words, needs.language(page)).kinds
