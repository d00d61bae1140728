"""How a row says that one joins online: its link, its dial string, and the notes on them, without any passcode."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from groups.rules.keeping_private import take_out_passcode, take_passcode_off_link, take_passcode_off_phone
from groups.rules.reading import one_line, plain_text

LONGEST_LINK = 500
LONGEST_PHONE = 80

_HOST = re.compile(r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$")
_NO_SCHEME = re.compile(r"^[a-z0-9.-]+\.[a-z]{2,}(?::[0-9]+)?(?:[/?#]|$)", re.IGNORECASE)
_DIAL_STRING = re.compile(r"^[\d\s()+.,*#;xX/-]*\d[\d\s()+.,*#;xX/-]*$", re.ASCII)
_NUMBER = re.compile(r"\+?[\d(][\d\s().-]{5,20}\d(?:,+[\d\s]+#?)?", re.ASCII)


@dataclass(frozen=True)
class OnlineWay:
    """A link, a number to dial, and a note on them. It is false where there is neither link nor number."""

    link: str = ""
    phone: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.link or self.phone)


def web_address(text: str) -> str:
    """An http(s) address, its scheme added where it was left away; empty for anything else."""
    address = text.split()[0] if text.split() else ""
    if "://" not in address and _NO_SCHEME.match(address):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode()
    except ValueError:  # UnicodeError is one too
        return ""
    plain = parts.scheme.lower() in ("http", "https") and _HOST.match(host) and parts.username is None
    return address if plain and len(address) <= LONGEST_LINK else ""


def read_online_way(row: Mapping[str, object], cautions: list[str]) -> OnlineWay:
    """The way in of a row, which may be none."""
    notes: list[str] = []
    link = _link(one_line(row.get("conference_url"), limit=2 * LONGEST_LINK), notes, cautions)
    phone = _phone(one_line(row.get("conference_phone"), limit=LONGEST_LINK), notes, cautions)
    for field in ("conference_url_notes", "conference_phone_notes"):
        notes.append(plain_text(row.get(field), limit=LONGEST_LINK))
    return OnlineWay(link, phone, "\n".join(dict.fromkeys(filter(None, notes))))


def _link(text: str, notes: list[str], cautions: list[str]) -> str:
    if not text:
        return ""
    address, _blank, beside = text.partition(" ")
    link, had_passcode = take_passcode_off_link(web_address(address))
    if had_passcode:
        cautions.append(_("A passcode was taken off its link."))
    if not link:
        cautions.append(_("Its link cannot be used, and is left out."))
    elif beside:
        notes.append(beside)
    return link


def _phone(text: str, notes: list[str], cautions: list[str]) -> str:
    if not text:
        return ""
    if _DIAL_STRING.match(text):
        number, had_passcode = take_passcode_off_phone(text)
    else:
        kept, had_passcode = take_out_passcode(text)
        found = _NUMBER.search(kept)
        number = found[0] if found else ""
        notes.append(kept)
    if had_passcode:
        cautions.append(_("A passcode was taken off its phone number."))
    if len(number) > LONGEST_PHONE:
        number = ""
    if not number:
        cautions.append(_("Its phone number cannot be used, and is left out."))
    return number
