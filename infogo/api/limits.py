"""What a question of the API costs, what callers may ask in a minute, and how large it may be.

One point is a cheap answer. Lists cost by their length, what has to be worked out costs more, and
so does every act.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from infogo.core.limits import Allowance, Left

DEAR = {"/plan": 5, "/points/near": 3, "/search": 2, "/changes": 2, "/suggest": 1}
ROWS_A_POINT = 50
MOST_ROWS = 200
WHOLE = 5
"""How much dearer a list of whole services of HSDS is than one of names."""
NOT_WHOLE = frozenset({"", "0", "false"})
AN_ACT = 3
READING = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_BODY = 1_000_000
LARGEST_FILE = 10 * 1024 * 1024
"""Of the address that takes a whole file; its body is read in pieces."""
_FILES = re.compile(r"/office/bulk/[a-z0-9_-]+/jobs$")
LONGEST_ADDRESS = 16_000
"""A thousand Thai characters, the longest question, take nine thousand in an address."""
MOST_HEADERS = 32_000
"""Characters of all headers together, below what servers in front let pass."""
TOO_LARGE = {
    413: ("ส่งมาได้ไม่เกิน 1 MB ต่อครั้ง แบ่งเป็นหลายคำขอ", "At most 1 MB a request; send it in parts"),
    414: ("ที่อยู่ยาวเกินไป ใส่ตัวกรองให้น้อยลง", "The address is too long; use fewer filters"),
    431: ("ส่วนหัวของคำขอใหญ่เกินไป", "The headers are too large"),
}


def of_tokens() -> Allowance:
    """Return what one token of an agency's program may ask."""
    return Allowance("token", settings.INFOGO["API_TOKEN_POINTS_PER_MINUTE"])


def points_of(request: HttpRequest, prefix: str = "/api/v1") -> int:
    """Return what a question costs, by method and address: nothing is read to find it out."""
    if request.method not in READING:
        return AN_ACT
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


def too_large(request: HttpRequest) -> int:
    """Return the status that refuses a request for its size, 0 for one that fits."""
    if len(request.get_full_path()) > LONGEST_ADDRESS:
        return 414
    headers = (name for name in request.META if name.startswith("HTTP_"))
    if sum(len(name) + len(str(request.META[name])) for name in headers) > MOST_HEADERS:
        return 431
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    most = LARGEST_FILE if _FILES.search(request.path) else LARGEST_BODY
    is_number = length.isascii() and length.isdecimal()
    return 0 if is_number and int(length[:20]) <= most else 413
