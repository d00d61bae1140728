"""Signed words that let one person through one door for a while, kept nowhere: each holds until it is used."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from mutualaid.staff.models import Person


@dataclass(frozen=True)
class Pass:
    """One door. A pass falls when it is older than `lasts`, and when anything has changed that its use changes."""

    door: str
    lasts: timedelta

    def give(self, person: Person) -> str:
        return signing.dumps([person.pk, self._stamp(person)], salt=self._salt)

    def read(self, word: str) -> Person | None:
        """Whose pass this is; nothing if it is none, or holds no longer."""
        try:
            pk, stamp = signing.loads(word, salt=self._salt, max_age=self.lasts)
        except (signing.BadSignature, ValueError):
            return None
        person = Person.objects.with_standing().filter(pk=pk).first()
        return person if person and constant_time_compare(stamp, self._stamp(person)) else None

    @property
    def _salt(self) -> str:
        return f"mutualaid.staff.{self.door}"

    def _stamp(self, person: Person) -> str:
        facts = (person.password, person.email, person.is_active, person.last_login, person.date_joined)
        return salted_hmac(self._salt, "\n".join(map(str, facts)), algorithm="sha256").hexdigest()


HALF_WAY = Pass("half-way", timedelta(minutes=10))
"""The password was right; the code is still to come."""

WELCOME = Pass("welcome", timedelta(days=7))
"""An invitation. Inviting again, and another address, makes the one before it worthless."""
