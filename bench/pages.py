"""The pages: how long each takes on few and on many meetings, beside two yardsticks that serve the same bytes.

Run for one database: DATABASE_URL says where; databases named after their sizes are made beside it. Each page is asked
for in turn with its yardsticks, round by round, so that whatever else the machine does falls on all three.
"""

import argparse
import itertools
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import serving
from bench.asked import ALIKE, FEWEST_ALIKE, GROWTH, MOST_ALIKE, PAGES, Page
from bench.asking import BadAnswer, Connection, at_once, one_by_one
from bench.bare import stored
from bench.databases import beside
from bench.figures import Figures, pairs_alike
from bench.inside import Inside
from bench.report import Report, Row, milliseconds

SIZES = (10_000, 25_000, 250_000)
CONNECTIONS = 8
WARMING_SECONDS = 0.4
FEWEST_PAIRS = 3
TOO_SLOW = 4
"""What takes so many times the seconds meant for it is not repeated."""


@dataclass(frozen=True)
class Effort:
    """How much is asked of each page: requests one by one, the seconds they may take, the seconds of eight at once."""

    rounds: int
    requests: int
    seconds: float
    seconds_at_once: float
    colds: int
    looks: int
    """At how many answers of a page is looked: they are what the yardsticks serve, and their queries are counted."""

    compressed: bool = False
    """Whether gzip is asked for, as browsers do."""

    def one_by_one(self, port: int, turn: Iterator[str]) -> list[float]:
        count = -(-self.requests // self.rounds)
        return one_by_one(port, turn, count=count, seconds=self.seconds / self.rounds, compressed=self.compressed)

    def at_once(self, port: int, targets: list[str]) -> float:
        seconds = self.seconds_of_a_round
        return at_once(port, targets, connections=CONNECTIONS, seconds=seconds, compressed=self.compressed)

    @property
    def seconds_of_a_round(self) -> float:
        """How long eight are asked at once before others have their turn."""
        return self.seconds_at_once / self.rounds


FULL = Effort(rounds=4, requests=240, seconds=8, seconds_at_once=1.2, colds=5, looks=12)
QUICK = Effort(rounds=2, requests=20, seconds=1, seconds_at_once=0.4, colds=2, looks=4)


@dataclass
class Stand:
    """The site on so many meetings, and beside it the yardsticks with its answers."""

    meetings: int
    inside: Inside
    site: int
    wsgi: int
    django: int
    addresses: dict[str, list[str]]
    looked_at: dict[str, list[str]]
    """Those of the addresses whose answers the yardsticks serve."""
    bytes: dict[str, float]

    def asked_of(self, page: Page) -> list[tuple[int, list[str]]]:
        """The site and its yardsticks, by their ports, and what each is asked."""
        looked_at = self.looked_at[page.name]
        return [(self.site, self.addresses[page.name]), (self.wsgi, looked_at), (self.django, looked_at)]


def main(arguments: list[str]) -> int:
    asked = parse(arguments)
    report = Report(markdown=asked.markdown)
    effort = replace(QUICK if asked.quick else FULL, compressed=asked.compressed)
    effort = replace(effort, seconds=asked.seconds or effort.seconds)
    began = time.monotonic()
    with ExitStack() as stack:
        pages = {size: pages_of(size, asked.size, asked.page) for size in asked.size}
        stands = [stack.enter_context(standing(size, pages[size], effort.looks)) for size in asked.size]
        report.begin(stands[0].inside.ask("database"), compressed=asked.compressed)
        for stand in stands:
            measure_all(stand, pages[stand.meetings], effort, report)
        if len(stands) > 1 and GROWTH.name in asked.page:
            compare(stands[0], stands[-1], effort, report)
    say(f"Took {time.monotonic() - began:.0f} seconds.")
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench pages", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help=f"how many meetings; may be repeated ({SIZES})")
    parser.add_argument("--page", choices=[*PAGES, GROWTH.name], action="append", help="may be repeated (all)")
    parser.add_argument("--quick", action="store_true", help="few requests; the smallest size unless others are named")
    parser.add_argument("--seconds", type=float, help="the most that one page is asked one by one (8; quick 1)")
    parser.add_argument("--compressed", action="store_true", help="ask for gzip, as browsers do")
    parser.add_argument("--markdown", action="store_true", help="tables for the documents")
    asked = parser.parse_args(arguments)
    asked.size = sorted(set(asked.size or (SIZES[:1] if asked.quick else SIZES)))
    asked.page = asked.page or [*PAGES, GROWTH.name]
    return asked


def pages_of(size: int, sizes: list[int], names: list[str]) -> list[Page]:
    """What is measured on this size."""
    return [page for page in PAGES.values() if page.name in names and (size == max(sizes) or not page.largest_only)]


@contextmanager
def standing(meetings: int, pages: list[Page], looks: int) -> Iterator[Stand]:
    """All servers for this size; made listings where there are none yet."""
    address = beside(environ["DATABASE_URL"], f"pages-{meetings}")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="mutualaid-bench-answers-")))
        inside = stack.enter_context(Inside(address))
        say(f"Preparing {meetings:,} meetings ...")
        began = time.monotonic()
        if inside.ask("fill", meetings):
            say(f"  made in {time.monotonic() - began:.0f} seconds")
        site = stack.enter_context(serving.site(address))
        everything = inside.ask("addresses_of_all_pages")
        addresses = {page.name: everything[page.name] for page in pages}
        looked_at = {name: every_so_many(some, looks) for name, some in addresses.items()}
        answers = ask_once(site, sorted({one for some in looked_at.values() for one in some}))
        stored.store(folder, answers)
        wsgi = stack.enter_context(serving.bare_wsgi(address, folder))
        django = stack.enter_context(serving.bare_django(address, folder))
        bodies = {name: statistics.mean(len(answers[one]) for one in some) for name, some in looked_at.items()}
        yield Stand(meetings, inside, site, wsgi, django, addresses, looked_at, bodies)


