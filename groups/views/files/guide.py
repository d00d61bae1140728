"""`/meetings.json`: the search as Meeting Guide, for other directories and apps."""

from collections.abc import Collection, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from groups.exchange import meeting_guide
from groups.exchange.meeting_guide import writer as guide_writer
from groups.exchange.meeting_guide.types_said import SCHEME, CodeRow, GuideTypes
from groups.exchange.meeting_guide.writer import Kept, Surroundings
from groups.exchange.outgoing.listings import Reading
from groups.models import Code, Meeting
from groups.models.timetable import timetable_of
from groups.views.facts import changes
from groups.views.files import asking
from groups.views.kept_rows import MOST
from groups.views.visit import vocabulary_of

KIND = asking.FileKind("json", meeting_guide.FORMAT.media_type)


@require_safe
def meetings_json(request):
    """Every meeting that meets weekly; others cannot be said in it."""
    asked = asking.read(request)
    return asking.send(asked, KIND, lambda: pieces(asked))


def pieces(asked: asking.Request):
    """The file, piece by piece."""
    keys = asking.keys_of(asked, narrowed=lambda rows: rows.that_meets_weekly(on=asked.at.today))
    reading = Reading(changes=lambda some: changes_of(some, asked))
    return guide_writer.write(reading.listings(keys), surroundings(asked))


def surroundings(asked: asking.Request) -> Surroundings:
    """The site as its rows say it. One query."""
    codes = Code.objects.filter(scheme=SCHEME).order_by("pk").values_list(*CodeRow._fields)
    return Surroundings(
        pages=settings.SITE_URL + reverse("groups:meeting-list"),
        country=settings.COUNTRY,
        time_zone=settings.TIME_ZONE,
        types=GuideTypes(map(CodeRow._make, codes)),
        said=vocabulary_of(asked.request).keep("said in files", get_language(), Kept),
    )


def changes_of(keys: Collection[int], asked: asking.Request) -> Mapping[int, list[str]]:
    """What is different on dates to come of these meetings, in sentences; kept for the day. Three queries."""
    at = asked.at
    known = vocabulary_of(asked.request).keep("changes", (at.today, get_language()), dict)
    held = {key: said for key in keys if (said := known.get(key)) is not None}  # another's request may clear it
    missing = [key for key in keys if key not in held]
    if missing:
        found = Meeting.objects.filter(pk__in=missing).for_calendars()
        held |= (made := {meeting.pk: changes(meeting, timetable_of(meeting), at) for meeting in found})
        if len(known) + len(made) > MOST:
            known.clear()
        known.update(made)
    return held
