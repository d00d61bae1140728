"""What the codes of a row mean within its fellowship: facts of a meeting, and the codes that nobody here knows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.db.models import Q
from django.utils.translation import gettext as _

from groups.exchange.record import Coded
from groups.models import AccessFeature, Code, Tag
from groups.rules.choices import Answer, Attendance, BankHolidays, CodeMeaning, Cost, Status, WhoMayCome, YesNo
from groups.rules.schedule import EVERY_WEEK, canonical_weeks

SCHEME_OF_FORMAT = {
    "meeting-guide": "meeting-guide",
    "csv": "meeting-guide",
    "bmlt": "bmlt",
    "open-referral-uk": "open-referral-uk",
}
"""Whose codes each format carries; those of `bmlt-world` and `bmlt-de` are of the scheme `bmlt` too."""
OURS = "open-referral-uk"
"""The scheme whose codes of tags and features are the slugs that they have here."""
OPEN = f"who={WhoMayCome.ANYONE.value}"

_FIELDS = {
    "who": WhoMayCome,
    "slip": YesNo,
    "children": YesNo,
    "attendance": Attendance,
    "cost": Cost,
    "bank_holidays": BankHolidays,
    "status": {Status.PAUSED.value},
}
"""The fields that a code can fill, and with what."""

_CAUTIONS = {
    "who": _("Its codes say both that anyone can come and that not everyone can."),
    "children": _("Its codes say both that children may come and that they may not."),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the codes of one row say. `tags` and `access` are texts as a feed's values hold them."""

    fields: Mapping[str, str] = field(default_factory=dict)
    tags: str = ""
    access: str = ""
    languages: str = ""
    open_weeks: int = 0
    unknown: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


class _Scheme:
    """The codes of one scheme as one fellowship uses them: its own first, then those of every fellowship."""

    def __init__(self, codes: Iterable[tuple[str, str, str, str, str]]):
        self._exact: dict[str, tuple[str, str]] = {}
        self._folded: dict[str, tuple[str, str]] = {}
        own_first = sorted(codes, key=lambda code: code[0] == "")
        for _fellowship, code, _label, *meaning in own_first:
            self._exact.setdefault(code, tuple(meaning))
        for general in (False, True):
            some = [code for code in own_first if (code[0] == "") == general]
            for written in (1, 2):  # a code weighs more than a name that reads the same
                for code in some:
                    self._folded.setdefault(_fold(code[written]), tuple(code[3:]))

    def meaning(self, code: str, *, as_written: bool = False) -> tuple[str, str] | None:
        """What a code means; its English name will do, and any case unless it is to be `as_written`."""
        return self._exact.get(code) or (None if as_written else self._folded.get(_fold(code)))


class Meanings:
    """What the codes of one scheme mean within a fellowship, and of those beside it (bmlt-world, bmlt-de).

    A row may write a code or its English name, in any case; or say by which names it is known in which scheme.
    """

    def __init__(
        self,
        codes: Iterable[tuple[str, str, str, str, str]],
        others: Mapping[str, Iterable[tuple[str, str, str, str, str]]] = MappingProxyType({}),
    ):
        """`codes` are (fellowship, code, label, means, value); `others` the same by the names of their schemes."""
        self._own = _Scheme(codes)
        self._others = {name: _Scheme(some) for name, some in others.items()}
        self._said: dict[tuple[str | Coded, ...], Facts] = {}

    @classmethod
    def of(cls, scheme: str, fellowship: str) -> "Meanings":
        """As the table of codes has them, without those whose tag or feature is no longer there. Three queries."""
        known = {
            CodeMeaning.TAG: set(Tag.objects.values_list("slug", flat=True)),
            CodeMeaning.ACCESS: set(AccessFeature.objects.values_list("slug", flat=True)),
        }
        of_the_scheme = Q(scheme=scheme) | Q(scheme__startswith=f"{scheme}-")
        codes = Code.objects.filter(of_the_scheme, fellowship__in={"", fellowship}).order_by("pk")
        rows = defaultdict(list)
        for name, *row in codes.values_list("scheme", "fellowship", "code", "label", "means", "value"):
            if row[4] in known.get(row[3], (row[4],)):
                rows[name].append(tuple(row))
        if scheme == OURS:
            rows[scheme] += [("", slug, slug, means, slug) for means, slugs in known.items() for slug in sorted(slugs)]
        return cls(rows[scheme], rows)

    def read(self, codes: tuple[str | Coded, ...]) -> Facts:
        """What a row's codes say; the same codes are looked up once."""
        facts = self._said.get(codes)
        if facts is None:
            facts = self._said[codes] = self._read(codes)
        return facts

    def _read(self, codes: tuple[str | Coded, ...]) -> Facts:
        found: dict[str, set[str]] = {means: set() for means in CodeMeaning.values}
        weeks: dict[str, int] = defaultdict(int)
        unknown = []
        for code in codes:
            coded = code if isinstance(code, Coded) else Coded(code)
            means, value = self._meaning(coded)
            if not means or (means == CodeMeaning.FIELD and not _can_be_filled(value)):
                unknown.append(coded.code)
            elif coded.weeks == EVERY_WEEK:
                found[means].add(value)
            elif means == CodeMeaning.TAG or value == OPEN:
                weeks[value] |= coded.weeks
            else:
                unknown.append(coded.code)  # nothing else can be said of some weeks alone
        open_weeks = canonical_weeks(weeks.pop(OPEN, 0))
        if open_weeks == EVERY_WEEK:
            found[CodeMeaning.FIELD].add(OPEN)
        fields, cautions = _without_contradictions(found[CodeMeaning.FIELD])
        return Facts(
            fields=fields,
            tags=" ".join(sorted(_tag_words(found[CodeMeaning.TAG], weeks))),
            access=" ".join(f"{slug}={Answer.YES.value}" for slug in sorted(found[CodeMeaning.ACCESS])),
            languages=" ".join(sorted(found[CodeMeaning.LANGUAGE])),
            open_weeks=0 if OPEN in found[CodeMeaning.FIELD] else open_weeks,
            unknown=tuple(sorted(unknown)),
            cautions=cautions,
        )

    def _meaning(self, coded: Coded) -> tuple[str, str]:
        """That of the first of its names that is known; of a code without names, that of its letters."""
        if not coded.names:
            return self._own.meaning(coded.code) or ("", "")
        schemes = ((self._others.get(name.scheme), name) for name in coded.names)
        meanings = (scheme.meaning(name.code, as_written=name.as_written) for scheme, name in schemes if scheme)
        return next(filter(None, meanings), ("", ""))


def _tag_words(always: set[str], in_weeks: Mapping[str, int]) -> Iterator[str]:
    """Each tag, with its weeks where it has some: they say more than the same tag without any."""
    for slug in always | set(in_weeks):
        weeks = canonical_weeks(in_weeks.get(slug, EVERY_WEEK))
        yield slug if weeks == EVERY_WEEK else f"{slug}:{weeks}"


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _can_be_filled(text: str) -> bool:
    name, _equals, value = text.partition("=")
    return value in _FIELDS.get(name, ())


def _without_contradictions(stated: set[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Values by field. A field of which two things are said is not stated, and staff are told."""
    values: dict[str, set[str]] = {}
    for text in stated:
        name, _equals, value = text.partition("=")
        values.setdefault(name, set()).add(value)
    contradicted = sorted(name for name, said in values.items() if len(said) > 1)
    fields = {name: said.pop() for name, said in values.items() if len(said) == 1}
    return fields, tuple(_CAUTIONS[name] for name in contradicted if name in _CAUTIONS)
