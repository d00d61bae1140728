"""The code for an address: drawn here, the same that a reader of codes would expect."""

import re

import pytest
import segno

from mutualaid.templatetags import qr as codes
from mutualaid.templatetags.qr import qr
from tests.guidance.records import make_page

pytestmark = pytest.mark.sqlite


def modules(drawing):
    """The dark squares of a drawing, row by row, as a reader would see them."""
    width = int(re.search(r'viewBox="0 0 (\d+) \1"', drawing)[1])
    rows = [[False] * width for _ in range(width)]
    x = y = 0
    first = True
    for sign, across, down in re.findall(
        r"([MmhH])(-?[\d.]+)(?: (-?[\d.]+))?", re.search(r'stroke="#000".* d="([^"]+)"', drawing)[1]
    ):
        if sign == "M":
            x, y = int(across), int(float(down))
        elif sign == "m":
            x, y = x + int(across), y + int(float(down))
        else:
            for at in range(x, x + int(across)):
                rows[y][at] = True
            x += int(across)
        first = False
    assert not first
    return rows


def test_the_drawing_is_the_code_of_the_whole_address_with_its_quiet_zone():
    wanted = segno.make("http://127.0.0.1:8000/areas/woodbridge/", error="m", micro=False, boost_error=False)

    assert modules(qr("/areas/woodbridge/")) == [list(map(bool, row)) for row in wanted.matrix_iter(border=4)]


def test_it_has_a_name_and_a_light_ground_of_its_own_for_dark_screens():
    drawing = qr("/areas/woodbridge/")

    assert drawing.startswith('<svg class="qr" role="img" aria-label="Code to scan for this page"')
    assert 'fill="#fff"' in drawing
    assert "style" not in drawing


def test_that_of_a_page_is_kept_and_that_of_a_search_is_not():
    codes._drawn.cache_clear()

    qr("/guidance/going-to-meetings/")
    qr("/guidance/going-to-meetings/")
    qr("/meetings/?near=IP12")

    assert (codes._drawn.cache_info().hits, codes._drawn.cache_info().currsize) == (1, 1)


def test_an_address_is_text_and_nothing_else():
    assert "<script>" not in qr('https://example.org/"><script>alert(1)</script>')


@pytest.mark.django_db
def test_an_article_carries_the_code_of_its_own_address_for_paper_alone(client):
    make_page()

    text = client.get("/guidance/going-to-meetings/").content.decode()

    (scan,) = re.findall(r'<div class="scan only-paper">.*?</svg>.*?</div>.*?</div>', text, re.DOTALL)
    assert qr("/guidance/going-to-meetings/") in scan
    assert "127.0.0.1:8000/guidance/going-to-meetings/" in scan
