"""What the tests of letters share: moments, a group whose contact can be asked, and the link in a letter."""

import re
from datetime import UTC, datetime, timedelta

from groups.upkeep import letter_sending, letters
from tests.factories import make_group, make_meeting

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()
WEEK = timedelta(weeks=1)
SECRETARY = "secretary@example.org"


def make_asked(name="Harbour Lights", *, contact=SECRETARY, **fields):
    """A listed group that was never checked, with one meeting, whose contact can be written to."""
    group = make_group(name, private_contact=contact, **fields)
    make_meeting(group=group)
    return group


def write_and_send(now=NOW):
    """What the command does."""
    letters.write_letters(now=now)
    return letter_sending.send_waiting(now=now)


def path_in(mail) -> str:
    """The address of the page in a letter, without the site's own part."""
    return re.search(r"http://127\.0\.0\.1:8000(/confirm/\S+/)", mail.body)[1]
