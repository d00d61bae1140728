"""The style page, and the three things that it needs beside itself."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groups.rules.choices import ColourSet
from groups.views.embed.theme import theme_of
from mutualaid.style_page import (
    areas,
    around,
    controls,
    fields,
    ground,
    help_now,
    listings,
    maps,
    meeting,
    paper,
    planner,
    reading,
    tokens,
)
from mutualaid.style_page.specimens import Family, with_names_of_its_own
from mutualaid.style_page.values import NOWHERE, row

FAMILIES = (ground, controls, fields, listings, meeting, maps, areas, reading, help_now, planner, paper, around)

WORDS = {
    "title": "Style",
    "lead": "Every component in every state, drawn by the templates and the style sheet of the real pages from values "
    "that are made up. Change one, then look here: on a phone, in the dark, in Arabic (/ar/about/style/), on paper.",
    "contents": "What stands here",
}


@require_safe
def style(request):
    """Every component in every state."""
    _for_developers_alone()
    context = {
        "words": WORDS,
        "families": _numbered([module.family() for module in FAMILIES]),
        "site": _site(request),
        "noindex": True,
    }
    return render(request, "mutualaid/style/page.html", context)


@require_safe
def pointed_at(request):
    """Style for what is under the pointer or has the focus."""
    _for_developers_alone()
    return HttpResponse(ground.pointed_at(tokens.style_sheet()), content_type="text/css; charset=utf-8")


@require_safe
def frame(request):
    """The page that stands in a frame on another site, with rows in their states."""
    _for_developers_alone()
    states = [
        row(on_now=True),
        row(state="cancelled", state_text="Not on tonight."),
        row(is_demo=True, distance="2 miles"),
    ]
    context = {
        "site": _site(request),
        "theme": theme_of(request.GET.get("theme", "")),
        "title": "Meetings near Woodbridge",
        "heading": "Meetings near Woodbridge",
        "summary": "3 meetings within 5 miles, soonest first",
        "sections": [{"title": "Tonight", "note": "Tuesday 24 November", "rows": states, "part": ""}],
        "search_url": NOWHERE,
    }
    return render(request, "groups/embed/frame.html", context)


def _for_developers_alone() -> None:
    if not settings.DEBUG:
        raise Http404


def _site(request) -> dict:
    """In place of the site's record, so that this page asks nothing of the database."""
    asked = request.GET.get("colours")
    return {"name": settings.SITE_NAME, "colour_set": asked if asked in ColourSet.values else ColourSet.PINE}


def _numbered(families: list[Family]) -> list[dict]:
    """What the template lays out: each state with names of its own for what is in it."""
    shown = []
    for family in families:
        components = []
        for place, one in enumerate(family.components):
            states = [
                {"state": state, "html": with_names_of_its_own(state.html, f"{family.slug}-{place}-{number}")}
                for number, state in enumerate(one.states)
            ]
            components.append({"one": one, "slug": f"{family.slug}-{place}", "states": states})
        shown.append({"family": family, "components": components})
    return shown
