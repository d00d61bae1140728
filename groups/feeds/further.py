"""Fetching what a feed's answer only points to: further addresses of the same host, within one deadline and a cap."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from groups.feeds import fetching
from groups.feeds.fetching import DEADLINE_SECONDS, MOST_BYTES, Deadline
from groups.feeds.not_fetched import NotAllowed, TooLarge

SECONDS = 5 * 60.0
"""For all of them: a list of a thousand services is as many requests."""
MOST_REQUESTS = 25_000


@dataclass
class Further:
    """Fetches addresses of the host that an answer came from, with the same key."""

    address: str
    key: str
    seconds: float = SECONDS
    most_bytes: int = MOST_BYTES
    requests: int = 0
    deadline: Deadline = field(init=False)

    def __post_init__(self):
        self.deadline = Deadline(self.seconds)

    def __call__(self, address: str) -> bytes:
        """What stands there; NotFetched where it cannot be had, or where all together is too much."""
        host = _host(self.address)
        if _host(address) != host:
            raise NotAllowed(_("It points to another host: nothing further is fetched from there."))
        self.requests += 1
        if self.requests > MOST_REQUESTS:
            raise TooLarge(_("It points to more than %(number)d addresses.") % {"number": MOST_REQUESTS})
        seconds = min(self.deadline.left(host[1] or ""), DEADLINE_SECONDS)
        data = fetching.ask(address, key=self.key, seconds=seconds, most_bytes=self.most_bytes).data
        self.most_bytes -= len(data)
        return data


def _host(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port
