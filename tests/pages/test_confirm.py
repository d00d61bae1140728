"""The page that a letter opens: one press says that all is right, and looking at it changes nothing."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from groups.models import DEMONSTRATION, Confirmation, Deed, Group, Letter, Meeting, Suggestion
from groups.upkeep import letters
from tests.factories import make_area, make_feed, make_group, make_meeting, make_programme, make_venue
from tests.pages.reading import read
from tests.pages.test_crawl import problems_of
from tests.upkeep.writing_letters import NOW, SECRETARY, make_asked, path_in, write_and_send

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=2)


@pytest.fixture(autouse=True)
def letters_leave(settings, clock):
    settings.MAIL_IS_SET = True
    clock(LATER)
    cache.clear()


@pytest.fixture
def opened(mailoutbox):
    """`opened(groups…)` sends the letter that is due and gives the path of its page."""

    def send():
        write_and_send()
        return path_in(mailoutbox[-1])

    return send


def answers() -> dict[str, str]:
    return dict(Letter.objects.get().asked.values_list("group__name", "answer"))


def suggested() -> list[tuple]:
    return list(Suggestion.objects.order_by("pk").values_list("kind", "sent_by", "group__name", "note"))


def one_of(name: str) -> dict:
    """The box of a group in a form."""
    return {"groups": [Group.objects.get(name=name).pk]}


def form(key: str, **fields) -> dict:
    return {"do": key, **{f"{key}-{name}": value for name, value in fields.items()}}


def test_a_contact_confirms_six_listings_with_one_press_on_the_page_that_a_letter_opens(client, opened):
    names = ["Deben", "Harbour Lights", "Melton", "Quay", "Saturday", "Tuesday"]
    for name in names:
        make_asked(name)
    path = opened()
    page = client.get(path).content.decode()
    assert [name for name in names if f">{name}</a>" in page] == names
    assert page.count("All still right") == 1

    answer = client.post(path, {"do": "right"})

    assert "All 6 listings now say “Checked today with the group”." in answer.content.decode()
    assert list(Group.objects.order_by("name").values_list("name", "confirmed_on", "confirmed_by")) == [
        (name, LATER.date(), "group") for name in names
    ]
    assert Letter.objects.get().state == "answered"
    assert [(deed.source, deed.by, deed.by_words) for deed in Deed.objects.all()] == [
        ("contact", None, "the group’s contact")
    ]
    assert letters.due(on=LATER.date()) == []


def test_the_public_reads_with_whom_it_was_checked(client, opened, clock):
    make_asked()
    client.post(opened(), {"do": "right"})

    clock(LATER + timedelta(days=12))
    for path in (Group.objects.get().get_absolute_url(), Meeting.objects.get().get_absolute_url(), "/meetings/"):
        assert "Checked 12 days ago with the group" in client.get(path).content.decode()


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_mail_scanner_that_opens_the_page_changes_nothing(client, opened, method):
    make_asked()
    path = opened()
    for address in (path, f"{path}?do=right", f"{path}?do=gone&about=g1"):
        getattr(client, method)(address)

    assert Confirmation.objects.count() == 0
    assert (Letter.objects.get().state, answers()) == ("sent", {"Harbour Lights": ""})


def test_pressing_twice_is_one_check(client, opened):
    make_asked()
    path = opened()
    first, second = (client.post(path, {"do": "right"}) for _time in range(2))

    assert first.content == second.content
    assert Confirmation.objects.count() == 1


def test_every_answer_keeps_nothing_sets_nothing_and_is_in_no_search_engine(client, opened):
    make_asked()
    path = opened()
    pages = [client.get(path), client.post(path, {"do": "right"}), client.post(path, form("different"))]
    pages += [client.get("/confirm/forged/"), client.post("/confirm/forged/", {"do": "right"})]
    for page in pages:
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "same-origin"
        assert page["X-Robots-Tag"] == "noindex"
        assert read(page.content.decode()).robots == "noindex"
        assert "/help-now/" in page.content.decode()
        assert "csrf" not in page.content.decode()
        found = problems_of("/confirm/", page, read(page.content.decode()))
        assert [problem for problem in found if "answers 404" not in problem] == []
    assert not client.cookies


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}])
def test_a_press_on_another_site_is_not_taken(client, opened, headers):
    make_asked()

    answer = client.post(opened(), {"do": "right"}, headers=headers)

    assert answer.status_code == 403
    assert Confirmation.objects.count() == 0


def test_a_forged_or_cut_link_helps_on(client, opened):
    make_asked()
    path = opened()
    other_end = f"{path[:-2]}B/"  # no seal ends in B: an A might be its own
    for address in ("/confirm/nonsense/", f"{path[:-9]}/", other_end, "/confirm/%00/", "/confirm/a.b.c/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Some mail programs cut a long link in two." in answer.content.decode()


def test_what_is_different_goes_to_staff_and_changes_nothing(client, opened):
    make_asked()
    meeting = Meeting.objects.get()
    said = form("different", about=f"m{meeting.pk}", weekday="2", starts_at="8pm", place="Library", note="Since May")

    answer = client.post(opened(), said | {"different-may_write": "on"})

    assert "Our staff have what you wrote." in answer.content.decode()
    suggestion = Suggestion.objects.get()
    assert (suggestion.kind, suggestion.sent_by, suggestion.meeting, suggestion.email) == (
        "change",
        "contact",
        meeting,
        SECRETARY,
    )
    assert suggestion.proposed == {"meeting": {"weekday": 2, "starts_at": "20:00:00"}, "venue": {"name": "Library"}}
    assert suggestion.note == "Since May"
    meeting.refresh_from_db()
    assert (meeting.weekday, Group.objects.get().confirmed_on) == (0, None)
    assert answers() == {"Harbour Lights": "changed"}


def test_an_address_goes_along_only_where_they_allow_it(client, opened):
    make_asked()
    client.post(opened(), form("different", about=f"g{Group.objects.get().pk}", note="Another phone number"))

    assert Suggestion.objects.get().email == ""


def test_the_same_words_sent_twice_are_one_suggestion_and_others_another(client, opened):
    make_asked()
    path, about = opened(), f"g{Group.objects.get().pk}"
    for note in ("One", "One", "Two"):
        client.post(path, form("different", about=about, note=note))

    assert [note for _kind, _by, _group, note in suggested()] == ["One", "Two"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts_at": "late"}, "Enter a time such as 7:30pm or 19:30."),
        ({"weekday": "9", "note": "x"}, "Select a valid choice"),
        ({"about": "g999999", "note": "x"}, "Select a valid choice"),
        ({"note": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_a_form_with_a_fault_keeps_what_was_typed_and_says_what_to_do(client, opened, fields, said):
    make_asked()
    meeting = Meeting.objects.get()

    answer = client.post(opened(), form("different", **{"about": f"m{meeting.pk}", "place": "Library", **fields}))

    page = answer.content.decode()
    assert read(page).title.startswith("Error: Is your listing still right?")
    assert said in page
    assert 'value="Library"' in page
    assert '<details class="answers__one" id="different" open>' in page
    assert Suggestion.objects.count() == 0


def choices_of(page: str) -> str:
    return page.split('<select name="different-about"')[1].split("</select>")[0]


def test_which_of_several_meetings_is_meant_is_asked_and_none_is_chosen(client, opened):
    group = make_asked()
    make_meeting(group=group, weekday=3)
    path = opened()

    choices = choices_of(client.get(path).content.decode())
    answer = client.post(path, form("different", about="", note="It starts later now"))

    assert choices.count("<option") == 4
    assert '<option value="" selected>Choose the meeting</option>' in choices
    assert "Choose the meeting that you mean." in answer.content.decode()
    assert "It starts later now" in answer.content.decode()
    assert Suggestion.objects.count() == 0


def test_a_link_beside_a_meeting_has_chosen_it(client, opened):
    later = make_meeting(group=make_asked(), weekday=3)

    choices = choices_of(client.get(f"{opened()}?about=m{later.pk}").content.decode())

    assert f'<option value="m{later.pk}" selected>' in choices


def test_a_contact_of_one_meeting_only_is_not_asked_which(client, opened):
    make_asked()

    choices = choices_of(client.get(opened()).content.decode())

    assert "Choose the meeting" not in choices
    assert choices.index(f"m{Meeting.objects.get().pk}") < choices.index("Something else")


def test_an_empty_form_is_not_sent(client, opened):
    make_asked()

    page = client.post(opened(), form("different", about=f"g{Group.objects.get().pk}")).content.decode()

    assert "Say in a few words what is different." in page
    assert Suggestion.objects.count() == 0


def test_a_group_that_has_closed_is_told_to_staff_and_the_rest_is_confirmed_without_it(client, opened):
    make_asked("Closed one")
    make_asked("Open one")
    path = opened()

    client.post(path, form("closed", **one_of("Closed one"), note="Since May"))
    assert suggested() == [("closed", "contact", "Closed one", "Since May")]
    assert Letter.objects.get().state == "sent"
    page = client.get(path).content.decode()
    assert "You told us on 25 November that it has closed." in page
    assert "The rest is still right" in page

    client.post(path, {"do": "right"})
    assert answers() == {"Closed one": "closed", "Open one": "right"}
    assert Group.objects.get(name="Closed one").confirmed_on is None
    assert Letter.objects.get().state == "answered"


def test_where_there_are_several_groups_one_has_to_be_named(client, opened):
    make_asked("One")
    make_asked("Two")
    path = opened()
    for key in ("closed", "gone", "off"):
        page = client.post(path, form(key)).content.decode()
        assert "Tick the group that you mean." in page
        assert f'id="{key}" open' in page
    assert answers() == {"One": "", "Two": ""}


def test_who_is_no_longer_the_contact_gets_no_more_letters_and_the_new_one_is_kept_for_staff(client, opened):
    make_asked("Handed over")
    make_asked("Kept")
    path = opened()

    page = client.post(path, form("gone", **one_of("Handed over"), handed_to="new@example.org")).content.decode()

    assert "No more letters come to you about: Handed over." in page
    assert "We delete your address within 30 days." in page
    group = Group.objects.get(name="Handed over")
    assert (group.private_contact, group.letters_ended) == (SECRETARY, "gone")
    assert Letter.objects.get().asked.get(group=group).handed_to == "new@example.org"
    assert Group.objects.get(name="Kept").letters_ended == ""
    assert "new@example.org" not in str(list(Deed.objects.values_list("changes__before", "changes__after", "said")))
    assert "new@example.org" not in client.get(path).content.decode()


def test_who_is_no_longer_the_contact_can_say_nothing_more_about_the_group(client, opened):
    make_asked()
    path = opened()
    client.post(path, form("gone"))

    page = client.get(path).content.decode()
    assert "You told us on 25 November that you are no longer the contact." in page
    assert "<button" not in page
    for sent in ({"do": "right"}, form("closed"), form("different", about="g1", note="x"), form("off")):
        client.post(path, sent)
    assert (Confirmation.objects.count(), Suggestion.objects.count()) == (0, 0)


@pytest.mark.parametrize("typed", ["not an address", "a@b", "a@example.org\nBcc: b@example.org", "x" * 250 + "@a.org"])
def test_a_new_contact_that_is_no_address_is_not_kept(client, opened, typed):
    make_asked()

    answer = client.post(opened(), form("gone", handed_to=typed))

    assert answer.status_code == 200
    assert answers() == {"Harbour Lights": ""}
    assert Group.objects.get().letters_ended == ""


def test_a_group_that_wants_to_be_taken_off_is_told_to_staff_and_its_letters_end(client, opened):
    make_asked()

    client.post(opened(), form("off", note="We are private."))

    assert suggested() == [("off", "contact", "Harbour Lights", "We are private.")]
    group = Group.objects.get()
    assert (group.status, group.letters_ended) == ("listed", "unwanted")


@pytest.mark.parametrize("state", ["answered", "ended", "waiting"])
def test_a_link_works_within_its_time_whatever_became_of_the_letter(client, opened, state):
    make_asked()
    path = opened()
    Letter.objects.update(state=state)

    client.post(path, {"do": "right"})

    assert Confirmation.objects.count() == 1


def test_a_link_of_a_former_contact_opens_nothing(client, opened):
    make_asked()
    path = opened()
    Group.objects.update(private_contact="new@example.org")

    page = client.get(path)
    client.post(path, {"do": "right"})

    assert "There is nothing left to confirm here" in page.content.decode()
    assert "Harbour Lights" not in page.content.decode()
    assert Confirmation.objects.count() == 0


def test_no_page_ever_shows_the_demonstration(client, opened):
    make_asked()
    path = opened()
    Group.objects.update(feed=make_feed(DEMONSTRATION))

    assert "There is nothing left to confirm here" in client.get(path).content.decode()


def test_an_expired_link_offers_a_fresh_letter_and_shows_no_address(client, opened, clock, mailoutbox):
    make_asked()
    path = opened()
    clock(NOW + timedelta(days=91))
    Letter.objects.update(state="ended")
    page = client.get(path)
    assert "This link has run out" in page.content.decode()
    assert "Harbour Lights" not in page.content.decode()
    client.post(path, {"do": "right"})
    assert (Confirmation.objects.count(), len(mailoutbox)) == (0, 1)

    answer = client.post(path, {"do": "again"}).content.decode()

    assert "a letter is on its way to it" in answer
    assert SECRETARY not in answer + page.content.decode()
    assert mailoutbox[1].to == [SECRETARY]
    assert "Are your listings" not in mailoutbox[1].body
    client.post(path_in(mailoutbox[1]), {"do": "right"})
    assert Group.objects.get().confirmed_by == "group"


def test_a_fresh_letter_says_the_same_where_nobody_gets_one(client, opened, clock, mailoutbox):
    make_asked()
    path = opened()
    clock(NOW + timedelta(days=91))
    Letter.objects.update(state="ended")
    said = client.post(path, {"do": "again"}).content
    Letter.objects.exclude(state="ended").update(state="ended")
    Group.objects.update(private_contact="new@example.org")

    assert client.post(path, {"do": "again"}).content == said
    assert len(mailoutbox) == 2


def test_fresh_letters_are_few_a_day(client, opened, clock, mailoutbox):
    make_asked()
    path = opened()
    clock(NOW + timedelta(days=91))
    codes = [client.post(path, {"do": "again"}).status_code for _time in range(3)]

    assert codes == [200, 200, 429]


def test_too_many_answers_from_one_caller_are_not_taken_and_lose_no_words(client, opened):
    make_asked()
    path, about = opened(), f"g{Group.objects.get().pk}"
    for number in range(30):
        client.post(path, form("different", about=about, note=f"Note {number}"))

    answer = client.post(path, form("different", about=about, note="One too many"))

    assert answer.status_code == 429
    assert "One too many" in answer.content.decode()
    assert Suggestion.objects.count() == 30


def test_a_hidden_venue_stays_hidden(client, opened):
    group = make_group(private_contact=SECRETARY)
    make_meeting(group=group, venue=make_venue("Secret House", precision="hidden", area=make_area("Woodbridge")))

    page = client.get(opened()).content.decode()

    assert "Woodbridge" in page
    assert "Secret House" not in page


@pytest.mark.parametrize("count", [1, 6])
def test_the_page_asks_the_same_however_many_groups_it_shows(client, opened, django_assert_num_queries, count):
    for number in range(count):
        group = make_asked(f"Group {number}", programme=make_programme(), area=make_area())
        make_meeting(group=group, venue=make_venue(area=make_area()))
    path = opened()
    client.get(path)  # what is kept for each process

    with django_assert_num_queries(4):
        client.get(path)


@pytest.mark.parametrize("do", ["", "different", "closed", "gone", "off", "again", "right\x00", "nonsense"])
def test_nonsense_is_never_an_error(client, opened, do):
    make_asked("One")
    make_asked("Two")
    path = opened()
    for values in ({}, {f"{do}-groups": ["x", "-1", "9" * 30]}, {f"{do}-about": "m\x00"}, {f"{do}-note": "\x00"}):
        assert client.post(path, {"do": do, **values}).status_code == 200
    sent = f"do={do}&{do}-note=%ED%A0%80&{do}-about=%FF&{do}-groups=%00"
    assert client.post(path, sent, content_type="application/x-www-form-urlencoded").status_code == 200


def test_once_all_is_said_the_page_speaks_of_no_button(client, opened):
    make_asked("Harbour Lights")
    path = opened()
    client.post(path, form("off"))

    page = client.get(path).content.decode()

    assert "This is what visitors read, and what you have told us of it." in page
    assert "press the button" not in page
    assert 'value="right"' not in page
