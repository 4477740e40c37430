from __future__ import annotations

import time

import pytest

from infogo.thai.intents import read


@pytest.mark.parametrize(
    ("query", "intent", "subject"),
    [
        ("ทำพาสปอร์ตใช้เอกสารอะไรบ้างคะ", "documents", "ทำพาสปอร์ต"),
        ("เปลี่ยนชื่อเสียค่าธรรมเนียมกี่บาท", "fee", "เปลี่ยนชื่อ"),
        ("ขอคืนภาษีใช้เวลากี่วัน", "time", "ขอคืนภาษี"),
        ("จดทะเบียนสมรสที่ไหน", "place", "จดทะเบียนสมรส"),
        ("ต่อทะเบียนรถออนไลน์ได้ไหม", "online", "ต่อทะเบียนรถ"),
        ("สำนักงานเขตเปิดกี่โมง", "hours", "สำนักงานเขต"),
        ("บัตรประชาชนหมดอายุต้องทำยังไง", "how", "บัตรประชาชนหมดอายุ"),
    ],
)
def test_question_words_are_taken_out(query: str, intent: str, subject: str) -> None:
    question = read(query)
    assert question.intents == (intent,)
    assert question.subject == subject


def test_a_query_without_a_question_stays() -> None:
    assert read("ใบขับขี่หาย") == ((), "ใบขับขี่หาย")


def test_a_mere_question_keeps_its_words() -> None:
    assert read("ที่ไหน").subject == "ที่ไหน"
    assert read("").subject == ""


def test_long_hostile_text_takes_no_time() -> None:
    started = time.monotonic()
    read("เสียจ่ายรอนานต้องจะ" * 200)
    assert time.monotonic() - started < 0.5
