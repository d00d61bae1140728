"""Asking only for what is new, and a key that goes to its own host alone."""

import pytest

from groups.feeds import validators
from groups.feeds.fetching import ask
from groups.feeds.not_fetched import BadAnswer, BadKey
from groups.feeds.validators import NONE, NothingNew, Validators
from tests.feeds.serving import say, serving

pytestmark = pytest.mark.sqlite  # no database at all: one run is enough

MONDAY = "Mon, 23 Nov 2026 09:00:00 GMT"


@pytest.fixture(autouse=True)
def loopback(settings):
    settings.FETCH_ALLOW_LOOPBACK = True


def answering_conditions(asked):
    """A host that keeps to the standard, and notes with which headers it was asked."""

    def answer(handler):
        asked.append({name: handler.headers[name] for name in ("If-None-Match", "If-Modified-Since")})
        is_known = handler.headers["If-None-Match"] == '"a1"'
        (say(b"", status=304) if is_known else say(b"[1]", ETag='"a1"', Last_Modified=MONDAY))(handler)

    return answer


def test_a_second_time_only_what_is_new_is_asked_for():
    asked = []

    with serving(answering_conditions(asked)) as address:
        known = ask(address).validators
        with pytest.raises(NothingNew):
            ask(address, known=known)

    assert asked == [
        {"If-None-Match": None, "If-Modified-Since": None},
        {"If-None-Match": '"a1"', "If-Modified-Since": MONDAY},
    ]


def test_what_one_address_gave_is_not_said_to_another():
    asked = []

    with serving(answering_conditions(asked)) as address:
        known = ask(f"{address}/old.json").validators
        assert ask(f"{address}/new.json", known=known).data == b"[1]"

    assert asked[1] == {"If-None-Match": None, "If-Modified-Since": None}


def test_behind_a_redirect_the_last_address_is_asked():
    asked = []

    def answer(handler):
        (say(status=302, Location="/feed.json") if handler.path == "/" else answering_conditions(asked))(handler)

    with serving(answer) as address:
        known = ask(f"{address}/").validators
        with pytest.raises(NothingNew):
            ask(f"{address}/", known=known)

    assert known.of == ask_digest(f"{address}/feed.json")


def ask_digest(address):
    return validators.given({"etag": "x"}, address).of


def test_nothing_new_is_no_answer_where_nobody_asked_for_what_is_new():
    with serving(say(b"", status=304)) as address, pytest.raises(BadAnswer):
        ask(address)


def test_nothing_new_from_a_host_that_never_gave_a_sign_is_no_answer():
    elsewhere = Validators("another address", '"a1"')

    with serving(say(b"", status=304)) as address, pytest.raises(BadAnswer):
        ask(address, known=elsewhere)


@pytest.mark.parametrize(
    "sign", ["x" * 501, '"' + "a" * 60_000 + '"', "\N{SNOWMAN}".encode().decode("latin-1"), "a\x00b", " \t "]
)
def test_a_sign_that_no_honest_host_gives_is_not_kept(sign):
    assert validators.given({"etag": sign}, "https://example.org/") == NONE


def test_a_sign_of_two_lines_is_one_line_here():
    def answer(handler):
        handler.wfile.write(b'HTTP/1.0 200 OK\r\nETag: "a\r\n X-Evil: 1"\r\nContent-Length: 2\r\n\r\n[]')

    with serving(answer) as address:
        assert ask(address).validators.etag == '"a X-Evil: 1"'


# --- A key


def keys_noted(asked, then=None):
    def answer(handler):
        asked.append(handler.headers["Authorization"])
        (then if then and handler.path == "/" else say())(handler)

    return answer


def test_a_key_is_sent_as_a_bearers_token():
    asked = []

    with serving(keys_noted(asked)) as address:
        ask(address, key="harbour-lights")

    assert asked == ["Bearer harbour-lights"]


def test_without_a_key_no_token_is_sent():
    asked = []

    with serving(keys_noted(asked)) as address:
        ask(address)

    assert asked == [None]


def test_a_key_stays_with_its_host_when_that_redirects_within_itself():
    asked = []

    with serving(keys_noted(asked, say(status=302, Location="/feed.json"))) as address:
        ask(f"{address}/", key="harbour-lights")

    assert asked == ["Bearer harbour-lights", "Bearer harbour-lights"]


def test_a_key_goes_to_no_other_host_and_does_not_come_back_from_one():
    asked = []
    hosts = {}

    def home(handler):
        asked.append(("home", handler.path, handler.headers["Authorization"]))
        (say(status=302, Location=hosts["away"] + "/") if handler.path == "/" else say())(handler)

    def away(handler):
        asked.append(("away", handler.path, handler.headers["Authorization"]))
        say(status=302, Location=hosts["home"] + "/again")(handler)

    with serving(home) as hosts["home"], serving(away) as hosts["away"]:
        ask(hosts["home"] + "/", key="harbour-lights")

    assert asked == [("home", "/", "Bearer harbour-lights"), ("away", "/", None), ("home", "/again", None)]


@pytest.mark.parametrize("key", ["two words", "a\r\nX-Evil: 1", "clé", "a\x00"])
def test_a_key_that_cannot_be_sent_says_so(key):
    with pytest.raises(BadKey) as failure:
        ask("http://127.0.0.1:9/", key=key)

    assert str(failure.value) == "The feed’s key holds letters or spaces that cannot be sent."
