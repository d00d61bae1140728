"""How many meetings fit a sheet of paper."""

import pytest

from groups.rules.sheet import Block, Paper, how_many_fit

pytestmark = pytest.mark.sqlite  # nothing here asks a database

PAPER = Paper(columns=1, lines=10, signs=20, heading=2, gap=1)
TWO_COLUMNS = Paper(columns=2, lines=10, signs=20, heading=2, gap=1)


def test_each_meeting_takes_a_line_a_text_and_more_where_one_is_long():
    assert how_many_fit([Block(["Harbour Lights"])] * 9, PAPER) == 5
    assert how_many_fit([Block(["Harbour Lights by the Sea"])] * 9, PAPER) == 3


def test_a_heading_takes_room_once():
    under_one = [Block(["Harbour Lights"], "Monday")] * 9
    under_several = [Block(["Harbour Lights"], f"{day} November") for day in range(9)]

    assert how_many_fit(under_one, PAPER) == 4
    assert how_many_fit(under_several, PAPER) == 2


def test_what_does_not_fit_the_rest_of_a_column_goes_to_the_next_one():
    four_lines = Block(["one", "two", "three"])

    assert how_many_fit([four_lines] * 9, PAPER) == 2
    assert how_many_fit([four_lines] * 9, TWO_COLUMNS) == 4


def test_nothing_fits_where_one_is_higher_than_the_paper_and_none_fit_where_there_are_none():
    assert how_many_fit([Block(["x" * 300])], PAPER) == 0
    assert how_many_fit([], PAPER) == 0
