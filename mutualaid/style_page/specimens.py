"""A component, and the states it can be in, each drawn by the template that the real pages use."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from groups.rules.planning.week_plan import Pick, WeekPlan

IN_MY_WEEK = 77
"""The number of the meeting that stands in the week of whoever looks at this page."""

HOVERED, FOCUSED, LED_TO = "as-hovered", "as-focused", "as-led-to"
"""Classes of the box around a state: under the pointer, with the focus, reached by a link. See `ground.pointed_at`."""


@dataclass(frozen=True)
class State:
    """One state of a component, drawn."""

    name: str
    html: SafeString
    is_wide: bool = False
    """Whether it wants the width of the page."""
    look: str = ""
    """Classes of the box around it."""


@dataclass(frozen=True)
class Component:
    """Something of which pages are made."""

    name: str
    file: str
    when: str
    states: list[State]


@dataclass(frozen=True)
class Family:
    """Components that belong together."""

    slug: str
    title: str
    components: list[Component]


def drawn(template: str, around: str = "", /, **given) -> SafeString:
    """A template with these values and nothing else, as behind `only`; `around`: the classes of the list it is in."""
    context = Context(given)
    context.request = _visit()  # rows ask it whether they are in the visitor's week
    html = get_template(template).template.render(context)
    return format_html('<ul class="{}">{}</ul>', around, html) if around else html


def partial(name: str, around: str = "", /, **given) -> SafeString:
    """The same of `templates/partials/_NAME.html`."""
    return drawn(f"partials/_{name}.html", around, **given)


def together(*parts: SafeString) -> SafeString:
    """Parts one below the other."""
    return SafeString("".join(parts))


def with_names_of_its_own(html: str, ending: str) -> SafeString:
    """The same with an ending to each id, wherever the part itself means it: on this page many states have the same.

    Nothing in it takes the focus by itself, or the page would begin in its middle.
    """
    html = html.replace(" autofocus", "")
    names = set(re.findall(r'\bid="([^"]+)"', html))

    def renamed(found: re.Match) -> str:
        before, said, after = found.groups()
        words = [f"{word}-{ending}" if word in names else word for word in said.split(" ")]
        return f"{before}{' '.join(words)}{after}"

    meant = r'(\b(?:id|for|aria-labelledby|aria-describedby|data-copy)="|\bhref="#|\burl\(#)([^")]+)([")])'
    return mark_safe(re.sub(meant, renamed, html))  # safe: it was, and only endings are put in


def _visit() -> HttpRequest:
    visit = HttpRequest()
    visit.week = WeekPlan(picks=(Pick(IN_MY_WEEK),))
    return visit
