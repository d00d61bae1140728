"""Fetching what a feed's answer only points to: further addresses of the same host, within one deadline and a cap.

The deadline is that of the whole feed, its first answer included: however many pages there are, and however slowly
each of them comes, nothing is asked or waited for after it.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from groups.feeds import fetching
from groups.feeds.fetching import DEADLINE_SECONDS, MOST_BYTES, Deadline
from groups.feeds.not_fetched import NotAllowed, TooLarge, TooSlow

SECONDS = 5 * 60.0
"""So much longer a feed may take whose answer points to more: a list of a thousand services is as many requests."""
MOST_REQUESTS = 25_000


@dataclass
class Further:
    """Fetches addresses of the host that an answer came from, with the same key."""

    address: str
    key: str
    deadline: Deadline
    most_bytes: int = MOST_BYTES
    requests: int = 0

    def __call__(self, address: str) -> bytes:
        """What stands there; NotFetched where it cannot be had, or where all together is too much."""
        host = _host(self.address)
        if _host(address) != host:
            raise NotAllowed(_("It points to another host: nothing further is fetched from there."))
        self.requests += 1
        if self.requests > MOST_REQUESTS:
            raise TooLarge(_("It points to more than %(number)d addresses.") % {"number": MOST_REQUESTS})
        named = host[1] or ""
        seconds = min(self.deadline.left(named), DEADLINE_SECONDS)
        try:
            data = fetching.ask(address, key=self.key, seconds=seconds, most_bytes=self.most_bytes).data
        except TooSlow:
            self.deadline.left(named)  # it was all of them that took too long, not the last one alone
            raise
        self.most_bytes -= len(data)
        return data


def _host(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port
