"""Sentences that are the same for everybody."""

from __future__ import annotations

from collections.abc import Sequence

from infogo.agencies.models import EmergencyNumber
from infogo.line.messages import Json, says, shares_place, text_message, with_quick

HOW_TO = (
    "พิมพ์เรื่องที่อยากทำ เช่น ต่อใบขับขี่ หรือ บัตรประชาชนหาย\nหรือกด “ส่งตำแหน่ง” ด้านล่าง เพื่อหาจุดให้บริการที่ใกล้คุณ"
)
GREETING = (
    "สวัสดี ที่นี่บอกว่าติดต่อราชการเรื่องใด ใช้เอกสารอะไร เสียเงินเท่าไร และไปที่ไหน\n\n"
    f"{HOW_TO}\n\nระบบไม่เก็บชื่อ บัญชี LINE หรือตำแหน่งของคุณ"
)
IN_GROUP = (
    "สวัสดี ในกลุ่มนี้จะตอบเมื่อมีคนพิมพ์ @ แล้วเลือกชื่อบัญชีนี้ ตามด้วยเรื่องที่อยากรู้ เช่น ต่อใบขับขี่\n"
    "ข้อความอื่นในกลุ่มระบบไม่ใช้และไม่เก็บ"
)
ONLY_WORDS = f"อ่านได้เฉพาะข้อความและตำแหน่ง\n\n{HOW_TO}"
REBUILDING = "กำลังจัดข้อมูลค้นหาใหม่ ลองอีกครั้งในหนึ่งนาที"
OUTSIDE = "ตำแหน่งนี้อยู่นอกประเทศไทย ส่งตำแหน่งในประเทศไทย หรือพิมพ์ชื่อสถานที่แทน"
NO_POINT = "ยังไม่มีจุดให้บริการของเรื่องนี้ในระบบ เปิดคู่มือเพื่อดูช่องทางติดต่อ"
OPEN_FIRST = "แสดงจุดที่เปิดอยู่ก่อน แล้วเรียงตามระยะทาง"
NONE_OPEN = "ตอนนี้จุดให้บริการใกล้คุณยังไม่เปิด ดูเวลาเปิดครั้งต่อไปของแต่ละแห่ง"
NOT_KNOWN_OPEN = "ไม่มีจุดที่รู้ว่าเปิดอยู่ตอนนี้ บางจุดไม่มีข้อมูลเวลาทำการ โทรถามก่อนไป"
OLD_BUTTON = f"ปุ่มนี้ใช้ไม่ได้แล้ว คู่มืออาจถูกยกเลิกหรือรวมกับเรื่องอื่น\n\n{HOW_TO}"
EXAMPLES = ("บัตรประชาชนหาย", "ต่อใบขับขี่", "แจ้งเกิด", "ย้ายที่อยู่")
WHERE = (
    "กด “ส่งตำแหน่ง” ด้านล่าง เพื่อดูจุดให้บริการทุกเรื่องที่ใกล้คุณ\n"
    "ถ้าจะดูเฉพาะเรื่องนี้ เปิดหน้าจุดให้บริการของเรื่อง แล้วกด “หาจุดใกล้ฉัน”"
)


NO_GUIDE = "ยังไม่มีคู่มือที่ตรงกับเรื่องนี้ หน่วยงานด้านล่างน่าจะดูแลเรื่องนี้ ติดต่อถามได้โดยตรง"


def call_now(numbers: Sequence[EmergencyNumber]) -> str:
    """Say whom to call at once, and whether the numbers were checked."""
    lines = ["โทรได้ทันที", *(f"{one.number} {one.name_th}" for one in numbers)]
    if any(one.is_unverified for one in numbers):
        lines.append("เบอร์ที่รู้กันทั่วไป ยังไม่ได้ตรวจกับหน่วยงาน")
    return "\n".join(lines)


def nothing_found(query: str) -> str:
    """Say what to do when a search found nothing."""
    return (
        f"ไม่พบเรื่อง “{query}”\n\nลองพิมพ์ให้สั้นลง หรือใช้ชื่อเอกสารที่อยากได้ เช่น ใบขับขี่ ทะเบียนบ้าน\n"
        "ถ้ายังไม่พบ โทร 1111 ศูนย์บริการข้อมูลภาครัฐเพื่อประชาชน"
    )


def plain(words: str) -> list[Json]:
    """Return one message with the ways on below it."""
    ways = [shares_place(), *(says(example, example) for example in EXAMPLES)]
    return with_quick([text_message(words)], ways)
