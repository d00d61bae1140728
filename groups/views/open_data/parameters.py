"""What an address may ask for, read off the fields that judge it: for the table of the page and for the description."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from groups.rules import languages
from groups.search import fields
from groups.search.filters import MeetingFilter
from groups.search.vocabulary import MOST_AREAS_OFFERED, Vocabulary
from groups.views.calendar import ALARMS, MANNERS
from groups.views.files.asking import search_parameters
from groups.views.files.looks import OWN

Fields = dict[str, object]

_OF_THIS_SITE = {"area": "areas", "programme": "programmes", "who": "who", "access": "access"}
"""The parameters whose values are the site's own words, and where the vocabulary has them."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a search: its label, the values that are understood where they are a closed list."""

    name: str
    label: str
    schema: Fields
    values: list[tuple[str, str]] = field(default_factory=list)
    several: bool = False
    """Whether it may stand in an address more than once; then any of them will do, but for `access`: all of them."""


def of_searches(known: Vocabulary) -> Iterator[Parameter]:
    """Those of every file, in the order of the search page."""
    for name in search_parameters():
        own = copy(MeetingFilter.base_filters[name]).field  # the class would keep it, in the language of the moment
        values = _values(name, own, known)
        several = isinstance(own, fields.AnyOf | fields.RealDates)
        one = _schema_of(own, [value for value, _label in values])
        schema = {"type": "array", "items": one} if several else one
        label = _("Access: all of these") if name == "access" else str(own.label)  # on the page a legend says so
        yield Parameter(name, label, schema, values, several)


def _values(name: str, own: object, known: Vocabulary) -> list[tuple[str, str]]:
    if name in _OF_THIS_SITE:
        chosen = getattr(known, _OF_THIS_SITE[name])
        return [] if len(chosen) > MOST_AREAS_OFFERED else [(one.slug, one.label) for one in chosen.values()]
    if isinstance(own, fields.AnyLanguage) or not isinstance(own, fields.Chosen):
        return []
    return [(str(value), str(label)) for value, label in own.choices if value != ""]


def _schema_of(own: object, values: list[str]) -> Fields:
    """What one value may be."""
    if values:
        return {"type": "string", "enum": values}
    if isinstance(own, fields.AnyLanguage):
        return {"type": "string", "pattern": f"^(?:{languages.WELL_FORMED.pattern})$", "examples": ["pl"]}
    if isinstance(own, fields.RealDates):
        return {"type": "string", "format": "date"}
    if isinstance(own, fields.Clock):
        return {"type": "string", "maxLength": own.max_length, "examples": ["7:30pm", "19:30"]}
    longest = getattr(own, "max_length", None)
    return {"type": "string"} | ({"maxLength": longest} if longest else {})


# --- Beside them


def of_calendars() -> list[Parameter]:
    """How a calendar is wanted."""
    discreet, alarm = MANNERS
    minutes = {"type": "integer", "minimum": ALARMS.start, "maximum": ALARMS.stop - 1}
    return [
        Parameter(discreet, _("Plain appointments that do not say what they are"), _only("yes"), [("yes", _("Yes"))]),
        Parameter(alarm, _("Reminds so many minutes before"), minutes),
    ]


def of_print() -> list[Parameter]:
    """How a list for print is set."""
    labels = {"by": (_("Order of the list"), _("By area")), "print": (_("Size of letters"), _("Large print"))}
    return [Parameter(name, labels[name][0], _only(value), [(value, labels[name][1])]) for name, value in OWN.items()]


def _only(value: str) -> Fields:
    return {"type": "string", "enum": [value]}
