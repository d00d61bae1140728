"""What codes mean: within their fellowship, by code or name, and nothing dropped."""

import pytest

from groups.feeds.mapping import Meanings
from groups.models import AccessFeature, Code
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
