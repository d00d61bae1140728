"""Which week fits, rule by rule: what is preferred, what stands in the way, and what is said of it."""

import pytest

from groups.rules.planning import (
    Candidate,
    Obstacle,
    Reason,
    Wish,
    blocks,
    fit,
    in_the_way,
    obstacle_words,
    reason_words,
)
from groups.rules.planning.commitments import Commitment
from groups.rules.planning.fortnight import Weeks

pytestmark = pytest.mark.sqlite  # it needs no database

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
A, B, EVERY = Weeks.A, Weeks.B, Weeks.EVERY


def at(clock):
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


def meeting(number, weekday, clock, minutes=60, *, journey=15, weeks=EVERY):
    return Candidate(number, weekday, at(clock), minutes, journey, weeks)


def busy(day, begins, ends, *, weeks=EVERY, name=""):
    return Commitment(day if isinstance(day, tuple) else (day,), at(begins), at(ends), weeks=weeks, name=name)


def need(day, begins, ends, *, name=""):
    return Commitment((day,), at(begins), at(ends), needs_other=True, name=name)


def proposed(*candidates, mine=(), theirs=(), **wish):
    return fit(candidates, mine=mine, theirs=theirs, wish=Wish(**wish))


def week(*candidates, **asked):
    """The proposed meetings as an address writes them: `1`, `2a`."""
    return [f"{one.candidate.number}{one.weeks.value}" for one in proposed(*candidates, **asked).chosen]


def test_nothing_fits_where_there_is_nothing():
    answer = proposed(target=3)

    assert (answer.chosen, answer.missing, answer.obstacle) == ((), (3, 3), None)


def test_as_many_as_asked_and_no_more():
    assert week(*(meeting(day, day, "19:00") for day in (MON, TUE, WED, THU)), target=2) == ["0", "1"]


def test_as_many_as_can_be_where_no_number_was_asked():
    assert week(meeting(1, MON, "10:00"), meeting(2, MON, "12:00"), meeting(3, TUE, "12:00")) == ["1", "2", "3"]


def test_nothing_is_missing_where_as_many_as_can_be_were_asked():
    answer = proposed(meeting(1, MON, "19:00"), mine=[busy(MON, "18:00", "20:00")])

    assert (answer.missing, answer.obstacle) == ((0, 0), None)


def test_the_week_is_told_in_its_order():
    assert week(meeting(1, SUN, "9:00"), meeting(2, MON, "19:00"), meeting(3, MON, "9:00")) == ["3", "2", "1"]


# What no meeting may take


def test_no_meeting_when_i_am_busy():
    assert week(meeting(1, TUE, "19:00"), mine=[busy(TUE, "19:30", "21:00")]) == []


def test_no_meeting_when_the_other_needs_me():
    assert week(meeting(1, TUE, "19:00"), theirs=[need(TUE, "19:30", "21:00")]) == []


def test_what_i_need_of_the_other_and_when_the_other_is_busy_stop_nothing():
    assert week(meeting(1, TUE, "19:00"), mine=[need(TUE, "19:00", "20:00")], theirs=[busy(TUE, "19:00", "20:00")]) == [
        "1"
    ]


def test_a_meeting_may_begin_the_minute_i_could_leave_and_end_the_minute_i_must_be_back():
    evening = meeting(1, TUE, "19:00", 60, journey=15)

    assert week(evening, mine=[busy(TUE, "17:00", "18:45"), busy(TUE, "20:15", "22:00")]) == ["1"]


def test_the_journey_there_is_part_of_the_meeting():
    assert week(meeting(1, TUE, "19:00", journey=15), mine=[busy(TUE, "17:00", "18:46")]) == []


def test_the_journey_back_is_part_of_the_meeting():
    assert week(meeting(1, TUE, "19:00", journey=15), mine=[busy(TUE, "20:14", "22:00")]) == []


def test_two_meetings_one_could_not_travel_between_do_not_go_together():
    assert week(meeting(1, TUE, "18:00"), meeting(2, TUE, "19:15")) == ["1"]


def test_a_night_shift_reaches_into_the_morning():
    assert week(meeting(1, TUE, "5:30"), mine=[busy(MON, "22:00", "6:00")]) == []


def test_sunday_night_runs_into_monday_morning():
    assert week(meeting(1, MON, "5:30"), mine=[busy(SUN, "22:00", "6:00")]) == []


def test_sunday_night_of_week_b_runs_into_week_a():
    nights = busy(SUN, "22:00", "6:00", weeks=B)

    assert week(meeting(1, MON, "5:30"), mine=[nights]) == ["1b"]


def test_one_does_not_go_to_a_meeting_on_sunday_night_and_to_one_it_runs_into_on_monday():
    assert week(meeting(1, SUN, "23:30", 90), meeting(2, MON, "0:30")) == ["2"]


