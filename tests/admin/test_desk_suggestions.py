"""The desk of suggestions: two clicks for a plain change, everything else on one page, and only what is theirs."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from groups.models import Deed, Grant, Meeting, StaffRole, Suggestion
from groups.rules.choices import Role, SuggestionKind
from groups.upkeep import suggestions
from tests.admin.pages import filled_in
from tests.factories import make_area, make_group, make_meeting, make_programme, make_venue

pytestmark = pytest.mark.django_db

LIST = "/admin/groups/suggestion/"
SENT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


def signed_in(role, *grants, name="bea"):
    """A browser of somebody with this role who looks after these pairs of area and programme."""
    user = User.objects.create_user(name, is_staff=True)
    StaffRole.objects.create(user=user, role=role)
    for area, programme in grants:
        Grant.objects.create(user=user, area=area, programme=programme)
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def boss(site):
    browser = Client()
    browser.force_login(User.objects.create_superuser("anna"))
    return browser


def send(meeting=None, kind=SuggestionKind.CHANGE, *, minutes=0, **given):
    number = Suggestion.objects.count()
    now = SENT + timedelta(minutes=minutes or number)
    return suggestions.send(**{"kind": kind, "meeting": meeting, "nonce": f"n{number}", "now": now, **given})


def page_of(one):
    return f"{LIST}{one.pk}/change/"


def press(browser, one, form="accept", **changed):
    """Open its page, change some values of the form, press its button."""
    answer = browser.get(page_of(one))
    return browser.post(page_of(one), filled_in(answer, form) | changed)


def test_the_page_and_the_list_say_which_of_a_group_s_meetings_it_is_about(boss):
    group = make_group("Harbour Lights")
    one = send(make_meeting(group=group, weekday=3), kind=SuggestionKind.CLOSED)
    make_meeting(group=group, weekday=0)

    assert boss.get(page_of(one)).context["title"] == "It no longer meets: Harbour Lights, Every Thursday, 7:30pm"
    assert "Harbour Lights, Every Thursday, 7:30pm" in boss.get(LIST).content.decode()


def test_what_was_decided_is_read_in_words(boss):
    one = send(make_meeting(weekday=3), proposed={"meeting": {"weekday": 4, "starts_at": time(19)}})
    press(boss, one)

    html = boss.get(page_of(one)).content.decode()

    assert ("<td>Friday</td>" in html, "<td>7pm</td>" in html) == (True, True)


def test_where_no_answer_could_come_to_the_page_says_what_asking_back_needs(boss):
    one = send(make_meeting(), kind=SuggestionKind.CLOSED, email="someone@example.org")

    assert "“How to reach them” of the site" in boss.get(page_of(one)).content.decode()


def test_opening_and_accepting_are_two_clicks_and_lead_to_the_next(boss):
    meeting = make_meeting(group=make_group("Harbour Lights"), weekday=0)
    first = send(meeting, proposed={"meeting": {"weekday": 2}})
    second = send(make_meeting(), kind=SuggestionKind.CLOSED)

    answer = press(boss, first)

    meeting.refresh_from_db()
    assert meeting.weekday == 2
    assert answer["Location"] == page_of(second)
    assert press(boss, second)["Location"] == LIST


def test_the_page_shows_each_field_as_it_was_as_it_is_and_as_it_would_be(boss):
    meeting = make_meeting(weekday=0, starts_at=time(19, 30), room="Hall")
    one = send(meeting, proposed={"meeting": {"weekday": 2, "starts_at": time(20), "room": "Back room"}})
    Meeting.objects.update(starts_at=time(19), room="Back room")

    rows = {row.label: row for row in boss.get(page_of(one)).context["rows"]}

    assert [(label, row.was, row.now, row.has_changed) for label, row in rows.items()] == [
        ("day", "Monday", "Monday", False),
        ("starts", "7:30pm", "7pm", True),
        ("room", "Hall", "Back room", True),
    ]
    assert [row.take.value() for row in rows.values()] == [True, True, False]
    assert rows["room"].is_so_already
    assert "Changed since: now 7pm" in boss.get(page_of(one)).content.decode()


def test_some_lines_are_taken_and_edited(boss):
    meeting = make_meeting(weekday=0, room="")
    one = send(meeting, proposed={"meeting": {"weekday": 2, "room": "upsairs"}})
    form = filled_in(boss.get(page_of(one)), "accept")
    form.pop("take-meeting-weekday")

    boss.post(page_of(one), form | {"value-meeting-room": "Upstairs"})

    meeting.refresh_from_db()
    one.refresh_from_db()
    assert (meeting.weekday, meeting.room, one.state, one.decided_by.username) == (0, "Upstairs", "partly", "anna")


def test_a_value_that_cannot_be_is_told_beside_its_line_and_nothing_is_lost(boss):
    one = send(make_meeting(), proposed={"meeting": {"starts_at": time(20), "room": "Hall"}})

    answer = press(boss, one, **{"value-meeting-starts_at": "teatime", "value-meeting-room": "Back room"})

    html = answer.content.decode()
    assert (answer.status_code, "Enter a time such as 7:30pm or 19:30." in html) == (200, True)
    assert 'value="teatime"' in html and 'value="Back room"' in html
    assert Meeting.objects.get().room == ""


def test_who_edits_meanwhile_is_not_overwritten_unseen(boss):
    one = send(make_meeting(room=""), proposed={"meeting": {"room": "Hall"}})
    form = filled_in(boss.get(page_of(one)), "accept")
    Meeting.objects.update(room="Chapel")

    answer = boss.post(page_of(one), form)

    assert "The listing has changed while this page was open." in answer.content.decode()
    assert Meeting.objects.get().room == "Chapel"
    boss.post(page_of(one), filled_in(answer, "accept"))
    assert Meeting.objects.get().room == "Hall"


def test_of_two_who_decide_the_second_is_told_who_was_first(boss, site):
    one = send(make_meeting(), proposed={"meeting": {"weekday": 2}})
    form = filled_in(boss.get(page_of(one)), "accept")
    other = signed_in(Role.EDITOR, (None, None))
    press(other, one, ready="We could not confirm it.", do="decline")

    answer = boss.post(page_of(one), form, follow=True)

    assert Meeting.objects.get().weekday == 0
    html = answer.content.decode()
    assert "Turned down by bea on" in html
    assert "We could not confirm it." in html
    assert 'id="reason"' not in html


def test_a_ready_made_reason_is_one_click_and_goes_to_the_sender(boss):
    one = send(make_meeting(), kind=SuggestionKind.CLOSED, email="someone@example.org")

    boss.post(page_of(one), {"do": "decline", "ready": "We could not confirm it."})

    one.refresh_from_db()
    assert (one.state, one.reason) == ("declined", "We could not confirm it.")
    assert "We could not confirm it." in mail.outbox[0].body
    assert boss.post(page_of(one), {"do": "decline", "ready": "Again"}).status_code == 302


def test_turning_down_needs_a_reason_and_asking_back_a_question(boss):
    from groups.models import Site

    Site.objects.update(email="hub@example.org")
    one = send(make_meeting(), kind=SuggestionKind.CLOSED, email="someone@example.org")

    assert "Say why" in boss.post(page_of(one), {"do": "decline", "reason": " "}).content.decode()
    assert "Write what you want to know" in boss.post(page_of(one), {"do": "ask"}).content.decode()
    assert "Choose what to do" in boss.post(page_of(one), {}).content.decode()
    boss.post(page_of(one), {"do": "ask", "question": "Since when?"})

    one.refresh_from_db()
    assert (one.state, one.asked) == ("asked", "Since when?")
    assert mail.outbox[0].subject == "A question about what you told us"
    assert boss.get(page_of(send(make_meeting(), kind=SuggestionKind.CLOSED))).context["can_ask"] is False


def test_closing_says_to_the_public_what_staff_wrote(boss):
    meeting = make_meeting()

    press(boss, send(meeting, kind=SuggestionKind.CLOSED), reason="Ended in May 2026.")

    meeting.refresh_from_db()
    assert (meeting.status, meeting.status_reason) == ("closed", "Ended in May 2026.")


def test_words_alone_are_done_by_hand_and_then_ticked_off(boss):
    one = send(make_meeting(), note="The door is round the back.")

    assert "Done: I changed the listing" in boss.get(page_of(one)).content.decode()
    press(boss, one)

    one.refresh_from_db()
    assert (one.state, Deed.objects.count()) == ("accepted", 0)


def test_a_venue_is_another_one_a_known_one_or_the_same_said_better(boss):
    hall, known = make_venue("Trinity Hall", postcode="IP1 1AA"), make_venue("St Peter’s", postcode="IP4 1AA")
    one = send(make_meeting(venue=hall), proposed={"venue": {"name": "St Peter’s", "postcode": "IP4 1AA"}})

    form = boss.get(page_of(one)).context["form"]

    assert [label for _value, label in form.fields["place"].choices] == [
        "It is St Peter’s, Ipswich, IP4 1AA",
        "A venue that is not here yet",
        "The venue it has now: correct its record",
    ]
    assert form["place"].value() == str(known.pk)
    press(boss, one)
    assert Meeting.objects.get().venue == known


def test_who_moved_without_naming_a_town_has_it_asked_for(boss):
    meeting = make_meeting(venue=make_venue("Trinity Hall", postcode="IP1 1AA", town="Ipswich"))
    near = send(meeting, proposed={"venue": {"name": "Hut", "postcode": "IP1 2AA"}})
    far = send(meeting, proposed={"venue": {"name": "Hut", "postcode": "NR33 1AA"}})

    rows = [boss.get(page_of(one)).context["rows"][-2] for one in (near, far)]

    assert [(row.label, row.value.value(), row.take.value()) for row in rows] == [
        ("venue: town", "Ipswich", False),
        ("venue: town", "", True),
    ]
    press(boss, far, **{"value-venue-town": "Lowestoft"})
    far.refresh_from_db()
    assert (Meeting.objects.get().venue.town, far.state) == ("Lowestoft", "accepted")


def test_a_new_group_of_a_known_name_is_offered_as_one_more_meeting_of_it(boss):
    group = make_group("Harbour Lights")
    proposed = {"group": {"name": "Harbour Lights"}, "meeting": {"attendance": "online", "by_arrangement": True}}
    one = send(kind=SuggestionKind.NEW, proposed=proposed)

    assert boss.get(page_of(one)).context["form"]["into"].value() == str(group.pk)
    press(boss, one)

    assert Meeting.objects.get().group == group


def test_a_new_group_that_says_too_little_is_completed_on_the_page(boss):
    proposed = {"group": {"name": "Late Lights"}, "meeting": {"attendance": "in-person"}, "venue": {"town": "Ipswich"}}
    one = send(kind=SuggestionKind.NEW, proposed=proposed)

    answer = press(boss, one)

    assert "Enter the day and the time" in answer.content.decode()
    assert Suggestion.objects.get().state == "waiting"


def test_what_looks_like_a_persons_own_number_or_address_says_so(boss):
    one = send(make_meeting(), proposed={"group": {"phone": "07700 900123", "email": "jane.doe@example.org"}})

    cautions = [row.caution for row in boss.get(page_of(one)).context["rows"]]

    assert cautions == ["This looks like a person’s own number.", "This looks like a person’s own address."]


def test_a_worry_pauses_its_listing_at_one_click_and_stays_open(boss):
    meeting = make_meeting()
    one = send(meeting, kind=SuggestionKind.WORRY, note="Someone shouted.")
    send(make_meeting(), kind=SuggestionKind.CLOSED, minutes=-60)

    assert boss.get(LIST).context["cl"].result_list[0] == one
    answer = boss.post(page_of(one), {"do": "pause"})

    meeting.refresh_from_db()
    one.refresh_from_db()
    assert (answer["Location"], meeting.status, one.state) == (page_of(one), "paused", "waiting")
    assert Deed.objects.get().said == "Paused while it is checked"


def test_a_letter_that_could_not_be_sent_is_told_and_the_decision_holds(boss, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    one = send(make_meeting(), kind=SuggestionKind.CLOSED, email="someone@example.org")

    answer = boss.post(page_of(one), {"do": "decline", "ready": "No."}, follow=True)

    assert "The letter to whoever sent it could not be sent. What was decided holds." in answer.content.decode()
    one.refresh_from_db()
    assert one.state == "declined"


@pytest.fixture
def everywhere(site):
    """Suggestions about two areas and two programmes, of each kind."""
    ipswich, leiston = make_area("Ipswich"), make_area("Leiston")
    aa, na = make_programme("AA"), make_programme("NA")
    found = {"ipswich": ipswich, "leiston": leiston, "aa": aa, "na": na}
    for place in ("ipswich", "leiston"):
        for programme in ("aa", "na"):
            group = make_group(f"{place} {programme}", area=found[place], programme=found[programme])
            found[f"{place} {programme}"] = send(make_meeting(group=group), kind=SuggestionKind.CLOSED)
    found["worry"] = send(make_meeting(group=make_group(area=ipswich, programme=aa)), kind=SuggestionKind.WORRY)
    for programme in ("aa", "na"):
        proposed = {"group": {"name": f"New {programme}", "programme": found[programme].pk}}
        found[f"new {programme}"] = send(kind=SuggestionKind.NEW, proposed=proposed)
    return found


@pytest.mark.parametrize(
    ("role", "grants", "seen"),
    [
        (Role.EDITOR, [("ipswich", None)], {"ipswich aa", "ipswich na"}),
        (Role.MODERATOR, [("ipswich", "aa")], {"ipswich aa"}),
        (Role.EDITOR, [(None, "na")], {"ipswich na", "leiston na", "new na"}),
        (Role.EDITOR, [("ipswich", "aa"), ("leiston", "na")], {"ipswich aa", "leiston na"}),
        (
            Role.EDITOR,
            [(None, None)],
            {"ipswich aa", "ipswich na", "leiston aa", "leiston na", "new aa", "new na"},
        ),
        (Role.EDITOR, [], set()),
        (Role.OBSERVER, [], set()),
    ],
)
def test_each_meets_what_is_theirs_in_the_list_and_by_address(everywhere, role, grants, seen):
    browser = signed_in(role, *((everywhere.get(area), everywhere.get(programme)) for area, programme in grants))
    sent = {name: one for name, one in everywhere.items() if isinstance(one, Suggestion)}

    listed = browser.get(LIST)
    if role == Role.OBSERVER:
        assert listed.status_code == 403
    else:
        assert set(listed.context["cl"].result_list) == {sent[name] for name in seen}
    for name, one in sent.items():
        assert (browser.get(page_of(one)).status_code == 200) is (name in seen), name
        browser.post(page_of(one), {"do": "decline", "ready": "No."})
        one.refresh_from_db()
        assert (one.state == "declined") is (name in seen), name


def test_nobody_makes_a_group_that_is_then_somebody_elses(everywhere):
    browser = signed_in(Role.EDITOR, (None, everywhere["na"]))
    one = everywhere["new na"]

    answer = press(browser, one, **{"value-group-programme": str(everywhere["aa"].pk)})

    assert "would not be yours to look after" in answer.content.decode()


def test_nobody_hands_a_group_to_somebody_else_by_another_programme(everywhere):
    browser = signed_in(Role.EDITOR, (everywhere["ipswich"], everywhere["na"]))
    meeting = everywhere["ipswich na"].meeting
    one = send(meeting, proposed={"group": {"programme": everywhere["aa"].pk}})

    assert "would not be yours to look after" in press(browser, one).content.decode()
    meeting.group.refresh_from_db()
    assert meeting.group.programme == everywhere["na"]


def test_an_address_cannot_be_guessed_from_the_list(boss):
    send(make_meeting(), kind=SuggestionKind.CLOSED, email="someone@example.org")
    editor = signed_in(Role.EDITOR, (None, None))

    for browser in (boss, editor):
        answer = browser.get(f"{LIST}?email__startswith=some")
        assert answer.status_code in (302, 400)
        assert "someone@example.org" not in browser.get(LIST).content.decode()
        assert "someone@example.org" not in browser.get(page_of(Suggestion.objects.get())).content.decode()


def test_the_list_shows_what_is_open_the_oldest_first_and_the_rest_on_request(boss):
    newer, older = send(make_meeting(), minutes=9, note="New"), send(make_meeting(), minutes=5, note="Old")
    over = send(make_meeting(), note="Over")
    suggestions.decline(over, by=None, now=SENT, reason="No.")

    assert list(boss.get(LIST).context["cl"].result_list) == [older, newer]
    assert list(boss.get(f"{LIST}?state=declined").context["cl"].result_list) == [over]
    assert len(boss.get(f"{LIST}?state=all").context["cl"].result_list) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_so_many_questions_whatever_its_length(boss, count, django_assert_num_queries):
    for _number in range(count):
        send(make_meeting(), kind=SuggestionKind.CLOSED)
    boss.get(LIST)

    with django_assert_num_queries(6):
        boss.get(LIST)


@pytest.mark.parametrize(
    "fields", [{"room": "Hall"}, {"room": "Hall", "weekday": 2, "starts_at": time(20), "minutes": 60}]
)
def test_a_page_asks_so_many_questions_however_much_it_shows(boss, fields, django_assert_num_queries):
    one = send(make_meeting(), proposed={"meeting": fields})
    boss.get(page_of(one))

    with django_assert_num_queries(6):
        boss.get(page_of(one))
