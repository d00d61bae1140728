"""Fetching a feed: what is refused, what is followed, and when it stops waiting."""

import gzip
import ipaddress
import socket
import ssl
import threading
import time
from contextlib import contextmanager

import pytest

from groups.feeds import connecting
from groups.feeds.fetching import fetch
from groups.feeds.not_fetched import (
    BadAnswer,
    NameNotFound,
    NotAllowed,
    NotAWebAddress,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)
from groups.feeds.public_addresses import is_public
from tests.feeds.serving import say, serving

pytestmark = pytest.mark.sqlite  # no database at all: one run is enough


@pytest.fixture(autouse=True)
def loopback(settings):
    settings.FETCH_ALLOW_LOOPBACK = True


def test_the_bytes_of_an_answer_come_back():
    with serving(say(b'[{"name": "Harbour Lights"}]')) as address:
        assert fetch(f"{address}/feed.json") == b'[{"name": "Harbour Lights"}]'


def test_path_and_query_are_asked_for_as_they_stand_and_the_rest_is_quoted():
    asked = []

    def answer(handler):
        asked.append((handler.path, handler.headers["Host"]))
        say()(handler)

    with serving(answer) as address:
        fetch(f"{address}/wp admin/ajax%20x?action=meetings&key=é")

    assert asked == [("/wp%20admin/ajax%20x?action=meetings&key=%C3%A9", address.removeprefix("http://"))]


def test_a_packed_answer_is_unpacked():
    with serving(say(gzip.compress(b"[1]"), Content_Encoding="gzip")) as address:
        assert fetch(address) == b"[1]"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://",
        "http://u:p@example.org/",
        "http://example.org:99999/",
        "http://[::1/",
        "//example.org/",
        "http://a\nb/",
    ],
)
def test_only_plain_web_addresses_are_fetched(address):
    with pytest.raises(NotAWebAddress):
        fetch(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "10.0.0.1"]
)
def test_hosts_inside_are_refused(host, settings):
    settings.FETCH_ALLOW_LOOPBACK = False

    with pytest.raises(NotAllowed):
        fetch(f"http://{host}/")


@pytest.mark.parametrize("host", ["169.254.169.254", "192.168.1.1", "[fe80::1]", "[fc00::1]", "224.0.0.1"])
def test_leave_for_this_machine_opens_no_other_door(host):
    with pytest.raises(NotAllowed):
        fetch(f"http://{host}/")


@pytest.mark.parametrize(
    "inside",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "192.88.99.1", "0.0.0.0",
     "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
     "fec0::1", "ff02::1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2001::1", "2002:7f00:1::"],
)  # fmt: skip
def test_no_address_of_a_special_use_counts_as_public(inside):
    assert not is_public(ipaddress.ip_address(inside))


@pytest.mark.parametrize("outside", ["8.8.8.8", "93.184.216.34", "2001:4860:4860::8888", "2a00:1450:4009::1"])
def test_ordinary_addresses_count_as_public(outside):
    assert is_public(ipaddress.ip_address(outside))


def test_one_bad_address_among_the_good_refuses_the_host(monkeypatch):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (text, 80)) for text in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(connecting.socket, "getaddrinfo", lambda *_args, **_named: answers)

    with pytest.raises(NotAllowed):
        fetch("http://two-faced.example/")


def test_the_name_is_looked_up_once_and_the_checked_address_is_used(monkeypatch):
    looked_up = []

    def answer_once(host, port, **_named):
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    with serving(say(b"[2]")) as address:
        port = address.rpartition(":")[2]
        monkeypatch.setattr(connecting, "_look_up", lambda *asked: _addresses(answer_once(*asked[:2])))
        assert fetch(f"http://feed.example:{port}/") == b"[2]"

    assert looked_up == ["feed.example"]


def _addresses(answers):
    return [connecting.Address.of(answer) for answer in answers]


def test_an_unknown_name_says_so():
    with pytest.raises(NameNotFound) as failure:
        fetch("http://nowhere.invalid/secret?key=1")

    assert str(failure.value) == "No host of the name nowhere.invalid is known."


