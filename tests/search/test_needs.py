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

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "fixtures" / "vocabularies"
RULES = ROOT / "groups" / "rules" / "phrase"
DANGERS = ("seizure", "overdose", "suicide", "withdrawal", "abuse", "child", "sudden-stop")
SAYINGS = ("always", "says", "unless")


def file(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


LANGUAGES = sorted(needs.WRITTEN)
NEEDS, DANGER, GRAMMAR = ({tag: file(f"{name}.{tag}") for tag in LANGUAGES} for name in ("needs", "danger", "grammar"))
in_each_language = pytest.mark.parametrize("tag", LANGUAGES)
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
    "time": {part.slug for part in TIMES_OF_DAY},
    "from": QUARTERS,
    "until": QUARTERS,
}
PAIRS = [
    (tag, parameter, value)
    for tag in LANGUAGES
    for row in NEEDS[tag]["needs"]
    for means in (row.get("means", {}), row.get("instead", {}))
    for parameter, values in means.items()
    for value in (values if isinstance(values, list) else [values])
]


def asked(tag, name):
    """The values of a parameter that the everyday words of one language lead to."""
    return {value for spoken, parameter, value in PAIRS if (spoken, parameter) == (tag, name)}


@pytest.mark.parametrize(("parameter", "value"), sorted({(parameter, value) for _tag, parameter, value in PAIRS}))
def test_everyday_words_lead_to_values_that_exist(parameter, value):
    if parameter == "language":
        assert languages.WELL_FORMED.fullmatch(value)
    else:
        assert value in VALUES[parameter]


@in_each_language
def test_every_tag_that_others_rely_on_can_be_asked_for_in_everyday_words(tag):
    relied_on = {"women", "men", "lgbtq", "young-people", "newcomers", "people-of-colour", "veterans", "parents"}
    relied_on |= {"bereaved", "kinship-carers", "adult-children", "siblings"}

    assert relied_on - asked(tag, "who") == set()


@in_each_language
def test_every_feature_every_problem_and_every_kind_can_be_asked_for_in_everyday_words(tag):
    for parameter in ("access", "about", "attend", "kind"):
        assert VALUES[parameter] - asked(tag, parameter) == set(), parameter


@in_each_language
def test_a_need_of_relatives_never_leads_to_one_programme(tag):
    families = [row for row in NEEDS[tag]["needs"] if row.get("means", {}).get("kind") == "family"]

    assert [row for row in families if "programme" in row["means"]] == []


@in_each_language
def test_programmes_that_are_named_exist(tag):
    said = NEEDS[tag]
    named = {*said["not_programmes"], *said["family_of"], *said["family_of"].values()}

    assert named - PROGRAMMES == set()


@in_each_language
def test_no_phrase_is_given_two_meanings(tag):
    phrases = [phrase for row in NEEDS[tag]["needs"] for phrase in row["says"] if "{" not in phrase]
    said = Counter(" ".join(words_of(phrase)) for phrase in phrases)

    assert [phrase for phrase, times in said.items() if times > 1] == []


@in_each_language
def test_every_set_that_is_named_exists_and_each_is_used(tag):
    needed = [phrase for row in NEEDS[tag]["needs"] for phrase in row["says"]]
    dangerous = [phrase for row in DANGER[tag]["dangers"] for said in SAYINGS for phrase in row[said]]

    assert named_sets(needed) == set(NEEDS[tag]["sets"])
    assert named_sets(dangerous) == set(DANGER[tag]["sets"])


def named_sets(patterns):
    return {name for pattern in patterns for name in re.findall(r"\{([^}]*)\}", pattern)}


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != needs.EVERYWHERE])
def test_the_sets_of_a_language_never_meet_those_of_english_behind_it(tag):
    names = [*NEEDS[tag]["sets"], *DANGER[tag]["sets"]]

    assert [name for name in names if not name.startswith(f"{tag}-")] == []


@in_each_language
def test_needs_have_no_gaps_between_their_words(tag):
    assert [phrase for row in NEEDS[tag]["needs"] for phrase in row["says"] if "<" in phrase] == []


@in_each_language
def test_the_kinds_of_danger_stand_in_the_order_of_their_urgency(tag):
    assert tuple(row["kind"] for row in DANGER[tag]["dangers"]) == DANGERS


@in_each_language
def test_each_kind_of_danger_says_something_once(tag):
    for row in DANGER[tag]["dangers"]:
        said = Counter(row["always"] + row["says"])
        assert [phrase for phrase, times in said.items() if times > 1] == [], row["kind"]


@in_each_language
def test_each_kind_of_danger_has_sayings_that_nothing_makes_harmless_and_says_what_only_sounds_like_it(tag):
    assert [list(row) for row in DANGER[tag]["dangers"]] == [["kind", *SAYINGS]] * len(DANGERS)
    assert [row["kind"] for row in DANGER[tag]["dangers"] if not all(row[said] for said in SAYINGS)] == []


@in_each_language
def test_the_parts_of_speech_say_values_that_mean_something(tag):
    grammar = GRAMMAR[tag]
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert list(dict.fromkeys(value.split()[0] for value in grammar["day"])) == days
    assert sorted(map(int, grammar["month"])) == list(range(1, 13))
    assert set(grammar["week_of_month"]) == set(WEEKS)
    assert set(grammar.get("week_after", ())) <= set(WEEKS)
    parts = {part.slug for part in TIMES_OF_DAY} | {"now"}
    said = [*grammar["part"], *grammar.get("part_after_day", ())]
    said += [value.partition(" ")[2] for value in (*grammar["relative"], *grammar["day"])]
    assert {part for parts_said in said for part in parts_said.split()} <= parts


@in_each_language
def test_a_role_is_one_that_the_readers_ask_for(tag):
    asked_for = {role for file in RULES.glob("*.py") for role in re.findall(r'"([a-z_]+)"', file.read_text())}

    assert set(GRAMMAR[tag]) - asked_for == set()


@in_each_language
def test_each_ordinary_word_that_is_kept_as_it_is_would_be_taken_for_another(tag):
    spoken = needs.language(tag)
    words = needs.words(spoken, programmes=PROGRAMME_ROWS, who=[], access=[])
    tables = (spoken.vocabulary, words.site.vocabulary, spoken.danger_words)

    assert [word for word in GRAMMAR[tag]["plain"] if not any(set(known.like(word)) - {word} for known in tables)] == []


def test_a_language_without_words_of_its_own_is_read_in_english():
    assert needs.language("qaa") is needs.language("en")


@in_each_language
def test_a_language_has_all_three_of_its_files(tag):
    assert [name for name in ("needs", "danger", "grammar") if not (FOLDER / f"{name}.{tag}.json").exists()] == []


def test_a_site_without_a_tag_never_leads_to_it():
    row = Row(slug="women", label="Women")
    site = needs.words(needs.language(), programmes=[], who=[row], access=[]).site

    assert site.need_at(0, lambda place: frozenset({"women"} if place == 0 else ()))[0].means == (("who", "women"),)
    assert site.need_at(0, lambda place: frozenset({"men"} if place == 0 else ())) is None
