"""What stands around every page: the masthead, the ways out, the languages, the foot."""

from django.urls import reverse

from mutualaid.style_page.specimens import FOCUSED, HOVERED, Component, Family, State, partial
from mutualaid.style_page.values import NOWHERE


def family() -> Family:
    return Family("around", "Around every page", [_masthead(), _leave(), _languages(), _foot()])


def _masthead() -> Component:
    def state(called, look="", **given):
        shown = {"name": "Mutual aid near you", "logo_url": "", "guidance_url": NOWHERE, "here": "", "in_week": 0}
        return State(called, partial("masthead", **(shown | given)), is_wide=True, look=look)

    return Component(
        "Masthead",
        "partials/_masthead.html",
        "One line at every width. Help and the way out never leave it; on a phone the rest of the way round is at "
        "the foot.",
        [
            state("Plain"),
            state("On a page that it names", here=reverse("groups:meeting-list")),
            state("With a week", in_week=3),
            state("A long name", name="Mutual aid and recovery in Suffolk and Norfolk"),
            state("Without guidance", guidance_url=""),
            state("Under the pointer", look=HOVERED),
            state("With the focus", look=FOCUSED),
        ],
    )


def _leave() -> Component:
    return Component(
        "Leave quickly",
        "partials/_leave.html",
        "A plain link to a page about the weather: it works without script and gives nothing away. It is also the "
        "first thing that a keyboard reaches.",
        [
            State("In the masthead", partial("leave", style="masthead__leave", icon=True)),
            State("Without an icon", partial("leave", style="")),
        ],
    )


def _languages() -> Component:
    names = [("en-gb", "English"), ("cy", "Cymraeg"), ("pl", "Polski"), ("ar", "العربية")]
    offered = [{"tag": tag, "name": name, "url": NOWHERE, "is_here": tag == "en-gb"} for tag, name in names]
    return Component(
        "Languages",
        "partials/_languages.html",
        "Each by its own name. A translation that nobody at home in the language has read says so.",
        [
            State("Read", partial("languages", languages=offered, is_unreviewed=False)),
            State("Not read yet", partial("languages", languages=offered, is_unreviewed=True, own=offered[0])),
        ],
    )


def _foot() -> Component:
    return Component(
        "Foot",
        "partials/_foot.html",
        "What we believe, the rest of the way round, and what we keep: nothing.",
        [
            State(
                "With everything",
                partial(
                    "foot",
                    run_by="The Hub",
                    guidance_url=NOWHERE,
                    private_url=NOWHERE,
                    edit_url=NOWHERE,
                    printed="24 November 2026",
                ),
                is_wide=True,
            ),
            State("Of a new site", partial("foot"), is_wide=True),
        ],
    )
