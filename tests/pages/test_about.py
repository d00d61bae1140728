"""What the site says of itself: who decides, how to object, and who has read what."""

from datetime import date

import pytest

from groups.models import Site
from guidance.models import SafetyReading
from tests.guidance.records import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return Site.objects.create(pk=1, name="Test", run_by="The Hub", email="hub@example.org")


def about(client):
    return client.get("/about/").content.decode()


def test_it_says_who_decides_and_how_to_object(client, site):
    text = about(client)

    assert "The Hub runs this site and decides what is listed." in text
    assert "Nobody here runs, vets or recommends the groups. No fellowship or programme endorses this site." in text
    assert "A group can ask to be changed or taken off, and need not say why." in text
    assert 'href="mailto:hub@example.org"' in text


def test_it_says_who_writes_the_guidance_where_there_is_some(client, site):
    assert "Who writes the guidance" not in about(client)


def test_it_leads_to_the_guidance_and_tells_whether_a_clinician_read_the_safety_text(client, site):
    make_page()

    text = about(client)

    assert '<a href="/guidance/">the guidance</a>' in text
    assert "No clinician has yet read what we say about danger when stopping, as it stands now." in text


def test_a_reading_counts_for_the_words_that_were_read(client, site):
    make_page()
    SafetyReading.objects.create(read_on=date(2026, 3, 5), role="GP", digest="of other words")
    assert "No clinician has yet read" in about(client)

    SafetyReading.objects.create(read_on=date(2026, 4, 6), role="Addiction nurse")
    assert "was read by a clinician on 6 April 2026 (Addiction nurse)." in about(client)


def test_the_statement_on_accessibility_says_what_is_so_here_and_whom_to_tell(client, site, settings):
    settings.LANGUAGES, settings.MAP_TILES_URL = [("en-gb", "English")], ""

    text = client.get("/accessibility/").content.decode()

    assert "(WCAG) 2.2 at level AA" in text
    assert 'href="mailto:hub@example.org"' in text
    assert "This site is run by The Hub." in text
    assert "It was prepared on 24 November 2026" in text
    assert "Translations that no native speaker" not in text
    assert "street pictures" not in text


def test_the_statement_names_translations_and_street_pictures_where_there_are_some(client, site, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    settings.MAP_TILES_URL = "https://tiles.example.org/{z}/{x}/{y}.png"

    text = client.get("/accessibility/").content.decode()

    assert "Translations that no native speaker has read say so" in text
    assert "The street pictures of the map come from elsewhere" in text


def test_a_site_that_cannot_be_reached_leads_to_the_form_instead(client, db):
    assert "stands on each meeting’s page, under “Report a mistake”." in client.get("/accessibility/").content.decode()


def test_what_the_law_of_a_country_asks_for_beside_it_is_an_article_of_the_site_s_own(client, site):
    make_page(slug="accessibility", title="Who enforces the law here")

    text = client.get("/accessibility/").content.decode()
    assert '<a href="/guidance/accessibility/">Who enforces the law here</a>' in text
