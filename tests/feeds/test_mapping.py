"""What codes mean: within their fellowship, by code or name, and nothing dropped."""

import pytest

from groups.exchange.record import Coded, Name
from groups.feeds.mapping import Meanings
from groups.models import AccessFeature, Code
from groups.rules.schedule import EVERY_WEEK, FIFTH, FIRST, FOURTH, LAST, SECOND, THIRD
from tests.factories import make_tag

CODES = [
    ("", "O", "Open", "field", "who=anyone"),
    ("", "C", "Closed", "field", "who=members"),
    ("", "S", "Spanish", "language", "es"),
    ("", "SP", "Speaker", "tag", "speaker"),
    ("", "X", "Wheelchair Access", "access", "step-free"),
    ("", "TC", "Location Temporarily Closed", "field", "status=paused"),
    ("", "CF", "Child-Friendly", "field", "children=yes"),
    ("", "NC", "No Children", "field", "children=no"),
    ("", "ODD", "Odd", "field", "colour=red"),
    ("", "12x12", "12 Steps & 12 Traditions", "tag", "steps-and-traditions"),
    ("adult-children-of-alcoholics", "S", "Speaker", "tag", "speaker"),
    ("adult-children-of-alcoholics", "SP", "Spanish", "language", "es"),
]
general = Meanings(code for code in CODES if code[0] == "")
fellowship = Meanings(CODES)


def test_each_kind_of_meaning_becomes_its_fact():
    facts = general.read(("O", "S", "SP", "X"))

    assert (dict(facts.fields), facts.languages, facts.tags, facts.access, facts.unknown) == (
        {"who": "anyone"},
        "es",
        "speaker",
        "step-free=yes",
        (),
    )


def test_the_same_letter_means_what_its_fellowship_means_by_it():
    assert (fellowship.read(("S",)).tags, fellowship.read(("S",)).languages) == ("speaker", "")
    assert (fellowship.read(("SP",)).tags, fellowship.read(("SP",)).languages) == ("", "es")


def test_a_fellowship_has_the_codes_of_all_besides_its_own():
    assert dict(fellowship.read(("C",)).fields) == {"who": "members"}


@pytest.mark.parametrize("written", ["x", "X", "Wheelchair Access", "wheelchair  access"])
def test_codes_and_names_are_read_in_any_case(written):
    assert general.read((written,)).access == "step-free=yes"


@pytest.mark.parametrize("written", ["Speaker", "speaker"])
def test_a_name_too_is_read_within_the_fellowship(written):
    assert fellowship.read((written,)).tags == "speaker"


def test_unknown_codes_are_kept_as_written():
    assert general.read(("Zz", "O", "QQ", "ODD")).unknown == ("ODD", "QQ", "Zz")


@pytest.mark.parametrize(("codes", "field"), [(("O", "C"), "who"), (("CF", "NC"), "children")])
def test_a_contradiction_states_nothing_and_tells_staff(codes, field):
    facts = general.read(codes)

    assert field not in facts.fields
    assert len(facts.cautions) == 1


def test_order_makes_no_difference():
    assert general.read(("X", "SP", "O")) == general.read(("O", "X", "SP"))


@pytest.mark.django_db
def test_a_code_whose_tag_is_no_longer_there_counts_as_unknown():
    make_tag("speaker")
    AccessFeature.objects.create(slug="step-free", label="Step-free access")
    Code.objects.bulk_create(
        Code(scheme="meeting-guide", fellowship="", code=code, label=label, means=means, value=value)
        for _fellowship, code, label, means, value in CODES
        if not _fellowship
    )

    facts = Meanings.of("meeting-guide", "al-anon").read(("SP", "12x12", "X"))

    assert (facts.tags, facts.access, facts.unknown) == ("speaker", "step-free=yes", ("12x12",))


# --- In some weeks only


def test_a_tag_that_holds_in_some_weeks_has_them():
    facts = general.read((Coded("SP", weeks=FIRST), Coded("SP", weeks=THIRD), "12x12"))
    assert facts.tags == "speaker:5 steps-and-traditions"


def test_the_weeks_of_a_tag_say_more_than_the_tag_without_any():
    assert general.read(("SP", Coded("SP", weeks=LAST))).tags == "speaker:32"


def test_weeks_that_are_all_weeks_are_none():
    codes = tuple(Coded("SP", weeks=weeks) for weeks in (FIRST, SECOND, THIRD, FOURTH, FIFTH))
    assert general.read(codes).tags == "speaker"


def test_open_weeks_are_no_answer_to_who_may_come_in_the_others():
    facts = general.read((Coded("O", weeks=FIRST), Coded("O", weeks=FOURTH)))
    assert (facts.open_weeks, dict(facts.fields)) == (FIRST | FOURTH, {})


def test_members_only_and_open_in_one_week_go_together():
    facts = general.read(("C", Coded("O", weeks=LAST)))
    assert (facts.open_weeks, dict(facts.fields), facts.cautions) == (LAST, {"who": "members"}, ())


@pytest.mark.parametrize("weeks", [FIRST, EVERY_WEEK])
def test_what_is_always_open_has_no_open_weeks(weeks):
    facts = general.read(("O", Coded("O", weeks=weeks)))
    assert (facts.open_weeks, dict(facts.fields)) == (0, {"who": "anyone"})


def test_what_cannot_be_said_of_some_weeks_is_told_as_unknown():
    facts = general.read((Coded("S", weeks=FIRST), Coded("X", weeks=FIRST), Coded("C", weeks=FIRST)))
    assert (facts.unknown, facts.languages, facts.access) == (("C", "S", "X"), "", "")


# --- Known by several names

several = Meanings(
    [("", "M", "Men", "tag", "men"), ("", "CL", "Candlelight", "tag", "candlelight")],
    {
        "bmlt": [("", "M", "Men", "tag", "men"), ("", "CL", "Candlelight", "tag", "candlelight")],
        "bmlt-de": [("", "CL", "Clean Leben", "tag", "living-clean")],
        "bmlt-world": [("", "LC", "Living Clean", "tag", "living-clean")],
    },
)


def known_as(*names):
    return several.read((Coded("key", tuple(Name(*name) for name in names)),))


def test_the_first_of_its_names_that_is_known_is_what_a_code_means():
    assert known_as(("bmlt-world", "LC"), ("bmlt", "CL", True)).tags == "living-clean"
    assert known_as(("bmlt-world", "?"), ("bmlt-fr", "CL"), ("bmlt", "CL", True)).tags == "candlelight"


def test_a_key_means_what_its_language_means_by_it():
    assert known_as(("bmlt-de", "CL", True)).tags == "living-clean"


def test_the_case_of_a_key_counts_and_that_of_a_name_does_not():
    assert known_as(("bmlt", "cl", True)).unknown == ("key",)
    assert known_as(("bmlt", "candlelight")).tags == "candlelight"


def test_a_code_of_unknown_names_is_told_as_its_feed_writes_it():
    assert known_as(("bmlt-world", "M?"), ("bmlt-fr", "M")).unknown == ("key",)


@pytest.mark.django_db
def test_the_codes_of_a_scheme_bring_those_beside_it():
    make_tag("speaker")
    for scheme, code in (("bmlt", "So"), ("bmlt-world", "SPK"), ("meeting-guide", "SP")):
        Code.objects.create(scheme=scheme, code=code, means="tag", value="speaker")

    meanings = Meanings.of("bmlt", "")

    assert meanings.read((Coded("x", (Name("bmlt-world", "SPK"),)),)).tags == "speaker"
    assert meanings.read((Coded("x", (Name("meeting-guide", "SP"),)),)).unknown == ("x",)
