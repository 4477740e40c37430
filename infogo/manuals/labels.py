"""Names that officers read for the fields and choices of a manual.

Editor, comparison, error messages and spreadsheets call a field by the same words. A test holds
this table against ``content.py``: a field without a name does not pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from infogo.manuals.cases import (
    CaseCondition,
    CaseOption,
    CaseQuestion,
    CaseRow,
    CaseTable,
)
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    ChannelPurpose,
    ComplaintChannel,
    DocumentGroup,
    Fee,
    FeeKind,
    Form,
    LawDeadline,
    LegalBasis,
    ManualContent,
    Provenance,
    ProvenanceStatus,
    RequestStatistics,
    RequiredDocument,
    Step,
    StepKind,
    StepReduction,
    TotalBasis,
)
from infogo.manuals.copying import CopyFee
from infogo.manuals.formulas import (
    Formula,
    FormulaExample,
    FormulaInput,
    FormulaOption,
    GivenValue,
)
from infogo.manuals.part import ListingState, Part
from infogo.manuals.pauses import PauseRule
from infogo.manuals.renewal import FeeRenewal
from infogo.manuals.representation import AuthorityDocument, Proxy, Representation

FIELD_LABELS: Mapping[type[Part], Mapping[str, Promise]] = {
    ManualContent: {
        "legal_bases": _("กฎหมาย"),
        "renewal_by_fee": _("ต่ออายุด้วยการชำระค่าธรรมเนียม"),
        "service_areas": _("พื้นที่ให้บริการ"),
        "deadline": _("กำหนดเวลาตามกฎหมาย"),
        "statistics": _("จำนวนคำขอต่อเดือน"),
        "reference_name": _("ชื่ออ้างอิง"),
        "channels": _("ช่องทาง"),
        "criteria": _("หลักเกณฑ์ วิธีการ เงื่อนไข"),
        "steps": _("ขั้นตอน"),
        "total": _("ระยะเวลารวม"),
        "total_basis": _("ที่มาของระยะเวลารวม"),
        "total_formula": _("สูตรคิดระยะเวลา"),
        "pause_rules": _("เวลาที่ไม่นับ"),
        "step_reduction": _("การลดขั้นตอน"),
        "documents": _("เอกสาร"),
        "representation": _("ทำแทนคนอื่น"),
        "fees": _("ค่าธรรมเนียม"),
        "fee_note": _("หมายเหตุค่าธรรมเนียม"),
        "copy_fee": _("ค่าสำเนาคู่มือ"),
        "complaints": _("ช่องทางร้องเรียน"),
        "forms": _("แบบฟอร์มและตัวอย่าง"),
        "remark": _("หมายเหตุ"),
        "outputs": _("สิ่งที่ประชาชนได้รับ"),
        "questions": _("คำถามถึงประชาชน"),
        "cases": _("กรณี"),
        "is_bad_example": _("ตัวอย่างที่ไม่ควรทำตาม"),
        "provenance": _("ที่มาของข้อมูล"),
    },
    LegalBasis: {
        "law": _("ชื่อกฎหมาย"),
        "section": _("มาตรา"),
        "url": _("ลิงก์"),
        "reviewed_on": _("ทบทวนล่าสุด"),
    },
    FeeRenewal: {"ground": _("กฎหมายที่กำหนดไว้"), "how": _("วิธีชำระ")},
    LawDeadline: {"law": _("กฎหมายที่กำหนด"), "limit": _("ไม่เกิน")},
    RequestStatistics: {
        "average": _("เฉลี่ย"),
        "highest": _("มากที่สุด"),
        "lowest": _("น้อยที่สุด"),
    },
    Channel: {
        "kind": _("ประเภทช่องทาง"),
        "purpose": _("ใช้ทำอะไร"),
        "provinces": _("เฉพาะจังหวัด"),
        "description": _("สถานที่หรือวิธี"),
        "url": _("ลิงก์"),
        "hours": _("เวลาทำการ"),
        "hours_text": _("เวลาทำการ (ข้อความ)"),
        "cases": _("เฉพาะกรณี"),
    },
    Step: {
        "kind": _("ประเภทขั้นตอน"),
        "title": _("ชื่อขั้นตอน"),
        "description": _("รายละเอียด"),
        "duration": _("ระยะเวลา"),
        "responsible": _("ส่วนงานที่รับผิดชอบ"),
        "cases": _("เฉพาะกรณี"),
    },
    PauseRule: {
        "text": _("ไม่นับเวลาที่"),
        "limit": _("ไม่เกิน"),
        "law": _("กฎหมายหรือระเบียบ"),
    },
    StepReduction: {"is_reduced": _("ลดแล้ว"), "total": _("ระยะเวลาหลังลด")},
    RequiredDocument: {
        "group": _("กลุ่มเอกสาร"),
        "name": _("ชื่อเอกสาร"),
        "canonical": _("ชื่อในทะเบียนเอกสาร"),
        "issuer": _("หน่วยงานที่ออก"),
        "originals": _("ฉบับจริง"),
        "copies": _("สำเนา"),
        "unit": _("หน่วยนับ"),
        "condition": _("ใช้เมื่อ"),
        "note": _("หมายเหตุ"),
        "is_state_issued": _("รัฐเป็นผู้ออก"),
        "cases": _("เฉพาะกรณี"),
    },
    Representation: {
        "answer": _("ให้คนอื่นทำแทนได้ไหม"),
        "who": _("ใครทำแทนได้"),
        "must_come": _("ใครต้องมาเอง"),
        "reason": _("ต้องมาเองเพราะ"),
        "documents": _("เอกสารแสดงอำนาจ"),
        "note": _("คำแนะนำ"),
        "law": _("กฎหมายหรือระเบียบ"),
    },
    AuthorityDocument: {
        "name": _("ชื่อเอกสาร"),
        "issuer": _("หน่วยงานที่ออก"),
        "originals": _("ฉบับจริง"),
        "copies": _("สำเนา"),
        "stamp_duty_satang": _("อากรแสตมป์"),
        "condition": _("ใช้เมื่อ"),
        "note": _("หมายเหตุ"),
    },
    Fee: {
        "item": _("รายการ"),
        "kind": _("วิธีคิด"),
        "amount_satang": _("จำนวนเงิน"),
        "amount_max_satang": _("จำนวนเงินสูงสุด"),
        "percent": _("ร้อยละ"),
        "percent_base": _("คิดจาก"),
        "per": pgettext_lazy("fee", "ต่อ"),
        "condition": _("ใช้เมื่อ"),
        "formula": _("วิธีคำนวณ"),
        "cases": _("เฉพาะกรณี"),
        "computed": _("สูตรที่ระบบคิดให้"),
    },
    CopyFee: {"amount_satang": _("จำนวนเงิน"), "per": pgettext_lazy("fee", "ต่อ")},
    Formula: {
        "inputs": _("ข้อมูลที่ถาม"),
        "expression": _("สูตร"),
        "law": _("ตามกฎหมาย"),
        "examples": _("ตัวอย่าง"),
    },
    FormulaInput: {
        "code": _("ชื่อย่อในสูตร"),
        "label": _("คำถาม"),
        "unit": _("หน่วย"),
        "lowest": _("น้อยที่สุด"),
        "highest": _("มากที่สุด"),
        "help": _("คำอธิบาย"),
        "options": _("คำตอบให้เลือก"),
    },
    FormulaOption: {
        "code": _("ชื่อย่อในสูตร"),
        "label": _("คำตอบ"),
        "value": _("ค่าในสูตร"),
    },
    FormulaExample: {
        "given": _("เมื่อใส่"),
        "result": _("ต้องได้"),
        "note": _("หมายเหตุ"),
    },
    GivenValue: {"input": _("ข้อมูล"), "value": _("ค่า")},
    ComplaintChannel: {
        "name": _("ชื่อช่องทาง"),
        "detail": _("รายละเอียด"),
        "phones": _("โทรศัพท์"),
        "url": _("ลิงก์"),
    },
    Form: {"name": _("ชื่อแบบ"), "url": _("ลิงก์")},
    CaseQuestion: {
        "code": _("รหัสคำถาม"),
        "text": _("คำถาม"),
        "help": _("คำอธิบายคำถาม"),
        "options": _("คำตอบให้เลือก"),
    },
    CaseOption: {
        "code": _("รหัสคำตอบ"),
        "label": _("คำตอบ"),
        "note": _("คำอธิบายคำตอบ"),
    },
    CaseTable: {
        "code": _("รหัสตาราง"),
        "title": _("ชื่อตาราง"),
        "rows": _("กรณีในตาราง"),
    },
    CaseRow: {
        "code": _("รหัสกรณี"),
        "name": _("ชื่อกรณี"),
        "when": _("เมื่อตอบว่า"),
        "note": _("คำแนะนำ"),
        "total": _("ระยะเวลาในกรณีนี้"),
        "refusal": _("เหตุที่ใช้คู่มือนี้ไม่ได้"),
        "instead": _("ให้ใช้บริการนี้แทน"),
    },
    CaseCondition: {"question": _("รหัสของคำถาม"), "options": _("รหัสของคำตอบ")},
    Provenance: {
        "status": _("ตรวจสอบแล้วแค่ไหน"),
        "note": _("หมายเหตุ"),
        "source": _("แหล่งที่มา"),
        "checked_on": _("ตรวจเมื่อ"),
    },
}

CHOICE_LABELS: Mapping[type[StrEnum], Mapping[str, Promise]] = {
    ListingState: {
        ListingState.LISTED: _("มีรายการ"),
        ListingState.NONE: _("ไม่มี"),
        ListingState.UNKNOWN: _("ยังไม่ระบุ"),
    },
    ChannelKind: {
        ChannelKind.IN_PERSON: _("ติดต่อด้วยตนเอง ณ หน่วยงาน"),
        ChannelKind.WEBSITE: _("เว็บไซต์"),
        ChannelKind.MOBILE_APP: _("แอปพลิเคชัน"),
        ChannelKind.POST: _("ไปรษณีย์"),
        ChannelKind.PHONE: _("โทรศัพท์"),
        ChannelKind.EMAIL: _("อีเมล"),
        ChannelKind.KIOSK: _("ตู้บริการอเนกประสงค์"),
        ChannelKind.MOBILE_UNIT: _("หน่วยบริการเคลื่อนที่"),
        ChannelKind.ONE_STOP: _("ศูนย์บริการร่วม"),
        ChannelKind.PAYMENT_COUNTER: _("จุดรับชำระเงิน"),
    },
    ChannelPurpose: {
        ChannelPurpose.FILE: _("ยื่นคำขอ"),
        ChannelPurpose.BOOK: _("จองคิว"),
        ChannelPurpose.PAY: _("ชำระเงิน"),
        ChannelPurpose.LEARN: _("อบรม"),
        ChannelPurpose.INQUIRE: _("สอบถาม"),
        ChannelPurpose.RECEIVE: _("รับผล"),
    },
    StepKind: {
        StepKind.DOCUMENT_CHECK: _("การตรวจสอบเอกสาร"),
        StepKind.CONSIDERATION: _("การพิจารณา"),
        StepKind.SIGNING: _("การลงนามหรือคณะกรรมการมีมติ"),
    },
    TotalBasis: {
        TotalBasis.LAW: _("กฎหมายกำหนด"),
        TotalBasis.MANUAL: _("คู่มือกำหนด"),
    },
    DocumentGroup: {
        DocumentGroup.IDENTITY: _("เอกสารยืนยันตัวตนที่รัฐออกให้"),
        DocumentGroup.OTHER: _("เอกสารอื่น"),
    },
    Proxy: {
        Proxy.UNKNOWN: _("ยังไม่ระบุ"),
        Proxy.YES: _("ได้ ทุกคน"),
        Proxy.SOME: _("ได้เฉพาะบางคน"),
        Proxy.NO: _("ไม่ได้ ต้องทำเอง"),
    },
    FeeKind: {
        FeeKind.FREE: _("ไม่มีค่าธรรมเนียม"),
        FeeKind.FIXED: _("จำนวนแน่นอน"),
        FeeKind.RANGE: _("ช่วงจำนวน"),
        FeeKind.START_AT: _("เริ่มต้นที่"),
        FeeKind.PERCENT: _("ร้อยละ"),
        FeeKind.FORMULA: _("คำนวณตามสูตร"),
    },
    ProvenanceStatus: {
        ProvenanceStatus.VERIFIED: _("ตรวจสอบแล้ว"),
        ProvenanceStatus.PARTLY_SEEN: _("ตรวจสอบบางส่วน"),
        ProvenanceStatus.UNVERIFIED: _("ยังไม่ตรวจสอบ"),
    },
}


def field_label(owner: type[Part], name: str) -> str:
    """Return the words for a field.

    Raises:
        KeyError: the class has no such field, or it has no words.
    """
    return str(FIELD_LABELS[owner][name])


def choice_label(member: StrEnum) -> str:
    """Return the words for a choice.

    Raises:
        KeyError: the choice has no words.
    """
    return str(CHOICE_LABELS[type(member)][member])
