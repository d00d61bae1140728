"""Dates in bulk: the bank-holiday sheet, a group's bank holidays, a venue that is closed, one date of a meeting."""

from datetime import UTC, date, datetime, time

import pytest
from django.contrib.auth.models import User
from django.test import Client

from groups.admin.dates.holidays import holidays_waiting
from groups.models import Deed, Grant, MeetingException, Site, StaffRole
from groups.models.history import Change
from groups.upkeep import undoing
from tests.admin.pages import filled_in
from tests.factories import make_area, make_exception, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db

CHRISTMAS = date(2026, 12, 25)
SHEET = "/admin/groups/meetingexception/holidays/?date=2026-12-25"
VENUE = "/admin/groups/meetingexception/venue/"
GROUPS = "/admin/groups/meetingexception/groups/"


@pytest.fixture(autouse=True)
def advent(monkeypatch):
    Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, 1, 12, tzinfo=UTC))


def friday(answer="", hour=19, **fields):
    return make_meeting(weekday=4, bank_holidays=answer, starts_at=time(hour, 30), **fields)


def signed_in(role, *areas):
    """A client of somebody with this role for these areas; for all where none is named."""
    user = User.objects.create_user(f"{role}-{User.objects.count()}", is_staff=True)
    StaffRole.objects.create(user=user, role=role)
    for area in areas or (None,):
        Grant.objects.create(user=user, area=area)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def editor():
    return signed_in("editor")


def key(meeting, day=CHRISTMAS):
    return f"{meeting.pk}-{day:%Y%m%d}"


def sheet(client, url=SHEET, **changed):
    """Open a sheet, change some of its fields, press Save; the page that follows."""
    form = filled_in(client.get(url), "sheet_form") | {
        name.replace("__", "-"): value for name, value in changed.items()
    }
    return client.post(url, form, follow=True)


def answered(meeting, answer, at=None, day=CHRISTMAS):
    fields = {f"answer-{key(meeting, day)}": answer}
    return fields | ({f"at-{key(meeting, day)}": at} if at is not None else {})


def said():
    rows = MeetingException.objects.order_by("meeting", "first")
    return [(row.meeting_id, row.kind, row.first, row.starts_at) for row in rows]


def messages(response):
    return [str(message) for message in response.context["messages"]]


def lines(response):
    return {line.name: line for line in response.context["lines"]}


# --- The sheet


def test_the_sheet_shows_every_meeting_of_the_date_with_what_is_known(editor):
    names = {"Asks": "ask", "Silent": "", "Open": "as-usual", "Shut": "no-meeting", "Later": "week-later"}
    for name, answer in names.items():
        friday(answer, group=make_group(name))
    make_exception(friday(group=make_group("Known")), "meets", CHRISTMAS, note="Bring something to eat.")
    make_exception(friday(group=make_group("Early")), "moved", CHRISTMAS, starts_at=time(10))
    make_meeting(weekday=3, group=make_group("Thursday"))
    friday(group=make_group("Gone"), status="closed")

    page = editor.get(SHEET)

    assert {
        name: (line.known, [one.value for one in line.choices if one.is_chosen]) for name, line in lines(page).items()
    } == {
        "Asks": ("On bank holidays: Ask the group", ["ask"]),
        "Silent": ("Not stated", ["ask"]),
        "Open": ("On bank holidays: Meets as usual", ["meets"]),
        "Shut": ("On bank holidays: Does not meet", ["not"]),
        "Later": ("On bank holidays: Meets a week later", ["not"]),
        "Known": ("Known to meet", ["meets"]),
        "Early": ("At 10am", ["moved"]),
    }
    assert lines(page)["Known"].note == "Bring something to eat."
    assert page.context["count_open"] == 2


