"""The desk of the site: one row, and a logo that is an image."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from groups.models import Site
from tests.admin.pages import errors, filled_in, save

pytestmark = pytest.mark.django_db

DESK = "/admin/groups/site/"
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"
WEBP = b"RIFF\x10\x00\x00\x00WEBPVP8 pixels"


@pytest.fixture
def site():
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk", "revision": 7})[0]


def upload(content: bytes, name: str = "logo.png") -> dict:
    return {"new_logo": SimpleUploadedFile(name, content)}


def logo() -> tuple:
    row = Site.objects.get()
    return (bytes(row.logo) if row.logo else None), row.logo_name


def test_the_list_is_the_one_page(admin_client, site):
    assert admin_client.get(DESK).url == f"{DESK}1/change/"


def test_there_is_no_second_site_and_no_end_to_it(admin_client, site):
    assert admin_client.get(f"{DESK}add/").status_code == 403
    assert admin_client.get(f"{DESK}1/delete/").status_code == 403


def test_the_first_site_is_number_one(admin_client):
    Site.objects.all().delete()
    form = filled_in(admin_client.get(f"{DESK}add/"), "site_form") | {"name": "Suffolk", "colour_set": "pine"}

    assert errors(admin_client.post(f"{DESK}add/", form)) == {}
    assert list(Site.objects.values_list("pk", "name")) == [(1, "Suffolk")]


def test_saving_the_site_never_sets_the_revision_back(admin_client, site, monkeypatch):
    saving = Site.save

    def meanwhile(self, *args, **kwargs):
        Site.objects.update(revision=100)
        saving(self, *args, **kwargs)

    monkeypatch.setattr(Site, "save", meanwhile)
    save(admin_client, site, name="Essex")

    assert list(Site.objects.values_list("name", "revision")) == [("Essex", 101)]


@pytest.mark.parametrize(("content", "ending"), [(PNG, "png"), (WEBP, "webp")])
def test_a_logo_is_kept_under_its_contents_name(admin_client, site, content, ending):
    assert errors(save(admin_client, site, **upload(content))) == {}
    assert logo() == (content, f"{hashlib.sha256(content).hexdigest()[:32]}.{ending}")


@pytest.mark.parametrize("content", [b"<svg onload='alert(1)'/>", b"GIF89a", b"RIFF....WAVE", b"\x89PN"])
def test_what_is_no_image_is_turned_away_whatever_its_name(admin_client, site, content):
    assert errors(save(admin_client, site, **upload(content))) == {
        "new_logo": ["This is neither a PNG nor a WebP image."]
    }


def test_a_large_logo_is_turned_away(admin_client, site):
    response = save(admin_client, site, **upload(PNG + b"x" * 100 * 1024))

    assert errors(response) == {"new_logo": ["This file is larger than 100 KB."]}


def test_a_logo_stays_until_it_is_taken_away(admin_client, site):
    save(admin_client, site, **upload(PNG))
    save(admin_client, site, strapline="Near you")
    kept = logo()
    save(admin_client, site, no_logo="on")

    assert kept[0] == PNG
    assert logo() == (None, "")


def test_pages_carry_the_sites_name_as_it_is_now(admin_client, site):
    before = admin_client.get("/admin/").content.decode()
    Site.objects.update(name="Essex")

    assert '<a href="/admin/">Suffolk</a>' in before
    assert '<a href="/admin/">Essex</a>' in admin_client.get("/admin/").content.decode()


def test_the_first_page_of_all_carries_the_name_too(client, site):
    assert '<a href="/admin/">Suffolk</a>' in client.get("/admin/login/").content.decode()
