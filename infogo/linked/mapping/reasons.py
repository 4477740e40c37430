"""Why a field has no place in a standard, in words that say it plainly."""

from __future__ import annotations

Reason = tuple[str, str]
NO_WORD: Reason = ("มาตรฐานเหล่านี้ไม่มีคำสำหรับเรื่องนี้", "None of these standards has a word for it")
WORKED_OUT: Reason = ("คำนวณจากช่องอื่น", "Worked out from other fields")
OUR_KEY: Reason = ("เลขหรือชื่อของระบบนี้", "A number or name of this system")
ELSEWHERE: Reason = ("อยู่ในระเบียนที่อ้างถึง", "Stands in the record that it leads to")
LOGIC: Reason = (
    "คำถามและเงื่อนไขเป็นตรรกะ ไม่มีคำในมาตรฐานเหล่านี้ อ่านได้ใน JSON ของ API",
    "Questions and conditions are logic; none of these has words for it, the API's JSON has",
)
FORMULA: Reason = (
    "สูตรคำนวณไม่มีคำในมาตรฐานเหล่านี้ อ่านได้ใน JSON ของ API",
    "None of these standards has formulas; the API's JSON has",
)
COUNTED: Reason = (
    "สถิติเผยแพร่เป็นชุดข้อมูล ไม่ใช่ข้อเท็จจริงของบริการ",
    "Figures are published as a dataset; they are no fact of the service",
)
OWN_RATING: Reason = (
    "schema.org มี aggregateRating แต่ผู้ให้บริการไม่ควรประกาศคะแนนของตนเอง จึงเผยแพร่เป็นชุดข้อมูล",
    "schema.org has aggregateRating, but nobody should assert one's own; published as a dataset",
)
ONLY_EXACT: Reason = (
    "ระบุเมื่อเป็นพิกัดของที่ทำการจริงเท่านั้น",
    "Only when the position is the office's own",
)
ONLY_CONFIRMED: Reason = (
    "ระบุเมื่อหน่วยงานยืนยันแล้วเท่านั้น",
    "Only when the agency confirmed them",
)
ONLY_PLAIN: Reason = (
    "schema.org และ HSDS ได้เฉพาะจำนวนเดียวที่ทุกคนจ่าย",
    "schema.org and HSDS get only one amount that everybody pays",
)
ISO_ONLY: Reason = (
    "วันทำการไม่มีในมาตรฐานเวลา ISO 8601 จึงใช้คำของเรา ig:workingDays",
    "ISO 8601 has no working day; our own ig:workingDays says it",
)
TOLD_IN_WORDS: Reason = ("อยู่ในข้อความของที่อยู่", "Told in the words of the address")
OLD_IDS: Reason = (
    "หมุดที่ปักใหม่มีเลขใหม่ ชื่อที่คงที่คือคู่ของจุดกับคู่มือ",
    "A pin made again has another number; point and manual together name it for good",
)
NOT_OFFICE: Reason = (
    "ขั้นตอนเป็นงานของเจ้าหน้าที่ จึงไม่ใช่ HowTo ของ schema.org",
    "Steps are what officers do, so they are no HowTo of schema.org",
)
