"""`/meetings.pdf`: what stands on the paper, read back out of the file."""

from datetime import UTC, date, datetime, time

import pytest

from groups.exchange import paper
from groups.models import Site
from groups.models.feed import DEMONSTRATION
from groups.rules.choices import Attendance, Precision
from groups.views.files import pdf
from tests.factories import (
    make_area,
    make_exception,
    make_feed,
    make_group,
    make_meeting,
    make_place,
    make_venue,
    reindexed,
)
from tests.guidance.records import make_helpline
from tests.pages.files.reading import body
from tests.pages.files.reading_pdf import read_pdf
from tests.pages.reading import read as read_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def ipswich():
    return make_place("Ipswich", lat=52.056, lng=1.15)


@pytest.fixture
def handed(monkeypatch):
    """What is handed to the typesetter, file by file; nothing is set."""
    papers = []

    def keep(one, *, made_at):
        papers.append(one)
        return b"%PDF"

    monkeypatch.setattr(paper, "write", keep)
    return papers


def named(name, **fields):
    return make_meeting(group=make_group(name), **fields)


def read(client, **asked):
    answer = client.get("/meetings.pdf", asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return read_pdf(body(answer))


def listed(one):
    return [(part.title, [line.name for line in part.lines]) for part in one.sections]


@pytest.fixture
def ask(client, handed):
    def given(**asked):
        client.get("/meetings.pdf", asked)
        return handed[-1]

    return given


def test_it_reads_as_the_list_does_with_help_before_the_first_meeting(client, ipswich):
    make_helpline("ambulance", name="Ambulance", number="000", topics=["emergency"], hours="24 hours a day")
    named("Tuesday Steps", weekday=1)
    named("Harbour Lights", minutes=60)

    file = read(client, near="Ipswich")

    assert (file.title, file.language, file.pages) == ("Meetings near Ipswich", "en-GB", 1)
    assert file.says_it_is_accessible
    assert file.texts == [
        ("P", "Mutual aid near you"),
        ("H1", "Meetings near Ipswich"),
        ("P", "2 meetings within 100 miles, soonest first"),
        ("P", "Each meets every week, unless it says otherwise."),
        ("P", "Check before you travel: meetings change. Printed on Monday 23 November 2026."),
        ("Figure", "Code to scan for this list as it is now"),
        ("P", "Scan for this list as it is now"),
        ("H2", "In a crisis"),
        ("P", "Shaking or sweating after stopping? Get medical help first"),
        ("LI", "000 Ambulance, 24 hours a day"),
        ("P", "More numbers: 127.0.0.1:8000/help-now/"),
        ("H2", "Monday 23 November"),
        ("P", "7:30pm"),
        ("P", "to 8:30pm"),
        ("H3", "Harbour Lights"),
        ("P", "Trinity Hall, Ipswich · 0 miles"),
        ("P", "Any problem · Local community"),
        ("P", "Not checked yet"),
        ("H2", "Tuesday 24 November"),
        ("P", "7:30pm"),
        ("H3", "Tuesday Steps"),
        ("P", "Trinity Hall, Ipswich · 0 miles"),
        ("P", "Any problem · Local community"),
        ("P", "Not checked yet"),
    ]
    assert file.loose == ["Check before you travel: meetings change. 127.0.0.1:8000/meetings/ Page 1 of 1"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("by", ["day", "area"])
def test_it_costs_the_same_queries_however_much_it_finds(client, handed, count, by, ipswich, django_assert_num_queries):
    for _ in range(count):
        make_exception(make_meeting(), "cancelled", date(2026, 12, 7))

    # As the leaflet, but for the articles that its page leads to.
    with django_assert_num_queries(16):
        client.get("/meetings.pdf", {"near": "Ipswich", "by": by})

    assert len(handed[-1].sections[0].lines) == count


def test_by_area_each_says_its_day_and_what_is_online_comes_last(ask):
    ipswich = make_area("Ipswich")
    hall = make_venue(area=ipswich)
    named("Tuesday", weekday=1, venue=hall)
    named("Monday", venue=hall)
    named("Online", attendance=Attendance.ONLINE)
    named("Ask", by_arrangement=True, venue=make_venue(town="Zennor"))
    named("Both", attendance=Attendance.HYBRID, venue=make_venue(town="Bath"))

    given = ask(by="area")

    assert listed(given) == [
        ("Bath", ["Both"]),
        ("Ipswich", ["Monday", "Tuesday"]),
        ("Zennor", ["Ask"]),
        ("Online", ["Online"]),
    ]
    assert [line.day for line in given.sections[1].lines] == ["Monday 23 November", "Tuesday 24 November"]
    assert (given.sections[2].lines[0].day, given.sections[2].lines[0].beside) == ("", ("By arrangement",))
    assert given.summary == "5 meetings, by area"


def test_near_a_place_by_area_says_how_far(ask, ipswich):
    named("Monday")

    assert ask(by="area", near="Ipswich", within="5").summary == "1 meeting within 5 miles, by area"


def test_an_order_that_was_asked_for_stays(ask, ipswich):
    named("Zed")
    named("Abe", weekday=1, venue=make_venue(lat=52.1))

    assert listed(ask(sort="name")) == [("By name", ["Abe", "Zed"])]
    assert listed(ask(sort="nearest", near="Ipswich")) == [("Nearest first", ["Zed", "Abe"])]


@pytest.mark.parametrize("asked", [{}, {"by": "day"}, {"by": "nonsense", "print": "tiny"}])
def test_by_day_and_in_usual_letters_unless_it_says_otherwise(ask, asked):
    named("Monday")

    given = ask(**asked)

    assert (listed(given), given.is_large) == ([("Monday 23 November", ["Monday"])], False)


def test_large_print(client):
    named("Monday")

    file = read(client, print="large")

    assert file.sizes["H3"] == {18.9}
    assert min(size for sizes in file.sizes.values() for size in sizes) == 14


def test_a_date_that_is_off_is_shown_and_says_so(ask):
    off = named("Off today")
    make_exception(off, "cancelled", date(2026, 11, 23), note="The hall is closed.")
    named("Here")

    here, off = ask().sections[0].lines

    assert (off.name, off.is_off, here.is_off) == ("Off today", True, False)
    assert off.state == "Not on tonight. Next: Monday 30 November. The hall is closed."


def test_a_hidden_venue_is_its_area_alone(client):
    make_area("Suffolk")
    hidden = make_venue("Rose Cottage", precision=Precision.HIDDEN, area=make_area("Ipswich"), postcode="IP1 1AA")
    named("Quiet", venue=hidden)

    said = read(client).said

    assert "Ipswich" in said
    assert "Rose Cottage" not in said
    assert "IP1" not in said


def test_how_fresh_it_is_and_that_it_is_invented_stand_on_each(ask):
    named("Old", confirmed_on=date(2024, 11, 1), confirmed_by="phone")
    invented = make_group("Invented", feed=make_feed(DEMONSTRATION))
    make_meeting(group=invented, feed=invented.feed, weekday=1)

    given = ask()
    old, invented = (part.lines[0] for part in given.sections)

    assert (old.freshness, old.is_stale, old.demonstration) == ("Checked 2 years ago by phone", True, "")
    assert (invented.is_stale, invented.demonstration) == (False, "Demonstration")
    assert "Those marked “Demonstration” are invented, to try the site." in given.sentences


def test_nothing_on_paper_or_in_its_code_says_where_somebody_lives(client, ask):
    make_place("IP12 1AA", key="ip12 1aa", kind="postcode", lat=52.09, lng=1.32)
    named("Near", venue=make_venue(lat=52.09, lng=1.32))

    given = ask(near="IP12 1AA", q="meetings near 7 Elm Street", plan="1", home="IP12 1AA")

    assert given.title == "Meetings near IP12"
    assert "1AA" not in str(given)
    assert "Elm" not in str(given)


def test_the_code_leads_to_the_same_search(ask, ipswich, monkeypatch):
    links = []
    monkeypatch.setattr("groups.views.files.pdf_words._code", lambda link: links.append(link))
    named("Near")

    ask(near="Ipswich", day="mon", by="area", print="large", plan="1.2", page="3", view="map")

    assert links == ["http://127.0.0.1:8000/meetings/?near=Ipswich&day=mon"]


def test_where_nothing_is_found_it_says_so_and_where_else_to_look(client):
    named("Tuesday", weekday=1)

    file = read(client, day="mon")

    assert (file.pages, file.title) == (1, "Meetings on Monday")
    assert file.tagged("H2") == ["In a crisis"]
    assert file.tagged("P")[1:3] == [
        "Nothing was found for this search.",
        "Ways to find others: 127.0.0.1:8000/meetings/",
    ]


def test_what_could_not_be_read_is_named_on_the_paper_without_repeating_it(ask):
    named("Monday")

    given = ask(day="someday")

    assert given.sentences[0] == "Left out of the search, because we could not read it: Day."
    assert "someday" not in str(given)


def test_words_that_were_typed_stand_nowhere(ask):
    named("Quayside")

    given = ask(q="quayside")

    assert given.title == "Meetings"
    assert listed(given) == [("Monday 23 November", ["Quayside"])]


def test_a_long_list_is_cut_and_says_so(ask, monkeypatch):
    monkeypatch.setattr(pdf, "MOST", 2)
    for number in range(3):
        named(f"Steps {number}", weekday=number)

    given = ask()

    assert [line.name for part in given.sections for line in part.lines] == ["Steps 0", "Steps 1"]
    assert given.summary == "3 meetings, soonest first"
    assert given.sentences[0] == (
        "A file holds 2 meetings at most. The rest are on the site, or in a file of a narrower search."
    )


def test_two_thousand_at_most():
    assert pdf.MOST == 2000


def test_markup_of_the_typesetter_in_names_stays_letters(client):
    hostile = '#read("/etc/passwd") $x$ *b* <a> @b \\ "'
    make_meeting(group=make_group(hostile), venue=make_venue('#panic("no")', town="= H"))

    file = read(client)

    assert file.tagged("H3") == [hostile]
    assert '#panic("no"), = H' in file.tagged("P")


def test_a_name_in_letters_that_cannot_be_printed_leads_to_its_page(client):
    make_meeting(group=make_group("ਪੰਜਾਬੀ"), slug="panjabi")
    make_meeting(group=make_group("💙 Lights"), weekday=1)

    file = read(client)

    assert file.tagged("H3") == ["…", "Lights"]
    assert [text for text in file.tagged("P") if "cannot be printed" in text] == [
        "Some letters of this cannot be printed here. They are at 127.0.0.1:8000/meetings/panjabi/"
    ]


def test_numbers_to_call_are_the_leaflets(ask):
    make_helpline("listening", name="Listening", number="116 000", topics=["crisis"], hours="24 hours a day")
    make_helpline("writing", name="Writing", number="", text_number="85000", text_to="HI", topics=["crisis"])
    named("Monday")

    crisis = ask().crisis

    assert [(call.number, call.name, call.hours) for call in crisis.calls] == [
        ("116 000", "Listening", "24 hours a day"),
        ("Text HI to 85000", "Writing", ""),
    ]
    assert crisis.notes[-1] == "We have not rung these numbers yet: Listening, Writing."


def test_it_says_who_runs_the_site(ask):
    site = Site.objects.the_one()
    site.name, site.run_by = "Suffolk Recovery", "Suffolk Together"
    site.save()

    given = ask()

    assert given.site == "Suffolk Recovery"
    assert given.printed == "Printed on Monday 23 November 2026. This site is run by Suffolk Together."


def test_its_headers_keep_it_private_and_out_of_search_engines(client):
    named("Monday")

    answer = client.get("/meetings.pdf", {"day": "mon"})

    assert answer["Cache-Control"] == "private"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Disposition"] == 'inline; filename="meetings-on-monday.pdf"'
    assert client.get("/meetings.pdf")["Cache-Control"] == "private"


def test_what_has_not_changed_is_not_made_again(client, handed):
    named("Monday")
    mark = client.get("/meetings.pdf", {"day": "mon"})["ETag"]

    again = client.get("/meetings.pdf", {"day": "mon"}, headers={"If-None-Match": mark})

    assert (again.status_code, body(again), len(handed)) == (304, b"", 1)


def test_another_look_or_another_number_to_call_is_another_file(client, handed):
    marks = [
        client.get("/meetings.pdf", asked)["ETag"]
        for asked in ({}, {"by": "area"}, {"print": "large"}, {"by": "area", "print": "large"})
    ]
    make_helpline("ambulance", name="Ambulance", number="000", topics=["emergency"])
    marks.append(client.get("/meetings.pdf")["ETag"])

    assert len(set(marks)) == 5


def test_the_head_alone_sets_nothing(client, handed):
    assert client.head("/meetings.pdf").status_code == 200
    assert handed == []


def test_while_others_are_made_it_asks_to_come_again(client, monkeypatch):
    def busy(*_args, **_more):
        raise paper.Busy

    monkeypatch.setattr(paper, "write", busy)

    answer = client.get("/meetings.pdf")

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "20", "private")


def test_a_place_that_is_not_known_gives_no_file(client, handed):
    answer = client.get("/meetings.pdf", {"near": "Nowhereville"})

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert handed == []


def test_what_is_over_stays_in_a_list_of_today(ask):
    named("Over", starts_at=time(7), minutes=60)
    named("Later")

    assert listed(ask(day="today")) == [("Monday 23 November", ["Over", "Later"])]


def test_the_results_lead_to_it_without_the_visitors_week(client, ipswich):
    named("Monday")

    answer = client.get("/meetings/", {"near": "Ipswich", "plan": "1"})

    links = read_page(answer.content.decode()).links
    assert [link for link in links if link.startswith("/meetings.pdf")] == [
        "/meetings.pdf?near=Ipswich",
        "/meetings.pdf?near=Ipswich&by=area",
        "/meetings.pdf?near=Ipswich&print=large",
    ]
    assert "PDF to print:" in answer.content.decode()


def test_all_of_the_demonstration(demonstration, client):
    reindexed()

    file = read(client)

    assert 10 <= file.pages <= 16
    assert len(file.tagged("H3")) > 190
    assert file.said.count("Demonstration · ") == len(file.tagged("H3"))
