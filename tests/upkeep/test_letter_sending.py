"""Sending: stored first, each once, reminded twice; nothing is lost by a server that refuses or is away."""

import smtplib
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from groups.models import Group, Letter, Site
from groups.rules import letter as words
from groups.upkeep import letter_links, letter_sending, letters, mailing
from groups.upkeep.letter_sending import CLAIM_LASTS
from tests.upkeep.writing_letters import NOW, SECRETARY, TODAY, WEEK, make_asked, path_in, write_and_send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_is_set(settings):
    settings.MAIL_IS_SET = True


class Server:
    """Stands in for the mail server: `fails` says what it answers to whom."""

    def __init__(self, **fails):
        self.fails, self.took = fails, []

    def open(self):
        if "open" in self.fails:
            raise self.fails["open"]

    def close(self):
        pass

    def send_messages(self, messages):
        for message in messages:
            name = message.to[0].partition("@")[0]
            if name in self.fails:
                raise self.fails[name]
            self.took.append(message.to[0])
        return len(messages)


@pytest.fixture
def server(monkeypatch):
    """`server(secretary=error)` is what the letters go to from now on."""

    def put(**fails):
        here = Server(**fails)
        monkeypatch.setattr("groups.upkeep.mailing.get_connection", lambda: here)
        return here

    return put


def states():
    return dict(Letter.objects.values_list("to", "state"))


def test_a_letter_says_who_writes_why_and_how_it_ends_and_names_no_fellowship_in_its_subject(mailoutbox):
    Site.objects.create(pk=1, name="Suffolk Groups", run_by="A hub", email="hub@example.org")
    make_asked("Ipswich AA")
    make_asked("Deben Al-Anon")

    done = write_and_send()

    [letter] = mailoutbox
    assert (done.sent, letter.to, letter.reply_to) == (1, [SECRETARY], ["hub@example.org"])
    assert letter.subject == "Is your listing still right?"
    first = letter.body.splitlines()[0]
    assert first == (
        "Suffolk Groups (http://127.0.0.1:8000) writes to you: a public list of local groups, run by A hub. "
        "We have this address because it was given to our staff as the contact of some groups."
    )
    assert "- Deben Al-Anon\n- Ipswich AA\n" in letter.body
    assert letter.body.index(path_in(letter)) < letter.body.index("Ipswich AA")
    assert "we delete the address within 30 days" in letter.body
    assert "Sunday 21 February 2027" in letter.body


def test_reminders_go_after_two_and_after_four_weeks_and_then_it_ends(mailoutbox):
    make_asked()
    said = []
    for days in (0, 13, 14, 15, 28, 29, 41, 42, 43):
        done = write_and_send(NOW + timedelta(days=days))
        said.append((days, done.sent, done.reminded, Letter.objects.get().state))

    assert said == [
        (0, 1, 0, "sent"),
        (13, 0, 0, "sent"),
        (14, 0, 1, "sent"),
        (15, 0, 0, "sent"),
        (28, 0, 1, "sent"),
        (29, 0, 0, "sent"),
        (41, 0, 0, "sent"),
        (42, 0, 0, "ended"),
        (43, 0, 0, "ended"),
    ]
    assert Letter.objects.get().why == "No answer."
    assert ["before and have had no answer" in one.body for one in mailoutbox] == [False, True, True]
    assert "This is the last letter about it for now." in mailoutbox[2].body
    assert len({one.subject for one in mailoutbox}) == 1


def test_a_reminder_asks_only_about_what_was_not_answered(mailoutbox):
    make_asked("Answered")
    make_asked("Not answered")
    write_and_send()
    Letter.objects.get().asked.filter(group__name="Answered").update(answer="closed")

    write_and_send(NOW + 2 * WEEK)

    assert "- Not answered" in mailoutbox[1].body
    assert "- Answered" not in mailoutbox[1].body


def test_nothing_goes_to_who_was_the_contact_once(mailoutbox):
    make_asked()
    letters.write_letters(now=NOW)
    Group.objects.update(private_contact="new@example.org")

    letter_sending.send_waiting(now=NOW)

    assert mailoutbox == []
    assert states() == {SECRETARY: "ended"}


def test_a_server_that_is_away_loses_nothing(server, mailoutbox):
    make_asked()
    server(open=ConnectionRefusedError())

    done = write_and_send()

    assert done.stopped.startswith("Nothing answers at the mail server")
    assert (done.sent, states()) == (0, {SECRETARY: "waiting"})
    here = server()
    assert letter_sending.send_waiting(now=NOW + timedelta(minutes=1)).sent == 1
    assert here.took == [SECRETARY]


