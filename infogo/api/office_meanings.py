"""What the addresses and shapes mean by which programs of agencies edit, in Thai and English.

Like ``address_meanings.py`` and ``meanings.py``, which stand for the rest of the API.
"""

from __future__ import annotations

from collections.abc import Mapping

from infogo.api.meanings import Meaning, flat
from infogo.points.facts import ACCESS, ACCESS_TEXTS, WRITTEN_FIELDS

M = Meaning
OFFICE_TAGS: Mapping[str, Meaning] = {
    "office-drafts": M("เขียนคู่มือเป็นร่าง", "Writing manuals as drafts"),
    "office-points": M("แก้จุดให้บริการ", "Editing service points"),
    "office-pins": M("ปักหมุด", "Pinning services at points"),
    "office-bulk": M("แก้หลายรายการเป็นงาน", "Editing many records as a job"),
}
_DRAFT = {"draft_id": M("เลขร่าง", "Id of the draft")}
_JOB = {"job_id": M("เลขงาน", "Id of the job")}
_PIN = {"pin_id": M("เลขหมุด", "Id of the pin")}
_KIND = {"kind": M("ชนิดข้อมูล ดูจาก /office/bulk", "Kind of rows, from /office/bulk")}

_ADDRESSES: Mapping[str, Mapping[str, Meaning]] = {
    "list_office_manuals": {"": M("คู่มือที่เจ้าหน้าที่เห็นในระบบงาน รวมที่ยังไม่เผยแพร่")},
    "read_office_manual": {"": M("สถานะของคู่มือ และเลขร่างที่เปิดอยู่")},
    "adopt_manual": {"": M("รับคู่มือมาตรฐานกลางมาใช้ มีอยู่แล้วได้อันเดิม")},
    "begin_procedure": {"": M("เริ่มบริการใหม่พร้อมร่างคู่มือ ประชาชนยังไม่เห็น")},
    "begin_draft": {"": M("เปิดร่างของคู่มือ มีร่างเปิดอยู่ได้ร่างนั้น")},
    "list_drafts": {
        "": M("ร่างที่เปิดอยู่ หรือร่างในสถานะที่เลือก"),
        "state": M("สถานะของร่าง", "State of the draft"),
    },
    "read_draft": {"": M("ร่างทั้งฉบับ ข้อสังเกตตามกฎ ความเห็น ขั้นที่ผ่านมา และใครกำลังแก้"), **_DRAFT},
    "save_draft_section": {
        "": M("บันทึกหนึ่งข้อของร่าง เสร็จหรือไม่เสร็จก็ได้ และจองการแก้สิบนาที"),
        "section": M(
            "รหัสข้อ ตาม sections ของร่าง", "Code of the section, as in the draft's sections"
        ),
        **_DRAFT,
    },
    "release_draft": {"": M("เลิกแก้ คนอื่นแก้ต่อได้"), **_DRAFT},
    "submit_draft": {"": M("ส่งให้คนอนุมัติ ขาดสิ่งที่กฎหมายกำหนดจะบอกทีละจุด"), **_DRAFT},
    "withdraw_draft": {"": M("ถอนร่างที่รออนุมัติกลับมาแก้"), **_DRAFT},
    "discard_draft": {"": M("ทิ้งร่าง สิ่งที่ประชาชนเห็นไม่เปลี่ยน"), **_DRAFT},
    "list_office_points": {"": M("จุดให้บริการที่เจ้าหน้าที่เห็น รวมที่ปิดแล้ว")},
    "add_office_point": {"": M("เพิ่มจุดให้บริการ เปิดให้บริการทันที")},
    "read_office_point": {"": M("จุดให้บริการหนึ่งจุด พร้อมรหัสรุ่นของแต่ละส่วน")},
    "change_office_point": {"": M("แก้ชื่อ ที่อยู่ และการติดต่อ ประชาชนเห็นทันที")},
    "place_office_point": {"": M("แก้พิกัด นอกจังหวัดต้องยืนยัน")},
    "open_office_point": {"": M("แก้เวลาทำการและวันพิเศษ")},
    "equip_office_point": {"": M("แก้สิ่งอำนวยความสะดวก")},
    "close_office_point": {"": M("ปิดชั่วคราว ปิดถาวร ย้าย หรือเปิดใหม่ ต้องรู้ก่อนว่าประชาชนเสียอะไร")},
    "confirm_office_point": {"": M("ยืนยันว่าอ่านข้อมูลทั้งหมดแล้วถูกต้อง ณ วันนี้")},
    "list_office_pins": {"": M("หมุดที่โทเค็นนี้แก้ได้")},
    "change_office_pins": {"": M("ปักหมุดและเอาหมุดออกในคราวเดียว ทำทั้งหมดหรือไม่ทำเลย")},
    "confirm_office_pins": {"": M("ยืนยันว่ายังให้บริการเรื่องเหล่านี้ที่จุดเหล่านี้")},
    "read_office_pin": {"": M("หมุดหนึ่งหมุด พร้อมรหัสรุ่น"), **_PIN},
    "tell_office_pin": {"": M("บอกสิ่งที่ต่างไปที่เคาน์เตอร์ ซึ่งยืนยันหมุดด้วย"), **_PIN},
    "list_bulk_kinds": {"": M("ชนิดข้อมูลที่แก้เป็นงานได้ พร้อมคอลัมน์")},
    "read_bulk_rows": {
        "": M("แถวที่แก้ได้ เป็น JSON Lines แก้แล้วส่งกลับเป็นงาน"),
        "q": M("ส่วนของชื่อ", "Part of the name"),
        **_KIND,
    },
    "upload_bulk_job": {
        "": M("ส่งไฟล์เป็นเนื้อหาของคำขอ ตรวจทีละแถว ยังไม่เปลี่ยนอะไรจนกว่าจะสั่งบันทึก"),
        "name": M("ชื่อไฟล์", "Name of the file"),
        **_KIND,
    },
    "list_bulk_jobs": {"": M("งานของโทเค็นนี้")},
    "read_bulk_job": {"": M("งานไปถึงไหนแล้ว"), **_JOB},
    "read_job_rows": {
        "": M("แต่ละแถวจะทำอะไรหรือทำอะไรแล้ว"),
        "problems": M("true เอาเฉพาะแถวที่ต้องแก้", "Only rows that need mending"),
        **_JOB,
    },
    "apply_bulk_job": {"": M("บันทึกแถวที่บันทึกได้ ทีละแถว"), **_JOB},
    "cancel_bulk_job": {"": M("หยุดงาน แถวที่บันทึกแล้วคงอยู่และย้อนกลับได้"), **_JOB},
    "undo_bulk_job": {"": M("ย้อนทุกแถวกลับเป็นอย่างเดิม เว้นแถวที่มีคนแก้หลังจากนั้น"), **_JOB},
}
_ENGLISH = {
    "name_th": "Name in Thai",
    "name_en": "Name in English",
    "address": "Postal address on one line",
    "landmark": "What it is near",
    "email": "E-mail address of the office",
    "website": "Web site",
}
_FACTS = {name: M(thai, _ENGLISH.get(name, "")) for name, thai in WRITTEN_FIELDS.items()}
_ACCESS = {
    "wheelchair": "A way to the counter for wheelchairs", "ramp": "A ramp", "lift": "A lift",
    "toilet": "A toilet for wheelchairs", "parking": "Parking",
    "disabled_parking": "Parking for disabled people",
    "priority_counter": "A counter for older and disabled people", "sign_language": "Sign language",
}  # fmt: skip
_NOTE = M("หมายเหตุ", "A remark for citizens, in Thai")

