"""The translations of the interface: whole for whoever visits, and put together as the English is."""

import re
import shutil
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command

pytestmark = pytest.mark.sqlite  # it reads files alone

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))
LANGUAGES = [path.parts[-3] for path in CATALOGUES]

FOR_STAFF = re.compile(
    r"""groups/(admin|history|management|feeds|models)/
    | groups/upkeep/(?!letter|suggestion_letters|mailing|asking_dates)
    | groups/exchange/(?!calendar|paper|outgoing|meeting_guide/writer|rss|geojson)
    | groups/rules/(listing|oddities|keeping_private) | guidance/rules/easy_read
    | templates/(admin|groups/admin)/
    | mutualaid/(staff|workplace)/ | mutualaid/(admin|editing_help|roles|env|settings)\.py
    | guidance/(admin|models)/ | guidance/(help_file|shipping)
    """,
    re.VERBOSE,
)
"""Where words stand that only staff meet, or whoever reads our data by program: the workplace is in the site's own
language. It is translated where somebody has done it, and nobody has to.
"""

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")
TAG = re.compile(r"</?[a-z][^>]*>")
SHORT, MOST_TIMES_LONGER, ROOM = 25, 2.2, 8
"""A label of so few letters may be so many times longer, and a few letters more: it stands in narrow places."""


@cache
def catalogue(language):
    with (ROOT / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language):
    return [message for message in catalogue(language) if message.id]


def said(message):
    """The texts of a message, in English and as translated; the latter empty where nobody has."""
    plurals = isinstance(message.id, tuple)
    there = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return (message.id if plurals else (message.id,)), tuple(text for text in there if text)


def blanks_of(text):
    """Whether it begins and ends with a blank: then it is put together with others."""
    return text[:1].isspace(), text[-1:].isspace()


def is_for_staff(message):
    return all(FOR_STAFF.match(file) for file, _line in message.locations)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_visitor_may_read_is_translated(language):
    missing = [said(one)[0][0] for one in messages(language) if not is_for_staff(one) and not said(one)[1]]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language):
    assert [one.id for one in messages(language) if one.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_put_in_and_what_is_marked_up_is_that_of_the_english(language):
    broken = []
    for message in messages(language):
        english, translated = said(message)
        known = {name for text in english for name in PLACEHOLDER.findall(text)}
        for text in translated:
            found = set(PLACEHOLDER.findall(text))
            if not found <= known or (len(english) == 1 and found != known):
                broken.append((text, "puts in other things"))
            if sorted(TAG.findall(text)) != sorted(TAG.findall(english[0])):
                broken.append((text, "has other tags"))
            if blanks_of(text) != blanks_of(english[0]) and not (message.context or "").startswith("between "):
                broken.append((text, "begins or ends with another blank"))

    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_plural_has_all_its_forms(language):
    wanted = catalogue(language).num_plurals
    plurals = [one for one in messages(language) if isinstance(one.id, tuple) and said(one)[1]]

    assert wanted == {"ar": 6, "cy": 6, "pl": 3}[language]
    assert [one.id for one in plurals if len(said(one)[1]) != wanted] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_far_longer_than_the_english_one(language):
    too_long = []
    for message in messages(language):
        english, translated = said(message)
        room = max(map(len, english)) * MOST_TIMES_LONGER + ROOM
        if len(english[0]) <= SHORT and not PLACEHOLDER.search(english[0]):
            too_long += [(english[0], text) for text in translated if len(text) > room]

    assert too_long == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_django_reads_is_compiled_from_what_people_edit(language):
    meant = {}
    for message in messages(language):
        english, translated = said(message)
        key = f"{message.context}\x04{english[0]}" if message.context else english[0]
        forms = len(english) > 1
        meant |= {(key, form) if forms else key: text for form, text in enumerate(translated)}
    with (ROOT / f"locale/{language}/LC_MESSAGES/django.mo").open("rb") as file:
        compiled = {key: text for key, text in GNUTranslations(file)._catalog.items() if key}

    assert compiled == meant


def test_the_catalogues_hold_the_words_of_the_code_and_no_others(tmp_path, monkeypatch, settings):
    if not shutil.which("xgettext"):
        pytest.skip("xgettext is not there (Debian's package gettext)")
    for folder in ("groups", "guidance", "mutualaid", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "locale").mkdir()
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    monkeypatch.chdir(tmp_path)
    call_command("makemessages", locale=LANGUAGES[:1], add_location="file", no_obsolete=True, verbosity=0)
    with (tmp_path / f"locale/{LANGUAGES[0]}/LC_MESSAGES/django.po").open("rb") as file:
        found = {(one.context, one.id) for one in read_po(file) if one.id}

    for language in LANGUAGES:
        held = {(one.context, one.id) for one in messages(language)}
        assert (language, found - held, held - found) == (language, set(), set())
