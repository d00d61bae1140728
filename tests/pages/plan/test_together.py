"""`/plan/together/`: a page for two that counts both alike, opens with a way out, and sends nobody's home along."""

import re
from datetime import UTC, datetime, time
from html import unescape

import pytest

from groups.rules.choices import Status
from groups.rules.schedule import FIRST
from tests.factories import make_group, make_meeting, make_place, make_venue
from tests.guidance.records import make_helpline, make_page
from tests.pages.reading import read

pytestmark = pytest.mark.django_db

THURSDAY = 3


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def harbour_lights():
    """On Thursdays at 7pm, two miles from Ipswich's middle."""
    venue = make_venue(lat=52.056, lng=1.1983)
    return make_meeting(
        group=make_group("Harbour Lights"), weekday=THURSDAY, starts_at=time(19), minutes=60, venue=venue
    )


def together(client, **asked):
    answer = client.get("/plan/together/", asked)
    assert answer.status_code == 200
    return answer


def needs(answer, whose):
    return [(need.said, need.is_met, [need.answer, *need.reasons]) for need in answer.context[whose]]


def words(answer) -> str:
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_queries_however_full_the_week_is(client, count, django_assert_num_queries):
    numbers = [str(make_meeting().pk) for _ in range(count)]

    # What every page needs, with its vocabulary and its articles; the meetings with two lists of theirs; helplines;
    # and what is the same as another.
    with django_assert_num_queries(13):
        together(client, plan=".".join(numbers), theirs="4-1800-1930-n")


def test_before_all_else_it_tells_who_is_afraid_to_plan_alone_and_whom_to_call(client):
    make_helpline("refuge", name="Refuge", number="0808 2000 247", topics=["domestic-abuse"], nations=["england"])
    make_helpline("scotland", name="Scotland's line", number="1", topics=["domestic-abuse"], nations=["scotland"])
    make_helpline("men", name="Men's Advice Line", number="0808 801 0327", topics=["domestic-abuse"])
    make_helpline("debt", name="Debt line", number="2", topics=["gambling"])

    said = words(together(client))

    afraid = "If you are afraid of someone at home, do not fill this in with them or send it. You can plan alone."
    assert said.index(afraid) < said.index("0808 2000 247") < said.index("What I need")
    assert "We have not rung these numbers yet: Refuge, Men's Advice Line." in said
    assert "Scotland's line" not in said
    assert "Debt line" not in said


def test_it_leads_to_keeping_a_visit_private_and_to_help(client):
    make_page("private-visit")

    links = read(together(client).content.decode()).links

    assert "/guidance/private-visit/" in links
    assert "/help-now/" in links


def test_both_columns_say_what_is_met_and_what_stands_in_the_way(client, harbour_lights):
    make_place("Ipswich", lat=52.056, lng=1.15)

    answer = together(
        client,
        plan=str(harbour_lights.pk),
        home="Ipswich",
        by="car",
        target="1",
        latest="2030",
        first=str(harbour_lights.pk),
        busy="2-1900-2100-n_class",
        theirs="4-1800-1930-n_bedtime.7-1000-1200-n",
    )

    assert needs(answer, "mine") == [
        ("1 meeting a week", True, ["The week has 1."]),
        ("Home by 8:30pm", True, [""]),
        ("My home group: Harbour Lights", True, [""]),
        ("Tuesday class, 7pm to 9pm", True, [""]),
    ]
    assert needs(answer, "theirs") == [
        ("Thursday children’s bedtime, 6pm to 7:30pm", False, ["", "Harbour Lights, back about 8:20pm"]),
        ("Sunday, 10am to midday", True, [""]),
    ]
    said = words(answer)
    assert "Still open Thursday children’s bedtime, 6pm to 7:30pm Because of Harbour Lights, back about 8:20pm." in said
    assert "Met Sunday, 10am to midday" in said


def test_it_weighs_nobody_against_the_other(client, harbour_lights):
    said = words(together(client, plan=str(harbour_lights.pk), busy="1-1900-2100-n", theirs="2-1900-2100-n"))

    assert re.findall(r"\b(hours?|total|altogether|more than|less than|percent)\b|%", said) == []


def test_where_no_home_is_in_the_address_it_says_that_journeys_are_not_counted(client, harbour_lights):
    answer = together(client, plan=str(harbour_lights.pk), theirs="4-1800-1930-n")

    assert needs(answer, "theirs")[0][2] == ["", "Harbour Lights, until about 8pm"]
    assert "The journeys are not counted in, because this address holds no home place." in words(answer)


def test_where_nothing_is_entered_for_the_other_it_says_so_and_leads_there(client):
    answer = together(client)

    assert "Nothing is entered for the other yet, so this page shows one side only." in words(answer)
    assert "/plan/times/" in read(answer.content.decode()).links


def test_what_is_open_leads_to_searches_that_could_meet_it(client, harbour_lights):
    make_place("Ipswich", lat=52.056, lng=1.15)

    answer = together(client, plan=str(harbour_lights.pk), home="Ipswich", by="car", theirs="1234-1800-1930-n_bedtime")

    assert [(idea.text, idea.url) for idea in answer.context["ideas"]] == [
        (
            "Another day than Thursday, in place of Harbour Lights",
            "/meetings/?day=fri&day=sat&day=sun&near=Ipswich",
        ),
        ("A meeting on Thursday where children may come", "/meetings/?day=thu&children=yes&near=Ipswich"),
        ("A meeting on Thursday online, with no journey", "/meetings/?day=thu&attend=online"),
        ("A group for the other too, if they would like one", "/meetings/?for=family"),
    ]


