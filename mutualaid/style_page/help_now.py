"""What comes before any meeting where a life may be in danger, and whom to call."""

from mutualaid.style_page.specimens import FOCUSED, LED_TO, Component, Family, State, partial
from mutualaid.style_page.values import NOWHERE

EMERGENCY = {"name": "Ambulance", "number": "999", "tel": "999"}
MEDICAL = {"name": "NHS 111", "number": "111", "tel": "111"}


def family() -> Family:
    return Family("help", "Help now", [_line(), _box(), _danger(), _helpline(), _call_lines()])


def _line() -> Component:
    return Component(
        "Safety line",
        "partials/_safety_line.html",
        "Under the masthead of home, results, plan, and every meeting about drink or drugs. One line; red for the "
        "danger, not for the drama.",
        [
            State("Always", partial("safety_line"), is_wide=True),
            State("With the focus", partial("safety_line"), look=FOCUSED),
        ],
    )


def _box() -> Component:
    return Component(
        "Safety box",
        "partials/_safety_box.html",
        "On the page of help alone: when to call an ambulance, and when stopping is dangerous. Every number comes from "
        "the helplines.",
        [
            State(
                "With the numbers of a nation",
                partial("safety_box", emergency=EMERGENCY, medical=MEDICAL, private_url=NOWHERE),
                is_wide=True,
            ),
            State(
                "Where no numbers are known",
                partial("safety_box", emergency=None, medical=None, private_url=""),
                is_wide=True,
            ),
        ],
    )


def _danger() -> Component:
    return Component(
        "Words of danger",
        "partials/_danger.html",
        "Above the results, where what somebody typed speaks of danger. The meetings are still there below it.",
        [
            State(
                "In a search",
                partial(
                    "danger", dangers=["If you may have taken too much, call 999 now.", "Do not wait for a meeting."]
                ),
            )
        ],
    )


def _line_of(**differs) -> dict:
    return {
        "slug": "crisis",
        "name": "The Listening Line",
        "number": "01632 960222",
        "tel": "01632960222",
        "for_whom": "For anyone in distress. Free, and it does not show on a bill.",
        "hours": "Every day, all day and all night",
        "is_open": True,
        "checked": "We rang it on 03/11/2026.",
        "website": "https://example.org",
    } | differs


def _helpline() -> Component:
    def state(called, look="", **differs):
        return State(called, partial("helpline", "helplines", helpline=_line_of(**differs)), look=look)

    return Component(
        "Helpline",
        "partials/_helpline.html",
        "The number large enough to read from a phone held in a shaking hand. It says whom it is for, when it is "
        "answered, and whether we have rung it.",
        [
            state("Open now"),
            state("Closed now", is_open=False, hours="Monday to Friday, 9am to 5pm"),
            state("Not rung by us", checked="We have not rung this number yet.", is_open=None),
            state(
                "Text, relay and BSL",
                text="Text SHOUT to 85258",
                relay="18001 01632 960222",
                bsl_url="https://example.org/bsl",
            ),
            state("Text alone", number="", text="Text SHOUT to 85258", website="", checked="", hours=""),
            state("Reached by a link", look=LED_TO),
        ],
    )


def _call_lines() -> Component:
    lines = [
        _line_of(),
        _line_of(name="Police", number="101", tel="101", for_whom="For what is no emergency.", hours=""),
        _line_of(name="By text", number="", text="Text SHOUT to 85258", for_whom="", hours="Day and night"),
    ]
    not_rung = "We have not rung these numbers yet: The Listening Line."
    plain = {
        "line": _line_of(text_number="85258", text_to="SHOUT", checked_on=None),
        "tel": "01632960222",
        "sms": "85258",
    }
    return Component(
        "Numbers, a line each",
        "partials/_call_lines.html, partials/_plain_line.html",
        "Where a few numbers stand within another page, and in the page that is served when the database is away.",
        [
            State("For a worry", partial("call_lines", helplines=lines, not_rung=not_rung)),
            State("Brief", partial("call_lines", helplines=lines, not_rung="", brief=True)),
            State("While the database is away", partial("plain_line", "stack", **plain)),
        ],
    )
