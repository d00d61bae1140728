"""What guards a form that anyone may send: its token, the field nobody sees, where it comes from, how often."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from mutualaid import posting

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
pytestmark = pytest.mark.sqlite  # no database is asked, but for the one answer that is a page


@pytest.fixture
def at(monkeypatch):
    """`at(minutes=1)` sets the clock of the forms to so long after NOW."""

    def set_to(**later):
        monkeypatch.setattr("mutualaid.posting.timezone.now", lambda: NOW + timedelta(**later))

    set_to()
    return set_to


def sent(data=None, **headers):
    return RequestFactory().post("/suggest/", data or {}, headers=headers)


def test_a_token_says_which_form_it_is_of_and_when_it_was_made(at):
    one, other = posting.read_token(posting.form_token()), posting.read_token(posting.form_token())

    assert one.made_at == other.made_at == NOW
    assert one.nonce != other.nonce
    assert len(one.nonce) == 22


@pytest.mark.parametrize(
    "text", ["", "x", "nonce.1795456800:signature", "\x00", "\ud800", ":", "9" * 5000, "a.b:c", "é.1:é"]
)
def test_a_token_that_is_not_ours_is_none(text):
    with pytest.raises(posting.BadToken):
        posting.read_token(text)


@pytest.mark.parametrize("place", [0, 5, 25, -1])
def test_a_token_that_was_altered_is_none(at, place):
    token = posting.form_token()
    other = "A" if token[place] != "A" else "B"

    with pytest.raises(posting.BadToken):
        posting.read_token(token[:place] + other + (token[place + 1 :] if place != -1 else ""))


def test_a_form_is_taken_for_a_day(at):
    token = posting.form_token()

    at(hours=24)
    assert posting.read_token(token).made_at == NOW
    at(hours=24, seconds=1)
    with pytest.raises(posting.TooOld):
        posting.read_token(token)


def test_a_form_that_comes_back_at_once_is_shown_again(at):
    token = posting.form_token()

    at(seconds=1)
    with pytest.raises(posting.TooSoon):
        posting.read(sent({"form": token}))
    at(seconds=2)
    assert posting.read(sent({"form": token})).made_at == NOW


def test_what_fills_in_the_field_that_nobody_sees_is_a_machine(at):
    token = posting.form_token()

    at(minutes=1)
    with pytest.raises(posting.Machine):
        posting.read(sent({"form": token, "second_name": "Buy now"}))


def test_the_same_words_from_the_same_page_are_one_form_and_others_are_not(at):
    token = posting.read_token(posting.form_token())
    one = posting.key_of(sent({"note": "Tuesday", "form": "x"}), token)

    assert len(one) == 39
    assert one == posting.key_of(sent({"form": "y", "note": "Tuesday"}), token)
    assert one != posting.key_of(sent({"note": "Wednesday"}), token)
    assert one != posting.key_of(sent({"note": "Tuesday"}), posting.read_token(posting.form_token()))


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://other.testserver"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
        ({"Sec-Fetch-Site": ""}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://TESTSERVER"}, True),
        ({"Origin": "https://elsewhere.example"}, False),
        ({"Origin": "http://testserver.elsewhere.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({"Origin": "http://[::"}, False),
    ],
)
def test_a_form_is_taken_from_our_own_pages_alone(headers, is_ours):
    assert posting.is_from_here(sent(**headers)) is is_ours


def test_so_many_forms_are_taken_and_another_caller_has_his_own(db):
    from django.core.cache import cache

    cache.clear()
    for _ in range(5):
        posting.may_send(sent(), "tried")

    with pytest.raises(posting.TooMany) as refused:
        posting.may_send(sent(), "tried")
    assert refused.value.status == 429
    assert "Nothing is lost" in refused.value.sentence
    posting.may_send(RequestFactory().post("/", REMOTE_ADDR="203.0.113.9"), "tried")


@posting.public_form
def form(request):
    return HttpResponse("taken")


def test_a_guarded_form_needs_no_cookie_and_is_kept_nowhere():
    answer = form(RequestFactory(enforce_csrf_checks=True).post("/suggest/"))

    assert answer.content == b"taken"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert form.csrf_exempt
    assert form(RequestFactory().put("/suggest/")).status_code == 405


def test_a_form_from_elsewhere_gets_a_page_that_says_so(db):
    answer = form(sent(origin="https://elsewhere.example"))

    assert answer.status_code == 403
    assert "This form was sent from another site" in answer.content.decode()
    assert not answer.cookies
