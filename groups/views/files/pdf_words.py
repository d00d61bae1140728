"""What stands on the paper of a printed list: its sentences, its meetings in words, the code to scan, whom to call."""

from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from groups.exchange.paper import Call, Code, Crisis, Line, Paper, Section
from groups.rules.choices import Freshness
from groups.rules.criteria import MeetingSearch, distance_words
from groups.rules.print_letters import lacks_letters
from groups.rules.search_sentence import title_of
from groups.rules.words import listed_words
from groups.views import near_holidays, sheets
from groups.views.cards import Row
from groups.views.files.asking import Request
from groups.views.search import summary
from groups.views.sending import link_in_a_code, links_to
from groups.views.visit import site_of

QUIET_ZONE = 4
"""The white border that a reader of codes needs, in modules."""


@dataclass(frozen=True)
class Held:
    """What was asked and found, as far as the file holds it."""

    asked: Request
    wanted: MeetingSearch
    rows: list[Row]
    is_cut: bool
    total: int
    crisis: dict


def paper_of(held: Held, *, by_area: bool, is_large: bool) -> Paper:
    """All of it in words. Neither they nor the code name a whole postcode or a point."""
    asked, wanted = held.asked, held.wanted
    near = asked.search.wanted.near
    links = links_to(asked.typed.parameters, near, not_understood=asked.search.form.errors)
    foot = sheets.foot_of_sheet(asked.at, link=link_in_a_code(links), path=reverse("groups:meeting-list"))
    site = site_of(asked.request)
    entries = sheets.by_area(held.rows) if by_area else sheets.in_order(held.rows, wanted)
    printed = _("Printed on %(printed_on)s.") % foot
    run_by = _("This site is run by %(who)s.") % {"who": site.run_by} if site.run_by else ""
    return Paper(
        language=get_language() or settings.LANGUAGE_CODE,
        is_large=is_large,
        title=title_of(wanted, today=asked.at.today),
        site=site.name or settings.SITE_NAME,
        summary=_summary(held, by_area=by_area),
        sentences=tuple(filter(None, _sentences(held, foot["address"]))),
        printed=f"{printed} {run_by}".strip(),
        check=(_("Check before you travel: meetings change."), foot["address"]),
        page_words=_("Page {page} of {pages}"),
        continued=_("(continued)"),
        code=_code(foot["link"]),
        crisis=_crisis(held.crisis, foot["help_address"]),
        sections=tuple(Section(part.title, tuple(map(_line, part.entries))) for part in sheets.in_sections(entries)),
    )


def _summary(held: Held, *, by_area: bool) -> str:
    if not held.rows:
        return _("Nothing was found for this search.")
    if not by_area:
        return summary(held.total, held.wanted)
    meetings = ngettext("%(count)s meeting", "%(count)s meetings", held.total) % {"count": f"{held.total:,}"}
    if held.wanted.near:
        distance = distance_words(held.wanted.within, held.wanted.unit)
        return _("%(meetings)s within %(distance)s, by area") % {"meetings": meetings, "distance": distance}
    return _("%(meetings)s, by area") % {"meetings": meetings}


def _sentences(held: Held, address: str):
    """What to know of the whole list."""
    left_out = list(
        dict.fromkeys(str(held.asked.search.form.fields[name].label) for name in held.asked.search.form.errors)
    )
    if left_out:
        yield _("Left out of the search, because we could not read it: %(names)s.") % {"names": listed_words(left_out)}
    if held.is_cut:
        said = _("A file holds %(most)s meetings at most. The rest are on the site, or in a file of a narrower search.")
        yield said % {"most": f"{len(held.rows):,}"}
    if not held.rows:
        yield _("Ways to find others: %(address)s") % {"address": address}
    if any(row.span and not row.rule for row in held.rows):
        yield _("Each meets every week, unless it says otherwise.")
    if any(row.is_demo for row in held.rows):
        yield _("Those marked “Demonstration” are invented, to try the site.")
    yield near_holidays.note(held.wanted)


def _line(entry: sheets.Entry) -> Line:
    row = entry.row
    texts = (row.name, row.place, row.state_text, row.who, entry.about)
    return Line(
        starts=row.starts,
        beside=tuple(filter(None, (f"{row.ends}{row.starts_note}", row.site_time))),
        name=row.name,
        url=f"{settings.SITE_URL}{row.url}",
        day=entry.day,
        place=" · ".join(filter(None, (row.place, row.distance.replace(" ", "\N{NO-BREAK SPACE}")))),
        state=row.state_text,
        is_off=bool(row.state) and not row.happens,
        said=tuple(filter(None, (row.rule, row.who, row.assurance))),
        caution=row.caution,
        kind=str(row.kind),
        about=entry.about,
        freshness=row.freshness,
        is_stale=row.freshness_state == Freshness.OLD,
        demonstration=_("Demonstration") if row.is_demo else "",
        no_letters=_no_letters(row) if any(map(lacks_letters, texts)) else "",
    )


def _no_letters(row: Row) -> str:
    said = _("Some letters of this cannot be printed here. They are at %(address)s")
    return said % {"address": f"{settings.SITE_URL.partition('://')[2]}{row.url}"}


def _code(link: str) -> Code:
    code = segno.make(link, error="m", micro=False, boost_error=False)
    return Code(
        svg=code.svg_inline(border=QUIET_ZONE, light="#fff"),
        name=_("Code to scan for this list as it is now"),
        caption=_("Scan for this list as it is now"),
    )


def _crisis(crisis: dict, address: str) -> Crisis:
    return Crisis(
        title=_("In a crisis"),
        first=(_("Shaking or sweating after stopping?"), _("Get medical help first")),
        calls=tuple(Call(line["number"] or line["text"], line["name"], line["hours"]) for line in crisis["helplines"]),
        notes=tuple(
            filter(None, (_("More numbers: %(help_address)s") % {"help_address": address}, crisis["not_rung"]))
        ),
    )
