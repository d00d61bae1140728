"""Another country is settings and data, not code: docs/another-country.md."""

import re
import sqlite3
from contextlib import closing
from gettext import GNUTranslations

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.db import connection

from tests.elsewhere.sites import IRELAND, POLAND, visited

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]  # the sites begin on a copy of its file

BRITISH = re.compile(
    r"""\b(?: 999 | 111 | 101 | 116\ ?123 | 85258 | 0(?:800|808|300)[ ]\d[\d ]+ | NHS | GPs? | A&E | England | Wales
    | Scotland | Northern\ Ireland
    | Suffolk | Woodbridge | Ipswich | Samaritans | Childline | NICE | HSE | British
    | Britain | BSL | IP12 | [Bb]ank\ holidays? | miles? | mila | mili | milę | brytyjsk\w+ | bbc\.co )\b
    | £ | en-GB""",
    re.VERBOSE,
)
OF_A_STUDY = ("In a small UK trial", "In a UK study", "One study in England", "public sector information from")
"""Where somebody looked, and whose words are cited, may be said anywhere."""

STANDARDS = re.compile(r'"?Bank holidays"?,|bankHolidays|bank-holidays')
"""Headings of our own spreadsheet, which machines read."""

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")

ASKED = (
    "/meetings/?near=00-950", "/meetings/?near=00950", "/meetings/?near=Warszawa", "/meetings/?near=99-999",
    "/meetings/?q=blisko+00-950", "/meetings/?near=D02+X285", "/meetings/?near=D02", "/suggest/",
    "/meetings/?date=2027-08-15", "/en/meetings/?date=2027-08-15",
)  # fmt: skip


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker, tmp_path_factory):
    """The tables of this release, without a row."""

    def copied(name):
        file = tmp_path_factory.mktemp(name) / "site.sqlite3"
        with django_db_blocker.unblock(), closing(sqlite3.connect(file)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        return file

    return copied


@pytest.fixture(scope="module")
def poland(tables):
    return visited(tables("poland"), ASKED, **POLAND)


@pytest.fixture(scope="module")
def ireland(tables):
    return visited(tables("ireland"), ASKED, **IRELAND)


@pytest.fixture(params=["poland", "ireland"])
def told(request, poland, ireland):
    """Of each."""
    return {"poland": poland, "ireland": ireland}[request.param]


def british(texts):
    """What is the United Kingdom's in these texts, by where it stands, with the words around it."""
    found = {}
    for address, text in texts.items():
        plain = " ".join(STANDARDS.sub("", text).split())
        for match in BRITISH.finditer(plain):
            around = plain[max(0, match.start() - 50) : match.end() + 40]
            if not any(known in around for known in OF_A_STUDY):
                found.setdefault(address, around)
    return found


def test_every_page_is_there_and_nothing_on_it_is_british(told):
    pages = {address: one for address, one in told.pages.items() if "/guidance/sources/" not in address}

    assert len(pages) > 100
    assert {address: one["status"] for address, one in pages.items() if one["status"] != 200} == {}
    assert british({address: one["said"] for address, one in pages.items()}) == {}


def test_nor_is_anything_where_staff_begin(told):
    without_choices = {
        address: re.sub(r"\b\d+(?: \d+)+\b", "", " ".join(one["said"].split())) for address, one in told.staff.items()
    }

    assert {one["status"] for one in told.staff.values()} == {200}
    assert british(without_choices) == {}


def test_nor_on_the_pages_of_a_site_that_fails(told):

    assert british(told.broken) == {}
    assert 'href="tel:112"' in told.broken["/ 503"]
    assert "weather" not in told.broken["/ 500"] and "yr.no" in told.broken["/ 500"]


def test_a_site_that_fails_speaks_the_language_of_the_address(poland):
    assert "Nie możemy teraz pokazać tej strony" in poland.broken["/ 500"]
    assert "Numer alarmowy" in poland.broken["/ 503"]
    assert "We cannot show this page just now" in poland.broken["/en/ 500"]
    assert "Emergency number" in poland.broken["/en/ 503"]


def test_the_sites_own_language_stands_at_the_root_and_english_under_its_prefix(poland):
    assert "Spotkania" in poland.pages["/"]["said"]
    assert "Meetings" in poland.pages["/en/"]["said"]
    assert "/pl/" not in poland.pages


def test_its_own_numbers_are_those_to_call(poland):
    said = poland.pages["/help-now/"]["said"]

    assert "tel:112" in said and "Nocna pomoc lekarska" in said and "Telefon zaufania" in said
    assert set(re.findall(r"tel:(\d+)", said)) == {"112", "800000001", "800000002"}


def test_articles_that_are_right_in_the_uk_alone_are_not_there_and_nothing_leads_to_them(poland):
    assert "/guidance/your-first-meeting/" in poland.pages
    assert [address for address in poland.pages if "for-professionals" in address or "employers" in address] == []
    assert "NHS 111" not in poland.pages["/guidance/family-and-friends/"]["said"]


def test_a_programme_has_the_number_and_the_website_of_the_country(poland, ireland):
    assert "800 000 003" in poland.pages["/programmes/alcoholics-anonymous/"]["said"]
    assert "0800 9177 650" not in ireland.pages["/programmes/alcoholics-anonymous/"]["said"]
    assert "Klub Abstynenta" in poland.pages["/programmes/klub-abstynenta/"]["said"]


@pytest.mark.parametrize("asked", ["?near=00-950", "?near=00950", "?q=blisko+00-950"])
def test_a_postcode_of_the_country_is_a_place_however_it_is_typed(poland, asked):
    html = poland.asked[f"/meetings/{asked}"]["html"]

    assert "Spotkania w pobliżu: 00-950" in html
    assert re.search(r"[\d,]+ km", html) and not re.search(r"\d mil\b", html)


def test_an_irish_code_is_not_taken_for_a_british_one(ireland):
    assert "Meetings near D02" in ireland.asked["/meetings/?near=D02"]["html"]
    assert "Meetings near D02" in ireland.asked["/meetings/?near=D02+X285"]["html"]


def test_a_postcode_that_nobody_knows_is_told_no_rule_of_british_ones(poland):
    said = poland.asked["/meetings/?near=99-999"]["said"]

    assert "Nie znamy tego miejsca. Podaj pełny kod pocztowy albo miejscowość." in " ".join(said.split())


def test_the_week_begins_as_the_site_says(poland):
    weekdays = re.search(r'<select name="weekday".*?</select>', poland.asked["/suggest/"]["html"], re.DOTALL)[0]

    assert re.findall(r"<option[^>]*>([^<]+)", weekdays)[1:4] == ["niedziela", "poniedziałek", "wtorek"]


def test_holidays_are_the_countrys_in_the_readers_language(poland):
    assert "Wniebowzięcie Najświętszej Marii Panny" in poland.asked["/meetings/?date=2027-08-15"]["said"]
    assert "Assumption Day" in poland.asked["/en/meetings/?date=2027-08-15"]["said"]


def test_staff_enter_a_postcode_as_it_is_written_there(poland):
    said = " ".join(poland.staff["a venue"]["said"].split())

    assert "Nowe miejsce" in said and "00-001" in said


WORDS_INSTEAD = sorted(settings.ROOT.glob("fixtures/*/locale/*/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("file", WORDS_INSTEAD, ids=lambda file: "-".join(file.parts[-5::2][:2]))
def test_words_in_the_place_of_others_stand_for_words_that_are_said(file):
    with file.open("rb") as text, (settings.ROOT / "locale/pl/LC_MESSAGES/django.po").open("rb") as all_text:
        instead, known = read_po(text), {message.id for message in read_po(all_text)}
    with file.with_suffix(".mo").open("rb") as compiled:
        read = GNUTranslations(compiled)

    assert [message.id for message in instead if message.id and message.id not in known] == []
    assert [message.id for message in instead if message.id and read.gettext(message.id) != message.string] == []
    for message in instead:
        if message.id:
            assert set(PLACEHOLDER.findall(message.string)) == set(PLACEHOLDER.findall(message.id)), message.id


def test_without_a_number_one_is_told_to_call_that_of_ones_country():
    with (settings.ROOT / "fixtures/elsewhere/locale/en/LC_MESSAGES/django.mo").open("rb") as compiled:
        said = GNUTranslations(compiled).gettext("Call an ambulance now if you, or someone with you:")

    assert said == "Call an ambulance now, on the emergency number of your country, if you, or someone with you:"
