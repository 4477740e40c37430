"""``/api/v1/search`` and ``/api/v1/suggest``."""

from __future__ import annotations

import sys
import zlib
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from infogo.agencies.models import Agency
from infogo.api.answers import search_answer, suggest_answer
from infogo.api.rendering import problem
from infogo.api.schemas import ProblemOut, SearchOut, SuggestOut
from infogo.core.converters import LARGEST_ID
from infogo.core.dates import bangkok_now
from infogo.core.keys import EVERYTHING
from infogo.core.memory import reading_also
from infogo.geo.selectors import province_of
from infogo.points.opening import Clock
from infogo.search.answers.answering import is_question, may_be_answered
from infogo.search.memory.outcomes import Outcomes
from infogo.search.results import MAX_PAGE, Kind
from infogo.search.selectors import PAGE_SIZE, asked, find, keep, recalled
from infogo.search.suggest import suggest
from infogo.taxonomy.models import TargetGroup, Topic

router = Router(tags=["search"])

JSON = "application/json; charset=utf-8"
LONGEST_TEXT = 1000
"""Longer text is refused; of what is accepted the beginning is read."""
LARGEST_PAGE_SIZE = 50

MOST_BYTES_OF_BODIES = 16_000_000
"""Some three thousand answers: of what a country asks in a day most is asked again and again."""
ENTRY_BYTES = 2_500
"""What is kept beside a body: its question and the versions of its records."""
bodies: Outcomes[bytes] = Outcomes(
    MOST_BYTES_OF_BODIES, lambda body: sys.getsizeof(body) + ENTRY_BYTES
)
"""Answers that were given before, compressed, as long as they are what would be answered."""

Text = Annotated[str, Query(max_length=LONGEST_TEXT)]
Slug = Annotated[str, Query(max_length=60, pattern=r"^[a-z0-9-]*$")]
ProvinceCode = Annotated[str, Query(pattern=r"^([1-9][0-9])?$", description="two-digit code")]
PageNumber = Annotated[int, Query(ge=1, le=MAX_PAGE)]
PageSize = Annotated[int, Query(ge=1, le=LARGEST_PAGE_SIZE)]
AgencyId = Annotated[int, Query(ge=0, le=LARGEST_ID, description="id of an agency")]
Type = Annotated[Kind | None, Query(alias="type")]


class UnknownValueError(ValueError):
    """A filter names something that does not exist."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(f"{parameter}={value}")
        self.parameter = parameter
        self.value = value


@router.get("/search", response={200: SearchOut, 422: ProblemOut, 503: ProblemOut})
def search_view(
    request: HttpRequest,
    q: Text = "",
    kind: Type = None,
    province: ProvinceCode = "",
    topic: Slug = "",
    group: Slug = "",
    agency: AgencyId = 0,
    online: bool = False,
    free: bool = False,
    weekend: bool = False,
    page: PageNumber = 1,
    page_size: PageSize = PAGE_SIZE,
    facets: bool = False,
    as_typed: bool = False,
) -> object:
    """Search procedures, agencies, service points and articles; the best results first.

    With ``province`` results are restricted to what serves it, and procedures lead to the manual
    of an agency there. An empty ``q`` lists everything under the filters.
    """
    question = asked(
        q,
        kind=kind,
        province=_province(province),
        topic=_heading(Topic, "topic", topic),
        group=_heading(TargetGroup, "group", group),
        agency=_agency(agency),
        online=online,
        free=free,
        weekend=weekend,
        page=page,
        page_size=page_size,
        as_typed=as_typed,
        with_facets=facets,
    )
    if (held := recalled(question, bodies)) is not None:
        return HttpResponse(zlib.decompress(held), content_type=JSON)
    found = find(question)
    if not found.is_ready:
        rebuilding = problem(
            503,
            "กำลังสร้างดัชนีค้นหาใหม่ ลองอีกครั้งในหนึ่งนาที",
            "The search index is being rebuilt; try again in a minute",
        )
        return Status(503, rebuilding)
    told = search_answer(found, kind, Clock(bangkok_now()), with_facets=facets)
    body = told.model_dump_json().encode()
    # A direct answer rests on the hour and on more of the manual, a number to call on no token.
    if not (told.call_now or (is_question(found) and may_be_answered(found))):
        keep(question, found, bodies, lambda: zlib.compress(body, 1))
    return HttpResponse(body, content_type=JSON)


@router.get("/suggest", response={200: SuggestOut, 422: ProblemOut})
def suggest_view(request: HttpRequest, q: Text = "") -> object:
    """Complete what has been typed, from two characters on; at most eight suggestions."""
    return suggest_answer(q, suggest(q))


def _province(code: str) -> str:
    if not code:
        return code
    with reading_also((EVERYTHING,)):
        if province_of(code) is None:
            raise UnknownValueError("province", code)
    return code


def _heading(model: type[Topic] | type[TargetGroup], parameter: str, slug: str) -> int:
    if not slug:
        return 0
    found = model.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise UnknownValueError(parameter, slug)
    return int(found)


def _agency(key: int) -> int:
    if key and not Agency.objects.filter(pk=key).exists():
        raise UnknownValueError("agency", str(key))
    return key
