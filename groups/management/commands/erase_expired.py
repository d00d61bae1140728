"""erase_expired: forget what has reached its date. For cron, every night."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.upkeep import forgetting


class Command(BaseCommand):
    help = "Forget addresses, words, sessions and who did what, each on its date."

    def handle(self, **options):
        forgotten = forgetting.forget(now=timezone.now())
        if not forgotten:
            self.stdout.write(_("Nothing had reached its date."))
            return
        said = _(
            "Forgot %(addresses)s addresses and %(words)s texts of suggestions, %(letters)s addresses of letters, "
            "%(sessions)s sessions, and who did what in %(staff)s entries of the staff."
        )
        self.stdout.write(said % vars(forgotten))