def test_only_lines_that_were_changed_are_written_all_in_one_deed(editor):
    first, second, third, _untouched = (friday(hour=hour) for hour in (9, 12, 18, 20))

    page = sheet(editor, **answered(first, "meets"), **answered(second, "moved", "10am"), **answered(third, "not"))

    assert said() == [
        (first.pk, "meets", CHRISTMAS, None),
        (second.pk, "moved", CHRISTMAS, time(10)),
        (third.pk, "cancelled", CHRISTMAS, None),
    ]
    assert Deed.objects.get().said == "Answers for Christmas Day, Friday 25 December 2026"
    assert Change.objects.count() == 3
    assert messages(page)[0].startswith("3 answers saved: ")


def test_a_time_that_is_typed_is_meant_without_another_press(editor):
    meeting = friday()

    sheet(editor, **answered(meeting, "ask", "10am"))

    assert said() == [(meeting.pk, "moved", CHRISTMAS, time(10))]


def test_a_sheet_that_nobody_changed_writes_nothing(editor):
    make_exception(friday(), "moved", CHRISTMAS, starts_at=time(10))
    before = said()

    assert messages(sheet(editor)) == ["Nothing was changed."]
    assert (said(), Deed.objects.count()) == (before, 0)


def test_a_line_with_a_fault_keeps_all_that_was_typed_and_saves_none(editor):
    first, second = friday(hour=9), friday(hour=12)

    page = sheet(editor, **answered(first, "moved", "quarter past"), **answered(second, "not"))

    shown = {line.key: line for line in page.context["lines"]}
    assert said() == []
    assert shown[key(first)].error == "Enter a time such as 7:30pm or 19:30."
    assert (shown[key(first)].at, [one.value for one in shown[key(second)].choices if one.is_chosen]) == (
        "quarter past",
        ["not"],
    )
    assert sheet(editor, **answered(first, "moved", "")).context["lines"][0].error == (
        "Enter the other time, such as 7:30pm."
    )


def test_what_somebody_changed_meanwhile_is_told_and_not_overwritten(editor):
    meeting, other = friday(hour=9), friday(hour=12)
    form = filled_in(editor.get(SHEET), "sheet_form") | answered(meeting, "meets") | answered(other, "meets")
    make_exception(meeting, "cancelled", CHRISTMAS)

    page = editor.post(SHEET, form, follow=True)

    assert said() == [(meeting.pk, "cancelled", CHRISTMAS, None), (other.pk, "meets", CHRISTMAS, None)]
    assert messages(page)[1] == (
        "Harbour Lights, Friday 25 December: somebody has changed it meanwhile. Look at it again."
    )


def test_the_sheet_of_another_area_is_neither_shown_nor_changed_by_its_number():
    ours, theirs = make_area("Ipswich"), make_area("Leeds")
    mine = friday(group=make_group("Mine", area=ours))
    other = friday(group=make_group("Other", area=theirs))
    client = signed_in("editor", ours)

    page = client.get(SHEET)
    form = filled_in(page, "sheet_form")
    forged = form | answered(mine, "meets") | {f"was-{key(other)}": form[f"was-{key(mine)}"]} | answered(other, "not")
    client.post(SHEET, forged)

    assert list(lines(page)) == ["Mine"]
    assert said() == [(mine.pk, "meets", CHRISTMAS, None)]


def test_an_observer_looks_and_saves_nothing():
    meeting = friday()
    client = signed_in("observer")
    page = client.get(SHEET)

    assert (page.status_code, list(lines(page))) == (200, ["Harbour Lights"])
    assert 'type="radio"' not in page.content.decode()
    sent = {f"was-{key(meeting)}": "ask--usual-", f"answer-{key(meeting)}": "not"}
    assert client.post(SHEET, sent).status_code == 403
    assert said() == []


def test_a_moderator_looks_too():
    assert signed_in("moderator").get(SHEET).status_code == 200


