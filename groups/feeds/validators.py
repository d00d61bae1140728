"""By which a host can say that nothing is new: what it gave along with an answer, to be sent back next time."""

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

LONGEST = 500


class NothingNew(Exception):
    """The host says that it is as it was when it gave the validators that were sent."""


class Validators(NamedTuple):
    """They count for the one address that gave them, which is known by a digest: a redirect may lead elsewhere today,
    and a file that is older there is another file."""

    of: str = ""
    etag: str = ""
    last_modified: str = ""


NONE = Validators()


def given(headers: Mapping[str, str], address: str) -> Validators:
    """What an answer from this address holds of them."""
    etag, modified = (_plain(headers.get(name, "")) for name in ("etag", "last-modified"))
    return Validators(_digest(address), etag, modified) if etag or modified else NONE


def conditions(known: Validators, address: str) -> dict[str, str]:
    """The headers that ask this address for what is new; none where another one gave what is known."""
    if known.of != _digest(address):
        return {}
    named = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in named.items() if value}


def _plain(value: str) -> str:
    """A header's value that may be kept and sent again; empty where it is none that an honest host would give."""
    value = value.strip()
    return value if value.isascii() and value.isprintable() and len(value) <= LONGEST else ""


def _digest(address: str) -> str:
    return sha256(address.encode(errors="replace")).hexdigest()
