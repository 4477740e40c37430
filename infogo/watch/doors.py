"""Addresses of the operator's programs, answered in front of Django.

They must answer to whatever host name a load balancer uses, without a redirect to HTTPS, and while
the database is away; so none of Django's machinery stands before them.

- ``/healthz``: this process answers. It asks nothing else, so a database that is away makes
  nobody restart a program that could not help it.
- ``/readyz``: whether readers should be sent here, part by part; 503 when not.
- ``/metrics``: what is measured, for Prometheus. Only networks that the settings name may read it,
  and only straight from this process: what came through a proxy is refused whatever its headers
  claim, so that no mistake in a proxy shows it to everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import orjson
from django.conf import settings
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry
from prometheus_client.exposition import generate_latest

from infogo.core.metrics import all_processes
from infogo.watch.gauges import NodeCollector
from infogo.watch.readiness import Watched

Environ = Mapping[str, Any]
StartResponse = Callable[..., Any]
JSON = "application/json"
OF_PROXIES = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
STATUS = {
    200: "200 OK",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    503: "503 Service Unavailable",
}


@dataclass(frozen=True)
class Answer:
    """What a door says."""

    status: int
    body: bytes
    content_type: str = JSON


def told(content: Any, status: int = 200) -> Answer:
    """Return an answer in JSON."""
    return Answer(status, orjson.dumps(content) + b"\n")


class Doors:
    """Says which addresses are the operator's, and answers them."""

    def __init__(self, watched: Watched | None = None) -> None:
        self._watched = watched or Watched()
        self._doors: dict[str, Callable[[Environ], Answer]] = {
            "/healthz": self._health,
            "/readyz": self._readiness,
            "/metrics": self._metrics,
        }

    def is_for(self, path: str) -> bool:
        """Whether an address is one of these."""
        return path in self._doors

    def answer(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request for one of these."""
        method = environ["REQUEST_METHOD"]
        is_read = method in ("GET", "HEAD")
        said = self._doors[environ["PATH_INFO"]](environ) if is_read else told({}, 405)
        headers = [
            ("Content-Type", said.content_type),
            ("Content-Length", str(len(said.body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        start_response(STATUS[said.status], headers)
        return [b"" if method == "HEAD" else said.body]

    def _health(self, _environ: Environ) -> Answer:
        return told({"alive": True})

    def _readiness(self, _environ: Environ) -> Answer:
        found = self._watched.readiness()
        return told(found.as_json(), 200 if found.is_ready else 503)

    def _metrics(self, environ: Environ) -> Answer:
        if not may_measure(environ):
            return told({}, 404)
        node = CollectorRegistry()
        node.register(NodeCollector(self._watched.readiness))
        body = generate_latest(all_processes()) + generate_latest(node)
        return Answer(200, body, CONTENT_TYPE_LATEST)


def may_measure(environ: Environ) -> bool:
    """Whether a request comes straight from a network that may read what is measured."""
    if any(header in environ for header in OF_PROXIES):
        return False
    try:
        address = ip_address(str(environ.get("REMOTE_ADDR", "")))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return any(mapped in network for network in settings.INFOGO["METRICS_NETWORKS"])