@pytest.mark.parametrize("count", [1, 12])
def test_the_sheet_asks_as_much_for_one_meeting_as_for_many(editor, count, django_assert_num_queries):
    for number in range(count):
        area = make_area(f"Town {number}")
        meeting = make_meeting(
            weekday=4, starts_at=time(9, number), group=make_group(area=area), venue=make_venue(area=area)
        )
        make_exception(meeting, "moved", date(2026, 12, 18), venue=make_venue())
    editor.get(SHEET)

    with django_assert_num_queries(14):
        page = editor.get(SHEET)
    assert len(page.context["lines"]) == count


def test_an_area_narrows_the_sheet(editor):
    county = make_area("Suffolk", kind="county")
    for name, area in (("Near", make_area("Ipswich", parent=county)), ("Far", make_area("Leeds"))):
        friday(group=make_group(name, area=area))

    assert list(lines(editor.get(f"{SHEET}&area={county.slug}"))) == ["Near"]
    assert set(lines(editor.get(f"{SHEET}&area=%00nowhere"))) == {"Near", "Far"}


def test_without_a_date_it_is_the_next_bank_holiday_and_leads_to_those_after_it(editor):
    page = editor.get("/admin/groups/meetingexception/holidays/?date=never")

    assert page.context["asked"].called == "Christmas Day, Friday 25 December 2026"
    assert [one.day.isoformat() for one in page.context["dates"]][:5] == [
        "2026-12-25",
        "2026-12-26",
        "2026-12-28",
        "2026-12-31",
        "2027-01-01",
    ]
    assert editor.get("/admin/groups/meetingexception/")["Location"] == "/admin/groups/meetingexception/holidays/"


