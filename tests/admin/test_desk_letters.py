"""The desk of letters: who may press, who sees whose, and that no address is shown to who may not write to it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.admin import ModelAdmin, site
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.utils import timezone

from groups.admin.letter_deeds import LetterDeeds
from groups.admin.letters_due import letters_waiting
from groups.models import Confirmation, Deed, Grant, Group, Letter, LetterGroup, StaffRole
from groups.rules.choices import LettersEnded
from mutualaid.roles import MAY
from tests.admin.pages import page_of, save
from tests.factories import make_area, make_group
from tests.upkeep.writing_letters import SECRETARY, make_asked

pytestmark = pytest.mark.django_db

DUE = "/admin/groups/letter/due/"
DESK = "/admin/groups/letter/"


@pytest.fixture(autouse=True)
def mail_is_set(settings):
    settings.MAIL_IS_SET = True


@pytest.fixture
def ipswich():
    return make_area("Ipswich")


@pytest.fixture
def editor_of_ipswich(client, ipswich):
    """Somebody who looks after Ipswich alone."""
    user = User.objects.create_user("ipswich", email="me@example.org", is_staff=True)
    StaffRole.objects.create(user=user, role="editor")
    Grant.objects.create(user=user, area=ipswich)
    client.force_login(user)
    return client


def signed_in_as(client, role):
    user = User.objects.create_user(role, is_staff=True)
    StaffRole.objects.create(user=user, role=role)
    Grant.objects.create(user=user)
    client.force_login(user)
    return client


def make_letter(*groups, **fields):
    fields = {"to": groups[0].private_contact, "state": "sent", "written_at": timezone.now(), **fields}
    letter = Letter.objects.create(code=f"code-{groups[0].pk}", **fields)
    for group in groups:
        LetterGroup.objects.create(letter=letter, group=group)
    return letter


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def press(client, **sent):
    return client.post(DUE, sent, follow=True)


def test_one_press_writes_and_sends_what_is_due(admin_client, mailoutbox):
    make_asked("One")
    make_asked("Two")
    make_asked("Three", contact="other@example.org")
    page = admin_client.get(DUE).content.decode()
    assert "3 groups are due a check and can be asked by letter. That is 2 letters" in " ".join(page.split())
    assert "Write and send 2 letters" in page

    assert said(press(admin_client, do="send")) == ["2 letters have left."]

    assert len(mailoutbox) == 2
    assert "Write and send" not in admin_client.get(DUE).content.decode()


def test_at_one_press_no_more_leave_than_a_page_can_wait_for(admin_client, mailoutbox):
    for number in range(27):
        make_asked(contact=f"contact-{number}@example.org")

    assert said(press(admin_client, do="send")) == ["25 letters have left."]
    assert "Write and send 2 letters" in admin_client.get(DUE).content.decode()
    assert said(press(admin_client, do="send")) == ["2 letters have left."]


def test_to_look_sends_nothing(admin_client, mailoutbox):
    make_asked()

    admin_client.get(f"{DUE}?do=send")

    assert (Letter.objects.count(), mailoutbox) == (0, [])


def test_without_a_server_the_page_says_how_many_wait_and_where(admin_client, settings):
    settings.MAIL_IS_SET = False
    settings.EMAIL_FILE_PATH = "/srv/mail"
    make_asked()

    page = press(admin_client, do="send")

    assert said(page) == ["1 letter was put into a file."]
    assert "letters are put into files in /srv/mail. 1 letter waits.</p>" in page.content.decode()


def test_a_mail_server_that_is_away_is_told_and_nothing_is_lost(admin_client, monkeypatch):
    class Away:
        def open(self):
            raise TimeoutError

    monkeypatch.setattr("groups.upkeep.mailing.get_connection", Away)
    make_asked()

    assert "did not answer in time" in said(press(admin_client, do="send"))[0]
    assert Letter.objects.get().state == "waiting"


def test_a_check_by_phone_is_one_press(admin_client):
    make_asked("Ring them", contact="", phone="01394 555 0101")
    page = admin_client.get(DUE).content.decode()
    assert "01394 555 0101" in page
    assert "No address for letters" in page

    answer = press(admin_client, do="check", by="phone", group=Group.objects.get().pk)

    assert said(answer) == ["Ring them: Checked today by phone"]
    assert Confirmation.objects.get().by == "phone"
    assert [(deed.source, deed.by_words, deed.said) for deed in Deed.objects.all()] == [
        ("action", "admin", "Checked by phone")
    ]
    assert "Ring them</a>" not in admin_client.get(DUE).content.decode()


@pytest.mark.parametrize("by", ["", "group", "feed", "nonsense"])
def test_no_other_kind_of_check_can_be_pressed(admin_client, by):
    make_asked(contact="")

    assert admin_client.post(DUE, {"do": "check", "by": by, "group": Group.objects.get().pk}).status_code == 403
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("role", ["observer", "moderator"])
def test_who_reads_no_letters_meets_none(client, role):
    group = make_asked()
    letter = make_letter(group)
    signed_in_as(client, role)

    for address in (DUE, DESK, f"{DESK}{letter.pk}/change/"):
        assert client.get(address).status_code == 403
    for sent in ({"do": "send"}, {"do": "check", "by": "phone", "group": group.pk}, {"do": "test"}):
        assert client.post(DUE, sent).status_code == 403
    assert (Letter.objects.count(), Confirmation.objects.count()) == (1, 0)
    assert letters_waiting(User.objects.get(username=role)) == []


def test_who_may_only_see_letters_sees_no_address_and_presses_nothing(client, monkeypatch, mailoutbox):
    monkeypatch.setitem(MAY, "observer", MAY["observer"] | {"groups.view_letter"})
    group = make_asked()
    letter = make_letter(group)
    observer_client = signed_in_as(client, "observer")

    for address in (DUE, DESK, f"{DESK}{letter.pk}/change/"):
        page = observer_client.get(address)
        assert page.status_code == 200
        assert SECRETARY not in page.content.decode()
    assert 'value="send"' not in observer_client.get(DUE).content.decode()
    for sent in ({"do": "send"}, {"do": "check", "by": "phone", "group": group.pk}, {"do": "test"}):
        assert observer_client.post(DUE, sent).status_code == 403
    observer_client.post(DESK, {"action": "bounced", "_selected_action": [letter.pk]})
    assert Group.objects.get().letters_ended == ""


def test_nobody_guesses_an_address_letter_by_letter(editor_of_ipswich):
    for lookup in ("to__startswith=s", "code=x", "asked__handed_to__startswith=s"):
        assert editor_of_ipswich.get(f"{DESK}?{lookup}").status_code in (302, 400)


def test_an_editor_sees_and_sends_only_what_is_theirs(editor_of_ipswich, ipswich, mailoutbox):
    make_asked("Mine", area=ipswich)
    make_asked("Call mine", area=ipswich, contact="")
    theirs = make_asked("Not mine", contact="other@example.org", area=make_area("Leeds"))
    to_call = make_asked("Call not mine", contact="", area=make_area("Leeds"))

    page = editor_of_ipswich.get(DUE).content.decode()
    assert "Call mine" in page
    assert "ot mine" not in page
    assert "Write and send 1 letter<" in page
    press(editor_of_ipswich, do="send")
    assert [letter.to for letter in mailoutbox] == [[SECRETARY]]

    other = make_letter(theirs)
    page = editor_of_ipswich.get(DESK).content.decode()
    assert "Mine" in page
    assert "Not mine" not in page
    assert editor_of_ipswich.get(f"{DESK}{other.pk}/change/").status_code == 302
    editor_of_ipswich.post(DESK, {"action": "bounced", "_selected_action": [other.pk]})
    assert Group.objects.get(pk=theirs.pk).letters_ended == ""
    assert editor_of_ipswich.post(DUE, {"do": "check", "by": "phone", "group": to_call.pk}).status_code == 404


def test_of_a_letter_about_several_an_editor_reads_of_their_own_groups_alone(editor_of_ipswich, ipswich):
    letter = make_letter(make_asked("Mine", area=ipswich), make_asked("Other", area=make_area("Leeds")))

    for address in (DESK, f"{DESK}{letter.pk}/change/"):
        page = editor_of_ipswich.get(address).content.decode()
        assert "Mine" in page
        assert "Other" not in page


def test_an_address_that_bounced_is_said_on_its_letter(admin_client):
    letter = make_letter(make_asked("One"))
    make_asked("Two", contact=SECRETARY.upper())

    answer = admin_client.post(DESK, {"action": "bounced", "_selected_action": [letter.pk]}, follow=True)

    assert said(answer) == ["No more letters about 2 groups: they are on the call list when they are due."]
    assert set(Group.objects.values_list("letters_ended", flat=True)) == {"bounced"}
    letter.refresh_from_db()
    assert letter.state == "ended"
    assert [(str(entry.user), entry.change_message) for entry in LogEntry.objects.all()] == [
        ("admin", "The address bounced")
    ]


def test_letters_are_neither_written_nor_changed_nor_deleted_by_hand(admin_client):
    letter = make_letter(make_asked())

    assert admin_client.get(f"{DESK}add/").status_code == 403
    assert admin_client.post(f"{DESK}{letter.pk}/change/", {"to": "x@example.org"}).status_code == 403
    assert admin_client.post(f"{DESK}{letter.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(("do", "contact"), [("take", "new@example.org"), ("leave", SECRETARY)])
def test_a_new_contact_is_taken_or_left(admin_client, do, contact):
    group = make_asked(letters_ended="gone")
    letter = make_letter(group)
    letter.asked.update(answer="gone", answered_at=timezone.now(), handed_to="new@example.org")
    assert "new@example.org" in admin_client.get(DUE).content.decode()

    press(admin_client, do=do, asked=letter.asked.get().pk)

    group.refresh_from_db()
    assert group.private_contact == contact
    assert "new@example.org" not in admin_client.get(DUE).content.decode()


def test_an_editor_takes_no_contact_for_a_group_of_others(editor_of_ipswich):
    letter = make_letter(make_asked(letters_ended="gone", area=make_area("Leeds")))
    letter.asked.update(answer="gone", answered_at=timezone.now(), handed_to="new@example.org")

    assert "new@example.org" not in editor_of_ipswich.get(DUE).content.decode()
    assert editor_of_ipswich.post(DUE, {"do": "take", "asked": letter.asked.get().pk}).status_code == 404


def test_a_test_letter_goes_to_oneself(editor_of_ipswich, mailoutbox):
    assert said(press(editor_of_ipswich, do="test")) == ["A test letter has left. See whether it arrives."]
    assert mailoutbox[0].to == ["me@example.org"]
    User.objects.update(email="")
    assert said(press(editor_of_ipswich, do="test")) == ["Your account has no e-mail address to send it to."]


@pytest.mark.parametrize("sent", [{}, {"do": "nonsense"}, {"do": "check", "by": "phone", "group": "9" * 30}])
def test_nonsense_does_nothing(admin_client, sent):
    assert admin_client.post(DUE, sent).status_code in (302, 404)


def test_the_start_page_is_told_what_there_is_to_do(admin_user, settings):
    assert letters_waiting(admin_user) == []
    make_asked("Due")
    off, handed = make_asked("Off", contact="a@example.org"), make_asked("Gone", contact="b@example.org")
    for group, answer in ((off, "off"), (handed, "gone")):
        letter = make_letter(group, state="answered", sent_at=timezone.now() - timedelta(days=1))
        letter.asked.update(answer=answer, answered_at=timezone.now())
    letter.asked.update(handed_to="new@example.org")
    make_letter(make_asked("Waits", contact="c@example.org"), state="waiting")
    settings.MAIL_IS_SET = False

    assert letters_waiting(admin_user) == [
        ("1 group asks to be taken off", DUE),
        ("1 new contact was named", DUE),
        ("1 letter to a contact is due", DUE),
        ("1 letter waits, because no mail server is set", DUE),
    ]


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_asks_the_same_however_many_there_are_to_call(admin_client, django_assert_num_queries, count):
    for number in range(count):
        make_asked(contact="", area=make_area())
        make_asked(contact=f"contact-{number}@example.org")
    admin_client.get(DUE)  # what Django keeps per process

    with django_assert_num_queries(14):
        admin_client.get(DUE)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_long_it_is(admin_client, django_assert_num_queries, count):
    for number in range(count):
        make_letter(make_asked(contact=f"contact-{number}@example.org"))
    admin_client.get(DESK)

    with django_assert_num_queries(9):
        admin_client.get(DESK)


@pytest.fixture
def group_desk():
    """A desk of groups with what it does about letters."""
    return type("Desk", (LetterDeeds, ModelAdmin), {})(Group, site)


def test_another_private_contact_begins_the_letters_anew(group_desk, rf):
    group = make_asked(letters_ended="bounced")
    for changed, ended in ((["name"], "bounced"), (["name", "private_contact"], "")):
        group_desk.save_model(rf.post("/"), group, SimpleNamespace(changed_data=changed), change=True)
        assert Group.objects.get().letters_ended == ended


def test_the_desk_of_groups_says_whether_letters_go_to_the_contact(group_desk):
    said = [
        group_desk.letters_go(make_asked(**fields))
        for fields in ({}, {"contact": ""}, {"letters_ended": "refused"}, {"contact": "", "letters_ended": "gone"})
    ]

    assert said == [
        "One when it is due a check.",
        "None: there is no private contact.",
        "None: Their mail refused it. They begin again with another private contact.",
        "None: They are no longer the contact. They begin again with another private contact.",
    ]


def test_a_bounce_is_said_at_the_desk_of_groups_too(group_desk, rf, admin_user, monkeypatch):
    told = []
    monkeypatch.setattr(group_desk, "message_user", lambda request, text, level: told.append(text), raising=False)
    make_asked("One")
    make_asked("Two", contact=SECRETARY.upper())
    request = rf.post("/")
    request.user = admin_user

    group_desk.bounced(request, Group.objects.filter(name="One"))

    assert told == ["No more letters about 2 groups: they are on the call list when they are due."]
    assert set(Group.objects.values_list("letters_ended", flat=True)) == {"bounced"}


def test_a_new_private_contact_is_written_to_again(admin_client):
    group = make_group(private_contact="sam@example.org", letters_ended=LettersEnded.BOUNCED)
    assert "The address bounced" in admin_client.get(page_of(group)).content.decode()

    save(admin_client, group, private_contact="rosa@example.org")

    assert Group.objects.values_list("private_contact", "letters_ended").get() == ("rosa@example.org", "")
