"""What else is in the week, entered in one form without a script: boxes to tick, rows to fill in."""

import gzip
import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.rules.planning import commitments
from groups.rules.planning.commitments import Commitment
from groups.views.plan.time_form import known_name
from tests.pages.reading import read

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
WORK = "12345-0900-1730_work"
TRAINING = "4-1900-2100_training"
A_ROW = {"name": "", "at": "", "to": "", "is": "busy", "weeks": ""}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_monday(clock):
    clock(MONDAY)


def sent(client, go="fit", *, rows=None, **parameters):
    """The form sent, with these fields filled in its rows (`m0`, `t0` …)."""
    fields = {f"{row}-{name}": value for row, said in (rows or {}).items() for name, value in (A_ROW | said).items()}
    return client.get("/plan/times/?" + urlencode(fields | parameters | {"go": go}, doseq=True))


def week_in(answer):
    """What an address that is answered with holds: its path, and its parameters."""
    parts = urlsplit(answer["Location"])
    return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}


def text_of(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2])).split())


def test_five_commitments_of_two_people_are_entered_by_ticks_in_one_go(client):
    answer = sent(client, **{"m-add": ["work", "school-run"], "t-add": ["training", "nights"]})

    assert (answer.status_code, week_in(answer)) == (
        302,
        (
            "/plan/fit/",
            {
                "busy": "12345-0900-1730_work.12345-0830-0915_school-run.12345-1500-1545_school-run",
                "theirs": "4-1900-2100-n_training.12345-2200-0600-na_nights",
            },
        ),
    )


def test_nights_next_week_are_in_the_other_weeks(client):
    answer = sent(client, **{"m-add": "nights-next"})

    assert week_in(answer)[1] == {"busy": "12345-2200-0600-b_nights"}


def test_a_blank_row_filled_in_becomes_a_time(client):
    row = {"name": "Choir practice", "day": ["1", "3"], "at": "19:15", "to": "9pm", "is": "need", "weeks": "b"}

    answer = sent(client, rows={"m0": row, "m1": {}})

    assert week_in(answer)[1] == {"busy": "24-1915-2100-nb_Choir-practice"}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("WORK", "work"),
        ("Children's bedtime", "bedtime"),
        ("night shift", "nights"),
        ("Yoga", "Yoga"),
        ("<script>alert(1)</script>\x00&plan=9.9", "plan-9-9"),
        ("", None),
    ],
)
def test_a_name_is_tidied_and_one_that_we_know_is_held_by_its_key(client, typed, name):
    answer = sent(client, rows={"m0": {"name": typed, "day": "0", "at": "09:00", "to": "10:00"}})

    assert week_in(answer)[1] == {"busy": "1-0900-1000" + (f"_{name}" if name else "")}


def test_each_button_leads_to_its_page_with_the_rest_of_the_week(client):
    held = {"plan": "12.34a", "home": "52.09,1.32", "by": "car", "target": "3", "latest": "2130", "first": "12"}
    wishes = {"kind": "smart", "anew": "yes"}

    answers = [sent(client, go, busy=WORK, **held, **wishes) for go in ("fit", "more", "week")]

    assert [week_in(answer) for answer in answers] == [
        (path, {"busy": WORK, **held, **wishes}) for path in ("/plan/fit/", "/plan/times/", "/plan/")
    ]


def test_a_row_is_changed_in_place_and_another_is_left_as_it_was(client):
    later = {"name": "work", "day": ["0", "1"], "at": "10:00", "to": "18:00"}

    answer = sent(client, busy=f"{WORK}.{TRAINING}", rows={"m0": later})

    assert week_in(answer)[1] == {"busy": f"12-1000-1800_work.{TRAINING}"}


def test_what_is_taken_out_can_be_put_back_from_the_next_page(client):
    answer = sent(client, "more", busy=f"{WORK}.{TRAINING}", rows={"m0": {"out": "yes"}})

    assert week_in(answer) == ("/plan/times/", {"busy": TRAINING, "out-busy": WORK})
    page = client.get(answer["Location"])
    assert "Taken out: Work." in text_of(page)
    back = next(link for link in read(page.content.decode()).links if f".{WORK}" in link)
    assert back == f"/plan/times/?busy={TRAINING}.{WORK}"


