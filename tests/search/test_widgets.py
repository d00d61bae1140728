"""The boxes and the list of the filters are written out by hand: each choice, its count, and nothing unescaped."""

import pytest

from groups.search.widgets import Boxes, OneOfList
from groups.templatetags import marks

pytestmark = pytest.mark.sqlite

HOSTILE = '"><script>alert(1)</script>&'
SAFE = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"


def drawn(widget, value, found=None, **attrs):
    widget.found = found
    return widget.render("day", value, {"id": "id_day", **attrs})


def test_each_box_has_its_label_its_count_and_is_ticked_where_it_is_chosen():
    boxes = Boxes(choices=[("mon", "Monday"), ("tue", "Tuesday")])

    assert drawn(boxes, ["tue"], {"mon": 3}).split("\n    ") == [
        '<label class="choice" for="id_day_0"><input type="checkbox" name="day" value="mon" id="id_day_0">'
        ' Monday<span class="choice__found">3</span></label>',
        '<label class="choice choice--none" for="id_day_1"><input type="checkbox" name="day" value="tue" id="id_day_1"'
        ' checked> Tuesday<span class="choice__found">0</span></label>',
    ]


def test_where_nobody_counted_a_box_says_no_count_and_a_wrong_field_is_marked():
    assert drawn(Boxes(choices=[("mon", "Monday")]), None, **{"aria-invalid": "true"}) == (
        '<label class="choice" for="id_day_0"><input type="checkbox" name="day" value="mon" id="id_day_0"'
        ' aria-invalid="true"> Monday</label>'
    )


def test_a_list_says_its_counts_in_brackets():
    chosen = OneOfList(choices=[("", "As far as needed"), ("5", "5 miles"), ("10", "10 miles")])

    assert drawn(chosen, "10", {"5": 2}) == (
        '<select name="day" id="id_day"><option value="">As far as needed</option>'
        '<option value="5">5 miles (2)</option><option value="10" selected>10 miles (0)</option></select>'
    )


@pytest.mark.parametrize("widget", [Boxes, OneOfList])
def test_what_staff_and_feeds_call_things_is_escaped(widget):
    said = drawn(widget(choices=[(HOSTILE, HOSTILE)]), [HOSTILE] if widget is Boxes else HOSTILE, {})

    assert "<script" not in said
    assert said.count(SAFE) == 2


def test_so_it_is_in_the_marks_of_a_row():
    for said in (
        marks.kind_mark("smart", HOSTILE),
        marks.about_line(HOSTILE, "smart", "SMART"),
        marks.freshness(HOSTILE, "old"),
    ):
        assert "<script" not in said
        assert said.count(SAFE) == 1
