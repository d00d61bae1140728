"""What people suggest: kept as it was sent, taken in whole or in part, and answered with one letter."""

from datetime import UTC, datetime, time

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ValidationError

from groups.models import Change, Confirmation, Deed, Group, Meeting, Site, Suggestion, Venue
from groups.rules.choices import SuggestedBy, SuggestionKind
from groups.upkeep import suggestions
from tests.factories import make_area, make_feed, make_group, make_meeting, make_programme, make_venue

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
CHANGE, NEW, CLOSED, WORRY = SuggestionKind.CHANGE, SuggestionKind.NEW, SuggestionKind.CLOSED, SuggestionKind.WORRY


@pytest.fixture
def anna(db):
    return User.objects.create_user("anna", is_staff=True)


@pytest.fixture
def site(db):
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk", "email": "hub@example.org"})[0]


def sent(meeting=None, kind=CHANGE, **given):
    number = Suggestion.objects.count()
    return suggestions.send(**{"kind": kind, "meeting": meeting, "nonce": f"nonce-{number}", "now": NOW, **given})


def test_what_is_sent_is_kept_and_changes_nothing_that_is_public():
    meeting = make_meeting(weekday=0)

    one = sent(meeting, proposed={"meeting": {"weekday": 2}}, note="It moved", email="someone@example.org")

    assert (one.state, one.group, one.proposed, one.was) == (
        "waiting", meeting.group, {"meeting": {"weekday": 2}}, {"meeting": {"weekday": 0}},
    )  # fmt: skip
    assert Meeting.objects.get().weekday == 0
    assert (Deed.objects.count(), len(mail.outbox)) == (0, 0)


def test_only_what_differs_is_proposed():
    venue = make_venue("St Mary’s Hall", postcode="IP1 2AB", town="Ipswich")
    meeting = make_meeting(venue=venue, weekday=0, starts_at=time(19, 30))

    one = sent(
        meeting,
        proposed={
            "meeting": {"weekday": 0, "starts_at": time(19, 30), "minutes": 90},
            "venue": {"name": "st mary's  hall", "postcode": "ip12ab", "town": "IPSWICH"},
            "group": {"phone": "", "status": "closed"},
        },
    )

    assert one.proposed == {"meeting": {"minutes": 90}}
    assert one.was == {"meeting": {"minutes": None}}


def test_the_same_form_sent_twice_is_one_suggestion():
    meeting = make_meeting()

    first = sent(meeting, kind=CLOSED, nonce="the same")
    second = sent(meeting, kind=CLOSED, nonce="the same")

    assert first == second
    assert Suggestion.objects.count() == 1


def test_what_is_sent_is_plain_text_without_passcodes():
    one = sent(
        make_meeting(),
        proposed={
            "meeting": {"online_link": "https://zoom.us/j/1?pwd=secret", "room": "Back\x00 room\n<b>upstairs</b>"},
            "group": {"website": "x" * 900},
        },
        note="One\r\n\x07two",
    )

    assert one.proposed["meeting"] == {"online_link": "https://zoom.us/j/1", "room": "Back room upstairs"}
    assert len(one.proposed["group"]["website"]) == 500
    assert one.note == "One\ntwo"


def test_all_of_it_is_taken_with_its_deed(anna):
    meeting = make_meeting(weekday=0, starts_at=time(19, 30))
    one = sent(meeting, proposed={"meeting": {"weekday": 2, "starts_at": time(20)}, "group": {"phone": "01473 000000"}})

    letter = suggestions.accept(one, by=anna, now=NOW)

    meeting.refresh_from_db()
    assert (meeting.weekday, meeting.starts_at, meeting.group.phone) == (2, time(20), "01473 000000")
    one.refresh_from_db()
    assert (one.state, one.decided_by, one.decided_at, letter) == ("accepted", anna, NOW, None)
    assert (one.deed.source, one.deed.by) == ("suggestion", anna)
    changes = list(Change.objects.order_by("table").values_list("table", "before", "after"))
    assert changes == [
        ("group", {"phone": ""}, {"phone": "01473 000000"}),
        ("meeting", {"weekday": 0, "starts_at": "19:30:00"}, {"weekday": 2, "starts_at": "20:00:00"}),
    ]


