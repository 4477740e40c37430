"""Which network a request comes from, as far as our own proxies can say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest

V6_PREFIX = 64
"""Bits of an address of version 6 that name a household; the rest changes by the hour."""


def network_of(address: str) -> str:
    """Return the network of an internet address: itself, or the /64 of one of version 6.

    Returns nothing for what is no address, such as that of a local socket.
    """
    found = _read(address)
    if isinstance(found, IPv6Address):
        return str(ip_network((found, V6_PREFIX), strict=False))
    return str(found or "")


def address_of(request: HttpRequest) -> str:
    """Return the address that a request came from; empty where none is known.

    Only the addresses that our own proxies added are believed.
    """
    return address_in(request.META, settings.ALLAUTH_TRUSTED_PROXY_COUNT)


def address_in(environ: Mapping[str, Any], proxies: int) -> str:
    """Return the same of a WSGI environment, behind so many proxies of our own."""
    if not proxies:
        return str(environ.get("REMOTE_ADDR") or "")
    forwarded = [part.strip() for part in environ.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return forwarded[-proxies] if len(forwarded) >= proxies else ""


def network_of_reader(request: HttpRequest) -> str:
    """Return the network that a request came from; empty where no address is known."""
    return network_of(address_of(request))


def is_inside(address: str, networks: Iterable[str]) -> bool:
    """Whether an address lies in one of these networks, written as ``203.0.113.0/24``."""
    found = _read(address)
    return found is not None and any(found in ip_network(each) for each in networks)


def _read(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address.strip())
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
