"""`/areas/<slug>/poster/`: the coming week of an area on one sheet, for a notice board."""

from datetime import UTC, date, datetime, time

import pytest

from groups.models import OldSlug
from groups.rules.choices import AreaKind
from tests.factories import make_area, make_exception, make_group, make_meeting, make_venue
from tests.guidance.records import make_helpline
from tests.pages.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def woodbridge():
    suffolk = make_area("Suffolk", slug="suffolk", kind=AreaKind.COUNTY)
    return make_area("Woodbridge", slug="woodbridge", parent=suffolk)


def meeting_in(area, name="Harbour Lights", **fields):
    return make_meeting(venue=make_venue(area=area), group=make_group(name), **fields)


def poster(client, slug="woodbridge"):
    answer = client.get(f"/areas/{slug}/poster/")
    assert answer.status_code == 200
    return answer


def listed(answer):
    return [
        (part.title, [(entry.row.starts, entry.row.name) for entry in part.entries])
        for part in answer.context["sections"]
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_queries_however_much_it_shows(client, count, woodbridge, django_assert_num_queries):
    for _ in range(count):
        make_exception(meeting_in(woodbridge), "cancelled", date(2026, 12, 7))
    poster(client)  # the vocabulary and the tree are kept after this

    # The site, what is listed, how many meet, helplines; the rows are kept.
    with django_assert_num_queries(4):
        answer = poster(client)

    assert len(listed(answer)[0][1]) == count


def test_it_shows_the_true_dates_of_seven_days_by_day_and_time(client, woodbridge):
    meeting_in(woodbridge, "Sunday", weekday=6)
    meeting_in(woodbridge, "Late", weekday=1, starts_at=time(20), confirmed_on=date(2026, 11, 1))
    meeting_in(woodbridge, "Early, and long not checked", weekday=1, starts_at=time(8), confirmed_on=date(2020, 1, 1))
    meeting_in(woodbridge, "Over for this week", weekday=0, starts_at=time(7), minutes=60)
    meeting_in(woodbridge, "First Tuesday", weekday=1, weeks=1)
    meeting_in(woodbridge, "By arrangement", by_arrangement=True)

    assert listed(poster(client)) == [
        ("Tuesday 24 November", [("8am", "Early, and long not checked"), ("8pm", "Late")]),
        ("Sunday 29 November", [("7:30pm", "Sunday")]),
    ]


def test_what_is_cancelled_stays_and_says_so(client, woodbridge):
    off = meeting_in(woodbridge, weekday=3)
    make_exception(off, "cancelled", date(2026, 11, 26))

    answer = poster(client)

    assert "Not on Thursday 26 November. Next: Thursday 3 December." in answer.content.decode()
    assert answer.context["more"] == ""


def test_it_says_where_it_is_from_on_which_day_and_to_check(client, woodbridge):
    make_helpline("ambulance", name="Ambulance", number="000", topics=["emergency"])
    meeting_in(woodbridge)

    answer = poster(client)

    html = answer.content.decode()
    assert answer.context["week_of"] == "Monday 23 November to Sunday 29 November 2026"
    assert "127.0.0.1:8000/areas/woodbridge/" in html
    assert answer.context["link"] == "http://127.0.0.1:8000/areas/woodbridge/"
    assert "Printed on Monday 23 November 2026." in html
    assert "Check before you travel: meetings change." in html
    assert "000" in html and "Ambulance" in html
    assert html.count('<svg class="qr"') == 1
    assert '<link rel="canonical" href="http://127.0.0.1:8000/areas/woodbridge/">' in html


@pytest.mark.parametrize(("count", "size"), [(1, "large"), (7, "middle"), (17, "small")])
def test_the_letters_are_as_large_as_lets_all_meetings_fit(client, woodbridge, count, size):
    for number in range(count):
        meeting_in(woodbridge, f"Steps {number}", weekday=number % 3)

    answer = poster(client)

    assert (answer.context["size"], answer.context["more"]) == (size, "")
    assert sum(len(entries) for _title, entries in listed(answer)) == count


def test_of_too_many_meetings_it_shows_the_soonest_and_says_how_many_more_there_are(client, woodbridge):
    for number in range(80):
        meeting_in(woodbridge, f"Steps {number}", weekday=number % 7)

    answer = poster(client)

    days = [title for title, _entries in listed(answer)]
    shown = sum(len(entries) for _title, entries in listed(answer))
    assert answer.context["size"] == "small"
    assert days[0] == "Monday 23 November"
    assert 10 <= shown <= 24
    assert answer.context["more"] == f"{80 - shown} more meetings in this week are on the site."


def test_an_area_with_nothing_says_so(client, woodbridge):
    answer = poster(client)

    assert listed(answer) == []
    assert "No meeting in the coming week." in answer.content.decode()


def test_a_county_has_one_of_all_its_towns(client, woodbridge):
    meeting_in(woodbridge)

    assert len(listed(poster(client, "suffolk"))) == 1


def test_an_old_address_leads_to_the_new_one_and_an_unknown_one_nowhere(client, woodbridge):
    OldSlug.objects.create(kind="area", slug="woodbrige", leads_to="woodbridge")

    assert client.get("/areas/woodbrige/poster/").headers["Location"] == "/areas/woodbridge/poster/"
    assert client.get("/areas/atlantis/poster/").status_code == 404


def test_the_page_of_an_area_leads_to_it_where_there_is_something_to_print(client, woodbridge):
    make_area("Clare", slug="clare")
    meeting_in(woodbridge)

    def links(slug):
        return read(client.get(f"/areas/{slug}/").content.decode()).links

    assert "/areas/woodbridge/poster/" in links("woodbridge")
    assert "/areas/clare/poster/" not in links("clare")
