"""Load the demonstration listings, or move those that are loaded to today's dates."""

from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from groups.models.statistics import refresh_statistics
from groups.search import index
from groups.upkeep import demonstration
from groups.upkeep.places import load_gazetteer
from mutualaid.shipped import is_at_home


class Command(BaseCommand):
    help = "Load the demonstration listings and the places they stand on; run again, it refreshes their dates."

    @transaction.atomic
    def handle(self, **options):
        if not is_at_home():
            raise CommandError("The demonstration is of a county in the United Kingdom: COUNTRY names another country.")
        loaded = demonstration.load(timezone.localdate())
        places = load_gazetteer()
        index.places_changed()
        refresh_statistics()
        self.stdout.write(
            f"Loaded {loaded.groups} groups and {loaded.meetings} meetings of the demonstration, and {places} places."
            " Take the listings away with clear_demo."
        )
