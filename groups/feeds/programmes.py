"""Whose meeting a row is, where a list holds those of several fellowships: by name, short name, or what people say."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from groups.exchange.record import MeetingRecord
from groups.models import Programme
from groups.rules.folding import fold


@dataclass(frozen=True)
class Whose:
    """A programme by its number and slug, or none; and what staff are told where the row names one nobody knows."""

    pk: int | None = None
    slug: str = ""
    cautions: tuple[str, ...] = ()


class Programmes:
    """The programmes by everything they are called; they are looked up once, and only where a row names one."""

    def of(self, record: MeetingRecord, *, usually: Programme | None) -> Whose:
        """The programme that a row names, else the feed's. One that nobody knows is none: the feed's is not guessed."""
        if not record.programme:
            return Whose(usually.pk, usually.slug) if usually else Whose()
        found = self._by_name.get(_bare(record.programme))
        if found is None:
            said = _("“%(name)s” is no programme that is known here: it stands without one.")
            return Whose(cautions=(said % {"name": record.programme},))
        return found

    @cached_property
    def _by_name(self) -> dict[str, Whose]:
        known: dict[str, Whose] = {}
        rows = list(Programme.objects.order_by("pk").values_list("pk", "slug", "name", "short_name", "other_names"))
        for place in (2, 1, 3):  # a name weighs more than a short one
            for row in rows:
                known.setdefault(_bare(row[place]), Whose(*row[:2]))
        for pk, slug, _name, _short_name, others in rows:
            for other in others:
                known.setdefault(_bare(other), Whose(pk, slug))
        known.pop("", None)
        return known


def _bare(name: str) -> str:
    """ "Al-Anon", "Al Anon" and "alanon" are one."""
    return fold(name).replace(" ", "")
