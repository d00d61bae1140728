"""What the files of the demonstration say, as the values of our records on the day they are loaded."""

import json
from collections.abc import Mapping
from datetime import date, time, timedelta
from itertools import islice

from django.conf import settings

from groups.rules.choices import ExceptionKind
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK, LAST, LONGEST_GAP, Rule, canonical_weeks
from groups.upkeep.vocabulary import about_mask

FOLDER = settings.ROOT / "fixtures" / "demo"
EVERY = "every"

Keys = Mapping[str | None, int | None]
"""Primary keys by slug or key of the files; None leads to None."""


def rows_of(name: str) -> list[dict]:
    """The rows of one file, as they stand there."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def area(row: dict, *, areas: Keys) -> dict:
    """The fields of an area."""
    same = {name: row[name] for name in ("name", "kind", "nation", "lat", "lng")}
    return same | {"parent_id": areas[row["parent"]]}


def venue(row: dict, *, areas: Keys) -> dict:
    """The fields of a venue."""
    same = ("name", "address", "town", "postcode", "lat", "lng", "precision", "directions")
    return {name: row[name] for name in same} | {"country": "GB", "area_id": areas[row["area"]]}


def group(row: dict, *, today: date, programmes: Keys, areas: Keys) -> dict:
    """The fields of a group. A demonstration has no private contacts, so that nobody is ever written to."""
    return {
        "name": row["name"],
        "programme_id": programmes[row["programme"]],
        "area_id": areas[row["area"]],
        "audience": row["audience"],
        "about": about_mask(row["about"]),
        "description": row["description"],
        "email": row["contact_email"],
        "phone": row["contact_phone"],
        "website": row["website"],
        **_status(row, today),
    }


_SAME_IN_A_MEETING = """
name attendance room door online_link online_phone online_ask by_arrangement weekday minutes drop_in time_zone interval
phase who who_note joining joining_note cost cost_note youngest oldest slip children bank_holidays newcomer_met
newcomer_contact newcomer_note note
"""


def meeting(row: dict, *, today: date, group_id: int, venues: Keys) -> dict:
    """The fields of a meeting."""
    first, last = _on_day(today, row["first_days"]), _on_day(today, row["last_days"])
    if first and first == last:  # a single date, on the meeting's own weekday
        first = last = first + timedelta(days=(row["weekday"] - first.weekday()) % 7)
    return {name: row[name] for name in _SAME_IN_A_MEETING.split()} | {
        "group_id": group_id,
        "venue_id": venues[row["venue"]],
        "starts_at": _clock(row["starts_at"]),
        "weeks": _weeks(row["weeks"]),
        "open_weeks": _weeks(row["open_weeks"]),
        "months": EVERY_MONTH if row["months"] == EVERY else sum(1 << month - 1 for month in row["months"]),
        "first": first,
        "last": last,
        "languages": " ".join(row["languages"]),
        **_status(row, today),
    }


def tags(row: dict, *, tags: Keys) -> list[dict]:
    """A meeting's tags, each with its weeks."""
    return [{"tag_id": tags[slug], "weeks": _weeks(weeks)} for slug, weeks in row["tags"].items()]


def access(row: dict, *, features: Keys) -> list[dict]:
    """The access answers of a venue or meeting."""
    return [{"feature_id": features[slug], **answer} for slug, answer in row["access"].items()]


def exceptions(row: dict, *, rule: Rule | None, today: date, venues: Keys) -> list[dict]:
    """A meeting's exceptions, on the coming dates of its rule. One whose date never comes is left out."""
    said = [_exception(one, rule, today, venues) for one in row["exceptions"]]
    return [exception for exception in said if exception]


def _exception(row: dict, rule: Rule | None, today: date, venues: Keys) -> dict | None:
    if row["kind"] == ExceptionKind.EXTRA:
        first = today + timedelta(days=row["days"])
        if rule and rule.falls_on(first):
            first += timedelta(days=1)
    else:
        first = _coming_date(rule, row["week"], today)
    if first is None:
        return None
    return {
        "kind": row["kind"],
        "first": first,
        "last": first + timedelta(weeks=row["span_weeks"]),
        "to": _on_day(first, row["to_days"]),
        "starts_at": _clock(row["starts_at"]),
        "venue_id": venues[row["venue"]],
        "room": "",
        "online_link": row["online_link"],
        "note": row["note"],
    }


def _coming_date(rule: Rule | None, number: int, today: date) -> date | None:
    """The date of the rule after today that is this many on."""
    if rule is None:
        return None
    coming = rule.dates(since=today + timedelta(days=1), until=today + LONGEST_GAP)
    return next(islice(coming, number - 1, None), None)


def check(row: dict, *, today: date) -> tuple[date, str] | None:
    """When and how a group or meeting was last checked."""
    said = row["checked"]
    return (today - timedelta(days=said["days_ago"]), said["how"]) if said else None


def _status(row: dict, today: date) -> dict:
    return {
        "status": row["status"],
        "paused_until": _on_day(today, row["paused_until_days"]),
        "status_reason": row["closed_reason"],
    }


def _on_day(day: date, days: int | None) -> date | None:
    return None if days is None else day + timedelta(days=days)


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _weeks(said: str | list) -> int:
    if said == EVERY:
        return EVERY_WEEK
    return canonical_weeks(sum(LAST if week == "last" else 1 << week - 1 for week in said))
