"""How a list for print is laid out, as its address says it."""

from dataclasses import dataclass

from django.http import QueryDict

OWN = {"by": "area", "print": "large"}
"""The parameters of print, each with the value that it knows."""


@dataclass(frozen=True)
class Looks:
    """How it is laid out: what nobody knows is the usual way."""

    by_area: bool
    is_large: bool

    @classmethod
    def of(cls, asked: QueryDict) -> "Looks":
        return cls(by_area=asked.get("by") == OWN["by"], is_large=asked.get("print") == OWN["print"])
