"""The usual week as a picture: everything where it belongs, nothing beside the sheet, mirrored from right to left."""

from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.planning.fortnight import FORTNIGHT, Weeks
from groups.views.plan.picture import TOP, WIDE, looks_of, pictures_of
from groups.views.plan.usual_week import Taken, UsualWeek

DAY, HOUR = 24 * 60, 60
MEETING = Taken("meeting", (19 * HOUR, 21 * HOUR), "Harbour Lights", kind="12-step", label="AA", journey=30)


def week(*taken, weeks=Weeks.A, first_day=0):
    return UsualWeek(weeks, "A usual week", list(taken), first_day, [], 0, 0)


def drawn(*taken, **week_is):
    (picture,) = pictures_of([week(*taken, **week_is)])
    return picture


def test_a_week_of_nothing_has_no_picture():
    assert pictures_of([week()]) == []


def test_a_meeting_stands_in_its_hours_with_its_journeys_before_and_after():
    (block,) = drawn(MEETING).blocks

    assert [text.text for text in block.texts] == ["7:30pm", "AA"]
    before, after = block.journeys
    assert before.y + before.high == pytest.approx(block.box.y, abs=0.2)
    assert after.y == pytest.approx(block.box.y + block.box.high, abs=0.2)
    assert before.high == pytest.approx(block.box.high / 2, abs=0.2)


def test_days_begin_with_the_one_the_site_says():
    assert [day.text for day in drawn(MEETING).days] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert drawn(MEETING, first_day=6).days[0].text == "Sun"
    assert drawn(MEETING, first_day=6).blocks[0].box.x > drawn(MEETING).blocks[0].box.x


def test_a_night_runs_to_five_in_the_column_of_its_evening_and_on_in_the_next():
    night = Taken("mine", (22 * HOUR, 30 * HOUR), "nights")

    evening, morning = drawn(night).blocks

    assert (evening.box.high, morning.box.high) == (pytest.approx(7 * morning.box.high, rel=0.02), morning.box.high)
    assert evening.box.x < morning.box.x
    assert morning.box.y == TOP


def test_the_last_night_of_the_fortnight_ends_on_its_first_morning():
    night = Taken("mine", (FORTNIGHT - 2 * HOUR, FORTNIGHT + 6 * HOUR), "nights")

    assert len(drawn(night, weeks=Weeks.A).blocks) == 1
    assert len(drawn(night, weeks=Weeks.B).blocks) == 1


def test_the_two_people_stand_side_by_side_where_both_have_fixed_times():
    mine, theirs = (Taken(look, (9 * HOUR, 17 * HOUR), "work") for look in ("mine", "theirs"))

    alone = drawn(mine).blocks[0].box
    one, other = (block.box for block in drawn(mine, theirs).blocks)

    assert one.x + one.wide <= other.x
    assert one.wide < alone.wide / 2 + 1


def test_meetings_that_lie_over_one_another_stand_side_by_side():
    one, other = (block.box for block in drawn(MEETING, replace(MEETING, name="Other")).blocks)

    assert one.x + one.wide <= other.x


def test_a_clash_has_an_outline_and_a_sign():
    (block,) = drawn(replace(MEETING, clashes=("Clashes with work",))).blocks

    assert block.sign.text == "!"
    assert block.outline.high == pytest.approx(block.box.high * 2, abs=0.2)
    assert drawn(MEETING).blocks[0].outline is None


def test_both_weeks_are_drawn_for_the_same_hours():
    early = Taken("mine", (6 * HOUR, 8 * HOUR), "run")
    one, other = pictures_of([week(MEETING, early), week(MEETING, weeks=Weeks.B)])

    assert one.hours == other.hours


def test_the_legend_says_what_there_is_and_nothing_else():
    work = Taken("theirs", (9 * HOUR, 17 * HOUR), "work")

    assert [look.words for look in looks_of([week(MEETING)])] == ["12-step", "the way there and back"]
    assert [look.words for look in looks_of([week(replace(MEETING, journey=0, clashes=("…",)), work)])] == [
        "12-step",
        "the other’s times",
        "clashes",
    ]


def test_from_right_to_left_it_is_mirrored():
    plain = drawn(MEETING)
    with translation.override("ar"):
        mirrored = drawn(MEETING)

    box, other = plain.blocks[0].box, mirrored.blocks[0].box
    assert other.x == pytest.approx(WIDE - box.x - box.wide, abs=0.2)
    assert mirrored.days[0].x > mirrored.days[6].x


@given(
    st.lists(
        st.builds(
            lambda look, begin, long, way: Taken(
                look, (begin, begin + long + 2 * way), "x", kind="smart" if look == "meeting" else "", journey=way
            ),
            st.sampled_from(["meeting", "mine", "theirs"]),
            st.integers(-180, FORTNIGHT - 1),
            st.integers(1, DAY),
            st.just(0) | st.integers(0, 180),
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from([Weeks.A, Weeks.B]),
)
def test_nothing_stands_beside_the_sheet_and_no_word_beside_its_block(taken, weeks):
    for picture in pictures_of([week(*taken, weeks=weeks)]):
        for block in picture.blocks:
            for box in (block.box, *block.journeys):
                assert box.x >= 0 and box.x + box.wide <= WIDE + 0.1
                assert box.y >= TOP and box.y + box.high <= picture.foot + 0.2
                assert box.wide > 0 and box.high >= 0
            for text in block.texts:
                assert block.box.y < text.y <= block.box.y + block.box.high
