"""make_listings N: made listings, for benchmarks."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.feeds import synthetic_rows
from groups.feeds.known import SYNTHETIC
from groups.management.progress import Progress


class Command(BaseCommand):
    help = f"Make N invented listings, spread as the UK's are, on the feed “{SYNTHETIC}”: for benchmarks alone."

    def add_arguments(self, parser):
        parser.add_argument("count", metavar="N", type=int, help="how many meetings")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same listings (default 1)")

    def handle(self, *, count, seed, **options):
        if count < 1:
            raise CommandError(_("N is how many meetings to make: at least 1."))
        progress = Progress()
        try:
            synthetic_rows.write(
                count,
                seed=seed,
                on=timezone.localdate(),
                on_row=lambda done: progress.say(_("Making"), done, count),
            )
        except (synthetic_rows.MadeAlready, synthetic_rows.NothingShipped) as reason:
            raise CommandError(str(reason)) from reason
        finally:
            progress.clear()
        self.stdout.write(_("Made %(count)d meetings.") % {"count": count})
