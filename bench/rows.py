"""Made listings as a Meeting Guide feed, in the words that such feeds use."""

import json
from datetime import date, datetime, time, timedelta

from groups.feeds.synthetic import MadeMeeting, meetings
from groups.rules.choices import Attendance, Status, Weekday
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK

_ATTENDANCE = {Attendance.IN_PERSON: "in_person", Attendance.ONLINE: "online", Attendance.HYBRID: "hybrid"}
_TYPES = {
    "discussion": "D", "step-study": "ST", "newcomers": "BE", "speaker": "SP", "literature": "LIT", "meditation": "MED",
    "women": "W", "men": "M", "lgbtq": "LGBTQ", "young-people": "Y", "people-of-colour": "POC",
}  # fmt: skip
_WHO = {"anyone": ["O"], "members": ["C"]}
_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "last")


def feed_json(count: int, *, seed: int, on: date) -> bytes:
    """So many rows."""
    return json.dumps([_row(meeting, seed) for meeting in meetings(count, seed=seed, on=on)]).encode()


def _row(meeting: MadeMeeting, seed: int) -> dict:
    fields, group, venue = meeting.fields, meeting.group, meeting.venue
    row = {
        "id": meeting.number,
        "slug": f"{group.name.lower().replace(' ', '-').replace(chr(39), '')}-{seed}-{meeting.number}",
        "name": f"{group.name} {Weekday(fields['weekday']).label}",
        "group": f"{group.name} {group.number}",
        "day": (fields["weekday"] + 1) % 7,
        "time": fields["starts_at"].strftime("%H:%M"),
        "types": [_TYPES[slug] for slug, _weeks in meeting.tags if slug in _TYPES] + _WHO.get(fields["who"], []),
        "notes": "\n".join(filter(None, (_which_weeks(fields), fields.get("note", "")))),
        "attendance_option": "inactive" if fields["status"] == Status.PAUSED else _ATTENDANCE[fields["attendance"]],
        "timezone": "Europe/London",
        "url": f"https://example.org/meetings/{meeting.number}/",
        "region": group.town.county,
        "regions": [group.town.county, group.town.name],
    }
    if fields["minutes"]:
        row["end_time"] = _end(fields["starts_at"], fields["minutes"])
    if "confirmed_on" in fields:
        row["updated"] = f"{fields['confirmed_on']} 09:30:00"
    if venue:
        row |= {
            "location": venue.name,
            "formatted_address": f"{venue.address}, {venue.town.name} {venue.postcode}, UK",
            "latitude": venue.lat,
            "longitude": venue.lng,
            "approximate": "no",
            "location_notes": "The bus stops outside." if venue.number % 5 == 0 else "",
        }
        row["types"] += ["X"] if venue.access.get("step-free") == "yes" else []
    else:
        row |= {"formatted_address": f"{group.town.name}, UK", "approximate": "yes"}
    if "online_link" in fields:
        row["conference_url"] = fields["online_link"]
    return row


def _which_weeks(fields: dict) -> str:
    day = Weekday(fields["weekday"]).label
    if fields.get("weeks", EVERY_WEEK) != EVERY_WEEK:
        named = [name for bit, name in enumerate(_ORDINALS) if fields["weeks"] >> bit & 1]
        return f"{' and '.join(named)} {day} of the month only."
    if "interval" in fields:
        return f"Every other {day}."
    return "No meetings in August." if fields.get("months", EVERY_MONTH) != EVERY_MONTH else ""


def _end(start: time, minutes: int) -> str:
    return (datetime.combine(date.min, start) + timedelta(minutes=minutes)).strftime("%H:%M")
