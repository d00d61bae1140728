"""The figures of the pages as a table: plain for a terminal, or Markdown for the documents."""

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import django

from bench.figures import ENOUGH_FOR_P99, Figures

COLUMNS = (
    ("page", 33), ("found", 7), ("queries", 7), ("KB", 3), ("median ms", 9), ("p99 ms", 6), ("medians", 7),
    ("1: req/s", 8), ("8: req/s", 8), ("WSGI ms", 7), ("times", 6), ("Django ms", 9), ("times", 6), ("8: req/s", 8),
)  # fmt: skip
"""The heads of the columns and how wide they are in plain text."""

LEGEND = (
    "found: how many meetings the page says it found, the median of its addresses. p99: in ms and in medians, left out "
    f"where fewer than {ENOUGH_FOR_P99} requests were made. 1, 8: requests a second, one by one and eight at "
    "once. WSGI, Django: the yardsticks' medians on the same bytes, and how many times them the page takes; last, how "
    "many requests a second the Django yardstick answers, eight at once."
)


@dataclass(frozen=True)
class Row:
    """One page on one size."""

    title: str
    looks: Sequence[dict]
    bytes: int
    page: Figures
    wsgi: Figures
    django: Figures

    def cells(self) -> list[str]:
        found = [look["found"] for look in self.looks if look["found"] is not None]
        page, spread = self.page, self.page.spread
        return [
            self.title,
            f"{statistics.median_high(found):,}" if found else "",
            span([look["queries"] for look in self.looks]),
            f"{self.bytes / 1000:.0f}",
            milliseconds(page.median),
            "" if page.p99 is None else milliseconds(page.p99),
            "" if spread is None else f"{spread:.1f}",
            f"{page.one_by_one:.0f}",
            f"{page.at_once:.0f}",
            milliseconds(self.wsgi.median),
            f"{page.times_of(self.wsgi):.1f}",
            milliseconds(self.django.median),
            f"{page.times_of(self.django):.1f}",
            f"{self.django.at_once:.0f}",
        ]


class Report:
    """Prints as it goes."""

    def __init__(self, *, markdown: bool):
        self.markdown = markdown

    def begin(self, database: str, *, compressed: bool) -> None:
        load = os.getloadavg()[0]
        self._say(
            f"{date.today()}: {database}, Python {platform.python_version()}, Django {django.get_version()}, "
            f"{os.cpu_count()} cores, load {load:.1f} before the start. "
            f"{'Compressed, as browsers ask for it' if compressed else 'Not compressed'}."
        )
        self._say(LEGEND)

    def head(self, meetings: int) -> None:
        self._say(f"{meetings:,} meetings")
        if self.markdown:
            print(f"| {' | '.join(head for head, _width in COLUMNS)} |", flush=True)
            print(f"| --- |{' ---: |' * (len(COLUMNS) - 1)}", flush=True)
        else:
            print(_plain([head for head, _width in COLUMNS]), flush=True)

    def row(self, row: Row) -> None:
        cells = row.cells()
        print(f"| {' | '.join(cells)} |" if self.markdown else _plain(cells), flush=True)

    def note(self, line: str) -> None:
        self._say(line)

    def _say(self, line: str) -> None:
        print(f"\n{line}\n" if self.markdown else line, flush=True)


def milliseconds(number: float) -> str:
    """With as many digits as say something."""
    return f"{number:.2f}" if number < 10 else f"{number:.1f}" if number < 100 else f"{number:.0f}"


def span(numbers: Sequence[int]) -> str:
    """`7`, or `7-12`."""
    least, most = min(numbers), max(numbers)
    return str(least) if least == most else f"{least}-{most}"


def _plain(cells: Sequence[str]) -> str:
    first, *rest = zip(cells, (width for _head, width in COLUMNS), strict=True)
    return f"{first[0]:<{first[1]}}" + "".join(f" {cell:>{width}}" for cell, width in rest)
