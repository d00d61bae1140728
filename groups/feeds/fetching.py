"""Getting a feed's bytes from the web: the only outgoing call, guarded against addresses that are not the public web.

The name is resolved once at each hop, every address it has is checked, and the connection goes to a checked address;
redirects are followed by hand, each checked like the first. One deadline covers all of it. A key goes to the host it
was given for, and to nobody that this host sends us on to.
"""

import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPException
from typing import NamedTuple, TypeVar
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError

from groups.feeds import validators
from groups.feeds.connecting import Deadline, cut_off_at, open_line
from groups.feeds.not_fetched import (
    BadAnswer,
    BadKey,
    NotAWebAddress,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)
from groups.feeds.unpacking import PACKED_AS, Damaged, Unpacking
from groups.feeds.validators import NothingNew, Validators

MOST_REDIRECTS = 3
DEADLINE_SECONDS = 60.0
MOST_BYTES = 64 * 1024 * 1024
"""A feed of 100,000 meetings is about half of this, unpacked."""

logging.getLogger("urllib3").setLevel(logging.ERROR)  # its warnings hold whole addresses, with their keys

Answer = TypeVar("Answer")

_PIECE = 16 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}


class Fetched(NamedTuple):
    """The bytes of an answer, and what to send along next time."""

    data: bytes
    validators: Validators = validators.NONE


class Hop(NamedTuple):
    """One request on the way: to which address and host, by when, and whether it asks for what is new alone."""

    address: str
    host: str
    deadline: Deadline
    is_conditional: bool


def fetch(address: str, *, seconds: float = DEADLINE_SECONDS, most_bytes: int = MOST_BYTES) -> bytes:
    """What stands at an address of the public web, unpacked; NotFetched says in a sentence why it cannot be had."""
    return ask(address, seconds=seconds, most_bytes=most_bytes).data


def ask(
    address: str,
    *,
    key: str = "",
    known: Validators = validators.NONE,
    seconds: float = DEADLINE_SECONDS,
    most_bytes: int = MOST_BYTES,
) -> Fetched:
    """The same with what to send along next time. `key` goes with it as a bearer's token, `known` as conditions.

    NothingNew where it is as it was when it gave `known`.
    """
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise BadKey(_("The feed’s key holds letters or spaces that cannot be sent."))
    return _follow(address, seconds, partial(_whole, most_bytes=most_bytes), key=key, known=known)


def status_of(address: str, *, seconds: float) -> int:
    """The status with which an address of the public web answers; of what stands there no more is read than the head.

    NotFetched where there is no answer.
    """
    return _follow(address, seconds, lambda response, _hop: response.status)


def _follow(
    address: str,
    seconds: float,
    read: Callable[..., Answer],
    *,
    key: str = "",
    known: Validators = validators.NONE,
) -> Answer:
    """What `read` makes of the answer at the end of all redirects."""
    deadline = Deadline(seconds)
    for _hop in range(MOST_REDIRECTS + 1):
        conditions = validators.conditions(known, address)
        token = {"Authorization": f"Bearer {key}"} if key else {}
        answer, further = _one_hop(address, deadline, read, conditions=conditions, token=token)
        if further is None:
            return answer
        before, address = address, _joined(address, further)
        key = key if _parts(before)[:3] == _parts(address)[:3] else ""  # once away it stays away
    raise TooManyRedirects(_("It redirects more than %(number)d times.") % {"number": MOST_REDIRECTS})


def is_web_address(text: str) -> bool:
    """Whether a text is meant as a web address rather than as a file's name."""
    return text.lower().startswith(("http://", "https://"))


def _one_hop(
    address: str,
    deadline: Deadline,
    read: Callable[..., Answer],
    *,
    conditions: dict[str, str],
    token: dict[str, str],
) -> tuple[Answer | None, str | None]:
    """What was read, or the address that the answer redirects to."""
    scheme, host, port, target = _parts(address)
    connection = HTTPConnection(host, port)
    try:
        with cut_off_at(deadline, host) as lines, _named_failures(host):
            connection.sock = open_line(scheme, host, port, deadline, lines)
            headers = _headers(host, port, scheme) | conditions | token
            connection.request("GET", target, headers=headers, preload_content=False)
            response = connection.getresponse()
            if response.status in _REDIRECTS and response.headers.get("location"):
                return None, response.headers["location"]
            return read(response, Hop(address, host, deadline, bool(conditions))), None
    finally:
        connection.close()


def _parts(address: str) -> tuple[str, str, int, str]:
    """Scheme, host, port, and what to ask for; NotAWebAddress where it is anything but plain http(s)."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
        port = parts.port or _PORTS.get(parts.scheme, 0)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        plain = parts.scheme in _PORTS and host and parts.username is None and parts.password is None
    except ValueError:  # UnicodeError is one too
        plain = False
    if not plain or "%" in host or " " in host or not address.isprintable():
        raise NotAWebAddress(_("Only http and https addresses of a host can be fetched, without a name and password."))
    return parts.scheme, host, port, _quoted(target)


def _joined(address: str, further: str) -> str:
    """Where a redirect leads; an address that cannot be one stays what it is, and is refused as the next hop."""
    try:
        return urljoin(address, further.strip())
    except ValueError:
        return further


def _quoted(target: str) -> str:
    """Letters that an address may not hold, as bytes with a percent sign; what is quoted already stays."""
    return "".join(c if "!" <= c <= "~" else "".join(f"%{byte:02X}" for byte in c.encode()) for c in target)


def _headers(host: str, port: int, scheme: str) -> dict[str, str]:
    named = f"[{host}]" if ":" in host else host
    return {
        "Host": named if port == _PORTS[scheme] else f"{named}:{port}",
        "User-Agent": f"mutualaid (+{settings.SITE_URL})",
        "Accept": "application/json, text/csv;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }


# --- The answer


def _whole(response, hop: Hop, most_bytes: int) -> Fetched:
    """The body of a good answer."""
    said = {"host": hop.host, "status": response.status}
    if response.status == 304 and hop.is_conditional:
        raise NothingNew
    if response.status != 200:
        raise BadAnswer(_("%(host)s answers with status %(status)d.") % said)
    if _packing(response) not in PACKED_AS:
        raise BadAnswer(_("%(host)s answers in a packing that nobody asked for.") % said)
    return Fetched(_body(response, hop, most_bytes), validators.given(response.headers, hop.address))


def _packing(response) -> str:
    return response.headers.get("content-encoding", "").strip().lower()


def _body(response, hop: Hop, most_bytes: int) -> bytes:
    body, unpacking = bytearray(), Unpacking(_packing(response))
    while packed := response.read1(_PIECE, decode_content=False):
        for piece in unpacking.pieces(packed):
            body += piece
            if len(body) > most_bytes:
                raise TooLarge(
                    _("%(host)s answers with more than %(number)d MB.") % {"host": hop.host, "number": most_bytes >> 20}
                )
        hop.deadline.left(hop.host)
    hop.deadline.left(hop.host)  # an answer cut off in its headers seems to be whole
    if response.length_remaining:
        raise Unreachable(_("The answer of %(host)s broke off.") % {"host": hop.host})
    unpacking.end()
    return bytes(body)


@contextmanager
def _named_failures(host: str) -> Iterator[None]:
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise Unreachable(_("The certificate of %(host)s cannot be trusted.") % {"host": host}) from error
    except Damaged as error:
        raise BadAnswer(_("The answer of %(host)s cannot be unpacked.") % {"host": host}) from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise Unreachable(_("%(host)s cannot be reached, or broke off.") % {"host": host}) from error
