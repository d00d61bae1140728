"""Hosts that mean ill, on this machine: whatever they answer, it is refused by name, in time, and within bounds."""

import gzip
import socket
import ssl
import subprocess
import threading
import time
import zlib
from contextlib import contextmanager

import pytest

from groups.feeds import connecting
from groups.feeds.fetching import ask, fetch, status_of
from groups.feeds.not_fetched import (
    BadAnswer,
    NotAllowed,
    NotAWebAddress,
    NotFetched,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)
from tests.feeds.serving import say, serving

pytestmark = pytest.mark.sqlite  # no database at all: one run is enough

SECONDS = 0.5
"""The deadline of these tests; what they allow beside it is generous, for the machine may be busy."""


@pytest.fixture(autouse=True)
def loopback(settings):
    settings.FETCH_ALLOW_LOOPBACK = True


@contextmanager
def raw(answer):
    """A host that speaks in bytes: `answer(send)` after it was asked. It stops when its caller has hung up."""

    def speaks(handler):
        def send(data):
            handler.wfile.write(data)
            handler.wfile.flush()

        try:
            answer(send)
        except OSError:
            return
        finally:
            handler.close_connection = True

    with serving(speaks) as address:
        yield address


def for_ever(data, *, head=b"", pause=0.0):
    """An answer without an end."""

    def answer(send):
        send(head)
        for _time in range(1_000_000):
            send(data)
            time.sleep(pause)

    return answer


# --- Where it leads


REFUSED_ADDRESSES = [
    "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f000001/", "http://017700000001/",
    "http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::169.254.169.254]/", "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/", "http://0/", "http://0.0.0.0/", "http://[::]/", "http://10.0.0.1/",
    "http://172.31.255.255/", "http://192.168.0.1/", "http://100.64.0.1/", "http://169.254.169.254/",
    "http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://[::ffff:169.254.169.254]/", "http://255.255.255.255/",
    "http://127.0.0.1./", "http://①②⑦.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("address", REFUSED_ADDRESSES)
def test_no_way_of_writing_an_inner_address_is_followed(address, settings):
    settings.FETCH_ALLOW_LOOPBACK = False

    with pytest.raises((NotAllowed, NotAWebAddress)):
        fetch(address)


@pytest.mark.parametrize(
    "address",
    ["http://10.0.0.1/", "http://169.254.169.254/latest/", "http://2852039166/", "http://[::ffff:169.254.169.254]/",
     "http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
     "http://0.0.0.0/", "//192.168.0.1/", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/",
     "data:text/plain,[]", "javascript:1", "http://u:p@127.0.0.1/", "//u@127.0.0.1/"],
)  # fmt: skip
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_leads_where_no_address_may(address, status):
    with (
        serving(say(status=status, Location=address)) as start,
        pytest.raises((NotAllowed, NotAWebAddress)),
    ):
        fetch(start)


@pytest.mark.parametrize("address", ["http://[::1/", "http://exa mple.org/", "http://a:99999/", "http://a%2Fb/"])
def test_a_redirect_to_no_address_is_refused(address):
    with serving(say(status=302, Location=address)) as start, pytest.raises(NotAWebAddress):
        fetch(start)


def test_a_redirect_to_itself_ends():
    with serving(say(status=302, Location="/")) as address, pytest.raises(TooManyRedirects):
        fetch(address)


def test_two_hosts_that_send_us_to_each_other_end():
    hosts = {}
    with (
        serving(lambda handler: say(status=302, Location=hosts["two"])(handler)) as hosts["one"],
        serving(lambda handler: say(status=302, Location=hosts["one"])(handler)) as hosts["two"],
        pytest.raises(TooManyRedirects),
    ):
        fetch(hosts["one"])


def test_a_redirect_with_line_ends_in_it_begins_no_header():
    asked = []

    def notes(handler):
        asked.append((handler.path, handler.headers["X-Evil"]))
        if handler.path != "/":
            say()(handler)
            return
        handler.wfile.write(b"HTTP/1.0 302 Found\r\nLocation: /a%0d%0aX-Evil:1?b\r\n c\r\nContent-Length: 0\r\n\r\n")

    with serving(notes) as address:
        fetch(address)

    assert asked == [("/", None), ("/a%0d%0aX-Evil:1?b%20c", None)]


def test_status_alone_is_asked_with_the_same_care():
    with serving(say(status=302, Location="http://169.254.169.254/")) as address, pytest.raises(NotAllowed):
        status_of(address, seconds=5)


# --- Names that lie


def answering_names(monkeypatch, *rounds):
    """Each look-up of a name gives the next of these lists of addresses."""
    asked = []

    def look_up(host, port, *_kind, **_named):
        if host[0].isdigit():  # the connection asks once more, of an address that is one
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        answers = rounds[min(len(asked), len(rounds) - 1)]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (text, port)) for text in answers]

    monkeypatch.setattr(connecting.socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize(
    "answers", [["93.184.216.34", "10.0.0.1"], ["10.0.0.1", "93.184.216.34"], ["127.0.0.1", "169.254.169.254"]]
)
def test_a_name_with_one_bad_address_among_the_good_is_refused(monkeypatch, answers):
    answering_names(monkeypatch, answers)

    with pytest.raises(NotAllowed):
        fetch("http://two-faced.example/")


def test_a_name_that_changes_between_check_and_connection_gains_nothing(monkeypatch):
    connected = []

    def connect(address, **_named):
        connected.append(address)
        raise ConnectionRefusedError

    asked = answering_names(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    monkeypatch.setattr(connecting.socket, "create_connection", connect)
    with pytest.raises(Unreachable):
        fetch("http://rebinding.example/")

    assert (asked, connected) == (["rebinding.example"], [("93.184.216.34", 80)])


def test_a_name_is_checked_anew_at_each_hop(monkeypatch):
    with serving(say(status=302, Location="/again")) as start:
        port = start.rpartition(":")[2]
        answering_names(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
        with pytest.raises(NotAllowed):
            fetch(f"http://rebinding.example:{port}/")


# --- Who it says it is


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Two that sign themselves: for this machine's address, and for another host."""
    folder = tmp_path_factory.mktemp("certificates")
    for name, called in (("ours", "IP:127.0.0.1"), ("theirs", "DNS:other.example")):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
             "2", "-subj", "/CN=test", "-addext", f"subjectAltName={called}", "-keyout", folder / f"{name}.key",
             "-out", folder / f"{name}.pem"],
            check=True, capture_output=True,
        )  # fmt: skip
    return folder


@contextmanager
def serving_tls(certificates, name):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificates / f"{name}.pem", certificates / f"{name}.key")
    listener = socket.create_server(("127.0.0.1", 0))

    def accept():
        try:
            line = context.wrap_socket(listener.accept()[0], server_side=True)
            line.recv(4096)
            line.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\n[4]")
            line.close()
        except OSError:
            return

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        listener.close()
        thread.join(5)


