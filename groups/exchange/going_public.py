"""What of a foreign row may go public: no passcode, and no person's own address or number unless staff allow it."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from groups.exchange.record import VenueRecord
from groups.rules.keeping_private import is_private_email, is_private_number, mask_private, take_out_passcode

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)


@dataclass
class Public:
    """The gate for one row: what goes through it is fit to be shown, and `cautions` say what it held back.

    `allow_private` names the fields of the record in which people's own addresses and numbers may stand.
    """

    allow_private: Collection[str] = ()
    cautions: list[str] = field(default_factory=list)

    def text(self, text: str, name: str) -> str:
        """A text without passcodes, with private addresses and numbers masked."""
        if not text:
            return ""
        text, had_passcode = take_out_passcode(text)
        if had_passcode:
            self.cautions.append(_("A passcode was left out of its text."))
        if name in self.allow_private:
            return text
        text, had_private = mask_private(text)
        if had_private:
            self.cautions.append(_("What looks like a person’s e-mail address or mobile number was masked."))
        return text

    def email(self, address: str, name: str) -> str:
        """A role's address; a person's is left out."""
        if not _EMAIL.fullmatch(address):
            return ""
        if is_private_email(address) and name not in self.allow_private:
            self.cautions.append(_("The group’s e-mail address looks like a person’s, and was left out."))
            return ""
        return address

    def phone(self, number: str, name: str) -> str:
        """A helpline's or landline's number; what may be a person's mobile is left out."""
        if not re.search(r"\d{3}", number):
            return ""
        if is_private_number(number) and name not in self.allow_private:
            self.cautions.append(_("The group’s phone number may be a person’s, and was left out."))
            return ""
        return number

    def venue(self, venue: VenueRecord | None) -> VenueRecord | None:
        """A venue whose texts have gone through; the same one where that changed nothing."""
        if venue is None:
            return None
        shown = {
            "name": self.text(venue.name, "venue"),
            "address": self.text(venue.address, "venue"),
            "directions": self.text(venue.directions, "directions"),
        }
        is_changed = any(getattr(venue, name) != text for name, text in shown.items())
        return replace(venue, **shown) if is_changed else venue
