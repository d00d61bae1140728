"""What the phrase reader knows: the words of a language, and the programmes, tags and features of a site.

All of it is handed in as data; nothing here knows a word of any language.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from groups.rules.phrase.line import Line, words_of
from groups.rules.phrase.patterns import AnyOf, Means, Patterns, Slots, slots_of
from groups.rules.typing_mistakes import KnownWords

Pair = tuple[str, str]
"""A parameter of the address and its value."""

SETTLED_BY_SITE = ("programme", "who", "access")
"""Parameters whose values are slugs of a site's own rows."""


@dataclass(frozen=True)
class Need:
    """Everyday words and the parameters they lead to; none for words that say nothing to search by."""

    says: tuple[str, ...]
    means: tuple[Pair, ...] = ()
    instead: tuple[Pair, ...] = ()
    """What else they could mean; then both are offered."""
    as_typed: bool = False
    """They stay words to be searched, whatever the words alone would say."""


@dataclass(frozen=True)
class Danger:
    """A kind of danger, how people speak of it, and what only sounds like it."""

    kind: str
    says: tuple[str, ...]
    unless: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    """How it is said so plainly that nothing beside it makes it harmless: a place, a day, a time."""


FORGIVEN = (
    *("meeting", "day", "month", "relative", "span", "feast", "part"),
    *("near", "within", "after", "before", "mi", "km"),
)
"""The roles whose words are understood mistyped too; the smallest words are too like other words."""

SHORTEST_FORGIVEN = 4


class Grammar:
    """The small words of a language by the part they play: days, months, numbers, `near`, `after` …"""

    def __init__(self, roles: Mapping[str, Mapping[str, Sequence[str]] | Sequence[str]]):
        self._by_role: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        words: set[str] = set()
        forgiven: set[str] = set()
        for role, said in roles.items():
            by_first = self._by_role.setdefault(role, defaultdict(list))
            for value, phrases in said.items() if isinstance(said, Mapping) else [("", said)]:
                for phrase in map(words_of, phrases):
                    by_first[phrase[0]].append((phrase, value))
                    words.update(phrase)
                    forgiven.update(phrase if role in FORGIVEN else ())
            for phrases in by_first.values():
                phrases.sort(key=lambda found: -len(found[0]))
        self.words = frozenset(words)
        self.forgiven = frozenset(forgiven)

    def find(self, role: str, line: Line, place: int) -> tuple[str, int] | None:
        """What the words at a place say in this role (the longest phrase counts), and where they end."""
        phrases = self._by_role.get(role, {}).get(line.word(place))
        for phrase, value in phrases or ():
            if all(line.word(place + n) == word for n, word in enumerate(phrase)):
                return value, place + len(phrase)
        return None

    def value(self, role: str, word: str) -> str | None:
        """What one word says in this role by itself."""
        phrases = self._by_role.get(role, {}).get(word, ())
        return next((value for phrase, value in phrases if phrase == (word,)), None)

    def past(self, role: str, line: Line, place: int) -> int:
        """Where the words of this role end, if there are any at a place; the place itself where there are none."""
        found = self.find(role, line, place)
        return found[1] if found else place

    def values(self, role: str) -> Iterator[tuple[str, str]]:
        """Each word that plays a part by itself, and what it says there."""
        phrases = (found for phrases in self._by_role.get(role, {}).values() for found in phrases)
        return ((phrase[0], value) for phrase, value in phrases if len(phrase) == 1)

    def alone(self, *roles: str) -> frozenset[str]:
        """The words that play one of these parts by themselves."""
        said = (phrase for role in roles for phrases in self._by_role.get(role, {}).values() for phrase, _ in phrases)
        return frozenset(phrase[0] for phrase in said if len(phrase) == 1)

    def has(self, role: str, *words: str) -> bool:
        """Whether these words, and no more, can play this part."""
        return any(phrase == words for phrase, _value in self._by_role.get(role, {}).get(words[0], ()))


