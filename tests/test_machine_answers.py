"""What machines ask for: health, robots, manifest, security.txt, favicon."""

import json
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from groups.models import Site


def test_live_asks_no_database(client):
    response = client.get("/health/live")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_asks_the_database(client):
    response = client.get("/health/ready")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_not_ready_when_the_database_is_out_of_reach(client):
    with patch.object(connection, "cursor", side_effect=OperationalError("no route to host db.internal")):
        response = client.get("/health/ready")

    assert (response.status_code, response.content) == (503, b"the database is out of reach\n")


def test_robots_leave_the_admin_alone_and_are_told_of_every_page(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\nSitemap: http://127.0.0.1:8000/sitemap.xml\n"
    )


@pytest.mark.django_db
def test_the_manifest_bears_the_name_of_the_site(client):
    Site.objects.update_or_create(pk=1, defaults={"name": "Mutual Aid in Suffolk"})

    response = client.get("/manifest.webmanifest")

    assert response["Content-Type"] == "application/manifest+json"
    manifest = json.loads(response.content)
    assert (manifest["name"], manifest["start_url"]) == ("Mutual Aid in Suffolk", "/")
    assert client.get(manifest["icons"][0]["src"]).status_code == 200


@pytest.mark.django_db
def test_security_txt_names_who_to_write_to_and_is_never_stale(client):
    Site.objects.update_or_create(pk=1, defaults={"name": "x", "email": "hello@example.org"})

    fields = _fields(client.get("/.well-known/security.txt"))

    assert fields["Contact"] == "mailto:hello@example.org"
    assert fields["Canonical"] == "http://127.0.0.1:8000/.well-known/security.txt"
    until = datetime.fromisoformat(fields["Expires"])
    assert timezone.now() + timedelta(days=30) < until < timezone.now() + timedelta(days=365)


@pytest.mark.django_db
def test_security_txt_points_to_the_page_about_the_site_where_no_address_is_known(client):
    assert _fields(client.get("/.well-known/security.txt"))["Contact"] == "http://127.0.0.1:8000/about/"


def test_a_browser_that_asks_for_the_old_icon_is_shown_the_new_one(client):
    assert client.get("/favicon.ico")["Location"] == "/static/img/favicon.svg"


def _fields(response) -> dict:
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())
