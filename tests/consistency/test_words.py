"""One concept, one word: what the glossary does not say, no page, document or message says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.consistency.source import ROOT, repository_files

READ_BY_PEOPLE = {".html", ".js", ".md", ".po", ".py", ".txt", ".typ"}
KEPT = {
    ROOT / "CHANGELOG.md": "tells what was said before",
    ROOT / "docs" / "glossary.md": "names the words that are not used",
    ROOT / "tests" / "consistency" / "test_words.py": "this one",
}
# What other words stand for here: each pair was once said both ways on neighbouring pages.
OTHER_WORDS = (
    ("แฟ้ม", "ไฟล์"),
    ("ส่งคืนให้แก้", "ส่งกลับให้แก้"),
    ("ยุติหน่วยงาน", "ยุบเลิกหน่วยงาน"),
    ("วางหน้าที่", "สละหน้าที่"),
    ("ข้อความตอบสำเร็จ", "ข้อความสำเร็จรูป"),
    ("ข้อความเตรียมไว้", "ข้อความสำเร็จรูป"),
    ("ทีละมาก", "ทีละหลายรายการ"),
    ("หน่วยงานแม่", "หน่วยงานต้นสังกัด"),
    ("ไอพี", "ที่อยู่ IP"),
    ("สอบถามหน่วยงานก่อน", "ถามหน่วยงานก่อน"),
    ("ศูนย์บริการประชาชนของรัฐบาล", "ศูนย์บริการข้อมูลภาครัฐเพื่อประชาชน"),
    # A finger's print is what a passkey asks for, and biometric data in a record under the PDPA.
    ("เก็บเป็นลายนิ้วมือ", "เก็บเป็นค่าแฮช"),
    ("ที่อยู่ของหน้าคู่มือ", "ลิงก์ของหน้าคู่มือ"),
    ("เฝ้าดู", "ติดตาม"),
)


@cache
def _texts() -> dict[Path, str]:
    """Return what people read: pages, documents and messages."""
    return {
        file: file.read_text()
        for file in repository_files()
        if file.suffix in READ_BY_PEOPLE and file not in KEPT
    }


@pytest.mark.parametrize(("other", "word"), OTHER_WORDS)
def test_a_thing_has_one_name(other: str, word: str) -> None:
    assert any(word in text for text in _texts().values())
    assert [file for file, text in _texts().items() if other in text] == []


def test_the_mark_of_repetition_stands_alone() -> None:
    """The Royal Society writes “สั้น ๆ”, with spaces around ๆ. Python files hold patterns, too."""
    read = {file: text for file, text in _texts().items() if file.suffix in {".html", ".md", ".po"}}
    assert any(" ๆ" in text for text in read.values())
    closed = re.compile(r"[ก-ฮะ-ฺเ-ๅ็-๎]ๆ|ๆ[ก-ฮเ-ไ]")
    assert [file for file, text in read.items() if closed.search(text)] == []
