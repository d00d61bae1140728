"""The taxonomies of our Open Referral: what is said of meetings in closed lists, and the codes that it is said by.

A code is what the scheme `open-referral-uk` knows: `women` is a tag, `step-free` a feature, `pl` a language, and
`who=anyone` a field with its value. What the standard has no field for and no closed list holds is a fact: a term
`fact=room`, with what it is as the value of the attribute.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from groups.exchange.listing import Listing
from groups.rules.choices import (
    ABOUT_ANYTHING,
    About,
    Answer,
    Approach,
    Attendance,
    Audience,
    BankHolidays,
    Cost,
    Joining,
    Kind,
    TagFamily,
    WhoMayCome,
    YesNo,
)
from groups.rules.languages import language_name
from groups.rules.schedule import EVERY_WEEK


class Taxonomy(NamedTuple):
    """A closed list. `link_type` is what the standard calls its part."""

    slug: str
    name: str
    description: str
    link_type: str


class Term(NamedTuple):
    """A word of a taxonomy."""

    taxonomy: str
    code: str
    name: str
    description: str = ""


class Said(NamedTuple):
    """A term that something has, in these weeks of the month; of a fact, what it is."""

    term: Term
    weeks: int = EVERY_WEEK
    value: str = ""


KIND, ABOUT, FOR, ATTENDANCE, ACCESS, LANGUAGE = "kind", "about", "for", "attendance", "access", "language"
COME, JOINING, COST, SLIP, CHILDREN, HOLIDAYS = "who-may-come", "joining", "cost", "slip", "children", "bank-holidays"
FACT = "fact"

_TYPE, _AUDIENCE, _ELIGIBILITY = "service_type", "intended_audience", "eligibility"
TAXONOMIES = (
    Taxonomy(KIND, _("Kinds of groups"), _("How a group works, and family groups."), _TYPE),
    Taxonomy(ABOUT, _("What groups are about"), _("The problem; of family groups the relative’s."), _TYPE),
    Taxonomy(FOR, _("Whom groups are for"), _("People with the problem, or those close to them."), _AUDIENCE),
    Taxonomy(TagFamily.WHO, TagFamily.WHO.label, _("Tags of meetings: whom they are specially for."), _AUDIENCE),
    Taxonomy(TagFamily.FORMAT, TagFamily.FORMAT.label, _("Tags of meetings: what happens there."), _TYPE),
    Taxonomy(TagFamily.CUSTOM, TagFamily.CUSTOM.label, _("Tags of meetings: what is usual there."), _TYPE),
    Taxonomy(ATTENDANCE, _("How one takes part"), _("In person, online, or either."), _TYPE),
    Taxonomy(ACCESS, _("Access"), _("What is there for those who need it."), "accessibility"),
    Taxonomy(LANGUAGE, _("Languages"), _("The languages that meetings are held in."), "language"),
    Taxonomy(COME, _("Who may come"), _("Whether anyone can come, or those the group is for."), _ELIGIBILITY),
    Taxonomy(JOINING, _("Before the first visit"), _("What someone new does first."), _ELIGIBILITY),
    Taxonomy(COST, _("Cost"), _("What it costs to come."), "cost_type"),
    Taxonomy(SLIP, _("Attendance slips"), _("Whether slips are given for having been there."), _TYPE),
    Taxonomy(CHILDREN, _("Children"), _("Whether children may come."), _ELIGIBILITY),
    Taxonomy(HOLIDAYS, _("Bank holidays"), _("What the meeting does on bank holidays."), _TYPE),
    Taxonomy(
        FACT,
        _("Further facts"),
        _("What the standard has no field for: a term names a fact, and the attribute’s value is what it is."),
        FACT,
    ),
)
BY_SLUG = {str(taxonomy.slug): taxonomy for taxonomy in TAXONOMIES}

FIELDS = {
    ATTENDANCE: ("attendance", Attendance),
    COME: ("who", WhoMayCome),
    JOINING: ("joining", Joining),
    COST: ("cost", Cost),
    SLIP: ("slip", YesNo),
    CHILDREN: ("children", YesNo),
    HOLIDAYS: ("bank_holidays", BankHolidays),
}
"""The taxonomies that are a field of a meeting, and its values."""

FACTS = {
    # of a schedule
    "time_zone": _("Time zone of its times"),
    "checked_on": _("Last checked"),
    "checked_by": _("How it was checked then"),
    "slug": _("The word for it in the address of its page"),
    "by_arrangement": _("Meets by arrangement"),
    "usual": _("When it usually meets"),
    "minutes": _("Length in minutes"),
    "drop_in": _("Drop in at any time of it"),
    "exception": _("A date that is different"),
    "room": _("Room"),
    "door": _("Which door"),
    "online_ask": _("Ask the group how to join online"),
    "who_note": _("Note on who may come"),
    "open_weeks": _("Weeks in which anyone can come"),
    "joining_note": _("Note on joining"),
    "cost_note": _("Note on cost"),
    "youngest": _("Youngest age"),
    "oldest": _("Oldest age"),
    "newcomer_met": _("Someone can meet a newcomer at the door"),
    "newcomer_contact": _("Whom a newcomer asks for"),
    "newcomer_note": _("Note for newcomers"),
    "languages": _("Language tags as they are written"),
    # of a service
    "programme": _("Programme"),
    "audience": _("Whom this group is for"),
    "about": _("What this group is about"),
    "page": _("Its page here stands for a website"),
    "last_line": _("The last line of the description is made of other facts"),
    # of a location
    "precision": _("How exact the place is"),
    "address": _("Lines of the address"),
    "town": _("Town"),
    "postcode": _("Postcode"),
    "country": _("Country"),
    "stands_in": _("Parts of the address that stand in for what nobody has said"),
    # of several
    "area": _("Area"),
    "access": _("An answer about access"),
    "paused": _("Does not meet at present"),
    "paused_until": _("Does not meet until after this date"),
    "reason": _("Why it does not meet"),
}
"""The facts by their names, which are those of our fields."""

_ALL_WEEKS = "1,2,3,4,5,-1"
"""Open weeks that are all of them: what is open anyway names none."""
_SAID_OTHERWISE = {WhoMayCome.MEMBERS: _("For people the group is for")}
_YES_NO = {SLIP: (_("Gives attendance slips"), _("Gives no attendance slips"))}
_YES_NO[CHILDREN] = (_("Children may come"), _("No children"))


def term_of_field(taxonomy: str, value: str) -> Term:
    """A field's value as a term."""
    field, choices = FIELDS[taxonomy]
    if taxonomy in _YES_NO:
        name = _YES_NO[taxonomy][value == YesNo.NO]
    else:
        name = _SAID_OTHERWISE.get(value) or choices(value).label
    return Term(taxonomy, f"{field}={value}", str(name))


