"""What the words of a row's cells name here: programmes, areas and tags, each asked for once."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from groups.models import Area, Programme, Tag
from groups.rules.cells import read_some_weeks, say_some_weeks
from groups.rules.folding import fold
from groups.rules.schedule import EVERY_WEEK
from groups.upkeep.spreadsheet.listing import Tags


class Names:
    """Records of one table by what people call them. A name that several have is no name; their slugs are."""

    def __init__(self, rows: Iterable[tuple[int, str, tuple[str, ...]]], sentence: str):
        """`rows` are number, slug and names, the one to be written first."""
        self._sentence = sentence
        self._by_word: dict[str, set[int]] = {}
        rows = list(rows)
        for pk, slug, names in rows:
            for word in (slug, *names):
                self._by_word.setdefault(fold(word), set()).add(pk)
        self._words = {pk: self._word(pk, slug, names) for pk, slug, names in rows}

    def _word(self, pk: int, slug: str, names: tuple[str, ...]) -> str:
        return names[0] if self._by_word[fold(names[0])] == {pk} else slug

    def say(self, pk: int | None) -> str:
        """How a record is written."""
        return self._words.get(pk, "")

    def read(self, text: str) -> int | None:
        """The number of the record that a cell names; None for an empty one."""
        if not text.strip():
            return None
        found = self._by_word.get(fold(text), set())
        if len(found) != 1:
            raise ValueError(self._sentence % {"name": text.strip()[:60]})
        return next(iter(found))


class Book:
    """The names of all three tables. Three queries."""

    def __init__(self):
        self.programmes = Names(
            (
                (one.pk, one.slug, (one.name, *filter(None, (one.short_name,)), *one.other_names))
                for one in Programme.objects.all()
            ),
            _("No programme is called “%(name)s”. Write its name as it stands under Programmes, or leave it empty."),
        )
        areas = Area.objects.values_list("pk", "slug", "name")
        self.areas = Names(
            ((pk, slug, (name,)) for pk, slug, name in areas),
            _("No area, or more than one, is called “%(name)s”. Write its name or its slug as under Areas."),
        )
        tags = Tag.objects.values_list("pk", "slug", "label")
        self._tags = Names(
            ((pk, slug, (label,)) for pk, slug, label in tags),
            _("No tag is called “%(name)s”. Write tags as they stand under Tags, with ; between."),
        )

    def say_tags(self, tags: Tags) -> str:
        """`Women; Speaker (1st)`."""
        return "; ".join(sorted(self._say_tag(*tag) for tag in tags))

    def _say_tag(self, tag: int, weeks: int) -> str:
        return self._tags.say(tag) + ("" if weeks == EVERY_WEEK else f" ({say_some_weeks(weeks)})")

    def read_tags(self, text: str) -> Tags:
        """The tags that a cell names, each with its weeks."""
        found = {}
        for part in filter(None, map(str.strip, text.split(";"))):
            whole, weeks = part, EVERY_WEEK
            label, bracket, said = part.removesuffix(")").rpartition("(")
            if bracket and part.endswith(")") and not self._knows(whole):
                whole, weeks = label, read_some_weeks(said)
            found[self._tags.read(whole)] = weeks
        return tuple(sorted(found.items()))

    def _knows(self, label: str) -> bool:
        """A label may have brackets of its own."""
        try:
            return self._tags.read(label) is not None
        except ValueError:
            return False
