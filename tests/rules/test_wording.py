"""Words of a listing that say that it is not weekly, and those that only seem to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK, FIFTH, FIRST, FOURTH, LAST, SECOND, THIRD
from groups.rules.wording import AS_STATED, read_wording

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@pytest.mark.parametrize(
    ("weekday", "note", "weeks"),
    [
        (WED, "Meets 1st & 3rd Wednesday", FIRST | THIRD),
        (WED, "1st & 3rd Wed", FIRST | THIRD),
        (WED, "Meets 1st & 3rd Wed. Open meeting.", FIRST | THIRD),
        (TUE, "2nd and 4th Tuesday", SECOND | FOURTH),
        (TUE, "Meets 2nd and 4th Tuesdays in Jones Hall", SECOND | FOURTH),
        (TUE, "2nd & 4th Tues. only, 7pm", SECOND | FOURTH),
        (TUE, "First Tuesday of the month ONLY", FIRST),
        (FRI, "Last Friday of the month", LAST),
        (SUN, "The group meets on the last Sunday of every month.", LAST),
        (SUN, "Second & last Sunday of each month at 10am", SECOND | LAST),
        (MON, "1st, 3rd and 5th Mondays", FIRST | THIRD | FIFTH),
        (FRI, "every third Friday of the month", THIRD),
        (TUE, "Tuesdays: 1st and 3rd only", FIRST | THIRD),
        (TUE, "Meets the first and third weeks of the month", FIRST | THIRD),
        (TUE, "1st through 4th Tuesday", FIRST | SECOND | THIRD | FOURTH),
        (TUE, "No meeting on the 5th Tuesday", FIRST | SECOND | THIRD | FOURTH),
        (TUE, "Meets every Tuesday except the first Tuesday of the month", SECOND | THIRD | FOURTH | FIFTH),
        (TUE, "Once a month, 3rd Tuesday", THIRD),
        (TUE, "Meets monthly on the third Tuesday", THIRD),
        (TUE, "2nd and 4th Tuesdays, use the side door", SECOND | FOURTH),
        (TUE, "Jones Hall, 2nd & 4th Tuesdays, side door", SECOND | FOURTH),
        (TUE, "Business meeting: first Tuesday of the month. Meets 2nd & 4th Tuesday", SECOND | FOURTH),
    ],
)
def test_a_plain_note_gives_the_weeks_of_the_month(weekday, note, weeks):
    assert read_wording("Evening Group", note, weekday=weekday).weeks == weeks


@pytest.mark.parametrize(
    ("weekday", "name", "weeks"),
    [
        (WED, "Men (1st & 3rd Wednesday)", FIRST | THIRD),
        (WED, "Women’s Step 1st & 3rd Wed", FIRST | THIRD),
        (TUE, "Tuesday Group (2nd & 4th)", SECOND | FOURTH),
        (SAT, "Speaker Meeting Last Saturday", LAST),
        (SUN, "Second Sunday", SECOND),
    ],
)
def test_a_plain_name_gives_the_weeks_of_the_month(weekday, name, weeks):
    assert read_wording(name, "", weekday=weekday).weeks == weeks


@pytest.mark.parametrize(
    ("weekday", "name", "note"),
    [
        (TUE, "Group", "Meets every other week"),
        (TUE, "Group", "Every other Tuesday"),
        (TUE, "Group", "Fortnightly"),
        (TUE, "Group", "Bi-weekly"),
        (FRI, "Group", "every third Friday"),
        (SUN, "Group", "One Sunday a month"),
        (SUN, "Group", "meets one Sunday of the month, check website"),
        (SUN, "Group", "meets monthly"),
        (SUN, "Group", "Meets twice a month"),
        (SUN, "Group", "Check website calendar to verify actual date"),
        (TUE, "Monthly Business Meeting District 21", ""),
        (MON, "Group", "Typically 1st or 2nd Monday"),
        (TUE, "Group", "Meets 1st Tuesday at the church and 3rd Tuesday at the library"),
        (TUE, "Group", "Meets 1st and 3rd of the month"),
        (FRI, "Group", "except last Friday of the month"),
        (TUE, "Group", "2nd & 4th Tuesdays in Jones Hall"),
        (SUN, "Group", "Last Sunday of the month, St Mary’s Hall"),
        (SAT, "Group", "Meets the 2nd Saturday of January, April, July and October"),
        (MON, "Group", "Meets on the 15th of each month"),
        (MON, "Group", "Meets 2x a month"),
        (MON, "Group", "Weeks 1 & 3 of the month"),
        (TUE, "Group", "Every other Tuesday starting January 8, 2025"),  # a Wednesday
    ],
)
def test_not_weekly_without_dates_is_by_arrangement_and_staff_are_told(weekday, name, note):
    said = read_wording(name, note, weekday=weekday)

    assert (said.by_arrangement, said.weeks, said.interval) == (True, EVERY_WEEK, 1)
    assert said.cautions


@pytest.mark.parametrize(
    ("weekday", "name", "note"),
    [
        (THU, "Let It Begin", "Newcomers meeting at 6:30 on the first Thursday of the month"),
        (SAT, "Early Birds", "Group business meetings are held last Saturday of the month"),
        (THU, "Literature", "Last Thursday is for anniversary celebrants of the month."),
        (FRI, "Group", "last Friday is open"),
        (FRI, "Group", "Open on the last Friday of the month"),
        (SAT, "Group", "Speaker meeting last Saturday of the month"),
        (MON, "Group", "1st Monday - Step, 2nd Monday - Tradition, 3rd Monday - Speaker, 4th Monday - Big Book"),
        (WED, "Group", "1st Wed. Speaker, 2nd Wed. Step"),
        (WED, "Group", "In person 1st & 3rd Wednesday, Zoom 2nd & 4th"),
        (WED, "Group", "Monthly group conscience"),
        (FRI, "Group", "We met in the park on the last Friday in December"),
        (FRI, "Group", "We moved last Friday"),
        (WED, "Group", "We have cake once a month"),
        (FRI, "Friday Night Group Open Last Friday", ""),
        (WED, "Wednesday Big Book, last Wed Speaker", ""),
        (FRI, "Group", "The group will also meet every third Friday at the beach, in addition to the hall."),
        (THU, "Group", "An in person meeting on the second Thursday of the month. All other meetings are on Zoom."),
        (TUE, "Group", "On the first Tuesday of the month ONLY at First Parish. The rest of the month we are on Zoom."),
        (WED, "Group", "Meets 1st & 3rd Thursday"),  # another day
    ],
)
def test_words_about_some_weeks_of_a_weekly_meeting_leave_it_weekly_with_a_caution(weekday, name, note):
    said = read_wording(name, note, weekday=weekday)

    assert (said.by_arrangement, said.weeks, said.interval, said.months) == (False, EVERY_WEEK, 1, EVERY_MONTH)
    assert said.cautions


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("First Congregational Church Group", "2nd floor, last door"),
        ("12 Step Study", "11th Step, 12x12, third edition"),
        ("One Wednesday at a Time", "One day at a time"),
        ("First Things First Wednesday", ""),
        ("Last Call Wednesday", "Steps (1st & 2nd)"),
        ("Second Chance Wednesday", "Newcomers may stay"),
        ("Group", "Meets Monday-Friday, even holidays"),
        ("Group", "Rotates each week between Promises and Living Sober"),
        ("Group", ""),
    ],
)
def test_names_and_places_with_numbers_in_them_say_nothing(name, note):
    assert read_wording(name, note, weekday=WED) == AS_STATED


def _months(*numbers):
    return sum(1 << number - 1 for number in numbers)


@pytest.mark.parametrize(
    ("note", "months"),
    [
        ("not in August", EVERY_MONTH & ~_months(8)),
        ("No meeting in July & August.", EVERY_MONTH & ~_months(7, 8)),
        ("No meetings in July due to the church picnic", EVERY_MONTH & ~_months(7)),
        ("Closed in August", EVERY_MONTH & ~_months(8)),
        ("No Meeting in Feb, March, May, July, August or October.", _months(1, 4, 6, 9, 11, 12)),
        ("Does not meet June through August", EVERY_MONTH & ~_months(6, 7, 8)),
        ("Meeting runs every Friday, May through September, weather permitting.", _months(5, 6, 7, 8, 9)),
        ("September - June", EVERY_MONTH & ~_months(7, 8)),
    ],
)
def test_plain_months_become_months(note, months):
    assert read_wording("Group", note, weekday=FRI).months == months


@pytest.mark.parametrize(
    "note",
    [
        "No meeting December 25",
        "No meeting in December 2022",
        "Outdoors June to August",
        "No newcomers meeting in July",
        "Seasonal",
        "No meeting in summer",
        "In Jan. and Feb., when it is snowing, there will be a virtual meeting only.",
    ],
)
def test_months_that_are_not_plain_are_a_caution(note):
    said = read_wording("Group", note, weekday=FRI)

    assert said.months == EVERY_MONTH
    assert said.cautions


def test_of_months_that_exclude_each_other_the_first_count_and_staff_are_told():
    said = read_wording("Group", "October to April at 7pm; May to September at 8pm", weekday=FRI)

    assert said.months == 0b111000001111
    assert said.cautions


def test_an_interval_with_a_date_to_count_from_is_a_rule():
    said = read_wording("Group", "Every other Tuesday starting January 14, 2025", weekday=TUE)

    assert (said.by_arrangement, said.interval, said.phase, said.first) == (False, 2, 1, date(2025, 1, 14))


def test_a_first_meeting_is_a_first_date():
    assert read_wording("Group", "First Meeting will be held on July 13th, 2023", weekday=THU).first == date(
        2023, 7, 13
    )
    assert read_wording("Group", "Group resumes meeting June 7,2023", weekday=WED).first == date(2023, 6, 7)
    assert read_wording("Group", "Starting 7 January 2030", weekday=MON).first == date(2030, 1, 7)
    assert read_wording("Group", "Starting 7 January 2030 masks are optional", weekday=MON).first is None


def test_without_a_day_the_months_still_count():
    said = read_wording("Group", "Monthly, not in August", weekday=None)

    assert (said.by_arrangement, said.months) == (False, EVERY_MONTH & ~_months(8))


WORDS = (
    "1st 2nd 3rd 4th 5th first last every other week weeks Tuesday Wed. meets & and of the month monthly not in August"
    " no meeting May through September only business open ( ) , . ; - starting January 7, 2025 one a or except"
)
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(), st.lists(PIECES, max_size=12).map(" ".join))
def test_whatever_is_said_the_outcome_can_be_stored(name, note):
    said = read_wording(name, note, weekday=TUE)

    assert said.weeks in CANONICAL_WEEKS
    assert 1 <= said.months <= EVERY_MONTH
    assert said.interval == 1 or (said.interval == 2 and said.weeks == EVERY_WEEK and said.phase in (0, 1))
    assert (
        said == AS_STATED
        or said.cautions
        or (said.weeks, said.interval, said.months, said.first) != (63, 1, 4095, None)
    )