def test_nights_in_alternate_weeks_leave_the_other_weeks_free():
    nights = busy((MON, TUE, WED, THU, FRI), "20:00", "6:00", weeks=A, name="nights")

    assert week(meeting(1, TUE, "19:30"), meeting(2, THU, "12:00"), mine=[nights]) == ["1b", "2"]


def test_a_meeting_of_alternate_weeks_comes_with_its_weeks():
    assert week(meeting(1, TUE, "19:30", weeks=A), meeting(2, TUE, "19:30", weeks=B)) == ["1a", "2b"]


def test_each_week_holds_as_many_as_asked():
    in_a, in_b, weekly = meeting(1, MON, "19:00", weeks=A), meeting(2, FRI, "19:00", weeks=B), meeting(3, SUN, "9:00")

    assert week(in_a, in_b, weekly, target=2) == ["1a", "2b", "3"]


# By when to be home


def test_home_by_half_past_nine_counts_the_journey_back():
    assert week(meeting(1, MON, "20:00", journey=30), meeting(2, TUE, "20:00", journey=35), latest=at("21:30")) == ["1"]


def test_home_by_one_is_in_the_night_after():
    assert week(meeting(1, MON, "22:30", journey=30), meeting(2, TUE, "23:30", journey=35), latest=at("1:00")) == ["1"]


def test_a_meeting_after_midnight_belongs_to_the_evening_before_where_one_must_be_home():
    after_midnight = meeting(1, SAT, "0:30", journey=15)

    assert week(after_midnight, latest=at("21:30")) == []
    assert week(after_midnight, latest=at("1:30")) == []
    assert week(after_midnight, latest=at("1:45")) == ["1"]


def test_an_early_meeting_is_of_its_own_day():
    assert week(meeting(1, MON, "6:30"), latest=at("21:30")) == ["1"]


def test_a_night_long_meeting_is_not_over_the_evening_before():
    assert week(meeting(1, MON, "20:00", 12 * 60), latest=at("21:30")) == []


# What is preferred


def test_as_many_as_asked_come_before_the_home_group():
    home = meeting(1, MON, "18:00", 240)

    assert week(home, meeting(2, MON, "18:00"), meeting(3, MON, "21:00"), home_group=1, target=2) == ["2", "3"]


def test_the_home_group_is_kept_though_another_is_nearer():
    home, nearer = meeting(1, MON, "19:00", journey=45), meeting(2, MON, "19:00", journey=10)

    assert week(home, nearer, home_group=1) == ["1"]


def test_the_home_group_is_kept_though_others_would_be_on_more_days():
    home = meeting(1, MON, "20:00", journey=20)

    assert week(home, meeting(2, MON, "12:00"), meeting(3, TUE, "12:00"), home_group=1, target=2) == ["1", "3"]


def test_the_home_group_comes_before_the_others_of_the_week():
    home, kept = meeting(1, MON, "19:00", journey=45), meeting(2, MON, "19:30", journey=10)

    assert week(home, kept, home_group=1, kept=frozenset({2})) == ["1"]


def test_what_is_in_the_week_already_is_kept_though_another_is_nearer():
    kept, nearer = meeting(1, MON, "19:00", journey=45), meeting(2, MON, "19:00", journey=10)

    assert week(kept, nearer, kept=frozenset({1})) == ["1"]


def test_two_days_beat_one():
    near = [meeting(1, MON, "10:00", journey=5), meeting(2, MON, "19:00", journey=5)]

    assert week(*near, meeting(3, TUE, "19:00", journey=60), target=2) == ["1", "3"]


def test_a_meeting_after_midnight_is_on_the_day_it_starts():
    assert week(meeting(1, FRI, "19:00"), meeting(2, SAT, "0:30"), meeting(3, FRI, "10:00", journey=5), target=2) == [
        "3",
        "2",
    ]


def test_a_nearer_meeting_on_the_same_day_is_preferred():
    assert week(meeting(1, MON, "19:00", journey=30), meeting(2, MON, "19:30", journey=10)) == ["2"]


def test_a_shorter_one_is_preferred_where_the_way_is_the_same():
    assert week(meeting(1, MON, "19:00", 90), meeting(2, MON, "19:30", 60)) == ["2"]


def test_the_earlier_is_preferred_where_the_time_away_is_the_same():
    assert week(meeting(1, MON, "19:30"), meeting(2, MON, "19:00")) == ["2"]


def test_the_lower_number_is_preferred_where_all_else_is_the_same():
    assert week(meeting(8, MON, "19:00"), meeting(7, MON, "19:00")) == ["7"]
    assert week(meeting(8, MON, "19:00"), meeting(7, TUE, "19:00"), target=1) == ["7"]


