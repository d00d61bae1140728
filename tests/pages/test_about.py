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
