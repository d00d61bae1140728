"""The listings beside an article say on which day each meets."""

import re
from datetime import UTC, datetime

import pytest

from tests.factories import make_group, make_meeting
from tests.guidance.records import make_page

pytestmark = pytest.mark.django_db


def test_each_stands_under_its_day(client, clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    for name, weekday in (("Tonight’s", 0), ("Tomorrow’s", 1), ("Friday’s", 4)):
        make_meeting(group=make_group(name), weekday=weekday)
    make_page("other", search="day=mon&day=tue&day=fri")
    html = client.get("/guidance/other/").content.decode()
    aside = re.search(r'<aside class="listings-beside".*?</aside>', html, re.DOTALL)[0]

    said = re.findall(r'day-section__title">([^<]+?)\s*<|href="/meetings/[^?"]+">([^<]+)<', aside)
    assert [day or name for day, name in said] == [
        "Tonight",
        "Tonight’s",
        "Tomorrow",
        "Tomorrow’s",
        "Friday 27 November",
        "Friday’s",
    ]
