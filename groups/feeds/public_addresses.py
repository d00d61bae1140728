"""Which network addresses are of the public web, and which lead back inside."""

import ipaddress
from dataclasses import dataclass

_IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_NOT_THE_WEB = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.88.99.0/24",  # 6to4 relays
        "::/96",  # IPv4 in its oldest disguise
        "64:ff9b::/96",  # NAT64: any IPv4 address, loopback too, stands behind it
        "64:ff9b:1::/48",
        "2001::/23",  # Teredo and other special uses
        "2002::/16",  # 6to4, likewise
        "fec0::/10",  # the old site-local ones
    )
)
"""What `is_global` takes for public, on Python 3.11 at least, and is not."""


@dataclass(frozen=True)
class Address:
    """One address of a host, as the system gave it."""

    text: str

    @classmethod
    def of(cls, answer: tuple) -> "Address":
        """From one answer of `socket.getaddrinfo`."""
        return cls(answer[4][0])


def is_allowed(address: Address, *, allow_loopback: bool) -> bool:
    """Whether a connection may go there: public addresses, and this machine's own where tests ask for it."""
    try:
        ip = ipaddress.ip_address(address.text)
    except ValueError:  # with a zone such as %eth0 it is link-local anyway
        return False
    if getattr(ip, "scope_id", None):
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return is_public(ip) or (allow_loopback and ip.is_loopback)


def is_public(ip: _IP) -> bool:
    """Whether an address belongs to the public web, and to one host there."""
    special = ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified
    return (
        ip.is_global
        and not special
        and not any(ip in network for network in _NOT_THE_WEB if network.version == ip.version)
    )
