"""Who is due a letter: one to each address, for all its groups that nobody has checked in time."""

from datetime import date, timedelta

import pytest

from groups.history import recording
from groups.models import DEMONSTRATION, Change, Deed, Group, Letter, LetterGroup
from groups.rules.choices import CheckedBy, LetterAnswer, LettersEnded
from groups.upkeep import letter_answers, letter_sending, letters, undoing
from groups.upkeep.confirming import confirm
from tests.factories import make_feed, make_group, make_meeting
from tests.upkeep.writing_letters import NOW, SECRETARY, TODAY, WEEK, make_asked, write_and_send

pytestmark = pytest.mark.django_db

LONG_AGO, LATELY = date(2026, 7, 1), date(2026, 11, 1)


@pytest.fixture(autouse=True)
def mail_is_set(settings):
    settings.MAIL_IS_SET = True


def due(on=TODAY):
    return [(one.address, [group.name for group in one.groups]) for one in letters.due(on=on)]


def test_one_letter_goes_to_each_address_however_it_is_written():
    make_asked("Harbour Lights", contact="Secretary@Example.org")
    make_asked("Deben Big Book", contact="secretary@example.org")
    make_asked("Quay", contact="other@example.org")

    assert due() == [
        ("secretary@example.org", ["Deben Big Book", "Harbour Lights"]),
        ("other@example.org", ["Quay"]),
    ]


@pytest.mark.parametrize(
    ("checked_on", "is_due"), [(None, True), (LONG_AGO, True), (LATELY, False), (date(2026, 8, 24), False)]
)
def test_a_group_is_due_when_its_last_check_is_older_than_three_months(checked_on, is_due):
    make_asked(confirmed_on=checked_on)

    assert bool(due()) is is_due


@pytest.mark.parametrize(("meetings", "is_due"), [((LATELY, LATELY), False), ((LATELY, None), True), ((), True)])
def test_where_each_meeting_was_checked_by_itself_nothing_is_due(meetings, is_due):
    group = make_group(private_contact=SECRETARY)
    for checked_on in meetings:
        make_meeting(group=group, confirmed_on=checked_on)

    assert bool(due()) is is_due


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "closed"},
        {"status": "paused"},
        {"private_contact": ""},
        {"letters_ended": "bounced"},
        {"letters_ended": "unwanted"},
    ],
)
def test_no_letter_is_due_for(fields):
    Group.objects.filter(pk=make_asked().pk).update(**fields)

    assert due() == []


def test_nothing_of_the_demonstration_is_ever_due():
    make_asked(feed=make_feed(DEMONSTRATION))

    assert due() == []
    assert list(letters.call_list(on=TODAY)) == []


def test_a_pause_that_is_over_counts_as_listed():
    make_asked(status="paused", paused_until=TODAY - timedelta(days=1))

    assert len(due()) == 1


def test_no_second_letter_while_one_waits_for_its_answer():
    make_asked()
    assert letters.write_letters(now=NOW) == 1
    make_asked("Another of the same contact")

    assert letters.write_letters(now=NOW) == 0
    assert Letter.objects.get().groups.count() == 1


def test_who_did_not_answer_is_asked_again_three_months_after_the_last_letter():
    make_asked()
    for weeks in (0, 2, 4, 6):
        letters.end_unanswered(now=NOW + weeks * WEEK)
        write_and_send(NOW + weeks * WEEK)

    assert Letter.objects.get().state == "ended"
    last = TODAY + 4 * WEEK
    assert due(last + timedelta(days=89)) == []
    assert len(due(last + timedelta(days=91))) == 1


def test_who_said_that_something_is_different_is_not_asked_again_at_once_though_nothing_was_checked():
    make_asked()
    write_and_send()
    letter = Letter.objects.get()
    letter_answers.closed(letter, list(letter.asked.select_related("group")), note="", now=NOW)

    assert due(TODAY + timedelta(days=30)) == []


def test_a_new_contact_is_asked_at_once():
    group = make_asked()
    write_and_send()
    Letter.objects.update(state="ended")
    Group.objects.filter(pk=group.pk).update(private_contact="new@example.org")

    assert due() == [("new@example.org", ["Harbour Lights"])]


def test_the_call_list_is_what_cannot_be_asked_the_longest_unchecked_first():
    make_asked("Asked by letter")
    make_asked("No address, checked once", contact="", confirmed_on=LONG_AGO)
    make_asked("No address, never checked", contact="")
    make_asked("Bounced", letters_ended="bounced", confirmed_on=date(2026, 1, 1))
    make_asked("Checked lately", contact="", confirmed_on=LATELY)

    assert [group.name for group in letters.call_list(on=TODAY)] == [
        "No address, never checked",
        "Bounced",
        "No address, checked once",
    ]


