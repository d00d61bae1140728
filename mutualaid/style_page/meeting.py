"""What the pages of a meeting, a group and a programme are made of."""

from groups.rules.choices import Kind
from mutualaid.style_page.specimens import HOVERED, Component, Family, State, drawn, partial
from mutualaid.style_page.values import NOWHERE


def family() -> Family:
    return Family(
        "meeting",
        "A meeting, a group, a programme",
        [_notice(), _summary(), _where(), _facts(), _dates(), _contact(), _programme(), _cards()],
    )


def _notice() -> Component:
    return Component(
        "Notice",
        "partials/_notice.html",
        "Something to know before the rest: that a group is paused or closed, that dates change, a word of the site. "
        "Few, or nobody reads them.",
        [
            State(
                "A title and a text",
                partial("notice", title="Paused", text="The group says that it starts again on 7 January."),
            ),
            State(
                "A list",
                partial(
                    "notice",
                    title="Changes to come",
                    lines=["Tuesday 22 December: not on.", "Tuesday 29 December: moved to the library."],
                ),
            ),
            State("A text alone", partial("notice", text="Our summer picnic is on 4 July. Everyone can come.")),
            State("A title alone", partial("notice", title="You have sent this already. We have it.")),
        ],
    )


def _summary() -> Component:
    shown = {"next": "Next: tonight 7:30pm", "rule": "Every Tuesday, 7:30pm to 8:45pm", "question": "Can I come?"}
    return Component(
        "Summary of a meeting",
        "groups/meeting_detail.html: .summary, partials/_unsure.html",
        "The next date first, then “Can I come?” in one sentence made from facts, then whom to talk to before.",
        [
            State(
                "With a helpline",
                drawn(
                    "mutualaid/style/_summary.html",
                    **shown,
                    answer="Yes, if you want to stop drinking. Just turn up. Free.",
                    helpline="01632 960456",
                    hours="every day, 10am to 10pm",
                ),
            ),
            State(
                "Nothing is known",
                drawn("mutualaid/style/_summary.html", **shown, answer="Nobody has said who may come. Ask the group."),
            ),
        ],
    )


def _where() -> Component:
    hall = {
        "name": "Abbey Hall",
        "lines": ["Church Street", "Woodbridge", "IP12 1DH"],
        "room": "Upstairs room",
        "door": "Side door in Elm Street",
        "directions": "Five minutes from the station. Ring the bell marked Hall.",
        "map_url": "geo:52.09,1.32",
    }
    return Component(
        "Where, and how to join online",
        "partials/_where.html, partials/_online.html",
        "The address with the room and the door, for somebody who stands outside in the dark. A hidden venue gives its "
        "area and nothing else.",
        [
            State("A hall", partial("where", where=hall)),
            State(
                "With a distance, not exact",
                partial("where", where={"name": "Abbey Hall", "lines": ["Woodbridge"], "distance": "about 2 miles"}),
            ),
            State("Hidden", partial("where", where={"hidden": True, "area": "Woodbridge"})),
            State(
                "Online: a link and a phone",
                partial(
                    "online",
                    online={
                        "link": "https://example.org/join",
                        "phone": "01632 960789",
                        "note": "Say your first name when you come in.",
                    },
                ),
            ),
            State("Online: ask the group", partial("online", online={"ask": True})),
        ],
    )


def _facts() -> Component:
    access = [
        {"feature": "Step-free", "answer": "yes", "answer_text": "Yes", "note": ""},
        {"feature": "Accessible toilet", "answer": "partly", "answer_text": "Partly", "note": "The door is narrow"},
        {"feature": "Hearing loop", "answer": "no", "answer_text": "No", "note": ""},
        {"feature": "Parking", "answer": "", "answer_text": "Not stated", "note": ""},
    ]
    facts = [
        {"label": "Cost", "value": "Free. There is a collection; nobody has to give."},
        {"label": "Languages", "value": "English, Polish"},
        {
            "label": "A note of the group",
            "value": "Tea from seven. Come early if it is your first time.",
            "is_own": True,
        },
    ]
    return Component(
        "Facts and access",
        "partials/_facts.html, partials/_access.html",
        "A name and a value each. “Not stated” is its own answer, with its own sign, and never looks like a no.",
        [State("Access", partial("access", access=access)), State("Facts", partial("facts", facts=facts))],
    )


