"""The formats of other systems, one module each over one neutral record: what there is, and telling which is which."""

from django.utils.translation import gettext as _

from groups.exchange import bmlt, calendar, meeting_guide, open_referral, spreadsheet
from groups.exchange.record import Format, Unreadable

FORMATS = (bmlt.FORMAT, open_referral.FORMAT, meeting_guide.FORMAT, spreadsheet.FORMAT, calendar.FORMAT)
READERS = {a_format.name: a_format for a_format in FORMATS if a_format.read}
WRITERS = {a_format.name: a_format for a_format in FORMATS if a_format.write}


def recognise(data: bytes) -> Format:
    """The format that the bytes are in; Unreadable, with the reason, where it is none of ours."""
    for a_format in READERS.values():
        if a_format.recognises(data):
            return a_format
    start = data[:1000].lstrip().lower()
    if not data.strip():
        raise Unreadable(_("The answer is empty."))
    if start.startswith(b"<"):
        raise Unreadable(_("The answer is a web page, not a list of meetings."))
    raise Unreadable(_("The answer is in no format that can be read here."))
