"""The bench of the pages: its arithmetic, its arguments, its yardsticks, and the whole of it on few meetings."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench import asked, pages, report
from bench.bare import stored
from bench.databases import beside
from bench.figures import ENOUGH_FOR_P99, Figures, pairs_alike, percentile

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "var", "docs", "tests", "__pycache__", ".hypothesis")
PAGE = Figures(times=[float(n) for n in range(1, 201)], at_once=50.4)
YARDSTICK = Figures(times=[1.5, 2.0, 2.5], at_once=4000.0)

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        (range(1, 101), 0.99, 99),
        (range(100, 0, -1), 0.99, 99),
        (range(1, 201), 0.99, 198),
        (range(1, 102), 0.99, 100),
        ([7], 0.99, 7),
        ([3, 1, 2], 0.5, 2),
        ([3, 1, 2], 0, 1),
    ],
)
def test_a_percentile_is_the_least_value_that_so_many_do_not_exceed(values, share, expected):
    assert percentile(list(values), share) == expected


def test_figures_are_the_median_the_p99_and_requests_a_second():
    assert (PAGE.median, PAGE.p99, round(PAGE.spread, 3)) == (100.5, 198, 1.97)
    assert round(PAGE.one_by_one, 2) == 9.95
    assert PAGE.times_of(YARDSTICK) == 50.25


def test_too_few_requests_have_no_p99():
    few = Figures(PAGE.times[: ENOUGH_FOR_P99 - 1], 1)

    assert (few.p99, few.spread) == (None, None)


def test_searches_alike_are_paired_once_each_and_the_nearest_first():
    few = {"a": 50, "b": 100, "c": 104, "d": 500}
    many = {"x": 101, "y": 54, "z": 60}

    assert pairs_alike(few, many) == [("b", "x"), ("a", "y")]
    assert pairs_alike({}, many) == []


@pytest.mark.parametrize(("number", "said"), [(0.456, "0.46"), (9.99, "9.99"), (45.67, "45.7"), (1234.5, "1234")])
def test_milliseconds_are_said_with_as_many_digits_as_mean_something(number, said):
    assert report.milliseconds(number) == said


def row(looks):
    return report.Row("near a place", looks, 93_567, PAGE, Figures([0.25], 9000.0), YARDSTICK)


def test_a_row_says_all_that_was_measured():
    looks = [{"queries": 6, "found": 1200}, {"queries": 9, "found": 30}, {"queries": 7, "found": 100}]

    assert row(looks).cells() == [
        "near a place", "100", "6-9", "94", "100", "198", "2.0", "10", "50", "0.25", "402.0", "2.00", "50.2", "4000",
    ]  # fmt: skip


def test_a_page_that_counts_nothing_says_nothing_of_it():
    cells = row([{"queries": 6, "found": None}]).cells()

    assert (cells[1], cells[2]) == ("", "6")


@pytest.mark.parametrize("markdown", [False, True])
def test_a_table_has_a_cell_for_every_column(markdown, capsys):
    table = report.Report(markdown=markdown)
    table.head(25_000)
    table.row(row([{"queries": 6, "found": 1}]))

    lines = [line for line in capsys.readouterr().out.splitlines() if line]
    assert lines[0] == "25,000 meetings"
    if markdown:
        assert {line.count("|") for line in lines[1:]} == {len(report.COLUMNS) + 1}
        assert lines[-1].startswith("| near a place | 1 | 6 | 94 | 100 | 198 |")
    else:
        assert len(lines[1]) == len(lines[2])
        assert re.match(r"near a place +1 +6 +94 +100 +198 ", lines[2])


@pytest.mark.parametrize(
    ("arguments", "sizes", "count"),
    [
        ("", [10_000, 25_000, 250_000], 11),
        ("--quick", [10_000], 11),
        ("--quick --size 500 --size 60", [60, 500], 11),
        ("--page near --page growth --size 60 --size 60", [60], 2),
    ],
)
def test_sizes_and_pages_are_chosen_by_arguments(arguments, sizes, count):
    chosen = pages.parse(arguments.split())

    assert (chosen.size, len(chosen.page)) == (sizes, count)


@pytest.mark.parametrize("arguments", ["--page flying", "--size many", "near"])
def test_what_cannot_be_chosen_is_said(arguments, capsys):
    with pytest.raises(SystemExit):
        pages.parse(arguments.split())

    assert "usage: script/bench pages" in capsys.readouterr().err


def test_the_search_without_a_place_is_asked_where_there_are_most_meetings():
    names = ["near", "open", "growth"]

    assert [page.name for page in pages.pages_of(60, [60, 500], names)] == ["near"]
    assert [page.name for page in pages.pages_of(500, [60, 500], names)] == ["near", "open"]


def test_places_are_drawn_as_often_as_people_live_there_and_always_the_same():
    drawn = asked.drawn(["London", "Woodbridge"], [9000, 12])

    assert drawn == asked.drawn(["London", "Woodbridge"], [9000, 12])
    assert len(drawn) == asked.PLACES
    assert drawn.count("London") > 55


def test_every_page_has_addresses_that_can_stand_in_a_request():
    for page in asked.PAGES.values():
        found = asked.addresses(page, ["King's Lynn"], meetings=["/meetings/one/"], areas=["/areas/one/"])
        assert found, page.name
        assert all(re.fullmatch(r"/[\w/?=&%'.~-]*", address, re.ASCII) for address in found), found


def test_a_few_of_many_addresses_stand_for_all():
    assert pages.every_so_many([str(n) for n in range(60)], 4) == ["0", "15", "30", "45"]
    assert pages.every_so_many(["/"], 12) == ["/"]


def test_what_was_stored_is_loaded_by_the_request_it_answered(tmp_path, monkeypatch):
    answers = {"/meetings/?near=King%27s%20Lynn": b"one", "/": "zwölf".encode()}
    stored.store(tmp_path / "answers", answers)
    monkeypatch.setenv(stored.FOLDER, str(tmp_path / "answers"))

    assert stored.load() == answers


def test_a_database_of_sqlite_stands_beside_the_one_given():
    assert beside("sqlite:////tmp/run/bench.sqlite3", "pages-60") == "sqlite:////tmp/run/pages-60.sqlite3"


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A copy, so that the static files of whoever runs this stay as they are."""
    folder = tmp_path_factory.mktemp("bench") / "directory"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    (folder / "tests").mkdir()
    for name in ("__init__.py", "postgresql.py"):  # a library has a package of this name too
        shutil.copy(ROOT / "tests" / name, folder / "tests")
    return folder


def run(folder, *arguments):
    command = [sys.executable, "bench/run.py", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_bench_measures_pages_beside_their_yardsticks(clone):
    done = run(clone, "pages", "--quick", "--size", "60", "--database", "sqlite", "--page", "home", "--page", "growth")

    assert done.returncode == 0, done.stderr
    assert re.search(r"SQLite [\d.]+, Python [\d.]+, Django [\d.]+, \d+ cores", done.stdout)
    assert re.search(r"^home +\d+(-\d+)? +\d+ +[\d.]+ ", done.stdout, re.MULTILINE)
    assert re.search(r"first request after a change of the listings: home [\d.]+ ms\.", done.stdout)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("flying", "There is no benchmark flying."),
        ("pages flying", "There is no benchmark flying."),
        ("--page near", "--page is an option of one benchmark"),
        ("places pages --quick", "--quick is an option of one benchmark"),
        ("importing --keep somewhere", "--keep is for pages alone"),
        ("pages --database oracle", "invalid choice: 'oracle'"),
    ],
)
def test_what_the_bench_cannot_do_is_said_before_anything_starts(arguments, sentence):
    done = run(ROOT, *arguments.split())

    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
