"""Doors beside the desks by which an editor of one area might meet, or touch, what others look after."""

import pytest
from django.utils import timezone

from groups.history import recording
from groups.models import Change, Deed, FeedRun, Group, Letter, Meeting, Suggestion, Venue
from groups.rules.choices import DeedSource, RunOutcome, Status
from tests.admin.test_desk_doors import World, text
from tests.factories import make_feed, make_meeting, make_venue

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def world(site):
    return World()


@pytest.fixture
def ines(client, world):
    client.force_login(world.editor)
    return client


def change(record, said="", **fields) -> Deed:
    """What an administrator did to one listing, or to several."""
    records = record if isinstance(record, list) else [record]
    with recording.deed(DeedSource.ACTION, by_words="anna", said=said) as doing, recording.changing(*records):
        for one in records:
            for name, value in fields.items():
                setattr(one, name, value)
            one.save()
    return doing.row


# --- Two side by side


def test_two_venues_side_by_side_name_the_groups_of_others_by_their_number_alone(ines, world):
    twin = make_venue("Trinity Hall", area=world.ipswich, postcode=world.hall.postcode)
    Venue.objects.filter(pk__in=[world.hall.pk, twin.pk]).update(postcode="IP1 1AA")
    make_meeting(group=world.other, venue=world.hall)

    page = text(ines.get(f"/admin/groups/linkcheck/quality/same-venues/{world.hall.pk}/{twin.pk}/"))

    assert "Harbour Lights" in page
    assert "1 group of others" in page
    assert "Far Away" not in page


# --- History


def test_what_was_done_to_mine_and_to_others_is_told_without_the_others(ines, world):
    deed = change([world.mine, world.other], said="Bank holidays: Far Away, Harbour Lights", description="New words.")

    pages = [
        ines.get("/admin/groups/deed/"),
        ines.get(f"/admin/groups/deed/{deed.pk}/change/"),
        ines.get(f"/admin/groups/group/{world.mine.pk}/history/"),
    ]

    for page in pages:
        assert "Far Away" not in text(page)
    assert "Harbour Lights" in text(pages[0])
    assert "New words." in text(pages[1])


def test_what_was_done_to_mine_alone_is_told_in_its_own_words(ines, world):
    deed = change(world.mine, said="Checked by phone", description="New words.")

    assert "Checked by phone" in text(ines.get("/admin/groups/deed/"))
    assert "Checked by phone" in text(ines.get(f"/admin/groups/deed/{deed.pk}/change/"))
    assert "Checked by phone" in text(ines.get(f"/admin/groups/group/{world.mine.pk}/history/"))


def test_no_search_of_recent_changes_finds_a_deed_by_the_listing_of_others(ines, world):
    change([world.mine, world.other], said="", description="New words.")

    for word, found in (("Far", 0), ("Harbour", 1)):
        assert len(ines.get("/admin/groups/deed/", {"q": word}).context["cl"].result_list) == found


def test_the_history_of_a_venue_that_all_may_see_names_no_listing_of_others(ines, world):
    change(world.far_hall, said="Suggestion taken: Different: Far Away", directions="Ring twice.")

    page = text(ines.get(f"/admin/groups/venue/{world.far_hall.pk}/history/"))

    assert "Ring twice." in page
    assert "Far Away" not in page


def test_an_undo_hands_no_listing_to_others(ines, world):
    world.mine.area = world.lowestoft
    world.mine.save()
    deed = change(world.mine, area=world.ipswich)

    ines.post(f"/admin/groups/deed/{deed.pk}/undo/")
    ines.post(f"/admin/groups/group/{world.mine.pk}/history/", {"before": Change.objects.latest("pk").pk})

    assert Group.objects.get(pk=world.mine.pk).area == world.ipswich


def test_an_undo_puts_no_meeting_into_anothers_group(ines, world):
    meeting = make_meeting(group=world.other, venue=world.hall, weekday=4)
    deed = change(meeting, group=world.mine)

    answer = ines.post(f"/admin/groups/deed/{deed.pk}/undo/", follow=True)

    assert Meeting.objects.get(pk=meeting.pk).group == world.mine
    assert "Nothing was undone: it would hand listings to others." in text(answer)
    assert "Far Away" not in text(answer)


def test_the_history_of_ones_own_names_no_hidden_venue_where_it_no_longer_meets(ines, world):
    world.my_meeting.venue = world.hidden
    world.my_meeting.save()
    change(world.my_meeting, venue=world.hall)

    page = text(ines.get(f"/admin/groups/meeting/{world.my_meeting.pk}/history/"))

    assert "Trinity Hall" in page
    assert "Secret House" not in page
    assert f"number {world.hidden.pk}" in page


