"""Names keep their Thai and lose everything that could lead or mislead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.files.names import LONGEST_STEM, ending_of, safe_stem


@pytest.mark.parametrize(
    ("given_name", "stem"),
    [
        ("แบบคำขอ ท.ด.๙ (แก้ไข).pdf", "แบบคำขอ-ท.ด.๙-แก้ไข"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\ผู้ยื่น.docx", "ผู้ยื่น"),
        ("ใบ\u202efdp.exe", "ใบ-fdp"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "a-b-Set-Cookie-x"),
        ('"><script>.pdf', "script"),
        (".htaccess", "ไฟล์"),
        ("", "ไฟล์"),
        ("....pdf", "ไฟล์"),
    ],
)
def test_a_name_becomes_safe(given_name: str, stem: str) -> None:
    assert safe_stem(given_name) == stem


def test_the_ending_is_what_stands_behind_the_last_stop() -> None:
    assert ending_of("แบบ.คำขอ.PDF") == "pdf"
    assert ending_of("folder.d/แบบ") == ""


def test_a_long_name_is_not_cut_between_a_letter_and_its_marks() -> None:
    stem = safe_stem("กี้" * 60 + ".pdf")
    assert len(stem) <= LONGEST_STEM
    assert stem == "กี้" * (len(stem) // 3)


@given(st.text())
def test_no_name_leaves_its_place(name: str) -> None:
    stem = safe_stem(name)
    assert stem
    assert not set(stem) & set('/\\:*?"<>|%#&()[] \x00\r\n\t')
    assert not stem.startswith((".", "-"))
