"""The draft proposal to the cabinet: what it says, frozen, and the PDF and DOCX made from it.

Both are made from the same sections, so that they cannot say different things. Every page says
that it is a draft: the central agency writes and signs the real one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from infogo.core.dates import BANGKOK, long_date, short_date
from infogo.inspection.evidence import (
    LIKE_TH,
    SAME_TH,
    Evidence,
    PeerValue,
    digest_of,
    edition_words,
    over_standard,
)
from infogo.inspection.models import CasePaper, CaseStep, InspectionCase
from infogo.inspection.states import Verb
from infogo.paper.typeset import pdf

TEMPLATE = "cabinet_paper"
MARK = "ร่าง"
UNKNOWN = "ไม่มีข้อมูล"
NO_STANDARD = "ไม่มีเวลามาตรฐาน"
LAW = (
    "มาตรา 7 วรรคสาม แห่งพระราชบัญญัติการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558 "
    "ให้ ก.พ.ร. ตรวจสอบขั้นตอนและระยะเวลาในคู่มือสำหรับประชาชน "
    "และเมื่อเห็นว่าล่าช้าเกินสมควร ให้เสนอคณะรัฐมนตรีเพื่อสั่งให้แก้ไข"
)
NOTE = (
    "เอกสารนี้ระบบจัดทำจากข้อมูลในเรื่องตรวจสอบ เป็นฉบับร่าง ยังไม่ใช่ข้อเสนอของหน่วยงาน "
    "ตรวจถ้อยคำ ตัวเลข และข้อกฎหมายก่อนเสนอ"
)


def paper_data(
    case: InspectionCase, *, opinion: str, proposal: str, now: Evidence, made_at: datetime
) -> dict[str, Any]:
    """Return everything that a paper says; ``now`` is the evidence of the day it is made."""
    then = Evidence.model_validate(case.evidence)
    steps = list(case.steps.prefetch_related("files__file").select_related("edition"))
    day = made_at.astimezone(BANGKOK).date()
    return {
        "mark": MARK,
        "title": f"ร่างข้อเสนอคณะรัฐมนตรี เรื่องตรวจสอบที่ {case.pk}",
        "head": [
            ["ส่วนราชการ", "สำนักงานคณะกรรมการพัฒนาระบบราชการ"],
            ["ที่", "................................"],
            ["วันที่", long_date(day)],
            ["เรื่อง", f"ขั้นตอนและระยะเวลา “{then.official}” ของ{then.agency} ล่าช้าเกินสมควร"],
            ["เรียน", "เลขาธิการคณะรัฐมนตรี"],
        ],
        "sections": [
            _section("1. เหตุผลความจำเป็นตามกฎหมาย", [LAW]),
            _section("2. ข้อเท็จจริง", _facts(case, then), _steps_table(then)),
            _section("3. การเปรียบเทียบ", _comparison_words(then, now), _peers_table(then, now)),
            *_steps_now(then, now),
            _section("4. คำชี้แจงของหน่วยงาน", _answers(steps)),
            _section("5. ความเห็นของส่วนกลาง", _paragraphs(opinion)),
            _section("6. ข้อเสนอต่อคณะรัฐมนตรี", _paragraphs(proposal)),
            _section("7. ประวัติของเรื่อง", [], _history_table(steps)),
        ],
        "note": NOTE,
        "sources": list(now.rule_sources),
    }


def paper_digest(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 under which a paper can be told from a changed one."""
    return digest_of(data)


def paper_pdf(paper: CasePaper) -> bytes:
    """Return the paper as PDF; the same paper gives the same bytes."""
    return pdf(TEMPLATE, _printed(paper), made_at=paper.made_at)


def paper_docx(paper: CasePaper) -> bytes:
    """Return the paper as a file for a word processor, to be written on."""
    # Few ask for one, and what writes it would take 6 MB of every web process for good.
    from infogo.inspection.word_file import word_file

    return word_file(_printed(paper), made_at=paper.made_at)


def _printed(paper: CasePaper) -> dict[str, Any]:
    footer = f"ฉบับร่างที่ {paper.number} รหัสตรวจสอบ {paper.digest[:16]}"
    return {**paper.data, "footer": footer}


def _section(
    title: str, paragraphs: Sequence[str], table: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {"title": title, "paragraphs": list(paragraphs), "table": table}


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.splitlines() if part.strip()]


def _facts(case: InspectionCase, then: Evidence) -> list[str]:
    kind = "คู่มือมาตรฐานกลาง" if then.is_standard else "คู่มือของหน่วยงาน"
    opened = long_date(case.opened_at.astimezone(BANGKOK).date())
    found = [
        f"คู่มือสำหรับประชาชน “{then.official}” ({then.procedure}) {kind} ของ{then.agency}",
        f"ตรวจ{edition_words(then)}",
    ]
    if then.edition_hash:
        found.append(f"รหัสตรวจสอบของฉบับ (SHA-256) {then.edition_hash}")
    if then.draft_digest:
        found.append(f"รหัสตรวจสอบของร่าง (SHA-256) {then.draft_digest}")
    found.append(f"ระยะเวลารวมที่คู่มือกำหนด {then.total or UNKNOWN}")
    if then.deadline:
        found.append(f"กฎหมายกำหนดเวลาไว้ {then.deadline}")
    found.append(f"ส่วนกลางตั้งเรื่องเมื่อ {opened} เพราะ")
    return [*found, *_paragraphs(case.reason), *then.findings]


