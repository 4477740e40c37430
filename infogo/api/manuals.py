"""``/api/v1/manuals``: manuals as they are, as they were on a day, and edition by edition."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Path, Query, Router

from infogo.api.answering import (
    One,
    OneIn,
    Paged,
    PageOut,
    answered,
    chosen_fields,
    gone,
    missing,
    one_told,
    page_of,
    told,
    wrong,
)
from infogo.api.linked import linked
from infogo.api.schemas import ProblemOut
from infogo.core.converters import LARGEST_ID
from infogo.core.dates import bangkok_now
from infogo.core.prepared import Prepared
from infogo.linked.documents import manual_document
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.manuals.past import as_of, history_of
from infogo.manuals.selectors import (
    MergedManual,
    NotPublishedError,
    edition_of,
    editions,
    merged_manual,
)
from infogo.records.changes import ChangeRecord, change_records
from infogo.records.manuals import (
    MANUALS,
    EditionRecord,
    ManualRecord,
    ManualRow,
    edition_record,
    is_readable,
    manual_record,
    public_manuals,
)

router = Router(tags=["manuals"])
LARGEST_EDITION = 32_000

Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
OtherId = Annotated[int, Query(ge=0, le=LARGEST_ID)]
Edition = Annotated[int, Query(ge=0, le=LARGEST_EDITION)]
Province = Annotated[str, Query(pattern=r"^([1-9][0-9])?$", description="Two-digit code")]
READ = {304: None, **dict.fromkeys((404, 410, 422), ProblemOut)}


@router.get("/manuals", response={200: PageOut[ManualRow], 304: None, 422: ProblemOut})
def list_manuals(
    request: HttpRequest,
    asked: Paged,
    procedure: OtherId = 0,
    agency: OtherId = 0,
    province: Province = "",
    standard: Annotated[bool | None, Query(description="true: standard manuals only")] = None,
    own: Annotated[bool, Query(description="Only those with text of their own")] = False,
) -> object:
    """List manuals, one line each: whose, of which procedure, which edition, and key facts."""

    def rows() -> QuerySet[Manual]:
        chosen: dict[str, Any] = {"procedure": procedure, "agency": agency, "province": province}
        found = public_manuals().filter(**{name: value for name, value in chosen.items() if value})
        if standard is not None:
            found = found.filter(standard__isnull=standard)
        return found.filter(current__isnull=False) if own else found

    return page_of(request, MANUALS, asked, rows)


@router.get("/manuals/{manual_id}", response={200: ManualRecord, **READ})
def read_manual(
    request: HttpRequest,
    manual_id: Id,
    asked: One,
    on: Annotated[date | None, Query(description="As it read when this day ended")] = None,
    edition: Edition = 0,
    own: Annotated[bool, Query(description="Without what the agency wrote itself")] = True,
) -> object:
    """Read a whole manual: merged, as of a day (``on``), or one edition of it.

    ``own=false`` gives the standard manual under an agency's one.
    """
    manual = manual_or_missing(manual_id)
    chosen_fields(ManualRecord, asked)
    if on and edition:
        raise wrong("on", "เลือก on หรือ edition อย่างใดอย่างหนึ่ง", "choose on or edition, not both")
    if not (on or edition):
        _must_be_in_use(manual)

    def make() -> object:
        return one_told(manual_record(_read(manual, on, edition, own=own)), asked)

    if on or edition:
        return answered(request, _topics(manual), make, may_refuse=True)
    if described := linked(request, lambda: manual_document(_read(manual, None, 0, own=own))):
        return described
    return answered(request, _topics(manual), make)


@router.get("/manuals/{manual_id}/editions", response={200: PageOut[EditionRecord], **READ})
def list_editions(request: HttpRequest, manual_id: Id, asked: One) -> object:
    """List the editions of a manual that citizens could read, newest first."""
    manual = manual_or_missing(manual_id)
    chosen = chosen_fields(EditionRecord, asked)

    def make() -> dict[str, Any]:
        found = [edition_record(one) for one in editions(manual)]
        return {"items": told(found, asked, chosen), "next": None}

    return answered(request, _topics(manual), make)


@router.get("/manuals/{manual_id}/changes", response={200: PageOut[ChangeRecord], **READ})
def list_manual_changes(
    request: HttpRequest,
    manual_id: Id,
    asked: Annotated[OneIn, Query()],
    before: Annotated[int, Query(ge=1, le=LARGEST_EDITION)],
    after: Annotated[int, Query(ge=1, le=LARGEST_EDITION)],
) -> object:
    """List what differs between two editions, field by field."""
    manual = manual_or_missing(manual_id)
    chosen = chosen_fields(ChangeRecord, asked)
    old, new = (_read(manual, None, number, own=True) for number in (before, after))

    def make() -> dict[str, Any]:
        found = change_records(old.content, new.content)
        return {"items": told(found, asked, chosen), "next": None}

    return answered(request, _topics(manual), make)


def manual_or_missing(manual_id: int) -> Manual:
    """Return a manual that citizens can read or could once.

    Raises:
        ApiProblemError: there never was one.
    """
    return _one(_whole, manual_id)


def named_manual_or_missing(manual_id: int) -> Manual:
    """Return the same with its procedure only, and without any text."""
    return _one(_named, manual_id)


def _one(asked: Prepared[Manual], manual_id: int) -> Manual:
    found = asked.objects([manual_id])
    if not found or found[0].procedure.status == ProcedureStatus.DRAFT:
        raise missing("ไม่มีคู่มือนี้", "there is no such manual")
    return found[0]


_RELATED = ("procedure__owner", "agency", "current", "standard__current", "facts")
_named = Prepared(
    lambda ids: (
        Manual.objects.select_related("procedure")
        .filter(pk__in=ids)
        .exclude(status=ManualStatus.DRAFT)
        .order_by()
    )
)
_whole = Prepared(
    lambda ids: (
        Manual.objects.select_related(*_RELATED, "standard__facts")
        .filter(pk__in=ids)
        .exclude(status=ManualStatus.DRAFT)
        .order_by()
    )
)


def _must_be_in_use(manual: Manual) -> None:
    if not is_readable(manual.pk):
        raise gone(
            "คู่มือนี้เลิกใช้แล้ว อ่านฉบับเก่าได้ด้วย on หรือ edition",
            "this manual has ended; read old editions with on or edition",
        )


def _read(manual: Manual, on: date | None, edition: int, *, own: bool) -> MergedManual:
    """Return what was asked for.

    Raises:
        ApiProblemError: it was not in force that day, or there is no such edition.
    """
    if not own and manual.standard is not None:
        manual = manual.standard
    if on is not None:
        if on > bangkok_now().date():
            raise wrong("on", "วันนั้นยังไม่ถึง", "that day has not come")
        past = as_of(manual, on, history_of(manual))
        if past.merged is None:
            raise missing(f"วันที่ {on} คู่มือนี้ไม่ได้ใช้อยู่", f"it was not in force on {on}")
        return past.merged
    try:
        return edition_of(manual, edition) if edition else merged_manual(manual)
    except NotPublishedError:
        raise missing(f"ไม่มีฉบับที่ {edition}", f"there is no edition {edition}") from None


def _topics(manual: Manual) -> tuple[str, ...]:
    return (*MANUALS.topics, f"procedure:{manual.procedure_id}")
