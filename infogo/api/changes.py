"""``/api/v1/changes``: what changed, in order, from any place on. See docs/changes.md."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from infogo.api.answering import LARGEST_LIMIT, answered, gone, wrong
from infogo.api.schemas import ProblemOut
from infogo.changes.messages import told
from infogo.changes.selectors import FEED_KINDS, Page, edges, page_after, records_of
from infogo.core.keys import CHANGES
from infogo.records.base import said
from infogo.records.kinds import KINDS

router = Router(tags=["changes"])
MOST_FILTERED = 50
LARGEST_NUMBER = 2**53 - 1
USUAL_LIMIT = 100


class ChangeOut(Schema):
    """One change of one public record."""

    number: int = said("เลขลำดับ ไม่มีเลขข้าม", "Its number; no number is left out")
    kind: str = said("ชนิดข้อมูล", "Kind of record as in addresses, or everything")
    id: int = said("เลขประจำของรายการ", "Id of the record")
    what: str = said("เกิดอะไรขึ้น", "created, changed, withdrawn or merged")
    version: str = said("รหัสเนื้อหา ณ ตอนนั้น", "Digest of what it said then, empty when gone")
    into: int | None = said("รายการที่มาแทน", "Id of the record that took its place")
    agency: int | None = said("หน่วยงานที่รับผิดชอบ", "Id of the agency that answers for it")
    at: str = said("เวลาที่ให้เลข", "When it got its number")
    href: str = said("ที่อยู่ของรายการ", "Where the record is read")
    record: dict[str, Any] | None = said(
        "รายการตามที่เป็นในขณะนี้ null คือไม่เผยแพร่แล้ว",
        "The record as it is now, with include=record; null when it is public no more",
        default=None,
    )


class ChangesOut(Schema):
    """Some changes in order."""

    items: list[ChangeOut] = said("การเปลี่ยนแปลงตามลำดับ", "Changes in order")
    next_after: int = said("ใช้เป็น after ครั้งถัดไป", "Value of after for the next request")
    has_more: bool = said("ยังมีอีก ขอต่อได้ทันที", "Whether there are more at once")
    oldest: int = said("เลขแรกที่ยังเก็บ", "First number that is kept")
    newest: int = said("เลขล่าสุด", "Last number that was given")


class ChangesIn(Schema):
    """From where, how many, and which."""

    after: int = Field(0, ge=0, le=LARGEST_NUMBER, description="Last number you have")
    limit: int = Field(USUAL_LIMIT, ge=1, le=LARGEST_LIMIT, description="Changes a page")
    kinds: str = Field(
        "", max_length=200, pattern=r"^[a-z,-]*$", description="Only these, with commas"
    )
    agencies: str = Field(
        "",
        max_length=400,
        pattern=r"^(\d{1,9}(,\d{1,9})*)?$",
        description="Only of these agencies and all below them, ids with commas",
    )
    include: str = Field(
        "", pattern=r"^(record)?$", description="record: with each record as it is now"
    )


@router.get(
    "/changes",
    response={200: ChangesOut, 304: None, 410: ProblemOut, 422: ProblemOut},
)
def list_changes(request: HttpRequest, asked: Annotated[ChangesIn, Query()]) -> object:
    """Read what changed after a number.

    Begin with ``after`` from a whole copy, or 0. Numbers older than the feed keeps are gone (410):
    take a whole copy then, and again whenever a change has the kind ``everything``.
    """
    kinds = _kinds(asked.kinds)
    agencies = [int(one) for one in asked.agencies.split(",") if one]
    if len(agencies) > MOST_FILTERED:
        raise wrong("agencies", f"ได้ไม่เกิน {MOST_FILTERED} หน่วยงาน", f"at most {MOST_FILTERED}")
    between = edges()
    if asked.after and asked.after < between.oldest - 1:
        raise gone(
            f"เก็บตั้งแต่เลข {between.oldest} ดึงข้อมูลทั้งชุดที่ /data แล้วอ่านต่อจากเลขที่ไฟล์บอก",
            f"kept from number {between.oldest} on; take a whole copy at /data and go on after it",
        )
    if asked.after > between.newest:
        thai = f"เลขล่าสุดคือ {between.newest} ดึงข้อมูลทั้งชุดใหม่"
        raise wrong("after", thai, f"the newest is {between.newest}; take a whole copy anew")
    topics = {CHANGES}
    if asked.include:
        topics |= {topic for kind in KINDS.values() for topic in kind.topics}

    def make() -> Any:
        page = page_after(asked.after, asked.limit, kinds=kinds, agencies=agencies)
        return _told(page, with_records=bool(asked.include))

    return answered(request, sorted(topics), make)


def _kinds(text: str) -> list[str]:
    names = [name for name in text.split(",") if name]
    for name in names:
        if name not in FEED_KINDS:
            known = ", ".join(FEED_KINDS)
            raise wrong("kinds", f"ไม่มีชนิด {name} มี {known}", f"no {name}; there are {known}")
    return names


def _told(page: Page, *, with_records: bool) -> Any:
    items = [told(change) for change in page.changes]
    if with_records:
        records = records_of(page.changes)
        for item in items:
            record = records.get((item["kind"], item["id"]))
            item["record"] = record.model_dump(mode="json") if record else None
    return {
        "items": items,
        "next_after": page.until,
        "has_more": page.until < page.edges.newest,
        "oldest": page.edges.oldest,
        "newest": page.edges.newest,
    }
