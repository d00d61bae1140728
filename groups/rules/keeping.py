"""How long what people leave behind is kept. The page about privacy says the same, from these."""

from datetime import datetime, timedelta

CONTACT_AFTER_DECISION = timedelta(days=30)
"""The address of someone who suggested something, once it is decided."""
CONTACT_AT_MOST = timedelta(days=180)
"""The same where it never is."""
ASKED_OF_A_DATE = timedelta(days=30)
"""After its date: that a contact was asked whether a meeting meets, and what they said."""
WHO_DID_WHAT = timedelta(days=730)
"""Who of the staff did what, and the words of suggestions that are decided."""
RUNS_OF_FEEDS = timedelta(days=365)
"""What each run of a feed did, but for the last one of each feed: it is no person's, and grows every hour."""


def forgotten_on(*, sent_at: datetime, decided_at: datetime | None) -> datetime:
    """When the address of someone who suggested something is forgotten."""
    latest = sent_at + CONTACT_AT_MOST
    return min(latest, decided_at + CONTACT_AFTER_DECISION) if decided_at else latest
