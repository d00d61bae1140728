"""The form of `/plan/times/`: the fixed times of two people, each a column of boxes to tick and rows to fill in.

It is sent to its own page, where `go` says which button was pressed. What an address should hold of it afterwards is
`mine` and `theirs`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from groups.rules.planning.commitments import MOST, Commitment
from groups.views.plan.presets import MINE, THEIRS, Preset, presets
from groups.views.plan.time_form import TimeForm

BLANK = 2
"""So many rows are there to be filled in."""
PREFIXES = {MINE: "m", THEIRS: "t"}


@dataclass
class Column:
    """One person's times."""

    whose: str
    presets: list[Preset]
    rows: list[TimeForm]
    blank: list[TimeForm]
    ticked: list[str] = field(default_factory=list)
    errors: list[dict[str, str]] = field(default_factory=list)
    holds: tuple[Commitment, ...] = ()
    out: tuple[Commitment, ...] = ()
    """What was taken out."""

    @property
    def name(self) -> str:
        """The name of its boxes in an address."""
        return f"{PREFIXES[self.whose]}-add"

    @property
    def blank_is_used(self) -> bool:
        """Whether something in its blank rows has to be put right."""
        return any(row.errors for row in self.blank)


Held = Mapping[str, tuple[Commitment, ...]]
"""The times that the address holds already, of each person."""


def columns_of(held: Held, *, today: date) -> list[Column]:
    """The form as it is shown first."""
    return [_column(whose, held[whose], None, today=today) for whose in (MINE, THEIRS)]


def columns_sent(held: Held, data: QueryDict, *, today: date) -> list[Column]:
    """The form as it was sent, read."""
    columns = [_column(whose, held[whose], data, today=today) for whose in (MINE, THEIRS)]
    for column in columns:
        _read(column)
    return columns


def _column(whose: str, held: tuple[Commitment, ...], data: QueryDict | None, *, today: date) -> Column:
    def row(number: int) -> TimeForm:
        key = f"{PREFIXES[whose]}{number}"
        was_sent = data is not None and f"{key}-weeks" in data
        one = held[number] if number < len(held) else None
        return TimeForm(data if was_sent else None, key, whose=whose, today=today, held=one)

    rows = [row(number) for number in range(len(held))]
    blank = [row(number) for number in range(len(held), len(held) + BLANK)]
    ticked = data.getlist(f"{PREFIXES[whose]}-add") if data is not None else []
    offered = [preset for preset in presets(whose, today=today) if not set(preset.times) <= set(held)]
    return Column(whose, offered, rows, blank, ticked)


def _read(column: Column) -> None:
    forms = [form for form in (*column.rows, *column.blank) if not form.is_out]
    column.errors = [error for form in forms for error in _errors_of(form)]
    if column.errors:
        return
    column.out = tuple(form.held for form in column.rows if form.is_out)
    entered = [form.holds for form in forms]
    added = [one for preset in column.presets if preset.slug in column.ticked for one in preset.times]
    column.holds = tuple(dict.fromkeys(one for one in (*entered, *added) if one))
    if len(column.holds) > MOST:
        room = _("There is room for %(number)s times. Take some out.") % {"number": MOST}
        column.errors = [{"label": "", "message": room, "field_id": f"{column.whose}-times"}]


def _errors_of(form: TimeForm) -> Iterator[dict[str, str]]:
    for name, messages in form.errors.items():
        field_id = f"{form[name].auto_id}_0" if form[name].use_fieldset else form[name].auto_id
        label = _("%(what)s – %(field)s") % {"what": form.title, "field": form[name].label}
        yield from ({"label": label, "message": message, "field_id": field_id} for message in messages)
