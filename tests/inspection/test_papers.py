"""The draft proposal: what it says, in both kinds of file."""

from __future__ import annotations

import io

import pytest
from docx import Document

from infogo.inspection import services
from infogo.inspection.models import CasePaper
from infogo.inspection.papers import paper_digest, paper_docx, paper_pdf
from infogo.manuals import services as manuals
from infogo.manuals.models import Manual
from tests.factories import ACTOR, standard_manual
from tests.files.samples import pdf, upload
from tests.inspection.making import REVIEWER, answered, asked, flagged, overdue, slow_content
from tests.manuals.lint.law import enact

pytestmark = pytest.mark.django_db


@pytest.fixture
def manual(db: None) -> Manual:
    enact()
    return standard_manual(content=slow_content(), official_name_th="การขออนุญาตตัวอย่าง")


@pytest.fixture
def paper(manual: Manual) -> CasePaper:
    for _ in range(5):
        standard_manual(content=slow_content(10), topic=manual.procedure.topic)
    case = answered(asked(flagged(manual)), uploads=[upload(pdf(), "รายงาน.pdf")])
    manuals.publish_standard(manual=manual, content=slow_content(35), actor=ACTOR)
    return services.propose_to_cabinet(
        case_id=case.pk,
        opinion="คณะกรรมการควรประชุมถี่ขึ้น",
        proposal="ให้ลดเวลาเหลือ 29 วันทำการ\nภายในสามเดือน",
        seen=case.version,
        actor=REVIEWER,
    )


def told(paper: CasePaper) -> str:
    """Return everything that the DOCX says."""
    book = Document(io.BytesIO(paper_docx(paper)))
    lines = [part.text for part in book.paragraphs]
    lines += [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    section = book.sections[0]
    lines += [part.text for part in (*section.header.paragraphs, *section.footer.paragraphs)]
    return "\n".join(lines)


def test_it_carries_the_evidence(manual: Manual, paper: CasePaper) -> None:
    text = told(paper)
    edition = manual.revisions.get(number=1)
    for said in (
        "การขออนุญาตตัวอย่าง",
        edition.content_hash,
        "40 วันทำการ",
        "35 วันทำการ",
        "ไม่เกิน 29 วันทำการ",
        "10 วันทำการ (5)",
        "คณะกรรมการประชุมเดือนละครั้ง",
        "รายงาน.pdf",
        "คณะกรรมการควรประชุมถี่ขึ้น",
        "ภายในสามเดือน",
        "หน่วยงานชี้แจง",
        "มาตรา 7 วรรคสาม",
        paper.digest[:16],
    ):
        assert said in text, said
    assert text.count("ร่าง\n") >= 1


def test_a_second_request_that_stayed_without_answer_is_told(manual: Manual) -> None:
    case = overdue(asked(answered(asked(flagged(manual)))))
    said = {"opinion": "ควรประชุมถี่ขึ้น", "proposal": "ให้ลดเวลา"}
    paper = services.propose_to_cabinet(case_id=case.pk, **said, seen=case.version, actor=REVIEWER)
    assert "หน่วยงานไม่ได้ชี้แจงเพิ่มเติมภายในกำหนด" in told(paper)


def test_thai_is_set_as_complex_script(paper: CasePaper) -> None:
    normal = Document(io.BytesIO(paper_docx(paper))).styles["Normal"].element.xml
    assert 'w:cs="TH Sarabun New"' in normal
    assert '<w:szCs w:val="32"/>' in normal
    assert 'w:bidi="th-TH"' in normal


def test_the_pdf_is_the_same_each_time(paper: CasePaper) -> None:
    first = paper_pdf(paper)
    assert first.startswith(b"%PDF")
    assert paper_pdf(CasePaper.objects.get(pk=paper.pk)) == first


def test_the_digest_tells_a_changed_paper(paper: CasePaper) -> None:
    stored = CasePaper.objects.get(pk=paper.pk)
    assert paper_digest(stored.data) == stored.digest
    stored.data["head"][2][1] = "วันอื่น"
    assert paper_digest(stored.data) != stored.digest
