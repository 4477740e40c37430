"""Figures of coverage: what agencies, points and manuals there are, and what is missing in them."""

from __future__ import annotations

from infogo.oversight.figures import Direction, Figure, Unit

AGENCY, POINT, MANUAL, PIN = "หน่วยงาน", "จุด", "คู่มือ", "หมุด"


def _count(code: str, name: str, definition: str) -> Figure:
    return Figure(code, name, definition)


def _lack(code: str, name: str, definition: str, sources: str) -> Figure:
    return Figure(code, name, definition, Unit.PERCENT, Direction.DOWN, sources)


def _have(code: str, name: str, definition: str, sources: str) -> Figure:
    return Figure(code, name, definition, Unit.PERCENT, Direction.UP, sources)


COVERAGE_FIGURES = (
    _count("agencies", "หน่วยงาน", "หน่วยงานที่ยังดำเนินงาน ไม่นับชื่อกลุ่มที่ใช้เรียกดูเท่านั้น"),
    _lack(
        "agencies_incomplete",
        "หน่วยงานที่ข้อมูลติดต่อไม่ครบ",
        "หน่วยงานที่ขาดโทรศัพท์ ที่อยู่ หรือเว็บไซต์อย่างใดอย่างหนึ่ง ต่อหน่วยงานทั้งหมด",
        AGENCY,
    ),
    _lack(
        "agencies_without_manual",
        "หน่วยงานที่ไม่มีคู่มือ",
        "หน่วยงานที่ไม่มีคู่มือสำหรับประชาชนใช้งานอยู่เลย ต่อหน่วยงานทั้งหมด",
        AGENCY,
    ),
    _lack(
        "agencies_without_point",
        "หน่วยงานที่ไม่มีจุดให้บริการ",
        "หน่วยงานที่ไม่มีจุดให้บริการที่ไปได้เลย ต่อหน่วยงานทั้งหมด",
        AGENCY,
    ),
    _lack(
        "agencies_broken_link",
        "หน่วยงานที่เว็บไซต์เปิดไม่ได้",
        "หน่วยงานที่เว็บไซต์ของตนเปิดไม่ได้หลายวัน ต่อหน่วยงานทั้งหมด",
        AGENCY,
    ),
    _count("points", "จุดให้บริการ", "จุดให้บริการที่เปิดอยู่หรือปิดชั่วคราว ไม่นับที่ย้ายหรือปิดถาวร"),
    _have(
        "points_exact",
        "จุดที่ตำแหน่งตรงสำนักงาน",
        "จุดที่พิกัดเป็นตำแหน่งของสำนักงานเอง ต่อจุดทั้งหมด",
        POINT,
    ),
    _lack(
        "points_near",
        "จุดที่ตำแหน่งโดยประมาณ",
        "จุดที่พิกัดเป็นเพียงกลางตำบล กลางเทศบาล กลางอำเภอ หรือที่ว่าการอำเภอ ต่อจุดทั้งหมด",
        POINT,
    ),
    _lack("points_unplaced", "จุดที่ไม่มีพิกัด", "จุดที่ไม่มีพิกัด ต่อจุดทั้งหมด", POINT),
    _have(
        "points_complete",
        "จุดที่ข้อมูลครบ",
        "จุดที่มีโทรศัพท์ ที่อยู่พร้อมตำบล เวลาทำการที่หน่วยงานยืนยัน และพิกัดของสำนักงานเอง ต่อจุดทั้งหมด",
        POINT,
    ),
    _lack("points_no_phone", "จุดที่ไม่มีโทรศัพท์", "จุดที่ไม่มีเบอร์โทรศัพท์ ต่อจุดทั้งหมด", POINT),
    _lack("points_no_address", "จุดที่ที่อยู่ไม่ครบ", "จุดที่ขาดที่อยู่หรือตำบล ต่อจุดทั้งหมด", POINT),
    _lack(
        "points_hours_unconfirmed",
        "จุดที่เวลาทำการยังไม่ยืนยัน",
        "จุดที่หน่วยงานยังไม่ยืนยันเวลาทำการ ต่อจุดทั้งหมด",
        POINT,
    ),
    _lack(
        "points_unchecked",
        "จุดที่ไม่ได้ตรวจเกินหนึ่งปี",
        "จุดที่ไม่มีใครตรวจหรือแก้ไขภายในหนึ่งปี ต่อจุดทั้งหมด",
        POINT,
    ),
    _count("points_suspended", "ปิดชั่วคราว", "จุดให้บริการที่แจ้งว่าปิดชั่วคราว"),
    _have(
        "points_posted",
        "จุดที่ยืนยันว่าปิดประกาศคู่มือ",
        "จุดที่เจ้าหน้าที่ยืนยันว่าปิดประกาศคู่มือไว้ที่จุด (มาตรา 7 วรรคสอง) ต่อจุดทั้งหมด",
        POINT,
    ),
    _lack(
        "points_without_manual",
        "จุดที่ยังไม่ปักหมุดคู่มือ",
        "จุดที่ไม่มีคู่มือใดปักหมุดไว้ ต่อจุดทั้งหมด",
        POINT,
    ),
    _lack(
        "points_broken_link",
        "จุดที่ลิงก์เปิดไม่ได้",
        "จุดที่เว็บไซต์ของตนเปิดไม่ได้หลายวัน ต่อจุดทั้งหมด",
        POINT,
    ),
    _count("pins", "หมุด", "จำนวนคู่ของคู่มือกับจุดที่ให้บริการตามคู่มือนั้น"),
    _lack(
        "pins_unconfirmed",
        "หมุดที่ยังไม่ยืนยัน",
        "หมุดที่ไม่มีใครยืนยันภายในหนึ่งปี ต่อหมุดทั้งหมด",
        PIN,
    ),
    _count("manuals", "คู่มือ", "คู่มือสำหรับประชาชนที่เผยแพร่แล้ว ของกระบวนงานที่ยังใช้งาน"),
    _lack(
        "manuals_unchecked",
        "คู่มือที่ไม่ได้ปรับปรุงเกินหนึ่งปี",
        "คู่มือที่หน่วยงานเขียนเองและไม่มีฉบับใหม่ภายในหนึ่งปี ต่อคู่มือที่เขียนเอง",
        MANUAL,
    ),
    _lack(
        "manuals_without_point",
        "คู่มือที่ไม่มีจุดให้บริการ",
        "คู่มือที่ไม่มีจุดใดให้บริการตามคู่มือนั้น ต่อคู่มือทั้งหมด",
        MANUAL,
    ),
    _lack(
        "manuals_incomplete",
        "คู่มือที่เนื้อหาไม่ครบ",
        "คู่มือที่ไม่บอกค่าธรรมเนียม ระยะเวลา หรือขั้นตอน ต่อคู่มือทั้งหมด",
        MANUAL,
    ),
    _lack(
        "manuals_sample",
        "คู่มือที่ยังไม่ตรวจสอบ",
        "คู่มือที่เนื้อหาทำเครื่องหมายว่าเป็นตัวอย่างหรือยังไม่ตรวจสอบ ต่อคู่มือทั้งหมด",
        MANUAL,
    ),
    _lack(
        "manuals_broken_link",
        "คู่มือที่มีลิงก์เปิดไม่ได้",
        "คู่มือที่หน่วยงานเขียนเองและมีลิงก์ที่เปิดไม่ได้หลายวัน ต่อคู่มือที่เขียนเอง",
        MANUAL,
    ),
    _count("manuals_standard", "คู่มือมาตรฐานกลาง", "คู่มือของหน่วยงานเจ้าของกระบวนงาน"),
    Figure(
        "manuals_followed",
        "คู่มือที่ใช้ตามมาตรฐานทั้งฉบับ",
        "คู่มือที่ใช้ข้อความของคู่มือมาตรฐานกลางทุกส่วน ต่อคู่มือทั้งหมด",
        Unit.PERCENT,
        Direction.NONE,
        MANUAL,
    ),
    Figure(
        "manuals_own_sections",
        "คู่มือที่กำหนดบางส่วนเอง",
        "คู่มือที่รับมาตรฐานกลางแล้วเขียนบางส่วนเอง ต่อคู่มือทั้งหมด",
        Unit.PERCENT,
        Direction.NONE,
        MANUAL,
    ),
    _lack(
        "manuals_ask_copies",
        "คู่มือที่ยังขอสำเนา",
        "คู่มือที่ยังขอสำเนาเอกสารที่ทางราชการออกให้ ต่อคู่มือทั้งหมด",
        MANUAL,
    ),
    _have(
        "manuals_online",
        "คู่มือที่ยื่นทางออนไลน์ได้",
        "คู่มือที่มีช่องทางยื่นคำขอทางอิเล็กทรอนิกส์ ต่อคู่มือทั้งหมด",
        MANUAL,
    ),
)

