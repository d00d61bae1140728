"""Rows of lists, made once for each date of a meeting and kept per process: for one revision of the listings and a day.

What a row says of the search that found it (how far it is, whether it is on now) is added each time. Nothing is kept
under what a visitor asked.
"""

from django.db.models import QuerySet
from django.utils.translation import get_language

from groups.models import Meeting
from groups.models.timetable import timetable_of
from groups.rules.criteria import Moment
from groups.search.vocabulary import Vocabulary
from groups.views.cards import Row, distance_of, make_row, occurrence_at

MOST = 3000
"""So many rows are kept, with their drawings some kilobytes each; with more, all are made anew."""

Key = tuple[str, int, int | None]
"""A language, a meeting's number, and where in the coming days a list shows it (`entry`)."""


def rows_of(found: QuerySet, *, at: Moment, known: Vocabulary) -> list[Row]:
    """The rows of what a search found (each carries `entry`), in its order.

    One query for what was found; a fixed number of further ones where some of its rows are not kept.
    """
    rows: dict[Key, Row] = known.keep("rows", at.today, dict)
    language = get_language()
    said_of_each = [name for name in ("km", "near_is_about", "is_mention") if name in found.query.annotations]
    listed = list(found.values("pk", "entry", *said_of_each))
    keys = {one["pk"]: (language, one["pk"], one["entry"]) for one in listed}
    # Held here as well: another visitor's page may clear what is kept meanwhile.
    held = {pk: row for pk, key in keys.items() if (row := rows.get(key))}
    made = dict(_made({pk: key[-1] for pk, key in keys.items() if pk not in held}, at))
    if len(rows) + len(made) > MOST:
        rows.clear()
    rows.update({keys[pk]: row for pk, row in made.items()})
    held |= made
    return [
        _as_found(held[one["pk"]], one, at) for one in listed if one["pk"] in held
    ]  # one may just have been deleted


def _made(entries: dict[int, int | None], at: Moment):
    """Each meeting's number and its row, on the date that its entry means."""
    if entries:
        for meeting in Meeting.objects.filter(pk__in=entries).for_cards():
            table = timetable_of(meeting)
            yield meeting.pk, make_row(meeting, table, occurrence_at(table, entries[meeting.pk], at), at=at)


def _as_found(row: Row, found: dict, at: Moment) -> Row:
    distance = distance_of(found.get("km"), about=row.is_about or bool(found.get("near_is_about")))
    return row.found(now=at.now, distance=distance, is_mention=bool(found.get("is_mention")))
