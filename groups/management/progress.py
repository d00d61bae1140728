"""A line on the terminal that says how far a long run is."""

import sys
import time
from typing import TextIO

BEFORE_IT_SHOWS = 1.0
BETWEEN = 0.1
WIDTH = 30


class Progress:
    """Shows itself after a second, on a terminal alone, and clears its line when it is done."""

    def __init__(self, stream: TextIO | None = None):
        self.stream = stream or sys.stderr
        self.is_seen = self.stream.isatty()
        self.starts = time.monotonic() + BEFORE_IT_SHOWS
        self.next = self.starts
        self.shown = 0

    def say(self, what: str, done: int, total: int | None = None) -> None:
        """So much of it is done, of so many where that is known."""
        if not self.is_seen or time.monotonic() < self.next:
            return
        self.next = time.monotonic() + BETWEEN
        if total:
            full = min(WIDTH, WIDTH * done // total)
            line = f"{what} [{'#' * full}{'.' * (WIDTH - full)}] {min(100, 100 * done // total)} %"
        else:
            line = f"{what} {done:,} …"
        self.stream.write(f"\r{line:<{self.shown}}")
        self.stream.flush()
        self.shown = len(line)

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            self.stream.write("\r" + " " * self.shown + "\r")
            self.stream.flush()
            self.shown = 0
