"""Tools that read manuals: what they say, and which documents somebody's own case needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from infogo.agents.arguments import Agency, Answers, Language, Procedure
from infogo.agents.errors import ToolRefusedError
from infogo.agents.receipts import (
    Receipt,
    Unknown,
    manual_for,
    receipt,
    state_of,
    unknown,
    unknowns,
)
from infogo.core.dates import bangkok_now
from infogo.manuals.cases import CaseQuestion, CaseTable
from infogo.manuals.content import RequiredDocument
from infogo.manuals.narrowing import Narrowing, Need, read_answers, settled
from infogo.manuals.past import as_of as as_of_day
from infogo.manuals.past import history_of
from infogo.manuals.selectors import MergedManual, documents_in_order
from infogo.manuals.standing_in import content_for_other
from infogo.records.manuals import ManualRecord, manual_record

SECTIONS: dict[str, tuple[str, ...]] = {
    "documents": ("documents",),
    "steps": ("steps",),
    "fees": ("fees", "copy_fee"),
    "time": ("total", "total_basis", "pause_rules", "deadline"),
    "channels": ("channels",),
    "conditions": ("criteria", "renewal_by_fee"),
    "law": ("legal_bases",),
    "results": ("outputs",),
    "complaints": ("complaints",),
    "representation": ("representation",),
    "forms": ("forms",),
    "statistics": ("statistics",),
    "remark": ("remark", "fee_note"),
}
SELDOM = frozenset({"pause_rules", "renewal_by_fee", "copy_fee"})
"""Fields that hold for few manuals: where one says nothing of them, nothing is missing."""
SectionName = Literal[
    "documents",
    "steps",
    "fees",
    "time",
    "channels",
    "conditions",
    "law",
    "results",
    "complaints",
    "representation",
    "forms",
    "statistics",
    "remark",
]


class FieldRead(BaseModel):
    """One field of a manual: ``none`` says that there are none, ``unknown`` that nobody said."""

    field: str = Field(description="Path in GET /api/v1/manuals/{manual}")
    status: Literal["known", "none", "unknown", "stale"]
    value: Any = Field(description="null unless known")
    receipt: Receipt


class ManualRead(BaseModel):
    """A manual, or sections of it; ``unknown`` when it was not in force on the day asked for."""

    status: Literal["known", "unknown"]
    procedure: int
    name_th: str
    name_en: str
    agency_th: str
    as_of: date | None
    fields: list[FieldRead]
    unknown: list[Unknown]


def read_manual(
    procedure: Procedure,
    sections: Annotated[
        list[SectionName] | None, Field(max_length=len(SECTIONS), description="null: all")
    ] = None,
    as_of: Annotated[date | None, Field(description="As it read when this day ended")] = None,
    agency: Agency = None,
    language: Language = "th",
) -> ManualRead:
    """Read what a manual says, field by field. Money is in satang; an unknown field stays unknown.

    อ่านคู่มือสำหรับประชาชน ทั้งฉบับหรือทีละหมวด ตามที่ใช้อยู่ตอนนี้หรือในวันใดวันหนึ่ง
    """
    present = manual_for(procedure, agency)
    merged = _on(present, as_of) if as_of else present
    if merged is None:
        gap = unknown("content", "not_in_force", language)
        return _read(manual_record(present), [], as_of, [gap])
    record = manual_record(merged)
    names = [name for section in sections or SECTIONS for name in SECTIONS[section]]
    names = list(dict.fromkeys(names))
    states = {name: state_of(record, name, is_past=as_of is not None) for name in names}
    states = {name: state for name, state in states.items() if not _goes_without(name, state)}
    dumped = record.content.model_dump(mode="json", include=set(names))
    fields = [
        FieldRead(
            field=f"content.{name}",
            status=state,
            value=dumped[name] if state == "known" else None,
            receipt=receipt(record, f"content.{name}", language),
        )
        for name, state in states.items()
    ]
    return _read(record, fields, as_of, unknowns(states, language))


def _goes_without(name: str, state: str) -> bool:
    return name in SELDOM and state == "unknown"


def _on(present: MergedManual, day: date) -> MergedManual | None:
    if day > bangkok_now().date():
        raise ToolRefusedError("as_of must not be ahead; leave it out to read what holds now.")
    return as_of_day(present.manual, day, history_of(present.manual)).merged


def _read(
    record: ManualRecord, fields: list[FieldRead], as_of: date | None, gaps: list[Unknown]
) -> ManualRead:
    is_known = any(field.status in ("known", "none") for field in fields)
    return ManualRead(
        status="known" if is_known else "unknown",
        procedure=record.procedure,
        name_th=record.name_th,
        name_en=record.name_en,
        agency_th=record.agency.name_th,
        as_of=as_of,
        fields=fields,
        unknown=gaps,
    )


class DocumentNeeded(BaseModel):
    """One document; ``need`` is perhaps while open questions decide."""

    name_th: str
    need: Literal["yes", "perhaps", "no"]
    originals: int
    copies: int
    issuer_th: str
    condition_th: str = Field(description="In which cases, empty when always")
    note_th: str
    receipt: Receipt


class OpenQuestion(BaseModel):
    """A question that narrows the answer; ask the person."""

    code: str
    text_th: str
    options: dict[str, str] = Field(description="Codes of answers with their words in Thai")


class DocumentsNeeded(BaseModel):
    """The documents of a service for one's own case."""

    status: Literal["known", "none", "unknown", "stale"]
    documents: list[DocumentNeeded]
    open_questions: list[OpenQuestion]
    refused_th: list[str] = Field(description="Why this manual does not serve the answers given")
    unknown: list[Unknown]


