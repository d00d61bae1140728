"""Every answer carries the security headers, and no public one a cookie: pages, errors, files, admin."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from mutualaid import urls

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; "
    "connect-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
EXPECTED = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
VISITORS_WORDS = "IP12 1AA"


def breaks(request):
    raise ValueError(VISITORS_WORDS)


def finds_no_database(request):
    raise OperationalError("could not connect")


def says_its_own(request):
    own = {"Content-Security-Policy": "frame-ancestors *", "Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(headers=own)


def shows_a_page(request):
    return TemplateResponse(request, "404.html")


urlpatterns = [
    path("breaks/", breaks),
    path("database-away/", finds_no_database),
    path("says-its-own/", says_its_own),
    path("shows-a-page/", shows_a_page),
    *urls.urlpatterns,
]
handler500 = urls.handler500


@pytest.fixture(autouse=True)
def with_pages_that_fail(settings, client):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False


def carried(response) -> dict:
    return {name: response.headers.get(name) for name in EXPECTED}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/health/live", 200),
        ("/no-such-page/", 404),
        ("/admin", 301),
        ("/admin/login/", 200),
        ("/static/img/favicon.svg", 200),
        ("/static/no-such-file.css", 404),
        ("/breaks/", 500),
        ("/database-away/", 503),
        ("/%00", 404),
        ("/%ff%fe", 404),
    ],
)
def test_every_answer_carries_the_security_headers(client, address, status):
    response = client.get(address)

    assert response.status_code == status
    assert carried(response) == EXPECTED
    assert "geolocation=(self), " in response["Permissions-Policy"]


@pytest.mark.django_db
def test_so_does_one_to_a_wrong_method_or_a_wrong_host(client):
    assert carried(client.post("/health/live")) == EXPECTED
    assert client.post("/health/live").status_code == 405

    assert carried(client.get("/health/live", headers={"host": "evil.example"})) == EXPECTED
    assert client.get("/health/live", headers={"host": "evil.example"}).status_code == 400


def test_so_does_the_redirect_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/robots.txt")

    assert (response.status_code, response["Location"]) == (301, "https://testserver/robots.txt")
    assert carried(response) == EXPECTED


def test_https_answers_ask_for_https_next_time(client, settings):
    settings.SECURE_HSTS_SECONDS = 60

    assert client.get("/health/live", secure=True)["Strict-Transport-Security"] == "max-age=60"
    assert "Strict-Transport-Security" not in client.get("/health/live").headers


def test_a_load_balancer_may_ask_without_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/health/live").status_code == 200


def test_a_view_that_sets_a_header_itself_keeps_it(client):
    response = client.get("/says-its-own/")

    assert response["Content-Security-Policy"] == "frame-ancestors *"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/shows-a-page/", "/no-such-page/", "/breaks/", "/health/ready", "/robots.txt"])
def test_a_public_answer_reads_and_sets_no_cookie_even_for_staff(admin_client, address):
    admin_client.raise_request_exception = False

    response = admin_client.get(address)

    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.django_db
def test_the_staffs_cookies_stay_with_the_admin(client, admin_user):
    page = client.get("/admin/login/")
    admin_user.set_password("a long word")
    admin_user.save()
    answer = client.post("/admin/login/", {"username": admin_user.username, "password": "a long word"})

    for cookie in (page.cookies["csrftoken"], answer.cookies["sessionid"]):
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")


def test_a_page_that_breaks_is_complete_and_repeats_nothing(client):
    response = client.get("/breaks/", {"near": VISITORS_WORDS})

    page = response.content.decode()
    assert VISITORS_WORDS not in page
    assert page.startswith("<!doctype html>")
    assert page.endswith("</html>\n")


def test_a_page_without_its_database_says_when_to_try_again(client, settings, tmp_path):
    settings.HELP_FILE = tmp_path / "not-written-yet.html"  # what ships is shown, whatever other tests have written

    response = client.get("/database-away/")

    assert response["Retry-After"] == "30"
    assert "116 123" in response.content.decode()


@pytest.mark.django_db
def test_a_form_for_staff_without_its_token_is_refused_on_a_page_of_ours(client):
    client.handler.enforce_csrf_checks = True

    response = client.post("/admin/login/", {"username": "x", "password": "y"})

    assert response.status_code == 403
    assert "<style" not in response.content.decode()
