"""Copies of state papers are found however they are written, and nothing else is taken for one."""

from __future__ import annotations

from typing import Any

import pytest

from infogo.manuals.content import DocumentGroup, ManualContent, RequiredDocument
from infogo.manuals.lint.documents import demanded_copy, is_identity_paper
from infogo.manuals.lint.findings import Finding
from infogo.manuals.part import Listing, ListingState, Text
from infogo.manuals.representation import AuthorityDocument, Representation
from infogo.manuals.rule_sets import Severity
from tests.factories import manual_content
from tests.manuals.lint.law import findings

RULE = "copy-of-state-document"


def with_paper(name: str, **given: Any) -> ManualContent:
    given.setdefault("group", DocumentGroup.OTHER)
    paper = RequiredDocument(name=name, **given)
    return manual_content(
        documents=Listing[RequiredDocument](state=ListingState.LISTED, items=(paper,))
    )


def found_in(name: str, **given: Any) -> list[Finding]:
    return findings(with_paper(name, **given), RULE)


@pytest.mark.parametrize(
    "name",
    [
        "บัตรประชาชน",
        "บัตรประจำตัวประชาชน",
        "บัตรประจําตัวประชาชน",  # typed with นิคหิต and สระอา
        "บัตร ปชช.",
        "บัตรปชช",
        "บัตร ป.ช.ป.",
        "บ.ป.ช.",
        "บัตรประจำตัว ประชาชน ของผู้มอบอำนาจ",
        "ทะเบียนบ้าน",
        "ทะเบียน บ้าน",
        "ท.ร.14",
        "ทร.๑๔",
        "ท.ร. 13",
        "เล่มทะเบียนบ้านฉบับเจ้าบ้าน",
    ],
)
def test_spellings_of_card_and_house_book_block_though_nobody_marked_them(name: str) -> None:
    assert is_identity_paper(name)
    (found,) = found_in(name, copies=1)
    assert found.is_blocking
    assert (found.section, found.path) == ("documents", "documents.0.copies")
    assert "มาตรา 9 และ 12" in found.law
    assert found_in(name, copies=0) == []


@pytest.mark.parametrize(
    "name",
    [
        "สำเนาบัตรประชาชน",
        "สําเนาบัตรประจำตัวประชาชน",
        "สำเนา บัตร ปชช.",
        "สำเนาทะเบียนบ้าน",
        "สำเนาท.ร.14",
        "ภาพถ่ายบัตรประชาชน",
        "ถ่ายเอกสารบัตรประชาชน",
        "Copy passport",
        "สำเนาใบขับขี่",
    ],
)
def test_a_name_that_asks_for_the_copy_itself_blocks(name: str) -> None:
    (found,) = found_in(name, originals=1, copies=0)
    assert found.is_blocking
    assert found.path == "documents.0.name"


@pytest.mark.parametrize(
    "name",
    [
        "สำเนาทะเบียนบ้านฉบับเจ้าบ้าน",  # the official name of the book that a household keeps
        "สำเนาทะเบียนบ้าน (ท.ร.14) ฉบับเจ้าบ้าน",
        "บัตรสวัสดิการแห่งรัฐ",
        "ทะเบียนบ้าน",
        "สำเนาสัญญาเช่า",
        "สำเนางบการเงิน",
        "ใบรับรองแพทย์",
    ],
)
def test_other_papers_are_left_alone(name: str) -> None:
    assert found_in(name) == []


@pytest.mark.parametrize(
    ("note", "blocks"),
    [
        ("พร้อมสำเนา 1 ฉบับ", True),
        ("ถ่ายสำเนามาด้วย", True),
        ("รับรองสำเนาถูกต้อง", True),
        ("หรือสำเนาที่เจ้าบ้านลงนาม", False),
        ("ไม่ต้องใช้สำเนา", False),
        ("เจ้าหน้าที่ถ่ายสำเนาให้", False),
        ("ฉบับจริง", False),
    ],
)
def test_a_demand_in_the_note_of_an_identity_paper(note: str, blocks: bool) -> None:
    assert bool(found_in("บัตรประชาชน", note=note)) is blocks


def test_what_a_proxy_brings_is_held_to_the_same() -> None:
    papers = (
        AuthorityDocument(name="หนังสือมอบอำนาจ"),
        AuthorityDocument(name="บัตรประชาชนของผู้มอบอำนาจ", originals=0, copies=1),
    )
    told = Representation(answer="yes", documents=papers, note="แนบสำเนาทะเบียนบ้านของเจ้าของเรื่อง")
    found = findings(manual_content(representation=told), RULE)
    assert [(one.path, one.is_blocking) for one in found] == [
        ("representation.documents.1.copies", True),
        ("representation.note", False),
    ]
    listed = with_paper("บัตรประชาชนของผู้มอบอำนาจ", copies=1)
    (once,) = findings(
        listed.model_copy(
            update={"representation": Representation(answer="yes", documents=papers)}
        ),
        RULE,
    )
    assert once.path == "documents.0.copies"


def test_marked_identity_papers_block_and_other_state_papers_warn() -> None:
    (card,) = found_in("สูติบัตร", group=DocumentGroup.IDENTITY, is_state_issued=True, copies=1)
    (deed,) = found_in("โฉนดที่ดิน", is_state_issued=True, copies=1)
    assert (card.severity, deed.severity) == (Severity.BLOCKING, Severity.WARNING)
    assert found_in("สัญญาเช่า", is_state_issued=False, copies=2) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ให้แนบสำเนาบัตรประชาชนพร้อมลงนาม", "สำเนาบัตรประชาชน"),
        ("ยื่นสำเนา ทะเบียนบ้านของผู้ขอ", "สำเนา ทะเบียนบ้าน"),
        ("ไม่ต้องใช้สำเนาบัตรประชาชน", ""),
        ("ยกเลิกการเรียกสำเนาทะเบียนบ้านแล้ว", ""),
        ("สำเนาบัตรประชาชนเจ้าหน้าที่จะถ่ายให้", ""),
        ("นำสำเนาทะเบียนบ้านฉบับเจ้าบ้านมาแสดง", ""),
        ("นำบัตรประชาชนมาแสดง", ""),
    ],
)
def test_demands_in_running_text(text: str, words: str) -> None:
    assert demanded_copy(text) == words


def test_a_demand_hidden_in_the_criteria_is_a_warning() -> None:
    criteria = Listing[Text](
        state=ListingState.LISTED, items=("มีสัญชาติไทย", "แนบสำเนาบัตรประชาชน 2 ชุด")
    )
    (found,) = findings(manual_content(criteria=criteria), RULE)
    assert (found.section, found.path) == ("criteria", "criteria.1")
    assert found.severity is Severity.WARNING
