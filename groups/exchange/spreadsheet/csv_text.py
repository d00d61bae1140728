"""The text of a CSV file as spreadsheets of all countries save it: its letters, and what stands between its cells."""

import csv
import io

SEPARATORS = (",", ";", "\t")


def separator(text: str) -> str:
    """What stands between the cells of the first line: a comma, or what spreadsheets put in other countries."""
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    return max(SEPARATORS, key=first_line.count)


def characters(data: bytes, *, may_be_cut: bool = False) -> str:
    """The text of a file as spreadsheets save it; of its beginning alone a last character may be cut in two."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace").replace("\x00", "")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        is_cut = may_be_cut and error.start > len(data) - 4
        text = data.decode("utf-8-sig", errors="ignore") if is_cut else data.decode("cp1252", errors="replace")
    return text.replace("\x00", "")


def cells_of(text: str, sign: str) -> list[list[str]]:
    """The cells of every line; csv.Error where there is no telling."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
