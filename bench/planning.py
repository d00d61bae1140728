"""A fit of the weekly planner: 400 meetings and ten commitments, explained; beside a plain look at what clashes.

It needs no database. The yardstick is `in_the_way` of each of the same meetings in the same process: every time of it
against every time of every commitment, and nothing chosen.
"""

import argparse
import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import django

MEETINGS, TIMES, SEED = 400, 30, 1
AIM = 100
"""Milliseconds that a fit may take at most."""
HOUR = 60
WHEN_PEOPLE_MEET = (7.5, 10, 11, 12, 12.5, 13, 18, 18.5, 19, 19, 19.5, 19.5, 20, 20, 20.5)
"""The hours of a day at which meetings start."""


@dataclass(frozen=True)
class Week:
    """One question to the planner."""

    meetings: list
    mine: list
    theirs: list
    wish: object


def main(times: int) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutualaid.settings")
    django.setup()
    print(f"the planner: a week from {MEETINGS} meetings beside ten commitments, {times} weeks of each kind")
    print(f"{'':50}{'median ms':>10}{'slowest':>9}{'x yardstick':>13}")
    slowest = max(_measured(name, make, times) for name, make in _kinds().items())
    print(f"the slowest of all took {slowest:.0f} ms; the aim is under {AIM}")


def _measured(name: str, make: Callable[[Random], Week], times: int) -> float:
    """One line of figures. The fit and its yardstick go in turn, so that whatever else runs falls on both."""
    from groups.rules.planning import blocks, fit, in_the_way

    fits, plain = [], []
    for number in range(times):
        week = make(Random(SEED + number))
        fits.append(_took(lambda: fit(week.meetings, mine=week.mine, theirs=week.theirs, wish=week.wish)))  # noqa: B023 - called at once
        blocked = blocks(week.mine, week.theirs)
        plain.append(_took(lambda: [in_the_way(one.spans, blocked) for one in week.meetings]))  # noqa: B023 - called at once
    median = statistics.median(fits)
    print(f"{name:50}{median:10.1f}{max(fits):9.1f}{median / statistics.median(plain):13.2f}", flush=True)
    return max(fits)


def _took(do: Callable[[], object]) -> float:
    """Milliseconds of this process's own work: steadier than the wall's on a busy machine. Old rubbish is out first."""
    gc.collect()
    began = time.process_time()
    do()
    return 1000 * (time.process_time() - began)


def _kinds() -> dict[str, Callable[[Random], Week]]:
    from groups.rules.planning import Wish

    return {
        "three a week": lambda random: Week(_near_a_town(random), *_at_home(), Wish(3, 21 * HOUR + 30)),
        "three a week, a home group, some alternate": lambda random: Week(
            _near_a_town(random, alternate=0.1), *_at_home(), Wish(3, 21 * HOUR + 30, 1, frozenset({2, 3}))
        ),
        "seven a week, and what stands in the way": lambda random: Week(
            _near_a_town(random), *_at_home(evenings=True), Wish(7, 21 * HOUR + 30)
        ),
        "the same, nights in alternate weeks": lambda random: Week(
            _near_a_town(random, alternate=0.1), *_at_home(evenings=True, nights=True), Wish(7, 21 * HOUR + 30)
        ),
        "as many as can be": lambda random: Week(_near_a_town(random, alternate=0.1), *_at_home(), Wish()),
        "online, round the clock, seven a week": lambda random: Week(
            _round_the_clock(random), *_at_home(nights=True), Wish(7)
        ),
        "the longer the later: none is in place of another": lambda _random: Week(
            _none_within_another(), *_at_home(nights=True), Wish(7)
        ),
    }


def _near_a_town(random: Random, *, alternate: float = 0.0) -> list:
    """Meetings at the hours at which they are, an eighth of them online, the others up to an hour away."""
    from groups.rules.planning import Candidate

    return [
        Candidate(
            number,
            random.randrange(7),
            int(HOUR * random.choice(WHEN_PEOPLE_MEET)),
            random.choice((60, 60, 75, 90)),
            0 if random.random() < 1 / 8 else 5 * random.randint(3, 12),
            _weeks(random, alternate),
        )
        for number in range(1, MEETINGS + 1)
    ]


def _round_the_clock(random: Random) -> list:
    from groups.rules.planning import Candidate

    return [
        Candidate(number, random.randrange(7), 15 * random.randrange(96), 60, 0, _weeks(random, 0.1))
        for number in range(1, MEETINGS + 1)
    ]


def _none_within_another() -> list:
    """The worst there can be: all at times of their own, and each a minute longer than the one before it."""
    from groups.rules.planning import Candidate

    return [
        Candidate(number, number % 7, 16 * HOUR + 7 * (number // 7), 60 + number // 7, 15)
        for number in range(1, MEETINGS + 1)
    ]


def _weeks(random: Random, alternate: float):
    from groups.rules.planning.fortnight import Weeks

    return random.choice((Weeks.A, Weeks.B)) if random.random() < alternate else Weeks.EVERY


def _at_home(*, evenings: bool = False, nights: bool = False) -> tuple[list, list]:
    """My ten commitments and the other's needs among them: `evenings` fill them, `nights` are in alternate weeks."""
    from groups.rules.planning.commitments import read

    return tuple(list(read(".".join(written))[0]) for written in _written(evenings, nights))


def _written(evenings: bool, nights: bool) -> Iterator[list[str]]:
    yield [
        "12345-0900-1730_work",
        "12345-0830-0900_school-run",
        "4-1800-2200_training" if evenings else "4-1900-2030_training",
        "6-0930-1200_class",
        "2-1730-2200_caring" if evenings else "2-1730-1830_caring",
        "123-2200-0600-a_nights" if nights else "1-1830-1900_appointment",
    ]
    yield [
        "135-1730-2130-n_bedtime" if evenings else "135-1800-1900-n_bedtime",
        "7-1000-1400-n_lunch",
        "6-1700-2300-n_shift" if evenings else "6-1700-1800-n_shift",
        "4-1230-1330-n_clinic",
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES)
    main(parser.parse_args().times)