def test_more_than_two_hundred_lines_are_turned_over(editor):
    for n in range(203):
        make_meeting(weekday=4, starts_at=time(6 + n // 60, n % 60))

    pages = [editor.get(f"{SHEET}&page={number}").context["lines"] for number in (1, 2)]

    assert [len(page) for page in pages] == [200, 3]


def test_a_wrong_sheet_is_undone_as_one(editor):
    meetings = [friday(hour=hour) for hour in (9, 12, 18)]
    make_exception(meetings[0], "meets", CHRISTMAS)
    before = said()
    sheet(editor, **{name: value for one in meetings for name, value in answered(one, "not").items()})
    assert {kind for _pk, kind, _first, _at in said()} == {"cancelled"}

    undoing.undo(Deed.objects.get())

    assert said() == before


def test_the_start_page_is_told_of_the_next_bank_holiday_without_an_answer(editor):
    meeting = friday()
    friday("as-usual")
    waiting = holidays_waiting(editor.user, on=date(2026, 12, 1))

    assert (waiting.day, waiting.name, waiting.count, waiting.url) == (CHRISTMAS, "Christmas Day", 1, SHEET)
    assert holidays_waiting(editor.user, on=date(2026, 11, 1)) is None
    for day in (CHRISTMAS, date(2027, 1, 1)):
        make_exception(meeting, "ask", day)
    assert holidays_waiting(editor.user, on=date(2026, 12, 1)) is None


# --- A group's bank holidays


def test_the_bank_holidays_of_a_group_are_those_of_the_nations_of_its_meetings(editor):
    scotland = make_area("Dumfries", nation="scotland")
    group = make_group()
    make_meeting(group=group, weekday=0)
    make_meeting(group=group, weekday=0, venue=make_venue(area=scotland), starts_at=time(9))

    page = editor.get(f"{GROUPS}?group={group.pk}")

    assert [(one["title"], len(one["lines"])) for one in page.context["sections"]] == [
        ("Monday 28 December: Boxing Day (substitute day)", 2),
        ("Monday 4 January: 2 January (substitute day)", 1),
        ("Monday 29 March: Easter Monday", 1),
        ("Monday 3 May: the early May bank holiday", 2),
        ("Monday 31 May 2027: the spring bank holiday", 2),
        ("Monday 2 August 2027: the summer bank holiday", 1),
        ("Monday 30 August 2027: the summer bank holiday", 1),
    ]


def test_a_groups_bank_holidays_are_answered_together(editor):
    meeting = make_meeting(weekday=0)
    url = f"{GROUPS}?group={meeting.group.pk}"
    easter, may = date(2027, 3, 29), date(2027, 5, 3)

    page = sheet(editor, url, **answered(meeting, "meets", day=easter), **answered(meeting, "not", day=may))

    assert said() == [(meeting.pk, "meets", easter, None), (meeting.pk, "cancelled", may, None)]
    assert Deed.objects.get().said == "Answers for Harbour Lights"
    assert page.redirect_chain[0][0] == url


def test_one_press_proposes_an_answer_for_every_bank_holiday_that_has_none_and_stores_nothing(editor):
    meeting = make_meeting(weekday=0)
    boxing_day, easter = date(2026, 12, 28), date(2027, 3, 29)
    make_exception(meeting, "meets", easter)
    url = f"{GROUPS}?group={meeting.group.pk}"
    assert f'href="?group={meeting.group.pk}&amp;all=not"' in editor.get(url).content.decode()

    page = editor.get(f"{url}&all=not")

    chosen = {
        line.day: [choice.value for choice in line.choices if choice.is_chosen]
        for section in page.context["sections"]
        for line in section["lines"]
    }
    assert chosen == {
        boxing_day: ["not"],
        easter: ["meets"],
        date(2027, 5, 3): ["not"],
        date(2027, 5, 31): ["not"],
        date(2027, 8, 30): ["not"],
    }
    assert "Nothing is saved yet" in page.content.decode()
    assert said() == [(meeting.pk, "meets", easter, None)]


def test_what_was_proposed_is_saved_as_one_deed_and_leads_back_to_the_page_as_it_stands(editor):
    meeting = make_meeting(weekday=0)
    url = f"{GROUPS}?group={meeting.group.pk}"
    form = filled_in(editor.get(f"{url}&all=not"), "sheet_form")

    page = editor.post(url, form | answered(meeting, "meets", day=date(2027, 3, 29)), follow=True)

    assert [kind for _pk, kind, _day, _at in said()] == ["cancelled", "meets", "cancelled", "cancelled", "cancelled"]
    assert messages(page)[0].startswith("5 answers saved: ")
    assert "Nothing is saved yet" not in page.content.decode()
    undoing.undo(Deed.objects.get())
    assert said() == []


def test_nonsense_proposes_nothing_and_a_single_date_needs_no_such_press(editor):
    meeting = make_meeting(weekday=0)
    page = editor.get(f"{GROUPS}?group={meeting.group.pk}&all=moved\x00")
    assert page.context["is_proposed"] is False

    once = make_meeting(weekday=4, first=CHRISTMAS, last=CHRISTMAS)
    assert "&amp;all=" not in editor.get(f"{GROUPS}?group={once.group.pk}").content.decode()


def test_a_group_of_others_has_no_such_page():
    theirs = make_group(area=make_area("Leeds"))
    client = signed_in("editor", make_area("Ipswich"))

    assert client.get(f"{GROUPS}?group={theirs.pk}")["Location"] == "/admin/groups/group/"
    assert client.get(f"{GROUPS}?group=x&group={'9' * 30}")["Location"] == "/admin/groups/group/"


def test_the_list_and_the_page_of_a_group_lead_there(editor):
    group = make_meeting(weekday=0).group
    chosen = {"action": "bank_holidays", "_selected_action": [group.pk]}

    assert editor.post("/admin/groups/group/", chosen)["Location"] == f"{GROUPS}?group={group.pk}"
    assert f"{GROUPS}?group={group.pk}" in editor.get(f"/admin/groups/group/{group.pk}/change/").content.decode()


# --- A venue that is closed


def closed(client, venue, first="2026-12-04", last="2026-12-18", **sent):
    url = f"{VENUE}?venue={venue.pk}&first={first}&last={last}"
    page = client.get(url)
    return client.post(VENUE, filled_in(page, "closed_form") | sent, follow=True)


def test_all_that_is_held_at_a_venue_in_a_time_is_shown_and_cancelled_together(editor):
    hall = make_venue("Trinity Hall")
    here = friday(venue=hall)
    friday()
    mondays = make_meeting(venue=hall, weekday=0)

    page = editor.get(f"{VENUE}?venue={hall.pk}&first=2026-12-04&last=2026-12-18")
    closed(editor, hall, note="Works.")

    assert [(day["title"], [one["text"] for one in day["dates"]]) for day in page.context["days"]] == [
        ("Friday 4 December", ["7:30pm Harbour Lights"]),
        ("Monday 7 December", ["7:30pm Harbour Lights"]),
        ("Friday 11 December", ["7:30pm Harbour Lights"]),
        ("Monday 14 December", ["7:30pm Harbour Lights"]),
        ("Friday 18 December", ["7:30pm Harbour Lights"]),
    ]
    rows = MeetingException.objects.values_list("meeting", "kind", "first", "last", "note")
    assert sorted(rows) == [
        (here.pk, "cancelled", date(2026, 12, 4), date(2026, 12, 18), "Works."),
        (mondays.pk, "cancelled", date(2026, 12, 7), date(2026, 12, 14), "Works."),
    ]
    assert Deed.objects.get().said == "Trinity Hall, Ipswich closed, Friday 4 December to Friday 18 December"


def test_what_is_not_ticked_meets(editor):
    hall = make_venue()
    meeting = friday(venue=hall)

    closed(editor, hall, date=[f"{meeting.pk}-20261211-1930"])

    assert said() == [(meeting.pk, "cancelled", date(2026, 12, 11), None)]


def test_no_date_of_others_is_cancelled_by_its_number_and_one_is_told_of_them():
    ours, theirs = make_area("Ipswich"), make_area("Leeds")
    hall = make_venue(area=ours)
    mine = friday(venue=hall, group=make_group(area=ours))
    other = friday(venue=hall, group=make_group(area=theirs), hour=9)
    client = signed_in("editor", ours)

    page = client.get(f"{VENUE}?venue={hall.pk}&first=2026-12-04&last=2026-12-04")
    closed(client, hall, date=[f"{mine.pk}-20261204-1930", f"{other.pk}-20261204-0930"])

    assert (page.context["count"], page.context["others"]) == (1, 1)
    assert said() == [(mine.pk, "cancelled", date(2026, 12, 4), None)]


def test_an_observer_cancels_nothing_at_a_venue():
    hall = make_venue()
    meeting = friday(venue=hall)
    client = signed_in("observer")
    sent = {"venue": hall.pk, "first": "2026-12-04", "last": "2026-12-04", "date": f"{meeting.pk}-20261204-1930"}

    assert client.get(f"{VENUE}?venue={hall.pk}&first=2026-12-04&last=2026-12-04").context["count"] == 1
    assert client.post(VENUE, sent).status_code == 403
    assert said() == []


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2026-12-18", "2026-12-04", "The last day comes after the first one."),
        ("2026-12-18", "2029-12-04", "At most a year at a time. Close the meetings if the hall is gone for good."),
        ("2026-12-18", "soon", "Enter a valid date."),
    ],
)
def test_a_span_that_is_none_is_told(editor, first, last, wrong):
    page = editor.get(f"{VENUE}?venue={make_venue().pk}&first={first}&last={last}")

    assert page.context["form"].errors["last"] == [wrong]