def test_where_nothing_alternates_each_week_is_as_the_other():
    """Of three that each take someone away for half a week only one goes into a week, though three go into two."""
    far = [meeting(day, day, "12:00", 120, journey=36 * 60) for day in (MON, WED, FRI)]

    assert week(*far) == ["0"]


def test_a_meeting_that_takes_longer_than_a_week_is_none():
    assert week(meeting(1, MON, "19:00", journey=4 * 24 * 60)) == []


# Why


def reasons(*candidates, **asked):
    return {one.candidate.number: one.reason for one in proposed(*candidates, **asked).chosen}


def test_the_home_group_is_named_as_that():
    assert reasons(meeting(1, MON, "19:00"), home_group=1, kept=frozenset({1})) == {1: Reason.HOME_GROUP}


def test_what_was_in_the_week_is_named_as_that():
    assert reasons(meeting(1, MON, "19:00"), kept=frozenset({1})) == {1: Reason.KEPT}


def test_the_only_one_of_its_day_is_named_as_that():
    clashing = meeting(2, MON, "12:00")

    assert reasons(meeting(1, MON, "19:00"), clashing, mine=[busy(MON, "9:00", "17:00")]) == {
        1: Reason.ONLY_ONE_THAT_DAY
    }


def test_the_nearest_of_its_day_is_named_as_that():
    near, far = meeting(1, MON, "19:00", journey=10), meeting(2, MON, "19:30", journey=30)

    assert reasons(near, far) == {1: Reason.NEAREST_THAT_DAY}


def test_a_nearer_one_that_clashes_does_not_count():
    near, far, farther = (meeting(number, MON, f"{17 + number}:00", journey=10 * number) for number in (1, 2, 3))

    assert reasons(near, far, farther, mine=[busy(MON, "18:00", "18:30")], target=1) == {2: Reason.NEAREST_THAT_DAY}


def test_one_without_a_journey_is_named_as_that():
    online, far = meeting(1, MON, "19:00", journey=0), meeting(2, MON, "19:30", journey=30)

    assert reasons(online, far) == {1: Reason.NO_JOURNEY}


def test_nothing_is_said_of_journeys_that_nobody_knows():
    assert reasons(meeting(1, MON, "19:00", journey=0), meeting(2, MON, "19:30", journey=0)) == {1: Reason.FITS_BESIDE}


def test_a_second_one_of_a_day_fits_beside_the_first():
    near, far = meeting(1, MON, "12:00", journey=10), meeting(2, MON, "19:30", journey=30)

    assert reasons(near, far) == {1: Reason.NEAREST_THAT_DAY, 2: Reason.FITS_BESIDE}


def test_the_reasons_in_words():
    assert [reason_words(reason) for reason in Reason] == [
        "Your home group",
        "Already in your week",
        "The only one that fits on this day",
        "Online, so no journey",
        "Nothing nearer fits on this day",
        "Fits beside the others",
    ]


# What stands in the way


def test_it_says_that_moving_training_frees_two():
    training = busy(THU, "17:00", "22:00", name="training")
    evening = [meeting(1, THU, "18:00"), meeting(2, THU, "20:00")]

    answer = proposed(meeting(3, MON, "19:00"), *evening, mine=[training], target=3)

    assert answer.missing == (2, 2)
    assert answer.obstacle == Obstacle(training, "mine", frees=2, in_two_weeks=4)
    assert obstacle_words(answer.obstacle) == "Moving Thursday training would make room for two more."


def test_of_two_commitments_the_one_that_frees_more_is_named():
    one, two = busy(MON, "18:00", "21:00"), busy(TUE, "9:00", "21:00")
    meetings = [meeting(1, MON, "19:00"), meeting(2, TUE, "10:00"), meeting(3, TUE, "19:00")]

    assert proposed(*meetings, mine=[one, two], target=3).obstacle == Obstacle(two, "mine", 2, 4)


def test_of_two_that_free_as_much_mine_is_named():
    one, two = busy(TUE, "18:00", "21:00"), need(MON, "18:00", "21:00")

    assert proposed(
        meeting(1, MON, "19:00"), meeting(2, TUE, "19:00"), mine=[one], theirs=[two], target=2
    ).obstacle == Obstacle(one, "mine", 1, 2)


def test_what_the_other_needs_is_named_as_theirs():
    bedtime = need(MON, "18:00", "19:30", name="bedtime")

    obstacle = proposed(meeting(1, MON, "19:00"), theirs=[bedtime], target=1).obstacle

    assert obstacle == Obstacle(bedtime, "theirs", 1, 2)
    assert obstacle_words(obstacle) == "Moving Monday children’s bedtime would make room for one more."


