"""request_confirmations: write to the contacts of groups that are due a check, and remind who has not answered."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import ngettext

from groups.upkeep import letter_sending, letters


class Command(BaseCommand):
    help = "Write one letter to each contact for all that is due a check, send what waits, and remind. For cron, daily."

    def handle(self, **options):
        now = timezone.now()
        letters.forget(now=now)
        written = letters.write_letters(now=now)
        done = letter_sending.send_waiting(now=now)
        waiting = letter_sending.waiting()
        to_call = letters.call_list(on=timezone.localdate(now)).count()
        self.stdout.write(f"written {written}, {done}, waiting {waiting}, to call {to_call}")
        if waiting and not settings.MAIL_IS_SET:
            self.stderr.write(no_server(waiting))
        if done.stopped:
            raise CommandError(f"{done.stopped} {still_waits(waiting)}")


def no_server(count: int) -> str:
    """Where the letters are as long as no mail server is set."""
    said = ngettext(
        "No mail server is set (EMAIL_URL). %(count)s letter waits as a file in %(folder)s.",
        "No mail server is set (EMAIL_URL). %(count)s letters wait as files in %(folder)s.",
        count,
    )
    return said % {"count": count, "folder": settings.EMAIL_FILE_PATH}


def still_waits(count: int) -> str:
    """That nothing was lost."""
    return ngettext("%(count)s letter waits for the next run.", "%(count)s letters wait for the next run.", count) % {
        "count": count
    }
