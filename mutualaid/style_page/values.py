"""A meeting that nobody holds, as a row of a list shows it."""

from dataclasses import replace
from datetime import date

from groups.rules.choices import Freshness, Kind
from groups.views.cards import Mark, Row

NOWHERE = "#main"
"""Where the links of this page lead."""

STEP_FREE, ONLINE_TOO = Mark("step-free", "Step-free"), Mark("online", "Also online")

_USUAL = Row(
    name="Tuesday Night Candlelight",
    url=NOWHERE,
    starts="7:30pm",
    starts_iso="2026-11-24T19:30",
    ends="to 8:45pm",
    starts_note="",
    site_time="",
    rule="",
    state="",
    state_text="",
    on_now=False,
    kind=Kind.TWELVE_STEP,
    kind_label="12-step · AA",
    problem="Drinking",
    place="Abbey Hall, Woodbridge",
    town="Woodbridge",
    area="Woodbridge",
    distance="",
    who="For anyone who wants to stop drinking",
    marks=[STEP_FREE],
    freshness="Checked 3 November 2026 by phone",
    freshness_state=Freshness.CHECKED,
    caution="",
    assurance="",
    is_demo=False,
    site_day=date(2026, 11, 24),
    is_over=False,
    number=12,
)


def row(**differs) -> Row:
    """The usual row, and what is different about this one."""
    return replace(_USUAL, **{"drawn": {}, **differs})
