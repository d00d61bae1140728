"""How often somebody may do something, counted without keeping who: under a keyed hash that changes daily."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac


def may(what: str, who: str, *, most: int, minutes: int) -> bool:
    """Whether `who` may do `what` once more: at most so many times within so many minutes. Counts this time.

    Each time takes a numbered place that is free again after those minutes, so that two workers who ask at once are
    both counted. Nothing but the hash is kept, and that for `minutes` alone.
    """
    places = _places(what, who, most)
    return any(cache.add(place, 1, timeout=minutes * 60) for place in places)


def forget(what: str, who: str, *, most: int) -> None:
    """Begin to count anew: they have shown that they are who they say."""
    cache.delete_many(list(_places(what, who, most)))


def caller(request) -> str:
    """The network address that a request comes from, behind the proxies that are trusted; only ever to be hashed."""
    address = request.META.get("REMOTE_ADDR", "")
    for named in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        if not _is_trusted(address) or not named.strip():
            break
        address = named.strip()
    return address


def _is_trusted(address: str) -> bool:
    try:
        known = ip_address(address)
    except ValueError:  # a socket has no address: whoever reaches it is on this machine
        return address == ""
    return any(known in ip_network(network) for network in settings.TRUSTED_PROXIES)


def _places(what: str, who: str, most: int):
    day = timezone.now().date().isoformat()
    key = salted_hmac(f"mutualaid.limits.{what}.{day}", who, algorithm="sha256").hexdigest()
    return (f"limit:{key}:{number}" for number in range(most))
