"""What languages are called, and which tags are well formed."""

import pytest

from groups.rules.languages import OFFERED, WELL_FORMED, language_name


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("en-GB", "English"),
        ("cy", "Welsh"),
        ("pl", "Polish"),
        ("bfi", "British Sign Language (BSL)"),
        ("BFI", "British Sign Language (BSL)"),
        ("ase", "American Sign Language"),
        ("pt-BR", "Brazilian Portuguese"),
        ("tlh", "tlh"),  # one that few know keeps its tag
    ],
)
def test_a_language_is_called_what_people_call_it(tag, name):
    assert language_name(tag) == name


def test_every_language_that_the_search_offers_has_a_name():
    names = [language_name(tag) for tag in OFFERED]

    assert not set(names) & set(OFFERED)
    assert len(set(names)) == len(OFFERED)


@pytest.mark.parametrize(
    ("tag", "well_formed"),
    [
        ("en", True),
        ("bfi", True),
        ("en-GB", True),
        ("zh-Hant-TW", True),
        ("e", False),
        ("engl", False),
        ("en-", False),
        ("en_GB", False),
        ("en GB", False),
        ("en\n", False),
        ("", False),
        ("é", False),
        ("%n", False),
    ],
)
def test_well_formed_tags(tag, well_formed):
    assert bool(WELL_FORMED.fullmatch(tag)) == well_formed
