"""Meeting Guide JSON: a bare array of weekly meetings, as https://github.com/code4recovery/spec says.

Read as its plugin for WordPress and its Google Sheets service write it, too, with their fields beyond the spec.
"""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from groups.exchange.json_text import read_json
from groups.exchange.meeting_guide.rows import read_rows
from groups.exchange.record import Format, MeetingRecord, Problem, Unreadable
from groups.rules.choices import GroupNameFrom

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_HEAD = 4096
_BMLT = b'"id_bigint"'


def read(
    data: bytes, *, group_name_from: str = GroupNameFrom.AUTO, allow_private: Collection[str] = ()
) -> Iterator[MeetingRecord | Problem]:
    """Each row as records or a problem; Unreadable at once where the whole is no such feed."""
    return read_rows(_rows(data), group_name_from=group_name_from, allow_private=allow_private)


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as such a feed does."""
    head = data[:_HEAD].removeprefix(_BYTE_ORDER_MARK).lstrip()
    is_sheet = head.startswith(b"{") and b'"meetings"' in head and b'"formats"' not in head
    return (head.startswith(b"[") or is_sheet) and _BMLT not in head


def _rows(data: bytes) -> list:
    answer = read_json(data)
    if isinstance(answer, dict) and "formats" not in answer:
        answer = answer.get("meetings")  # the Google Sheets service answers with its warnings beside the meetings
    if not isinstance(answer, list):
        raise Unreadable(_("The answer is JSON, but no list of meetings."))
    if not answer:
        raise Unreadable(_("The answer is a list without any meeting."))
    return answer


FORMAT = Format("meeting-guide", "Meeting Guide JSON", "application/json", read=read, recognises=recognises)
