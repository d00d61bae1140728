"""What the codes of a row mean within its fellowship: facts of a meeting, and the codes that nobody here knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from groups.models import AccessFeature, Code, Tag
from groups.rules.choices import Answer, Attendance, BankHolidays, CodeMeaning, Cost, Status, WhoMayCome, YesNo

SCHEME_OF_FORMAT = {"meeting-guide": "meeting-guide", "csv": "meeting-guide"}
"""Whose codes each format carries."""

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
    """What the codes of one row say. `tags` and `access` are texts of slugs, as a feed's values hold them."""

    fields: Mapping[str, str] = field(default_factory=dict)
    tags: str = ""
    access: str = ""
    languages: str = ""
    unknown: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


class Meanings:
    """The codes of one scheme as one fellowship uses them: its own first, then those of every fellowship.

    A row may write a code or its English name, in any case.
    """

    def __init__(self, codes: Iterable[tuple[str, str, str, str, str]]):
        """`codes` are (fellowship, code, label, means, value)."""
        self._exact: dict[str, tuple[str, str]] = {}
        self._folded: dict[str, tuple[str, str]] = {}
        self._said: dict[tuple[str, ...], Facts] = {}
        own_first = sorted(codes, key=lambda code: code[0] == "")
        for _fellowship, code, _label, *meaning in own_first:
            self._exact.setdefault(code, tuple(meaning))
        for general in (False, True):
            some = [code for code in own_first if (code[0] == "") == general]
            for written in (1, 2):  # a code weighs more than a name that reads the same
                for code in some:
                    self._folded.setdefault(_fold(code[written]), tuple(code[3:]))

    @classmethod
    def of(cls, scheme: str, fellowship: str) -> "Meanings":
        """As the table of codes has them, without those whose tag or feature is no longer there. Three queries."""
        known = {
            CodeMeaning.TAG: set(Tag.objects.values_list("slug", flat=True)),
            CodeMeaning.ACCESS: set(AccessFeature.objects.values_list("slug", flat=True)),
        }
        codes = Code.objects.filter(scheme=scheme, fellowship__in={"", fellowship}).order_by("pk")
        rows = codes.values_list("fellowship", "code", "label", "means", "value")
        return cls(row for row in rows if row[4] in known.get(row[3], (row[4],)))

    def read(self, codes: tuple[str, ...]) -> Facts:
        """What a row's codes say; the same codes are looked up once."""
        facts = self._said.get(codes)
        if facts is None:
            facts = self._said[codes] = self._read(codes)
        return facts

    def _read(self, codes: tuple[str, ...]) -> Facts:
        found: dict[str, set[str]] = {means: set() for means in CodeMeaning.values}
        unknown = []
        for code in codes:
            means, value = self._exact.get(code) or self._folded.get(_fold(code)) or ("", "")
            if not means or (means == CodeMeaning.FIELD and not _can_be_filled(value)):
                unknown.append(code)
            else:
                found[means].add(value)
        fields, cautions = _without_contradictions(found[CodeMeaning.FIELD])
        return Facts(
            fields=fields,
            tags=" ".join(sorted(found[CodeMeaning.TAG])),
            access=" ".join(f"{slug}={Answer.YES.value}" for slug in sorted(found[CodeMeaning.ACCESS])),
            languages=" ".join(sorted(found[CodeMeaning.LANGUAGE])),
            unknown=tuple(sorted(unknown)),
            cautions=cautions,
        )


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
