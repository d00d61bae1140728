"""What our own files state beyond the fields of the standard, read again: of a schedule, a service, a location.

Whoever writes the terms of our taxonomy of facts is read so. One that cannot be read is left out; staff are told.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from groups.exchange.answer_words import answer_word
from groups.exchange.going_public import Public
from groups.exchange.listing import ExceptionSaid
from groups.exchange.open_referral.dates import read_date_that_differs
from groups.exchange.open_referral.terms import ACCESS, BY_SLUG, FACT, FIELDS, LANGUAGE
from groups.exchange.open_referral.usual import read_usually
from groups.exchange.open_referral.when import weeks_of_numbers, weeks_said
from groups.exchange.record import Check, VenueRecord
from groups.exchange.spreadsheet.own_exceptions import say_exceptions
from groups.exchange.zones import time_zone
from groups.rules.choices import ABOUT_BY_SLUG, Answer, Audience, CheckedBy, Precision, Status, YesNo
from groups.rules.languages import WELL_FORMED
from groups.rules.reading import one_line, plain_text
from groups.rules.schedule import EVERY_WEEK, MINUTES_IN_A_DAY

LONGEST_VALUE, LONGEST_SLUG, LONGEST_NOTE, LONGEST_ROOM = 6000, 120, 200, 120
MOST_VALUES = 500
PREFIX = f"{FACT}="
_TEXTS = {
    "room": LONGEST_ROOM, "door": 200, "who_note": 200, "joining_note": 200, "cost_note": 200, "newcomer_contact": 120,
    "newcomer_note": 300,
}  # fmt: skip
"""The texts of a meeting, and how long each may be."""
_VALUES = {name: set(choices.values) for name, choices in FIELDS.values() if name != "attendance"}
_LANGUAGE, _FEATURE = BY_SLUG[LANGUAGE].link_type, BY_SLUG[ACCESS].link_type
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")

Row = Mapping[str, object]


class TermHere(NamedTuple):
    """A term that an object has."""

    code: str
    value: str
    link_type: str


@dataclass
class Own:
    """The facts of one object by their names, and its other terms. It is false where no fact is stated."""

    facts: dict[str, list[str]] = field(default_factory=dict)
    terms: list[TermHere] = field(default_factory=list)
    public: Public = field(default_factory=Public)
    """The gate for texts, which takes the cautions too."""

    def __bool__(self) -> bool:
        return bool(self.facts)

    def slugs(self, *, of_features: bool) -> list[TermHere]:
        """The terms that are features of access, or tags."""
        plain = [term for term in self.terms if "=" not in term.code and term.link_type != _LANGUAGE]
        return [term for term in plain if (term.link_type == _FEATURE) == of_features]

    def word(self, name: str, *, limit: int = LONGEST_SLUG) -> str:
        """The first value of a fact, in one line."""
        return one_line(next(iter(self.facts.get(name, ())), ""), limit=limit)

    def text(self, name: str, *, limit: int) -> str:
        """The same as it may be shown."""
        return self.public.text(self.word(name, limit=limit), name)

    def each(self, name: str, read: Callable[[str], object]) -> Iterator[object]:
        """All values of a fact that can be read."""
        for text in self.facts.get(name, ())[:MOST_VALUES]:
            try:
                yield read(text)
            except (ValueError, OverflowError, KeyError, RecursionError):
                said = {"name": name.replace("_", " "), "value": one_line(text, limit=60)}
                self.public.cautions.append(_("The fact “%(name)s” cannot be read: “%(value)s”.") % said)

    def one(self, name: str, read: Callable[[str], object], default: object = None) -> object:
        """The first of them, else the default."""
        return next(self.each(name, read), default)


def own_of(row: Row, public: Public) -> Own:
    """What the attributes of an object state."""
    found = Own(public=public)
    attributes = row.get("attributes")
    for one in attributes if isinstance(attributes, list) else ():
        term = one.get("taxonomy_term") if isinstance(one, Mapping) else None
        code = one_line(term.get("code"), limit=60) if isinstance(term, Mapping) else ""
        value = plain_text(one.get("value"), limit=LONGEST_VALUE) if code else ""
        if code.startswith(PREFIX) and value:
            found.facts.setdefault(code.removeprefix(PREFIX), []).append(value)
        elif code and not code.startswith(PREFIX):
            found.terms.append(TermHere(code, value, one_line(one.get("link_type"), limit=40)))
    return found


# --- Of a schedule


Dates = Sequence[tuple[ExceptionSaid, VenueRecord | None]]
"""The dates on which a meeting differs, each with its venue where that is another."""


def stated_of_meeting(own: Own, name: str, dates: Dates) -> dict[str, object]:
    """What a meeting of this name (none of its own: empty) is stated to be, by the names of a meeting's values."""
    stated: dict[str, object] = {"name": name} | dict.fromkeys(_VALUES, "")
    for term in own.terms:
        field_of_it, _equals, word = term.code.partition("=")
        if word in _VALUES.get(field_of_it, ()) and not term.value:
            stated[field_of_it] = word
    stated |= {text: own.text(text, limit=limit) for text, limit in _TEXTS.items()}
    stated |= {flag: own.word(flag) == YesNo.YES for flag in ("drop_in", "online_ask")}
    stated |= {age: own.one(age, _age) for age in ("youngest", "oldest")}
    stated |= {
        "newcomer_met": own.one("newcomer_met", _yes_no, ""),
        "languages": " ".join(_languages(own)),
        "tags": " ".join(sorted(dict(map(_tag, own.slugs(of_features=False))).values())),
        "access": access_of(own),
        "exceptions": "\n".join(sorted(say_exceptions([one]) for one, _venue in dates)),
    }
    if "open_weeks" in own.facts:
        stated["open_weeks"] = own.one("open_weeks", weeks_of_numbers, 0)
    if "minutes" in own.facts:
        stated["minutes"] = own.one("minutes", _minutes)
    return stated | _usual(own) | _rest(own)