def test_some_of_it_is_taken_and_edited_on_the_way(anna):
    meeting = make_meeting(weekday=0, room="")
    one = sent(meeting, proposed={"meeting": {"weekday": 2, "room": "upsairs"}})

    suggestions.accept(one, by=anna, now=NOW, taking={"meeting.room": "Upstairs"})

    meeting.refresh_from_db()
    assert (meeting.weekday, meeting.room, one.state) == (0, "Upstairs", "partly")


def test_what_a_listing_may_not_be_is_refused_and_nothing_has_changed(anna):
    meeting = make_meeting(weekday=0, room="")
    one = sent(meeting, proposed={"meeting": {"weekday": 9, "room": "Upstairs"}})

    with pytest.raises(ValidationError):
        suggestions.accept(one, by=anna, now=NOW)

    meeting.refresh_from_db()
    one.refresh_from_db()
    assert (meeting.weekday, meeting.room, one.state, Deed.objects.count()) == (0, "", "waiting", 0)


def test_nothing_ticked_is_no_way_of_accepting(anna):
    one = sent(make_meeting(), proposed={"meeting": {"weekday": 2}})

    with pytest.raises(ValidationError, match="Tick at least one"):
        suggestions.accept(one, by=anna, now=NOW, taking={})


def test_a_field_that_a_feed_wrote_differs_from_the_feed_afterwards(anna):
    feed = make_feed()
    meeting = make_meeting(feed=feed, feed_key="7", feed_values={"weekday": 0}, weekday=0)

    suggestions.accept(sent(meeting, proposed={"meeting": {"weekday": 2}}), by=anna, now=NOW)

    meeting.refresh_from_db()
    assert (meeting.weekday, meeting.feed_values) == (2, {"weekday": 0})


def test_another_name_is_another_venue_in_the_same_town(anna):
    hall = make_venue("Trinity Hall", town="Ipswich", postcode="IP1 2AB")
    meeting = make_meeting(venue=hall, room="Back room", door="Side door")
    one = sent(meeting, proposed={"venue": {"name": "St Peter’s Hall", "postcode": "ip1 1aa"}})

    suggestions.accept(one, by=anna, now=NOW)

    meeting.refresh_from_db()
    assert (meeting.venue.name, meeting.venue.town, meeting.venue.postcode) == ("St Peter’s Hall", "Ipswich", "IP1 1AA")
    assert (meeting.room, meeting.door) == ("", "")
    assert Venue.objects.get(pk=hall.pk).name == "Trinity Hall"


def test_another_venue_in_another_part_of_the_country_is_in_no_town_that_nobody_named(anna):
    meeting = make_meeting(venue=make_venue("Trinity Hall", town="Ipswich", postcode="IP1 2AB"))

    suggestions.accept(sent(meeting, proposed={"venue": {"name": "Hut", "postcode": "NR33 1AA"}}), by=anna, now=NOW)

    meeting.refresh_from_db()
    assert (meeting.venue.name, meeting.venue.town) == ("Hut", "")


def test_a_better_address_corrects_the_venue_of_all_who_meet_there(anna):
    hall = make_venue("Trinity Hall", address="", postcode="")
    one, other = make_meeting(venue=hall, room="Back room"), make_meeting(venue=hall)

    suggestions.accept(sent(one, proposed={"venue": {"address": "1 Elm Street"}}), by=anna, now=NOW)

    one.refresh_from_db()
    assert (one.venue, one.room) == (hall, "Back room")
    assert Meeting.objects.get(pk=other.pk).venue.address == "1 Elm Street"
    assert Change.objects.get().before == {"address": ""}


