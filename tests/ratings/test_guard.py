"""Personal data is found however it is written, and plain talk is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.ratings.guard import MASK, Personal, is_citizen_number, mask


@pytest.mark.parametrize(
    ("text", "masked", "kind"),
    [
        ("เลข 1-1017-00230-70-8 ค่ะ", "เลข ••• ค่ะ", Personal.CITIZEN_NUMBER),
        ("เลข๑๑๐๑๗๐๐๒๓๐๗๐๘ค่ะ", "เลข•••ค่ะ", Personal.CITIZEN_NUMBER),
        ("โทร 081-234-5678 ได้", "โทร ••• ได้", Personal.PHONE),
        ("โทร.0812345678", "โทร.•••", Personal.PHONE),
        ("โทร +66 81 234 5678", "โทร •••", Personal.PHONE),
        ("โทร 02 612 6060 ต่อ 12", "โทร ••• ต่อ 12", Personal.PHONE),
        ("โทร ๐๘๑-๒๓๔-๕๖๗๘", "โทร •••", Personal.PHONE),
        ("บัญชี 123-4-56789-0", "บัญชี •••", Personal.NUMBER),
        ("ส่งมาที่ somchai.j@example.go.th นะ", "ส่งมาที่ ••• นะ", Personal.EMAIL),
        ("ทักไลน์ไอดี: somchai99", "ทักไลน์ไอดี: •••", Personal.ACCOUNT),
        ("line id = @somchai_j ได้เลย", "line id = ••• ได้เลย", Personal.ACCOUNT),
        ("บ้านเลขที่ 12/3 หมู่ 4", "บ้านเลขที่ ••• หมู่ 4", Personal.ADDRESS),
        ("นายสมชาย ใจดี บริการดีมาก", "นาย••• บริการดีมาก", Personal.NAME),
        ("คุณสมหญิงพูดเพราะ", "คุณ•••", Personal.NAME),
        ("ขอบคุณคุณมาลีมาก", "ขอบคุณคุณ•••", Personal.NAME),
        ("คุณอารี ช่วยดี", "คุณ••• ช่วยดี", Personal.NAME),
        ("นายกิตติ ช้ามาก", "นาย••• ช้ามาก", Personal.NAME),
        ("นางสาว สมศรี รักไทย", "นางสาว •••", Personal.NAME),
        ("น.ส.สมศรี ช้ามาก", "น.ส.••• ช้ามาก", Personal.NAME),
        ("ด.ช. ก้อง", "ด.ช. •••", Personal.NAME),
        ("พบนายสมชายที่ช่อง 3", "พบนาย••• 3", Personal.NAME),
        ("เจ้าหน้าที่ชื่อสมชาย ช่วยดีมาก", "เจ้าหน้าที่ชื่อ••• ช่วยดีมาก", Personal.NAME),
        ("Mr. Somchai Jaidee helped", "Mr. ••• helped", Personal.NAME),
    ],
)
def test_what_tells_who_somebody_is_is_masked(text: str, masked: str, kind: Personal) -> None:
    found = mask(text)
    assert found.text == masked
    assert found.kinds == (kind,)


@pytest.mark.parametrize(
    "text",
    [
        "ขอบคุณเจ้าหน้าที่ทุกคน คุณภาพดี",
        "นายทะเบียนไม่อยู่ ต้องรอนายอำเภอ",
        "นายกเทศมนตรีมาเปิดช่องเอง ทนายความก็ช่วย",
        "เจ้านายให้มาทำแทน นางพยาบาลแนะนำ",
        "พาคุณยาย กับคุณแม่ มาด้วย คุณหมอ ก็ใจดี",
        "นายก อบต. และนายกอบจ.มาเอง",
        "คุณต้องรอ 3 ชั่วโมง จ่าย 1,500 บาท ช่อง 12 เวลา 08:30-16:30",
        "มาวันที่ 19/8/2565 เสร็จ 20/8/2565",
        "ห้อง 101 ชั้น 2 รับคิวที่ 0123",
        "line ยาวมาก รอคิวนาน",
        "แบบ ท.ร.14/1 หมดพอดี",
        "",
    ],
)
def test_plain_talk_is_left_alone(text: str) -> None:
    assert mask(text).text == text
    assert mask(text).kinds == ()


def test_all_kinds_in_one_comment_are_told_once_each() -> None:
    found = mask("นายสมชาย ใจดี 0812345678 และ 0898765432 หรือ a.b@c.go.th")
    assert found.kinds == (Personal.PHONE, Personal.EMAIL, Personal.NAME)
    assert found.text == f"นาย{MASK} {MASK} และ {MASK} หรือ {MASK}"


def test_invisible_characters_hide_nothing() -> None:
    assert mask("08\u200b1234\u200b5678").text == MASK


def test_masking_twice_changes_nothing() -> None:
    once = mask("คุณสมศรี รักไทย โทร 0812345678").text
    assert mask(once).text == once
    assert mask(once).kinds == ()


@given(st.integers(min_value=10**11, max_value=10**12 - 1))
def test_exactly_one_last_digit_checks(first_twelve: int) -> None:
    """The oracle adds up what each digit weighs, from 13 down to 2."""
    text = str(first_twelve)
    total = 0
    for weight, digit in zip(range(13, 1, -1), text, strict=True):
        total += weight * int(digit)
    expected = str((11 - total % 11) % 10)
    assert [digit for digit in "0123456789" if is_citizen_number(text + digit)] == [expected]


@given(st.text(max_size=200))
def test_any_text_can_be_masked_and_grows_little(text: str) -> None:
    found = mask(text)
    assert len(found.text) <= 2 * max(len(text), 1)
