"""Contacts are asked about one date by letter, and what they say is written at once or waits for staff."""

import re
from datetime import UTC, date, datetime, time
from smtplib import SMTPRecipientsRefused

import pytest

from groups.models import DateAsked, Deed, Group, MeetingException, Site
from groups.upkeep import asking_dates
from tests.admin.pages import filled_in
from tests.admin.test_dates import signed_in
from tests.factories import make_area, make_exception, make_feed, make_group, make_meeting
from tests.upkeep.test_letter_sending import Server

pytestmark = pytest.mark.django_db

CHRISTMAS = date(2026, 12, 25)
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
SHEET = "/admin/groups/meetingexception/holidays/?date=2026-12-25"


@pytest.fixture(autouse=True)
def advent(settings, monkeypatch):
    settings.MAIL_IS_SET = True
    Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk Groups", "email": "hub@example.org"})
    clock = {"now": NOW}
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock["now"])
    return clock


def friday(answer="", contact="secretary@example.org", hour=19, **fields):
    fields.setdefault("group", make_group(private_contact=contact))
    return make_meeting(weekday=4, bank_holidays=answer, starts_at=time(hour, 30), **fields)


def ask(*meetings):
    return asking_dates.ask(meetings, day=CHRISTMAS, now=NOW)


def link_in(letter):
    return re.search(r"http://\S+(/confirm/\S+/)", letter.body)[1]


def answer(client, letter, **by_hour):
    """Open the letter's page and send it with an answer for each meeting, named by its hour."""
    page = client.get(link_in(letter))
    rows = {row.meeting.starts_at.hour: row for row in DateAsked.objects.select_related("meeting")}
    sent = {}
    for name, (said, at) in by_hour.items():
        row = rows[int(name.removeprefix("at_"))]
        sent |= {f"answer-{row.pk}": said, f"at-{row.pk}": at}
    return page, client.post(link_in(letter), sent)


def said():
    return list(MeetingException.objects.order_by("meeting").values_list("meeting", "kind", "first"))


def test_one_letter_goes_to_each_address_about_all_of_theirs_and_names_them_last(mailoutbox):
    first, second = friday(hour=9), friday(hour=19, contact="Secretary@Example.org")
    other = friday(contact="other@example.org")

    done = ask(first, second, other)

    assert (done.letters, done.more, done.stopped) == (2, 0, "")
    letter = mailoutbox[0]
    assert (letter.to, letter.subject) == (["secretary@example.org"], "Are you open on this date?")
    assert "Do you meet on Friday 25 December 2026?" in letter.body
    assert letter.body.index("/confirm/") < letter.body.index("- Harbour Lights, 9:30am\n- Harbour Lights, 7:30pm")
    assert letter.reply_to == ["hub@example.org"]


def test_nobody_is_asked_twice_nor_who_wants_no_letters_nor_who_is_invented(mailoutbox):
    asked, none = friday(), friday(contact="")
    ended = friday(group=make_group(private_contact="a@example.org", letters_ended="unwanted"))
    invented = friday(group=make_group(private_contact="b@example.org", feed=make_feed("demonstration")))

    ask(asked, none, ended, invented)
    again = ask(asked, none, ended, invented)

    assert (len(mailoutbox), again.letters) == (1, 0)


def test_a_new_contact_is_asked_anew_and_the_old_link_ends(client, mailoutbox):
    meeting = friday()
    ask(meeting)
    meeting.group.private_contact = "new@example.org"
    meeting.group.save()

    assert client.get(link_in(mailoutbox[0])).status_code == 404
    assert ask(meeting).letters == 1
    assert client.get(link_in(mailoutbox[1])).status_code == 200


def test_the_address_is_kept_nowhere():
    ask(friday())

    row = DateAsked.objects.get()
    assert "secretary" not in repr({field.name: getattr(row, field.name) for field in row._meta.fields})


def test_to_look_changes_nothing_and_that_it_meets_is_written_at_once(client, mailoutbox):
    meeting = friday()
    ask(meeting)
    client.get(link_in(mailoutbox[0]))
    assert said() == []

    page, done = answer(client, mailoutbox[0], at_19=("meets", ""))

    assert [line.name for line in page.context["lines"]] == ["Harbour Lights"]
    assert (page["X-Robots-Tag"], page["Cache-Control"], page.cookies) == (
        "noindex",
        "max-age=0, no-cache, no-store, must-revalidate, private",
        {},
    )
    assert said() == [(meeting.pk, "meets", CHRISTMAS)]
    deed = Deed.objects.get()
    assert (deed.source, deed.by_words, deed.said) == (
        "contact",
        "the group’s contact",
        "Meets on Friday 25 December",
    )
    assert done.context["said"]["sentences"][1] == "The list now says that it meets on Friday 25 December 2026."


@pytest.mark.parametrize(
    ("standing", "answered"), [("", ("not", "")), ("ask", ("moved", "10am")), ("no-meeting", ("meets", ""))]
)
def test_whatever_would_change_the_list_waits_for_staff(client, mailoutbox, standing, answered):
    meeting = friday(standing)
    ask(meeting)

    _page, done = answer(client, mailoutbox[0], at_19=answered)

    assert said() == []
    assert done.context["said"]["sentences"][1] == "Our staff look at what you said, usually within a few days."
    row = DateAsked.objects.get()
    assert (row.answer, row.starts_at, row.is_settled) == (answered[0], time(10) if answered[1] else None, False)
    assert meeting.pk == row.meeting_id


