"""What import_places is given: a file, a zip or a folder, read as lines of text without being unpacked."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

ENDINGS = (".csv", ".txt")
SAMPLE_LINES, LONGEST_LINE = 20, 50_000
BETWEEN_REPORTS = 2_000


class Unreadable(Exception):
    """The file cannot be read here, and why, in a sentence."""


@dataclass
class TextFile:
    """One file of lines. What lies beside it (the names that its codes stand for) is asked for by name."""

    path: str
    size: int
    open: Callable[[], BinaryIO]
    siblings: Callable[[str], "TextFile | None"]
    on_bytes: Callable[[int], None] = field(default=lambda _count: None)
    """Told now and then how much of it has been read."""

    def lines(self) -> Iterator[str]:
        """Every line; letters that are no UTF-8 become the replacement sign, for a row is to be judged alone."""
        try:
            with self.open() as raw:
                text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="")
                for number, line in enumerate(text):
                    if number % BETWEEN_REPORTS == 0:
                        self.on_bytes(raw.tell())
                    yield line
        except OSError as error:
            raise Unreadable(_("%(file)s cannot be read: %(why)s.") % _said(self.path, error)) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise Unreadable(_("%(file)s is damaged, or locked with a password.") % {"file": self.path}) from error

    def sample(self) -> list[str]:
        """Its first lines that say anything."""
        filled = (line.rstrip("\r\n") for line in self.lines() if line.strip())
        return [line[:LONGEST_LINE] for line in islice(filled, SAMPLE_LINES)]

    def beside(self, name: str) -> Iterator[str]:
        """The lines of the file of this name in the same zip or folder; none where there is none."""
        other = self.siblings(name)
        return other.lines() if other else iter(())


@contextmanager
def opened(path: Path) -> Iterator[list[TextFile]]:
    """The text files of a file, zip or folder; Unreadable where there is none."""
    try:
        if path.is_dir():
            yield _in_folder(path, path.rglob("*"))
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield _in_zip(archive, path.parent)
        else:
            with path.open("rb"):  # says at once where it is missing
                pass
            yield _in_folder(path.parent, [path])
    except OSError as error:
        raise Unreadable(_("%(file)s cannot be read: %(why)s.") % _said(path.name, error)) from error
    except zipfile.BadZipFile as error:
        raise Unreadable(_("%(file)s is damaged.") % {"file": path.name}) from error


def outermost(files: list[TextFile]) -> list[TextFile]:
    """Those that lie least deep. The ONS packs all rows once in one file, and once more in a folder of many."""
    depth = min((len(PurePosixPath(one.path).parts) for one in files), default=0)
    return [one for one in files if len(PurePosixPath(one.path).parts) == depth]


def _in_folder(folder: Path, paths: Iterable[Path]) -> list[TextFile]:
    found = sorted(paths)
    return [
        _on_disk(one, folder) for one in found if one.is_file() and (len(found) == 1 or one.suffix.lower() in ENDINGS)
    ]


def _on_disk(path: Path, folder: Path) -> TextFile:
    def beside(name: str) -> TextFile | None:
        around = path.parent.glob("*") if path.parent == folder else folder.rglob("*")
        found = next((one for one in around if one.name.lower() == name.lower()), None)
        return _on_disk(found, folder) if found else None

    return TextFile(
        path=path.relative_to(folder).as_posix(),
        size=path.stat().st_size,
        open=lambda: path.open("rb"),
        siblings=beside,
    )


def _in_zip(archive: zipfile.ZipFile, folder: Path) -> list[TextFile]:
    def beside(name: str) -> TextFile | None:
        found = next((one for one in files if PurePosixPath(one.path).name.lower() == name.lower()), None)
        return found or next(
            (_on_disk(one, folder) for one in folder.iterdir() if one.name.lower() == name.lower()), None
        )

    files = [
        TextFile(path=info.filename, size=info.file_size, open=lambda info=info: archive.open(info), siblings=beside)
        for info in sorted(archive.infolist(), key=lambda info: info.filename)
        if info.filename.lower().endswith(ENDINGS) and not info.filename.startswith("__MACOSX")
    ]
    return files


def _said(file: str, error: OSError) -> dict:
    return {"file": file, "why": error.strerror or str(error)}
