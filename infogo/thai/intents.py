"""What a question asks about a service, and the question without those words.

The intents: documents, fee, time, hours, place, online, output (which paper one gets in the end)
and how; amount (how much one gets, or a limit), deadline (by when to come) and validity (how long a
paper holds) are questions that look like those for fee and time but must not be answered with them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_OFFICE = (
    r"(?:ที่ว่าการ|สำนักงาน)?(?:อำเภอ|เขต|เทศบาล|อบต|โรงพยาบาล|อนามัย|ขนส่ง|ที่ดิน|ธนาคาร|ตำรวจ|โรงพัก|"
    r"สถานีตำรวจ|ศาลากลาง|จังหวัด|ประกันสังคม|สรรพากร|กงสุล|ศาล|ผู้ใหญ่บ้าน|กำนัน)"
)
"""Where somebody may have to go: "ไปอำเภอหรือไปโรงพยาบาล" asks where, and names no service."""
_AGENCY = (
    r"(?:กรม|กระทรวง|สำนัก|สถาบัน|องค์การ|ธนาคาร|ศาล|ศูนย์ราชการ|อบต|อบจ|เทศบาล|ที่ว่าการ|อำเภอ|เขต|ขนส่ง|"
    r"ที่ดิน|สรรพากร|ประกันสังคม|จัดหางาน)"
)
"""How the name of an office begins: "ไปกรมสรรพสามิตยังไง" asks the way, "ไปเกาหลียังไง" does not."""
_ENGLISH_AUXILIARY = (
    r"(?: (?:does|do|is|are|will|to|for|until|before)\b)?(?: (?:it|i|we|you|the|an?)\b)?"
)
_AT_LATEST = r"(?:ภายใน|ก่อน|ไม่เกิน|ถึง|อย่างช้า(?:ที่สุด|สุด)?|ช้า(?:ที่สุด|สุด)|ครบกำหนด|หมดเขต)+"
_WHEN = r"(?:วันไหน|วันอะไร|วันที่(?:เท่าไหร่|เท่าไร|เท่าใด)|เมื่อไหร่|เมื่อไร|เมื่อใด|เดือนไหน|ปีไหน)"
_WHAT = r"(?:อะไร|(?:อี|อิ|อะ)?หยัง|(?:ไอ้)?ไหร|ไร)(?![่้])"
_AND_MORE = r"(?:บ้าง|มั่ง|แหน่|แน่(?!น)|พ่อง|มัง)?"
_HOW = r"(?:ยังไง|อย่างไร|ยังงัย|ไง|จั่งใด๋?|จังใด๋?|จั่งได๋|จังได๋|จะได|แนวใด๋?|แนวได๋|(?:พัน)?พรือ)(?![่้๊๋])"
_WHERE = (
    r"(?:ที่ไหน|ตี้ไหน|ตี้ใด|ตรงไหน|แถวไหน|ที่ใด|อยู่ไหน|ทางไหน|(?:ไป)?ตางใด๋?|(?:อยู่|ไป|ที่)ไส(?![ยวห่้])"
    r"|หม่องใด๋?|หม่องได๋|แถวใด๋?)"
)
"""Interrogatives of the capital, of the north-east (หยัง, จั่งใด, ไส), north (อะหยัง, ตี้ไหน) and south
(ไหร, พรือ)."""
_RESULT = r"(?:คำตอบ|คำตอบรับ|เล่ม|บัตร|ผล|เงิน|ใบอนุญาต|ใบ|เอกสาร|คืน)?"

_WHETHER = r"(?:ไหม|มั้ย|มั๊ย|มัย|หรือไม่|หรือเปล่า|รึเปล่า|ป่าว|ป่ะ|ปะ|บ่(?= |$))"
"""The end of a question that is answered by yes or no, as it is written and as it is chatted."""
_DAYS_OFF = r"(?:วัน)?(?:เสาร์|อาทิตย์|หยุด(?:ราชการ)?|จันทร์|ศุกร์)(?:เสาร์|อาทิตย์|หยุด| |-|และ|กับ)*"

_GETS = r"(?:(?:จะ|ก็)ได้(?:รับ)?|ได้รับ|(?<!ขอ)(?<!ทำ)(?<!ใช้)(?<!เบิก)(?<!แลก)(?<!ซื้อ)(?<!ยื่น)(?<!ไม่)ได้)"
_BACK = r"(?:กลับ)?(?:มา)?" + _AND_MORE
_PAPER = r"(?:เอกสาร|ใบ|บัตร|เล่ม|หนังสือ|หลักฐาน)"
_NAMES_PAPER = re.compile(rf"{_PAPER}|document|paper|certificate|card")
_BENEFIT = re.compile(
    r"สิทธิ|เงิน|เบี้ย|บำนาญ|บำเหน็จ|สวัสดิการ|ประกัน|สมทบ|มาตรา|ม\. ?\d|เดือนละ|ชดเชย|เยียวยา|ทดแทน|ช่วยเหลือ"
    r"|ทุน|กู้|ภาษี"
    r"|ลงทะเบียน|ขึ้นทะเบียน|ตกงาน|ว่างงาน|เลิกจ้าง|ตาย|เสียชีวิต|พิการ|สูงอายุ|คนแก่|คนจน|ชาวนา|เกษตร|ครอบครัว|ฟรีแลนซ์"
    r"|benefit|allowance|pension|money|insur|unemploy|jobless|fund|refund|compens|entitle|right|regist"
)
"""Who speaks of this and asks what she gets asks for how much and which rights, not for a paper."""
_DONE_FOR_A_PAPER = re.compile(r"(?:^|\s)(?:ไป)?(?:ทำ|ขอ|ต่อ|จด|แจ้ง|ยื่น|เปลี่ยน|สอบ|คัด|โอน|ออก|[a-z])")
"""How a service begins that is done to get a paper: "ทำพาสปอร์ตได้อะไร"."""

_PATTERNS: tuple[tuple[str, str], ...] = (
    # Before what is to be brought: "ได้เอกสารอะไร" is asked about the other end.
    (
        "output",
        rf"(?:แล้ว)?(?:จะ|ก็)?(?:ได้รับ|(?<!ใช้)(?<!ขอ)(?<!ทำ)ได้|ออก){_PAPER}{_WHAT}"
        rf"(?!\S{{0,8}} ?ก่อน)(?:ให้)?{_BACK}",
    ),
    ("output", rf"(?:แล้ว)?(?:จะ|ก็)?{_GETS}{_WHAT}{_BACK}$"),
    (
        "output",
        r"\b(?:what|which)(?: (?:document|paper|certificate|card)s?)? (?:do|will|would)"
        r" (?:i|we|you) (?:get|receive)\b(?: (?:back|in return|(?:at|in) the end))?(?! first\b)"
        r"(?: (?:from|after|for|with))?",
    ),
    (
        "documents",
        rf"(?:ต้อง)?(?:ใช้|เตรียม|เอา|มี)(?:เอกสาร|หลักฐาน)?{_WHAT}(?:ไป)?{_AND_MORE}",
    ),
    ("documents", r"(?:ต้อง)?(?:ใช้|เตรียม|แนบ)(?:เอกสาร|หลักฐาน)(?:ประกอบ)?"),
    ("documents", r"(?:(?:จะ)?ต้อง(?:ทำ|ใช้|ยื่น|มี))?เอกสาร(?:อะไร|ที่ต้องใช้|ที่ใช้|ประกอบ)(?:บ้าง|มั่ง)?"),
    # When it will be ready is a question of time; by when to come is one of deadlines.
    (
        "deadline",
        rf"(?:ต้อง|จะ)?(?:ไป|มา|ยื่น|ทำ|แจ้ง)?(?:ใหม่)?(?:ได้)?{_AT_LATEST}(?:ได้)?(?:ใน)?{_WHEN}",
    ),
    ("time", rf"(?:แล้ว)?(?:ครบกำหนด|จะ|ต้อง)*(?:ได้|รับ|เสร็จ|ตอบ)+{_RESULT}(?:{_AT_LATEST})?{_WHEN}"),
    # How much one gets, how old, how rich: numbers, but not what it costs.
    (
        "amount",
        r"(?:(?<=ได้)|(?<=อายุ)|(?<=เงินเดือน)|(?<=เดือนละ))(?:กี่บาท|เท่าไหร่|เท่าไร|เท่าใด)",
    ),
    ("fee", r"(?:เสีย|จ่าย|ค่าธรรมเนียม|ราคา|ใช้เงิน|เงิน|ค่าใช้จ่าย)+(?:กี่บาท|เท่าไหร่|เท่าไร|เท่าใด|ไหม|มั้ย)"),
    ("fee", r"กี่บาท|จั๊?กบาท|เท่าไหร่|เท่าไร|เท่าใด|ฟรี(?:ไหม|มั้ย|หรือไม่|รึเปล่า)"),
    ("fee", r"(?:ต้อง)?(?:เสีย|จ่าย|มี)(?:ค่าธรรมเนียม|ค่าใช้จ่าย|ตังค์|ตัง|เงิน)(?:ไหม|มั้ย|หรือเปล่า|ป่าว)"),
    ("fee", r"(?:ต้อง)?(?:เสีย|จ่าย|มี)(?:ค่าธรรมเนียม|ค่าใช้จ่าย)(?:อะไร)?(?:บ้าง|มั่ง|ไหม)"),
    # By when the citizen has to come, and for how long a paper holds: not how long she waits.
    ("deadline", r"ภายใน(?:กี่วัน|กี่ชั่วโมง|กี่ชม|กี่เดือน)(?:ถึงได้|ได้)?"),
    ("validity", r"(?:(?<=ใช้ได้)|(?<=อายุ)|(?<=คุ้มครอง))(?:กี่วัน|กี่เดือน)"),
    ("time", r"(?:ภายใน|ใช้เวลา|รอ|นาน)*(?:กี่วัน|กี่ชั่วโมง|กี่ชม|กี่นาที|กี่เดือน)(?:ถึงได้|ได้)?"),
    ("time", r"ใช้เวลานาน(?:ไหม|แค่ไหน|เท่าไหร่|มั้ย)|นาน(?:ไหม|แค่ไหน|มั้ย)"),
    ("hours", r"(?:เปิด|ปิด|หยุด)(?:ทำการ|บริการ)?(?:ถึง|ตอน)?(?:กี่โมง|วันไหน|วันอะไร)(?:บ้าง)?|กี่โมง"),
    ("hours", rf"(?:เปิด|ปิด|หยุด)(?:ทำการ|บริการ)?{_DAYS_OFF}(?:ด้วย)?{_WHETHER}"),
    (
        "hours",
        r"(?:ยัง)?เปิด(?:ทำการ|บริการ)?(?:อยู่|ถึง)?(?:หรือยัง|รึยัง|ไหม|มั้ย|หรือเปล่า|รึเปล่า|หรือไม่)|พัก(?:กลางวัน|เที่ยง)(?:ไหม|มั้ย)",
    ),
    (
        "place",
        r"(?:ต้อง)?(?:ไป|ยื่น|ทำ|ติดต่อ|แจ้ง)*(?:อยู่|ได้)?"
        rf"(?:{_WHERE}|อยู่(?:ถนน|ซอย|ตึก|อาคาร|ห้าง|ชั้น)(?:ไหน|อะไร|ใด))(?:ได้)?(?:บ้าง)?",
    ),
    (
        "place",
        r"(?:(?<=\S) ?(?:ที่|อยู่)?(?:ตึก|ชั้น|เคาน์?เตอร์|ช่อง|แผนก|โต๊ะ)"
        r"|(?<=\S)(?: |ที่|อยู่)(?:อาคาร|ห้อง|ฝ่าย|สาขา))"
        r"(?:ไหน|ใด|ที่เท่าไ(?:ร|หร่))(?: ?(?:ครับ|คับ|ค่ะ|คะ|จ้า?))?$",
    ),
    ("place", rf"^(?:จะ)?ไป(?={_AGENCY}\S*(?:ยังไง|อย่างไร|ไง|ทางไหน)$)"),
    ("place", r"(?:^| )(?:แผนที่|พิกัด|เส้นทาง)(?:ไป|ของ)? ?(?=\S)"),
    (
        "place",
        r"(?<=\S) (?:แผนที่|พิกัด|เส้นทาง|ที่ตั้ง|ทางไป|โลเค(?:ชั่น|ชัน)?"
        r"|(?:google )?maps?|location|directions)$",
    ),
    ("place", r"(?:ที่)?(?:อยู่)?ใกล้(?:บ้าน|ฉัน|ที่ทำงาน|นี้|ๆ)+|แถว(?:บ้าน|นี้)|near me|nearby"),
    ("place", r"\bwhere (?:can|do|should|must|to)\b(?: (?:i|we|you))?(?: (?:go|get|apply))?"),
    (
        "documents",
        r"\b(?:what|which) (?:documents?|papers?|paperwork)\b"
        r"(?: (?:are|is))?(?: (?:needed|required))?"
        r"|\b(?:documents?|papers?|paperwork) (?:needed|required)\b",
    ),
    (
        "fee",
        rf"\bhow much\b{_ENGLISH_AUXILIARY}(?: (?:cost|pay)\b)?",
    ),
    ("fee", r"\b(?:how much|price|fee|cost)s? (?:of|for)\b|(?<=[a-z]) costs?$"),
    (
        "time",
        rf"\bhow (?:long|many days)\b{_ENGLISH_AUXILIARY}(?: take\b)?",
    ),
    ("hours", r"\bopening (?:hours|times?)\b|\bwhat time (?:does|do|is)\b|\boffice hours\b"),
    (
        "place",
        rf"(?:ต้อง)?(?:ไป|ทำ|ยื่น)(?:ที่)?{_OFFICE}(?:ก่อน)?หรือ(?:ต้อง)?(?:ไป)?(?:ที่)?{_OFFICE}(?:ก่อน)?(?:ดี)?",
    ),
    ("online", r"(?:ทาง|ทำ|ผ่าน)?ออนไลน์ได้(?:ไหม|มั้ย|หรือไม่|รึเปล่า|หรือเปล่า)"),
    ("how", r"\bhow (?:do|can|to|should)\b(?: (?:i|we|you))?|\bwhat (?:should|do|must) i do\b"),
    (
        "how",
        r"(?<=\S)\s+(?:(?:tong|tham|tam|thum) ?)*"
        r"(?:yang ?ngai|yang ?gai|yung ?ngai|arai (?:bang|baang)|ngai)"
        r"(?: (?:di|dee|krap|krub|khrap|ka|kha))*$",
    ),
    ("place", r"(?<=\S)\s+(?:(?:tham|tam|pai|dai|yuu?) ?)*(?:thi|tee|ti|thee) ?nai$"),
    ("how", rf"(?:ต้อง|จะ|สิ)*(?:ทำ|ขอ|ยื่น|เฮ็ด|เยียะ|(?<![ขร])ยะ)?{_HOW}(?:ดี|บ้าง|แหน่)?"),
    (
        "how",
        rf"(?:ต้อง|จะ|สิ)?(?:ทำ|ไปติดต่อ|ติดต่อ|เฮ็ด|เยียะ|(?<![ขร])ยะ)?{_WHAT}"
        r"(?:ก่อน(?:หลัง|ดี)?|บ้าง|มั่ง|แหน่|พ่อง|ดี)",
    ),
)  # fmt: skip
_INTENTS = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)
_POLITE_WORD = r"(?:ครับ|(?<!บัง)คับ|คร้าบ|ค้าบ|งับ|ค่ะ|(?<!แ)คะ|(?<!เ)จ้า|จ๊ะ|จ้ะ|ฮะ|เด้อ|เน้อ)"
_POLITE = re.compile(
    rf"(?:นะ)?(?:{_POLITE_WORD}|(?<!เ[ก-ฮ])(?<!เ[ก-ฮ]{{2}})อ[่้]?ะ|อ่า)+$|^(?:ขอ)?(?:สอบถาม|ถาม)(?:ว่า|หน่อย|เรื่อง)?"
)
_POLITE_WITHIN = re.compile(rf"(?<=\S)(?:นะ)?{_POLITE_WORD}(?= )")
"""Whoever goes on after it has ended a sentence there."""
_OPENING = re.compile(
    r"^(?:(?:สวัสดี|รบกวน|คือ(?:ว่า|คือ)?|พอดี(?:ว่า)?|อยาก(?:จะ)?(?:ทราบ|รู้|ถาม|สอบถาม)(?:ว่า|เรื่อง)?|"
    r"ขอ(?:สอบ)?ถาม(?:ว่า|หน่อย|เรื่อง)?|สอบถาม(?:เรื่อง)?|ช่วย(?:ดู|หา|บอก)(?:ให้)?(?:หน่อย)?(?:ว่า)?|"
    r"โอเค ?กูเกิล|เฮ้ ?สิริ|สิริ)(?:หน่อย|ครับ|คับ|ค่ะ|คะ|จ้า|นะ)* ?)+(?=\S{4})"
)
"""How somebody who speaks to a person or a machine begins; the matter comes after it."""
_CONTACT = re.compile(
    rf"^(?:วิธี|ช่องทาง)?(?:การ)?ติดต่อ(?:กับ)?(?={_AGENCY}|[ก-ฮ]{{2,5}}$)|"
    r"(?:^| )(?:ขอ)?(?:เบอร์|หมายเลข)(?:โทร(?:ศัพท์)?|ติดต่อ)?(?:ของ)?(?= |$)"
    r"|^(?:ขอ)?เบอร์(?:โทร(?:ศัพท์)?|ติดต่อ)?(?:ของ)?(?=[ก-ฮเ-ไ])|เบอร์(?:โทร(?:ศัพท์)?|ติดต่อ)?(?:อะไร)?$"
    r"| (?:โทร(?:ศัพท์)?|ติดต่อ)(?: ?\d{3,4})?$|(?<=[ก-์])โทร$"
    r"|(?:เบอร์|หมายเลข)?สายด่วน(?:เบอร์)?(?:อะไร|ไหน)?(?: ?\d{4}(?!\d))?"
    r"|\b(?:phone|telephone|contact|hotline)(?: number)?\b"
)
"""Who asks for the number of an office wants the office; the words for it name another service."""
_FIRST_OR_TOO = re.compile(
    r"(?<=\S)\s*(?:จะ)?ต้อง\S{2,24}?(?:ก่อน|ด้วย)(?:ไหม|มั้ย|มั๊ย|รึเปล่า|หรือเปล่า|ป่าว|หรือไม่)(?= |$)"
)
"""ต้องแจ้งความก่อนไหม asks about a condition; the service is what was said before it."""
_MUST_COME = re.compile(
    r"(?<=\S{8})\s*(?:จะ)?ต้อง"
    r"(?:(?:ไป|มา)(?:ทั้ง|เอง|ด้วยตัว|พร้อม|กัน|คนเดียว|ครบ|ทุกคน|สองคน)|พา)\S{0,24}?"
    r"(?:ไหม|มั้ย|มั๊ย|รึเปล่า|หรือเปล่า|ป่าว|หรือไม่)(?= |$)"
)
"""ต้องไปทั้งสองคนไหม asks who has to come, and names no service."""
_MUST = re.compile(r"(?<=\S{3})\s*(?:จะ)?ต้อง(?:ทำ|ใช้)?$")
"""What is left of ต้องทำอะไรบ้าง."""
_YES_OR_NO = re.compile(rf"(?:ได้|เอง|เลย|ด้วย|ใช่)*(?:{_WHETHER}|หรือยัง)(?= |$)")
_ENDS_NAMES = re.compile(rf"(?:{_WHETHER}|คะ|ฮะ|อะ|จ้า|ไร|ไง)$")
_KEPT = 0xE000 - 0x0E00
"""What lies between a Thai letter and what stands for it at the end of a name while question words
are taken out."""
_LETTERS = {_KEPT + letter: letter for letter in range(0x0E01, 0x0E5C)}
_SPACES = re.compile(r"\s+")


_OVERVIEW = re.compile(
    rf"(?:เรื่อง|ขั้นตอน|สิทธิ์?|ใบ)(?:ราชการ|หลวง)?(?:{_WHAT}|ใด|ไหน)(?:บ้าง|มั่ง|แหน่|พ่อง)"
    rf"|(?:{_WHAT}|ไง|อย่างไร)ก่อน(?!วัน)"
    rf"|เริ่ม(?:ต้น)?(?:ที่|จาก)?(?:{_WHERE}|{_HOW}|อะไร)"
    rf"|(?:ต้อง|จะ|สิ)(?:ทำ|ขอ|ได้|เฮ็ด|เยียะ){_WHAT}(?:บ้าง|มั่ง|แหน่|พ่อง|ต่อ(?:ไป|ดี)?(?= |$))"
    rf"|(?:ทำ|เฮ็ด)(?:{_HOW}|{_WHAT})(?:กัน)?ต่อ(?:ไป|ดี)?(?= |$)|(?:ตั้งหลัก|ไปต่อ)(?:ไม่ถูก|{_HOW})"
    r"|เดินเรื่อง(?:อะไร|ไร|ที่ไหน)|(?:รัฐ|หลวง|ราชการ)(?:ให้|ช่วย)(?:อะไร|ไร)"
    r"|(?:มี|ได้)สิทธิ์?(?:อะไร|ไร|ไหน)(?!ไหม|มั้ย)|เช็[คก]ลิสต์?|^คู่มือ(?!(?:จด)?ทะเบียน|รถ|ประจำ)|ตั้งแต่(?:ต้น|แรก|วันแรก)"
    r"|\bwhat (?:to do |comes? |(?:papers?|paperwork|documents?) comes? )?first\b"
    r"|\bwhere (?:do|should) (?:i|we) (?:start|begin)\b|\bstep by step\b|\bnext steps?\b"
    r"|\bwhat(?: do (?:i|we) do)? (?:now|next)\b"
    r"|\bwhat (?:paperwork|all) (?:do|should|must) (?:i|we)\b"
    r"|\bsteps (?:to|for)\b|\bchecklist\b|\bguide\b|\beverything i need\b"
)


def asks_for_overview(normalised: str) -> bool:
    """Return whether it is asked what all there is to do, or what comes first: a guide tells that.

    ``ตกงานต้องทำอะไรก่อน`` and ``อายุ 60 ได้สิทธิอะไรบ้าง``, not ``ทำบัตรใช้อะไรบ้าง``.
    """
    return _OVERVIEW.search(normalised) is not None


def ends_like_question(name: str) -> bool:
    """Return whether a name ends in a word that ends questions or polite sentences: สายไหม."""
    return _ENDS_NAMES.search(name) is not None


class Question(NamedTuple):
    """The intents found, in the order of the text, and the words that name the subject."""

    intents: tuple[str, ...]
    subject: str


def _asks_for_rights(subject: str, asked: str) -> bool:
    """Whether who asks what she gets, and names no paper, means money or rights."""
    if _NAMES_PAPER.search(asked):
        return False
    return bool(_BENEFIT.search(subject)) or not _DONE_FOR_A_PAPER.search(subject)


def without_politeness(normalised: str) -> str:
    """Return a query without ครับ or ค่ะ at its end, and without ขอสอบถาม at its beginning."""
    return _POLITE.sub(" ", normalised).strip()


def read(normalised: str, names: re.Pattern[str] | None = None) -> Question:
    """Take question words out of a normalised query, but for those that end one of the ``names``.

    ``ทำพาสปอร์ตใช้เอกสารอะไรบ้างคะ`` asks for documents about ``ทำพาสปอร์ต``. A query that is
    nothing but a question keeps its words, so there is always something to look for.
    """
    if names is not None and names.search(normalised):
        hidden = names.sub(lambda name: name[0][:-1] + chr(ord(name[0][-1]) + _KEPT), normalised)
        asked, subject = read(hidden)
        return Question(asked, subject.translate(_LETTERS))
    subject = _POLITE_WITHIN.sub("", _OPENING.sub("", normalised))
    subject = _POLITE.sub(" ", subject).strip()
    found: list[tuple[int, str]] = []
    for name, pattern in _INTENTS:
        match = pattern.search(subject)
        if match and not (name == "output" and _asks_for_rights(subject, match[0])):
            found.append((match.start(), name))
            subject = pattern.sub(" ", subject)
    subject = _CONTACT.sub(" ", subject)
    subject = _MUST_COME.sub(" ", _FIRST_OR_TOO.sub(" ", subject))
    subject = _YES_OR_NO.sub(" ", _SPACES.sub(" ", subject).strip())
    subject = _SPACES.sub(" ", subject).strip()
    if found:
        subject = _MUST.sub("", subject)
    asked = tuple(dict.fromkeys(name for _, name in sorted(found)))
    return Question(asked, subject or normalised)
