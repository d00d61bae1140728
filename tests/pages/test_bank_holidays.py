"""What visitors read of a bank holiday: who is known to meet, and of whom nobody knows."""

from datetime import UTC, date, datetime, time

import pytest

from groups.models import Site
from groups.search import vocabulary
from tests.factories import make_exception, make_group, make_meeting

pytestmark = pytest.mark.django_db

CHRISTMAS = date(2026, 12, 25)
ASK_FIRST = "It is a bank holiday: ask before you go."
KNOWN = "It meets on this bank holiday."


@pytest.fixture(autouse=True)
def advent(clock):
    clock(datetime(2026, 12, 14, 12, tzinfo=UTC))


def fridays(answer="", **fields):
    return make_meeting(weekday=4, bank_holidays=answer, **fields)


def on_christmas_day(client, view="list"):
    return client.get(f"/meetings/?date=2026-12-25&view={view}").content.decode()


def said_of(client, meeting):
    """The caution and the assurance of its row."""
    rows = [row for section in client.get("/meetings/?date=2026-12-25").context["sections"] for row in section.rows]
    return next((row.caution, row.assurance, row.state) for row in rows if row.url == meeting.get_absolute_url())


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("", (ASK_FIRST, "", "")),
        ("ask", (ASK_FIRST, "", "")),
        ("as-usual", ("", KNOWN, "")),
        ("no-meeting", ("", "", "cancelled")),
        ("week-later", ("", "", "moved")),
    ],
)
def test_the_answer_for_bank_holidays_is_told_where_nothing_is_said_of_the_date(client, answer, said):
    assert said_of(client, fridays(answer)) == said


@pytest.mark.parametrize("answer", ["", "ask", "as-usual", "no-meeting", "week-later"])
def test_a_date_that_is_known_to_meet_says_so_and_needs_no_caution(client, answer):
    meeting = fridays(answer)
    make_exception(meeting, "meets", CHRISTMAS)

    assert said_of(client, meeting) == ("", KNOWN, "")
    assert KNOWN in on_christmas_day(client, view="week")


@pytest.mark.parametrize("answer", ["", "as-usual", "no-meeting"])
def test_a_date_that_is_to_be_asked_about_says_so(client, answer):
    meeting = fridays(answer)
    make_exception(meeting, "ask", CHRISTMAS)

    assert said_of(client, meeting) == ("It is not known whether it meets on this date: ask before you go.", "", "")


def test_a_week_after_a_date_on_which_it_met_nothing_is_made_up_for(client):
    meeting = fridays("week-later", weeks=8)  # the fourth Friday
    make_exception(meeting, "meets", CHRISTMAS)

    assert client.get("/meetings/?date=2027-01-01").context["is_empty"]


def test_its_own_page_says_it_at_the_date(client):
    meeting, closed = fridays(), fridays(starts_at=time(9))
    make_exception(meeting, "meets", CHRISTMAS, note="Bring something to eat.")
    make_exception(closed, "ask", CHRISTMAS)
    known, asked = (client.get(one.get_absolute_url()).context for one in (meeting, closed))

    assert known["dates"][1]["note"] == f"{KNOWN} Bring something to eat."
    assert known["exceptions"] == []
    assert asked["exceptions"] == [
        "Friday 25 December: It is not known whether it meets on this date: ask before you go."
    ]


def test_sheets_of_paper_say_it_too(client):
    make_exception(fridays(), "meets", CHRISTMAS)
    fridays(group=make_group("Morning Light"))
    text = client.get("/leaflet/?date=2026-12-25").content.decode()

    assert (KNOWN in text, ASK_FIRST in text) == (True, True)


# --- The home page and the list of such a date


def quick_links(client):
    return {link["text"]: link["url"] for link in client.get("/").context["quick_links"]}


@pytest.fixture
def home(db, clock, client):
    """`home(day)`: the ways in from the home page, as they stand on that day at noon."""
    Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})

    def opened(day):
        clock(datetime(2026, *day, 12, tzinfo=UTC))
        vocabulary.forget()
        return {text: url for text, url in quick_links(client).items() if text.startswith("Open on")}

    return opened


def test_in_the_fortnight_before_a_bank_holiday_the_home_page_leads_to_who_is_open(home):
    assert home((12, 10)) == {}
    assert home((12, 11)) == {"Open on Christmas Day": "/meetings/?date=2026-12-25"}
    assert home((12, 25)) == {
        "Open on Christmas Day": "/meetings/?date=2026-12-25",
        "Open on Boxing Day, 26 December": "/meetings/?date=2026-12-26",
        "Open on the bank holiday, 28 December": "/meetings/?date=2026-12-28",
        "Open on New Year’s Day, 1 January": "/meetings/?date=2027-01-01",
    }
    assert home((8, 20)) == {"Open on the summer bank holiday, 31 August": "/meetings/?date=2026-08-31"}


def test_whose_bank_holidays_is_a_setting(home, settings):
    settings.HOLIDAYS = "GB-SCT"

    assert home((11, 20)) == {"Open on St Andrew’s Day, 30 November": "/meetings/?date=2026-11-30"}


def test_the_list_of_a_bank_holiday_says_how_it_is_to_be_read(client):
    fridays()
    note = "Christmas Day: each meeting says whether it is known to be open."

    assert client.get("/meetings/?date=2026-12-25").context["holiday_note"] == note
    assert note in on_christmas_day(client)
    for address in ("/meetings/?date=2026-12-18", "/meetings/?day=fri", "/meetings/"):
        assert client.get(address).context["holiday_note"] == "", address
