"""The columns of the spreadsheet of service points, in their order."""

from __future__ import annotations

from typing import Any

from infogo.bulk import columns as c
from infogo.bulk.columns import Column
from infogo.bulk.errors import CellError
from infogo.bulk.sheet import ID, MARK_COLUMN
from infogo.points.facts import ACCESS, ACCESS_TEXTS, LONGEST_ACCESS_TEXT, WRITTEN_FIELDS
from infogo.points.models import PointStatus

REASON = "reason"
ADDED = frozenset({"wheelchair", "disabled_parking", "entrance", "transit"})
"""Columns that came after the first release; a new column is added here as well."""


def _postcode(cell: str) -> str:
    code: str = c.digits(5, "รหัสไปรษณีย์")(cell)
    if code.startswith("0"):
        raise CellError("รหัสไปรษณีย์ไม่ขึ้นต้นด้วย 0", "ตรวจรหัสไปรษณีย์อีกครั้ง")
    return code


_STATUSES = {str(value): str(label) for value, label in PointStatus.choices}
_read_status, _show_status = c.choice(_STATUSES)


def _status(cell: str) -> Any:
    status = _read_status(cell)
    if status == PointStatus.MOVED:
        raise CellError("ต้องบอกว่าย้ายไปที่ใด", "เปลี่ยนสถานะนี้ในหน้าแก้จุดให้บริการ")
    return status


COLUMNS = (
    Column(ID, "รหัสจุด", "เว้นว่างเมื่อเพิ่มจุดใหม่ ห้ามแก้รหัสของแถวเดิม", width=12),
    MARK_COLUMN,
    Column(
        "agency",
        "รหัสหน่วยงาน",
        "ตัวเลขของหน่วยงานเจ้าของ ใส่เมื่อเพิ่มจุดใหม่ ดูจากแถวอื่นได้",
        read=c.whole_number(c.LARGEST_ID),
        required=True,
        empty=None,
        example="150",
        width=12,
    ),
    Column("agency_name", "หน่วยงาน", "ชื่อหน่วยงาน ให้ดูประกอบ", is_info=True, width=30),
    Column(
        "name_th",
        WRITTEN_FIELDS["name_th"],
        "ชื่อเต็มที่ประชาชนเห็น",
        read=c.text(200),
        required=True,
        example="ที่ว่าการอำเภอเมืองเชียงใหม่",
        width=40,
    ),
    Column(
        "name_en",
        WRITTEN_FIELDS["name_en"],
        "ชื่อเต็มภาษาอังกฤษ",
        read=c.text(200),
        example="Mueang Chiang Mai District Office",
        width=34,
    ),
    Column(
        "kind",
        WRITTEN_FIELDS["kind"],
        "เลือกจากรายการ",
        read=c.text(200),
        required=True,
        example="ที่ว่าการอำเภอ",
        width=26,
    ),
    Column(
        "status",
        "สถานะ",
        "เปิดให้บริการ ปิดชั่วคราว หรือปิดถาวร",
        read=_status,
        show=_show_status,
        empty=str(PointStatus.OPEN),
        choices=tuple(_STATUSES.values()),
        example="เปิดให้บริการ",
        width=16,
    ),
    Column(
        REASON,
        "เหตุผลของสถานะ",
        "ใส่เมื่อเปลี่ยนสถานะเป็นปิด เก็บไว้ในประวัติ",
        read=c.text(300),
        example="ย้ายไปรวมกับสำนักงานใหญ่",
        width=26,
    ),
    Column(
        "address",
        WRITTEN_FIELDS["address"],
        "เลขที่ ถนน ตำบล อำเภอ จังหวัด ในบรรทัดเดียว",
        read=c.text(400),
        example="80 ถนนตัวอย่าง ต.ศรีภูมิ อ.เมืองเชียงใหม่ จ.เชียงใหม่ 50200",
        width=44,
    ),
    Column(
        "landmark",
        WRITTEN_FIELDS["landmark"],
        "สิ่งที่อยู่ใกล้และมองเห็นง่าย",
        read=c.text(300),
        example="ตรงข้ามวัด",
    ),
    *(
        Column(name, WRITTEN_FIELDS[name], hint, read=c.text(100), example=example)
        for name, hint, example in (
            ("province", "ชื่อหรือรหัส 2 หลัก", "เชียงใหม่"),
            ("district", "ชื่อหรือรหัส 4 หลัก", "อำเภอเมืองเชียงใหม่"),
            ("subdistrict", "ชื่อหรือรหัส 6 หลัก", "ตำบลศรีภูมิ"),
        )
    ),
    Column(
        "postcode",
        WRITTEN_FIELDS["postcode"],
        "ตัวเลข 5 หลัก",
        read=_postcode,
        example="50200",
        width=12,
    ),
    Column(
        "lat",
        "ละติจูด",
        "องศาทศนิยม ระหว่าง 5.5 ถึง 20.6",
        read=c.degrees(5.5, 20.6),
        empty=None,
        example="18.790123",
        width=12,
    ),
    Column(
        "lng",
        "ลองจิจูด",
        "องศาทศนิยม ระหว่าง 97.3 ถึง 105.7",
        read=c.degrees(97.3, 105.7),
        empty=None,
        example="98.987654",
        width=12,
    ),
    Column(
        "phones",
        WRITTEN_FIELDS["phones"],
        "คั่นหลายเบอร์ด้วยจุลภาค",
        read=c.phones,
        show=c.shown_phones,
        empty=[],
        example="0 5311 2708, 1548",
        width=26,
    ),
    Column(
        "email",
        WRITTEN_FIELDS["email"],
        "อีเมลของหน่วยงาน",
        read=c.email,
        example="saraban@agency.go.th",
        width=26,
    ),
    Column(
        "website",
        WRITTEN_FIELDS["website"],
        "ขึ้นต้นด้วย https://",
        read=c.url,
        example="https://www.agency.go.th",
        width=30,
    ),
    Column(
        "hours",
        "เวลาทำการ",
        "เขียนเป็นประโยค แยกวันที่เวลาไม่เหมือนกันด้วย ;",
        read=c.hours,
        show=c.shown_hours,
        empty={},
        example="วันจันทร์ ถึง วันศุกร์ ยกเว้นวันหยุดราชการ เวลา 08:30 - 16:30 น. มีพักเที่ยง",
        width=50,
    ),
    *(
        c.yes_no(name, label, f"มี{label}หรือไม่ ไม่แน่ใจให้เลือก “ไม่ทราบ”", yes="มี", no="ไม่มี")
        for name, label in ACCESS.items()
    ),
    *(
        Column(
            name,
            ACCESS_TEXTS[name],
            hint,
            read=c.text(LONGEST_ACCESS_TEXT),
            example=example,
            width=34,
        )
        for name, hint, example in (
            ("entrance", "เข้าทางใดโดยไม่ต้องขึ้นบันได เว้นว่างถ้าไม่มีข้อมูล", "ทางลาดอยู่ด้านข้างอาคาร"),
            ("transit", "มาด้วยรถสาธารณะอย่างไร เว้นว่างถ้าไม่มีข้อมูล", "รถเมล์สาย 8 ลงป้ายหน้าอำเภอ"),
        )
    ),
)