def test_a_known_venue_is_linked_and_not_made_again(anna):
    known = make_venue("St Peter's Hall", postcode="IP4 1AA")
    meeting = make_meeting()
    one = sent(meeting, proposed={"venue": {"name": "St Peter’s Hall", "postcode": "IP41AA"}})

    suggestions.accept(one, by=anna, now=NOW, place=str(known.pk))

    meeting.refresh_from_db()
    assert meeting.venue == known
    assert Venue.objects.count() == 2


def test_what_goes_online_leaves_its_venue(anna):
    meeting = make_meeting(room="Back room")

    suggestions.accept(sent(meeting, proposed={"meeting": {"attendance": "online"}}), by=anna, now=NOW)

    meeting.refresh_from_db()
    assert (meeting.attendance, meeting.venue, meeting.room, meeting.online_ask) == ("online", None, "", True)


def test_what_no_longer_meets_is_closed_and_keeps_its_page(anna):
    meeting = make_meeting()

    suggestions.accept(sent(meeting, kind=CLOSED), by=anna, now=NOW)

    meeting.refresh_from_db()
    assert (meeting.status, meeting.status_reason, meeting.group.status) == ("closed", "It no longer meets.", "listed")
    assert Change.objects.get().deed.source == "suggestion"


def test_a_new_group_is_listed_with_its_venue_and_meeting(anna):
    ipswich, programme = make_area("Ipswich"), make_programme()
    one = sent(
        kind=NEW,
        proposed={
            "group": {"name": "Harbour Lights", "programme": programme.pk, "website": "https://example.org/"},
            "venue": {"name": "Trinity Hall", "town": "Ipswich", "postcode": "ip1 2ab"},
            "meeting": {"weekday": 1, "starts_at": time(19, 30), "attendance": "in-person"},
        },
    )

    suggestions.accept(one, by=anna, now=NOW)

    meeting = Meeting.objects.get()
    assert (meeting.slug, meeting.status, meeting.weekday) == ("harbour-lights-tuesday-7-30pm", "listed", 1)
    assert (meeting.group.slug, meeting.group.programme, meeting.group.status) == (
        "harbour-lights",
        programme,
        "listed",
    )
    assert (meeting.venue.postcode, meeting.group.area) == ("IP1 2AB", ipswich)
    one.refresh_from_db()
    assert (one.meeting, one.group) == (meeting, meeting.group)
    assert sorted(one.deed.changes.values_list("table", "kind")) == [
        ("group", "added"), ("meeting", "added"), ("venue", "added"),
    ]  # fmt: skip


def test_one_more_meeting_goes_into_a_known_group(anna):
    group = make_group("Harbour Lights")
    one = sent(
        kind=NEW,
        proposed={
            "group": {"name": "harbour lights"},
            "meeting": {"weekday": 1, "starts_at": time(19, 30), "attendance": "online"},
        },
    )
    assert suggestions.likely_groups(one, among=Group.objects.all()) == [group]

    suggestions.accept(one, by=anna, now=NOW, into=group)

    assert Group.objects.count() == 1
    assert Meeting.objects.get().online_ask is True


def test_what_the_groups_own_contact_says_counts_as_a_check(anna):
    meeting = make_meeting()

    suggestions.accept(
        sent(meeting, proposed={"meeting": {"weekday": 2}}, sent_by=SuggestedBy.CONTACT), by=anna, now=NOW
    )
    suggestions.accept(sent(make_meeting(), proposed={"meeting": {"weekday": 2}}), by=anna, now=NOW)

    check = Confirmation.objects.get()
    assert (check.meeting, check.on, check.by) == (meeting, NOW.date(), "group")


