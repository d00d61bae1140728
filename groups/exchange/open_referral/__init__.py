"""Open Referral UK 3.0 (HSDS-UK-3.0): services with their schedules, from an API page by page, or from one file.

Spec: https://openreferraluk.org, https://github.com/OpenReferralUK/uk-profile. A list of services holds each in short:
what it holds of when and where stands under an address of its own. All of it is fetched first and put together as one
list, which is what is read: a file of such a list is read alike.
"""

import json
from collections.abc import Callable, Collection, Iterator
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from groups.exchange.json_text import read_json
from groups.exchange.open_referral.rows import read_rows
from groups.exchange.record import Format, MeetingRecord, Problem, Unreadable
from groups.rules.choices import GroupNameFrom

MOST_SERVICES = 20_000
MOST_PAGES = 2_000
_PER_PAGE = 100
_OF_PAGES = ("page", "per_page")
_HEAD = 8192
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OF_A_PAGE = (b'"total_items"', b'"total_pages"', b'"page_number"')
_OF_A_SERVICE = (b'"organization"', b'"schedules"', b'"service_at_locations"', b'"organization_id"')
_MANY = ("schedules", "service_at_locations", "contacts", "languages", "attributes", "service_areas", "cost_options")
"""What a service in full has several of; any of these tells it from one in short."""

Further = Callable[[str], bytes]
"""Fetches another address of the same host; what fails there fails the whole."""


def read(
    data: bytes, *, group_name_from: str = GroupNameFrom.AUTO, allow_private: Collection[str] = ()
) -> Iterator[MeetingRecord | Problem]:
    """Each schedule of each service as records, or a problem; Unreadable at once where the whole is no such list.

    A service is a group, wherever that is looked for in other formats.
    """
    answer = read_json(data)
    services = _contents(answer)
    if services is None and isinstance(answer, dict) and "id" in answer and "status" in answer:
        services = [answer]
    if services is None:
        raise Unreadable(_("The answer is JSON, but no list of services."))
    if not services:
        raise Unreadable(_("The answer is a list without any service."))
    return read_rows(services, allow_private=allow_private)


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as a page, a list of services, or the root of such an API does."""
    head = data[:_HEAD].removeprefix(_BYTE_ORDER_MARK).lstrip()
    if head[:1] not in (b"[", b"{"):
        return False
    is_page = head[:1] == b"{" and sum(sign in head for sign in _OF_A_PAGE) > 1
    return is_page or b'"HSDS-' in head or sum(sign in head for sign in _OF_A_SERVICE) > 1


def whole(data: bytes, address: str, further: Further) -> bytes:
    """The list of all services in full, of which `data` is what stands at this address: its first page, or the root.

    Unreadable where it cannot be the whole: what is missing would be taken for gone.
    """
    answer = read_json(data)
    if isinstance(answer, dict) and "version" in answer and _contents(answer) is None:
        address = _below(address, "services")
        answer = read_json(further(_with(address, per_page=_PER_PAGE)))
    services = _all_pages(answer, address, further)
    if len(services) > MOST_SERVICES:
        raise Unreadable(_("It lists more than %(number)d services.") % {"number": MOST_SERVICES})
    return json.dumps([_in_full(service, address, further) for service in services]).encode()


def _contents(answer: object) -> list | None:
    """The services of a page or list."""
    if isinstance(answer, dict):
        answer = answer.get("contents", answer.get("services"))
    return answer if isinstance(answer, list) else None


def _all_pages(answer: object, address: str, further: Further) -> list:
    """The services of all pages, each once by its identifier."""
    first = _contents(answer)
    if first is None:
        raise Unreadable(_("The answer is JSON, but no list of services."))
    found, page = list(first), answer
    pages = _number(answer, "total_pages") or 1
    if pages > MOST_PAGES:
        raise Unreadable(_("It has more than %(number)d pages.") % {"number": MOST_PAGES})
    size = len(first)
    for number in range((_number(answer, "page_number") or 1) + 1, pages + 1):
        page = read_json(further(_with(address, page=number, **_size_of(address, size, answer))))
        contents = _contents(page)
        if contents is None:
            raise Unreadable(_("Page %(number)d is no list of services.") % {"number": number})
        found += contents
    total = _number(answer, "total_items")
    if total is not None and len(found) < total:
        said = {"total": total, "found": len(found)}
        raise Unreadable(_("It speaks of %(total)d services and lists %(found)d.") % said)
    by_id = {_id(service) or str(place): service for place, service in enumerate(found)}
    return list(by_id.values())


def _size_of(address: str, size: int, answer: object) -> dict[str, int]:
    """How many to ask for where the address does not say: as the first page held, so that all are cut alike."""
    asked = dict(parse_qsl(urlsplit(address).query))
    if "per_page" in asked or (_number(answer, "total_pages") or 1) < 2:
        return {}
    return {"per_page": size} if size else {}


def _in_full(service: object, address: str, further: Further) -> object:
    if not isinstance(service, dict) or not _id(service) or any(name in service for name in _MANY):
        return service
    answer = read_json(further(_below(address, _id(service))))
    if not isinstance(answer, dict) or _id(answer).lower() != _id(service).lower():
        raise Unreadable(_("Under the address of a service stands something else."))
    return answer | {name: [] for name in _MANY[:1] if name not in answer}


def _id(service: object) -> str:
    found = service.get("id") if isinstance(service, dict) else None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def _number(answer: object, name: str) -> int | None:
    found = answer.get(name) if isinstance(answer, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else None


# --- Addresses


def _below(address: str, name: str) -> str:
    """The address one step below, without what is asked of pages: a key may stand in the rest."""
    parts = urlsplit(address)
    asked = [(one, value) for one, value in parse_qsl(parts.query, keep_blank_values=True) if one not in _OF_PAGES]
    path = f"{parts.path.rstrip('/')}/{quote(name, safe='')}"
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(asked), ""))


def _with(address: str, **asked: int) -> str:
    """The same address that asks this as well."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | {name: str(value) for name, value in asked.items()}
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))


FORMAT = Format(
    "open-referral-uk", "Open Referral UK", "application/json", read=read, recognises=recognises, whole=whole
)
