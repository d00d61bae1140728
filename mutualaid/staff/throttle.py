"""How often somebody may try to sign in, and when again: by name and caller, by caller, and by name."""

import unicodedata
from dataclasses import dataclass

from mutualaid import limits


@dataclass(frozen=True)
class Limit:
    """So many tries within so many minutes."""

    what: str
    most: int
    minutes: int

    def minutes_to_wait(self, who: str) -> int:
        """Count one try of `who`; nothing if it may be made, else the minutes until the next."""
        if limits.may(self.what, who, most=self.most, minutes=self.minutes):
            return 0
        return limits.minutes_left(self.what, who, most=self.most) or 1

    def forget(self, who: str) -> None:
        limits.forget(self.what, who, most=self.most)

    def give_back(self, who: str) -> None:
        limits.give_back(self.what, who, most=self.most)


HERE = Limit("sign-in", most=5, minutes=15)
"""One name from one place: somebody who mistypes, or somebody who guesses."""
FROM = Limit("sign-in from", most=30, minutes=15)
"""One place with any names."""
AS = Limit("sign-in as", most=50, minutes=60)
"""One name from any place. So many that nobody is easily kept out by others, so few that guessing is hopeless."""
CODE = Limit("sign-in code", most=10, minutes=15)
"""Codes of one person, beside django-otp's own waiting times, which double with each wrong one."""
AGAIN = Limit("password again", most=5, minutes=15)
"""The password of somebody signed in, asked for again before a second factor is changed."""
LETTER_FROM = Limit("new password from", most=10, minutes=60)
LETTER_TO = Limit("new password to", most=3, minutes=60)
"""Letters for a forgotten password: who asks for them, and to whom they go."""


def minutes_to_wait(name: str, request) -> int:
    """Count one try to sign in; nothing if it may be made, else the minutes until the next."""
    place, name = limits.caller(request), as_counted(name)
    tries = ((HERE, f"{name} {place}"), (FROM, place), (AS, name))
    return next((wait for limit, who in tries if (wait := limit.minutes_to_wait(who))), 0)


def succeeded(name: str, request) -> None:
    """They knew the password: their mistakes are forgotten. Those made with other names from this place are not."""
    place, name = limits.caller(request), as_counted(name)
    HERE.forget(f"{name} {place}")
    AS.forget(name)
    FROM.give_back(place)


def as_counted(name: str) -> str:
    """A name or address however it is typed: no more tries by writing it in capitals."""
    return unicodedata.normalize("NFKC", name).strip().casefold()