def term_of_language(tag: str) -> Term:
    """A language as a term."""
    return Term(LANGUAGE, tag.lower(), language_name(tag))


def term_of_problem(about: About) -> Term:
    """What groups are about."""
    return Term(ABOUT, f"about={about.slug}", str(about.label))


def fact(name: str, value: str = "") -> Said:
    """A fact, and what it is."""
    return Said(Term(FACT, f"{FACT}={name}", str(FACTS[name])), value=value)


def fixed_terms() -> Iterator[Term]:
    """Those that are on every site: of kinds, problems, whom it is for, fields, and facts."""
    for kind in Kind:
        yield Term(KIND, f"kind={kind}", str(kind.label))
    for about in About:
        yield term_of_problem(about)
    for audience in (Audience.SELF, Audience.FAMILY):
        yield Term(FOR, f"for={audience}", str(audience.label))
    for taxonomy, (_field, choices) in FIELDS.items():
        for value in choices.values:
            yield term_of_field(taxonomy, value)
    for name in FACTS:
        yield fact(name).term


def said_of_group(listing: Listing) -> Iterator[Said]:
    """What is said of the group that a meeting is of."""
    of = listing.of
    audience = of.group_audience or of.programme_audience or Audience.EVERYONE
    approach = of.programme_approach or Approach.COMMUNITY
    kinds = [Kind(approach), *([Kind.FAMILY] if audience == Audience.FAMILY else [])]
    for kind in kinds:
        yield Said(Term(KIND, f"kind={kind}", str(kind.label)))
    about = of.group_about or (ABOUT_ANYTHING if of.programme_about is None else of.programme_about)
    for problem in About:
        if about & problem:
            yield Said(term_of_problem(problem))
    for one in (Audience.SELF, Audience.FAMILY):
        if audience in (one, Audience.EVERYONE):
            yield Said(Term(FOR, f"for={one}", str(one.label)))


def said_of_meeting(listing: Listing, families: dict[str, str]) -> Iterator[Said]:
    """What is said of a meeting; `families` are those of the tags by their slugs. Only a yes about access counts."""
    of = listing.of
    for taxonomy, (field, _choices) in FIELDS.items():
        if value := getattr(of, field):
            yield Said(term_of_field(taxonomy, value))
    if of.open_weeks and of.who != WhoMayCome.ANYONE:
        weeks = _ALL_WEEKS if of.open_weeks == EVERY_WEEK else ""
        yield Said(term_of_field(COME, WhoMayCome.ANYONE), of.open_weeks, weeks)
    for tag in listing.tags:
        yield Said(Term(families.get(tag.slug, TagFamily.FORMAT), tag.slug, tag.label), tag.weeks)
    for answer in listing.access:
        if answer.answer == Answer.YES:
            yield Said(Term(ACCESS, answer.slug, answer.label))
    for tag in of.languages.split():
        yield Said(term_of_language(tag))


def each_once(said: Iterable[Said]) -> list[Said]:
    """Without what is said twice; of one said for all weeks and for some, the first."""
    return list({one.term[:2]: one for one in reversed(list(said))}.values())[::-1]
