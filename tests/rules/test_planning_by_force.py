"""The best week, held against trying every choice: small questions of every kind, on the circle of the fortnight."""

from dataclasses import dataclass, replace
from itertools import chain

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from groups.rules.planning import Candidate, Obstacle, Wish, blocks, fit, in_the_way
from groups.rules.planning import circle as planning_circle
from groups.rules.planning.commitments import Commitment
from groups.rules.planning.fortnight import Weeks, overlap
from groups.rules.planning.question import Question

pytestmark = pytest.mark.sqlite  # it needs no database

LETTERS = {Weeks.EVERY: (Weeks.A, Weeks.B), Weeks.A: (Weeks.A,), Weeks.B: (Weeks.B,)}
DAY = 24 * 60

half_hours = st.integers(0, 47).map(lambda half: 30 * half)
mostly_weekly = st.sampled_from([Weeks.EVERY, Weeks.EVERY, Weeks.EVERY, Weeks.A, Weeks.B])
every_week = st.just(Weeks.EVERY)


@dataclass(frozen=True)
class Kind:
    """One kind of week that is asked about."""

    weekdays: st.SearchStrategy
    starts: st.SearchStrategy
    lengths: st.SearchStrategy
    journeys: st.SearchStrategy
    taken: st.SearchStrategy
    """When commitments begin and end."""

    def candidates(self, weeks):
        one = st.builds(Candidate, st.integers(1, 12), self.weekdays, self.starts, self.lengths, self.journeys, weeks)
        return st.lists(one, min_size=3, max_size=7, unique_by=lambda candidate: candidate.number)

    def commitments(self, weeks):
        days = st.sets(self.weekdays, min_size=1, max_size=3).map(sorted).map(tuple)
        return st.lists(st.builds(Commitment, days, self.taken, self.taken, st.booleans(), weeks), max_size=3)

    def questions(self, weeks):
        return st.tuples(self.candidates(weeks), self.commitments(weeks), self.commitments(weeks), wishes)


WHOLE_WEEKS = Kind(
    weekdays=st.integers(0, 6),
    starts=half_hours,
    lengths=st.sampled_from([30, 60, 90, 300, DAY]),
    journeys=st.sampled_from([0, 0, 15, 30, 60]),
    taken=half_hours,
)
ROUND_SUNDAY_NIGHT = Kind(
    weekdays=st.sampled_from([0, 6]),
    starts=st.sampled_from([0, 30, 60, 90, 22 * 60, 22 * 60 + 30, 23 * 60, 23 * 60 + 30]),
    lengths=st.sampled_from([30, 60, 60, 90, 180]),
    journeys=st.sampled_from([0, 0, 15, 30]),
    taken=st.sampled_from([0, 30, 90, 21 * 60, 22 * 60 + 30, 23 * 60 + 30]),
)
ONE_EVENING = Kind(
    weekdays=st.just(3),
    starts=st.integers(34, 44).map(lambda half: 30 * half),
    lengths=st.sampled_from([30, 60, 90]),
    journeys=st.sampled_from([0, 15, 30]),
    taken=st.integers(34, 46).map(lambda half: 30 * half),
)
FAR_AWAY = Kind(
    weekdays=st.integers(0, 6),
    starts=half_hours,
    lengths=st.sampled_from([60, 90]),
    journeys=st.sampled_from([600, 1200, 1800, 2400, 3600, 5000]),
    taken=half_hours,
)
KINDS = {
    "whole weeks": WHOLE_WEEKS,
    "round Sunday night": ROUND_SUNDAY_NIGHT,
    "one evening": ONE_EVENING,
    "far away": FAR_AWAY,
}

wishes = st.builds(
    Wish,
    target=st.one_of(st.none(), st.integers(1, 7)),
    latest=st.one_of(st.none(), st.none(), half_hours),
    home_group=st.one_of(st.none(), st.integers(1, 12)),
    kept=st.frozensets(st.integers(1, 12), max_size=3),
)


any_question = st.sampled_from([*KINDS.values()]).flatmap(lambda kind: kind.questions(mostly_weekly))


def comes_home_too_late(candidate, latest):
    """Said another way than the rule says it: by the clock that runs on from 5:00 to 5:00."""
    if latest is None:
        return False
    since_five = (candidate.starts - 5 * 60) % DAY
    return since_five + candidate.minutes + candidate.journey > (latest - 5 * 60) % DAY


def choices(units, target):
    """Every set of units that go together, a unit being all the times of one meeting that are chosen as one."""
    if not units:
        yield ()
        return
    first, *others = units
    yield from choices(others, target)
    beside = [other for other in others if not any(overlap(one, two) for one in first[2] for two in other[2])]
    for choice in choices(beside, target):
        together = (first, *choice)
        counts = [sum(letter in letters for _one, letters, _spans in together) for letter in (Weeks.A, Weeks.B)]
        if target is None or max(counts) <= target:
            yield together


def units_of(candidates, blocked, latest):
    """What can be chosen: a meeting in one week; in both where nothing alternates."""
    alternating = any(one.weeks is not Weeks.EVERY for one in chain(candidates, blocked))
    for one in candidates:
        if one.minutes + 2 * one.journey > 7 * DAY:
            continue
        for letters in ((letter,) for letter in LETTERS[one.weeks]) if alternating else (LETTERS[Weeks.EVERY],):
            spans = [span for letter in letters for span in replace(one, weeks=letter).spans]
            if not in_the_way(spans, blocked) and not comes_home_too_late(one, latest):
                yield one, letters, spans