def test_the_page_after_names_what_was_taken_out_too(client):
    page = client.get(sent(client, "fit", theirs=TRAINING, rows={"t0": {"out": "yes"}})["Location"])

    assert "Taken out: Training." in text_of(page)


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(client):
    rows = {"m0": {"name": "Gym", "day": [], "at": "07:00", "to": "late"}}

    answer = sent(client, busy="", theirs=TRAINING, rows=rows, plan="12", **{"t-add": "work"})

    html, said = answer.content.decode(), text_of(answer)
    assert answer.status_code == 200
    assert "<title>Error: What else is in the week" in html
    assert said.startswith('id="main"') or "There is a problem" in said
    assert said.count("Choose at least one day.") == 2
    assert said.count("Enter a time such as 7:30pm or 19:30.") == 2
    fields = dict(read(html).sent)
    assert (fields["m0-name"], fields["m0-at"], fields["m0-to"], fields["t-add"]) == ("Gym", "07:00", "late", "work")
    assert (fields["plan"], fields["theirs"]) == ("12", TRAINING)


def test_a_time_that_is_emptied_is_a_mistake_and_not_taken_out(client):
    answer = sent(client, busy=WORK, rows={"m0": {}})

    assert "Choose at least one day." in text_of(answer)


def test_there_is_room_for_so_many_and_no_more(client):
    full = ".".join(f"1-{hour:02}00-{hour:02}30" for hour in range(20))

    answer = sent(client, busy=full, **{"m-add": "training"})

    assert "There is room for 20 times. Take some out." in text_of(answer)


def test_what_is_in_the_week_is_said_in_words_and_offered_no_second_time(client):
    said = text_of(client.get(f"/plan/times/?busy={WORK}&theirs=4-1900-2100-nb_training"))

    assert "Work Monday to Friday, 9am to 5:30pm – I am busy" in said
    assert "Training Thursday, 7pm to 9pm, next week and every other – They need me at home" in said
    mine = said.partition("The other’s times")[0]
    assert mine.count("Monday to Friday, 9am to 5:30pm") == 1


def test_it_says_who_should_plan_alone(client, demonstration):
    page = client.get("/plan/times/")

    assert "If you are afraid of someone at home, do not fill this in with them or send it." in text_of(page)
    links = read(page.content.decode()).links
    assert "/guidance/negotiating-time/#if-you-are-afraid-at-home" in links
    assert "/help-now/" in links


def test_a_time_that_cannot_be_read_from_the_address_is_left_out_and_said(client):
    said = text_of(client.get("/plan/times/?busy=12345-0900-1730_work.nonsense"))

    assert "A time in your week could not be read from the address" in said
    assert "Work Monday to Friday" in said


@pytest.mark.parametrize("busy", ["", ".".join(f"1-{hour:02}00-{hour:02}30_Term-{hour}" for hour in range(10))])
def test_the_page_asks_the_database_once_and_is_small(client, busy, django_assert_num_queries):
    client.get("/plan/times/")  # what every page knows of the site is read

    with django_assert_num_queries(1):
        page = client.get(f"/plan/times/?busy={busy}")

    assert page["Cache-Control"] == "private"
    assert read(page.content.decode()).robots == "noindex"
    assert len(gzip.compress(page.content)) < 14_000
    assert not page.cookies


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_whatever_a_time_is_called_an_address_holds_it(typed):
    one = Commitment((0, 4), 540, 1050, name=known_name(typed))

    assert commitments.read(commitments.write([one])) == ((one,), [])


HOSTILE = ["m0-at=" + "9" * 400, "m0-day=99", "m0-day=x", "m0-is=both", "m0-weeks=c", "go=nowhere", "m-add=nothing"]


@pytest.mark.parametrize("query", [*HOSTILE, "&".join(f"m{n}-weeks=&m{n}-name=%00%ED%A0%80" for n in range(400))])
def test_odd_addresses_are_answered(client, query):
    for go in ("", "&go=fit"):
        assert client.get(f"/plan/times/?m0-weeks=&{query}{go}").status_code in (200, 302)