SHORT = {
    "agencies_incomplete": "ข้อมูลติดต่อไม่ครบ",
    "agencies_without_manual": "ไม่มีคู่มือ",
    "agencies_without_point": "ไม่มีจุดให้บริการ",
    "agencies_broken_link": "เว็บไซต์เปิดไม่ได้",
    "points_exact": "ตำแหน่งตรงสำนักงาน",
    "points_near": "ตำแหน่งโดยประมาณ",
    "points_unplaced": "ไม่มีพิกัด",
    "points_complete": "ข้อมูลครบ",
    "points_no_phone": "ไม่มีโทรศัพท์",
    "points_no_address": "ที่อยู่ไม่ครบ",
    "points_hours_unconfirmed": "เวลาทำการยังไม่ยืนยัน",
    "points_unchecked": "ไม่ได้ตรวจเกินหนึ่งปี",
    "points_posted": "ปิดประกาศคู่มือแล้ว",
    "points_without_manual": "ยังไม่ปักหมุดคู่มือ",
    "points_broken_link": "ลิงก์เปิดไม่ได้",
    "pins_unconfirmed": "หมุดยังไม่ยืนยัน",
    "manuals_unchecked": "ไม่ได้ปรับปรุงเกินหนึ่งปี",
    "manuals_without_point": "ไม่มีจุดให้บริการ",
    "manuals_incomplete": "เนื้อหาไม่ครบ",
    "manuals_sample": "ยังไม่ตรวจสอบ",
    "manuals_broken_link": "มีลิงก์เปิดไม่ได้",
    "manuals_followed": "ใช้ตามมาตรฐานทั้งฉบับ",
    "manuals_own_sections": "กำหนดบางส่วนเอง",
    "manuals_ask_copies": "ยังขอสำเนา",
    "manuals_online": "ยื่นทางออนไลน์ได้",
}
"""Heads of columns, where what the rows count stands beside them."""