def test_a_server_that_breaks_off_stops_the_run_and_the_rest_waits(server):
    for name in ("a", "b", "c"):
        make_asked(name, contact=f"{name}@example.org")
    server(b=smtplib.SMTPServerDisconnected("bye"))

    done = write_and_send()

    assert (done.sent, done.stopped != "") == (1, True)
    assert states() == {"a@example.org": "sent", "b@example.org": "waiting", "c@example.org": "waiting"}
    assert letter_sending.waiting() == 2
    assert not Letter.objects.exclude(claimed_at=None).exists()


def test_a_refused_address_ends_its_letters_and_the_run_goes_on(server):
    for name in ("a", "b", "c"):
        make_asked(name, contact=f"{name}@example.org")
    make_asked("b too", contact="B@example.org")
    server(b=smtplib.SMTPRecipientsRefused({"b@example.org": (550, b"no such user")}))

    done = write_and_send()

    assert (done.sent, done.refused, done.stopped) == (2, 1, "")
    assert states()["b@example.org"] == "ended"
    assert sorted(Group.objects.filter(letters_ended="refused").values_list("name", flat=True)) == ["b", "b too"]


def test_an_address_that_is_refused_for_now_waits(server):
    make_asked()
    server(secretary=smtplib.SMTPRecipientsRefused({SECRETARY: (451, b"greylisted")}))

    done = write_and_send()

    assert (done.refused, done.stopped, states()) == (0, "", {SECRETARY: "waiting"})
    assert Group.objects.get().letters_ended == ""


def test_three_letters_that_fail_one_after_the_other_stop_the_run(server):
    for name in "abcde":
        make_asked(name, contact=f"{name}@example.org")
    here = server(**{name: smtplib.SMTPDataError(554, b"spam") for name in "abc"})

    done = write_and_send()

    assert "refused the letter itself" in done.stopped
    assert here.took == []


def test_an_address_that_is_none_is_refused_without_a_server(server):
    group = make_asked()
    letters.write_letters(now=NOW)
    for model, field in ((Group, "private_contact"), (Letter, "to")):
        model.objects.update(**{field: "a@example.org\nBcc: everybody@example.org"})
    here = server()

    done = letter_sending.send_waiting(now=NOW)

    group.refresh_from_db()
    assert (done.refused, here.took, group.letters_ended) == (1, [], "refused")


def test_a_run_that_was_killed_with_a_letter_in_hand_lets_go_of_it(mailoutbox):
    make_asked()
    letters.write_letters(now=NOW)
    Letter.objects.update(claimed_at=NOW)

    assert letter_sending.send_waiting(now=NOW + CLAIM_LASTS).sent == 0
    assert letter_sending.send_waiting(now=NOW + CLAIM_LASTS + timedelta(seconds=1)).sent == 1


