"""What is made for paper: codes to scan, the sections and the foot of a sheet."""

from django.urls import reverse

from groups.views.sheets import Entry, Section
from mutualaid.style_page.specimens import Component, Family, State, drawn, partial
from mutualaid.style_page.values import row


def family() -> Family:
    return Family("paper", "Paper", [_sheet(), _code()])


def _sheet() -> Component:
    about = "Drinking · 12-step · AA · Step-free"
    entries = [
        Entry(row(), about, weekday="Tuesday"),
        Entry(
            row(name="SMART at the Hub", state="cancelled", state_text="Not on this week."), "Any", weekday="Tuesday"
        ),
        Entry(row(name="By arrangement", starts="", ends="", starts_note="By arrangement"), about, day="Ask"),
    ]
    lines = [
        {"name": "Ambulance", "number": "999", "tel": "999", "hours": ""},
        {"name": "The Listening Line", "number": "01632 960222", "tel": "01632960222", "hours": "Day and night"},
    ]
    return Component(
        "Sheet",
        "partials/_sheet_section.html, partials/_sheet_lines.html",
        "A leaflet or a poster, on the screen as it will be on paper: two columns, no buttons, the day it was printed.",
        [
            State(
                "A date, saying how fresh each is",
                drawn(
                    "mutualaid/style/_sheet.html",
                    html=partial("sheet_section", section=Section("Tuesday 24 November", entries), freshness=True),
                ),
            ),
            State(
                "In a crisis",
                drawn(
                    "mutualaid/style/_sheet.html",
                    html=partial(
                        "sheet_lines",
                        helplines=lines,
                        not_rung="We have not rung these numbers yet: The Listening Line.",
                    ),
                ),
            ),
        ],
    )


def _code() -> Component:
    return Component(
        "Code to scan",
        "partials/_scan.html, partials/_list_on_paper.html, mutualaid/templatetags/qr.py",
        "On paper alone: the same page as it is now. White ground in the dark too, or a phone cannot read it.",
        [
            State("The code", drawn("mutualaid/style/_code.html", path="/guidance/your-first-meeting/")),
            State(
                "At the head of a printed article (on paper alone)",
                partial("scan", path="/guidance/your-first-meeting/"),
            ),
            State(
                "At the head of a printed list (on paper alone)",
                partial("list_on_paper", code_url=reverse("groups:leaflet-code"), printed="24 November 2026"),
            ),
        ],
    )
