"""The link in a letter: a signed and timed token that holds the letter's code and nothing about anybody."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse

from groups.models import Letter
from groups.rules.letter import LINK_LASTS

_signer = signing.Signer(salt="groups.letters", sep=".")


class NoSuchLetter(Exception):
    """The token is not one of ours, or was cut off on the way."""


@dataclass(frozen=True)
class Link:
    """The letter that a token leads to, and whether its time is over."""

    letter: Letter
    has_expired: bool


def token_of(letter: Letter, *, now: datetime) -> str:
    """A token that is good for `LINK_LASTS` from now."""
    return _signer.sign(f"{letter.code}.{int(now.timestamp()):x}")


def address_of(letter: Letter, *, now: datetime) -> str:
    """The whole address, for the letter."""
    return settings.SITE_URL + reverse("groups:confirm", args=[token_of(letter, now=now)])


def read(token: str, *, now: datetime) -> Link:
    """Which letter it leads to; NoSuchLetter where it is forged, cut, or of a letter that is gone."""
    try:
        code, _dot, made = _signer.unsign(token).rpartition(".")
        made_at = datetime.fromtimestamp(int(made, 16), UTC)
    except (signing.BadSignature, ValueError, OverflowError, OSError) as error:
        raise NoSuchLetter from error
    letter = Letter.objects.filter(code=code).first()
    if letter is None:
        raise NoSuchLetter
    return Link(letter, now - made_at > LINK_LASTS)
