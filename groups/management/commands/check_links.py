"""check_links: ask whether the links of listings still answer."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from groups.feeds.links import check_links

MINUTES = 20


class Command(BaseCommand):
    help = "Try the links that listed groups and meetings show. For cron, once a day: each is asked about once a week."

    def add_arguments(self, parser):
        parser.add_argument("--minutes", type=float, default=MINUTES, help=f"stop after so many (default {MINUTES})")

    def handle(self, *, minutes, **options):
        self.stdout.write(str(check_links(clock=timezone.now, seconds=minutes * 60)))
