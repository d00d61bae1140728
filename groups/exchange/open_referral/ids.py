"""The identifiers of Open Referral: UUIDs made of a site's host and our own numbers, so that each stays for ever.

Those that an address can name are read back to the number they are made of, without a table of all of them. They are
marked as version 5 (made of a name), for there are readers that take no version above it.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5

_LOW_BITS = 62
_MIDDLE_BITS = 12
_VERSION = 5
_VARIANT = 0b10
_HALF = 31
LARGEST = 1 << _HALF
"""No number of a pair is as large."""


@dataclass(frozen=True)
class Ids:
    """The identifiers of the site at this host."""

    host: str

    def named(self, kind: str, *name: object) -> str:
        """Of what no address names."""
        return str(uuid5(NAMESPACE_URL, "/".join(["open-referral-uk", self.host, kind, *map(str, name)])))

    def numbered(self, kind: str, number: int) -> str:
        """Of a kind and number, that `number_of` gives back."""
        high, middle, mask = _frame(self.host, kind)
        bits = (high << 4 | _VERSION) << _MIDDLE_BITS | middle
        return str(UUID(int=(bits << 2 | _VARIANT) << _LOW_BITS | (number ^ mask)))

    def number_of(self, kind: str, text: str) -> int | None:
        """The number that it was made of; None where it is not one of this kind and host."""
        try:
            low = UUID(text).int & ((1 << _LOW_BITS) - 1)
        except ValueError:
            return None
        number = low ^ _frame(self.host, kind)[2]
        return number if self.numbered(kind, number) == text.lower() else None

    def paired(self, kind: str, one: int, other: int) -> str:
        """Of a kind and two numbers, that `pair_of` gives back."""
        return self.numbered(kind, one << _HALF | other)

    def pair_of(self, kind: str, text: str) -> tuple[int, int] | None:
        """The two numbers that it was made of."""
        number = self.number_of(kind, text)
        return None if number is None else divmod(number, LARGEST)


@cache
def _frame(host: str, kind: str) -> tuple[int, int, int]:
    """What all of one kind and host have in common: 48 bits, 12 bits, and the mask of the number."""
    digest = int.from_bytes(sha256(f"{host}/{kind}".encode()).digest()[:16])
    return digest >> 80, digest >> 64 & ((1 << _MIDDLE_BITS) - 1), digest & ((1 << _LOW_BITS) - 1)
