"""Bring in what this release ships; the first time, make the Site."""

from django.conf import settings
from django.core.management import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Site
from groups.search import index
from groups.upkeep.vocabulary import bring_in_vocabularies
from guidance.shipping import bring_in_helplines, bring_in_pages, leave_out_other_countries

NATIONS = {"GB-ENG": "England", "GB-SCT": "Scotland", "GB-WLS": "Wales", "GB-NIR": "Northern Ireland"}


class Command(BaseCommand):
    help = "Bring in the programmes, tags, codes, features, helplines and articles of this release; staff edits stay."

    @transaction.atomic
    def handle(self, **options):
        make_site()
        brought = {**bring_in_vocabularies(), "helplines": bring_in_helplines(), "articles": bring_in_pages()}
        left_out = leave_out_other_countries()
        if left_out:
            self.stdout.write(f"Of another country, and edited by nobody here: {left_out} numbers and articles gone.")
        if not index.is_current():
            index.rebuild()
        counts = [
            f"{name} {len(new)} added, {len(changed)} changed"
            for name, (new, changed) in brought.items()
            if new or changed
        ]
        self.stdout.write(f"Shipped with this release: {'; '.join(counts) or 'nothing that is not here already'}.")


def make_site() -> None:
    """The Site's row where there is none. Staff fill in the rest, and no release writes over it."""
    Site.objects.get_or_create(
        pk=1,
        defaults={
            "name": settings.SITE_NAME[:80],
            "strapline": _("Groups near you and online, for yourself or for someone close to you."),
            "country": NATIONS.get(settings.HOLIDAYS, ""),
        },
    )
