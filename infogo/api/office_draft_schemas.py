"""The shapes in which programs read and write drafts of manuals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Field, Schema
from pydantic import AwareDatetime

from infogo.api.writing import IdIn, Sent
from infogo.records.base import said

LONGEST_NAME = 400
LONGEST_CODE = 40
LARGEST_VERSION = 10**9
SEEN = ("version ของร่างที่อ่านมา", "The version of the draft, as you read it")


class AdoptIn(Sent):
    """A standard manual that an agency is to follow."""

    agency: IdIn = said("เลขหน่วยงานที่รับมาใช้", "Id of the agency that adopts it")
    procedure: IdIn = said("เลขบริการ", "Id of the procedure")


class NewProcedureIn(Sent):
    """What is needed to begin a procedure; the rest is written in its draft."""

    agency: IdIn = said("เลขหน่วยงานเจ้าของ", "Id of the agency that owns it")
    name: str = said("ชื่อที่ประชาชนเรียก", "What citizens call it", max_length=300)
    official_name: str = said("ชื่อทางราชการ", "Its name in the law", max_length=LONGEST_NAME)
    topic: str = said("รหัสหมวดหมู่", "Slug of its topic", max_length=LONGEST_CODE)
    service_type: str = said("รหัสประเภทงานบริการ", "Code of its type", max_length=LONGEST_CODE)
    category: str = said("รหัสหมวดหมู่ตามแบบคู่มือ", "Code of its category", max_length=LONGEST_CODE)


class BeginIn(Sent):
    """What a draft begins from; null begins from what is public."""

    copy_of: IdIn | None = said(
        "เลขคู่มือที่ใช้เป็นต้นแบบ", "Id of a published manual to copy", default=None
    )


class SectionIn(Sent):
    """One section as it is to be, finished or not."""

    values: dict[str, Any] | None = said(
        "ค่าทุกช่องของข้อ null คือตามคู่มือมาตรฐานกลาง",
        "Its fields, as in the content of a manual; null: an adopting agency follows the standard",
        max_length=40,
    )
    seen: int = said(
        "version ของข้อที่อ่านมา 0 คือยังไม่มี",
        "The version of the section, as you read it; 0 where there was none",
        ge=0,
        le=LARGEST_VERSION,
    )


class SeenIn(Sent):
    """The state of the draft that was looked at."""

    seen: int = said(*SEEN, ge=1, le=LARGEST_VERSION)


class SubmitIn(SeenIn):
    """What is new for citizens, and when they shall see it."""

    note: str = Field(
        "", max_length=400, description="Citizens read it beside the edition, in Thai"
    )
    publish_at: AwareDatetime | None = said(
        "วันเวลาที่ให้เผยแพร่ null คือเมื่ออนุมัติ",
        "When citizens shall see it, with its time zone; null: as soon as it is approved",
        default=None,
    )


class RuleFindingOut(Schema):
    """What the rules found in a draft, and what to do about it."""

    rule: str = said("รหัสกฎ", "Id of the rule; invalid when a value is of the wrong kind")
    severity: str = said("ความสำคัญ blocking คือส่งไม่ได้", "blocking, warning or advice")
    section: str = said("ข้อของแบบคู่มือ", "Section of the form")
    part: str = said("ข้อที่ต้องแก้ในร่าง", "Section of the draft in which it is put right")
    path: str = said("ตำแหน่งในข้อ", "Where in the content, such as documents.2.copies")
    reason: str = said("เหตุผล", "What is wrong, in Thai")
    law: str = said("กฎหมาย", "Law that says so")
    todo: str = said("ต้องทำอะไร", "What to do, in Thai")


class CommentOut(Schema):
    """What an approver wants changed in a section."""

    section: str = said("ข้อของแบบคู่มือ", "Section of the form")
    text: str = said("ข้อความ", "What to change, in Thai")
    by: str = said("ผู้ให้ความเห็น", "Who asks for it")
    at: datetime = said("เมื่อ", "When")


class StepOut(Schema):
    """One step of a draft on its way to citizens."""

    verb: str = said("ขั้น", "What was done, such as submit or return")
    state: str = said("สถานะหลังขั้นนี้", "State after it")
    by: str = said("ผู้ทำ", "Who did it")
    at: datetime = said("เมื่อ", "When")
    note: str = said("ข้อความ", "What was said with it, in Thai")


class SectionOut(Schema):
    """One section of a draft as it was last saved."""

    section: str = said("รหัสข้อ", "Code of the section")
    title: str = said("ชื่อข้อ", "Its title, in Thai")
    status: str = said(
        "สถานะของข้อ", "blocked, commented, changed, followed (the standard) or unchanged"
    )
    version: int = said("ส่งกลับเป็น seen เมื่อแก้", "Send it back as seen")
    values: dict[str, Any] | None = said(
        "ค่าที่บันทึกไว้ null คือตามคู่มือมาตรฐานกลางหรือยังไม่เขียน",
        "What was saved; null: the standard is followed, or nothing was saved yet",
    )
    saved_by: str = said("ผู้บันทึก", "Who saved it last")


class LockOut(Schema):
    """Who is editing a draft right now."""

    by: str = said("ผู้ที่กำลังแก้", "Who")
    until: datetime = said("ถึงเวลา", "Until when, unless she goes on")
    is_yours: bool = said("เป็นเจ้าหน้าที่ของโทเค็นนี้", "Whether it is the officer of this token")


class DraftLineOut(Schema):
    """A draft in a list."""

    id: int = said("เลขร่าง", "Id of the draft")
    manual: int = said("เลขคู่มือ", "Id of the manual")
    procedure: int = said("เลขบริการ", "Id of its procedure")
    agency: int = said("เลขหน่วยงาน", "Id of its agency")
    state: str = said(
        "สถานะ", "draft, submitted, in_review, approved, returned, published or discarded"
    )
    version: int = said("ส่งกลับเป็น seen เมื่อทำขั้นถัดไป", "Send it back as seen with the next step")
    note: str = said("มีอะไรใหม่", "What is new, in Thai")
    publish_at: datetime | None = said("ให้เผยแพร่เมื่อ", "When citizens shall see it")
    changed_at: datetime = said("แก้ล่าสุด", "Time of the last change")


class DraftOut(DraftLineOut):
    """A draft whole: what it says, what the rules and the approvers say, where it is."""

    is_standard: bool = said("เป็นคู่มือมาตรฐานกลาง", "Whether it is the standard manual")
    can_submit: bool = said("ส่งขออนุมัติได้", "Whether nothing blocks and something changed")
    changed: list[str] = said("ข้อที่ต่างจากฉบับเผยแพร่", "Sections that differ from what is public")
    sections: list[SectionOut] = said("ข้อของร่าง", "Its sections")
    findings: list[RuleFindingOut] = said("ข้อสังเกตตามกฎ", "What the rules found")
    comments: list[CommentOut] = said("ความเห็นที่ยังไม่แก้", "Comments that are not settled")
    steps: list[StepOut] = said("ขั้นที่ผ่านมา", "Its way so far")
    lock: LockOut | None = said("ใครกำลังแก้", "Who is editing it now, if anybody")
    edition: int | None = said("เลขฉบับที่เผยแพร่แล้ว", "Number of its edition, once published")


class OfficeManualOut(Schema):
    """A manual as officers see it, whether citizens do or not."""

    id: int = said("เลขคู่มือ", "Id of the manual")
    procedure: int = said("เลขบริการ", "Id of its procedure")
    agency: int = said("เลขหน่วยงาน", "Id of its agency")
    is_standard: bool = said("เป็นคู่มือมาตรฐานกลาง", "Whether it is the standard manual")
    status: str = said("สถานะ", "draft, published or withdrawn")
    edition: int | None = said("ฉบับที่เผยแพร่อยู่", "Number of the edition that is public")
    draft: int | None = said("เลขร่างที่เปิดอยู่", "Id of its open draft")
