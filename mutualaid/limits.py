"""How often somebody may do something, counted without keeping who: under a keyed hash that changes daily."""

from ipaddress import ip_address, ip_network
from math import ceil

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

HOME_NETWORK = 64
"""How much of an IPv6 address tells a household or an office: behind it each device has as many as it likes."""


def may(what: str, who: str, *, most: int, minutes: int) -> bool:
    """Whether `who` may do `what` once more: at most so many times within so many minutes. Counts this time.

    Each time takes a numbered place that is free again after those minutes, so that two workers who ask at once are
    both counted. Nothing but the hash is kept, and that for `minutes` alone.
    """
    places = _places(what, who, most)
    taken = cache.get_many(places)
    until = timezone.now().timestamp() + minutes * 60
    return any(cache.add(place, until, timeout=minutes * 60) for place in places if place not in taken)


def minutes_left(what: str, who: str, *, most: int) -> int:
    """After how many minutes `who` may do `what` again; none while a place is free. Counts nothing."""
    taken = cache.get_many(_places(what, who, most))
    if len(taken) < most:
        return 0
    return max(1, ceil((min(taken.values()) - timezone.now().timestamp()) / 60))


def forget(what: str, who: str, *, most: int) -> None:
    """Begin to count anew: they have shown that they are who they say."""
    cache.delete_many(_places(what, who, most))


def give_back(what: str, who: str, *, most: int) -> None:
    """Take the newest time out of the count again, and leave those before it."""
    taken = cache.get_many(_places(what, who, most))
    if taken:
        cache.delete(max(taken, key=taken.get))


def caller(request) -> str:
    """The network address that a request comes from, behind the proxies that are trusted; only ever to be hashed.

    Of an IPv6 address the part that stands for a household: see HOME_NETWORK.
    """
    address = request.META.get("REMOTE_ADDR", "")
    for named in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        if not _is_trusted(address) or not named.strip():
            break
        address = named.strip()
    return _household(address)


def _household(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    known = getattr(known, "ipv4_mapped", None) or known
    return str(known) if known.version == 4 else str(ip_network((int(known), HOME_NETWORK), strict=False))


def _is_trusted(address: str) -> bool:
    try:
        known = ip_address(address)
    except ValueError:  # a socket has no address: whoever reaches it is on this machine
        return address == ""
    known = getattr(known, "ipv4_mapped", None) or known
    return any(known in ip_network(network) for network in settings.TRUSTED_PROXIES)


def _places(what: str, who: str, most: int) -> list[str]:
    day = timezone.now().date().isoformat()
    key = salted_hmac(f"mutualaid.limits.{what}.{day}", who, algorithm="sha256").hexdigest()
    return [f"limit:{key}:{number}" for number in range(most)]
