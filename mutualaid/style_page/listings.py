"""Meetings in lists: the row, the heading of a day, the week, the row in a frame on another site."""

from django.urls import reverse

from groups.rules.choices import Freshness, Kind
from groups.views.cards import Mark, Row
from groups.views.day_sections import Section
from groups.views.week import Day, Entry, Part
from mutualaid.style_page.specimens import (
    FOCUSED,
    HOVERED,
    IN_MY_WEEK,
    Component,
    Family,
    State,
    drawn,
    partial,
)
from mutualaid.style_page.values import NOWHERE, ONLINE_TOO, STEP_FREE, row


def family() -> Family:
    return Family("listings", "Meetings in lists", [_row(), _add_to_week(), _days(), _marks(), _week(), _framed()])


def _row() -> Component:
    return Component(
        "Meeting row",
        "partials/_meeting_row.html, partials/_meeting_rows.html",
        "One meeting wherever several are listed. The time comes first and large, because that is what people look "
        "for; the whole row opens the meeting. What is different about the date stands right under the name.",
        [
            *(_one(f"Kind: {words}", **differs) for words, differs in _kinds()),
            _one("On now", on_now=True),
            _one("Cancelled on this date", state="cancelled", state_text="Not on tonight. Next: Tuesday 1 December."),
            _one(
                "Cancelled for a bank holiday",
                state="cancelled",
                state_text="Not on Friday 25 December: bank holiday. Next: Friday 1 January.",
            ),
            _one(
                "Moved to another place",
                state="moved",
                state_text="Moved to the library, Church Street. The hall is being painted.",
                place="Library, Woodbridge",
            ),
            _one("An extra date", state="extra", state_text="An extra meeting, for the anniversary."),
            _one("Bank holiday: nobody said", caution="Bank holiday: ask whether it meets"),
            _one("Bank holiday: it meets", assurance="Meets as usual on the bank holiday"),
            _one("Some weeks only", rule="First and third Tuesday", who="Anyone can come"),
            _one("Near a place", distance="2.4 miles", number=IN_MY_WEEK),
            _one("In my week", number=IN_MY_WEEK),
            _one("Online alone", place="Online", marks=[Mark("online", "Online")], who="Anyone can come"),
            _one("Online, in another time zone", place="Online", marks=[], site_time="6:30pm here", starts="1:30pm"),
            _one("In person and online", place="Abbey Hall, Woodbridge, and online", marks=[ONLINE_TOO, STEP_FREE]),
            _one("Hidden venue", place="Woodbridge", distance="about 3 miles", marks=[Mark("women", "Women")]),
            _one("Length not known", ends=""),
            _one("By arrangement", starts="", ends="", starts_note="By arrangement", number=0),
            _one("Starts later in the year", starts="", ends="", starts_note="Next: Tuesday 2 February"),
            _one("Nobody said who may come, or what about", who="", problem="", marks=[]),
            _one("Due a check", freshness="Checked 12 June 2026 on its website", freshness_state=Freshness.DUE),
            _one("Old", freshness="Not checked since 4 May 2025", freshness_state=Freshness.OLD),
            _one("Never checked", freshness="Never checked", freshness_state=Freshness.NEVER),
            _one("Demonstration", is_demo=True),
            _one("Long words", **_long()),
            _one("Under the pointer", look=HOVERED, number=0),
            _one("With the focus", look=FOCUSED, number=0),
        ],
    )


def _one(called: str, look: str = "", **differs) -> State:
    return State(called, partial("meeting_rows", rows=[row(**differs)]), is_wide=True, look=look)


def _kinds() -> list[tuple[str, dict]]:
    return [
        ("12-step", {}),
        (
            "SMART Recovery",
            {
                "kind": Kind.SMART,
                "kind_label": "SMART Recovery",
                "name": "SMART at the Hub",
                "problem": "Any",
                "who": "Anyone can come",
            },
        ),
        (
            "local community",
            {
                "kind": Kind.COMMUNITY,
                "kind_label": "Local community",
                "name": "Saturday Recovery Café",
                "starts": "10am",
                "ends": "to 2pm",
                "problem": "Any",
                "who": "Anyone can come",
            },
        ),
        (
            "family",
            {
                "kind": Kind.FAMILY,
                "kind_label": "Family and friends · Al-Anon",
                "name": "Al-Anon Woodbridge",
                "who": "For family, friends and carers",
            },
        ),
        (
            "another way",
            {
                "kind": Kind.OTHER,
                "kind_label": "Another way · Recovery Dharma",
                "name": "Recovery Dharma, first steps",
                "problem": "Drugs",
                "marks": [Mark("newcomers", "Newcomers")],
                "who": "Anyone can come",
            },
        ),
    ]


def _long() -> dict:
    return {
        "name": "Wednesday Women’s Just-for-Today Candlelight Step and Tradition Meeting of Saint Edmundsbury",
        "place": "The Old Schoolhouse Community Centre behind the Corn Exchange, Bury St Edmunds, and online",
        "distance": "about 23 miles",
        "who": "For anyone who wants to stop drinking, women alone, and their children under five",
        "marks": [
            STEP_FREE,
            ONLINE_TOO,
            Mark("women", "Women"),
            Mark("people", "Parents with children"),
            Mark("newcomers", "Newcomers"),
        ],
        "kind_label": "12-step · AA",
        "problem": "Drinking, drugs and gambling",
        "caution": "Bank holiday: ask whether it meets",
    }


