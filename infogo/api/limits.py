"""What a question of the API costs, and what callers may ask in a minute.

One point is a cheap answer. Lists cost by their length, and what has to be worked out costs more.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from infogo.core.limits import Allowance, Left

DEAR = {"/plan": 5, "/points/near": 3, "/search": 2, "/changes": 2, "/suggest": 1}
ROWS_A_POINT = 50
MOST_ROWS = 200
WHOLE = 5
"""How much dearer a list of whole services of HSDS is than one of names."""
NOT_WHOLE = frozenset({"", "0", "false"})
LARGEST_BODY = 1_000_000


def of_tokens() -> Allowance:
    """Return what one token of an agency's program may ask."""
    return Allowance("token", settings.INFOGO["API_TOKEN_POINTS_PER_MINUTE"])


def points_of(request: HttpRequest, prefix: str = "/api/v1") -> int:
    """Return what a question costs, by its address alone: nothing is read to find it out."""
    path = request.path.removeprefix(prefix).rstrip("/")
    if path in DEAR:
        return DEAR[path]
    limit = request.GET.get("limit") or request.GET.get("per_page", "")
    rows = int(limit) if limit.isascii() and limit.isdecimal() and len(limit) < 5 else ROWS_A_POINT
    points = max(1, -(-min(rows, MOST_ROWS) // ROWS_A_POINT))
    return points * WHOLE if request.GET.get("full", "false") not in NOT_WHOLE else points


def tell(response: HttpResponse, allowance: Allowance, left: Left) -> None:
    """Write what is left into the headers (draft RateLimit fields of the IETF)."""
    if allowance.points:
        response["RateLimit-Policy"] = f'"{allowance.name}";q={allowance.points};w=60'
        response["RateLimit"] = f'"{allowance.name}";r={left.points};t={left.seconds}'
