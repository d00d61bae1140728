"""No list of meetings leaves a time without its day."""

import re
from datetime import UTC, datetime, time

import pytest

from groups.models import Site
from tests.factories import make_group, make_meeting, make_programme, make_venue

pytestmark = pytest.mark.django_db

MONDAY_NIGHT = datetime(2026, 11, 23, 22, tzinfo=UTC)


@pytest.fixture(autouse=True)
def late_on_a_monday(clock):
    Site.objects.get_or_create(pk=1, defaults={"name": "Test"})
    clock(MONDAY_NIGHT)


def days_in(client, address):
    """The days that stand above rows, each with the names below it."""
    text = client.get(address).content.decode()
    found = {}
    for part in text.split('class="day-section__title">')[1:]:
        names = re.findall(r'class="meeting-row__name"><a [^>]*>([^<]+)<', part)
        found[" ".join(re.sub(r"<[^>]+>", " ", part.partition("</h")[0]).split())] = names
    return found


def two_days_of(programme):
    group = make_group(programme=programme)
    for name, weekday in (("Early Birds", 1), ("Midweek", 2)):
        make_meeting(name=name, group=group, weekday=weekday, starts_at=time(7), venue=make_venue())
    return group


WANTED = {"Tomorrow Tuesday 24 November": ["Early Birds"], "Wednesday 25 November": ["Midweek"]}


def test_what_is_on_next_says_on_which_day(client):
    two_days_of(make_programme(slug="aa"))

    assert days_in(client, "/") == WANTED
    assert days_in(client, "/programmes/aa/") == WANTED


def test_so_do_similar_meetings(client):
    programme = make_programme(slug="aa")
    two_days_of(programme)
    other = make_meeting(name="Other", group=make_group("Other", programme=programme), weekday=0, venue=make_venue())

    assert days_in(client, other.get_absolute_url()) == WANTED