def test_a_hidden_venue_of_others_cannot_be_chosen():
    hidden = make_venue(precision="hidden", area=make_area("Leeds"))
    friday(venue=hidden, group=make_group(area=make_area("York")))
    client = signed_in("editor", make_area("Ipswich"))

    page = client.get(f"{VENUE}?venue={hidden.pk}&first=2026-12-04&last=2026-12-18")

    assert list(page.context["form"].errors) == ["venue"]


def test_the_list_and_the_page_of_a_venue_lead_there(editor):
    hall, other = make_venue(), make_venue()
    chosen = {"action": "closed_for_a_time", "_selected_action": [hall.pk]}

    assert editor.post("/admin/groups/venue/", chosen)["Location"] == f"{VENUE}?venue={hall.pk}"
    both = editor.post("/admin/groups/venue/", chosen | {"_selected_action": [hall.pk, other.pk]}, follow=True)
    assert messages(both) == ["Tick one venue at a time."]
    assert f"{VENUE}?venue={hall.pk}" in editor.get(f"/admin/groups/venue/{hall.pk}/change/").content.decode()


# --- One date


def one_date(meeting, day=CHRISTMAS):
    return f"/admin/groups/meetingexception/meeting/{meeting.pk}/{day}/"


def save_date(client, meeting, day=CHRISTMAS, **changed):
    form = filled_in(client.get(one_date(meeting, day)), "date_form")
    return client.post(one_date(meeting, day), form | changed, follow=True)