def test_an_undo_of_what_stays_theirs_goes_through(ines, world):
    deed = change(world.mine, description="New words.")

    ines.post(f"/admin/groups/deed/{deed.pk}/undo/")

    assert Group.objects.get(pk=world.mine.pk).description == ""


@pytest.mark.parametrize("typed", ["²", "١", "9" * 18, "9" * 30, "9" * 5000])
def test_no_odd_number_breaks_a_history(ines, world, typed):
    assert ines.post(f"/admin/groups/group/{world.mine.pk}/history/", {"before": typed}).status_code == 403
    assert ines.get(f"/admin/groups/deed/{typed}/change/").status_code == 404
    assert ines.get("/admin/groups/meetingexception/groups/", {"group": typed}).status_code in (200, 302)


# --- Letters and addresses


def test_an_address_that_bounced_ends_the_letters_about_my_groups_alone(ines, world):
    """Else who sets a guessed address at a group of theirs is told how many others have it."""
    Group.objects.filter(pk=world.mine.pk).update(private_contact="sam@example.org")
    letter = Letter.objects.create(to="sam@example.org", code="c", written_at=timezone.now())
    letter.groups.add(world.mine, world.other)

    ines.post("/admin/groups/group/", {"action": "bounced", "_selected_action": [world.mine.pk]})
    said = text(ines.get("/admin/groups/group/"))

    assert Group.objects.get(pk=world.mine.pk).letters_ended == "bounced"
    assert Group.objects.get(pk=world.other.pk).letters_ended == ""
    assert "about 1 group:" in said


@pytest.mark.parametrize(
    "address",
    ["letter/?groups={other.pk}", "venue/?meetings={others_meeting.pk}", "venue/?meetings__isnull=0"],
)
def test_no_address_asks_what_mine_share_with_others(ines, world, address):
    answer = ines.get("/admin/groups/" + address.format(other=world.other, others_meeting=world.others_meeting))

    assert answer.status_code == 400


# --- Suggestions


def suggestion(**fields) -> Suggestion:
    return Suggestion.objects.create(**{"kind": "closed", "nonce": "n", "sent_at": timezone.now()} | fields)


def test_what_was_said_of_a_meeting_that_went_to_others_is_theirs_alone(ines, world):
    moved = suggestion(group=world.mine, meeting=world.others_meeting)

    assert ines.get(f"/admin/groups/suggestion/{moved.pk}/change/").status_code == 302
    ines.post(f"/admin/groups/suggestion/{moved.pk}/change/", {"do": "accept"})

    assert Meeting.objects.get(pk=world.others_meeting.pk).status == Status.LISTED


def test_nothing_is_paused_by_what_was_decided_long_ago(ines, world):
    decided = suggestion(group=world.mine, meeting=world.my_meeting, state="declined", decided_at=timezone.now())

    ines.post(f"/admin/groups/suggestion/{decided.pk}/change/", {"do": "pause"})

    assert Meeting.objects.get(pk=world.my_meeting.pk).status == Status.LISTED


# --- Figures, files


def test_figures_of_feeds_are_for_who_looks_after_all(ines, world):
    now = timezone.now()
    FeedRun.objects.create(
        feed=make_feed("Lowestoft Intergroup"), started_at=now, ended_at=now, outcome=RunOutcome.APPLIED
    )

    assert "Lowestoft Intergroup" not in text(ines.get("/admin/groups/linkcheck/figures/"))


@pytest.mark.parametrize("asked", ["?weekday__exact=abc", "?q=%00", "?name__foo=1", "?status__exact=%00"])
def test_a_spreadsheet_asked_for_by_nonsense_is_refused(ines, asked):
    assert ines.get(f"/admin/groups/meeting/spreadsheet/listings.csv{asked}").status_code == 400


@pytest.mark.parametrize("number", ["9" * 30, "%00", "x", "²"])
def test_a_number_that_no_record_has_is_nothing_chosen(ines, number):
    for page in (
        "group/add/?area=",
        "meeting/add/?venue=",
        "meetingexception/venue/?first=2026-12-01&last=2026-12-02&venue=",
    ):
        assert ines.get(f"/admin/groups/{page}{number}").status_code == 200


@pytest.mark.parametrize("span", ["first=9999-12-30&last=9999-12-31", "first=0001-01-01&last=0001-01-02"])
def test_a_hall_is_closed_in_this_century(ines, world, span):
    answer = ines.get(f"/admin/groups/meetingexception/venue/?venue={world.hall.pk}&{span}")

    assert "Enter a date of this century." in text(answer)


def test_a_decision_holds_where_no_mail_can_be_made_for_the_address(ines, world):
    one = suggestion(group=world.mine, email=f"a@{'é' * 60}.org")

    ines.post(f"/admin/groups/suggestion/{one.pk}/change/", {"do": "decline", "reason": "No."})

    assert Suggestion.objects.get(pk=one.pk).state == "declined"
