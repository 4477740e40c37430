"""``/api/hsds/``: the same services by the API of Open Referral (HSDS 3.0)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from infogo.api.answering import answered, missing, wrong
from infogo.api.schemas import ProblemOut
from infogo.core import versions
from infogo.core.dates import BANGKOK
from infogo.core.memory import Memory, reading_under
from infogo.linked.hsds import ids, reading
from infogo.linked.hsds.base import VERSION, Thing
from infogo.linked.hsds.ids import Kind
from infogo.linked.hsds.taxonomies import (
    Taxonomy,
    taxonomy_named,
    taxonomy_thing,
    taxonomy_things,
    term_named,
    term_thing,
    term_things,
)
from infogo.linked.words import Words
from infogo.manuals.models import Manual, Procedure
from infogo.records.agencies import AGENCIES
from infogo.records.base import absolute
from infogo.records.manuals import MANUALS
from infogo.records.pins import PINS, public_pins

router = Router(tags=["hsds"])
PROFILE = "https://github.com/openreferral/specification/tree/3.0/schema"
TOPICS = ("agency", "procedure", "point")
USUAL, LARGEST, LARGEST_FULL, LAST_PAGE = 50, 100, 20, 100_000
EARLIEST, LATEST = 1900, 2200
LISTED: dict[Any, Any] = {200: dict[str, Any], 304: None, 422: ProblemOut}
READ: dict[Any, Any] = {**LISTED, 404: ProblemOut}
_FIELDS = {
    "topic": "topic__slug",
    "target_group": "target_groups__slug",
    "life_event": "life_events__slug",
    "service_type": "service_type",
    "service_category": "category",
    "impact_level": "impact_level",
    "lifecycle": "lifecycle",
}
"""Terms that services can be searched by, with the field of the procedure."""
_counts = Memory(most=500)


class PageIn(Schema):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=LAST_PAGE, description="Number of the page")
    per_page: int = Field(USUAL, ge=1, le=LARGEST, description="Items a page")


class FoundIn(PageIn):
    """Which services; all conditions hold together."""

    search: str = Field("", max_length=100, description="Part of the name")
    organization_id: str = Field("", max_length=40, description="Of this organization")
    taxonomy_term_id: str = Field("", max_length=40, description="With this term")
    taxonomy_id: str = Field("", max_length=40, description="With any term of this taxonomy")
    modified_after: datetime | None = Field(None, description="Published on or after this moment")
    full: bool = Field(False, description="Whole services; at most 20 a page")


class TermsIn(PageIn):
    """Which terms."""

    taxonomy_id: str = Field("", max_length=40, description="Of this taxonomy")


Paged = Annotated[PageIn, Query()]
Found = Annotated[FoundIn, Query()]
OfTaxonomy = Annotated[TermsIn, Query()]


@router.get("/", response=LISTED)
def about(request: HttpRequest) -> object:
    """Say which version of HSDS this is."""
    about_it = {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": absolute(reverse("hsds:openapi-json")),
    }
    return answered(request, (), lambda: about_it)


@router.get("/services", response=LISTED)
def list_services(request: HttpRequest, asked: Found) -> object:
    """List services: what agencies do by their manuals."""
    chosen = _services(asked)
    if asked.full:
        asked.per_page = min(asked.per_page, LARGEST_FULL)
        return _page(request, asked, chosen, reading.services)
    return _page(request, asked, chosen, reading.service_list)


@router.get("/services/{service_id}", response=READ)
def read_service(request: HttpRequest, service_id: str) -> object:
    """Read a service with everything that belongs to it."""
    name = _named(service_id, Kind.SERVICE)
    _must_exist(MANUALS.public().filter(pk=name.low))
    return answered(request, TOPICS, lambda: reading.services([name.low])[0])


@router.get("/organizations", response=LISTED)
def list_organizations(
    request: HttpRequest, asked: Paged, search: Annotated[str, Query(max_length=100)] = ""
) -> object:
    """List the agencies of the state."""
    rows = AGENCIES.public()
    if search:
        rows = rows.filter(name_th__icontains=search)
    return _page(request, asked, rows, reading.organization_list)


@router.get("/organizations/{organization_id}", response=READ)
def read_organization(request: HttpRequest, organization_id: str) -> object:
    """Read an agency with its services and its locations by name."""
    name = _named(organization_id, Kind.ORGANIZATION)
    _must_exist(AGENCIES.public().filter(pk=name.low))
    return answered(request, TOPICS, lambda: reading.one_organization(name.low))


@router.get("/service_at_locations", response=LISTED)
def list_service_at_locations(
    request: HttpRequest, asked: Found, service_id: Annotated[str, Query(max_length=40)] = ""
) -> object:
    """List which service is at which location."""
    rows = public_pins()
    if service_id:
        rows = rows.filter(manual=_known("service_id", service_id, Kind.SERVICE).low)
    narrowing = ("search", "organization_id", "taxonomy_id", "taxonomy_term_id", "modified_after")
    if any(getattr(asked, name) for name in narrowing):
        rows = rows.filter(manual__in=_services(asked).values("pk"))

    def make(pks: Sequence[int]) -> list[Thing]:
        found = PINS.public().in_bulk(list(pks))
        return reading.at_location_list([found[pk] for pk in pks if pk in found])

    return _page(request, asked, rows, make)


@router.get("/service_at_locations/{service_at_location_id}", response=READ)
def read_service_at_location(request: HttpRequest, service_at_location_id: str) -> object:
    """Read a service at a location with the whole location."""
    name = _named(service_at_location_id, Kind.SERVICE_AT_LOCATION)
    _must_exist(public_pins().filter(manual=name.high, point=name.low))
    return answered(request, TOPICS, lambda: reading.one_at_location(name.high, name.low))


@router.get("/taxonomies", response=LISTED)
def list_taxonomies(request: HttpRequest, asked: Paged) -> object:
    """List the taxonomies."""
    return answered(request, TOPICS, lambda: _slice(asked, taxonomy_things()))


@router.get("/taxonomies/{taxonomy_id}", response=READ)
def read_taxonomy(request: HttpRequest, taxonomy_id: str) -> object:
    """Read one taxonomy."""
    found = taxonomy_named(taxonomy_id)
    if found is None:
        raise _nothing()
    return answered(request, TOPICS, lambda: taxonomy_thing(found))


@router.get("/taxonomy_terms", response=LISTED)
def list_taxonomy_terms(request: HttpRequest, asked: OfTaxonomy) -> object:
    """List the terms of all taxonomies, or of one."""
    only = _taxonomy(asked.taxonomy_id) if asked.taxonomy_id else None
    return answered(request, TOPICS, lambda: _slice(asked, list(term_things(Words.now(), only))))


@router.get("/taxonomy_terms/{taxonomy_term_id}", response=READ)
def read_taxonomy_term(request: HttpRequest, taxonomy_term_id: str) -> object:
    """Read one term."""
    words = Words.now()
    found = term_named(taxonomy_term_id, words)
    if found is None:
        raise _nothing()
    return answered(request, TOPICS, lambda: term_thing(*found, words))


def _services(asked: FoundIn) -> QuerySet[Manual]:
    rows = MANUALS.public()
    if asked.organization_id:
        rows = rows.filter(
            agency=_known("organization_id", asked.organization_id, Kind.ORGANIZATION).low
        )
    if asked.modified_after:
        since = _moment(asked.modified_after)
        own = Q(current__published_at__gte=since)
        followed = Q(current=None, standard__current__published_at__gte=since)
        rows = rows.filter(own | followed)
    procedures = Procedure.objects.all()
    if asked.search:
        procedures = procedures.filter(name_th__icontains=asked.search)
    if asked.taxonomy_term_id:
        found = term_named(asked.taxonomy_term_id, Words.now())
        if found is None or found[0] not in _FIELDS:
            raise wrong("taxonomy_term_id", "ไม่มีคำนี้ให้กรอง", "no such term to search by")
        procedures = procedures.filter(**{_FIELDS[found[0]]: found[1]})
    if asked.taxonomy_id:
        field = _FIELDS.get(_taxonomy(asked.taxonomy_id).name)
        if field is None:
            raise wrong("taxonomy_id", "ชุดคำนี้ใช้กรองไม่ได้", "no taxonomy to search by")
        procedures = procedures.exclude(**{field: None}).exclude(**{field: ""})
    if asked.search or asked.taxonomy_term_id or asked.taxonomy_id:
        rows = rows.filter(procedure__in=procedures.values("pk"))
    return rows


def _moment(asked: datetime) -> datetime:
    """Return a moment that can be compared: Thai time where no zone is given."""
    if not EARLIEST <= asked.year <= LATEST:  # the calendar ends in some zone before it does here
        raise wrong("modified_after", "ปีนี้ใช้ไม่ได้", f"needs a year from {EARLIEST} to {LATEST}")
    return asked if asked.tzinfo else asked.replace(tzinfo=BANGKOK)


def _taxonomy(text: str) -> Taxonomy:
    found = taxonomy_named(text)
    if found is None:
        raise wrong("taxonomy_id", "ไม่มีชุดคำนี้", "no such taxonomy")
    return found


def _known(parameter: str, text: str, kind: Kind) -> ids.Name:
    found = ids.read(text, kind)
    if found is None:
        raise wrong(parameter, "ไม่มีรายการนี้", "there is no such thing")
    return found


def _named(text: str, kind: Kind) -> ids.Name:
    found = ids.read(text, kind)
    if found is None:
        raise _nothing()
    return found


def _must_exist(rows: QuerySet[Any]) -> None:
    if not rows.exists():
        raise _nothing()


def _nothing() -> Exception:
    return missing("ไม่มีรายการนี้", "there is no such thing")


def _page(
    request: HttpRequest,
    asked: PageIn,
    rows: QuerySet[Any],
    make: Callable[[Sequence[int]], list[Thing]],
) -> HttpResponse:
    """Answer one page of rows in the order of their ids, with how many there are in all.

    Counting a whole country takes longer than a page of it, so the number is remembered until
    something changes.
    """

    def answer() -> dict[str, Any]:
        key = _without_page(request)
        with reading_under(versions.tokens([versions.EVERYTHING, *TOPICS])):
            total = _counts.recall(key, TOPICS, lambda: rows.count())
        first = (asked.page - 1) * asked.per_page
        pks = rows.order_by("pk").values_list("pk", flat=True)[first : first + asked.per_page]
        return _envelope(asked, total, make(list(pks)))

    return answered(request, TOPICS, answer)


def _without_page(request: HttpRequest) -> tuple[str, str]:
    query = request.GET.copy()
    for name in ("page", "per_page", "full"):
        query.pop(name, None)
    return request.path, query.urlencode()


def _slice(asked: PageIn, everything: list[Thing]) -> dict[str, Any]:
    first = (asked.page - 1) * asked.per_page
    return _envelope(asked, len(everything), everything[first : first + asked.per_page])


def _envelope(asked: PageIn, total: int, contents: list[Thing]) -> dict[str, Any]:
    pages = -(-total // asked.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": contents,
    }
