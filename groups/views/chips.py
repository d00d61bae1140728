"""Each part of what was asked, with the address that takes it away, and what of it could not be understood."""

from datetime import date

from django.utils.translation import gettext as _

from groups.rules.languages import language_name
from groups.rules.reading import parse_time
from groups.rules.words import clock, long_date
from groups.search import places
from groups.search.filters import WAYS_TO_LOOK, MeetingFilter
from groups.views.links import SearchLinks


def errors(search: MeetingFilter) -> list[dict]:
    """What could not be understood, field by field."""
    return [
        {"label": search.form.fields[name].label, "message": message, "field_id": f"id_{name}"}
        for name, messages in search.form.errors.items()
        for message in messages
    ]


def chips(search: MeetingFilter, links: SearchLinks) -> list[dict]:
    """Each part of what was asked, with the address that takes it away."""
    found = []
    for name, field in search.form.fields.items():
        if (
            name in WAYS_TO_LOOK
            or not links.has(name)
            or (name in search.form.errors and name != "near" and not hasattr(field, "left_out"))
        ):
            continue
        labels = dict(getattr(field, "choices", None) or ())
        left_out = getattr(field, "left_out", ())
        for value in links.values(name):
            if value not in left_out:
                label = _label(name, value, labels, search)
                found.append({"name": name, "label": label, "without_url": links.without(name, value)})
    return found


def _label(name: str, value: str, labels: dict, search: MeetingFilter) -> str:
    if name == "near":
        is_chosen = places.is_point(value) and search.wanted.near
        return _("near %(place)s") % {"place": search.wanted.near.name if is_chosen else value}
    if name == "within":
        return _("within %(distance)s") % {"distance": labels.get(value, value)}
    if name == "date":
        return long_date(date.fromisoformat(value), today=search.at.today)
    if name == "language":
        return language_name(value)
    if name == "from":
        return _("from %(time)s") % {"time": clock(parse_time(value))}
    if name == "until":
        return _("before %(time)s") % {"time": clock(parse_time(value))}
    if name == "week":
        return _("%(week)s week of the month") % {"week": labels.get(value, value)}
    return labels.get(value, value)