@dataclass(frozen=True, eq=False)
class Language:
    """The words of one language (or of two that a site's visitors mix). There is one of each."""

    grammar: Grammar
    sets: Mapping[str, Sequence[str]]
    needs: tuple[Need, ...]
    dangers: tuple[Danger, ...]
    danger_sets: Mapping[str, Sequence[str]]
    not_programmes: frozenset[str] = frozenset()
    """Programmes whose names are everyday words for any group, so that nobody means them alone."""
    not_names: frozenset[str] = frozenset()
    """Short names and nicknames that are everyday words: `rd` is a road."""
    family_of: Mapping[str, str] = field(default_factory=dict)
    """For a programme, the one for the families of its members."""

    @cached_property
    def patterns(self) -> Patterns:
        """The everyday words for needs."""
        return Patterns((slots_of(says, self.sets), need) for need in self.needs for says in need.says)

    @cached_property
    def vocabulary(self) -> KnownWords:
        """The words that say something to search by, to be found when mistyped too."""
        return KnownWords(self.patterns.words | self.grammar.forgiven, shortest=SHORTEST_FORGIVEN)

    @cached_property
    def danger_patterns(self) -> tuple[tuple[str, Patterns, Patterns, Patterns], ...]:
        """For each kind of danger how it is said past mistaking, how it is said, and what only sounds like it."""
        return tuple(
            (danger.kind, *(self._patterns(sayings) for sayings in (danger.always, danger.says, danger.unless)))
            for danger in self.dangers
        )

    @cached_property
    def danger_words(self) -> KnownWords:
        """All words that speak of danger, to be found when mistyped too."""
        return KnownWords({word for _, *sayings in self.danger_patterns for said in sayings for word in said.words})

    def _patterns(self, says: Sequence[str]) -> Patterns:
        return Patterns((slots_of(pattern, self.danger_sets), None) for pattern in says)


@dataclass(frozen=True)
class Named:
    """A programme, tag or feature: its slug, its label, all its names and, for a programme, whom it is for."""

    slug: str
    label: str
    names: tuple[str, ...] = ()
    audience: str = ""


@dataclass(frozen=True)
class SiteWords:
    """A language with the names of a site's programmes, tags and features. Its tables take a moment: keep it."""

    language: Language
    programmes: tuple[Named, ...] = ()
    who: tuple[Named, ...] = ()
    access: tuple[Named, ...] = ()

    @cached_property
    def labels(self) -> dict[Pair, str]:
        """What the site calls its programmes, tags and features."""
        return {
            (parameter, named.slug): named.label
            for parameter in SETTLED_BY_SITE
            for named in (self.programmes if parameter == "programme" else getattr(self, parameter))
        }

    @cached_property
    def patterns(self) -> Patterns:
        """The names of programmes, tags and features."""
        return Patterns(self._names())

    def _names(self) -> Iterator[tuple[Slots, Need]]:
        named = [("programme", row) for row in self.programmes if row.slug not in self.language.not_programmes]
        named += [("who", row) for row in self.who] + [("access", row) for row in self.access]
        for parameter, row in named:
            need = Need((), ((parameter, row.slug),))
            for name in dict.fromkeys(words for said in row.names for words in _spellings(said)):
                if " ".join(name) not in self.language.not_names:
                    yield (AnyOf((name,)),), need

    @cached_property
    def vocabulary(self) -> KnownWords:
        """The words of those names, to be found when mistyped too."""
        return KnownWords(self.patterns.words, shortest=SHORTEST_FORGIVEN)

    @cached_property
    def audiences(self) -> dict[str, str]:
        """Whom each programme is for."""
        return {programme.slug: programme.audience for programme in self.programmes}

    def need_at(self, place: int, means: Means) -> tuple[Need, int] | None:
        """What the words from a place on stand for, and how many they are: everyday words first, then names."""
        fits = [fit for known in (self.language, self) for fit in known.patterns.at(place, means)]
        fits = [fit for fit in fits if self._can_mean(fit.tag)]
        longest = max(fits, key=lambda fit: len(fit.places), default=None)
        return (longest.tag, len(longest.places)) if longest else None

    def _can_mean(self, need: Need) -> bool:
        """Whether the site has the rows that the words lead to."""
        return all(pair[0] not in SETTLED_BY_SITE or pair in self.labels for pair in need.means)

    def __contains__(self, word: str) -> bool:
        """Whether it is one of the words of the language or of those names."""
        return any(word in words for words in (self.language.grammar.words, self.language.vocabulary, self.vocabulary))

    def like(self, word: str) -> tuple[str, ...]:
        """What a word may be a typing mistake for, each as likely."""
        return self.vocabulary.nearest(word) or self.language.vocabulary.nearest(word)


@dataclass(frozen=True)
class Words:
    """All that one phrase is read by."""

    site: SiteWords
    unit: str = "mi"
    known: Container[str] = frozenset()
    """Words that the names of listings hold, folded: none of them is ever taken for a typing mistake."""
    names: Container[str] = frozenset()
    """Names of groups and meetings, folded (`rules.folding`): a phrase that is one is offered as that, too."""
    counties: Container[str] = frozenset()
    """Counties and countries, folded, that can follow a town, besides those of the language."""
    bank_holidays: tuple[date, ...] = ()

    @property
    def language(self) -> Language:
        """The words of the language."""
        return self.site.language

    def meant(self, word: str) -> tuple[str, ...]:
        """What a word may be a typing mistake for, each as likely; nothing where it is none."""
        return () if word in self.known or word in self.site else self.site.like(word)


def _spellings(name: str) -> list[tuple[str, ...]]:
    """A name as it is and, where it has a hyphen, in one word too."""
    ways = [words_of(name), words_of(name.replace("-", ""))]
    return [words for words in ways if words]
