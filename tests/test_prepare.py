"""What prepare does the first time, what it leaves alone afterwards, and what it prints."""

import re

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from groups.models import Group, Site
from mutualaid.management.commands import prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def ran(monkeypatch, tmp_path):
    """The names of the commands that prepare ran, none of them really."""
    names = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: names.append(name))
    monkeypatch.setattr(prepare, "STATIC_STAMP", tmp_path / "static.stamp")
    return names


def test_the_first_time_it_prints_an_account_that_works(ran, capsys):
    call_command("prepare")

    line = capsys.readouterr().out
    found = re.fullmatch(r"Staff: http://127\.0\.0\.1:8000/admin/ user staff password ([a-z2-9]{16})\n", line)
    assert authenticate(username="staff", password=found[1]).is_superuser


def test_where_somebody_may_sign_in_already_it_prints_nothing(ran, capsys, admin_user):
    call_command("prepare")

    assert capsys.readouterr().out == ""
    assert list(get_user_model().objects.all()) == [admin_user]


def test_static_files_are_made_again_only_when_they_have_changed(ran, monkeypatch):
    call_command("prepare")
    call_command("prepare")
    assert ran.count("collectstatic") == 1

    monkeypatch.setattr(prepare, "static_digest", lambda: "of another release")
    call_command("prepare")
    assert ran.count("collectstatic") == 2


def test_a_developers_static_files_are_served_where_they_lie(ran, settings):
    settings.DEBUG = True

    call_command("prepare")

    assert "collectstatic" not in ran


@pytest.mark.parametrize(("wanted", "loaded"), [(True, 1), (False, 0)])
def test_the_demonstration_comes_only_where_it_is_wanted(ran, settings, wanted, loaded):
    settings.DEMO = wanted

    call_command("prepare")

    assert ran.count("load_demo") == loaded
    assert ran.count("load_shipped") == 1


def test_a_demonstration_that_was_cleared_away_does_not_come_back(ran, settings):
    settings.DEMO = True
    Site.objects.create(pk=1, name="Mutual aid")

    call_command("prepare")

    assert "load_demo" not in ran


def test_the_demonstration_leaves_a_site_with_groups_alone(ran, settings):
    settings.DEMO = True
    Group.objects.create(slug="a-group", name="A Group")

    call_command("prepare")

    assert "load_demo" not in ran
