"""A line to a checked address of a host: looked up once, open no longer than the deadline, whatever the host does."""

import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from groups.feeds.not_fetched import NameNotFound, NotAllowed, NotFetched, TooSlow
from groups.feeds.public_addresses import Address, is_allowed


@dataclass
class Deadline:
    """One moment by which all must be done, on the clock that never goes back."""

    seconds: float
    ends: float = field(init=False)

    def __post_init__(self):
        self.ends = time.monotonic() + self.seconds

    def left(self, host: str) -> float:
        """Seconds that remain; TooSlow where there are none."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TooSlow(_("%(host)s took longer than %(seconds)d seconds.") % {"host": host, "seconds": self.seconds})
        return left


def open_line(scheme: str, host: str, port: int, deadline: Deadline, lines: list[socket.socket]) -> socket.socket:
    """A socket to a checked address of the host; over TLS its certificate must be for the host's own name."""
    address = _resolve(host, port, deadline)
    plain = socket.create_connection((address.text, port), timeout=deadline.left(host))
    lines.append(socket.socket(fileno=os.dup(plain.fileno())))  # TLS takes the number of the first one away
    return plain if scheme == "http" else ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _resolve(host: str, port: int, deadline: Deadline) -> Address:
    """The address to connect to; NotAllowed where any of the host's addresses is not of the public web."""
    addresses = _look_up(host, port, deadline)
    if not all(is_allowed(address, allow_loopback=settings.FETCH_ALLOW_LOOPBACK) for address in addresses):
        raise NotAllowed(_("%(host)s is not on the public web: nothing is fetched from there.") % {"host": host})
    return addresses[0]


def _look_up(host: str, port: int, deadline: Deadline) -> list[Address]:
    """Every address of a host. The system's look-up knows no deadline, so that it waits in a thread of its own."""
    found: list = []

    def ask() -> None:
        try:
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            return

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.left(host))
    deadline.left(host)
    if not found:
        raise NameNotFound(_("No host of the name %(host)s is known.") % {"host": host})
    return [Address.of(answer) for answer in found]


@contextmanager
def cut_off_at(deadline: Deadline, host: str) -> Iterator[list[socket.socket]]:
    """Hang up when the deadline passes: a host that sends a byte now and then would never run into a time-out.

    Yields the list that takes the lines to hang up.
    """
    lines: list[socket.socket] = []

    def hang_up() -> None:
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(deadline.left(host), hang_up)
    watch.daemon = True
    watch.start()
    try:
        yield lines
    except NotFetched:
        deadline.left(host)  # what went wrong because we hung up was too slow
        raise
    finally:
        watch.cancel()
        for line in lines:
            line.close()
