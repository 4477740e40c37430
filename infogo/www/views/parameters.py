"""Reading what addresses carry after the question mark; nonsense is read as nothing."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.http import HttpRequest

from infogo.display.case_view import CASE_ANSWERS, CASE_FIELDS
from infogo.geo.distance import BoundingBox
from infogo.points.access import ASKED
from infogo.points.certificates import CERTIFIED
from infogo.www.pages.paging import page_number
from infogo.www.pages.place_query import Near, PlaceFilter
from infogo.www.pages.plan_query import FOR_OTHER

PROVINCE_DIGITS = 2
DISTRICT_DIGITS = 4
# About 100 m: near enough to rank offices, too coarse to tell who asks from where.
NEAR_DECIMALS = 3
# Thailand with a margin; an office in Bangkok is no answer to somebody in Paris.
COUNTRY = BoundingBox(south=4.5, west=96.0, north=21.5, east=107.0)
_NEAR = re.compile(r"(-?\d{1,3}(?:\.\d{1,12})?),(-?\d{1,3}(?:\.\d{1,12})?)")
_ID = re.compile(r"[1-9]\d{0,14}", re.ASCII)
_KIND = re.compile(r"[a-z_]{1,40}")


def read_province(request: HttpRequest) -> str:
    """Return the two-digit code in ``?prov=``, or nothing."""
    return read_code(request.GET.get("prov", ""), PROVINCE_DIGITS)


def read_district(request: HttpRequest) -> str:
    """Return the four-digit code in ``?district=`` if it lies in the chosen province."""
    district = read_code(request.GET.get("district", ""), DISTRICT_DIGITS)
    province = read_province(request)
    return district if province and district.startswith(province) else ""


def tidy_address(request: HttpRequest, answers: str) -> str:
    """Return the one address of a page with these answers; empty when it is that already."""
    given = request.GET.get(CASE_ANSWERS, "")
    if given == answers and not any(field in request.GET for field in CASE_FIELDS):
        return ""
    own = {CASE_ANSWERS, *CASE_FIELDS}
    fields = [
        (CASE_ANSWERS, answers),
        *((n, value) for n, value in request.GET.items() if n not in own),
    ]
    query = urlencode([(name, value) for name, value in fields if value], safe=",")
    return f"{request.path}?{query}" if query else request.path


def read_place_filter(request: HttpRequest) -> PlaceFilter:
    """Return the place, kind, position and access that a list of points is asked for."""
    return PlaceFilter(
        province=read_province(request),
        district=read_district(request),
        kind=read_kind(request.GET.get("kind", "")),
        near=read_near(request.GET.get("near", "")),
        page=page_number(request.GET.get("page", "")),
        certified=request.GET.get(CERTIFIED) == "1",
        access=tuple(fact for fact in ASKED if request.GET.get(fact) == "1"),
    )


def read_manual(request: HttpRequest) -> int | None:
    """Return the id of the procedure in ``?manual=``."""
    return _id(request, "manual")


def read_place(request: HttpRequest) -> int | None:
    """Return the id of the service point in ``?place=``."""
    return _id(request, "place")


def read_before(request: HttpRequest) -> int | None:
    """Return the id in ``?before=``, after which the next page of a list begins."""
    return _id(request, "before")


def read_for_other(request: HttpRequest) -> bool:
    """Whether the reader does it for somebody else: ``?for=other``."""
    return request.GET.get("for") == FOR_OTHER


def read_limit(request: HttpRequest) -> int:
    """Return which time limit of a manual is asked about: ``?limit=``, the first without it."""
    return _id(request, "limit") or 1


def read_near(text: str) -> Near | None:
    """Return the position in ``?near=lat,lng``, rounded to about 100 m."""
    found = _NEAR.fullmatch(text.replace(" ", ""))
    if not found:
        return None
    lat, lng = (round(float(part), NEAR_DECIMALS) for part in found.groups())
    inside = COUNTRY.south <= lat <= COUNTRY.north and COUNTRY.west <= lng <= COUNTRY.east
    return Near(lat, lng, inside)


def read_kind(text: str) -> str:
    """Return what may be the code of a kind of places, or nothing."""
    return text if _KIND.fullmatch(text) else ""


def _id(request: HttpRequest, name: str) -> int | None:
    found = _ID.fullmatch(request.GET.get(name, ""))
    return int(found[0]) if found else None


def read_code(text: str, length: int) -> str:
    """Return the code of a province or district of so many digits, or nothing."""
    return text if len(text) == length and text.isascii() and text.isdecimal() else ""
