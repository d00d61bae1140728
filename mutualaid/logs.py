"""What a log line may hold: method, path without its query, status and time; nothing that a visitor typed or is."""

import copy
import logging
import re
import traceback
from urllib.parse import quote, unquote

LAYOUT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# a token in an address is as good as a password
SECRET_END = re.compile(r"(/(?:confirm|admin/welcome|admin/password_reset)/).+", re.DOTALL | re.IGNORECASE)


def clean_path(path: str) -> str:
    """A path, already unquoted, without query or token, and without anything that could begin a line of its own."""
    return quote(SECRET_END.sub(r"\1", path.partition("?")[0]), safe="/:@!$&'()*+,;=~", errors="replace")


class Discreet(logging.Formatter):
    """Tells of a request by what it was, and of an error by where it happened, in no word that came from outside."""

    def __init__(self, layout: str = LAYOUT):
        super().__init__(layout)

    def format(self, record):
        record = copy.copy(record)
        record.exc_text = record.stack_info = None  # another formatter may have left its own words there
        if record.name.startswith("django.security"):
            record.exc_info = None  # what was refused needs no trace
        return super().format(record)

    def formatMessage(self, record):
        record.message = _message(record)
        return super().formatMessage(record)

    def formatException(self, exc_info):
        """Where each error was raised and of which kind it is. Its words are left out: they often repeat the input."""
        return "\n".join(_trace(exc_info[1], seen=set()))


def _message(record: logging.LogRecord) -> str:
    if record.name == "django.server":
        return _request_line(record)
    if record.name.startswith(("django.request", "django.security")):
        request = getattr(record, "request", None)
        what = f"{request.method} {clean_path(request.path)} " if request is not None else ""
        return f"{what}{getattr(record, 'status_code', '')} {record.name.rpartition('.')[2]}".strip()
    return record.message


def _request_line(record: logging.LogRecord) -> str:
    """The line that Django's own server writes, which quotes the request as it came."""
    if isinstance(record.args, tuple) and len(record.args) == 3:
        words = str(record.args[0]).split()
        if len(words) == 3:
            return f"{quote(words[0])} {clean_path(unquote(words[1].partition('?')[0]))} {record.args[1]}"
    return "A request that could not be read"


def _trace(error: BaseException, seen: set[int]) -> list[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = _trace(before, seen) if before is not None and id(before) not in seen else []
    frames = traceback.extract_tb(error.__traceback__)
    lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    kind = type(error)
    return [*lines, f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")]