_SHAPES: Mapping[str, Mapping[str, Meaning]] = {
    "AdoptIn": {"": M("คู่มือมาตรฐานกลางที่จะรับมาใช้")},
    "NewProcedureIn": {"": M("สิ่งที่ต้องใช้เพื่อเริ่มบริการใหม่ ที่เหลือเขียนในร่าง")},
    "BeginIn": {"": M("ร่างเริ่มจากอะไร")},
    "SectionIn": {"": M("ข้อหนึ่งของร่างตามที่จะให้เป็น")},
    "SeenIn": {"": M("ร่างรุ่นที่อ่านมา")},
    "SubmitIn": {"": M("มีอะไรใหม่ และให้เผยแพร่เมื่อใด"), "note": M("มีอะไรใหม่ ประชาชนอ่านได้")},
    "RuleFindingOut": {"": M("สิ่งที่กฎพบในร่าง และต้องทำอะไร")},
    "CommentOut": {"": M("สิ่งที่ผู้อนุมัติขอให้แก้ในข้อหนึ่ง")},
    "StepOut": {"": M("ขั้นหนึ่งของร่าง")},
    "SectionOut": {"": M("ข้อหนึ่งของร่างตามที่บันทึกล่าสุด")},
    "LockOut": {"": M("ใครกำลังแก้ร่าง")},
    "DraftLineOut": {"": M("ร่างหนึ่งบรรทัด")},
    "DraftOut": {"": M("ร่างทั้งฉบับ ข้อสังเกต ความเห็น และขั้นที่อยู่")},
    "DraftState": {"": M("ร่างอยู่ขั้นใด")},
    "OfficeManualOut": {"": M("คู่มือตามที่เจ้าหน้าที่เห็น")},
    "OfficePointOut": {"": M("จุดให้บริการตามที่เจ้าหน้าที่เห็น รวมที่ปิดแล้ว")},
    "VersionsOut": {"": M("รหัสรุ่นของแต่ละส่วน ส่งกลับเป็น seen")},
    "NewPointIn": {"": M("จุดให้บริการใหม่ เปิดให้บริการทันที"), **_FACTS},
    "ChangedFactsIn": {"": M("ชื่อ ที่อยู่ และการติดต่อตามที่จะให้เป็น"), **_FACTS},
    "PositionIn": {
        "": M("ที่ตั้งของที่ทำการ null ทั้งคู่เมื่อไม่ทราบ"),
        "lat": M("ละติจูด", "Latitude in degrees"),
        "lng": M("ลองจิจูด", "Longitude in degrees"),
    },
    "PointHoursIn": {
        "": M("เวลาทำการที่หน่วยงานยืนยัน"),
        "hours": M("เวลาทำการ", "The opening hours"),
    },
    "HoursIn": {
        "": M("เวลาทำการ: สัปดาห์เริ่มวันจันทร์ พักเที่ยง วันหยุดราชการ และวันพิเศษ"),
        "known": M("ทราบเวลาทำการ", "false when nobody knows them; text may say what is known"),
        "week": M("เจ็ดวัน เริ่มวันจันทร์ วันที่ว่างคือปิด", "Seven days, Monday first; empty is closed"),
        "lunch": M("พักเที่ยง", "The lunch break"),
        "follows_public_holidays": M("ปิดวันหยุดราชการ", "Whether it closes on public holidays"),
        "exceptions": M("วันพิเศษ", "Days that differ"),
        "text": M("คำบอกเวลาเท่าที่รู้ เมื่อไม่ทราบ", "Words about hours that are not known, in Thai"),
        "note": _NOTE,
    },
    "LunchIn": {
        "": M("พักเที่ยง ใส่เวลาเมื่อปิดพักเท่านั้น"),
        "state": M("พักหรือไม่", "Whether the counter closes at noon"),
        "starts": M("พักตั้งแต่", "When it begins, such as 12:00"),
        "ends": M("พักถึง", "When it ends, such as 13:00"),
    },
    "SpanIn": {
        "": M("ช่วงเวลาที่เปิด เวลาไทย"),
        "opens": M("เปิด", "When it opens, such as 08:30"),
        "closes": M("ปิด 00:00 คือสิ้นวัน", "When it closes; 00:00 is the end of the day"),
    },
    "SpecialDaysIn": {
        "": M("วันพิเศษ ไม่มีช่วงเวลาคือปิด"),
        "first_on": M("วันแรก", "First day"),
        "last_on": M("วันสุดท้าย null คือวันเดียว", "Last day; null: only the first"),
        "intervals": M("ช่วงเวลาที่เปิด", "When it is open; empty is closed"),
        "note": M("เหตุ", "Why, in Thai"),
    },
    "AccessIn": {
        "": M("สิ่งอำนวยความสะดวก null คือไม่ทราบ"),
        **{name: M(ACCESS[name], english) for name, english in _ACCESS.items()},
        "entrance": M(ACCESS_TEXTS["entrance"], "Which way leads in without steps, in Thai"),
        "transit": M(ACCESS_TEXTS["transit"], "How to come by public transport, in Thai"),
    },
    "PointStatus": {"": M("เปิด ปิดชั่วคราว ย้าย หรือปิดถาวร")},
    "StandingIn": {
        "": M("ปิดชั่วคราว ปิดถาวร ย้าย หรือเปิดใหม่"),
        "status": M("สถานะ", "The status as it is to be"),
        "suspended_from": M("ปิดชั่วคราวตั้งแต่", "First day of a suspension; null is today"),
        "suspended_until": M("ปิดชั่วคราวถึง", "Last day; null when it has no known end"),
        "reason": M("เหตุผล เก็บไว้ในประวัติ"),
    },
    "OfficePinOut": {"": M("หมุดที่แก้ได้ กับสิ่งที่ต่างไปที่เคาน์เตอร์")},
    "PairIn": {"": M("คู่มือกับจุดให้บริการ")},
    "PairOut": {"": M("คู่มือกับจุดให้บริการ")},
    "PinsIn": {"": M("สิ่งที่จะปักและเอาออก ในคราวเดียว")},
    "PinsOut": {"": M("ผลที่ได้ สิ่งที่เป็นอยู่แล้วไม่อยู่ในรายการ")},
    "SkippedOut": {"": M("ปักไม่ได้เพราะเหตุที่ไม่เกี่ยวกับสิทธิ")},
    "ConfirmIn": {"": M("หมุดที่ยืนยัน")},
    "ConfirmedOut": {"": M("จำนวนหมุดที่ยืนยัน")},
    "PinFactsIn": {
        "": M("สิ่งที่ต่างไปที่เคาน์เตอร์ ทุกช่อง"),
        "counter": M("ช่องหรือเคาน์เตอร์", "Name or number of the counter"),
        "accepts_walk_in": M("ไปได้เลย ไม่ต้องนัด", "Whether one may come unannounced"),
        "residents_only": M("เฉพาะคนในพื้นที่", "Whether only residents are served"),
        "accepts_foreigners": M("รับชาวต่างชาติ", "Whether foreigners are served"),
        "queue_url": M("หน้าจองคิว", "Where a turn is booked"),
        "daily_limit": M("รับวันละกี่คน", "How many are served a day"),
        "phones": M("โทรศัพท์ของเรื่องนี้"),
        "note": _NOTE,
    },
    "KindsOut": {"": M("ชนิดข้อมูลที่แก้ได้")},
    "KindOut": {"": M("ชนิดข้อมูลหนึ่งชนิด")},
    "ColumnOut": {"": M("คอลัมน์หนึ่งของชนิดข้อมูล")},
    "JobOut": {"": M("งาน: ตรวจ รอสั่ง บันทึก เสร็จ ย้อนกลับ")},
    "BulkRowOut": {"": M("หนึ่งแถว จะทำอะไร และเป็นอย่างไรแล้ว")},
    "RowProblemOut": {"": M("สิ่งที่ผิดในช่องหนึ่ง")},
    "RowChangeOut": {"": M("สิ่งที่แถวหนึ่งเปลี่ยน")},
}

OFFICE: Mapping[str, Meaning] = {**flat(_ADDRESSES), **flat(_SHAPES)}