def test_what_another_run_has_in_hand_or_has_sent_is_not_sent_again(monkeypatch, mailoutbox):
    make_asked()
    letters.write_letters(now=NOW)
    known = letter_sending._to_ask

    def meanwhile(found, *, now):
        read = known(found, now=now)
        monkeypatch.setattr(letter_sending, "_to_ask", known)
        letter_sending.send_waiting(now=now)  # the other run, between our reading and our sending
        return read

    monkeypatch.setattr(letter_sending, "_to_ask", meanwhile)
    letter_sending.send_waiting(now=NOW)

    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_write_and_send_each_letter_once(tmp_path, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    Site.objects.create(pk=1, name="Suffolk")
    for number in range(6):
        make_asked(contact=f"contact-{number}@example.org")

    def run(_number):
        try:
            return write_and_send().sent
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as runs:
        sent = list(runs.map(run, range(4)))

    written = "".join(file.read_text() for file in tmp_path.iterdir())
    assert sum(sent) == 6
    assert Letter.objects.count() == 6
    assert [written.count(f"To: contact-{number}@") for number in range(6)] == [1] * 6


def test_without_a_server_a_letter_is_put_into_a_file_once_and_leaves_when_there_is_one(settings, mailoutbox):
    settings.MAIL_IS_SET = False
    make_asked()

    for days in (0, 1, 20):
        write_and_send(NOW + timedelta(days=days))
    assert (len(mailoutbox), letter_sending.waiting(), states()) == (1, 1, {SECRETARY: "waiting"})

    settings.MAIL_IS_SET = True
    done = write_and_send(NOW + timedelta(days=21))
    assert (done.sent, len(mailoutbox), letter_sending.waiting()) == (1, 2, 0)


@pytest.mark.parametrize("count", [1, 5])
def test_what_is_read_before_the_first_letter_is_the_same_for_one_and_for_many(count, django_assert_num_queries):
    for number in range(count):
        make_asked(contact=f"contact-{number}@example.org")
    letters.write_letters(now=NOW)
    found = letter_sending.to_send(now=NOW)

    with django_assert_num_queries(3):
        assert len(letter_sending._to_ask(found, now=NOW)) == count


hostile = st.text(max_size=200) | st.sampled_from(
    ["A\r\nBcc: x@example.org", "A\n\nhttp://evil.example/\n", "\x0b", " "]
)


@given(name=hostile, site=hostile, run_by=hostile)
def test_no_name_begins_a_line_or_a_header_of_its_own(name, site, run_by):
    sender = words.Sender(site, "https://example.org", run_by, "hub@example.org")
    plain = words.Sender("x", "https://example.org", "x" if words.one_line(run_by) else "", "hub@example.org")
    asked = {"link": "https://example.org/confirm/x/", "until": TODAY, "times_sent": 0}

    text = words.body(sender, [name], **asked)
    mailed = mailing.message(to=SECRETARY, subject=words.subject(), body=text, answers_to="hub@example.org").message()

    assert len(text.splitlines()) == len(words.body(plain, ["x"], **asked).splitlines())
    assert set(mailed.keys()) == {
        "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Reply-To", "Date",
        "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress",
    }  # fmt: skip


@given(st.text())
def test_no_token_that_is_not_ours_leads_anywhere(token):
    with pytest.raises(letter_links.NoSuchLetter):
        letter_links.read(token, now=NOW)


def test_a_link_lasts_ninety_days():
    letter = Letter.objects.create(to=SECRETARY, code="a-code", written_at=NOW)
    token = letter_links.token_of(letter, now=NOW)

    assert not letter_links.read(token, now=NOW + timedelta(days=90)).has_expired
    assert letter_links.read(token, now=NOW + timedelta(days=90, seconds=1)).has_expired
    assert SECRETARY not in token


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (smtplib.SMTPAuthenticationError(535, b"secret"), "did not accept the user name and password in EMAIL_URL"),
        (smtplib.SMTPSenderRefused(550, b"secret", "a@b"), "see EMAIL_FROM"),
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"secret")}), "refused this address"),
        (smtplib.SMTPServerDisconnected("secret"), "broke off"),
        (TimeoutError("secret"), "did not answer in time"),
        (socket.gaierror("secret"), "There is no mail server of the name"),
        (OSError("secret"), "could not be reached"),
    ],
)
def test_a_test_letter_that_fails_says_where_to_look_and_nothing_of_what_was_answered(server, settings, error, words):
    settings.EMAIL_FILE_PATH = ""
    server(**{"open" if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException) else "me": error})

    with pytest.raises(mailing.NotSent) as caught:
        mailing.send_test("me@example.org")

    assert words in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_folder_that_takes_no_file_is_named(server):
    server(open=PermissionError("secret"))

    with pytest.raises(mailing.NotSent, match="No file could be written"):
        mailing.send_test("me@example.org")


def test_a_test_letter_leaves(mailoutbox):
    mailing.send_test("me@example.org")

    assert [(one.to, one.subject) for one in mailoutbox] == [(["me@example.org"], "A test letter")]


def test_the_command_says_how_many(capsys, mailoutbox, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    make_asked()
    make_asked("To call", contact="")

    call_command("request_confirmations")

    assert capsys.readouterr().out == "written 1, sent 1, reminded 0, refused 0, waiting 0, to call 1\n"


def test_the_command_fails_when_mail_is_away_and_says_that_nothing_is_lost(capsys, server):
    make_asked()
    server(open=TimeoutError())

    with pytest.raises(CommandError, match=r"did not answer in time.* 1 letter waits for the next run\."):
        call_command("request_confirmations")

    assert "written 1, sent 0" in capsys.readouterr().out


def test_the_command_says_where_letters_are_without_a_server(capsys, settings):
    settings.MAIL_IS_SET = False
    make_asked()

    call_command("request_confirmations")

    assert "1 letter waits as a file in " in capsys.readouterr().err
    assert len(mail.outbox) == 1
