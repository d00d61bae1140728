"""Which words are one word in the singular and the plural? `families` and `family`; both sides go the same way."""

from collections import defaultdict

_SINGULARS = {
    "children": "child",
    "crises": "crisis",
    "feet": "foot",
    "gentlemen": "gentleman",
    "halves": "half",
    "knives": "knife",
    "lives": "life",
    "loaves": "loaf",
    "men": "man",
    "people": "person",
    "quizzes": "quiz",
    "selves": "self",
    "teeth": "tooth",
    "wives": "wife",
    "women": "woman",
}
_SHORT_FOR = {"saint": "st"}
"""Written out or not, it is the same word."""

_NO_PLURAL = ("ss", "us", "is")
_WITH_E = ("se", "xe", "ze", "che", "she", "oe")
"""What is left of `boxes`, `churches` and `heroes` without its S, and no other than `nurse` and `shoe`."""

_SHORTEST = 4
"""Shorter words are taken as they stand."""


def one_form(word: str) -> str:
    """The same for a folded word and its plural. Not for showing: `houses` and `house` are both `hous`."""
    word = _SHORT_FOR.get(word) or _SINGULARS.get(word, word)
    if len(word) < _SHORTEST or any(letter.isdigit() for letter in word):
        return word
    if word.endswith("s") and not word.endswith(_NO_PLURAL):
        word = _SINGULARS.get(word[:-1], word[:-1])
    if len(word) < _SHORTEST:
        return word
    if word.endswith("ie"):
        return word[:-2] + "y"
    return word[:-1] if word.endswith(_WITH_E) else word


def alike(word: str) -> frozenset[str]:
    """Every word of the same form: what to look for where one of them was typed."""
    form = one_form(word)
    ways = {word, form, form + "s", form + "e", form + "es"}
    if form.endswith("y"):
        ways |= {form[:-1] + "ie", form[:-1] + "ies"}
    return frozenset(way for way in ways | _OTHERS.get(form, set()) if one_form(way) == form)


def _others() -> dict[str, set[str]]:
    """The forms of those words whose plural is no rule's."""
    found: dict[str, set[str]] = defaultdict(set)
    for other, word in (_SINGULARS | _SHORT_FOR).items():
        found[one_form(word)] |= {word, word + "s", other, other + "s"}
    return dict(found)


_OTHERS = _others()
