"""BMLT JSON, which Narcotics Anonymous uses: the meetings of a server, with its formats or without.

Spec: https://github.com/bmlt-enabled/bmlt-server, `GetSearchResults` of its semantic interface, and the meetings of its
admin interface. With `get_used_formats=1` the formats come along; else they may stand apart, as `GetFormats` has them.
"""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from groups.exchange.bmlt.formats import Formats, read_formats
from groups.exchange.bmlt.rows import read_rows
from groups.exchange.json_text import read_json
from groups.exchange.record import Format, MeetingRecord, Problem, Unreadable
from groups.rules.choices import GroupNameFrom

_SIGNS = (b'"id_bigint"', b'"weekday_tinyint"', b'"service_body_bigint"', b'"key_string"', b'"serviceBodyId"')
"""Any of these, in one of its two interfaces or in its formats."""
_TOGETHER = (b'"startTime"', b'"venueType"')
_HEAD = 4096
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read(
    data: bytes,
    *,
    group_name_from: str = GroupNameFrom.AUTO,
    allow_private: Collection[str] = (),
    beside: bytes = b"",
) -> Iterator[MeetingRecord | Problem]:
    """Each row as a record or a problem; Unreadable at once where the whole, or what stands `beside`, is no such feed.

    A meeting's name is its group's, wherever that is looked for in other formats: BMLT has no groups.
    """
    answer = read_json(data)
    formats = _formats(read_json(beside)) if beside else _formats(answer if isinstance(answer, dict) else [])
    if isinstance(answer, dict):
        answer = answer.get("meetings", answer.get("data"))
    if not isinstance(answer, list):
        raise Unreadable(_("The answer is JSON, but no list of meetings."))
    if not answer:
        raise Unreadable(_("The answer is a list without any meeting."))
    return read_rows(answer, formats, allow_private=allow_private)


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as such an answer does."""
    head = data[:_HEAD].removeprefix(_BYTE_ORDER_MARK).lstrip()
    is_bmlt = any(sign in head for sign in _SIGNS) or all(sign in head for sign in _TOGETHER)
    return head[:1] in (b"[", b"{") and is_bmlt


def _formats(answer: object) -> Formats:
    if isinstance(answer, dict):
        answer = answer.get("formats", answer.get("data"))
    return read_formats(answer if isinstance(answer, list) else [])


FORMAT = Format("bmlt", "BMLT JSON", "application/json", read=read, recognises=recognises, takes_formats=True)
