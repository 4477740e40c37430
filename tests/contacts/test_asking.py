"""Which searches ask whether somebody really is the government."""

from __future__ import annotations

import pytest

from infogo.contacts.asking import asks_whether_genuine, names_contact


@pytest.mark.parametrize(
    "text",
    [
        "เบอร์นี้ของราชการจริงไหม",
        "ลิงค์ขนส่งปลอมหรือเปล่า",
        "มีคนโทรมาอ้างว่าเป็นตำรวจ",
        "ไลน์สรรพากร มิจฉาชีพ",
        "sms กรมที่ดิน หลอก",
        "is this phone number a scam",
        "fake LINE of revenue department",
    ],
)
def test_doubts(text: str) -> None:
    assert asks_whether_genuine(text)


@pytest.mark.parametrize(
    "text",
    [
        "บัตรประชาชนหาย",
        "เบอร์โทรอำเภอเมือง",
        "แจ้งความธนบัตรปลอม",
        "ต่อใบขับขี่ออนไลน์",
        "change phone number",
    ],
)
def test_other_searches(text: str) -> None:
    assert not asks_whether_genuine(text)


@pytest.mark.parametrize(
    "text", ["081-234-5678", "dlt-go-th.com ใช่ไหม", "ใคร 02 281 3333", "a@b.go.th"]
)
def test_contacts(text: str) -> None:
    assert names_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "1669",
        "อ.เมือง",
        "ส.ป.ก.",
        "ท.ร.14/1",
        "บัตร",
        "passport",
        "ภ.ง.ด.90",
        "ร้าน 24 ชม.",
        "3.5",
        "",
    ],
)
def test_no_contacts(text: str) -> None:
    assert not names_contact(text)
