"""One thing that a check found: what, why, and by what facts it is known again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha1
from typing import NamedTuple

GROUP, MEETING, VENUE = "group", "meeting", "venue"

Seen = Mapping[str, Collection[int] | None]
"""The keys, by kind of record, of what somebody may be shown; None for all of a kind."""

ALL: Seen = {GROUP: None, MEETING: None, VENUE: None}


class Record(NamedTuple):
    """What a finding is about, and where it is put right."""

    kind: str
    pk: int
    called: str


@dataclass(frozen=True)
class Finding:
    """One row of a check's list; about two records where one seems to be the other."""

    check: str
    records: tuple[Record, ...]
    why: str
    facts: tuple[object, ...]
    """What was found. As long as these are the same, one that was put aside stays there."""

    @property
    def name(self) -> str:
        """`same-meetings:meeting:12:57`."""
        return ":".join([self.check, self.records[0].kind, *(str(record.pk) for record in self.records)])

    @property
    def stood(self) -> str:
        """A digest of the facts."""
        return sha1("\n".join(map(str, self.facts)).encode(), usedforsecurity=False).hexdigest()

    def is_seen(self, seen: Seen) -> bool:
        """Whether every record of it may be shown."""
        return all(seen[record.kind] is None or record.pk in seen[record.kind] for record in self.records)
