"""The desk's spreadsheet: who may take what out and bring what in, and that nothing happens before the yes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from groups.models import Deed, Grant, Group, KeptFile, Meeting, StaffRole
from groups.rules.choices import Role, Status
from groups.upkeep.spreadsheet import files
from tests.factories import make_area, make_group, make_meeting, make_venue
from tests.spreadsheet.reading import NEW, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

SHEET = "/admin/groups/meeting/spreadsheet/"
CONFIRM = f"{SHEET}confirm/"
LISTINGS = f"{SHEET}listings.csv"


def member(role, *areas):
    """Somebody of the staff, who looks after these areas."""
    person = User.objects.create_user(f"{role}-{User.objects.count()}", password="harbour-lights", is_staff=True)
    StaffRole.objects.create(user=person, role=role)
    for area in areas:
        Grant.objects.create(user=person, area=area)
    return person


@pytest.fixture
def ipswich():
    return make_area("Ipswich")


@pytest.fixture
def rosa(client, ipswich):
    """An editor of Ipswich, signed in."""
    person = member(Role.EDITOR, ipswich)
    client.force_login(person)
    return person


def hand_in(client, data, name="listings.csv"):
    return client.post(SHEET, {"file": SimpleUploadedFile(name, data)})


def say_yes(client, preview, **changed):
    posted = {"token": preview.context["token"], "seen": preview.context["seen"]} | changed
    return client.post(CONFIRM, posted, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def rows(response):
    return files.read(response.content).dict


# --- Out


def test_an_editor_takes_out_their_own_listings_alone(client, rosa, ipswich):
    own = make_meeting(group=make_group("Own", area=ipswich, private_contact="jo@example.org"))
    make_meeting(group=make_group("Others", area=make_area("Norwich")))

    [row] = rows(client.get(LISTINGS))

    assert (row["Number"], row["Group"], row["Group private contact"]) == (str(own.pk), "Own", "jo@example.org")


def test_what_is_taken_out_is_what_the_list_shows(admin_client):
    make_meeting(group=make_group("Listed")), make_meeting(group=make_group("Closed"), status=Status.CLOSED)

    assert [row["Group"] for row in rows(admin_client.get(f"{LISTINGS}?status__exact=closed"))] == ["Closed"]
    assert [row["Group"] for row in rows(admin_client.get(f"{LISTINGS}?q=listed&p=2"))] == ["Listed"]


def test_the_list_leads_to_its_files_with_its_filters(admin_client):
    make_meeting()

    page = admin_client.get("/admin/groups/meeting/?status__exact=listed").content.decode()

    assert f'href="{SHEET}listings.xlsx?status__exact=listed"' in page
    assert f'href="{SHEET}"' in page


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MODERATOR])
def test_who_may_only_look_takes_out_no_private_contacts(client, role):
    client.force_login(member(role, None))
    make_meeting(group=make_group(private_contact="jo@example.org"))

    response = client.get(LISTINGS)

    assert "jo@example.org" not in response.content.decode()
    assert "Group private contact" not in rows(response)[0]
    assert f'href="{SHEET}"' not in client.get("/admin/groups/meeting/").content.decode()


def test_a_cell_is_no_formula(admin_client):
    make_meeting(group=make_group("=HYPERLINK(1)"), note="+44 1473 000000")

    text = admin_client.get(LISTINGS).content.decode("utf-8-sig")

    assert "'=HYPERLINK(1)" in text
    assert "'+44 1473 000000" in text


@pytest.mark.parametrize("count", [1, 3])
def test_taking_out_asks_as_often_whatever_its_length(admin_client, count, django_assert_num_queries):
    for _nth in range(count):
        make_meeting()

    with django_assert_num_queries(15):
        admin_client.get(LISTINGS)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_empty_sheet_shows_how_and_takes_in_nothing(admin_client, kind):
    data = admin_client.get(f"{SHEET}empty.{kind}").content

    preview = hand_in(admin_client, data, f"empty.{kind}")

    assert files.read(data).dict[0]["Number"] == "Example"
    assert preview.context["counts"] == {"added": 0, "changed": 0, "same": 0}


def test_there_is_no_other_kind_of_file(admin_client):
    assert admin_client.get(f"{SHEET}listings.exe").status_code == 404


# --- In


def test_a_file_is_looked_at_first_and_nothing_is_written(admin_client):
    meeting = make_meeting()
    row = rows(admin_client.get(LISTINGS))[0]

    preview = hand_in(admin_client, sheet(row | {"Time": "8pm"}, NEW))

    assert preview.context["counts"] == {"added": 1, "changed": 1, "same": 0}
    changed, new = preview.context["rows"]
    assert (changed["line"], changed["number"], changed["differences"]) == (2, meeting.pk, [("Time", "7:30pm", "8pm")])
    assert ("Venue", "", "Mill Hall") in new["differences"]
    assert (Meeting.objects.count(), Deed.objects.count()) == (1, 0)


def test_with_a_yes_all_of_it_is_taken_in_as_one_deed_of_that_person(client, rosa, ipswich):
    preview = hand_in(client, sheet(NEW, NEW | {"Day": "Friday"}))

    response = say_yes(client, preview)

    deed = Deed.objects.get()
    assert said(response) == [
        "Added 2, changed 0.",
        f'<a href="/admin/groups/deed/{deed.pk}/change/">See what was changed, or undo it</a>',
    ]
    assert Group.objects.get().area == ipswich
    assert Deed.objects.values_list("source", "by", "said").get() == (
        "import",
        rosa.pk,
        "Spreadsheet listings.csv: added 2, changed 0",
    )
    assert not KeptFile.objects.exists()


def test_a_number_of_others_is_refused_and_says_nothing_of_them(client, rosa):
    others = make_meeting(group=make_group("Others", area=make_area("Norwich")))

    preview = hand_in(client, sheet(NEW | {"Number": others.pk}))

    assert [fault["said"] for fault in preview.context["faults"]] == [
        f"None of your listings has the number {others.pk}."
    ]
    assert "Others" not in preview.content.decode().split("content-main")[1]


def test_rights_that_were_taken_away_between_look_and_yes_hold(client, rosa, ipswich):
    meeting = make_meeting(group=make_group(area=ipswich))
    preview = hand_in(client, sheet(rows(client.get(LISTINGS))[0] | {"Time": "8pm"}))
    Grant.objects.update(area=make_area("Norwich"))

    response = say_yes(client, preview)

    assert [fault["line"] for fault in response.context["faults"]] == [2]
    meeting.refresh_from_db()
    assert meeting.starts_at.hour == 19


def test_what_somebody_else_changed_in_the_meantime_is_looked_at_again(admin_client):
    meeting = make_meeting(note="Tea.")
    preview = hand_in(admin_client, sheet(rows(admin_client.get(LISTINGS))[0] | {"Time": "8pm"}))
    Meeting.objects.update(note="Coffee.")

    response = say_yes(admin_client, preview)

    assert said(response) == ["Somebody has changed a listing in the meantime. Look again, please."]
    meeting.refresh_from_db()
    assert meeting.starts_at.hour == 19
    assert said(say_yes(admin_client, response))[0] == "Added 0, changed 1."


def test_a_yes_holds_for_the_file_that_was_looked_at_by_the_same_person(client, rosa):
    preview = hand_in(client, sheet(NEW))
    client.force_login(member(Role.EDITOR, None))

    assert said(say_yes(client, preview)) == ["The file was kept for an hour. Choose it again: nothing was changed."]
    assert not Meeting.objects.exists()


def test_an_hour_later_the_file_is_gone(client, rosa):
    preview = hand_in(client, sheet(NEW))
    KeptFile.objects.update(at=timezone.now() - timedelta(minutes=61))

    say_yes(client, preview)

    assert not Meeting.objects.exists()


def test_a_yes_is_posted(client, rosa):
    preview = hand_in(client, sheet(NEW))

    response = client.get(CONFIRM, {"token": preview.context["token"], "seen": preview.context["seen"]})

    assert response.status_code == 302
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MODERATOR])
@pytest.mark.parametrize("address", [SHEET, CONFIRM, f"{SHEET}empty.csv"])
def test_who_may_only_look_brings_nothing_in(client, role, address):
    client.force_login(member(role, None))

    assert client.post(address, {"file": SimpleUploadedFile("a.csv", sheet(NEW))}).status_code == 403


def test_an_editor_without_listings_brings_nothing_in(client):
    client.force_login(member(Role.EDITOR))

    assert client.get(SHEET).status_code == 403


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The submitted file is empty."),
        (b"<!doctype html><title>Sign in</title>", "The file is a web page, not a spreadsheet."),
        (b"PK\x03\x04 nothing", "The file is damaged, or no Excel workbook (XLSX)."),
        (b"\xd0\xcf\x11\xe0 old", "This is an old Excel file (XLS). Save it as XLSX or CSV."),
    ],
)
def test_what_is_no_spreadsheet_is_said_beside_the_file(admin_client, data, sentence):
    response = hand_in(admin_client, data)

    assert response.context["form"].errors == {"file": [sentence]}


def test_what_stands_in_a_cell_is_harmless_on_the_page(admin_client):
    preview = hand_in(admin_client, sheet(NEW | {"Day": "<script>alert(1)</script>", "<b>": "x"}))

    assert "<script>alert" not in preview.content.decode()
    assert "<b>" not in preview.content.decode()


def test_looking_asks_as_often_for_three_rows_as_for_one(admin_client, django_assert_max_num_queries):
    venue = make_venue()
    for day in range(3):
        make_meeting(venue=venue, weekday=day)
    data = admin_client.get(LISTINGS).content

    with django_assert_max_num_queries(30):
        hand_in(admin_client, data)
