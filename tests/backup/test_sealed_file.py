"""The file of a backup: what is written is read again, and nothing that is not whole is ever taken for one."""

import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.backup import sealed, values
from tests.backup.copies import sealed_again

pytestmark = pytest.mark.sqlite  # it knows no database

MADE_AT = datetime(2026, 11, 24, 3, 15, tzinfo=UTC)
ROWS = {"town": [[1, "Ipswich", None], [2, "Bury St Edmunds", 52.245]], "empty": [], "thing": [[True, {"a": ["ŵ"]}]]}
COLUMNS = {"town": ("id", "name", "lat"), "empty": ("id",), "thing": ("yes", "said")}

plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def written(path, rows, columns=COLUMNS):
    head = sealed.Head(
        made_at=MADE_AT,
        database="sqlite",
        migrations=frozenset({("groups", "0001_first_tables")}),
        rows={name: len(those) for name, those in rows.items()},
    )
    tables = [sealed.Table(name, columns.get(name, ("a", "b")), those) for name, those in rows.items()]
    with path.open("wb") as file:
        sealed.write(file, head, tables, plain=values.plain)
    return head


def read(path):
    return {table.name: list(table.rows) for table in sealed.read(path)}


@pytest.fixture
def path(tmp_path):
    written(tmp_path / "a.backup", ROWS)
    return tmp_path / "a.backup"


def test_what_is_written_is_read_again(tmp_path):
    head = written(tmp_path / "a.backup", ROWS)

    assert sealed.check(tmp_path / "a.backup") == head
    assert read(tmp_path / "a.backup") == ROWS


@given(st.dictionaries(st.text(max_size=3), st.lists(st.lists(plain_values, max_size=3), max_size=3), max_size=3))
def test_whatever_the_rows_hold(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "whatever.backup"
    written(path, rows)

    sealed.check(path)
    assert read(path) == rows


def test_the_first_line_tells_anybody_what_it_is(path):
    told = json.loads(path.read_bytes().partition(b"\n")[0])

    assert told == {
        "what": "backup of a mutual aid directory",
        "format": 1,
        "made_at": "2026-11-24T03:15:00+00:00",
        "database": "sqlite",
        "migrations": {"groups": ["0001_first_tables"]},
        "rows": {"town": 2, "empty": 0, "thing": 1},
    }


def test_cut_off_anywhere_it_is_refused(path):
    whole = path.read_bytes()

    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises((sealed.Damaged, sealed.NotABackup)):
            sealed.check(path)


def test_with_any_byte_changed_it_is_refused(path):
    whole = path.read_bytes()

    for place in range(len(whole)):
        for bit in (1, 32):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
            with pytest.raises((sealed.Damaged, sealed.NotABackup)):
                sealed.check(path)


def test_with_something_after_its_end_it_is_refused(path):
    path.write_bytes(path.read_bytes() + b"\n")

    with pytest.raises(sealed.Damaged, match="is damaged: it is cut off, or not as it was written"):
        sealed.check(path)


@given(begin=st.binary(max_size=40), packed=st.binary(max_size=40), is_packed=st.booleans())
def test_what_is_sealed_and_nonsense_is_refused(tmp_path_factory, begin, packed, is_packed):
    path = tmp_path_factory.getbasetemp() / "nonsense.backup"
    sealed_again(path, sealed.BEGINS + begin, gzip.compress(packed) if is_packed else packed)

    with pytest.raises(sealed.Damaged):
        sealed.check(path)


def test_one_that_lacks_a_row_it_names_is_refused(path):
    begin, _line, packed = path.read_bytes()[: -sealed.SEAL].partition(b"\n")
    fewer = gzip.compress(b"".join(gzip.decompress(packed).splitlines(keepends=True)[:-1]))
    sealed_again(path, begin + b"\n", fewer)

    with pytest.raises(sealed.Damaged, match="it does not hold the rows that it names"):
        sealed.check(path)


def test_a_newer_form_is_refused_with_what_to_do(path):
    begin, line, packed = path.read_bytes()[: -sealed.SEAL].partition(b"\n")
    sealed_again(path, begin.replace(b'"format": 1', b'"format": 2') + line, packed)

    with pytest.raises(sealed.Newer, match=r"was made by a newer release, .* install that first"):
        sealed.check(path)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b'{"what": "something else"}\n', b"\x1f\x8b"])
def test_something_else_is_called_so(tmp_path, content):
    (tmp_path / "a.backup").write_bytes(content)

    with pytest.raises(sealed.NotABackup, match=r"a\.backup is not a backup of this directory\."):
        sealed.check(tmp_path / "a.backup")