def test_the_time_to_be_home_by_can_be_what_stands_in_the_way():
    obstacle = proposed(meeting(1, MON, "20:00"), latest=at("21:00"), target=1).obstacle

    assert obstacle == Obstacle(None, "latest", 1, 2)
    assert obstacle_words(obstacle) == "A later time home would make room for one more."


def test_no_one_thing_is_named_where_two_stand_in_the_way_together():
    answer = proposed(
        meeting(1, MON, "19:00"), mine=[busy(MON, "18:00", "20:00"), busy(MON, "19:00", "21:00")], target=1
    )

    assert (answer.missing, answer.obstacle) == ((1, 1), None)


def test_a_meeting_across_the_midnight_between_two_weeks_counts_in_its_own():
    in_a = [meeting(1, MON, "0:05", 30, weeks=A), meeting(2, MON, "12:00", weeks=A), meeting(3, TUE, "12:00", weeks=A)]
    in_b = [meeting(4, MON, "0:05", 30, weeks=B), meeting(5, MON, "0:30", weeks=B)]

    answer = proposed(*in_a, *in_b, mine=[busy(MON, "1:00", "1:30", weeks=B)], target=2)

    assert (answer.missing, answer.obstacle) == ((0, 1), None)


def test_what_frees_more_than_were_asked_is_said_to_free_as_many_as_asked():
    meetings = [meeting(day, day, "19:00") for day in range(7)]

    assert proposed(*meetings, mine=[busy(tuple(range(7)), "18:00", "22:00")], target=2).obstacle.frees == 2


def test_what_frees_some_in_every_other_week_says_so():
    nights = busy(MON, "18:00", "6:00", weeks=A, name="nights")

    answer = proposed(meeting(1, MON, "19:00"), mine=[nights], target=1)

    assert answer.missing == (1, 0)
    assert obstacle_words(answer.obstacle) == "Moving Monday night shift would make room for one more every two weeks."


def test_a_later_time_home_can_help_in_every_other_week():
    answer = proposed(meeting(1, MON, "20:00", weeks=B), latest=at("21:00"), target=1)

    assert obstacle_words(answer.obstacle) == "A later time home would make room for one more every two weeks."


def test_more_than_seven_are_said_in_figures():
    nights = busy((MON, TUE, WED), "18:00", "6:00", weeks=B, name="nights")

    assert (
        obstacle_words(Obstacle(nights, "mine", 4, 8))
        == "Moving night shift (Monday to Wednesday) would make room for 8 more every two weeks."
    )


def test_what_has_no_name_is_called_what_it_is():
    mine = Obstacle(busy(THU, "9:00", "10:00"), "mine", 1, 2)
    theirs = Obstacle(need(MON, "9:00", "10:00"), "theirs", 1, 2)

    assert obstacle_words(mine) == "Moving your busy time (Thursday) would make room for one more."
    assert obstacle_words(theirs) == "Moving the time you are needed (Monday) would make room for one more."


def test_it_says_what_keeps_the_home_group_out():
    training = busy(THU, "18:00", "20:00", name="training")

    answer = proposed(meeting(1, THU, "19:00"), meeting(2, FRI, "19:00"), mine=[training], home_group=1, target=1)

    assert [one.candidate.number for one in answer.chosen] == [2]
    assert (answer.home_group_blocked_by, answer.home_group_too_late) == (training, False)


def test_it_says_what_keeps_the_home_group_out_of_every_other_week():
    nights = busy(THU, "18:00", "6:00", weeks=A)

    answer = proposed(meeting(1, THU, "19:00"), mine=[nights], home_group=1)

    assert [(one.candidate.number, one.weeks) for one in answer.chosen] == [(1, B)]
    assert answer.home_group_blocked_by == nights


def test_it_says_that_the_home_group_ends_too_late():
    answer = proposed(meeting(1, THU, "19:00"), home_group=1, latest=at("20:00"))

    assert (answer.home_group_blocked_by, answer.home_group_too_late) == (None, True)


def test_nothing_keeps_out_a_home_group_that_fits():
    answer = proposed(meeting(1, THU, "19:00"), home_group=1)

    assert (answer.home_group_blocked_by, answer.home_group_too_late) == (None, False)


# What other pages ask


def test_blocks_are_when_i_am_busy_and_when_the_other_needs_me():
    mine, theirs = [busy(MON, "9:00", "17:00"), need(TUE, "9:00", "10:00")], [busy(WED, "9:00", "17:00")]

    assert blocks(mine, [*theirs, need(FRI, "9:00", "10:00")]) == [mine[0], need(FRI, "9:00", "10:00")]


def test_what_is_in_the_way_of_a_meeting_is_named_once():
    shift = busy((MON, TUE), "12:00", "20:00")

    assert in_the_way(meeting(1, MON, "19:00").spans, [shift, busy(SUN, "9:00", "12:00")]) == [shift]