def _add_to_week() -> Component:
    return Component(
        "Add to my week",
        "partials/_add_to_week.html",
        "Where a visitor can plan with a meeting. A link, so that it works without script; the script only saves the "
        "way to the plan and back.",
        [
            State("Not in the week", partial("add_to_week", number=12, name="Abbey Hall", in_week=False)),
            State("In the week", partial("add_to_week", number=12, name="Abbey Hall", in_week=True)),
            State("With the focus", partial("add_to_week", number=12, name="Abbey Hall", in_week=False), look=FOCUSED),
        ],
    )


def _days() -> Component:
    tonight = [row(on_now=True), row(name="Late Lifeline", number=13, starts="10pm", ends="", place="Online", marks=[])]
    beside = [
        Section("Tonight", "Tuesday 24 November", tonight),
        Section("Tomorrow", "Wednesday 25 November", [row(starts="12:15pm", ends="to 1:15pm", number=14)]),
    ]
    return Component(
        "Day section",
        "partials/_day_section.html, partials/_days.html, partials/_listings_beside.html",
        "Rows stand under the day on which they are. “Tonight” and “Tomorrow” are words; every other day has its date.",
        [
            State(
                "A day with its date",
                partial("day_section", title="Tonight", note="Tuesday 24 November", rows=tonight),
                is_wide=True,
            ),
            State(
                "Meetings without a date",
                partial(
                    "day_section",
                    title="Ask for dates",
                    note="",
                    rows=[row(starts="", ends="", starts_note="By arrangement", number=0)],
                ),
                is_wide=True,
            ),
            State("Days within a part of a page", partial("days", sections=beside), is_wide=True),
            State("Beside an article", _beside(sections=beside, total=14)),
            State("Beside an article: none", _beside(sections=[], total=0)),
        ],
    )


def _beside(**given):
    shown = {"heading": "Meetings for newcomers", "all_url": NOWHERE, "hidden": [], "takes_place": True}
    return partial("listings_beside", **shown, **given)


def _marks() -> Component:
    states = [
        (Freshness.CHECKED, "Checked 3 November 2026 by phone"),
        (Freshness.DUE, "Checked 12 June 2026 on its website"),
        (Freshness.OVERDUE, "Checked 2 February 2026 by its feed"),
        (Freshness.OLD, "Not checked since 4 May 2025"),
        (Freshness.NEVER, "Never checked"),
    ]
    kinds = [(differs.get("kind", Kind.TWELVE_STEP), words) for words, differs in _kinds()]
    return Component(
        "Marks of a listing",
        "groups/templatetags/marks.py",
        "A kind is told by hue, shape and word, each enough by itself. How fresh a listing is stands on every row; "
        "only what was checked has the tick, and what is old says so in the colour of text.",
        [
            State("Kinds", drawn("mutualaid/style/_marks.html", kinds=kinds)),
            State("How fresh", drawn("mutualaid/style/_marks.html", checks=states)),
        ],
    )


def _week() -> Component:
    days = [
        _day(
            "Tuesday", "24 November", "2026-11-24", [_entry(row(number=21, on_now=True))], note="Today", is_today=True
        ),
        _day("Wednesday", "25 November", "2026-11-25", [], note="Tomorrow"),
        _day(
            "Thursday",
            "26 November",
            "2026-11-26",
            [
                _entry(row(number=22, name="Step Study"), is_off=True, state_text="Not on"),
                _entry(
                    row(number=23, name="SMART at the Hub", kind=Kind.SMART, starts="8pm"),
                    programme="SMART",
                    state_text="Moved to the library",
                ),
            ],
        ),
        _day(
            "Friday",
            "27 November",
            "2026-11-27",
            [_entry(row(name="Al-Anon Woodbridge", kind=Kind.FAMILY, number=IN_MY_WEEK), programme="Al-Anon")],
            is_cut=True,
        ),
        _day("Saturday", "28 November", "2026-11-28", [_entry(row(number=24, is_demo=True), is_old=True)]),
        _day(
            "Sunday",
            "29 November",
            "2026-11-29",
            [_entry(row(number=25, caution="Bank holiday: ask whether it meets"))],
        ),
        _day("Monday", "30 November", "2026-11-30", [_entry(row(number=26, is_over=True, distance="2.4 miles"))]),
    ]
    return Component(
        "Week",
        "partials/_week.html, partials/_week_day.html, partials/_week_entry.html",
        "A search as a timetable: a column for each day where there is room, one day below the other on a phone, one "
        "sheet on paper. An empty day says that it is empty.",
        [
            State(
                "A week with every sort of entry",
                partial("week", days=days, parts=[("evening", "Evening")], some_step_free=True),
                is_wide=True,
            )
        ],
    )


def _day(weekday: str, on: str, iso: str, entries: list[Entry], note="", is_today=False, is_cut=False) -> Day:
    parts = [Part("evening", "Evening", entries)]
    return Day(weekday, on, iso, note, is_today, NOWHERE, parts, is_cut)


def _entry(one: Row, programme="AA", state_text="", is_off=False, is_old=False) -> Entry:
    return Entry(one, f"m-{one.number}", programme, one.town, state_text, is_off, is_old, True, [])


def _framed() -> Component:
    themes = [(f"{reverse('style-frame')}?theme={theme}", theme) for theme in ("light", "dark", "none")]
    return Component(
        "Row in a frame on another site",
        "partials/_framed_row.html",
        "The embedded list has a small style sheet of its own, so that it stands on a page of its own here too.",
        [State("In each theme", drawn("mutualaid/style/_links.html", links=themes))],
    )
