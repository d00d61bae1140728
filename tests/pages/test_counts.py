"""The counts beside the choices are what each choice then finds."""

from datetime import UTC, datetime, time
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict

from groups.rules.criteria import Moment
from groups.search import facets, finding, vocabulary
from groups.search.facets import counted
from groups.search.filters import MeetingFilter
from tests.factories import make_meeting, make_venue

pytestmark = pytest.mark.django_db

SEARCHES = [
    {},
    {"near": "Ipswich"},
    {"near": "Ipswich", "within": "5", "day": "tue"},
    {"kind": "family", "time": "evening"},
    {"day": "today"},
    {"date": "2026-12-08", "access": "step-free"},
    {"attend": "online", "who": "women"},
    {"area": "bury-st-edmunds", "about": ["alcohol", "gambling"]},
]
NARROWING = {"access"}
"""Parameters whose values all have to hold: one more is added to those already there."""

EACH = {"programme": 9, "area": 7, "who": 5}
"""Of the long lists, every so many-th choice is tried."""


MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
AT_NIGHT = [datetime(2026, 11, 27, 22, 30, tzinfo=UTC), datetime(2026, 11, 28, 0, 30, tzinfo=UTC)]
"""Soon enough to count as now may be tomorrow, and what began yesterday may not be over."""


class Asking:
    """Searches at one moment."""

    def __init__(self, now=MORNING):
        known = vocabulary.current(1)
        self.at = Moment(now, ZoneInfo("Europe/London"), known.zones, known.nations)
        self.known = known

    def search(self, asked) -> MeetingFilter:
        return MeetingFilter(QueryDict(urlencode(asked, doseq=True)), vocabulary=self.known, at=self.at)

    def total(self, asked) -> int:
        return finding.count(finding.settle_distance(self.search(asked).wanted, at=self.at), at=self.at)


@pytest.mark.parametrize("asked", SEARCHES, ids=str)
def test_a_count_is_what_its_choice_finds(demonstration, asked):
    asking = Asking()
    search = asking.search(asked)
    counts = counted(search.wanted, asking.known, asking.at).by_name

    wrong = []
    for name, of_values in counts.items():
        values = [value for value, _label in search.form.fields[name].choices if value][:: EACH.get(name, 1)]
        for value in map(str, values):
            already = asked.get(name, []) if name in NARROWING else []
            chosen = [*([already] if isinstance(already, str) else already), value]
            found = asking.total({**asked, name: chosen})
            if found != of_values.get(value, 0):
                wrong.append((name, value, of_values.get(value, 0), found))

    assert wrong == []


@pytest.mark.parametrize("now", AT_NIGHT, ids=str)
def test_what_is_on_now_is_counted_as_far_out_as_it_is_found(demonstration, now):
    asking = Asking(now)
    for weekday in (now.weekday() - 1, now.weekday(), now.weekday() + 1):
        for hour in (0, 1, 20, 22, 23):
            make_meeting(
                weekday=weekday % 7, starts_at=time(hour), minutes=180, venue=make_venue(lat=51.8 + hour / 100, lng=1.1)
            )
    counts = counted(asking.search({"near": "Ipswich"}).wanted, asking.known, asking.at).by_name

    assert counts["time"].get("now", 0) == asking.total({"near": "Ipswich", "time": "now"}) > 3


def test_who_finds_plenty_is_not_offered_a_wider_search(demonstration, client, clock, monkeypatch):
    clock(datetime(2026, 11, 23, 9, tzinfo=UTC))
    everything = [
        value for value, _label in client.get("/meetings/?near=Ipswich").context["form"].fields["within"].choices
    ]
    monkeypatch.setattr(facets, "PLENTY", 20)

    offered = [
        value for value, _label in client.get("/meetings/?near=Ipswich").context["form"].fields["within"].choices
    ]
    farther = client.get("/meetings/?near=Ipswich&within=50").context["form"].fields["within"].choices

    assert everything == ["", "1", "2", "5", "10", "25", "50", "100"]
    assert offered == ["", "1", "2", "5", "10"]
    assert [value for value, _label in farther] == ["", "1", "2", "5", "10", "25", "50"]
