"""Reading JSON that strangers wrote: no deeper than any feed is, and every failure a sentence."""

import json

from django.utils.translation import gettext as _

from groups.exchange.record import Unreadable

DEEPEST = 32
"""A list of meetings has three levels, a page of Open Referral services about twelve. What comes after us (a row shown
in a sentence, a plan compared) may take each level as a call, and Python has a thousand of those."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_json(data: bytes) -> object:
    """What the bytes hold; Unreadable where they are empty, a web page, no JSON, or too deep."""
    text = data.removeprefix(_BYTE_ORDER_MARK).decode("utf-8", errors="replace")
    if not text.strip():
        raise Unreadable(_("The answer is empty."))
    if text.lstrip().startswith("<"):
        raise Unreadable(_("The answer is a web page, not a list of meetings."))
    try:
        answer = json.loads(text)
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise Unreadable(_("The answer is not JSON: %(error)s.") % {"error": error}) from error
    if not is_shallow(answer):
        raise _too_deep()
    return answer


def is_shallow(answer: object, *, levels: int = DEEPEST) -> bool:
    """Whether lists and objects stand within each other no more than so many times."""
    level = [answer]
    for _level in range(levels):
        level = [one for whole in level for one in _inside(whole) if isinstance(one, list | dict)]
        if not level:
            return True
    return False


def _inside(whole: object):
    if isinstance(whole, dict):
        return whole.values()
    return whole if isinstance(whole, list) else ()


def _too_deep() -> Unreadable:
    return Unreadable(_("The answer is JSON too deep to be a list of meetings."))