def every_so_many(addresses: list[str], count: int) -> list[str]:
    """So many of them, from the first to the last."""
    return addresses[:: max(len(addresses) // count, 1)][:count]


def ask_once(port: int, targets: list[str]) -> dict[str, bytes]:
    with Connection(port) as connection:
        return {target: connection.ask(target) for target in targets}


def measure_all(stand: Stand, pages: list[Page], effort: Effort, report: Report) -> None:
    if pages:
        report.head(stand.meetings)
    first = {}
    for page in pages:
        say(f"{stand.meetings:,} meetings: {page.title} ...")
        try:
            figures = measure(stand.asked_of(page), effort)
            looks = stand.inside.ask("look", stand.looked_at[page.name])
            report.row(Row(page.title, looks, stand.bytes[page.name], *figures))
            if page.cold:
                first[page.title] = statistics.median(after_changes(stand, stand.addresses[page.name], effort.colds))
        except BadAnswer as failure:
            report.note(f"{page.title}: {failure}")
    if first:
        said = ", ".join(f"{title} {milliseconds(took)} ms" for title, took in first.items())
        report.note(f"The first request after a change of the listings: {said}.")


def measure(sides: list[tuple[int, list[str]]], effort: Effort) -> list[Figures]:
    """The figures of several servers, by their ports, each with its addresses: taken in turn, round by round."""
    for port, targets in sides:
        warm_up(port, targets)
    turns = [itertools.cycle(targets) for _port, targets in sides]
    times: list[list[float]] = [[] for _side in sides]
    rates: list[list[float]] = [[] for _side in sides]
    for _round in range(effort.rounds):
        for (port, _targets), turn, mine in zip(sides, turns, times, strict=True):
            mine += effort.one_by_one(port, turn)
        for (port, targets), mine in zip(sides, rates, strict=True):
            if not mine or mine[-1] * effort.seconds_of_a_round > CONNECTIONS / TOO_SLOW:
                mine.append(effort.at_once(port, targets))
    return [Figures(mine, statistics.median(rate)) for mine, rate in zip(times, rates, strict=True)]


def warm_up(port: int, targets: list[str]) -> None:
    """Twice over new connections, so that each worker has its share."""
    began = time.monotonic()
    for _time in range(2):
        if time.monotonic() - began < WARMING_SECONDS * TOO_SLOW:
            at_once(port, targets, connections=CONNECTIONS, seconds=WARMING_SECONDS / 2)


def after_changes(stand: Stand, targets: list[str], count: int) -> Iterator[float]:
    """The milliseconds of the first request after each of so many changes of the listings."""
    for target in itertools.islice(itertools.cycle(targets), count):
        stand.inside.ask("change_listings")
        with Connection(stand.site) as connection:
            began = time.perf_counter()
            connection.ask(target)
            yield (time.perf_counter() - began) * 1000


def compare(few: Stand, many: Stand, effort: Effort, report: Report) -> None:
    """What a search costs that finds as many among many meetings as among few."""
    say(f"{GROWTH.title} ...")
    found = [stand.inside.ask("searches_that_find", FEWEST_ALIKE, MOST_ALIKE, ALIKE) for stand in (few, many)]
    pairs = pairs_alike(*found)
    if len(pairs) < FEWEST_PAIRS:
        report.note(f"{GROWTH.title}: too few searches that find as many on both sizes.")
        return
    sides = [(stand, [pair[n] for pair in pairs]) for n, stand in enumerate((few, many))]
    figures = measure([(stand.site, targets) for stand, targets in sides], effort)
    medians = [one.median for one in figures]
    each = [
        f"among {stand.meetings:,} meetings {milliseconds(median)} ms for "
        f"{statistics.median_high(there[target] for target in targets)} found"
        for (stand, targets), median, there in zip(sides, medians, found, strict=True)
    ]
    report.note(
        f"{GROWTH.title.capitalize()} ({len(pairs)} searches a side): {', '.join(each)}: "
        f"{medians[1] / medians[0]:.2f} times."
    )


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