def test_a_certificate_that_is_vouched_for_and_has_the_hosts_name_is_trusted(certificates, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates / "ours.pem"))

    with serving_tls(certificates, "ours") as address:
        assert fetch(address, seconds=20) == b"[4]"


@pytest.mark.parametrize("name, vouched", [("ours", False), ("theirs", True), ("theirs", False)])
def test_no_other_certificate_is(certificates, monkeypatch, name, vouched):
    if vouched:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificates / f"{name}.pem"))

    with serving_tls(certificates, name) as address, pytest.raises(Unreachable) as failure:
        fetch(address, seconds=20)

    assert str(failure.value) == "The certificate of 127.0.0.1 cannot be trusted."


# --- Answers without an end


@pytest.mark.parametrize(
    "answer",
    [
        for_ever(b"X-Drip: 1\r\n", head=b"HTTP/1.1 200 OK\r\n", pause=0.05),
        for_ever(b"x", head=b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", pause=0.05),
        for_ever(b"1\r\nx\r\n", head=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", pause=0.05),
        for_ever(b"HTTP/1.1 100 Continue\r\n\r\n"),
        for_ever(b"", pause=0.05),
        for_ever(b"HTTP/1.1 302 Found\r\nLoc", pause=0.05),
    ],
    ids=["headers", "body", "chunks", "continue", "silence", "status line"],
)
def test_whatever_comes_slowly_or_for_ever_ends_at_the_deadline(answer):
    started = time.monotonic()
    with raw(answer) as address, pytest.raises((TooSlow, Unreachable)):
        fetch(address, seconds=SECONDS)

    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\n" + b"X-Filler: 1\r\n" * 200 + b"\r\n[]",
        b"HTTP/1.1 200 OK\r\nETag: " + b"a" * 100_000 + b"\r\n\r\n[]",
        b"HTTP/1.1 200 " + b"a" * 100_000 + b"\r\n\r\n[]",
    ],
    ids=["many headers", "one huge header", "a huge status line"],
)
def test_more_headers_than_anybody_needs_are_refused(head):
    with raw(lambda send: send(head)) as address, pytest.raises(Unreachable):
        fetch(address, seconds=20)