def test_such_a_search_takes_the_week_along(client, harbour_lights):
    links = read(together(client, plan=str(harbour_lights.pk), theirs="4-1800-1930-n").content.decode()).links

    assert [link for link in links if link.startswith("/meetings/?day=")] == [
        f"/meetings/?day=mon&day=tue&day=wed&day=fri&day=sat&day=sun&plan={harbour_lights.pk}&theirs=4-1800-1930-n",
        f"/meetings/?day=thu&attend=online&plan={harbour_lights.pk}&theirs=4-1800-1930-n",
    ]


def test_a_meeting_that_ends_too_late_leads_to_earlier_ones_of_its_day(client, harbour_lights):
    answer = together(client, plan=str(harbour_lights.pk), latest="1930")

    assert answer.context["ideas"][0].text == "A meeting on Thursday that starts before 6:30pm"
    assert answer.context["ideas"][0].url == "/meetings/?day=thu&until=18%3A30"


def test_a_time_at_which_the_other_is_busy_could_be_somebody_elses(client):
    answer = together(client, busy="2-1900-2100-n_class", theirs="2-1800-2000_work")

    assert answer.context["ideas"][0].text == (
        "Somebody else at home for Tuesday class, 7pm to 9pm: family, a friend, a neighbour"
    )


def test_a_family_member_is_offered_a_group_for_the_one_with_the_problem(client):
    meeting = make_meeting(group=make_group("Families", audience="family"))

    answer = together(client, plan=str(meeting.pk))

    assert answer.context["ideas"][-1].url == "/meetings/?for=self"


def test_the_sheet_has_the_week_by_day_and_room_for_who_does_what(client, harbour_lights):
    answer = together(
        client,
        plan=f"{harbour_lights.pk}a",
        busy="4-0900-1730_work",
        theirs="4-1800-1930-n_bedtime.4-0800-1200_work",
    )

    thursday = answer.context["days"][THURSDAY]
    assert thursday.mine == [
        "work, 9am to 5:30pm",
        "7pm Harbour Lights, until about 8pm, every other week from 23 November",
    ]
    assert thursday.theirs == ["work, 8am to midday"]
    assert thursday.at_home == ["children’s bedtime, 6pm to 7:30pm"]
    assert "We look at this again on (perhaps Monday 7 December 2026):" in words(answer)


def test_a_meeting_that_is_not_in_every_week_stands_below_it(client):
    monthly = make_meeting(group=make_group("First Friday"), weekday=4, weeks=FIRST)

    assert together(client, plan=str(monthly.pk)).context["not_every_week"] == [
        "First Friday: 1st Friday of the month, 7:30pm"
    ]


def test_it_can_leave_out_the_names_of_the_meetings(client, harbour_lights):
    asked = {"plan": str(harbour_lights.pk), "first": str(harbour_lights.pk), "theirs": "4-1800-1930-n"}

    said = words(together(client, **asked, discreet="yes"))

    assert "Harbour Lights" in words(together(client, **asked))
    assert "Harbour Lights" not in said
    assert "7pm appointment" in said


def test_the_link_to_send_is_the_whole_week_without_the_home(client, harbour_lights):
    make_place("Ipswich", lat=52.056, lng=1.15)

    answer = together(client, plan=str(harbour_lights.pk), home="Ipswich", by="car", theirs="4-1800-1930-n_bedtime")

    assert answer.context["link"] == (
        f"http://127.0.0.1:8000/plan/?plan={harbour_lights.pk}&theirs=4-1800-1930-n_bedtime&by=car"
    )
    assert answer.content.decode().count('class="qr"') == 1
    assert "Send it only to somebody you trust." in words(answer)


def test_a_week_too_full_for_a_code_is_sent_as_a_link(client):
    times = ".".join(f"1234567-0{n}00-0{n}30_what-a-very-long-name-{n}" for n in range(8))

    answer = together(client, busy=times, theirs=times)

    assert 'class="qr"' not in answer.content.decode()
    assert "There is too much in this week for a code to scan. Send the link." in words(answer)


def test_its_title_is_neutral_and_nobody_keeps_the_page(client, harbour_lights):
    answer = together(client, plan=str(harbour_lights.pk), theirs="4-1800-1930-n_Bob")

    page = read(answer.content.decode())
    assert page.title == "Our week"
    assert page.robots == "noindex"
    assert "private" in answer["Cache-Control"]
    assert not answer.cookies


def test_what_cannot_be_read_and_what_is_gone_is_said(client):
    closed = make_meeting(status=Status.CLOSED)

    said = words(together(client, plan=f"{closed.pk}.x", target="many"))

    assert "“x” is no number of a meeting, so it was left out of your week." in said
    assert "Choose a number from 1 to 7, or as many as you can." in said
    assert "Not every meeting in this link is listed any more." in said
