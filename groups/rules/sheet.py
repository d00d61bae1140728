"""How many meetings fit a sheet of paper: reckoned in lines before anything is drawn, and rather too many than too few.

No database, no clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Paper:
    """The part of a sheet where meetings stand: columns of so many lines, of so many signs each."""

    columns: int
    lines: float
    signs: int
    heading: float = 2.2
    """The lines that a heading takes, with the room around it."""
    gap: float = 0.6
    """The room between two meetings."""


@dataclass(frozen=True)
class Block:
    """What is not broken across columns: one meeting, each text on lines of its own, and the heading above it."""

    texts: Sequence[str]
    heading: str = ""


def how_many_fit(blocks: Iterable[Block], paper: Paper) -> int:
    """How many of these blocks fit, in their order."""
    column, used, fitting, heading = 1, 0.0, 0, None
    for block in blocks:
        height = sum(ceil(len(text) / paper.signs) for text in block.texts) + paper.gap
        height += paper.heading if block.heading and block.heading != heading else 0
        if used + height > paper.lines:
            column, used = column + 1, 0.0
        if column > paper.columns or height > paper.lines:
            break
        used += height
        heading = block.heading
        fitting += 1
    return fitting
