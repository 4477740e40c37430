"""When something happened or somebody wants to come: dates, days and times of day in a query.

``บัตรหายเมื่อวันที่ 20 พ.ย. 2569`` is about a lost card, whatever the day. No service is named by a
moment, while its words (วัน, เดือน, เมื่อ, ปี) stand in the texts of many. Spans of time (90 วัน,
หมดอายุมา 2 ปี) are no moments: they tell services apart, and ``quantities`` reads them.
"""

from __future__ import annotations

import re

_MONTHS = (
    r"(?:มกรา(?:คม)?|กุมภา(?:พันธ์)?|มีนา(?:คม)?|เมษา(?:ยน)?|พฤษภา(?:คม)?|มิถุนา(?:ยน)?|กรกฎา(?:คม)?|"
    r"สิงหา(?:คม)?|กันยา(?:ยน)?|ตุลา(?:คม)?|พฤศจิกา(?:ยน)?|ธันวา(?:คม)?|"
    r"(?:ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค)\.?(?![ก-๙]))"
)
_ENGLISH_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ENGLISH_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_SINCE = r"(?:ตั้งแต่|เมื่อ|ตอน|ก่อน|หลัง|ถึง)?"
_YEAR = r"(?: ?(?:ปี|พ\.?ศ\.?|ค\.?ศ\.?)? ?\d{2,4}(?!\d))?"
_DAYS = r"(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)"
_NUMBERS = r"(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|สิบเอ็ด|1?\d)"
_HOURS = (
    rf"(?:ตี(?:หนึ่ง|สอง|สาม|สี่|ห้า|[1-5])|{_NUMBERS} ?(?:ทุ่ม|โมง)(?:เช้า|เย็น|ครึ่ง|กว่า)*|"
    r"บ่าย(?:หนึ่ง|สอง|สาม|สี่|โมง|แก่|[1-4])?(?:โมง)?(?:ครึ่ง|กว่า)?|เที่ยง(?:วัน|คืน|ครึ่ง)?|"
    r"\d{1,2}[.:]\d{2} ?(?:น|นาฬิกา)?\.?(?![ก-๙\d]))"
)
_FROM = r"(?:on |since |from |until |by |before )?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_THAI = (
    rf"{_SINCE}(?:วัน)?(?:ที่)? ?(?<!\d)\d{{1,2}} ?(?:เดือน)? ?{_MONTHS}{_YEAR}",
    rf"{_SINCE}(?:วัน)?(?:ที่)? ?(?<!\d)\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}(?!\d)",
    r"(?:ตั้งแต่|เมื่อ)(?:วัน)?(?:ที่)? ?\d{1,2}(?! ?(?:วัน|เดือน|ปี|บาท|ชั่วโมง|นาที|คน|\d))",
    rf"{_SINCE}เดือน ?{_MONTHS}{_YEAR}",
    r"(?:ตั้งแต่|เมื่อ|ตอน) ?(?:ปี|พ\.?ศ\.?|ค\.?ศ\.?) ?\d{2,4}(?!\d)",
    r"(?:ตั้งแต่|เมื่อ)?(?:วัน|อาทิตย์|สัปดาห์|เดือน|ปี)"
    r"(?:ที่แล้ว|ที่ผ่านมา|ก่อนหน้า|หน้า(?![ก-๙])|ก่อน(?![ก-๙]))",
    r"(?:ตั้งแต่)?เมื่อ(?:วาน(?:ซืน|นี้)?|คืน(?:นี้)?|เช้า(?:นี้)?|กี้(?:นี้)?|เย็น(?:วาน)?)",
    rf"(?:ใน|ตอน|เวลา|ช่วง)(?:{_HOURS}|เช้า|สาย|เย็น|ค่ำ|ดึก|กลางคืน|กลางวัน|หัวค่ำ)(?:ๆ)?",
    rf"(?:ใน|ตอน|เวลา)?{_HOURS}(?=(?:ยัง)?(?: |$|ทัน|เปิด|ปิด|ยัง))",
    rf"(?:ใน|ทุก|ตอน)?วัน(?:{_DAYS}){{1,2}}(?=(?: |$|ได้|เปิด|ปิด|ที่จะ|นี้|หน้า))"
    r"(?:นี้|หน้า|ที่จะถึง(?:นี้)?)?",
)
_ENGLISH = (
    rf"\b{_FROM}(?:the )?{_ORDINAL}(?: of)? {_ENGLISH_MONTHS}\b(?:,? \d{{4}})?",
    rf"\b{_FROM}{_ENGLISH_MONTHS} {_ORDINAL}\b(?:,? \d{{4}})?",
    r"\b(?:yesterday|tomorrow|today|tonight|this morning|last night)\b",
    r"\b(?:last|next|this) (?:week|month|year|weekend)\b",
    rf"\b(?:on )?(?:the )?{_ENGLISH_DAYS}(?: (?:morning|afternoon|evening|night)s?)?\b",
)
_MOMENTS = tuple(map(re.compile, (*_THAI, *_ENGLISH)))
_SPACES = re.compile(r"\s+")


def without_moments(normalised: str) -> str:
    """Return a normalised text without the moments in it; one that is nothing else stays."""
    left = normalised
    for pattern in _MOMENTS:
        left = pattern.sub(" ", left)
    return _SPACES.sub(" ", left).strip() or normalised
