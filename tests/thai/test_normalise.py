from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.thai.normalise import normalise, written_out

THAI = "".join(chr(code) for code in range(0x0E01, 0x0E5C) if chr(code).isprintable())
NASTY = THAI + "กกกขเเแ่้ิําำ.. \u200b\u00a0-–“09aZİΣﬁ\ud800\x00😀"

TWO_WORDS = (
    "ชื่อออกเอกสาร", "ขอออกบัตร", "อำเภอออกหนังสือ", "หมอออกใบรับรอง", "ขอออมเงิน", "ขอออนไลน์",
    "คะแนนน้อย", "ให้คะแนนนับ", "แบบบ้าน", "ระบบบัญชี", "ระบบบริการ", "แบบบรรจุภัณฑ์", "โนนนารายณ์",
    "ถนนน่าน", "จัดสรรรายได้", "จัดสรรรถ", "บัตรปชชชิป", "ทุนสสส", "ติดต่อททท", "ร้องเรียนจากกกต",
)  # fmt: skip
"""Three of a letter where two words meet, none of them stretched."""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("๑๒๓", "123"),
        ("เเจ้ง", "แจ้ง"),
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("ทำ่", "ท่ำ"),
        ("ก่่อสร้าง", "ก่อสร้าง"),
        ("ที่ี", "ที่"),
        ("ข้า้ว", "ข้าว"),
        ("ด่วนนนนน", "ด่วน"),
        ("หายยย ต้อง", "หาย ต้อง"),
        ("ส.ส.ส. ให้ทุน", "สสส ให้ทุน"),
        ("ททท", "ททท"),
        ("จัดหางานนนทบุรี", "จัดหางานนนทบุรี"),
        ("สำนักงานนนท์", "สำนักงานนนท์"),
        ("ถนนนครไชยศรี", "ถนนนครไชยศรี"),
        ("ถนนนนน", "ถนน"),
        ("มากกกก", "มาก"),
        ("มากกก จริง", "มาก จริง"),
        ("ชอบบบนะ", "ชอบนะ"),
        *((text, text) for text in TWO_WORDS),
        ("1000", "1000"),
        ("ภ.ง.ด.90", "ภงด 90"),
        ("ภ.ง.ด 90", "ภงด 90"),
        ("ส.ป.ก. 4-01", "สปก 4-01"),
        ("สด.9", "สด 9"),
        ("กอ.รมน.", "กอรมน"),
        ("พ.ร.บ.คอมฯ", "พรบ คอม"),
        ("จ.ตาก", "จ ตาก"),
        ("อ.พล", "อ พล"),
        ("อบต.คลองด่าน", "อบต คลองด่าน"),
        ("กรุงเทพฯ", "กรุงเทพ"),
        ("08.30", "08.30"),
        ("ทำ\u200bบัตร\u00a0ประชาชน", "ทำบัตร ประชาชน"),
        ("“หาย” — ด่วน", '"หาย" - ด่วน'),
        ("ＶＡＴ ７", "vat 7"),
        ("  E-Filing\t\n", "e-filing"),
        ("", ""),
    ],
)
def test_spellings_become_one(typed: str, expected: str) -> None:
    assert normalise(typed) == expected


@given(st.text(alphabet=NASTY, max_size=40))
def test_normalising_again_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(max_size=60))
def test_any_text_is_accepted_and_loses_what_cannot_be_stored(text: str) -> None:
    result = normalise(text)
    result.encode("utf-8")
    assert "\x00" not in result
    assert result == result.strip()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("สนง.ที่ดินบัวใหญ่", "สำนักงานที่ดินบัวใหญ่"),
        ("สนงขนส่ง อุดร", "สำนักงานขนส่ง อุดร"),
        ("ไป สนง. เขต", "ไป สำนักงานเขต"),
        ("โสนงอก", "โสนงอก"),  # letters inside a word abbreviate nothing
    ],
)
def test_an_office_in_short_is_written_out(typed: str, meant: str) -> None:
    assert written_out(typed) == meant
