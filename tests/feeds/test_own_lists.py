"""A list of somebody's own, taken in: what the command says of its columns, and whose meetings its rows become."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.feeds import importing
from groups.models import Code, Feed, Group, Meeting
from groups.rules.choices import WhoMayCome
from tests.factories import make_feed, make_programme
from tests.feeds.taking_in import NOW, record, take_in
from tests.feeds.test_import_feed import run

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[1] / "data"
HUB = DATA / "own-list-hub.xlsx"
UNKNOWN = "“Sewing Bee Recovery” is no programme that is known here: it stands without one."


@pytest.fixture
def programmes(db):
    for slug, name, short in (
        ("alcoholics-anonymous", "Alcoholics Anonymous", "AA"),
        ("narcotics-anonymous", "Narcotics Anonymous", "NA"),
        ("al-anon", "Al-Anon Family Groups", "Al-Anon"),
        ("smart-recovery", "SMART Recovery", "SMART"),
    ):
        make_programme(name, slug=slug, short_name=short)
    for code, value in (("O", "who=anyone"), ("C", "who=members")):
        Code.objects.create(scheme="meeting-guide", code=code, label=code, means="field", value=value)


def test_a_trial_says_how_the_columns_were_understood(programmes):
    done = run(str(HUB), "--name", "hub", "--dry-run")

    assert done.lines[:3] == [
        "Feed “hub” (Spreadsheet (CSV)): 5 meetings.",
        "Sheet “Meetings 2026”, headings in row 4.",
        "Columns: Fellowship → programme; Group → group; Day → day; Time → starts; Ends → ends; Venue → venue; "
        "Address → address; Post code → postcode; Type → what it is like; Wheelchair access → step-free access; "
        "Zoom link → online; Contact → e-mail and phone of the group, unless they are a person’s; names are kept out; "
        "Comments → note; Cost → note (cost).",
    ]
    assert done.lines[-2:] == [
        "A trial: nothing was written.",
        "added 5, changed 0, unchanged 0, gone 0, rejected 1",
    ]
    assert not Meeting.objects.exists()


def test_columns_that_are_left_out_have_a_line_each(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Name,Day,Time,Venue,Shoe size,Passcode\nHope,Mon,7pm,Hub,9,1\n")

    assert run(str(file), "--dry-run").lines[3:5] == [
        "Column left out: Shoe size: not understood, left out.",
        "Column left out: Passcode: kept out: passcodes are never published.",
    ]


def test_a_sheet_that_is_not_plain_changes_nothing_and_says_what_was_seen(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Name,Venue,Day\nHope,Hub,Mon\n")

    done = run(str(file))

    assert (done.status, done.lines) == (1, ["added 0, changed 0, unchanged 0, gone 0, rejected 0"])
    assert done.err == (
        "Refused. No column says the time (Time, Start, or When). Headings seen: “Name”, “Venue”, “Day”.\n"
    )


def test_one_list_holds_several_fellowships(programmes):
    run(str(HUB), "--name", "hub", "--programme", "alcoholics-anonymous")

    assert list(Group.objects.order_by("pk").values_list("name", "programme__slug")) == [
        ("Harbour Lights", "alcoholics-anonymous"),
        ("Harbour Lights", "narcotics-anonymous"),
        ("SMART Tuesday", "smart-recovery"),
        ("Family Evening", "al-anon"),
        ("Stitch in Time", None),
    ]
    assert Meeting.objects.get(group__name="Stitch in Time").feed_values["cautions_given"] == UNKNOWN
    whose = Meeting.objects.filter(group__name="Harbour Lights").order_by("pk").values_list("who", flat=True)
    assert list(whose) == [WhoMayCome.ANYONE, WhoMayCome.MEMBERS]


def test_a_second_import_changes_nothing(programmes):
    first, second = (run(str(HUB), "--name", "hub") for _ in range(2))

    assert first.lines[-1] == "added 5, changed 0, unchanged 0, gone 0, rejected 1"
    assert second.lines[-1] == "added 0, changed 0, unchanged 5, gone 0, rejected 1"


def test_no_column_that_may_hold_a_person_is_kept_anywhere(programmes):
    run(str(HUB), "--name", "hub")

    kept = [*Meeting.objects.values(), *Group.objects.values(), *Feed.objects.values()]
    assert not [word for word in ("Smith", "07700", "4321", "secret") if word in repr(kept)]


@pytest.mark.parametrize("said", ["NA", "n.a.", "Narcotics Anonymous", "narcotics-anonymous", "UKNA"])
def test_a_programme_is_known_by_whatever_it_is_called(said):
    ours = make_programme("Narcotics Anonymous", slug="narcotics-anonymous", short_name="NA", other_names=["UKNA"])

    take_in(make_feed("hub"), record(programme=said))

    assert Group.objects.get().programme == ours


def test_a_code_is_read_within_the_fellowship_of_its_row():
    for slug, who in (("alcoholics-anonymous", "anyone"), ("narcotics-anonymous", "members")):
        make_programme(slug, slug=slug)
        Code.objects.create(
            scheme="meeting-guide", fellowship=slug, code="Z", label="Z", means="field", value=f"who={who}"
        )

    rows = [
        record(slug, group=slug, programme=slug, codes=("Z",))
        for slug in ("alcoholics-anonymous", "narcotics-anonymous")
    ]
    take_in(make_feed("hub"), *rows)

    assert list(Meeting.objects.order_by("pk").values_list("who", flat=True)) == ["anyone", "members"]


@pytest.mark.parametrize(
    ("lines", "asked"), [(b"A,Mon,7pm,Hub,", 0), (b"A,Mon,7pm,Hub,AA", 1), (b"A,Mon,7pm,Hub,AA\nB,Tue,7pm,Hub,NA", 1)]
)
def test_the_programmes_are_looked_up_once_and_only_where_a_row_names_one(lines, asked):
    with CaptureQueriesContext(connection) as queries:
        importing.plan_of(make_feed("hub"), b"Name,Day,Time,Venue,Fellowship\n" + lines, now=NOW)

    assert sum("groups_programme" in one["sql"] for one in queries) == asked


def test_the_desk_shows_how_each_column_was_understood(admin_client, programmes):
    feed = make_feed("hub")

    page = admin_client.post(
        f"/admin/groups/feed/{feed.pk}/run/", {"file": SimpleUploadedFile("hub.xlsx", HUB.read_bytes())}
    )

    shown = page.content.decode()
    assert "How its columns were understood" in shown
    assert "Sheet “Meetings 2026”, headings in row 4." in shown
    assert '<tr><th scope="row">Ends</th><td>Ends</td></tr>' in shown
    assert [one.about for one in page.context["shown"].added][:4] == [
        "Monday 7:30pm to 9pm, Trinity Hall, Ipswich",
        "Monday 7:30pm, The Old Store, Ipswich",
        "Tuesday 6pm, 1st and 3rd, Online",
        "Thursday 7pm, By arrangement, Trinity Hall, Ipswich",
    ]

    applied = admin_client.post(
        f"/admin/groups/feed/{feed.pk}/apply/",
        {"token": page.context["token"], "seen": page.context["seen"]},
        follow=True,
    )
    said = [str(message) for message in applied.context["messages"]]
    assert "Applied: added 5, changed 0, unchanged 0, gone 0, rejected 1." in said
