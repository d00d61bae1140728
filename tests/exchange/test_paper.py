"""How a list of meetings is set in type: what listings say is shown as it is, and the typesetter opens nothing."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from groups.exchange import paper
from groups.exchange.paper import Busy, Call, Code, Crisis, Line, Paper, Section
from tests.pages.files.reading_pdf import read_pdf

pytestmark = pytest.mark.sqlite  # no database at all

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M1 1h7v7z"/></svg>'
LINE = Line(
    starts="7:30pm",
    beside=("to 8:30pm",),
    name="Harbour Lights",
    url="https://example.org/meetings/harbour/",
    day="",
    place="Trinity Hall, Ipswich",
    state="",
    is_off=False,
    said=("Anyone can come",),
    caution="",
    kind="12-step",
    about="Drinking · 12-step · AA",
    freshness="Checked 8 days ago",
    is_stale=False,
    demonstration="",
)
PAPER = Paper(
    language="en-gb",
    is_large=False,
    title="Meetings in Ipswich",
    site="Mutual aid",
    summary="1 meeting, soonest first",
    sentences=(),
    printed="Printed on Monday 23 November 2026.",
    check=("Check before you travel.", "example.org/meetings/"),
    page_words="Page {page} of {pages}",
    continued="(continued)",
    code=Code(SQUARE, "Code to scan", "Scan for this list"),
    crisis=Crisis("In a crisis", ("Shaking?", "Get help"), (Call("999", "Ambulance", ""),), ("More: example.org",)),
    sections=(Section("Monday 23 November", (LINE,)),),
)


def written(**changes):
    return read_pdf(paper.write(replace(PAPER, **changes), made_at=NOON))


def listed(*lines):
    return (Section("Monday 23 November", lines),)


def test_it_is_read_in_the_order_in_which_it_is_meant():
    assert written().texts == [
        ("P", "Mutual aid"),
        ("H1", "Meetings in Ipswich"),
        ("P", "1 meeting, soonest first"),
        ("P", "Check before you travel. Printed on Monday 23 November 2026."),
        ("Figure", "Code to scan"),
        ("P", "Scan for this list"),
        ("H2", "In a crisis"),
        ("P", "Shaking? Get help"),
        ("LI", "999 Ambulance"),
        ("P", "More: example.org"),
        ("H2", "Monday 23 November"),
        ("P", "7:30pm"),
        ("P", "to 8:30pm"),
        ("H3", "Harbour Lights"),
        ("P", "Trinity Hall, Ipswich"),
        ("P", "Anyone can come"),
        ("P", "Drinking · 12-step · AA"),
        ("P", "Checked 8 days ago"),
    ]


def test_it_says_its_title_its_language_and_that_it_is_accessible():
    read = written()

    assert (read.title, read.language, read.says_it_is_accessible) == ("Meetings in Ipswich", "en-GB", True)
    assert read.links == ["https://example.org/meetings/harbour/"]


def test_the_same_paper_of_the_same_moment_is_the_same_file():
    assert paper.write(PAPER, made_at=NOON) == paper.write(PAPER, made_at=NOON)


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        '#import "@preview/cetz:0.3.1"',
        "#{while true {}}",
        "= Heading $x^2$ *bold* _slant_ `raw` <label> @label \\ // no comment /* nor this */",
        '")]} #panic() {[("',
        "https://example.org/#x",
        "\\u{202e}{page} of {pages}",
    ],
)
def test_marks_of_the_typesetter_in_a_listing_are_letters(hostile):
    line = replace(LINE, name=hostile, place=hostile, about=hostile, said=(hostile,))

    read = written(title=hostile, sections=(Section(hostile, (line,)),))

    assert read.title == hostile
    assert (read.tagged("H1"), read.tagged("H3")) == ([hostile], [hostile])
    assert read.tagged("H2") == ["In a crisis", hostile]
    assert read.tagged("P").count(hostile) == 3
    assert read.links == [LINE.url]


def test_a_heading_stands_again_where_its_meetings_go_on_and_is_read_once():
    read = written(sections=listed(*[LINE] * 50))

    assert read.pages == 3
    assert read.tagged("H2") == ["In a crisis", "Monday 23 November"]
    assert [page.count("Monday 23 November (continued)") for page in read.loose] == [1, 2, 2]
    assert [page.endswith(f"Page {number} of 3") for number, page in enumerate(read.loose, 1)] == [True] * 3


def test_large_print_has_one_column_and_no_small_letters():
    usual, large = (written(sections=listed(*[LINE] * 8), is_large=is_large) for is_large in (False, True))

    assert (usual.pages, large.pages) == (1, 2)
    assert large.sizes["H3"] == {18.9}
    assert min(size for sizes in large.sizes.values() for size in sizes) == 14
    assert {10.0, 18.0} <= usual.sizes["P"] | large.sizes["P"]
    assert [page.count("(continued)") for page in large.loose] == [0, 1]


def test_a_language_from_right_to_left_turns_the_columns_round():
    left, right = (positions(paper.write(replace(PAPER, language=language), made_at=NOON)) for language in ("en", "ar"))

    assert left["7:30pm"] < left["Harbour Lights"]
    assert right["7:30pm"] > right["Harbour Lights"]


def drawn(data):
    """The pieces of text on the first page, each with how far from the left and the foot it begins."""
    found = []

    def text(said, cm, matrix, _font, _size):
        if said.strip():
            found.append((said.strip(), round(cm[4] + matrix[4]), round(cm[5] + matrix[5])))

    PdfReader(io.BytesIO(data)).pages[0].extract_text(visitor_text=text)
    return found


def positions(data):
    """How far from the left each text begins."""
    return {text: across for text, across, _up in drawn(data)}


def test_a_name_in_letters_that_no_font_has_says_so_and_costs_no_file():
    line = replace(LINE, name="ਪੰਜਾਬੀ Harbour 💙", no_letters="Some letters cannot be printed.")

    read = written(sections=listed(line))

    assert read.tagged("H3") == ["… Harbour"]
    assert read.tagged("P")[-1] == "Some letters cannot be printed."


def test_a_word_that_is_longer_than_its_column_is_broken_and_copied_whole():
    name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    data = paper.write(replace(PAPER, title=name, sections=listed(replace(LINE, name=name, place=name))), made_at=NOON)
    lines = {at for text, _across, at in drawn(data) if len(text) == 1 and text in name}

    assert len(lines) >= 2 * 2
    assert read_pdf(data).texts.count(("P", name)) == 1
    assert read_pdf(data).tagged("H3") == [name]
    assert read_pdf(data).title == name


@pytest.mark.parametrize("planted", ['read("/etc/hostname")', 'read("../../etc/hostname")', 'include "/etc/hostname"'])
def test_the_typesetter_opens_no_file(planted):
    with pytest.raises(RuntimeError, match=r"not found|denied|outside|escape"):
        paper.typeset(f'#set document(title: "x")\n#{planted}', {}, made_at=NOON)


def test_the_layout_asks_for_no_file_and_no_package_and_takes_no_text_for_code():
    layout = paper.LAYOUT.read_text()

    assert (
        re.findall(r"\b(?:import|include|read|eval|plugin|csv|yaml|toml|xml|cbor|bibliography)\b\s*[(\"]", layout) == []
    )


def test_what_goes_wrong_tells_nothing_of_the_listings():
    with pytest.raises(RuntimeError) as caught:
        paper.typeset("#set document(title: [x])\n#panic(shown)", {"name": "Harbour Lights"}, made_at=NOON)

    assert "Harbour" not in str(caught.value)


def test_a_layout_without_end_is_ended(monkeypatch):
    monkeypatch.setattr(paper, "SECONDS", 1)

    with pytest.raises(Busy):
        paper.typeset(
            '#set document(title: "x")\n#for a in range(100000) { for b in range(100000) {} }', {}, made_at=NOON
        )


def test_one_that_needs_too_much_memory_is_ended(monkeypatch):
    with pytest.raises(RuntimeError):
        paper.typeset('#set document(title: "x")\n#let a = "x" * 4000000000', {}, made_at=NOON)


def test_only_one_is_set_at_a_time_by_whichever_process(monkeypatch, tmp_path):
    monkeypatch.setattr(paper, "_LOCK", tmp_path / "lock")
    monkeypatch.setattr(paper, "WAITING_SECONDS", 0.1)
    with paper.one_at_a_time(), pytest.raises(Busy):
        paper.write(PAPER, made_at=NOON)

    assert paper.write(PAPER, made_at=NOON).startswith(b"%PDF")