def value(chosen, wish):
    """What a choice is worth, criterion by criterion: pairs of a meeting and one of its weeks."""
    return (
        len(chosen),
        sum(one.number == wish.home_group for one, _letter in chosen),
        sum(one.number in wish.kept for one, _letter in chosen),
        len({(one.weekday, letter) for one, letter in chosen}),
        -sum(one.minutes + 2 * one.journey for one, _letter in chosen),
        -sum(one.starts for one, _letter in chosen),
        -sum(one.number for one, _letter in chosen),
    )


def pairs(choice):
    return [(one, letter) for one, letters, _spans in choice for letter in letters]


def by_force(candidates, blocked, wish, latest):
    units = list(units_of(candidates, blocked, latest))
    return max(value(pairs(choice), wish) for choice in choices(units, wish.target))


def obstacle_by_force(candidates, mine, theirs, wish):
    """The first of those that free most, in the order mine, theirs, the latest time home."""
    standing = [(one, "mine") for one in blocks(mine, ())] + [(one, "theirs") for one in blocks((), theirs)]
    reached = by_force(candidates, [one for one, _whose in standing], wish, wish.latest)[0]
    freed = []
    for place, (one, whose) in enumerate(standing):
        others = [other for other, _whose in standing[:place] + standing[place + 1 :]]
        freed.append((by_force(candidates, others, wish, wish.latest)[0] - reached, one, whose))
    without_time = by_force(candidates, [one for one, _whose in standing], wish, None)[0]
    freed.append((without_time - reached, None, "latest"))
    more, one, whose = max(freed, key=lambda each: each[0])
    return Obstacle(one, whose, frees=-(-more // 2), in_two_weeks=more) if more > 0 else None


def is_right(question):
    candidates, mine, theirs, wish = question
    answer = fit(candidates, mine=mine, theirs=theirs, wish=wish)
    blocked = blocks(mine, theirs)
    chosen = [(one.candidate, letter) for one in answer.chosen for letter in LETTERS[one.weeks]]
    spans = [span for one, letter in chosen for span in replace(one, weeks=letter).spans]

    assert {one for one, _letter in chosen} <= set(candidates)
    assert all(letter in LETTERS[one.weeks] for one, letter in chosen)
    assert in_the_way(spans, blocked) == []
    assert not any(overlap(one, two) for place, one in enumerate(spans) for two in spans[:place])
    assert not any(comes_home_too_late(one, wish.latest) for one, _letter in chosen)
    counts = [sum(letter is each for _one, letter in chosen) for each in (Weeks.A, Weeks.B)]
    assert wish.target is None or max(counts) <= wish.target
    assert answer.missing == ((0, 0) if wish.target is None else tuple(wish.target - count for count in counts))

    assert value(chosen, wish) == by_force(candidates, blocked, wish, wish.latest)
    missing = any(answer.missing)
    assert answer.obstacle == (obstacle_by_force(candidates, mine, theirs, wish) if missing else None)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_choice_is_better_where_every_week_is_alike(kind, data):
    is_right(data.draw(kind.questions(every_week)))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_choice_is_better_where_weeks_alternate(kind, data):
    is_right(data.draw(kind.questions(mostly_weekly)))


@settings(max_examples=100, deadline=None)
@given(any_question, st.randoms(use_true_random=False))
def test_the_answer_is_the_same_in_whatever_order_the_meetings_come(question, random):
    candidates, mine, theirs, wish = question
    shuffled = random.sample(candidates, len(candidates))

    assert fit(shuffled, mine=mine, theirs=theirs, wish=wish) == fit(candidates, mine=mine, theirs=theirs, wish=wish)


@settings(max_examples=100, deadline=None)
@given(any_question)
@example(([Candidate(1, 6, 23 * 60, 120, weeks=Weeks.B)], [Commitment((0,), 0, 30, weeks=Weeks.A)], [], Wish()))
def test_what_is_in_the_way_shares_a_minute_of_the_fortnight(question):
    candidates, mine, theirs, _wish = question
    spans = [span for one in candidates for span in one.spans]
    minutes = {minute % (14 * DAY) for span in spans for minute in range(*span)}

    def shares_one(commitment):
        return any(minute % (14 * DAY) in minutes for span in commitment.spans for minute in range(*span))

    assert in_the_way(spans, [*mine, *theirs]) == [one for one in (*mine, *theirs) if shares_one(one)]


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([*KINDS.values()]), st.integers(1, 7), wishes, st.data())
def test_the_best_of_many_holds_as_many_as_fit_counted_another_way(random, kind, target, wish, data):
    """Too many to try: how many fit is counted by whichever is over first, as what stands in the way is."""
    few = data.draw(kind.candidates(mostly_weekly))
    hours = random.sample(range(48), 20)
    many = [replace(one, number=13 + place, starts=30 * hours[place]) for place, one in enumerate((few * 7)[:20])]
    question = Question([*few, *many], [], replace(wish, target=target))
    circle = question.circle()

    best = planning_circle.best(circle.outings, length=circle.length, most=target, new_day=question.new_day)

    assert len(best) == planning_circle.most_that_fit(circle.outings, length=circle.length, most=target)
