"""A content cut into parts and read again is the same content."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from infogo.editing.parts import (
    CONTENT_PARTS,
    LOCAL_PARTS,
    STANDARD_PARTS,
    parts_of_overrides,
    parts_of_standard,
    read_overrides,
    read_standard,
)
from infogo.manuals.content import LocalOverrides, ManualContent, merge
from infogo.manuals.part import Part
from infogo.manuals.procedure_facts import ProcedureFacts
from tests.manuals.contents import contents, overrides

a_few = settings(max_examples=25, deadline=None)
NOT_SAVED = {"schema_version", "is_bad_example"}


def test_every_field_of_a_content_stands_in_one_part() -> None:
    fields = [name for names in CONTENT_PARTS.values() for name in names]
    assert sorted(fields) == sorted(set(ManualContent.model_fields) - NOT_SAVED)
    beside = set(STANDARD_PARTS) - set(CONTENT_PARTS)
    assert {part: set(STANDARD_PARTS[part]) for part in beside} == {
        "procedure": set(ProcedureFacts.model_fields)
    }
    local = [name for names in LOCAL_PARTS.values() for name in names]
    assert sorted(local) == sorted(LocalOverrides.model_fields)


@a_few
@given(contents)
def test_a_standard_survives_being_cut(content: ManualContent) -> None:
    reading = read_standard(parts_of_standard(content), content)
    assert (reading.content, reading.problems) == (content, ())


@a_few
@given(contents, overrides)
def test_overrides_survive_being_cut(standard: ManualContent, mine: Part) -> None:
    reading = read_overrides(parts_of_overrides(mine), standard)
    assert reading.overrides == mine
    assert reading.content == merge(standard, mine)


@pytest.mark.parametrize(
    ("part", "values", "said"),
    [
        ("remark", {"remark": 5}, "หมายเหตุ: ต้องเป็นข้อความ"),
        ("remark", {"remark": "ก" * 4001}, "หมายเหตุ: ข้อความยาวเกินไป เขียนไม่เกิน 4,000 ตัวอักษร"),
        ("statistics", {"statistics": {"average": -1, "highest": 1, "lowest": 0}},
         "จำนวนคำขอต่อเดือน: ตัวเลขน้อยเกินไป"),
        ("statistics", {"statistics": {"average": "x", "highest": 1, "lowest": 0}},
         "จำนวนคำขอต่อเดือน: ต้องเป็นจำนวนเต็ม"),
        ("total", {"total": {"value_min": 5, "unit": "fortnight"}},
         "ระยะเวลารวม: เลือกจากตัวเลือกที่มี"),
        ("legal_bases", {"legal_bases": {"state": "none", "items": [{"law": "ก"}]}},
         "กฎหมาย: เลือก “มีรายการ” ต้องใส่อย่างน้อยหนึ่งรายการ ถ้าไม่มีรายการให้เลือก “ไม่มี”"),
        ("legal_bases", {"legal_bases": {"state": "listed", "items": [
            {"law": "ก", "reviewed_on": "เมื่อวาน"}]}},
         "กฎหมาย รายการที่ 1 ช่อง “ทบทวนล่าสุด”: วันที่ไม่ถูกต้อง"),
        ("legal_bases", {"legal_bases": "ไม่มี"}, "กฎหมาย: ค่านี้ใช้ไม่ได้"),
        ("provenance", {"provenance": {"status": "sure"}}, "ที่มาของข้อมูล: เลือกจากตัวเลือกที่มี"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_thai(part: str, values: dict[str, Any], said: str) -> None:
    reading = read_standard({part: values}, None)
    assert said in {problem.reason for problem in reading.problems}
    assert all(problem.is_blocking and problem.todo for problem in reading.problems)
    assert reading.content == ManualContent()
