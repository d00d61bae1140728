"""A small HTTP client that keeps its connection and measures: one request after the other, or several at once."""

import re
import socket
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

PATIENCE_SECONDS = 120
LEAST = 3
"""So many requests are made whatever the time."""

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)


class BadAnswer(Exception):
    """An answer other than 200, which no figure may rest on."""


class Connection:
    """One connection to a server on this machine, kept open from request to request.

    `compressed` asks for gzip, as browsers do. Left out, nothing is added to a page and its yardstick alike.
    """

    def __init__(self, port: int, *, compressed: bool = False):
        accept = "Accept-Encoding: gzip\r\n" if compressed else ""
        self.headers = f"Host: 127.0.0.1:{port}\r\nAccept: text/html\r\n{accept}\r\n"
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_exception) -> None:
        self.socket.close()

    def ask(self, target: str) -> bytes:
        """The body of the answer."""
        self.socket.sendall(f"GET {target} HTTP/1.1\r\n{self.headers}".encode())
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more(target)
        head, _blank, body = received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head + b"\r\n")
        if head[9:12] != b"200" or not length:
            raise BadAnswer(f"{target} was answered {head[9:12].decode('ascii', 'replace')}")
        parts, missing = [body], int(length[1]) - len(body)
        while missing > 0:
            parts.append(self._more(target))
            missing -= len(parts[-1])
        return b"".join(parts)

    def _more(self, target: str) -> bytes:
        more = self.socket.recv(1 << 18)
        if not more:
            raise BadAnswer(f"{target} was not answered to its end")
        return more


def one_by_one(
    port: int, targets: Iterator[str], *, count: int, seconds: float, compressed: bool = False
) -> list[float]:
    """The milliseconds of so many requests, or as many as the seconds allow. The first goes unmeasured: it connects."""
    with Connection(port, compressed=compressed) as connection:
        connection.ask(next(targets))
        times, end = [], time.perf_counter() + seconds
        while len(times) < count and (len(times) < LEAST or time.perf_counter() < end):
            target = next(targets)
            began = time.perf_counter()
            connection.ask(target)
            times.append((time.perf_counter() - began) * 1000)
    return times


def at_once(port: int, targets: Sequence[str], *, connections: int, seconds: float, compressed: bool = False) -> float:
    """Requests a second over so many connections, each with its next request as soon as the last is answered."""
    together = Barrier(connections)

    def keep_asking(number: int) -> tuple[int, float, float]:
        done = number * len(targets) // connections
        first = done
        with Connection(port, compressed=compressed) as connection:
            together.wait(PATIENCE_SECONDS)  # before the first request: a server soon gives up a connection at rest
            began = time.perf_counter()
            while time.perf_counter() < began + seconds or done == first:
                done += 1
                connection.ask(targets[done % len(targets)])
            return done - first, began, time.perf_counter()

    with ThreadPoolExecutor(connections) as threads:
        told = list(threads.map(keep_asking, range(connections)))
    counts, begins, ends = zip(*told, strict=True)
    return sum(counts) / (max(ends) - min(begins))
