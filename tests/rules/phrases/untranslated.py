"""Programmes, tags and features as phrases are read by: rows of the shipped files, without a database."""

from types import SimpleNamespace


class Row(SimpleNamespace):
    """A row that nobody has translated."""

    def said(self, field):
        return getattr(self, field)

    @property
    def said_in_short(self):
        return self.short_name or self.name
