"""What stands around services and places: the root of the API, and the envelope of a page."""

from collections.abc import Sequence
from math import ceil

from groups.exchange.open_referral.writing.values import Fields

VERSION = "HSDS-UK-3.0"
PROFILE = "https://github.com/OpenReferralUK/uk-profile"


def meta(*, described_at: str) -> Fields:
    """What the root says of the whole, with the address of what describes these very answers to programs."""
    return {"version": VERSION, "profile": PROFILE, "openapi_url": described_at}


def page(contents: Sequence[Fields], *, number: int, total: int, per_page: int) -> Fields:
    """One page of a list, in its envelope."""
    pages = ceil(total / per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": list(contents),
    }