def _dates() -> Component:
    dates = [
        {"text": "Tuesday 24 November, 7:30pm", "state": "", "note": ""},
        {"text": "Tuesday 1 December, 7:30pm", "state": "cancelled", "note": "Not on"},
        {"text": "Tuesday 8 December, 8pm", "state": "moved", "note": "Moved to the library, half an hour later"},
        {"text": "Saturday 12 December, 2pm", "state": "extra", "note": "Extra: the anniversary"},
        {"text": "Friday 25 December, 7:30pm", "state": "", "note": "Bank holiday: ask whether it meets"},
    ]
    calendar = {"url": NOWHERE, "discreet_url": NOWHERE}
    return Component(
        "Next dates and calendar",
        "partials/_dates.html, partials/_calendar_links.html",
        "True dates, each with what differs. The calendar is offered twice: by name, and as a plain appointment for a "
        "phone that others see.",
        [
            State("Dates", partial("dates", dates=dates)),
            State("Calendar", partial("calendar_links", calendar=calendar)),
        ],
    )


def _contact() -> Component:
    return Component(
        "Contact",
        "partials/_contact.html, partials/_ask_staff.html",
        "Only what is meant for everybody: a helpline, a role’s address, a website.",
        [
            State(
                "Of a group",
                partial(
                    "contact",
                    contact={
                        "phone": "01632 960123",
                        "email": "candlelight@example.org",
                        "website": "https://example.org",
                    },
                ),
            ),
            State("Of a group: a website alone", partial("contact", contact={"website": "https://example.org"})),
            State("Of the site", partial("ask_staff", email="hub@example.org", url="")),
            State("Of the site: none", partial("ask_staff", email="", url="")),
        ],
    )


def _programme() -> Component:
    programme = {
        "name": "Alcoholics Anonymous",
        "url": NOWHERE,
        "description": "People who share what helped them to stop drinking. Twelve steps, and free.",
        "website": "https://example.org",
        "helpline": "01632 960456",
        "helpline_hours": "every day, 10am to 10pm",
    }
    return Component(
        "Programme, and articles beside",
        "partials/_programme_note.html, partials/_explained.html",
        "Neutral words about a programme beside its meetings, and articles that say what it is like.",
        [
            State("With its helpline", partial("programme_note", programme=programme)),
            State("Brief", partial("programme_note", programme=programme, brief=True)),
            State(
                "Articles",
                partial(
                    "explained",
                    articles=[
                        {"title": "Your first meeting", "url": NOWHERE},
                        {"title": "Kinds of group", "url": NOWHERE},
                    ],
                ),
            ),
        ],
    )


def _cards() -> Component:
    def card(kind, label, sentence, count):
        return partial("kind_card", "cards", kind=kind, label=label, sentence=sentence, count=count, url=NOWHERE)

    sentence = "Groups such as AA and NA: people who stopped help each other to stay stopped."
    door = {"url": NOWHERE, "name": "For someone close to me", "note": "Groups for family, friends and carers."}
    return Component(
        "Cards",
        "partials/_kind_card.html",
        "Only where a thing can be opened: the whole card is the link. Doors are the two questions of the home page.",
        [
            State("A kind", card(Kind.TWELVE_STEP, "12-step", sentence, 112)),
            State(
                "A kind with one meeting",
                card(Kind.SMART, "SMART Recovery", "Tools for change, with a trained facilitator.", 1),
            ),
            State(
                "Under the pointer",
                card(Kind.FAMILY, "Family, friends and carers", "For whoever is close.", 34),
                look=HOVERED,
            ),
            State("A door", drawn("mutualaid/style/_door.html", **door)),
        ],
    )
