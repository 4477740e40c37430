"""The rules of quality: what is looked for, why, and who mends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MANUAL_EDITOR = "ผู้จัดทำคู่มือของหน่วยงาน"
POINT_EDITOR = "ผู้ดูแลจุดให้บริการของหน่วยงาน"
AGENCY_ADMIN = "ผู้ดูแลหน่วยงาน"
CENTRE = "ผู้ดูแลส่วนกลาง"


@dataclass(frozen=True)
class QualityRule:
    """One rule. ``tally`` names the column of ``AgencyTally`` that counts it already, by agency;
    ``of`` the column of all records looked at. Without it the worker keeps the records found.
    """

    id: str
    title: str
    meaning: str
    mender: str
    tally: str = ""
    of: str = ""


RULES: Sequence[QualityRule] = (
    QualityRule(
        "section-7", "คู่มือขาดรายการตามมาตรา 7",
        "ฉบับที่เผยแพร่อยู่ไม่มีหลักเกณฑ์ ขั้นตอนและเวลา หรือรายการเอกสาร อย่างน้อยหนึ่งข้อ", MANUAL_EDITOR,
    ),
    QualityRule(
        "steps-total", "เวลารวมไม่เท่ากับผลรวมของขั้นตอน",
        "เวลารวมในคู่มือไม่ตรงกับเวลาของขั้นตอนรวมกัน", MANUAL_EDITOR,
    ),
    QualityRule(
        "copies", "คู่มือยังขอสำเนาเอกสารที่รัฐออกให้",
        "ขอสำเนาบัตรประชาชน ทะเบียนบ้าน หรือเอกสารอื่นที่รัฐออก มากกว่า 0 ฉบับ", MANUAL_EDITOR,
    ),
    QualityRule(
        "unchecked", "คู่มือไม่ได้ทบทวนเกิน 1 ปี",
        "คู่มือที่มีข้อความของตนเอง และฉบับที่ใช้อยู่เผยแพร่ก่อนวันนี้เกิน 1 ปี", MANUAL_EDITOR,
        tally="manuals_unchecked", of="manuals",
    ),
    QualityRule(
        "manual-without-point", "คู่มือที่ไม่มีจุดให้บริการ",
        "คู่มือที่ประชาชนอ่านได้แต่ไม่มีหมุดที่จุดใดเลย", MANUAL_EDITOR,
        tally="manuals_without_point", of="manuals",
    ),
    QualityRule(
        "point-without-manual", "จุดให้บริการที่ไม่มีคู่มือ",
        "จุดที่เปิดหรือปิดชั่วคราวแต่ไม่มีหมุดของคู่มือใดเลย", POINT_EDITOR,
        tally="points_without_manual", of="points",
    ),
    QualityRule(
        "point-uncertain", "จุดให้บริการที่พิกัดหรือเวลาทำการไม่แน่นอน",
        "ไม่มีพิกัด หรือหน่วยงานยังไม่ยืนยันเวลาทำการ", POINT_EDITOR,
        tally="points_uncertain", of="points",
    ),
    QualityRule(
        "pin-unconfirmed", "หมุดที่ไม่มีใครยืนยันใน 1 ปี",
        "หมุดที่ยังไม่เคยยืนยัน หรือยืนยันเกิน 1 ปีแล้ว", POINT_EDITOR,
        tally="pins_unconfirmed", of="pins",
    ),
    QualityRule(
        "duplicate-point", "จุดให้บริการที่น่าจะซ้ำกัน",
        "จุดของหน่วยงานเดียวกันที่ชื่อเหมือนกันในอำเภอเดียวกัน และยังเปิดอยู่ทั้งคู่", POINT_EDITOR,
    ),
    QualityRule(
        "broken-link", "ลิงก์เสีย",
        "ที่อยู่เว็บที่เปิดไม่ได้ 3 วันขึ้นไป ในคู่มือ จุดให้บริการ หรือข้อมูลหน่วยงาน", MANUAL_EDITOR,
    ),
    QualityRule(
        "agency-no-phone", "หน่วยงานไม่มีโทรศัพท์",
        "หน่วยงานที่ดำเนินงานอยู่และไม่มีเบอร์โทรศัพท์เลย", AGENCY_ADMIN,
    ),
    QualityRule(
        "bad-contact", "อีเมลหรือเบอร์โทรศัพท์เขียนไม่ถูก",
        "อีเมลหรือเบอร์ของหน่วยงานหรือจุดให้บริการที่ใช้ติดต่อไม่ได้ตามรูปแบบ", AGENCY_ADMIN,
    ),
    QualityRule(
        "bad-hours", "เวลาทำการเขียนไม่ถูก",
        "เวลาทำการของจุดให้บริการที่ระบบอ่านไม่ได้", POINT_EDITOR,
    ),
    QualityRule(
        "no-admin", "หน่วยงานที่ไม่มีผู้ดูแล",
        "ไม่มีเจ้าหน้าที่คนใดเป็นผู้ดูแล ทั้งของหน่วยงานเองและจากหน่วยงานเหนือขึ้นไป", CENTRE,
    ),
)  # fmt: skip
BY_ID = {rule.id: rule for rule in RULES}
