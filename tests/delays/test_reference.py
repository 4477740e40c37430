from __future__ import annotations

import pytest

from infogo.delays.errors import DelayError
from infogo.delays.reference import has_identity_number, read_reference, read_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("อภ 123/2569", "อภ 123/2569"),
        ("๐๐๔๒/๒๕๖๙", "0042/2569"),
        ("REQ-2569-000123", "REQ-2569-000123"),
        ("เลขรับที่ 88/2569", "เลขรับที่ 88/2569"),
        ("มท 0309.4/ว 25043", "มท 0309.4/ว 25043"),
        (" ก  12 ", "ก 12"),
    ],
)
def test_numbers_of_registers_are_kept(typed: str, kept: str) -> None:
    assert read_reference(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "สมชาย ใจดี",
        "นายสมชาย 12/2569",
        "12/2569 สมหญิง รักไทย",
        "นาง ก 5/2569",
        "Somchai 12",
        "คุณ อร 12/2569",
        "ไม่มีเลข",
        "1-1018-00123-45-6 ",
        "1101700203450",
        "๑๑๐๑๗๐๐๒๐๓๔๕๐",
        "คำขอ 1 1017 00203 45 0",
        "",
        "ก" * 41 + "1",
        "12<script>",
    ],
)
def test_names_and_identity_numbers_are_refused(typed: str) -> None:
    with pytest.raises(DelayError):
        read_reference(typed)


def test_an_identity_number_is_found_by_its_check_digit() -> None:
    assert has_identity_number("เลข 1-1017-00203-45-0 ครับ")
    assert not has_identity_number("1101700203451")
    assert not has_identity_number("110170020345")


def test_free_words_hold_no_identity_number() -> None:
    with pytest.raises(DelayError, match="เลขประจำตัวประชาชน"):
        read_text("ผู้ยื่น 1101700203450 รอเอกสาร", "text", longest=100, what="เหตุ")
    assert read_text(" รอเอกสาร\x00 ", "text", longest=100, what="เหตุ") == "รอเอกสาร"