def test_a_huge_sign_of_what_is_new_is_not_kept():
    with serving(say(b"[]", ETag='"' + "a" * 60_000 + '"')) as address:
        assert ask(address).validators == ("", "", "")


def test_a_body_without_an_end_is_too_large():
    head = b"HTTP/1.1 200 OK\r\n\r\n"
    with raw(for_ever(b"x" * 65536, head=head)) as address, pytest.raises(TooLarge):
        fetch(address, seconds=60, most_bytes=1 << 20)


# --- Packed


def chunked(data):
    def answer(send):
        send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n")
        send(b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data))

    return answer


BOMB = b"0" * 30_000_000


@pytest.mark.parametrize(
    ("packed", "named"),
    [
        (gzip.compress(BOMB), "gzip"),
        (gzip.compress(BOMB), "x-gzip"),
        (zlib.compress(BOMB), "deflate"),
        (gzip.compress(b"[1]") * 400_000, "gzip"),
    ],
    ids=["gzip", "x-gzip", "deflate", "many small ones"],
)
def test_a_bomb_is_stopped_by_what_comes_out_of_it(packed, named):
    with serving(say(packed, Content_Encoding=named)) as address, pytest.raises(TooLarge):
        fetch(address, seconds=60, most_bytes=1 << 20)


def test_a_bomb_in_chunks_is_stopped_too():
    with raw(chunked(gzip.compress(BOMB))) as address, pytest.raises(TooLarge):
        fetch(address, seconds=60, most_bytes=1 << 20)


@pytest.mark.parametrize("raw_deflate", [False, True])
def test_deflate_is_understood_in_both_its_forms(raw_deflate):
    packer = zlib.compressobj(wbits=-15 if raw_deflate else 15)
    with serving(say(packer.compress(b"[5]") + packer.flush(), Content_Encoding="deflate")) as address:
        assert fetch(address) == b"[5]"


@pytest.mark.parametrize("named", ["br", "zstd", "compress", "gzip, gzip", "gzip, br", "GZIP,gzip", "rot13"])
def test_what_nobody_asked_for_is_not_unpacked(named):
    with serving(say(b"\x1b\x02\x00", Content_Encoding=named)) as address, pytest.raises(BadAnswer):
        fetch(address)


@pytest.mark.parametrize("cut", [1, 5, 15, 40, -1])
def test_a_packed_answer_that_breaks_off_is_not_taken_for_whole(cut):
    whole = gzip.compress(b"day,time,name\n" + b"1,19:30,Harbour Lights\n" * 9)
    with serving(say(whole[:cut], Content_Encoding="gzip")) as address, pytest.raises(BadAnswer):
        fetch(address)


# --- Lengths that lie


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1]",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3, 5\r\n\r\n[1]",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\n[1]",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1]",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[1]\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[1]\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\n[1]\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n[1]",
        b"",
        b"\x16\x03\x01 this is no HTTP",
    ],
)
def test_an_answer_that_is_not_whole_is_not_taken_for_whole(answer):
    with raw(lambda send: send(answer)) as address, pytest.raises(NotFetched):
        fetch(address, seconds=20)


def test_what_stands_after_the_stated_length_is_not_read():
    with raw(lambda send: send(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[1], and more")) as address:
        assert fetch(address) == b"[1]"


@pytest.mark.parametrize("status", [201, 203, 204, 205, 206, 300, 304, 400, 401, 403, 404, 410, 429, 500, 503])
def test_no_other_status_than_200_is_an_answer(status):
    with serving(say(b"", status=status)) as address, pytest.raises(BadAnswer):
        fetch(address)


# --- What is said of it


@pytest.mark.parametrize(
    "answer",
    [say(status=500), say(status=302, Location="http://10.0.0.1/?k=harbour-lights"), say(b"x", Content_Encoding="br")],
)
def test_what_is_said_names_the_host_alone(answer, caplog):
    with serving(answer) as address, pytest.raises(NotFetched) as failure:
        ask(f"{address}/secret?token=harbour-lights", key="harbour-lights")

    assert "harbour-lights" not in f"{failure.value} {caplog.text}"
    assert "secret" not in f"{failure.value} {caplog.text}"
