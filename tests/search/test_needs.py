"""The words shipped for understanding phrases hold together, and lead only to what the shipped vocabularies have."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from groups.rules import languages
from groups.rules.choices import ABOUT_BY_SLUG, Attendance, Audience, Kind
from groups.rules.criteria import DISTANCES, TIMES_OF_DAY
from groups.rules.phrase.labels import WEEKS
from groups.rules.phrase.line import words_of
from groups.rules.phrase.times import written
from groups.search import needs
from tests.rules.phrases.untranslated import Row

pytestmark = pytest.mark.sqlite

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "vocabularies"
DANGERS = ("seizure", "overdose", "suicide", "withdrawal", "abuse", "child", "sudden-stop")
SAYINGS = ("always", "says", "unless")


def file(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


NEEDS, DANGER, GRAMMAR = file("needs.en"), file("danger.en"), file("grammar.en")
PROGRAMME_ROWS = [Row(**row) for row in file("programmes")]
PROGRAMMES = {row.slug for row in PROGRAMME_ROWS}
QUARTERS = {written(minutes) for minutes in range(0, 24 * 60, 15)}
VALUES = {
    "programme": PROGRAMMES,
    "who": {row["slug"] for row in file("tags") if row["family"] == "who"},
    "access": {row["slug"] for row in file("access_features")},
    "kind": set(Kind.values),
    "for": {Audience.SELF.value, Audience.FAMILY.value},
    "about": set(ABOUT_BY_SLUG),
    "attend": set(Attendance.values),
    "open": {"yes"},
    "slip": {"yes"},
    "children": {"yes"},
    "sort": {"soonest", "nearest", "name"},
    "within": {str(distance) for distance in DISTANCES},
    "from": QUARTERS,
    "until": QUARTERS,
}
PAIRS = [
    (parameter, value)
    for row in NEEDS["needs"]
    for means in (row.get("means", {}), row.get("instead", {}))
    for parameter, values in means.items()
    for value in (values if isinstance(values, list) else [values])
]


@pytest.mark.parametrize(("parameter", "value"), sorted(set(PAIRS)))
def test_everyday_words_lead_to_values_that_exist(parameter, value):
    if parameter == "language":
        assert languages.WELL_FORMED.fullmatch(value)
    else:
        assert value in VALUES[parameter]


def test_every_tag_that_others_rely_on_can_be_asked_for_in_everyday_words():
    relied_on = {"women", "men", "lgbtq", "young-people", "newcomers", "people-of-colour", "veterans", "parents"}
    relied_on |= {"bereaved", "kinship-carers", "adult-children", "siblings"}

    assert relied_on - {value for parameter, value in PAIRS if parameter == "who"} == set()


def test_every_feature_every_problem_and_every_kind_can_be_asked_for_in_everyday_words():
    for parameter in ("access", "about", "attend", "kind"):
        assert VALUES[parameter] - {value for name, value in PAIRS if name == parameter} == set(), parameter


def test_a_need_of_relatives_never_leads_to_one_programme():
    families = [row for row in NEEDS["needs"] if row.get("means", {}).get("kind") == "family"]

    assert [row for row in families if "programme" in row["means"]] == []


def test_programmes_that_are_named_exist():
    named = {*NEEDS["not_programmes"], *NEEDS["family_of"], *NEEDS["family_of"].values()}

    assert named - PROGRAMMES == set()


def test_no_phrase_is_given_two_meanings():
    said = Counter(" ".join(words_of(phrase)) for row in NEEDS["needs"] for phrase in row["says"] if "{" not in phrase)

    assert [phrase for phrase, times in said.items() if times > 1] == []


@pytest.mark.parametrize(
    ("sets", "patterns"),
    [
        (NEEDS["sets"], [phrase for row in NEEDS["needs"] for phrase in row["says"]]),
        (DANGER["sets"], [phrase for row in DANGER["dangers"] for said in SAYINGS for phrase in row[said]]),
    ],
    ids=["needs", "danger"],
)
def test_every_set_that_is_named_exists_and_each_is_used(sets, patterns):
    assert {name for pattern in patterns for name in re.findall(r"\{([^}]*)\}", pattern)} == set(sets)


def test_needs_have_no_gaps_between_their_words():
    assert [phrase for row in NEEDS["needs"] for phrase in row["says"] if "<" in phrase] == []


def test_the_kinds_of_danger_stand_in_the_order_of_their_urgency():
    assert tuple(row["kind"] for row in DANGER["dangers"]) == DANGERS


def test_each_kind_of_danger_says_something_once():
    for row in DANGER["dangers"]:
        said = Counter(row["always"] + row["says"])
        assert [phrase for phrase, times in said.items() if times > 1] == [], row["kind"]


def test_each_kind_of_danger_has_sayings_that_nothing_makes_harmless_and_says_what_only_sounds_like_it():
    assert [list(row) for row in DANGER["dangers"]] == [["kind", *SAYINGS]] * len(DANGERS)


def test_the_parts_of_speech_say_values_that_mean_something():
    assert list(GRAMMAR["day"]) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert sorted(map(int, GRAMMAR["month"])) == list(range(1, 13))
    assert set(GRAMMAR["week_of_month"]) == set(WEEKS)
    parts = {part.slug for part in TIMES_OF_DAY} | {"now"}
    said = [*GRAMMAR["part"], *GRAMMAR["part_after_day"], *(value.partition(" ")[2] for value in GRAMMAR["relative"])]
    assert {part for parts_said in said for part in parts_said.split()} <= parts


def test_each_ordinary_word_that_is_kept_as_it_is_would_be_taken_for_another():
    spoken = needs.language()
    words = needs.words(spoken, programmes=PROGRAMME_ROWS, who=[], access=[])
    tables = (spoken.vocabulary, words.site.vocabulary, spoken.danger_words)

    assert [word for word in GRAMMAR["plain"] if not any(set(known.like(word)) - {word} for known in tables)] == []


def test_a_language_without_words_of_its_own_is_read_in_english():
    assert needs.language("cy") is needs.language("en")


def test_a_site_without_a_tag_never_leads_to_it():
    row = Row(slug="women", label="Women")
    site = needs.words(needs.language(), programmes=[], who=[row], access=[]).site

    assert site.need_at(0, lambda place: frozenset({"women"} if place == 0 else ()))[0].means == (("who", "women"),)
    assert site.need_at(0, lambda place: frozenset({"men"} if place == 0 else ())) is None
