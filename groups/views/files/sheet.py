"""`/meetings.csv`: the search as a spreadsheet, with all that our own import needs to read it again."""

from django.conf import settings
from django.urls import reverse
from django.views.decorators.http import require_safe

from groups.exchange.outgoing.listings import Reading
from groups.exchange.spreadsheet import own as own_sheet
from groups.views.files import asking

KIND = asking.FileKind("csv", "text/csv; charset=utf-8", is_download=True)


@require_safe
def meetings_csv(request):
    """Every meeting, those by arrangement too."""
    asked = asking.read(request)
    return asking.send(asked, KIND, lambda: pieces(asked))


def pieces(asked: asking.Request):
    """The file, line by line."""
    pages = settings.SITE_URL + reverse("groups:meeting-list")
    return own_sheet.write(
        Reading(in_full=True).listings(asking.keys_of(asked)),
        around=asked.at.today,
        time_zone=settings.TIME_ZONE,
        page_of=lambda slug: f"{pages}{slug}/",
    )
