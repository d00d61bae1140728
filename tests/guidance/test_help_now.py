"""Help now: the right numbers first, and the same numbers in a plain file for when the database is away."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.template.loader import render_to_string

from groups.models import Site
from guidance.models import Helpline
from guidance.shipping import bring_in_helplines
from guidance.views.help_now import in_order
from tests.admin.pages import filled_in
from tests.guidance.records import make_helpline

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 23, 3, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def site():
    Site.objects.get_or_create(pk=1, defaults={"name": "Test"})


def slugs(lines):
    return [line.slug for line in lines]


def test_at_night_those_that_answer_come_before_those_that_are_closed():
    make_helpline("by-day", hours="9am to 5pm", position=1)
    make_helpline("always", hours="24 hours a day", position=2)
    make_helpline("unknown", hours="", position=3)

    assert slugs(in_order(Helpline.objects.all(), at=NIGHT)) == ["always", "unknown", "by-day"]
    assert slugs(in_order(Helpline.objects.all(), at=NIGHT.replace(hour=12))) == ["by-day", "always", "unknown"]


def test_the_sites_own_nation_comes_before_another_that_is_open():
    make_helpline("scotland", nations=["scotland"], hours="24 hours a day", position=1)
    make_helpline("england", nations=["england"], hours="9am to 5pm", position=2)

    assert slugs(in_order(Helpline.objects.all(), at=NIGHT)) == ["england", "scotland"]


def test_the_page_says_what_is_open_and_what_is_not(client, monkeypatch):
    make_helpline("by-day", hours="9am to 5pm", topics=["alcohol"])
    make_helpline("always", hours="24 hours a day", topics=["alcohol"])
    monkeypatch.setattr("guidance.views.help_now.timezone.localtime", lambda: NIGHT)

    text = client.get("/help-now/").content.decode()

    assert text.count("Open now") == 1
    assert text.count("closed now") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_however_many_there_are(client, count, django_assert_num_queries):
    for number in range(count):
        make_helpline(f"line-{number}")
    client.get("/help-now/")

    with django_assert_num_queries(2):
        client.get("/help-now/")


@pytest.fixture
def help_file(tmp_path, monkeypatch):
    file = tmp_path / "var" / "help-now.html"
    monkeypatch.setattr(settings, "HELP_FILE", file)
    return file


@pytest.fixture
def database_away(monkeypatch):
    def away(*_args, **_kwargs):
        raise OperationalError("gone")

    def fail():
        monkeypatch.setattr(connection, "ensure_connection", away)
        monkeypatch.setattr("groups.views.visit.Site.objects.the_one", away)

    return fail


def test_a_release_writes_the_file(help_file, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bring_in_helplines()

    text = help_file.read_text()
    assert '<a href="tel:116123">116 123</a>' in text
    assert "not rung by us yet" in text


def test_a_save_in_the_admin_writes_it_anew(help_file, admin_client, django_capture_on_commit_callbacks):
    line = make_helpline(urgent=True)
    page = f"/admin/guidance/helpline/{line.pk}/change/"
    form = filled_in(admin_client.get(page), "helpline_form") | {"hours": "All night long"}

    with django_capture_on_commit_callbacks(execute=True):
        assert admin_client.post(page, form).status_code == 302

    assert "All night long" in help_file.read_text()


def test_while_the_database_is_away_the_file_is_shown(help_file, client, database_away):
    help_file.parent.mkdir()
    help_file.write_text(render_to_string("guidance/help_file.html", {"urgent": [], "others": []}) + "OURS")
    database_away()
    client.raise_request_exception = False

    response = client.get("/help-now/")

    assert response.status_code == 503
    assert response.content.decode().endswith("OURS")


def test_until_it_is_written_the_one_that_ships_is_shown(help_file, client, database_away):
    database_away()
    client.raise_request_exception = False

    response = client.get("/help-now/")

    assert response.status_code == 503
    assert 'href="tel:116123"' in response.content.decode()
