"""Things said in one phrase that do not go together as they stand: what is meant by both.

"AA for my husband" asks for the group for families; two times of day make one span; "for me" says little beside
"my wife drinks".
"""

from collections.abc import Sequence
from dataclasses import replace

from groups.rules.choices import Audience, Kind
from groups.rules.phrase.found import Found
from groups.rules.phrase.times import earlier, half_a_day_later, later
from groups.rules.phrase.vocabulary import Pair, Words

FAMILY = ("kind", Kind.FAMILY.value)
FOR_FAMILY = ("for", Audience.FAMILY.value)
FOR_SELF = ("for", Audience.SELF.value)


def settled(found: Sequence[Found], words: Words) -> list[Found]:
    """What was found, made to agree."""
    return _one_span_of_time(_families(_programmes_and_families(list(found), words)))


def _says(one: Found, pair: Pair) -> bool:
    return pair in one.means


def _programmes_and_families(found: list[Found], words: Words) -> list[Found]:
    """A programme for people themselves, and families, in one breath: the families' programme, or the other alone."""
    families = [one for one in found if _says(one, FAMILY)]
    named = [one for one in found if _slug_of_own(one, words)]
    if not families or not named:
        return found
    programme = named[0]
    own = _slug_of_own(programme, words)
    theirs = ("programme", words.language.family_of.get(own, ""))
    means = (theirs,) if theirs in words.site.labels else (FAMILY,)
    also = tuple((one.first, one.last) for one in families)
    asked = replace(programme, means=means, others=((("programme", own),),), also=also)
    return [asked if one is programme else _without(one, FAMILY) for one in found]


def _slug_of_own(one: Found, words: Words) -> str:
    """The programme it names, where that is for people with the problem themselves."""
    own = Audience.SELF.value
    return next((slug for name, slug in one.means if name == "programme" and words.site.audiences.get(slug) == own), "")


def _families(found: list[Found]) -> list[Found]:
    """Families beside another kind narrow it; "for me" beside a relative says nothing."""
    kinds = [pair for one in found for pair in one.means if pair[0] == "kind"]
    if FAMILY not in kinds:
        return found
    if any(kind != FAMILY for kind in kinds):
        narrowed = {FAMILY: FOR_FAMILY}
        found = [replace(one, means=tuple(narrowed.get(pair, pair) for pair in one.means)) for one in found]
    return [_without(one, FOR_SELF) for one in found]


def _without(one: Found, pair: Pair) -> Found:
    return replace(one, means=tuple(said for said in one.means if said != pair)) if _says(one, pair) else one


def _one_span_of_time(found: list[Found]) -> list[Found]:
    """One `from` and one `until` at most: spans are joined, and bounds narrow them."""
    timed = [dict(one.means) for one in found if any(pair[0] in ("from", "until") for pair in one.means)]
    if len(timed) < 2:
        return found
    both = [said for said in timed if "from" in said and "until" in said]
    since = earlier([said["from"] for said in both])
    until = later([said["until"] for said in both])
    since = later([*filter(None, [since]), *(said["from"] for said in timed if "until" not in said)])
    until = earlier([*filter(None, [until]), *(said["until"] for said in timed if "from" not in said)])
    agreed = {"from": since, "until": until}
    if since and until and until < since < half_a_day_later(until):  # "after 6 before 9"
        agreed["until"] = half_a_day_later(until)
        found = [replace(one, others=()) if one.means == (("until", until),) else one for one in found]
    return [replace(one, means=tuple((name, agreed.get(name, value)) for name, value in one.means)) for one in found]
