"""No line of a log holds what a visitor typed or is: Django's loggers and gunicorn's alike."""

import logging
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from gunicorn.config import Config
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.logs import Discreet, clean_path
from mutualaid.serving import Log

pytestmark = pytest.mark.sqlite

SECRET = "IP12-1AA"


def line(name: str, message: str, *args, exc_info=None, **extra) -> str:
    record = logging.LogRecord(name, logging.ERROR, "file.py", 1, message, args, exc_info)
    record.__dict__.update(extra)
    return Discreet("%(name)s: %(message)s").format(record)


@pytest.mark.parametrize(
    ("path", "clean"),
    [
        ("/meetings/", "/meetings/"),
        ("/meetings/?near=IP12", "/meetings/"),
        ("/confirm/a-token/", "/confirm/"),
        ("/cy/confirm/a-token/", "/cy/confirm/"),
        ("/confirm/a-token/\nGET /evil", "/confirm/"),
        ("/Confirm//a-token", "/Confirm/"),
        ("/confirm/", "/confirm/"),
        ("/a\r\nb", "/a%0D%0Ab"),
        ("/caffi-ŵ/", "/caffi-%C5%B5/"),
        ("/\udcff", "/%3F"),
    ],
)
def test_a_path_is_shown_without_query_token_or_line_break(path, clean):
    assert clean_path(path) == clean


@given(st.text())
def test_a_path_is_always_one_plain_line(path):
    assert clean_path(path).isascii()
    assert clean_path(path).isprintable()
    assert "?" not in clean_path(path)


def test_a_failed_request_is_told_by_method_path_and_status():
    request = RequestFactory().get("/confirm/a-token/", {"near": SECRET}, headers={"user-agent": SECRET})
    words = ("%s: %s", "Internal Server Error", "/confirm/a-token/")
    said = line("django.request", *words, request=request, status_code=500)

    assert said == "django.request: GET /confirm/ 500 request"


def test_a_refused_host_is_not_repeated():
    request = RequestFactory().get("/", headers={"host": SECRET})
    words = f"Invalid HTTP_HOST header: {SECRET!r}"
    said = line("django.security.DisallowedHost", words, request=request, status_code=400)

    assert said == "django.security.DisallowedHost: GET / 400 DisallowedHost"


def test_a_suspicious_session_without_a_request_says_only_what_it_was():
    assert line("django.security.SuspiciousSession", f"Session {SECRET}") == (
        "django.security.SuspiciousSession: SuspiciousSession"
    )


def test_an_error_is_told_by_where_it_happened_and_of_what_kind():
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise LookupError(SECRET) from error
    except LookupError as error:
        said = line("anything", "It failed", exc_info=(type(error), error, error.__traceback__))

    assert SECRET not in said
    lines = said.splitlines()
    assert lines[0] == "anything: It failed"
    assert "test_logs.py:" in lines[1]
    assert [each for each in lines if not each.startswith("  ")] == ["anything: It failed", "ValueError", "LookupError"]


def test_words_that_another_formatter_left_are_not_used():
    try:
        int(SECRET)
    except ValueError as error:
        exc_info = (type(error), error, error.__traceback__)
        said = line("x", "It failed", exc_info=exc_info, exc_text=SECRET, stack_info=SECRET)

    assert SECRET not in said


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((f"GET /meetings/?near={SECRET} HTTP/1.1", "200", "512"), "GET /meetings/ 200"),
        (("GET /%63onfirm/a-token/ HTTP/1.1", "200", "512"), "GET /confirm/ 200"),
        (("GET /meetings%3Fnear=IP12 HTTP/1.1", "404", "5"), "GET /meetings 404"),
        ((f"{SECRET}", "400", "-"), "A request that could not be read"),
        ((400, f"Bad request syntax ({SECRET!r})"), "A request that could not be read"),
    ],
)
def test_the_developers_server_says_no_more(args, said):
    words = '"%s" %s %s' if len(args) == 3 else "code %d, message %s"

    assert line("django.server", words, *args, request=object()) == f"django.server: {said}"


@contextmanager
def gunicorns_log():
    """Set up as the server does, and taken down again."""
    config = Config()
    config.set("accesslog", "-")
    config.set("access_log_format", "%(m)s %(U)s %(s)s %(M)sms")
    log = Log(config)
    yield log
    for logger in (log.error_log, log.access_log):
        logger.handlers[:] = [handler for handler in logger.handlers if not hasattr(handler, "_gunicorn")]


def test_gunicorns_access_line_has_nothing_else_to_say(capsys):
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/meetings/caffi-\u00c5\u00b5/",
        "RAW_URI": f"/meetings/?near={SECRET}",
        "QUERY_STRING": f"near={SECRET}",
        "REMOTE_ADDR": "192.0.2.7",
        "HTTP_USER_AGENT": SECRET,
        "SERVER_PROTOCOL": "HTTP/1.1",
    }

    with gunicorns_log() as log:
        log.access(SimpleNamespace(status="200 OK", headers=[]), None, environ, timedelta(milliseconds=1250))

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.split(" ", 2)[2] == "GET /meetings/caffi-%C5%B5/ 200 1250ms\n"


def test_gunicorns_errors_are_told_without_their_words(capsys):
    with gunicorns_log() as log:
        try:
            int(SECRET)
        except ValueError:
            log.exception("Error handling request")

    printed = capsys.readouterr().err
    assert "Error handling request" in printed
    assert "ValueError" in printed
    assert SECRET not in printed