def test_what_a_contact_says_is_chosen_on_the_sheet_and_written_as_staff_save_it(client, mailoutbox):
    meeting, quiet = friday(), friday(contact="", hour=9)
    ask(meeting)
    answer(client, mailoutbox[0], at_19=("moved", "10am"))
    editor = signed_in("editor")

    page = editor.get(SHEET)
    line = next(line for line in page.context["lines"] if line.heard)
    editor.post(SHEET, filled_in(page, "sheet_form"))

    assert (line.asked, line.at) == ("The contact says: Other time 10am", "10:00")
    assert [(row.meeting, row.kind, row.starts_at) for row in MeetingException.objects.all()] == [
        (meeting, "moved", time(10))
    ]
    assert not any(line.heard for line in editor.get(SHEET).context["lines"])
    assert quiet.pk


def test_staff_may_decide_otherwise_and_the_answer_waits_no_more(client, mailoutbox):
    meeting = friday()
    ask(meeting)
    answer(client, mailoutbox[0], at_19=("not", ""))
    editor = signed_in("editor")

    form = filled_in(editor.get(SHEET), "sheet_form")
    editor.post(SHEET, form | {f"answer-{meeting.pk}-20261225": "ask"})

    assert said() == []
    assert DateAsked.objects.get().is_settled


def test_an_answer_that_comes_while_staff_look_waits_for_the_next_look(client, mailoutbox):
    meeting = friday()
    ask(meeting)
    editor = signed_in("editor")
    answer(client, mailoutbox[0], at_19=("not", ""))
    form = filled_in(editor.get(SHEET), "sheet_form")
    answer(client, mailoutbox[0], at_19=("moved", "10am"))

    editor.post(SHEET, form | {f"answer-{meeting.pk}-20261225": "ask"})

    assert [line.asked for line in editor.get(SHEET).context["lines"]] == ["The contact says: Other time 10am"]


def test_a_form_without_an_answer_or_with_a_wrong_time_is_shown_again(client, mailoutbox):
    ask(friday())

    _page, empty = answer(client, mailoutbox[0], at_19=("", ""))
    _page, wrong = answer(client, mailoutbox[0], at_19=("moved", "later"))

    assert empty.context["problem"] == "Choose an answer for at least one meeting."
    assert [error["message"] for error in wrong.context["errors"]] == ["Enter the other time, such as 7:30pm."]
    assert DateAsked.objects.get().answer == ""


def test_a_forged_or_cut_link_leads_nowhere_and_the_link_ends_with_its_date(client, mailoutbox, advent):
    ask(friday())
    address = link_in(mailoutbox[0])

    assert client.get(f"{address[:-4]}/").status_code == 404
    assert client.get("/confirm/date.nothing.xyz/").status_code == 404
    advent["now"] = datetime(2026, 12, 26, 9, tzinfo=UTC)
    assert client.get(address).context["said"]["title"] == "That date is over"
    assert client.post(address, {f"answer-{DateAsked.objects.get().pk}": "meets"}).status_code == 200
    assert said() == []


def test_the_sheet_asks_those_without_an_answer_and_says_who_was_asked(mailoutbox):
    friday(hour=9)
    make_exception(friday(hour=12, contact="known@example.org"), "meets", CHRISTMAS)
    editor = signed_in("editor")
    assert editor.get(SHEET).context["letters"] == 1

    page = editor.post(SHEET, {"do": "ask"}, follow=True)

    assert [letter.to for letter in mailoutbox] == [["secretary@example.org"]]
    assert [str(message) for message in page.context["messages"]] == ["1 letter sent."]
    assert page.context["letters"] == 0
    assert [line.asked for line in page.context["lines"]] == ["Asked on Tuesday 1 December", ""]


def test_letters_leave_only_for_ones_own_and_only_by_editors(mailoutbox, settings):
    ours = make_area("Ipswich")
    friday(group=make_group(area=make_area("Leeds"), private_contact="leeds@example.org"))

    signed_in("editor", ours).post(SHEET, {"do": "ask"})
    assert signed_in("moderator").post(SHEET, {"do": "ask"}).status_code == 403
    settings.MAIL_IS_SET = False
    assert signed_in("editor").post(SHEET, {"do": "ask"}).status_code == 403

    assert mailoutbox == []


def test_what_does_not_leave_was_not_asked_and_a_refused_address_is_written_to_no_more(monkeypatch):
    meetings = [friday(contact=f"{name}@example.org") for name in ("away", "gone", "there")]
    fails = {"away": TimeoutError(), "gone": SMTPRecipientsRefused({"gone@example.org": (550, b"No such user")})}
    monkeypatch.setattr("groups.upkeep.mailing.get_connection", lambda: Server(**fails))

    assert ask(*meetings).stopped.startswith("The mail server")
    assert not DateAsked.objects.filter(asked_at__isnull=False).exists()
    del fails["away"]
    assert ask(*meetings).letters == 2
    assert list(Group.objects.order_by("pk").values_list("letters_ended", flat=True)) == [
        "",
        "refused",
        "",
    ]
