"""What the fields of answers and requests mean, where their own code does not say it.

Each entry is Thai and English; English is empty where code says it. Shapes of ``infogo.records``
say both themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Meaning(NamedTuple):
    """A meaning in Thai and in English."""

    thai: str
    english: str = ""


M = Meaning
_NAMES = {"name": M("ชื่อภาษาไทย", "Name in Thai"), "name_en": M("ชื่อภาษาอังกฤษ", "Name in English")}
_MESSAGES = {
    "message": M("ข้อความภาษาอังกฤษ", "What is wrong, in English"),
    "message_th": M("ข้อความภาษาไทย", "What is wrong, in Thai"),
}
_REPORT = {
    "agency": M("เลขหน่วยงาน", "Id of the agency"),
    "month": M("เดือน เช่น 2026-10", "Month, such as 2026-10"),
    "state": M("สถานะของรายงาน draft submitted locked reopened", "State of the report"),
}
_CASE = {
    "": M("เรื่องที่ติดตาม พร้อมวันครบกำหนด"),
    "id": M("เลขประจำเรื่อง", "Permanent number of the case"),
    "reference": M("เลขรับในทะเบียนของหน่วยงาน", "Number in the agency's own register"),
    "manual": M("เลขคู่มือ", "Id of the manual"),
    "point": M("เลขจุดให้บริการ", "Id of the service point"),
    "edition": M("ฉบับของคู่มือที่ใช้ในวันที่รับ"),
    "received_at": M("วันเวลาที่เอกสารครบ", "When the papers were complete"),
    "by_channel": M("มาทางช่องทางอิเล็กทรอนิกส์ที่ประกาศ", "Came through an announced electronic channel"),
    "promised_value": M("ระยะเวลาที่สัญญา", "Promised time, in promised_unit"),
    "promised_unit": M("หน่วยของระยะเวลา วันกับวันทำการไม่เท่ากัน"),
    "due_on": M("วันครบกำหนด null คือหยุดนับอยู่"),
    "due_at": M("เวลาครบกำหนด มีเมื่อสัญญาเป็นนาทีหรือชั่วโมง"),
    "standing": M("อยู่ในขั้นใด คำขอที่คืนก่อนเกินกำหนดยังเรียก in_time ดูคำจริงที่ ending"),
    "ending": M(
        "จบอย่างไร: in_time late returned (คืนคำขอตามมาตรา 9 ไม่นับว่าทันหรือช้า) หรือ ended_held "
        "null คือยังไม่จบ"
    ),
    "next_notice_due_on": M("วันที่ต้องแจ้งล่าช้าครั้งถัดไป", "Day by which the next notice must go out"),
    "missed_notices": M("จำนวนครั้งที่ไม่ได้แจ้งตามกำหนด", "Notices that were due and did not go out"),
    "decided_on": M("วันที่เสร็จ", "Day on which it was decided, null while it runs"),
    "outcome": M("ผล ว่างเมื่อยังไม่เสร็จ", "Outcome, empty while it runs"),
    "is_simulated": M("เรื่องจำลองในข้อมูลสาธิต", "Made up for the demonstration"),
}

_SHAPES: Mapping[str, Mapping[str, Meaning]] = {
    "AgencyOut": {"": M("หน่วยงาน"), "id": M("เลขหน่วยงาน", "Id of the agency"), **_NAMES},
    "VariantOut": {
        "": M("คู่มือที่ใช้ในจังหวัดที่ถาม"),
        "manual_id": M("เลขคู่มือ", "Id of the manual"),
        "agency": M("หน่วยงานของคู่มือ", "The agency whose manual it is"),
        "is_only_choice": M("ในจังหวัดนี้มีคู่มือของหน่วยงานนี้เท่านั้น"),
    },
    "DurationOut": {
        "": M("ระยะเวลาที่สัญญาในหน่วยของตัวเอง"),
        "value": M("จำนวน", "How many"),
        "unit": M("หน่วย วันกับวันทำการไม่เท่ากัน", "minute, hour, day, working_day, month or year"),
    },
    "FactsOut": {
        "": M("ตัวเลขสำคัญจากคู่มือมาตรฐาน เงินเป็นสตางค์ null คือไม่ทราบหรือไม่จำกัด"),
        "is_online": M("ทำทางออนไลน์ได้", "Whether it can be done online"),
        "is_free": M("ไม่มีค่าธรรมเนียม", "Whether nothing is to be paid"),
        "is_fee_unknown": M("ยังไม่ทราบค่าธรรมเนียม", "Whether nobody wrote the fees down yet"),
        "fee_low_satang": M("ค่าธรรมเนียมต่ำสุด สตางค์", "Lowest single fee in satang"),
        "fee_high_satang": M("ค่าธรรมเนียมสูงสุด สตางค์", "Highest single fee in satang"),
        "duration": M("ระยะเวลาที่สัญญา", "Promised time, null when none is named"),
        "document_count": M("จำนวนเอกสาร", "Number of documents in the list"),
        "is_sample": M("ข้อมูลตัวอย่าง ยังไม่มีหน่วยงานรับรอง", "Whether it is an unverified sample"),
    },
    "ResultOut": {
        "": M("สิ่งที่พบหนึ่งรายการ"),
        "type": M("ชนิด บริการ หน่วยงาน จุดให้บริการ หรือบทความ"),
        "id": M("เลขประจำ", "Permanent number"),
        "code": M("รหัสของบริการ หน่วยงาน จุด หรือบทความ"),
        "title": M("ชื่อที่ประชาชนเรียก", "Name in Thai, in people's words"),
        "title_en": M("ชื่อภาษาอังกฤษ", "Name in English, empty when there is none"),
        "official_title": M("ชื่อทางการ", "Official name in Thai"),
        "url": M("ที่อยู่ของหน้าในเว็บไซต์นี้ ไม่มีชื่อเว็บ"),
        "summary": M("สรุป", "Summary in Thai"),
        "agency": M("หน่วยงานที่รับผิดชอบ", "Who answers for it"),
        "province": M("รหัสจังหวัดสองหลัก ว่างคือทั่วประเทศ"),
        "place_count": M("จำนวนจุดให้บริการ", "Number of service points"),
        "variant": M("คู่มือที่ใช้ในจังหวัดที่ถาม", "The manual picked for the province asked for"),
        "facts": M("ตัวเลขสำคัญ", "Key facts, of procedures only"),
    },
    "CorrectionOut": {
        "": M("คำค้นที่ระบบแก้ให้ เช่น ลืมเปลี่ยนภาษา เว้นวรรค สะกดผิด"),
        "kind": M("แก้แบบใด", "How it was corrected"),
        "original": M("ที่พิมพ์มา", "What was typed"),
        "used": M("ที่ใช้ค้น", "What was searched for"),
    },
    "PlaceOut": {
        "": M("สถานที่ที่อยู่ในคำค้น"),
        "level": M("ระดับ จังหวัด อำเภอ หรือตำบล", "province, district or subdistrict"),
        "code": M("รหัสของสถานที่", "Code of the place"),
        **_NAMES,
        "province": M("รหัสจังหวัดสองหลัก", "Two-digit code of its province"),
    },
    "CountsOut": {
        "": M("จำนวนที่พบของแต่ละชนิด"),
        "all": M("ทั้งหมด", "All"),
        "procedure": M("บริการ", "Procedures"),
        "agency": M("หน่วยงาน", "Agencies"),
        "point": M("จุดให้บริการ", "Service points"),
        "article": M("บทความ", "Articles"),
    },
    "OptionOut": {
        "": M("ค่าหนึ่งของตัวกรอง และจำนวนที่จะเหลือ"),
        "value": M("ค่า", "The value to send"),
        "label": M("ชื่อภาษาไทย", "Label in Thai"),
        "label_en": M("ชื่อภาษาอังกฤษ", "Label in English"),
        "count": M("จำนวนที่จะเหลือ", "Hits that it would leave"),
    },
    "FacetsOut": {
        "": M("จำนวนของทุกตัวกรอง แต่ละตัวนับภายใต้ตัวกรองอื่น"),
        "topic": M("หมวดหมู่", "Topics"),
        "group": M("กลุ่มเป้าหมาย", "Target groups"),
        "agency": M("หน่วยงาน", "Agencies"),
        "province": M("จังหวัด", "Provinces"),
        "online": M("ทำออนไลน์ได้", "Hits that can be done online"),
        "free": M("ไม่มีค่าธรรมเนียม", "Hits without a fee"),
        "weekend": M("เปิดวันเสาร์หรืออาทิตย์", "Hits open on a weekend day"),
    },
    "AnswerOut": {
        "": M("คำตอบตรงของสิ่งที่ถาม อ่านจากคู่มือ"),
        "intent": M("ถามเรื่องใด"),
        "state": M("ทราบคำตอบ ไม่มี (ไม่ต้องจ่าย ไม่ต้องเตรียม) หรือยังไม่ทราบ"),
        "title_th": M("คำตอบนี้ของเรื่องใด"),
        "title_en": M("คำตอบนี้ของเรื่องใด ภาษาอังกฤษ", "The same in English"),
        "text_th": M("คำตอบภาษาไทย", "The answer in Thai"),
        "text_en": M("คำตอบภาษาอังกฤษ", "The answer in English"),
        "url": M("ที่อยู่ของส่วนที่บอกไว้ ไม่มีชื่อเว็บ"),
        "is_sample": M("ข้อมูลตัวอย่าง ยังไม่มีหน่วยงานรับรอง"),
    },
    "CallOut": {
        "": M("เบอร์ที่ควรโทรทันที ของผู้ที่ค้นหาความช่วยเหลือเร่งด่วน"),
        "number": M("หมายเลข", "The number"),
        **_NAMES,
        "purpose": M("โทรเมื่อใด ภาษาไทย", "What it is for, in Thai"),
        "purpose_en": M("โทรเมื่อใด ภาษาอังกฤษ", "What it is for, in English"),
        "is_unverified": M("เบอร์ที่รู้กันทั่วไป ยังไม่ได้ตรวจกับหน่วยงาน"),
    },
    "SearchOut": {
        "": M("ผลค้นหาหนึ่งหน้า ดีที่สุดก่อน"),
        "query": M("คำค้นที่ส่งมา", "What was asked"),
        "used": M("คำค้นที่ใช้จริง", "What was searched for"),
        "correction": M("การแก้คำค้น null คือไม่ได้แก้", "What was corrected, null when nothing"),
        "place": M("สถานที่ในคำค้น", "Place named in the query"),
        "province": M("รหัสจังหวัดที่ใช้ ว่างคือทั่วประเทศ", "Code of the province used, empty: all"),
        "intents": M("สิ่งที่ถาม เช่น fee documents", "What the query asks, such as fee, documents"),
        "answer": M("คำตอบตรง null เมื่อไม่แน่ใจว่าถามเรื่องใด"),
        "type": M("ชนิดที่เลือก", "Type asked for"),
        "page": M("เลขหน้า", "Number of the page"),
        "page_size": M("จำนวนต่อหน้า", "Results on a page"),
        "page_count": M("จำนวนหน้า", "Number of pages"),
        "total": M("จำนวนที่พบ", "Number of hits"),
        "counts": M("จำนวนที่พบของแต่ละชนิด", "Hits of each type"),
        "in_charge": M(
            "เลขหน่วยงานที่น่าจะดูแลเรื่องนี้ มีเมื่อไม่มีบริการที่ตรง",
            "Ids of agencies that probably look after it, where no procedure is for it",
        ),
        "call_now": M("เบอร์ที่ควรโทรก่อนอ่านอย่างอื่น เรียงตามที่ควรโทร ว่างเมื่อไม่ใช่เรื่องเร่งด่วน"),
        "results": M("สิ่งที่พบ", "What was found"),
        "facets": M("ตัวกรองและจำนวน มีเมื่อขอด้วย facets", "Filters with counts, when asked for"),
    },
    "SuggestionOut": {
        "": M("คำแนะนำหนึ่งรายการ"),
        "kind": M("ชนิด วลี บริการ บทความ หน่วยงาน หรือจุดให้บริการ"),
        "type": M("ชนิดของผลค้นหา null คือวลี"),
        "id": M("เลขประจำ null คือวลี", "Permanent number, null for a phrase"),
        "code": M("รหัส", "Code"),
        "title": M("ข้อความ", "The text"),
        "url": M("ที่อยู่ของหน้า ไม่มีชื่อเว็บ", "Address of its page, without host"),
    },
    "SuggestOut": {
        "": M("คำแนะนำระหว่างพิมพ์"),
        "query": M("ที่พิมพ์มา", "What was typed"),
        "results": M("คำแนะนำ ไม่เกินแปดรายการ", "At most eight suggestions"),
    },
    "ParameterError": {
        "": M("ค่าที่ไม่ถูกต้องหนึ่งค่า"),
        "parameter": M("ชื่อของค่า", "Name of what is wrong"),
        **_MESSAGES,
    },
    "ProblemOut": {
        "": M("เหตุที่ไม่มีคำตอบ (RFC 9457)"),
        "type": M("ชนิดของปัญหา", "Type of the problem"),
        "status": M("เลขสถานะ HTTP", "HTTP status"),
        "title": M("เหตุ ภาษาอังกฤษ", "Why, in English"),
        "title_th": M("เหตุและวิธีแก้ ภาษาไทย", "Why and what to do, in Thai"),
        "errors": M("ค่าที่ไม่ถูกต้องทีละค่า", "What is wrong, one by one"),
    },
    "FieldOut": {
        "": M("ช่องหนึ่งของแบบรายงานที่ใช้ในเดือนนั้น"),
        "name": M("ชื่อของช่อง", "Name of the field"),
        "label": M("ชื่อที่เจ้าหน้าที่เห็น", "Label in Thai"),
        "label_en": M("ชื่อภาษาอังกฤษ", "Label in English"),
        "kind": M("ชนิดของค่า"),
        "required": M("ต้องกรอก", "Whether it must be told"),
    },
    "FindingOut": {
        "": M("สิ่งที่ผิดหรือน่าสงสัยในแถว"),
        "kind": M("ชนิด", "Kind"),
        "weight": M("ต้องแก้ แก้หรืออธิบาย หรือขออธิบาย"),
        **_MESSAGES,
    },
    "MonthOut": {
        "": M("รายงานของเดือน หนึ่งหน้า"),
        **_REPORT,
        "due_on": M("วันสุดท้ายที่ส่งได้ตรงเวลา", "Last day on which it is in time"),
        "fields": M("ช่องของแบบ", "Fields of the form"),
        "rows": M("แถวที่ต้องรายงาน", "Rows that are asked for"),
        "next_page": M("เลขหน้าถัดไป null คือหมดแล้ว", "Number of the next page, null at the end"),
    },
    "RowOut": {
        "": M("แถวที่ต้องรายงาน ค่าที่ยังไม่มีใครบอกไม่ปรากฏ"),
        "manual": M("เลขคู่มือ", "Id of the manual"),
        "point": M("เลขจุดให้บริการ null คือช่องทางออนไลน์", "Id of the point, null: online"),
        "channel": M("ช่องทาง", "Channel"),
        "title": M("ชื่อบริการ", "Name of the service"),
        "place": M("ชื่อจุดให้บริการ", "Name of the service point"),
        "values": M("ค่าที่บอกแล้ว ตามชื่อของช่อง", "Values told, by name of the field"),
        "is_zero": M("ไม่มีผู้มาติดต่อ", "Nobody came"),
        "note": M("หมายเหตุ", "A note"),
        "findings": M("สิ่งที่ผิดหรือน่าสงสัย", "What looks wrong"),
    },
    "SavedOut": {
        "": M("ผลของการบันทึก"),
        **_REPORT,
        "changed": M("จำนวนแถวที่เปลี่ยน", "Rows that changed"),
        "expected": M("จำนวนแถวที่ต้องรายงาน", "Rows that are asked for"),
        "filled": M("จำนวนแถวที่ครบแล้ว", "Rows that are complete"),
        "is_late": M("ส่งช้ากว่ากำหนด", "Whether it came late"),
    },
    "RowIn": {
        "": M("แถวที่บอก ช่องที่ไม่เอ่ยคงเดิม null ลบค่า"),
        "manual": M("เลขคู่มือ"),
        "point": M("เลขจุดให้บริการ null คือช่องทางออนไลน์"),
        "values": M("ค่าตามชื่อของช่อง จำนวนเป็นจำนวนเต็ม เงินเป็นสตางค์"),
        "is_zero": M("ไม่มีผู้มาติดต่อ ช่องจำนวนที่ว่างเป็น 0"),
        "note": M("หมายเหตุ", "A note"),
    },
    "RowsIn": {
        "": M("แถวของเดือนหนึ่ง เก็บทุกแถวหรือไม่เก็บเลย"),
        "rows": M("แถวที่บอก", "The rows"),
    },
    "CaseOut": _CASE,
    "FullCaseOut": {
        **_CASE,
        "": M("เรื่องพร้อมการนับทีละวันและการแจ้งทุกครั้ง"),
        "days": M("การนับทีละวัน", "The arithmetic day by day"),
        "notices": M("การแจ้งล่าช้าทุกครั้ง", "The turns of notices"),
    },
    "CaseIn": {
        "": M("เรื่องที่ให้ติดตาม อ้างด้วยเลขรับของหน่วยงาน"),
        "manual": M("เลขคู่มือ"),
        "point": M("เลขจุดให้บริการ"),
        "reference": M("เลขรับในทะเบียน ห้ามใส่ชื่อหรือเลขประจำตัวประชาชน"),
        "received_at": M("วันเวลาที่เอกสารครบ พร้อมเขตเวลา"),
        "by_channel": M("มาทางช่องทางอิเล็กทรอนิกส์ที่หน่วยงานประกาศ"),
    },
    "CasesOut": {
        "": M("เรื่องหนึ่งหน้า เรียงตามเลขประจำเรื่อง"),
        "cases": M("เรื่อง", "Cases"),
        "next_after": M("ค่าของ after สำหรับหน้าถัดไป null คือหมดแล้ว"),
    },
    "DayOut": {
        "": M("หนึ่งวันของการนับ"),
        "on": M("วันที่", "The day"),
        "counts": M("นับหรือไม่", "Whether it counts"),
        "why_th": M("เหตุผล", "Why, in Thai"),
    },
    "TurnOut": {
        "": M("การแจ้งล่าช้าหนึ่งครั้ง sent_on เป็น null เมื่อยังไม่แจ้งหรือไม่ได้แจ้ง"),
        "turn": M("ครั้งที่ 0 คือแจ้งนอกรอบ"),
        "due_on": M("วันที่ต้องแจ้ง", "Day by which it must go out"),
        "sent_on": M("วันที่แจ้ง", "Day on which it went out"),
        "is_missed": M("ไม่ได้แจ้งตามกำหนด", "Whether it was missed"),
        "reason": M("รหัสสาเหตุ", "Code of the cause"),
        "expected_on": M("คาดว่าจะเสร็จวันที่", "By when it should be finished"),
        "copied_on": M("วันที่ส่งสำเนาให้ ก.พ.ร.", "When the copy went to the central agency"),
    },
    "NoticeIn": {
        "": M("หนังสือแจ้งล่าช้าที่ส่งแล้ว"),
        "sent_on": M("วันที่ส่ง", "Day on which it was sent"),
        "channel": M("ส่งทางใด"),
        "reason": M("รหัสสาเหตุที่ใช้ในวันนั้น"),
        "text": M("สาเหตุเป็นข้อความ"),
        "expected_on": M("คาดว่าจะเสร็จวันที่"),
        "copied_on": M("วันที่ส่งสำเนาให้ ก.พ.ร."),
    },
    "DecisionIn": {
        "": M("ผลของเรื่อง"),
        "decided_on": M("วันที่เสร็จ", "Day on which it was decided"),
        "outcome": M("ผล"),
        "told_on": M("วันที่แจ้งผลให้ผู้ยื่นทราบ"),
    },
    "WebhookIn": {
        "": M("ส่งไปที่ใด และส่งเรื่องใด"),
        "name": M("ชื่อที่ใช้ในรายการ"),
        "url": M("ที่อยู่ https ที่รับข้อความ"),
        "agency": M("ของหน่วยงานใด null ใช้ได้เฉพาะส่วนกลาง"),
        "kinds": M("เฉพาะชนิดเหล่านี้ ว่างคือทุกชนิด"),
        "agencies": M("เฉพาะหน่วยงานเหล่านี้และทุกชั้นที่อยู่ใต้"),
    },
    "ResumeIn": {"": M("ส่งต่ออย่างไร"), "skip": M("ข้ามข้อความที่ค้างอยู่")},
    "PageOut": {"": M("หน้าหนึ่งของรายการ", "One page of a list")},
    "Kind": {"": M("ชนิดของสิ่งที่ค้นหา", "What can be searched for")},
    "NoticeChannel": {"": M("วิธีส่งหนังสือแจ้ง", "How a notice went out")},
    "Outcome": {"": M("ผลของเรื่อง", "How a request ended")},
}


# Shapes whose fields say themselves what they mean.
_OTHER_SHAPES: Mapping[str, str] = {
    "ChangeOut": "การเปลี่ยนแปลงหนึ่งครั้งของข้อมูลสาธารณะหนึ่งรายการ",
    "ChangesOut": "การเปลี่ยนแปลงตามลำดับ",
    "WebhookOut": "ปลายทางและสถานะการส่ง",
    "WebhooksOut": "ปลายทางที่โทเค็นนี้ดูแลได้",
    "AgencyRecord": "หน่วยงานที่มีอำนาจหน้าที่ของตนเอง",
    "CodeRecord": "รหัสของหน่วยงานในทะเบียนหนึ่ง",
    "ElectronicChannelRecord": "ช่องทางอิเล็กทรอนิกส์ที่หน่วยงานประกาศตามมาตรา 10",
    "Named": "รายการอื่น อ้างด้วยเลขและชื่อ",
    "PhoneRecord": "หมายเลขโทรศัพท์",
    "Position": "พิกัดเป็นองศา WGS 84",
    "PointRecord": "จุดให้บริการประชาชน",
    "CertificateRecord": "ใบรับรองศูนย์ราชการสะดวกของจุด",
    "RoundRecord": "รอบหนึ่งของหน่วยบริการเคลื่อนที่",
    "NearOut": "จุดที่ใกล้ที่สุด ไม่มีหน้าถัดไป",
    "NearPoint": "จุดให้บริการและระยะทาง",
    "PinRecord": "คู่มือที่ทำได้ที่จุดหนึ่ง ข้อที่ไม่มีใครยืนยันเป็น null คือไม่ทราบ",
    "DurationRecord": "ระยะเวลาที่สัญญาในหน่วยของตัวเอง",
    "FactsRecord": "ตัวเลขสำคัญของคู่มือ",
    "ProcedureRecord": "เรื่องที่ประชาชนต้องการทำ",
    "RelationRecord": "ความเกี่ยวข้องกับบริการอื่น",
    "DocumentRecord": "เอกสารกลางหนึ่งรายการ ไม่ว่าคู่มือจะเรียกว่าอะไร",
    "TopicRecord": "หมวดหมู่ของบริการ",
    "TargetGroupRecord": "กลุ่มเป้าหมายของบริการ",
    "LifeEventRecord": "เหตุการณ์ในชีวิตที่ต้องติดต่อราชการหลายเรื่อง",
    "StageRecord": "ช่วงหนึ่งของเหตุการณ์ชีวิต",
    "ArticleRecord": "บทความที่นำไปสู่บริการ",
    "EditionRecord": "ฉบับหนึ่งของคู่มือ",
    "ManualRow": "คู่มือของหน่วยงาน หนึ่งบรรทัด",
    "ManualRecord": "คู่มือทั้งฉบับ ข้อของมาตรฐานรวมกับข้อที่หน่วยงานเขียนเอง",
    "ChangeRecord": "สิ่งที่เปลี่ยนหนึ่งข้อ เป็นประโยคและข้อความก่อนหลัง",
    "PlanRecord": "แผนเตรียมตัวหนึ่งแผนสำหรับหลายเรื่อง",
    "PlanDocument": "เอกสารหนึ่งรายการ รวมทุกเรื่องที่ต้องใช้",
    "ErrandRecord": "เรื่องหนึ่งในแผน ตามลำดับที่ทำ",
    "DayRecord": "การเดินทางของวันหนึ่ง แวะน้อยที่สุดก่อน",
    "StopRecord": "จุดแวะหนึ่งจุด",
    "InsteadRecord": "จุดที่รถเข็นเข้าได้แน่ ซึ่งไปแทนได้",
    "WheelchairRecord": "รถเข็นเข้าจุดแวะนี้ได้หรือไม่ และไปที่ใดแทนได้",
    "FeeSum": "ผลรวมค่าธรรมเนียมเท่าที่บอกได้ เป็นสตางค์",
    "OpenFee": "ค่าธรรมเนียมที่คิดไม่ได้จนกว่าจะรู้เพิ่ม",
    "QuestionRecord": "คำถามที่ทำให้คู่มือเหลือเฉพาะกรณีของผู้อ่าน",
    "DueOut": "วันครบกำหนดและการนับทีละวัน",
    "HolidayRecord": "วันหยุดราชการ",
    "HolidaysOut": "วันหยุดของปีหนึ่ง",
    "AnswersRecord": "คำตอบของคำถามข้อเท็จจริง null เมื่อมีผู้ตอบน้อยเกินไป",
    "MeanRecord": "คะแนนเฉลี่ยของคำถามหนึ่ง null เมื่อมีผู้ตอบน้อยเกินไป",
    "RatingFigures": "สิ่งที่ประชาชนว่าไว้ในเดือนที่แสดง",
    "MonthTimes": "สิ่งที่หน่วยงานรายงานในเดือนหนึ่ง",
    "TimesRecord": "เวลาที่สัญญาและเวลาจริง null เมื่อข้อมูลน้อยเกินไป",
    "LunchState": "พักเที่ยงหรือไม่",
    "ChannelKind": "ประเภทช่องทาง",
    "ChannelPurpose": "ทำอะไรผ่านช่องทางได้ file คือยื่นได้โดยไม่ต้องไป receive คือรับผลเมื่อเสร็จ",
    "DocumentGroup": "กลุ่มเอกสารสองกลุ่ม",
    "DurationUnit": "หน่วยของระยะเวลา สั้นก่อน",
    "FeeKind": "วิธีคิดค่าธรรมเนียม",
    "ListingState": "มีรายการ ไม่มี หรือไม่ทราบ",
    "ProvenanceStatus": "ตรวจสอบแล้วแค่ไหน",
    "Proxy": "ให้คนอื่นทำแทนได้หรือไม่ หรือยังไม่มีใครบอก",
    "StepKind": "ขั้นตอนหลักของแบบทางการ",
    "TotalBasis": "ที่มาของระยะเวลารวม",
}


def flat(groups: Mapping[str, Mapping[str, Meaning]]) -> dict[str, Meaning]:
    """Return meanings by ``Group.name``, those of a group itself by ``Group``."""
    return {
        f"{group}.{name}" if name else group: meaning
        for group, members in groups.items()
        for name, meaning in members.items()
    }


SHAPES: Mapping[str, Meaning] = {
    **flat(_SHAPES),
    **{name: Meaning(thai) for name, thai in _OTHER_SHAPES.items()},
}
