"""Targets that are asked by HTTP, in this process: addresses of pages, and the API's bodies."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import quote

from tools.fuzz import mutate
from tools.fuzz.target import Ready

SERVER_ERROR = 500
PAGES = (
    "/search?q=บัตร&type=procedure&topic=x&prov=50&page=2",
    "/search?q=x&explain=1",
    "/places?near=13.7,100.5",
    "/places?prov=50&kind=x&open=1",
    "/plan?m=1,2,3&prov=50&district=5001&a=x&v=1,1,1",
    "/compare?m=1,2@3",
    "/manual/1?prov=50&for=other&c=x",
    "/manual/1/on/2026-01-01",
    "/manual/1/v/1",
    "/check/1/1",
    "/manual/1/deadline?day=1 ม.ค. 2569&limit=0",
    "/manual/1/due?filed=1 ม.ค. 2569&after=1",
    "/receipt?code=x",
    "/agency/province/50?page=2",
    "/embed?url=/manual/1&width=280",
    "/oembed?url=x&format=json",
    "/api/v1/search?q=x&limit=5&fields=id",
    "/api/v1/points/near?lat=1&lng=2&procedure=1",
    "/api/v1/manuals?procedure=1&province=50&limit=3&after=x",
    "/api/v1/due-date?received=2026-12-01&value=3&unit=day",
    "/api/v1/plan?procedures=1,2&province=50&day=2026-12-01",
    "/api/v1/points?box=1,2,3,4",
    "/packs/5001.json",
    "/api/v1/changes?after=0&kinds=x",
    "/plan/calculate?errand=1&m=1&f0=2",
    "/suggest?q=x",
)
BODIES = (
    ("/api/v1/delays", {"manual": 1, "filed_on": "2026-11-01", "reason": "x", "point": 1}),
    ("/api/v1/volumes/1/2026-10", {"rows": [{"manual": 1, "received": 1}], "note": ""}),
    (
        "/api/v1/webhooks",
        {"name": "x", "url": "https://a.example/", "agency": 1, "kinds": ["manual"]},
    ),
    (
        "/mcp",
        {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "tools/call",
            "params": {"name": "search_services", "arguments": {"query": "x"}},
        },
    ),
    ("/line/webhook", {"events": [{"type": "message", "message": {"type": "text", "text": "x"}}]}),
)


def addresses() -> Ready:
    """Ask for a page or a public list of the API by a broken address."""
    import django

    django.setup()
    from django.test import Client

    client = Client(raise_request_exception=True)

    def run(data: bytes) -> str:
        path = quote(data.decode("utf-8", "replace"), safe="/?&=,.@:-+%~")[:4000]
        if not path.startswith("/") or path.startswith("//"):
            path = "/" + path.lstrip("/")
        answer = client.get(path)
        if answer.status_code >= SERVER_ERROR:
            raise AssertionError(f"{answer.status_code} for {path[:200]}")
        return f"{answer.status_code} {path[:12]}"

    return Ready(run, [path.encode() for path in PAGES])


def bodies() -> Ready:
    """Send a broken body to an address of the API, as an agency's program."""
    import django

    django.setup()
    from django.test import Client

    from infogo.accounts.models import Officer
    from infogo.accounts.perms import Rights
    from infogo.accounts.tokens import TOKEN_ACTS, make_token
    from infogo.core.dates import bangkok_now
    from tools.audit.officer import EMAIL

    officer = Officer.objects.get(email=EMAIL.format("agency-admin"))
    today = bangkok_now().date()
    acts = [act for act in TOKEN_ACTS if Rights.of(officer, today).can(act)]
    _token, secret = make_token(
        officer=officer, name="fuzz", acts=acts, expires_on=today + timedelta(days=1)
    )
    client = Client(raise_request_exception=True)
    number = 0

    def run(data: bytes) -> str:
        nonlocal number
        number += 1
        path = BODIES[data[0] % len(BODIES)][0] if data else BODIES[0][0]
        answer = client.generic(
            "PUT" if "volumes" in path and number % 2 else "POST",
            path,
            data[1:],
            content_type="application/json",
            headers={
                "Authorization": f"Bearer {secret}",
                "Idempotency-Key": f"fuzz-{number}",
                "Accept": "application/json, text/event-stream",
                "MCP-Protocol-Version": "2025-06-18",
            },
        )
        if answer.status_code >= SERVER_ERROR and answer.status_code != 503:
            raise AssertionError(f"{answer.status_code} for {path}")
        return f"{answer.status_code} {path}"

    def change(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
        inner = [other[1:] for other in others]
        return data[:1] + mutate.as_json(dice, data[1:], inner)

    seeds = [
        bytes([48 // len(BODIES) * len(BODIES) + at]) + json.dumps(body).encode()
        for at, (_path, body) in enumerate(BODIES)
    ]
    return Ready(run, seeds, mutator=change)
