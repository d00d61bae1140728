"""What an empty list offers instead: no search is a dead end."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.rules.choices import Attendance
from groups.rules.criteria import MeetingSearch, Moment, distance_words
from groups.rules.geo import KM_IN
from groups.rules.terms import typed_terms
from groups.rules.words import listed_words
from groups.search import finding, words
from groups.views.cards import place_words
from groups.views.links import CARRIED, SearchLinks

PARTS = (
    (("day",), {"days": (), "dates": ()}),
    (("date",), {"on": None}),
    (("week",), {"weeks": 0}),
    (("time",), {"times": (), "now": False}),
    (("from", "until"), {"starts": ()}),
    (("kind",), {"kinds": ()}),
    (("for",), {"audience": ""}),
    (("about",), {"about": 0}),
    (("programme",), {"programmes": ()}),
    (("attend",), {"attendance": ()}),
    (("open",), {"open_only": False}),
    (("who",), {"who": ()}),
    (("access",), {"access": ()}),
    (("language",), {"languages": ()}),
    (("slip",), {"slip": False}),
    (("children",), {"children": False}),
    (("area",), {"areas": ()}),
    (("q",), {"words": ""}),
)
"""The parameters of each part of a search, and what the search is without it."""


def ways_on(asked: MeetingSearch, links: SearchLinks, parts: list[dict], *, at: Moment) -> list[dict]:
    """Links that do find something, each saying how many: wider, without one filter, the nearest, online, all.

    `parts` are the chips of the search: what each part of it is called.
    """
    without_one = [
        *_wider(asked, links, at),
        *_without_unknown_words(asked, links, at),
        *_without_one(asked, links, parts, at),
    ]
    found = [*(without_one or _place_alone(asked, links, at)), *_nearest(asked, at), *_online(asked, links, at)]
    return [*found, {"text": _("All meetings"), "url": links.everything}]


def _meetings(count: int) -> str:
    return ngettext("%(count)s meeting", "%(count)s meetings", count) % {"count": f"{count:,}"}


def _wider(asked: MeetingSearch, links: SearchLinks, at: Moment):
    reached = finding.wider(asked, at=at) if links.has("within") else None
    if reached:
        number, count = reached
        said = {"distance": distance_words(number, asked.unit), "meetings": _meetings(count)}
        yield {"text": _("Within %(distance)s: %(meetings)s") % said, "url": links.address(within=[str(number)])}


def _without_one(asked: MeetingSearch, links: SearchLinks, parts: list[dict], at: Moment):
    """The search without each of its parts that keeps it from finding anything; what gives most comes first."""
    dropped = []
    for names, changes in PARTS:
        called = [_("“%(words)s”") % {"words": part["label"]} for part in parts if part["name"] in names]
        if called:
            dropped.append((_count(replace(asked, **changes), links, at), names, called))
    for count, names, called in sorted(dropped, key=lambda one: -one[0]):
        if count:
            said = {"part": listed_words(called), "meetings": _meetings(count)}
            url = links.address(**{name: [] for name in names})
            yield {"text": _("Without %(part)s: %(meetings)s") % said, "url": url}


def _without_unknown_words(asked: MeetingSearch, links: SearchLinks, at: Moment):
    """The rest of the words, where some of them stand in no listing at all."""
    unknown = set(asked.sought.unknown) if asked.words else set()
    typed = {word: bool(unknown.intersection(typed_terms(word))) for word in asked.words.split()}
    rest, left_out = (" ".join(word for word in typed if typed[word] is is_out) for is_out in (False, True))
    if unknown and rest:
        count = _count(replace(asked, words=rest, sought=words.seek(rest)), links, at)
        if count:
            said = {"words": left_out, "meetings": _meetings(count)}
            yield {"text": _("Without “%(words)s”: %(meetings)s") % said, "url": links.address(q=[rest])}


def _count(asked: MeetingSearch, links: SearchLinks, at: Moment) -> int:
    """How many it finds, as far out as it needs to look unless the address says how far."""
    settled = finding.settle_distance(asked if links.has("within") else replace(asked, within=None), at=at)
    return finding.count(settled, at=at)


def _place_alone(asked: MeetingSearch, links: SearchLinks, at: Moment):
    """Near the place without anything else that was asked, where no single part is to blame."""
    if asked.near:
        alone = MeetingSearch(near=asked.near, unit=asked.unit, site_language=asked.site_language)
        count = finding.count(finding.settle_distance(alone, at=at), at=at)
        if count:
            said = {"place": asked.near.name, "meetings": _meetings(count)}
            dropped = {name: [] for name in links.names if name not in ("near", *CARRIED)}
            yield {"text": _("All near %(place)s: %(meetings)s") % said, "url": links.address(**dropped)}


def _nearest(asked: MeetingSearch, at: Moment):
    meeting = finding.nearest(asked, at=at)
    if meeting:
        said = {
            "name": meeting.title,
            "place": place_words(meeting),
            "distance": distance_words(meeting.km / KM_IN[asked.unit], asked.unit),
        }
        yield {"text": _("The nearest: %(name)s, %(place)s, %(distance)s") % said, "url": meeting.get_absolute_url()}


def _online(asked: MeetingSearch, links: SearchLinks, at: Moment):
    count = finding.count_online(asked, at=at)
    if count:
        url = links.address(near=[], within=[], attend=[Attendance.ONLINE.value])
        yield {"text": _("Online: %(meetings)s") % {"meetings": _meetings(count)}, "url": url}