def _usual(own: Own) -> dict[str, object]:
    """The rule of what names no dates; as it was read otherwise, where none is stated."""
    is_by_arrangement = own.word("by_arrangement") == YesNo.YES
    rule = own.one("usual", read_usually)
    if rule is None:
        return {"by_arrangement": True} if is_by_arrangement else {}
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in rule.items()}
    return plain | {"by_arrangement": is_by_arrangement}


def _rest(own: Own) -> dict[str, object]:
    """Whether it rests, until when, and why."""
    until = own.one("paused_until", date.fromisoformat)
    rests = until is not None or own.word("paused") == YesNo.YES
    return {
        "status": (Status.PAUSED if rests else Status.LISTED).value,
        "status_reason": own.text("reason", limit=LONGEST_NOTE) if rests else "",
        "paused_until": until.isoformat() if until else None,
    }


def zone_of(own: Own) -> str:
    """The zone of its times."""
    return time_zone(own.word("time_zone"))


def check_of(own: Own) -> Check | None:
    """When and how it was last checked."""
    day = own.one("checked_on", date.fromisoformat)
    return Check(day, own.one("checked_by", _checked_by, CheckedBy.FEED.value)) if day else None


def slug_of(own: Own, *, longest: int) -> str:
    """The word for it in addresses, where it can be one here."""
    slug = own.word("slug")
    return slug if _SLUG.fullmatch(slug) and len(slug) <= longest else ""


def _checked_by(text: str) -> str:
    return CheckedBy(text).value


def _languages(own: Own) -> list[str]:
    written = own.word("languages").split()
    by_term = [term.code for term in own.terms if term.link_type == _LANGUAGE]
    return [tag for tag in written or by_term if WELL_FORMED.fullmatch(tag)]


def _tag(term: TermHere) -> tuple[str, str]:
    """A slug, and it with its weeks as a mask where it does not hold in all."""
    weeks = weeks_said(term.value)
    return term.code, term.code if weeks == EVERY_WEEK else f"{term.code}:{weeks}"


def dates_of(own: Own) -> Dates:
    """The dates on which a meeting differs."""
    return [
        (
            one._replace(room=own.public.text(one.room, "room"), note=own.public.text(one.note, "note")),
            own.public.venue(venue),
        )
        for one, venue in own.each("exception", read_date_that_differs)
    ]


def _age(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise ValueError(text)
    return int(text)


def _minutes(text: str) -> int:
    minutes = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    if not 0 < minutes <= MINUTES_IN_A_DAY:
        raise ValueError(text)
    return minutes


def _yes_no(text: str) -> str:
    return YesNo(text).value


# --- Of a service


def stated_of_group(own: Own) -> dict[str, object]:
    """What its group is stated to be; programme and area by their slugs."""
    return {
        "programme": own.word("programme"),
        "area": own.word("area"),
        "audience": own.one("audience", lambda text: Audience(text).value, ""),
        "about": own.one("about", _about, 0),
    } | _rest(own)


def _about(text: str) -> int:
    return int(sum({ABOUT_BY_SLUG[slug.strip()] for slug in text.split(",")}))


def website_of(own: Own, address: str) -> str:
    """Its website; none where the page of the directory stands for it."""
    return "" if address and own.word("page", limit=500) == address else address


def ends_in_a_made_line(own: Own) -> bool:
    """Whether the last line of its description is not its own."""
    return own.word("last_line") == YesNo.YES


# --- Of a location


def venue_of(own: Own, venue: VenueRecord, number: str) -> VenueRecord:
    """A venue as it stands there: `venue` is what the fields of the standard say of it, `number` its identifier."""
    precision = own.one("precision", Precision, Precision.EXACT)
    stated = {
        "area": own.word("area"),
        "access": access_of(own),
        "hidden": precision == Precision.HIDDEN,
        "approximate": precision == Precision.APPROXIMATE,
    }
    found = replace(venue, **stated)
    if found.hidden:
        return VenueRecord(**stated)
    stands_in = own.word("stands_in").split(",")
    if "city" in stands_in:
        found = replace(found, town="")
    if "address_1" in stands_in:
        found = replace(found, address="")
    texts = {part: own.word(part) for part in ("town", "postcode", "country") if part in own.facts}
    if "address" in own.facts:
        texts["address"] = own.facts["address"][0]
    return replace(found, county="", number=number, **texts)


def access_of(own: Own) -> str:
    """The answers about access as values hold them."""
    answers = {term.code: f"{term.code}={Answer.YES.value}" for term in own.slugs(of_features=True)}
    for slug, word in own.each("access", lambda text: _answer(text, own.public)):
        answers[slug] = word
    return " ".join(sorted(answers.values()))


def _answer(text: str, public: Public) -> tuple[str, str]:
    said, _colon, note = text.partition(": ")
    slug, _equals, answer = said.partition("=")
    if not slug or " " in slug:
        raise ValueError(text)
    return slug, answer_word(slug, Answer(answer).value, public.text(one_line(note, limit=LONGEST_NOTE), "access"))