def test_three_redirects_are_followed_and_a_fourth_is_not():
    def answer(handler):
        left = int(handler.path.strip("/"))
        (say(status=302, Location=f"/{left - 1}") if left else say(b"[3]"))(handler)

    with serving(answer) as address:
        assert fetch(f"{address}/3") == b"[3]"
        with pytest.raises(TooManyRedirects):
            fetch(f"{address}/4")


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/"])
def test_a_redirect_that_leads_inside_is_refused(target):
    with serving(say(status=301, Location=target)) as address, pytest.raises(NotAllowed):
        fetch(address)


def test_a_redirect_to_a_file_is_refused():
    with serving(say(status=307, Location="file:///etc/passwd")) as address, pytest.raises(NotAWebAddress):
        fetch(address)


@pytest.mark.parametrize("status", [204, 304, 403, 404, 500])
def test_an_error_page_is_no_feed(status):
    with serving(say(b"" if status in (204, 304) else b"<html>", status=status)) as address, pytest.raises(BadAnswer):
        fetch(address)


def test_bytes_are_counted_after_unpacking():
    bomb = gzip.compress(b"0" * 20_000_000)

    with serving(say(bomb, Content_Encoding="gzip")) as address, pytest.raises(TooLarge):
        fetch(address, most_bytes=1 << 20)


def test_an_unasked_packing_is_refused():
    with serving(say(b"x", Content_Encoding="br, gzip, gzip")) as address, pytest.raises(BadAnswer):
        fetch(address)


def test_what_cannot_be_unpacked_is_a_bad_answer():
    with serving(say(b"not gzip at all", Content_Encoding="gzip")) as address, pytest.raises(BadAnswer):
        fetch(address)


def test_an_answer_that_breaks_off_is_not_taken_for_whole():
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"[")

    with serving(answer) as address, pytest.raises(Unreachable):
        fetch(address)


def test_nonsense_instead_of_http_is_unreachable():
    def answer(handler):
        handler.wfile.write(b"\x00\xffHELLO\r\n\r\n")

    with serving(answer) as address, pytest.raises(Unreachable):
        fetch(address)


def test_a_closed_port_is_unreachable():
    with serving(say()) as address:
        pass

    with pytest.raises(Unreachable):
        fetch(address)


@pytest.mark.parametrize("dripping", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"])
def test_one_deadline_holds_however_slowly_bytes_come(dripping):
    def answer(handler):
        handler.wfile.write(dripping)
        for _ in range(60):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    started = time.monotonic()
    with serving(answer) as address, pytest.raises(TooSlow):
        fetch(address, seconds=0.5)

    assert time.monotonic() - started < 2


def test_the_deadline_holds_for_a_greeting_in_tls_too():
    def answer(handler):
        for _second in range(60):
            handler.wfile.write(b"\x16")
            handler.wfile.flush()
            time.sleep(0.05)

    with serving_raw(answer) as port, pytest.raises((TooSlow, Unreachable)):
        fetch(f"https://127.0.0.1:{port}/", seconds=0.5)


def test_a_slow_look_up_runs_into_the_deadline(monkeypatch):
    monkeypatch.setattr(connecting.socket, "getaddrinfo", lambda *_args, **_named: time.sleep(1) or [])

    with pytest.raises(TooSlow):
        fetch("http://slow.example/", seconds=0.2)


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(monkeypatch):
    def fails(self, sock, **_named):
        raise ssl.SSLCertVerificationError("self-signed certificate")

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", fails)
    with serving(say()) as address, pytest.raises(Unreachable) as failure:
        fetch(address.replace("http:", "https:"))

    assert str(failure.value) == "The certificate of 127.0.0.1 cannot be trusted."


@contextmanager
def serving_raw(answer):
    """A listener without any protocol; yields its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    class Line:
        def __init__(self, line):
            self.wfile = line.makefile("wb")

    def accept():
        line, _address = listener.accept()
        with line:
            try:
                answer(Line(line))
            except OSError:
                return

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()
