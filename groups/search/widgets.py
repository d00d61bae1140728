"""How the fields of the search form are drawn: boxes to tick and one list to choose from, each choice with its count.

They are written out here, because a template for each of hundreds of choices takes longer than all the rest of a page.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape  # Django's own makes something else of each text first, and takes four times as long

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString


class Counted:
    """A widget that knows how many results each of its choices would give, by its value; None where nobody counted."""

    choices: Iterable[tuple[str, str]] = ()
    """In place of Django's own property, which looks through all of them whenever it is set."""

    found: Mapping[str, int] | None = None


class Boxes(Counted, forms.CheckboxSelectMultiple):
    """A box to tick for each choice, in a label with its count; what would give nothing is shown as such."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        ticked = set(map(str, value or ()))
        given = dict(attrs or {})
        key = given.pop("id", f"id_{name}")
        given.pop("aria-describedby", None)
        others = flatatt(given) if given else ""
        boxes = (
            self._box(f"{key}_{number}", name, str(choice), str(label), " checked" * (str(choice) in ticked) + others)
            for number, (choice, label) in enumerate(self.choices)
        )
        return SafeString("\n    ".join(boxes))

    def _box(self, key: str, name: str, value: str, label: str, others: str) -> str:
        found = None if self.found is None else self.found.get(value, 0)
        none = " choice--none" if found == 0 else ""
        count = "" if found is None else f'<span class="choice__found">{found}</span>'
        return (
            f'<label class="choice{none}" for="{key}">'
            f'<input type="checkbox" name="{name}" value="{escape(value)}" id="{key}"{others}>'
            f" {escape(label)}{count}</label>"
        )


class OneOfList(Counted, forms.Select):
    """A list to choose one from, each choice with its count in brackets."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        options = "".join(self._options(str(value or "")))
        return SafeString(f'<select name="{name}"{flatatt(attrs or {})}>{options}</select>')

    def _options(self, chosen: str) -> Iterator[str]:
        for value, label in self.choices:
            selected = " selected" if str(value) == chosen else ""
            count = "" if self.found is None or not value else f" ({self.found.get(str(value), 0)})"
            yield f'<option value="{escape(str(value))}"{selected}>{escape(str(label))}{count}</option>'
