"""Taxonomies, their terms, what is said by them, and languages."""

from collections.abc import Iterable
from urllib.parse import urlencode

from groups.exchange.listing import Listing
from groups.exchange.open_referral.terms import BY_SLUG, Said, Taxonomy, Term, term_of_language
from groups.exchange.open_referral.when import weeks_in_numbers
from groups.exchange.open_referral.writing.values import Fields, Home, stated
from groups.rules.languages import language_name
from groups.rules.schedule import EVERY_WEEK


def taxonomy_id(home: Home, slug: str) -> str:
    """That of a taxonomy."""
    return home.ids.named("taxonomy", slug)


def term_id(home: Home, term: Term) -> str:
    """That of a term."""
    return home.ids.named("term", term.taxonomy, term.code)


def taxonomy(home: Home, one: Taxonomy) -> Fields:
    """A closed list."""
    return {"id": taxonomy_id(home, one.slug), "name": str(one.name), "description": str(one.description)}


def term(home: Home, one: Term) -> Fields:
    """A word of one; the standard calls it by its name, its UK profile by `term`."""
    return {
        "id": term_id(home, one),
        "code": one.code,
        "name": one.name,
        "term": one.name,
        "description": one.description or one.name,
        "taxonomy": str(BY_SLUG[one.taxonomy].name),
        "taxonomy_id": taxonomy_id(home, one.taxonomy),
    }


def attributes(home: Home, entity: str, owner: str, said: Iterable[Said]) -> list[Fields]:
    """What is said of an owner: a service, schedule or location. Where it holds in some weeks, these are its value."""
    return [
        stated(
            {
                "id": home.ids.named(
                    "attribute", owner, one.term.taxonomy, one.term.code, one.weeks, *filter(None, [one.value])
                ),
                "link_id": owner,
                "taxonomy_term_id": term_id(home, one.term),
                "link_type": BY_SLUG[one.term.taxonomy].link_type,
                "link_entity": entity,
                "value": one.value or (weeks_said(one.weeks) if one.weeks != EVERY_WEEK else ""),
                "taxonomy_term": term(home, one.term),
            }
        )
        for one in said
    ]


def weeks_said(weeks: int) -> str:
    """A mask of weeks as the value of an attribute: `1,-1`."""
    return ",".join(map(str, weeks_in_numbers(weeks)))


def languages(home: Home, listings: Iterable[Listing]) -> list[Fields]:
    """The languages of these meetings, each once."""
    tags = dict.fromkeys(tag for listing in listings for tag in listing.of.languages.split())
    return [
        {
            "id": home.ids.named("language", tag.lower()),
            "name": language_name(tag),
            "code": tag,
            "url": f"{home.site}/meetings/?{urlencode({'language': tag})}",
        }
        for tag in tags
    ]


def languages_in(texts: Iterable[str]) -> list[Term]:
    """The languages of meetings as terms, each once."""
    tags = sorted({tag.lower() for text in texts for tag in text.split()})
    return [term_of_language(tag) for tag in tags]
