"""Take the demonstration listings away."""

from django.core.management import BaseCommand

from groups.upkeep import demonstration


class Command(BaseCommand):
    help = "Take away the demonstration listings, with all that only they used, and nothing else."

    def handle(self, **options):
        try:
            cleared = demonstration.clear()
        except demonstration.NoDemonstration:
            self.stdout.write("There is no demonstration to take away.")
            return
        said = f"Took away {cleared.groups} groups and {cleared.meetings} meetings of the demonstration."
        if cleared.kept:
            said += f" Kept {cleared.kept} of its groups, venues and areas that other records use."
        self.stdout.write(f"{said} Places stay: they are facts.")
