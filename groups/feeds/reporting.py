"""A plan in lines that people read."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.exchange import READERS
from groups.feeds.plan import Change, Plan

SHOWN = 20
"""How many of the changed and of the gone are named, unless all are asked for."""


def lines(plan: Plan, *, in_full: bool = False) -> Iterator[str]:
    """The plan: what feed, what it brings, what is doubtful, and one line for each rejected row. Counts come last."""
    yield from summary(plan, in_full=in_full)
    for problem in plan.rejected:
        yield _("Row %(line)d rejected (%(row)s): %(why)s") % vars(problem)


def summary(plan: Plan, *, in_full: bool = False) -> Iterator[str]:
    """The same without the rejected rows."""
    yield _about(plan)
    yield from _understood(plan)
    yield from _named(_("Changed"), plan.meetings.changed, in_full, _what_changes)
    yield from _named(_("Gone"), plan.meetings.gone, in_full, _what_leaves)
    if plan.changed_beside:
        yield _("%(number)d stay as they are while their group or venue changes.") % {"number": plan.changed_beside}
    if plan.without_zone:
        yield ngettext(
            "Warning: %(number)d meeting has no time zone, and is taken to be in %(zone)s (see --time-zone).",
            "Warning: %(number)d meetings have no time zone, and are taken to be in %(zone)s (see --time-zone).",
            plan.without_zone,
        ) % {"number": plan.without_zone, "zone": settings.TIME_ZONE}
    if plan.zones_by_place:
        yield ngettext(
            "%(number)d meeting has its time zone from its country or state.",
            "%(number)d meetings have their time zone from their country or state.",
            plan.zones_by_place,
        ) % {"number": plan.zones_by_place}
    if plan.unknown_codes:
        codes = ", ".join(f"{code} ({count})" for code, count in sorted(plan.unknown_codes.items()))
        yield _("Codes that nobody here knows, kept as they are: %(codes)s.") % {"codes": codes}
    if plan.with_cautions:
        yield ngettext(
            "%(number)d meeting has something for staff to look at.",
            "%(number)d meetings have something for staff to look at.",
            plan.with_cautions,
        ) % {"number": plan.with_cautions}


def _about(plan: Plan) -> str:
    feed = plan.feed
    parts = [
        READERS[plan.format_name].label,
        feed.programme and feed.programme.name,
        feed.area and feed.area.name,
        feed.time_zone,
    ]
    told = ngettext("%(number)d meeting", "%(number)d meetings", plan.read) % {"number": plan.read}
    if plan.paused:
        told += ngettext(", %(number)d of them paused", ", %(number)d of them paused", plan.paused) % {
            "number": plan.paused
        }
    return _("Feed “%(name)s” (%(about)s): %(told)s.") % {
        "name": feed.name,
        "about": ", ".join(str(part) for part in parts if part),
        "told": told,
    }


def _understood(plan: Plan) -> Iterator[str]:
    """Where the list stands in a sheet of somebody's own, and its columns: the understood in one line."""
    if plan.understood.where:
        yield plan.understood.where
    known = [str(column) for column in plan.understood.columns if column.means]
    if known:
        yield _("Columns: %(columns)s.") % {"columns": "; ".join(known)}
    for column in plan.understood.columns:
        if not column.means:
            yield _("Column left out: %(column)s.") % {"column": column}


def _named(heading: str, changes: list[Change], in_full: bool, say) -> Iterator[str]:
    shown = changes if in_full else changes[:SHOWN]
    for change in shown:
        yield f"{heading}: {change.title} ({change.key}): {say(change)}"
    if len(shown) < len(changes):
        yield _("%(heading)s: and %(number)d more (--verbosity 2 names them all).") % {
            "heading": heading,
            "number": len(changes) - len(shown),
        }


def _what_changes(change: Change) -> str:
    said = [
        f"{name} {_short(getattr(change.now, name))} → {_short(getattr(change.becomes, name))}"
        for name in change.fields
    ]
    if change.newly_checked:
        said.append(_("checked on %(date)s") % {"date": change.newly_checked})
    return "; ".join(said) or _("what the feed says is noted, what stands here stays")


def _what_leaves(change: Change) -> str:
    return _("is closed") if change.fields else _("stays as staff have set it")


def _short(value: object) -> str:
    text = " ".join(str(value).split()) if value not in (None, "") else "–"
    return text if len(text) <= 40 else f"{text[:39]}…"
