"""Which network a request comes from, as far as our own proxies can say."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

V6_PREFIX = 64
"""Bits of an address of version 6 that name a household; the rest changes by the hour."""


def network_of(address: str) -> str:
    """Return the network of an internet address: itself, or the /64 of one of version 6.

    Returns nothing for what is no address, such as that of a local socket.
    """
    try:
        found = ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ip_network((found, V6_PREFIX), strict=False))
    return str(found)


def network_of_reader(request: HttpRequest) -> str:
    """Return the network that a request came from; empty where no address is known.

    Only the addresses that our own proxies added are believed.
    """
    address = str(request.META.get("REMOTE_ADDR") or "")
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if proxies:
        forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        address = forwarded[-proxies] if len(forwarded) >= proxies else ""
    return network_of(address)
