"""The formats of BMLT: what a row has of them, by which names each is known, and the weeks of the month it holds for.

A key such as `M` belongs to its server and language, and its case counts. Better known is a format by its world id,
which its own list has (`GetFormats`); all languages have the same one, so that there the name has to say which.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from groups.exchange.bmlt.fields import Fields
from groups.exchange.record import Coded, Name
from groups.rules.reading import one_line
from groups.rules.schedule import EVERY_WEEK, FIFTH, FIRST, FOURTH, LAST, SECOND, THIRD

LONGEST_CODE = 40
LONGEST_NAME = 200
LONGEST_DESCRIPTION = 400
MOST_FORMATS = 100

_WORLD, _LANGUAGE = "bmlt-world", "bmlt-language"
_WEEKS = {"1": FIRST, "2": SECOND, "3": THIRD, "4": FOURTH, "5": FIFTH, "L": LAST}
_OPEN = Name(_WORLD, "OPEN")
_VIRTUAL, _HYBRID, _CLOSED, _NOT_HELD = "virtual", "hybrid", "closed", "not held"
_STANDING = {"VM": _VIRTUAL, "HYBR": _HYBRID, "HY": _HYBRID, "TC": _CLOSED, "WEB": _VIRTUAL, "VG": _NOT_HELD}
"""By world id or key: what says how one takes part, or that the place or the meeting itself is shut for a time."""

_TYPE_OF_WEEK = re.compile(r"^(?:FC[0-9]|(?P<open>O))-(?P<week>[1-5L])$")
_KEY_OF_WEEK = re.compile(r"^(?P<base>.+?)(?P<week>[1-5L])$")
_GERMAN_KEY_OF_WEEK = re.compile(r"^(?P<base>Wo|O|Sp|FuA)(?P<week>[1-5L])$")
_NUMBER = r"(?:[1-5](?:\.|st|nd|rd|th)|first|second|third|fourth|fifth|last|letzte[nr]?)"
_AND = r"\s*(?:,|&|/|\+|\bund\b|\band\b)\s*(?:the\s+)?"
_WEEKS_IN_WORDS = re.compile(
    rf"\b(?:wochen?|weeks?)\s*(?P<after>[1-5](?:{_AND}[1-5])*)\b"
    rf"|(?<![0-9])(?<!every )(?<!jede )(?P<before>(?:[1-5]{_AND})*{_NUMBER}(?:{_AND}{_NUMBER})*)"
    r"\s+(?:wochen?|weeks?)\b",
    re.IGNORECASE,
)
_FIRST_LETTERS = {"fi": "1", "se": "2", "th": "3", "fo": "4", "la": "L", "le": "L"}
_ONLY_THEN = re.compile(
    r"\b(?:findet\s+nur|takes\s+place\s+only|only\s+takes\s+place|meets\s+only|only\s+meets)\b", re.I
)


class _Words(NamedTuple):
    """A format in one language."""

    language: str
    key: str
    name: str
    description: str


@dataclass(frozen=True)
class _Format:
    """One format of a server, in all the languages that its list has."""

    world: str = ""
    type: str = ""
    words: tuple[_Words, ...] = ()

    @property
    def key(self) -> str:
        return self.words[0].key

    @property
    def is_language(self) -> bool:
        return self.world == "LANG" or self.type in ("LANG", "LANGUAGE")

    @property
    def is_explained(self) -> bool:
        """Whether there is more of it than a key."""
        return bool(self.world or self.type or self.words[0].name)

    @property
    def standing(self) -> str:
        """What it says of how one takes part or of a place that is shut; empty for most."""
        return _STANDING.get(self.world or self.key, "")

    @property
    def weeks(self) -> int:
        """The weeks of the month that it is for, as its type says or its name; 0 where it is for all."""
        of_type = _TYPE_OF_WEEK.match(self.type)
        if of_type:
            return _WEEKS[of_type["week"]]
        named = next(filter(None, (_weeks_in(one.name) for one in self.words)), 0)
        of_key = _KEY_OF_WEEK.match(self.key)
        if named or not of_key:
            return named
        described = {_weeks_in(one.description) for one in self.words} - {0}
        return _WEEKS[of_key["week"]] if described == {_WEEKS[of_key["week"]]} else 0

    @property
    def is_only_then(self) -> bool:
        return any(_ONLY_THEN.search(f"{one.name}\n{one.description}") for one in self.words)

    def names(self) -> Iterator[Name]:
        """Its world id first; a language by its name before its key, for `SL` is no Slovenian."""
        if self.world and not self.is_language:
            yield Name(_WORLD, self.world)
        if self.is_language:
            yield from (Name(_LANGUAGE, one.name) for one in self.words if one.name)
        for one in self.words:
            yield Name(_scheme(one.language), one.key, as_written=True)
            if one.name and _scheme(one.language) == "bmlt":
                yield Name("bmlt", one.name)
        if self.is_language:
            yield from (Name(_LANGUAGE, one.key) for one in self.words)
        elif not self.is_explained:
            yield Name(_LANGUAGE, self.key, as_written=True)


def _scheme(language: str) -> str:
    """Which keys these are: English is what every server starts with."""
    language = language.casefold()[:2]
    return "bmlt" if language in ("", "en") else f"bmlt-{language}"


def _weeks_in(text: str) -> int:
    """The weeks of the month that a text names: "Woche 1", "2nd and 4th week"; 0 where it names none."""
    found = _WEEKS_IN_WORDS.search(text)
    weeks = 0
    for word in re.findall(rf"{_NUMBER}|[1-5]", found["after"] or found["before"], re.IGNORECASE) if found else ():
        weeks |= _WEEKS[word[0] if word[0].isdigit() else _word_of_week(word)]
    return weeks


def _word_of_week(word: str) -> str:
    folded = word.casefold()
    return "5" if folded == "fifth" else _FIRST_LETTERS[folded[:2]]


@dataclass(frozen=True)
class RowFormats:
    """What the formats of one row say."""

    codes: tuple[Coded, ...] = ()
    only_weeks: int = 0
    """The weeks it meets in, where it does not in all; else 0."""
    sentences: tuple[str, ...] = ()
    """Names of formats: they may say when it meets."""
    virtual: bool = False
    hybrid: bool = False
    venue_closed: bool = False
    not_held: bool = False


@dataclass
class Formats:
    """The formats that a server lists, by their number and by their key; there may be none."""

    by_number: dict[tuple[str, str], _Format] = field(default_factory=dict)
    by_key: dict[tuple[str, str], _Format] = field(default_factory=dict)
    servers: set[str] = field(default_factory=set)

    def of(self, fields: Fields) -> RowFormats:
        """What a row has of them: by number where the list has it, else by key."""
        (server,) = self.servers if len(self.servers) == 1 else (server_of(fields),)
        found = list(self._found(fields, server))
        standing = {one.standing for one in found}
        codes, only_weeks, sentences = [], 0, []
        for one in found:
            if one.standing:
                continue
            weeks = _weeks_of(one)
            if weeks and (one.is_only_then or re.fullmatch("Wo[1-5L]", one.key)):
                only_weeks |= weeks
                continue
            names = [*one.names(), *(self._names_of_base(one, server) if weeks else ())]
            codes.append(Coded(one.key, tuple(dict.fromkeys(names)), weeks or EVERY_WEEK))
            sentences += [words.name for words in one.words if words.name and not weeks]
        return RowFormats(
            codes=tuple(dict.fromkeys(codes)),
            only_weeks=only_weeks,
            sentences=tuple(dict.fromkeys(sentences)),
            virtual=_VIRTUAL in standing,
            hybrid=_HYBRID in standing,
            venue_closed=_CLOSED in standing,
            not_held=_NOT_HELD in standing,
        )

    def _found(self, fields: Fields, server: str) -> Iterator[_Format]:
        numbers, keys = _listed(fields.get("format_shared_id_list", "")), _listed(fields.get("formats", ""))
        by_number = [self.by_number.get((server, number)) for number in numbers]
        if by_number and None not in by_number:
            yield from by_number
            return
        known = {words.key for one in by_number if one for words in one.words}
        yield from filter(None, by_number)
        for key in keys or [number for number, one in zip(numbers, by_number, strict=True) if one is None]:
            if key not in known:
                words = _Words(fields.get("lang_enum", ""), key, "", "")
                yield self.by_key.get((server, key)) or _Format(words=(words,))

    def _names_of_base(self, one: _Format, server: str) -> Iterator[Name]:
        """Of one for some weeks, those of the format that it is then: `Sp1` is `Sp` in week 1."""
        of_type = _TYPE_OF_WEEK.match(one.type)
        if of_type and of_type["open"]:
            yield _OPEN
        of_key = _KEY_OF_WEEK.match(one.key)
        if of_key:
            base = self.by_key.get((server, of_key["base"]))
            yield from base.names() if base else ()
            yield Name(_scheme(one.words[0].language), of_key["base"], as_written=True)


def _weeks_of(one: _Format) -> int:
    """A key alone is read as German servers have it."""
    if one.is_explained:
        return one.weeks
    of_key = _GERMAN_KEY_OF_WEEK.match(one.key)
    return _WEEKS[of_key["week"]] if of_key else 0


def _listed(text: str) -> list[str]:
    keys = (one_line(part, limit=LONGEST_CODE) for part in text.split(",")[:MOST_FORMATS])
    return list(dict.fromkeys(key for key in keys if key))


def server_of(fields: Fields) -> str:
    """The server of a row or format, however its address is written; empty where nothing is said of it."""
    address = fields.get("root_server_uri", "").strip().casefold()
    return re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")


def read_formats(rows: Iterable[object]) -> Formats:
    """The list of formats, of either interface. What cannot be read of it is as if it were not there."""
    words: dict[tuple[str, str], list[_Words]] = {}
    about: dict[tuple[str, str], tuple[str, str]] = {}
    for row in rows:
        if isinstance(row, Mapping):
            number = _said(row, LONGEST_CODE, "id", "shared_id_bigint")
            server = server_of({"root_server_uri": _said(row, LONGEST_NAME, "root_server_uri")})
            place = server, number or f"?{len(about)}"
            said = [one for one in _words_of(row) if one.key]
            if said:
                words.setdefault(place, []).extend(said)
                world = _said(row, LONGEST_CODE, "world_id", "worldId")
                about.setdefault(place, (world, _said(row, LONGEST_CODE, "format_type_enum", "type")))
    formats = Formats(servers={server for server, _number in words})
    for place, said in words.items():
        one = formats.by_number[place] = _Format(*about[place], tuple(dict.fromkeys(said)))
        for spoken in one.words:
            formats.by_key.setdefault((place[0], spoken.key), one)
    return formats


def _words_of(row: Mapping) -> Iterator[_Words]:
    translations = row.get("translations")
    for said in [row, *(translations[:MOST_FORMATS] if isinstance(translations, list) else ())]:
        if isinstance(said, Mapping):
            yield _Words(
                _said(said, LONGEST_CODE, "lang", "language"),
                _said(said, LONGEST_CODE, "key_string", "key"),
                _said(said, LONGEST_NAME, "name_string", "name"),
                _said(said, LONGEST_DESCRIPTION, "description_string", "description"),
            )


def _said(row: Mapping, limit: int, *names: str) -> str:
    return next(filter(None, (one_line(row.get(name), limit=limit) for name in names)), "")