def _steps_now(then: Evidence, now: Evidence) -> list[dict[str, Any]]:
    """Return the steps that citizens read today, where they are others than the case is about."""
    if now.steps == then.steps:
        return []
    return [_section("ขั้นตอนในฉบับที่ประชาชนใช้อยู่", [edition_words(now)], _steps_table(now))]


def _steps_table(found: Evidence) -> dict[str, Any]:
    over = len(over_standard(found))
    caption = f"ขั้นตอนเทียบเวลามาตรฐาน ณ {long_date(found.as_of)}"
    return {
        "caption": f"{caption} เกินเวลามาตรฐาน {over} ขั้นตอน" if over else caption,
        "head": ["ขั้นตอน", "เวลาในคู่มือ", "เวลามาตรฐาน", "ผล"],
        "rows": [
            [
                step.title,
                step.time or UNKNOWN,
                step.standard or NO_STANDARD,
                "เกิน" if step.is_over else "–",
            ]
            for step in found.steps
        ],
    }


def _comparison_words(then: Evidence, now: Evidence) -> list[str]:
    words = [
        "ค่ากลาง (มัธยฐาน) ของคู่มือที่เผยแพร่อยู่ ในวงเล็บคือจำนวนคู่มือที่เทียบ "
        "ระยะเวลาเทียบเฉพาะที่ใช้หน่วยเดียวกัน ตัวอย่างน้อยกว่า 30 คู่มือให้อ่านด้วยความระวัง"
    ]
    before, after = then.total_measure.own, now.total_measure.own
    if before and after and before != after:
        is_draft = then.draft_id is not None
        words.append(
            f"ร่างที่ตรวจกำหนดเวลารวม {before} ฉบับที่ประชาชนใช้อยู่กำหนด {after}"
            if is_draft
            else f"ระยะเวลารวมเปลี่ยนจาก {before} เมื่อตั้งเรื่อง เป็น {after} ในปัจจุบัน"
        )
    return words


def _peers_table(then: Evidence, now: Evidence) -> dict[str, Any]:
    return {
        "caption": "คู่มือนี้เทียบกับคู่มืออื่น",
        "head": [
            "รายการ",
            "ร่างที่ตรวจ" if then.draft_id is not None else "เมื่อตั้งเรื่อง",
            "ฉบับที่ใช้อยู่",
            SAME_TH,
            LIKE_TH,
        ],
        "rows": [
            [
                line.label,
                before.own or UNKNOWN,
                line.own or UNKNOWN,
                _peer(line.same),
                _peer(line.like),
            ]
            for before, line in zip(then.measures, now.measures, strict=True)
        ],
    }


def _peer(value: PeerValue) -> str:
    return f"{value.value} ({value.count:,})" if value.count else UNKNOWN


def _answers(steps: Sequence[CaseStep]) -> list[str]:
    told: list[str] = []
    for step in steps:
        day = long_date(step.at.astimezone(BANGKOK).date())
        if step.verb == Verb.ASK:
            due = f" ให้ชี้แจงภายใน {long_date(step.due_on)}" if step.due_on else ""
            told += [f"ส่วนกลางขอคำชี้แจงเมื่อ {day}{due}", *_paragraphs(step.text)]
        elif step.verb == Verb.ANSWER:
            told += [f"หน่วยงานชี้แจงเมื่อ {day}", *_paragraphs(step.text)]
            if step.edition is not None:
                told.append(f"หน่วยงานแจ้งว่าแก้คู่มือแล้ว เป็นฉบับที่ {step.edition.number}")
            elif step.says_fixed:
                told.append("หน่วยงานแจ้งว่ากำลังแก้คู่มือ และมีร่างฉบับใหม่แล้ว")
            told += [
                f"เอกสารแนบ: {each.file.name} (SHA-256 {each.file.sha256})"
                for each in step.files.all()
            ]
    turns = [step.verb for step in steps if step.verb in (Verb.ASK, Verb.ANSWER)]
    if turns[-1:] != [Verb.ANSWER]:
        more = "เพิ่มเติม" if Verb.ANSWER in turns else ""
        told.append(f"หน่วยงานไม่ได้ชี้แจง{more}ภายในกำหนด")
    return told


def _history_table(steps: Sequence[CaseStep]) -> dict[str, Any]:
    return {
        "caption": "ขั้นของเรื่องตามลำดับ",
        "head": ["วันที่", "ขั้น", "โดย"],
        "rows": [
            [short_date(step.at.astimezone(BANGKOK).date()), Verb(step.verb).label, step.actor_name]
            for step in steps
        ],
    }
