"""What the phrases of the tests are read by: the shipped words, the places of Suffolk with a few others, a Monday."""

import json
from datetime import date
from pathlib import Path

from groups.rules import phrase, postcodes
from groups.rules.folding import fold
from groups.rules.typing_mistakes import KnownWords
from groups.search import needs
from tests.rules.phrases.untranslated import Row

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
MONDAY = date(2026, 11, 23)
OTHER_PLACES = ("Bath", "Hope", "March", "Reading", "Bury", "Street", "Caerdydd", "Bangor", "Gwynedd", "Llandudno")
BANK_HOLIDAYS = (date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29))


def rows_of(name):
    return [Row(**row) for row in json.loads((FIXTURES / name).read_text(encoding="utf-8"))]


def words_in(tag):
    """The shipped words of a language, with the rows of the shipped vocabularies."""
    return needs.words(
        needs.language(tag),
        programmes=rows_of("vocabularies/programmes.json"),
        who=[tag for tag in rows_of("vocabularies/tags.json") if tag.family == "who"],
        access=rows_of("vocabularies/access_features.json"),
        known=frozenset({"quince", "tree", "serenity", "bury"}),
        names=frozenset({"tuesday families", "next tide"}),
        bank_holidays=BANK_HOLIDAYS,
    )


WORDS = words_in("en")
PLACES = {fold(name): name for name in [*(row.name for row in rows_of("places/suffolk.json")), *OTHER_PLACES]}
POSTCODES = ("IP12 1AA", "IP33 1AA")
MISTYPED = KnownWords(PLACES)


def find_place(text):
    """The place of this name, also with a county after a comma, or this postcode or its first part."""
    if postcodes.tidy(text) in POSTCODES:
        return postcodes.tidy(text)
    return PLACES.get(fold((postcodes.tidy(text) is None and postcodes.outward(text)) or text.partition(",")[0]))


def suggest_place(text):
    """Places of nearly this name, and those whose names begin with it."""
    typed = fold(text)
    longer = [name for key, name in PLACES.items() if key.startswith(f"{typed} ")]
    return [PLACES[key] for key in MISTYPED.like(typed) if key != typed] + longer


def read(words, *, today=MONDAY, vocabulary=WORDS):
    """What the reader makes of a phrase."""
    return phrase.read(words, vocabulary, find_place, today=today, suggest_place=suggest_place)