def test_a_date_is_a_press_away_from_its_meeting_and_cancelled_by_the_next(editor):
    meeting = friday()
    page = editor.get(f"/admin/groups/meeting/{meeting.pk}/change/").content.decode()
    assert f'href="{one_date(meeting, date(2026, 12, 4))}?at=1930"' in page

    after = save_date(editor, meeting, note="The hall is closed.")

    [row] = meeting.exceptions.all()
    assert (row.kind, row.first, row.note) == ("cancelled", CHRISTMAS, "The hall is closed.")
    assert Deed.objects.get().said == "Harbour Lights does not meet on Friday 25 December"
    assert after.redirect_chain[0][0] == f"/admin/groups/meeting/{meeting.pk}/change/"


def test_a_date_is_moved(editor):
    meeting = friday()

    save_date(editor, meeting, what="moved", to="2026-12-24", starts_at="5pm")

    [row] = meeting.exceptions.all()
    assert (row.kind, row.first, row.to, row.starts_at) == ("moved", CHRISTMAS, date(2026, 12, 24), time(17))
    assert (row.venue, row.room, row.online_link) == (None, "", "")


def test_a_date_is_held_elsewhere(editor):
    meeting, library = friday(room="Upstairs"), make_venue("Library")

    save_date(editor, meeting, what="place", venue=library.pk, room="Reading room")

    [row] = meeting.exceptions.all()
    assert (row.venue, row.room, row.to, row.starts_at) == (library, "Reading room", None, None)


def test_a_date_is_known_to_meet_after_all(editor):
    meeting = friday("no-meeting")

    save_date(editor, meeting, what="meets")

    assert said() == [(meeting.pk, "meets", CHRISTMAS, None)]


def test_what_is_no_difference_is_told(editor):
    page = save_date(editor, friday(), what="moved")

    assert page.context["form"].non_field_errors() == [
        "Say what is different: the new date, time, venue, room or link."
    ]
    assert said() == []


def test_another_time_beside_does_not_meet_is_asked_about(editor):
    page = save_date(editor, friday(), starts_at="5pm")

    assert page.context["form"].errors == {
        "what": ["You gave another date, time or place: choose which of these you mean."]
    }
    assert said() == []


def test_a_date_of_others_is_not_found_and_one_to_look_at_is_not_saved():
    other = friday(group=make_group(area=make_area("Leeds")))
    observer = signed_in("observer")

    assert signed_in("editor", make_area("Ipswich")).get(one_date(other)).status_code == 404
    assert observer.get(one_date(other)).status_code == 200
    assert observer.post(one_date(other), {"what": "not"}).status_code == 403
    assert said() == []


@pytest.mark.parametrize("day", ["2026-12-24", "yesterday", "2026-13-01"])
def test_a_date_on_which_it_does_not_fall_is_not_found(editor, day):
    assert editor.get(one_date(friday(), day)).status_code == 404
