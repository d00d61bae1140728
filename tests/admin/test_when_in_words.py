"""The box "When, in words" on a meeting's page, its preview, and the address that answers while one types."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from groups.models import Deed, Meeting
from tests.admin.pages import errors, filled_in, page_of, save
from tests.factories import make_group, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

ASK = "/admin/groups/meeting/when/"


@pytest.fixture(autouse=True)
def a_monday(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))


def said(response):
    return response.context["adminform"].form.fields["when"].widget.said


def test_the_words_become_the_fields_when_the_page_is_saved(editor_client):
    meeting = make_meeting(minutes=60)

    answer = save(editor_client, meeting, when="2nd and 4th Tuesdays 7.30pm to 9, not in August")

    meeting.refresh_from_db()
    assert errors(answer) == {}
    assert (meeting.weekday, meeting.weeks, meeting.starts_at, meeting.minutes) == (1, 10, time(19, 30), 90)
    assert meeting.months == 4095 & ~(1 << 7)


def test_what_the_words_leave_open_stays_as_it_is(editor_client):
    meeting = make_meeting(minutes=75, bank_holidays="ask")

    save(editor_client, meeting, when="last Sunday of the month")

    meeting.refresh_from_db()
    assert (meeting.weekday, meeting.weeks, meeting.starts_at, meeting.minutes) == (6, 32, time(19, 30), 75)
    assert meeting.bank_holidays == "ask"


def test_every_other_week_is_counted_from_the_date_that_was_said(editor_client):
    meeting = make_meeting()

    save(editor_client, meeting, when="every other Friday at noon from 4 December")

    meeting.refresh_from_db()
    assert (meeting.interval, meeting.first) == (2, date(2026, 12, 4))
    assert next(meeting.rule.dates(since=date(2026, 12, 1), until=date(2027, 1, 1))) == date(2026, 12, 4)


def test_the_button_shows_the_next_six_dates_and_stores_nothing(editor_client):
    meeting = make_meeting(minutes=60)

    page = save(editor_client, meeting, when="1st Tuesday 8pm", note="Ring twice.", _show_dates="1")

    assert page.status_code == 200
    assert said(page) == {
        "words": "1st Tuesday of the month, 8pm to 9pm",
        "dates": [
            "Tuesday 1 December 2026", "Tuesday 5 January 2027", "Tuesday 2 February 2027", "Tuesday 2 March 2027",
            "Tuesday 6 April 2027", "Tuesday 4 May 2027",
        ],
        "hints": [],
    }  # fmt: skip
    assert "errornote" not in page.content.decode()
    typed = filled_in(page, "meeting_form")
    assert (typed["weekday"], typed["starts_at"], typed["weeks"], typed["note"]) == (["1"], ["20:00"], ["1"],
                                                                                     ["Ring twice."])  # fmt: skip
    meeting.refresh_from_db()
    assert (meeting.weekday, meeting.note, Deed.objects.count()) == (0, "", 0)


def test_after_the_preview_the_fields_count(editor_client):
    meeting = make_meeting()
    page = save(editor_client, meeting, when="Tuesdays 8pm", _show_dates="1")

    editor_client.post(page_of(meeting), filled_in(page, "meeting_form") | {"starts_at": "8.15pm"})

    meeting.refresh_from_db()
    assert (meeting.weekday, meeting.starts_at) == (1, time(20, 15))


def test_a_page_of_a_new_meeting_shows_dates_too(editor_client):
    group = make_group()
    add = "/admin/groups/meeting/add/"
    typed = filled_in(editor_client.get(add), "meeting_form")

    page = editor_client.post(add, typed | {"group": group.pk, "when": "Mondays 7pm", "_show_dates": "1"})

    assert said(page)["dates"][0] == "Monday 23 November 2026"
    assert not Meeting.objects.exists()


def test_words_that_are_not_understood_are_named_and_nothing_is_lost(editor_client):
    meeting = make_meeting()

    page = save(editor_client, meeting, when="Tuesdays in the hall 7pm", note="Ring twice.")

    assert errors(page) == {"when": ["“hall” was not understood. Write it like “2nd and 4th Tuesdays 7.30pm to 9”."]}
    typed = filled_in(page, "meeting_form")
    assert (typed["when"], typed["note"], typed["weekday"]) == (["Tuesdays in the hall 7pm"], ["Ring twice."], ["0"])


def test_by_arrangement_may_be_written_too(editor_client):
    meeting = make_meeting()

    save(editor_client, meeting, when="by arrangement")

    meeting.refresh_from_db()
    assert (meeting.by_arrangement, meeting.weekday) == (True, None)


def test_an_observer_is_shown_no_box(observer_client):
    page = observer_client.get(page_of(make_meeting()))
    assert 'name="when"' not in page.content.decode()


# --- While one types


def test_the_answer_holds_words_dates_and_fields(editor_client, django_assert_num_queries):
    editor_client.get(ASK)

    with django_assert_num_queries(3):  # session, user, and what they may do
        answer = editor_client.get(ASK, {"when": "2nd Tuesday 7.30pm", "interval": "1"})

    told = answer.json()
    assert told["said"]["words"] == "2nd Tuesday of the month, 7:30pm"
    assert len(told["said"]["dates"]) == 6
    assert (told["fields"]["weekday"], told["fields"]["weeks"], told["fields"]["starts_at"]) == (
        ["1"],
        ["2"],
        ["19:30"],
    )
    assert told["trouble"] == []
    assert "no-store" in answer["Cache-Control"]


def test_once_the_words_are_in_the_fields_these_are_said_back(editor_client):
    asked = {"when": "Tuesdays 7pm", "when_read": "Tuesdays 7pm", "weekday": "2", "starts_at": "8pm", "interval": "1"}

    told = editor_client.get(ASK, asked).json()

    assert (told["said"]["words"], told["fields"]) == ("Every Wednesday, 8pm", None)


def test_a_line_of_several_has_its_prefix(editor_client):
    told = editor_client.get(ASK, {"prefix": "times-1-", "times-1-when": "Tuesdays 7pm"}).json()
    assert told["fields"]["weekday"] == ["1"]


@pytest.mark.parametrize("words", ["", "\x00", "x" * 5000, "Tuesday Wednesday", "٣ pm", "31/02/2026 7pm"])
def test_whatever_is_asked_has_an_answer(editor_client, words):
    answer = editor_client.get(ASK, {"when": words, "interval": "x", "weekday": "9", "prefix": "\x00"})
    assert answer.status_code == 200
    assert answer.json()["said"] is None


def test_it_answers_only_to_staff(client):
    assert client.get(ASK, {"when": "Tuesdays 7pm"}).status_code in (302, 403)
