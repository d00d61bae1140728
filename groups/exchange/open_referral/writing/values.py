"""Single values as the standard wants them, and whose they are: the site that writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from groups.exchange.open_referral.ids import Ids
from groups.exchange.open_referral.service import Service

Fields = dict[str, object]


@dataclass(frozen=True)
class Home:
    """The site that writes: its identifiers, the address its pages begin with, its country and zone; on one date."""

    ids: Ids
    site: str
    country: str
    time_zone: str
    on: date
    families: Mapping[str, str]
    """The families of the tags by their slugs."""


def stated(fields: Fields) -> Fields:
    """Without what nobody has said."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def named(name: str, one: Service) -> str:
    """A name that says where what bears it is invented."""
    return _("%(name)s (demonstration)") % {"name": name} if one.is_invented else name


def phones(home: Home, number: str, *owner: object) -> list[Fields]:
    """The one number of an owner, or none."""
    return [{"id": home.ids.named("phone", *owner), "number": number}] if number else []


def lines(address: str | None) -> list[str]:
    """The lines of an address."""
    return [line.strip() for line in (address or "").splitlines() if line.strip()]


def sentence(text: str) -> str:
    """A text in one line, with a stop at its end."""
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?" else f"{text}."


def is_web(address: str) -> bool:
    """Whether it is the address of a page."""
    try:
        return bool(address) and urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False
