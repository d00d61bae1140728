"""What one presses: buttons, links, pills, search boxes, filters, the ways through a list; and a list that is empty."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import QueryDict

from groups.models import AccessFeature, Programme, Tag
from groups.rules.criteria import Moment
from groups.search.filters import MeetingFilter
from groups.search.vocabulary import AreaNode, Vocabulary
from mutualaid.style_page.specimens import FOCUSED, HOVERED, Component, Family, State, drawn, partial
from mutualaid.style_page.values import NOWHERE

CHIPS = [{"label": words, "without_url": NOWHERE} for words in ("near Woodbridge", "Evening", "12-step", "Step-free")]
ORDERS = [
    {"text": "Soonest", "url": NOWHERE, "current": True},
    {"text": "Nearest", "url": NOWHERE, "current": False},
    {"text": "Name", "url": NOWHERE, "current": False},
]
COUNTS = {
    "day": {"today": 4, "tomorrow": 6, "mon": 3, "tue": 4, "wed": 6, "thu": 5, "fri": 0, "sat": 2, "sun": 3},
    "time": {"now": 1, "morning": 6, "afternoon": 4, "evening": 15, "night": 0},
    "kind": {"12-step": 17, "smart": 4, "community": 3, "family": 5, "other": 0},
    "area": {"suffolk": 28, "woodbridge": 6},
}


def family() -> Family:
    return Family(
        "controls",
        "Controls",
        [
            _buttons(),
            _links(),
            _pills(),
            _search(),
            _refine(),
            _doubts(),
            _filters(),
            _views(),
            _pages(),
            _empty(),
            _to_take_away(),
        ],
    )


def _buttons() -> Component:
    def button(**given):
        return drawn("mutualaid/style/_button.html", words="Find meetings", **given)

    return Component(
        "Button",
        "static/css/site.css: .button, .button--quiet",
        "One strong button on a screen: what most people came to do. The quiet one is for the second thing. None is "
        "ever disabled: a button that cannot be pressed explains nothing, so press it and be told what is missing.",
        [
            State("Button", button(icon="search")),
            State("Under the pointer", button(icon="search"), look=HOVERED),
            State("With the focus", button(icon="search"), look=FOCUSED),
            State("Quiet", button(is_quiet=True)),
            State("Quiet, under the pointer", button(is_quiet=True), look=HOVERED),
            State("Quiet, with the focus", button(is_quiet=True), look=FOCUSED),
        ],
    )


def _links() -> Component:
    links = [(NOWHERE, "All meetings"), (NOWHERE, "Get help now: numbers to call")]
    return Component(
        "Link",
        "static/css/site.css: a, .links",
        "Underlined always, so that nobody needs to see the colour. A list of links gives each the height of a finger.",
        [
            State("Links", drawn("mutualaid/style/_links.html", links=links)),
            State("Under the pointer", drawn("mutualaid/style/_links.html", links=links[:1]), look=HOVERED),
            State("With the focus", drawn("mutualaid/style/_links.html", links=links[:1]), look=FOCUSED),
        ],
    )


def _pills() -> Component:
    ways = [(NOWHERE, words, words == "Today") for words in ("Today", "Tomorrow", "Online now", "Woodbridge")]
    return Component(
        "Chips and pills",
        "partials/_chips.html",
        "A chip is a part of the search, with a cross that takes it away. A pill is a way in for those who would "
        "rather not type.",
        [
            State("Chips", partial("chips", chips=CHIPS, anew_url=NOWHERE)),
            State("One chip, under the pointer", partial("chips", chips=CHIPS[:1], anew_url=NOWHERE), look=HOVERED),
            State(
                "Pills, one of them where one is",
                drawn("mutualaid/style/_pills.html", label="Quick ways in", links=ways),
            ),
            State(
                "Pills with the focus",
                drawn("mutualaid/style/_pills.html", label="Quick ways in", links=ways[1:2]),
                look=FOCUSED,
            ),
        ],
    )


def _search() -> Component:
    return Component(
        "Search box of home",
        "partials/_search_box.html, partials/_locate.html",
        "One box that takes whatever a visitor says. The example shows that a sentence will do. “Use my location” "
        "comes out where a script can ask for it; without one its room is not kept.",
        [
            State("Empty", partial("search_box")),
            State("With the focus", partial("search_box"), look=FOCUSED),
        ],
    )


def _refine() -> Component:
    def box(**given):
        return partial("refine_box", **({"place": "", "point": "", "words": ""} | given))

    return Component(
        "Search box of the results",
        "partials/_refine_box.html",
        "The place as it was typed, and whatever somebody wants to add. A point from a map or the device stands as "
        "words.",
        [
            State("Empty", box(), is_wide=True),
            State("Filled in", box(place="Woodbridge", words="candlelight"), is_wide=True),
            State("A point that was chosen", box(point="52.09,1.32"), is_wide=True),
            State(
                "A place that nobody knows",
                box(place="Nowhere-on-Sea", error="We do not know this place. Try a town or postcode near it."),
                is_wide=True,
            ),
        ],
    )


def _doubts() -> Component:
    other_way = [
        {"words": "step", "choices": [{"text": "step-free", "url": NOWHERE}, {"text": "12-step", "url": NOWHERE}]}
    ]
    beaten = [{"text": "The address says Tuesday, the words say Friday.", "instead": "Friday instead", "url": NOWHERE}]
    return Component(
        "What a phrase could have meant",
        "partials/_doubts.html",
        "Below the sentence that says what was understood. Quiet: the results stand, and each doubt is a link away.",
        [
            State("Another meaning", partial("doubts", doubts=other_way)),
            State("The address beats the words", partial("doubts", beaten=beaten)),
            State(
                "Spelled otherwise", partial("doubts", instead=["Nothing has “candelight”. These have “candlelight”."])
            ),
            State("Near me", partial("doubts", near_me=True)),
        ],
    )


def _filters() -> Component:
    return Component(
        "Filters",
        "partials/_filters.html, partials/_filter_field.html, partials/_order.html",
        "Folded under one button on a phone, open at the side of a wide screen. Each choice says how many results it "
        "would give; what would give none stays, and is quiet. What is set stands open.",
        [
            State("Folded (open where there is room)", partial("filters", form=_form(""), count=0, sort_links=ORDERS)),
            State(
                "Open, two set",
                partial("filters", form=_form("time=evening&kind=12-step"), count=2, sort_links=ORDERS, open=True),
            ),
            State(
                "Open, a date that cannot be read",
                partial("filters", form=_form("date=soon"), count=1, sort_links=ORDERS, open=True),
            ),
            State("Order, in the list", partial("order", sort_links=ORDERS)),
        ],
    )


def _form(asked: str):
    known = Vocabulary(
        nodes=(AreaNode(1, "suffolk", "Suffolk", "county", None), AreaNode(2, "woodbridge", "Woodbridge", "town", 1)),
        zones=(),
        nations=frozenset(),
        demonstration=None,
        rows=(
            (Programme(pk=1, slug="alcoholics-anonymous", name="Alcoholics Anonymous"),),
            (Tag(pk=1, slug="women", label="Women"), Tag(pk=2, slug="newcomers", label="Newcomers")),
            (AccessFeature(pk=1, slug="step-free", label="Step-free"),),
        ),
    )
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    search = MeetingFilter(QueryDict(asked), vocabulary=known, at=Moment(noon, ZoneInfo(settings.TIME_ZONE)))
    search.form.is_valid()
    search.show_counts(COUNTS)
    return search.form


def _views() -> Component:
    def ways(current):
        return [
            {"slug": text.lower(), "text": text, "url": NOWHERE, "current": text == current}
            for text in ("List", "Week", "Map")
        ]

    return Component(
        "Ways to look at a search",
        "partials/_views.html",
        "The same search as a list, a week or a map: three views of one thing, so they stand as one control.",
        [
            State("List", partial("views", views=ways("List"))),
            State("Map", partial("views", views=ways("Map"))),
            State("With the focus", partial("views", views=ways("Week")[:1]), look=FOCUSED),
        ],
    )


def _pages() -> Component:
    def pages(shown, here, **given):
        links = [number and {"number": number, "url": NOWHERE, "current": number == here} for number in shown]
        return partial("pagination", page=None, page_links=links, **given)

    return Component(
        "Pagination",
        "partials/_pagination.html",
        "After the list, and only where there is more than one page. Never a list that grows by itself: its end, and "
        "the foot of the page, could not be reached.",
        [
            State("First of eleven", pages([1, 2, None, 11], 1, next_url=NOWHERE), is_wide=True),
            State(
                "Middle", pages([1, None, 5, 6, 7, None, 11], 6, previous_url=NOWHERE, next_url=NOWHERE), is_wide=True
            ),
            State("Last", pages([1, None, 10, 11], 11, previous_url=NOWHERE), is_wide=True),
        ],
    )


def _empty() -> Component:
    ways = [
        (NOWHERE, "Without “Evening”: 4 meetings"),
        (NOWHERE, "Within 10 miles: 3 meetings"),
        (NOWHERE, "Online: 12 meetings"),
    ]
    places = [(NOWHERE, "Stanton, Suffolk"), (NOWHERE, "Stanton, Staffordshire")]
    return Component(
        "Nothing found, and which place",
        "static/css/site.css: .empty",
        "Never a dead end: what to leave out, how much wider finds something, and what there is online.",
        [
            State(
                "Nothing found",
                drawn("mutualaid/style/_empty.html", title="Nothing was found for this search.", links=ways),
            ),
            State(
                "Several places",
                drawn("mutualaid/style/_empty.html", title="Which one did you mean?", links=places, icon="pin"),
            ),
        ],
    )


def _to_take_away() -> Component:
    papers = [{"text": text, "url": NOWHERE} for text in ("A4", "A5 booklet", "large print")]
    files = [{"text": text, "url": NOWHERE} for text in ("Calendar", "Spreadsheet", "JSON", "RSS")]
    return Component(
        "To take away",
        "partials/_to_take_away.html",
        "At the foot of a list: the same search on paper, as a text message, as a file.",
        [
            State(
                "Under a list",
                partial("to_take_away", leaflet_url=NOWHERE, text_url=NOWHERE, papers=papers, files=files),
                is_wide=True,
            )
        ],
    )
