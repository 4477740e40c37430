"""``/api/v1/agencies``: the tree of agencies."""

from __future__ import annotations

from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Path, Query, Router

from infogo.agencies.models import Agency, AgencyStatus
from infogo.agencies.selectors import active_agencies
from infogo.api.answering import One, Paged, PageOut, answered, gone, missing, one_told
from infogo.api.answering import page_of as page
from infogo.api.linked import linked
from infogo.api.moving import moved
from infogo.api.schemas import ProblemOut
from infogo.core.converters import LARGEST_ID
from infogo.linked.documents import agency_document
from infogo.records.agencies import AGENCIES, AgencyRecord

router = Router(tags=["agencies"])
PROBLEMS = {304: None, 422: ProblemOut}

Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
OtherId = Annotated[int, Query(ge=0, le=LARGEST_ID)]
Code = Annotated[str, Query(max_length=61, pattern=r"^([a-z0-9]{1,20}:[A-Za-z0-9-]{1,40})?$")]
Word = Annotated[str, Query(max_length=40, pattern=r"^[a-z0-9_]*$")]
Province = Annotated[str, Query(pattern=r"^([1-9][0-9])?$", description="Two-digit code")]


@router.get("/agencies", response={200: PageOut[AgencyRecord], **PROBLEMS})
def list_agencies(
    request: HttpRequest,
    asked: Paged,
    parent: OtherId = 0,
    under: OtherId = 0,
    kind: Word = "",
    province: Province = "",
    code: Code = "",
) -> object:
    """List agencies: the children of one (parent), all below one (under), by kind or province.

    ``code`` finds the agency with a code in another register: ``dga8:01020304``.
    """

    def rows() -> QuerySet[Agency]:
        found = active_agencies()
        if parent:
            found = found.filter(parent=parent)
        if under:
            found = found.filter(paths_up__ancestor=under, paths_up__depth__gt=0)
        if kind:
            found = found.filter(kind=kind)
        if province:
            found = found.filter(province=province)
        if code:
            scheme, _colon, number = code.partition(":")
            found = found.filter(codes__scheme=scheme, codes__code=number)
        return found

    return page(request, AGENCIES, asked, rows)


@router.get(
    "/agencies/{agency_id}",
    response={
        200: AgencyRecord,
        301: None,
        304: None,
        **dict.fromkeys((404, 410, 422), ProblemOut),
    },
)
def read_agency(request: HttpRequest, agency_id: Id, asked: One) -> object:
    """Read one agency. A merged one leads to its successor (301), a closed one is gone (410)."""

    def make() -> object:
        return one_told(AGENCIES.some([agency_id])[0], asked)

    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise missing("ไม่มีหน่วยงานนี้", "there is no such agency")
    if agency.status == AgencyStatus.MERGED and agency.merged_into_id:
        return moved(request, agency_id, agency.merged_into_id)
    if agency.status != AgencyStatus.ACTIVE:
        raise gone(f"{agency.name_th} เลิกแล้ว", f"{agency.name_en or agency.name_th} was closed")
    if described := linked(request, lambda: agency_document(agency)):
        return described
    return answered(request, AGENCIES.topics, make)
