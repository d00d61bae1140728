"""The pieces of the weekly planner: the week as a picture, its days, what clashes, what is needed."""

from types import SimpleNamespace

from groups.rules.choices import Kind
from groups.rules.planning.fortnight import Weeks
from groups.rules.schedule import MINUTES_IN_A_DAY
from groups.views.plan.picture import looks_of, pictures_of
from groups.views.plan.usual_week import Taken, UsualWeek
from mutualaid.style_page.specimens import Component, Family, State, drawn, partial, together
from mutualaid.style_page.values import NOWHERE, row

CLASH = "Clashes with work (Monday to Friday), 9am to 5:30pm"


def family() -> Family:
    return Family("plan", "Planner", [_picture(), _days(), _meetings(), _notices(), _needs(), _send()])


def _piece(name: str, **given):
    return drawn(f"groups/plan/_{name}.html", **given)


def _span(day: int, begin: float, end: float) -> tuple[int, int]:
    return tuple(int(day * MINUTES_IN_A_DAY + 60 * hour) for hour in (begin, end))


def _usual() -> UsualWeek:
    taken = [
        *(Taken("mine", _span(day, 9, 17.5), "work", "You are busy", label="work") for day in range(5)),
        Taken("theirs", _span(3, 18, 19.5), "bedtime", "The other needs you at home", label="bedtime"),
        Taken("meeting", _span(1, 19, 21.25), "Candlelight", kind=Kind.TWELVE_STEP, label="AA", journey=30),
        Taken("meeting", _span(2, 12, 13.5), "SMART at the Hub", kind=Kind.SMART, journey=15, clashes=(CLASH,)),
        Taken("meeting", _span(5, 10, 12), "Recovery Café", kind=Kind.COMMUNITY),
    ]
    return UsualWeek(Weeks.A, "A usual week", taken, 0, [], meetings=3, away=330)


def _picture() -> Component:
    week = _usual()
    picture = _piece("plan_picture", picture=pictures_of([week])[0], number=1)
    return Component(
        "The week as a picture",
        "groups/plan/_plan_picture.html, groups/plan/_plan_key.html",
        "Days across, hours down. Each person’s times have a hatch of their own, so that they differ in print and "
        "without colour; a clash has an outline and a sign, and the same in words below.",
        [
            State(
                "A week with its key", together(picture, _piece("plan_key", looks=looks_of([week]))), look="plan-usual"
            ),
        ],
    )


def _entry(one, **given):
    return SimpleNamespace(row=one, **({"journey": "", "state_text": "", "is_off": False, "clashes": ()} | given))


def _days() -> Component:
    fixed = [
        {"look": "mine", "label": "You", "times": ["work, 9am to 5:30pm"]},
        {"look": "theirs", "label": "The other", "times": ["bedtime, 6pm to 7:30pm"]},
    ]
    full = {
        "title": "Today",
        "note": "Tuesday 24 November",
        "iso": "2026-11-24",
        "is_today": True,
        "fixed": fixed,
        "entries": [
            _entry(row(on_now=True), journey="30 minutes each way by bus", is_home_group=True),
            _entry(row(name="SMART at the Hub", kind=Kind.SMART), clashes=(CLASH,)),
            _entry(row(name="Step Study"), is_off=True, state_text="Not on tonight."),
        ],
    }
    empty = full | {"title": "Wednesday 25 November", "note": "", "is_today": False, "entries": [], "fixed": []}
    return Component(
        "A day of the plan",
        "groups/plan/_plan_day.html, groups/plan/_plan_entry.html",
        "The coming days by their true dates: what is on, how one gets there, what is in the way.",
        [State("Full", _piece("plan_day", day=full)), State("Empty", _piece("plan_day", day=empty))],
    )


def _meetings() -> Component:
    one = {
        "name": "Tuesday Night Candlelight",
        "url": NOWHERE,
        "kind": Kind.TWELVE_STEP,
        "kind_label": "12-step · AA",
        "when": "Tuesday, 7:30pm to 8:45pm",
        "place": "Abbey Hall, Woodbridge",
        "way": "30 minutes each way by bus",
        "out_url": NOWHERE,
        "home_group_url": NOWHERE,
    }
    used = {"paused": "The group starts again on 7 January.", "clashes": [CLASH], "in_weeks": "Every other week"}
    return Component(
        "A meeting of the week",
        "groups/plan/_plan_meeting.html, groups/plan/_taken_out.html",
        "What is in the week, with its two deeds. Taking out can be undone at once.",
        [
            State("Usual", drawn("mutualaid/style/_list.html", html=_piece("plan_meeting", one=one)), is_wide=True),
            State(
                "Home group, paused, with a clash",
                drawn(
                    "mutualaid/style/_list.html", html=_piece("plan_meeting", one=one | used | {"is_home_group": True})
                ),
                is_wide=True,
            ),
            State(
                "Just taken out",
                _piece(
                    "taken_out", taken_out={"text": "Tuesday Night Candlelight is out of your week.", "url": NOWHERE}
                ),
            ),
        ],
    )


def _notices() -> Component:
    gone = {
        "pick": {"number": 34},
        "name": "Harbour Lights",
        "url": NOWHERE,
        "why": "It has closed.",
        "instead": row(distance="2.4 miles"),
    }
    return Component(
        "What to know of a week first",
        "groups/plan/_plan_notices.html",
        "A link to a week may be old: what is gone stands with the nearest like it, what cannot be read is named, "
        "and the rest holds.",
        [
            State("Gone", _piece("plan_notices", gone=[{"one": gone, "out_url": NOWHERE, "instead_url": NOWHERE}])),
            State("Not readable", _piece("plan_notices", wrong=["“fri-9” is no time that we can read."])),
            State(
                "Paused",
                _piece(
                    "plan_notices", paused=[{"name": "Harbour Lights", "url": NOWHERE, "paused": "Until 7 January."}]
                ),
            ),
        ],
    )


def _needs() -> Component:
    needs = [
        {"said": "3 meetings a week", "is_met": True, "answer": "", "reasons": []},
        {
            "said": "Home by 9:30pm",
            "is_met": False,
            "answer": "",
            "reasons": ["Harbour Lights on Thursday, back about 10:15pm"],
        },
        {
            "said": "Thursday bedtime, 6pm to 7:30pm",
            "is_met": False,
            "answer": "",
            "reasons": ["Step Study", "work on Thursday"],
        },
    ]
    ways = [{"url": NOWHERE, "text": "Change your times"}]
    return Component(
        "Needs of two people",
        "partials/_plan_needs.html",
        "Each need is met or still open, in words and with a sign; never a score, never blame.",
        [
            State(
                "Met and open", partial("plan_needs", title="Your needs", id="needs", needs=needs, none="", ways=ways)
            ),
            State(
                "None",
                partial(
                    "plan_needs", title="Their needs", id="needs", needs=[], none="Nothing is entered yet.", ways=ways
                ),
            ),
        ],
    )


def _send() -> Component:
    link = "https://meetings.example.org/plan/?plan=12.34"
    return Component(
        "A week to send",
        "partials/_plan_send.html",
        "The link leaves the home place out, and says to whom not to send it.",
        [
            State("With a code", partial("plan_send", link=link, in_a_code=True), is_wide=True),
            State("Too much for a code", partial("plan_send", link=link, in_a_code=False), is_wide=True),
        ],
    )