def test_who_looks_after_some_groups_writes_only_about_those_and_what_else_the_contact_has():
    mine = make_asked("Mine")
    make_asked("Of the same contact")
    make_asked("Another's", contact="other@example.org")

    found = letters.due(on=TODAY, among=Group.objects.filter(pk=mine.pk))

    assert [[group.name for group in one.groups] for one in found] == [["Mine", "Of the same contact"]]


@pytest.mark.parametrize("count", [1, 4])
def test_writing_asks_the_same_however_many_are_due(count, django_assert_num_queries):
    for number in range(count):
        make_asked(contact=f"contact-{number}@example.org")

    with django_assert_num_queries(8):
        assert letters.write_letters(now=NOW) == count


def test_an_address_that_bounced_ends_the_letters_of_all_its_groups():
    make_asked("One")
    make_asked("Two", contact=SECRETARY.upper())
    make_asked("Three", contact="other@example.org")
    letters.write_letters(now=NOW)

    assert letters.end_for_address(SECRETARY, reason=LettersEnded.BOUNCED) == 2

    assert dict(Group.objects.values_list("name", "letters_ended")) == {"One": "bounced", "Two": "bounced", "Three": ""}
    assert dict(Letter.objects.values_list("to", "state")) == {SECRETARY: "ended", "other@example.org": "waiting"}
    assert Letter.objects.get(state="ended").why == "The address bounced"


def test_who_wants_no_more_letters_gets_none_because_a_listing_is_put_back(admin_user):
    group = make_asked()
    with recording.deed("form", by=admin_user, said="Another name"), recording.changing(group):
        Group.objects.update(name="Another name")
    letters.end_for_groups(Group.objects.all(), reason=LettersEnded.UNWANTED)

    undoing.bring_back(Change.objects.get(), by=admin_user)
    undoing.undo(Deed.objects.first(), by=admin_user)

    assert list(Group.objects.values_list("name", "letters_ended")) == [("Another name", "unwanted")]


def test_an_empty_address_ends_nothing():
    make_asked(contact="")

    assert letters.end_for_address("", reason=LettersEnded.BOUNCED) == 0


def test_a_new_contact_that_the_last_one_named_is_taken_and_begins_anew(admin_user):
    group = make_asked(letters_ended="gone")
    letter = Letter.objects.create(to=SECRETARY, code="a", written_at=NOW, state="answered")
    asked = LetterGroup.objects.create(letter=letter, group=group, answer="gone", handed_to="new@example.org")

    letters.take_handover(asked, by=admin_user)

    group.refresh_from_db()
    asked.refresh_from_db()
    assert (group.private_contact, group.letters_ended, asked.handed_to) == ("new@example.org", "", "")
    change = Deed.objects.get().changes.get()
    assert "example.org" not in f"{change.before}{change.after}"


def test_addresses_are_forgotten_on_their_dates():
    gone, stays = make_asked("Gone", letters_ended="gone"), make_asked("Stays", contact="other@example.org")
    for group, answer in ((gone, LetterAnswer.NOT_CONTACT), (stays, LetterAnswer.RIGHT)):
        letter = Letter.objects.create(
            to=group.private_contact, code=group.name, written_at=NOW, sent_at=NOW, state="answered"
        )
        LetterGroup.objects.create(
            letter=letter, group=group, answer=answer, answered_at=NOW, handed_to="n@example.org"
        )

    letters.forget(now=NOW + timedelta(days=29))
    assert Group.objects.exclude(private_contact="").count() == 2
    letters.forget(now=NOW + timedelta(days=30))
    assert dict(Group.objects.values_list("name", "private_contact")) == {"Gone": "", "Stays": "other@example.org"}
    assert dict(Letter.objects.values_list("code", "to")) == {"Gone": "", "Stays": "other@example.org"}
    letters.forget(now=NOW + timedelta(days=180))
    assert Letter.objects.exclude(to="").count() == 0
    assert LetterGroup.objects.exclude(handed_to="").count() == 0
    assert Group.objects.exclude(private_contact="").count() == 1


def test_a_check_by_phone_meanwhile_ends_the_letter_without_a_reminder(mailoutbox):
    group = make_asked()
    write_and_send()
    confirm(on=TODAY, by=CheckedBy.PHONE, groups=[group])

    done = letter_sending.send_waiting(now=NOW + 2 * WEEK)

    assert (done.reminded, len(mailoutbox)) == (0, 1)
    assert (Letter.objects.get().state, Letter.objects.get().why) == ("ended", "Nothing was left to ask.")
