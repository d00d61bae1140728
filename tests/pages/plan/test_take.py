"""`/plan/take/`: the week as a calendar, as words and as a link, each no more than it has to say."""

import re
from datetime import UTC, date, datetime, time

import pytest
import segno

from tests.factories import make_exception, make_group, make_meeting, make_place, make_venue
from tests.pages.reading import read

pytestmark = pytest.mark.django_db

BUSY = "12345-0900-1730_work.4-1900-2100_training.6-1000-1200_class.2-1900-2030-n_appointment.7-0900-1200_caring"
THEIRS = (
    "1234567-1830-1930-n_bedtime.12345-0800-1600_work.3-1930-2200_choir.12345-2200-0600-b_nights.12345-0830-0915-n_"
    "school-run"
)


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def harbour_lights():
    return make_meeting(group=make_group("Harbour Lights"))


def take(client, **asked):
    answer = client.get("/plan/take/", asked)
    assert answer.status_code == 200
    return answer


def copied(answer) -> list[str]:
    """The lines of the list, less the one of its date."""
    text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", answer.content.decode(), re.DOTALL)[1]
    *said, nothing, as_of = text.split("\n")
    assert (nothing, as_of) == ("", "As of Monday 23 November 2026. Check before you travel.")
    return said


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_queries_however_full_the_week_is(client, count, django_assert_num_queries):
    meetings = [make_meeting() for _ in range(count)]
    for meeting in meetings:
        make_exception(meeting, "cancelled", date(2026, 11, 23))

    # What every page needs, with its vocabulary and its articles; what is the same as another; the meetings with two
    # lists of theirs.
    with django_assert_num_queries(12):
        take(client, plan=".".join(str(meeting.pk) for meeting in meetings))


def test_the_list_has_a_line_for_each_meeting_by_day_and_time(client, harbour_lights):
    online = make_meeting(group=make_group("Kitchen Table"), attendance="online", weekday=1, starts_at=time(7))
    monthly = make_meeting(group=make_group("Long Walk"), weekday=5, weeks=1, starts_at=time(10))

    answer = take(client, plan=f"{online.pk}b.{monthly.pk}.{harbour_lights.pk}")

    assert copied(answer) == [
        "Monday 7:30pm Harbour Lights, Trinity Hall, Ipswich",
        "Tuesday 7am Kitchen Table, Online, every other week from 30 November",
        "1st Saturday of the month, 10am, Long Walk, Trinity Hall, Ipswich",
    ]


def test_what_is_different_in_the_next_seven_days_stands_below(client, harbour_lights):
    make_exception(harbour_lights, "cancelled", date(2026, 11, 23), note="Heating")
    moved = make_meeting(group=make_group("Fresh Page"), weekday=2)
    chapel = make_venue("The Chapel", town="Woodbridge")
    make_exception(moved, "moved", date(2026, 11, 25), venue=chapel)
    make_exception(moved, "cancelled", date(2026, 12, 2))

    assert copied(take(client, plan=f"{harbour_lights.pk}.{moved.pk}"))[2:] == [
        "",
        "In the next seven days:",
        "Monday 23 November, 7:30pm Harbour Lights: It does not meet. Heating",
        "Wednesday 25 November, 7:30pm Fresh Page, The Chapel, Woodbridge: At another place on this date.",
    ]


def test_it_can_leave_out_the_names_of_the_meetings(client, harbour_lights):
    make_exception(harbour_lights, "cancelled", date(2026, 11, 23), note="No AA tonight")

    assert copied(take(client, plan=str(harbour_lights.pk), discreet="yes")) == [
        "Monday 7:30pm, Trinity Hall, Ipswich",
        "",
        "In the next seven days:",
        "Monday 23 November, 7:30pm: It does not meet.",
    ]


def test_a_hidden_venue_stays_hidden(client):
    hidden = make_meeting(group=make_group("Harbour Lights"), venue=make_venue("Refuge House", precision="hidden"))

    assert "Refuge House" not in take(client, plan=str(hidden.pk)).content.decode()


def test_the_calendar_is_told_of_the_meetings_and_of_nothing_else(client, harbour_lights):
    make_place("Ipswich", lat=52.056, lng=1.15)

    page = take(client, plan=f"{harbour_lights.pk}a", home="Ipswich", busy=BUSY, theirs=THEIRS).content.decode()

    form = re.search(r'<form class="take__form".*?</form>', page, re.DOTALL)[0]
    assert 'action="/plan.ics"' in form
    assert read(form).sent == [("plan", f"{harbour_lights.pk}a"), ("alarm", ""), ("alarm", "30"), ("alarm", "120")]
    assert re.findall(r'value="(\w*)" checked', form) == [""], "no names are left out and no reminder set unasked"


def test_the_form_of_the_calendar_leads_to_a_calendar(client, harbour_lights):
    answer = client.get("/plan.ics", {"plan": str(harbour_lights.pk), "discreet": "yes", "alarm": "30"})

    assert answer["Content-Type"].startswith("text/calendar")


def test_paper_is_the_week_and_the_sheet_for_two(client, harbour_lights):
    links = read(take(client, plan=str(harbour_lights.pk)).content.decode()).links

    assert f"/plan/?plan={harbour_lights.pk}" in links
    assert f"/plan/together/?plan={harbour_lights.pk}#sheet" in links


def test_a_week_without_meetings_leads_to_where_there_are_some(client):
    answer = take(client, busy="1-0900-1700")

    assert "There is no meeting in your week yet" in answer.content.decode()
    assert "/plan/fit/?busy=1-0900-1700" in read(answer.content.decode()).links


def test_seven_meetings_and_ten_commitments_make_a_link_that_a_code_can_hold(client):
    meetings = [make_meeting(weekday=day) for day in range(7)]
    make_place("Ipswich", lat=52.056, lng=1.15)
    asked = {
        "plan": ".".join(f"{meeting.pk}a" for meeting in meetings),
        "busy": BUSY,
        "theirs": THEIRS,
        "home": "Ipswich",
        "by": "cycle",
        "target": "7",
        "latest": "2130",
        "first": str(meetings[0].pk),
    }

    answer = take(client, **asked)

    link = answer.context["link"]
    assert len(link) < 600 - len("https://meetings.in-a-long-county.example.org") - 7 * len("123456")
    assert "home" not in link
    code = segno.make(link, error="m", micro=False, boost_error=False)
    width = code.symbol_size(border=4)[0]
    assert f'viewBox="0 0 {width} {width}"' in answer.content.decode()
    assert code.version <= 18  # 89 squares across: each still a third of a millimetre on three centimetres


def test_the_link_opens_the_same_week(client, harbour_lights):
    link = take(client, plan=f"{harbour_lights.pk}a", theirs=THEIRS).context["link"]

    answer = client.get(link.removeprefix("http://127.0.0.1:8000"))

    assert answer.status_code == 200
    assert answer.context["plan"].parameters() == {"plan": f"{harbour_lights.pk}a", "theirs": THEIRS}


def test_nobody_keeps_the_page_and_its_title_says_nothing_of_the_week(client, harbour_lights):
    answer = take(client, plan=str(harbour_lights.pk), busy="1-0900-1000_Bob")

    page = read(answer.content.decode())
    assert page.title.startswith("Take it along")
    assert "Bob" not in page.title
    assert page.robots == "noindex"
    assert "private" in answer["Cache-Control"]
    assert not answer.cookies