def list_documents(
    procedure: Procedure,
    answers: Answers | None = None,
    for_other: Annotated[bool, Field(description="Somebody does it for another person")] = False,
    agency: Agency = None,
    language: Language = "th",
) -> DocumentsNeeded:
    """List the documents to bring, narrowed by answers to the manual's own questions.

    เอกสารที่ต้องเตรียม เฉพาะกรณีของผู้ถาม Documents not listed may not be demanded (section 8).
    """
    merged = manual_for(procedure, agency)
    record = manual_record(merged)
    status = state_of(record, "documents")
    content = content_for_other(merged.content) if for_other else merged.content
    narrowing = narrowing_of(content.questions, content.cases, answers or {})
    # Papers of authority stand at the end of the list and in no list of the manual.
    own = len(merged.content.documents.items)
    items = documents_in_order(content) if status == "known" else []
    places = {id(item): place for place, item in enumerate(content.documents.items)}
    return DocumentsNeeded(
        status=status,
        documents=[
            _document(
                item, narrowing.need(item.cases), record, _path(places[id(item)], own), language
            )
            for item in items
        ],
        open_questions=open_questions(narrowing),
        refused_th=[row.refusal for row in narrowing.refused],
        unknown=unknowns({"documents": status}, language)
        + ([unknown("content.documents", "open", language)] if narrowing.open_questions else []),
    )


def _path(place: int, own: int) -> str:
    if place < own:
        return f"content.documents.items[{place}]"
    return f"content.representation.documents[{place - own}]"


def _document(
    item: RequiredDocument, need: Need, record: ManualRecord, path: str, language: str
) -> DocumentNeeded:
    return DocumentNeeded(
        name_th=item.name,
        need=need.value,
        originals=item.originals,
        copies=item.copies,
        issuer_th=item.issuer,
        condition_th=item.condition,
        note_th=item.note,
        receipt=receipt(record, path, language),
    )


def narrowing_of(
    questions: Sequence[CaseQuestion], tables: Sequence[CaseTable], answers: dict[str, str]
) -> Narrowing:
    """Return what answers make of a manual.

    Raises:
        ToolRefusedError: an answer is to no question of it, or none of those to choose from.
    """
    known = {question.code: [option.code for option in question.options] for question in questions}
    for code, option in answers.items():
        if code not in known:
            asked = ", ".join(known) or "none"
            raise ToolRefusedError(f"The manual does not ask {code}. Its questions: {asked}")
        if option not in known[code]:
            raise ToolRefusedError(f"{code} may be answered by {', '.join(known[code])}")
    text = ",".join(f"{code}.{option}" for code, option in answers.items())
    given = settled(questions, tables, read_answers(questions, text))
    return Narrowing(tuple(questions), tuple(tables), given)


def open_questions(narrowing: Narrowing) -> list[OpenQuestion]:
    """Return the questions that still decide something."""
    return [
        OpenQuestion(
            code=question.code,
            text_th=question.text,
            options={option.code: option.label for option in question.options},
        )
        for question in narrowing.open_questions
    ]