def test_the_sender_gets_one_letter_that_names_no_fellowship_at_the_top(anna, site):
    meeting = make_meeting(group=make_group("AA Harbour Lights"), slug="harbour-lights")
    one = sent(meeting, proposed={"meeting": {"weekday": 2}}, email="someone@example.org")

    assert suggestions.accept(one, by=anna, now=NOW) is True

    [letter] = mail.outbox
    assert (letter.subject, letter.to, letter.reply_to) == (
        "What you told us about a listing", ["someone@example.org"], ["hub@example.org"],
    )  # fmt: skip
    assert letter.body == (
        "This letter comes from Suffolk. On 23 November 2026 you told us something, and left this address so that we "
        "could answer.\n\nThank you. The listing is changed.\n\nAA Harbour Lights\n"
        "http://127.0.0.1:8000/meetings/harbour-lights/\n\n"
        "We delete your address on 23 December 2026 at the latest, and you get no other letter about this.\n\n"
        "http://127.0.0.1:8000/\n"
    )


def test_it_is_turned_down_with_a_reason_that_the_sender_reads(anna, site):
    one = sent(make_meeting(), proposed={"meeting": {"weekday": 2}}, email="someone@example.org")

    with pytest.raises(ValidationError, match="Say why"):
        suggestions.decline(one, by=anna, now=NOW, reason=" ")
    assert suggestions.decline(one, by=anna, now=NOW, reason="The group says <still> Monday & not Tuesday.") is True

    assert (one.state, Meeting.objects.get().weekday) == ("declined", 0)
    assert "We have not changed the listing.\n\nThe group says <still> Monday & not Tuesday." in mail.outbox[0].body


def test_a_question_leaves_it_open_and_needs_an_address(anna, site):
    one = sent(make_meeting(), kind=CLOSED, email="someone@example.org")
    without = sent(make_meeting(), kind=CLOSED)

    assert suggestions.ask_back(one, by=anna, now=NOW, question="Since when?") is True
    with pytest.raises(ValidationError, match="left no address"):
        suggestions.ask_back(without, by=anna, now=NOW, question="Since when?")

    one.refresh_from_db()
    assert (one.state, one.asked, one.decided_at) == ("asked", "Since when?", None)
    assert "Since when?" in mail.outbox[0].body
    suggestions.accept(one, by=anna, now=NOW)
    assert [letter.subject for letter in mail.outbox] == [
        "A question about what you told us", "What you told us about a listing",
    ]  # fmt: skip


def test_a_letter_that_fails_loses_no_decision(anna, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    one = sent(make_meeting(), kind=CLOSED, email="someone@example.org")

    assert suggestions.accept(one, by=anna, now=NOW) is False

    one.refresh_from_db()
    assert (one.state, Meeting.objects.get().status) == ("accepted", "closed")


def test_of_two_who_decide_the_second_is_told(anna):
    one = sent(make_meeting(), proposed={"meeting": {"weekday": 2}})
    same = Suggestion.objects.get(pk=one.pk)
    suggestions.decline(one, by=anna, now=NOW, reason="No.")

    for late in (
        lambda: suggestions.accept(same, by=anna, now=NOW),
        lambda: suggestions.decline(same, by=anna, now=NOW, reason="No."),
    ):
        with pytest.raises(suggestions.AlreadyDecided):
            late()

    assert Meeting.objects.get().weekday == 0


def test_a_worry_can_pause_the_listing_at_once_and_stays_open(anna, site):
    meeting = make_meeting(group=make_group("Harbour Lights"))
    one = sent(meeting, kind=WORRY, note="Someone shouted.", email="someone@example.org")

    suggestions.pause(one, by=anna)

    meeting.refresh_from_db()
    one.refresh_from_db()
    assert (meeting.status, meeting.status_reason) == ("paused", "We are checking this listing.")
    assert one.state == "waiting"
    suggestions.accept(one, by=anna, now=NOW, reason="")
    assert "Harbour Lights" not in mail.outbox[0].body
    assert "We have read it, and have acted on it." in mail.outbox[0].body


def test_who_does_not_want_to_be_listed_is_shown_nowhere_and_kept_for_staff(anna, client):
    meeting = make_meeting()

    suggestions.accept(sent(None, kind=SuggestionKind.OFF, group=meeting.group), by=anna, now=NOW)

    group = Group.objects.get()
    assert (group.status, group.status_reason) == ("draft", "They do not want to be listed.")
    assert client.get(meeting.get_absolute_url()).status_code == 404
