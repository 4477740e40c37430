"""Tools that look things up: services, agencies, life events, manuals and their documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from infogo.agents.errors import ToolRefusedError
from infogo.agents.receipts import (
    Receipt,
    Unknown,
    manual_for,
    receipt,
    record_for,
    state_of,
    unknown,
    unknowns,
)
from infogo.display.structured import absolute
from infogo.manuals.cases import CaseQuestion
from infogo.manuals.content import RequiredDocument
from infogo.manuals.narrowing import Narrowing, Need, read_answers, settled
from infogo.manuals.selectors import documents_in_order
from infogo.manuals.standing_in import content_for_other
from infogo.records.headings import LIFE_EVENTS, LifeEventRecord
from infogo.records.manuals import manual_record
from infogo.search.results import Kind, Result
from infogo.search.selectors import search

MOST = 10
WEAK = 3
Language = Annotated[
    Literal["th", "en"], Field(description="Language of words for the reader: th or en")
]
Procedure = Annotated[int, Field(ge=1, le=2**31 - 1, description="Id from search_services")]
Agency = Annotated[
    int | None,
    Field(ge=1, le=2**31 - 1, description="Id from find_agency, for its own local manual"),
]
Query = Annotated[
    str,
    Field(
        min_length=2,
        max_length=400,
        description="What the person said, in Thai or English, as it was said",
    ),
]
Province = Annotated[
    str, Field(pattern=r"^([1-9][0-9])?$", description="Two-digit code of a province, or empty")
]
Answers = Annotated[
    dict[str, str],
    Field(max_length=40, description="Answers by code of question, as open_questions lists them"),
]


class ServiceFound(BaseModel):
    """One service that may be meant."""

    procedure: int
    code: str
    name_th: str
    name_en: str
    summary_th: str
    owner_th: str
    url: str
    is_online: bool | None = Field(description="null when not known")
    document_count: int | None
    fee_low_satang: int | None
    is_free: bool | None
    is_sample: bool | None


class ServicesFound(BaseModel):
    """Services that may be meant, the likeliest first."""

    status: Literal["found", "not_found"]
    services: list[ServiceFound]
    corrected_to: str = Field(description="What was searched instead of a misspelt query")
    place: str = Field(description="A place recognised in the words, in Thai")
    say: str = Field(description="What to tell the reader when nothing was found")


NOTHING = {
    "th": "ไม่พบบริการที่ตรงกัน ลองบอกว่าอยากได้หรืออยากทำอะไร หรือโทรสายด่วนรัฐบาล 1111",
    "en": "No service matches. Say what is wanted, or call the government hotline 1111.",
}


def search_services(
    query: Query, province: Province = "", language: Language = "th"
) -> ServicesFound:
    """Find which government service a person means, from her own words (spoken Thai works).

    ค้นหาบริการของรัฐจากคำพูดของประชาชน Ask back when several are likely; never pick at random.
    """
    found = search(query, kind=Kind.PROCEDURE, province=province, page_size=MOST)
    if not found.is_ready:
        raise ToolRefusedError("The search index is being rebuilt; try again in a minute.")
    services = [_service(result) for result in found.results]
    return ServicesFound(
        status="found" if services else "not_found",
        services=services,
        corrected_to=found.used if found.correction else "",
        place=found.place.name_th if found.place else "",
        say="" if services else NOTHING[language],
    )


def _service(result: Result) -> ServiceFound:
    facts = result.facts
    return ServiceFound(
        procedure=result.id,
        code=result.code,
        name_th=result.title_th,
        name_en=result.title_en,
        summary_th=result.summary,
        owner_th=result.owner_name_th,
        url=absolute(result.path),
        is_online=facts.is_online if facts else None,
        document_count=facts.document_count if facts else None,
        fee_low_satang=facts.fee_low_satang if facts else None,
        is_free=None if facts is None or facts.is_fee_unknown else facts.is_free,
        is_sample=facts.is_sample if facts else None,
    )


class AgencyFound(BaseModel):
    """One agency that may be meant."""

    agency: int
    key: str
    name_th: str
    name_en: str
    province: str
    url: str


class AgenciesFound(BaseModel):
    """Agencies that may be meant, the likeliest first."""

    status: Literal["found", "not_found"]
    agencies: list[AgencyFound]


def find_agency(query: Query, province: Province = "") -> AgenciesFound:
    """Find an agency by name, abbreviation or former name. ค้นหาหน่วยงาน."""
    found = search(query, kind=Kind.AGENCY, province=province, page_size=MOST)
    if not found.is_ready:
        raise ToolRefusedError("The search index is being rebuilt; try again in a minute.")
    agencies = [
        AgencyFound(
            agency=result.id,
            key=result.code,
            name_th=result.title_th,
            name_en=result.title_en,
            province=result.province,
            url=absolute(result.path),
        )
        for result in found.results
    ]
    return AgenciesFound(status="found" if agencies else "not_found", agencies=agencies)


class LifeEvents(BaseModel):
    """Life events; with their stages when one was asked for."""

    events: list[LifeEventRecord]


def list_life_events(
    slug: Annotated[
        str, Field(max_length=40, pattern=r"^[a-z0-9-]*$", description="One event; empty for all")
    ] = "",
) -> LifeEvents:
    """List events of a life (a birth, a death, a move …) with stages, deadlines and services.

    เหตุการณ์ชีวิต แบ่งเป็นช่วง พร้อมกำหนดเวลาและบริการที่ต้องทำ
    """
    rows = LIFE_EVENTS.public()
    chosen = list(rows.filter(slug=slug) if slug else rows)
    if slug and not chosen:
        known = ", ".join(rows.values_list("slug", flat=True))
        raise ToolRefusedError(f"There is no life event {slug}. There are: {known}")
    records = LIFE_EVENTS.make(chosen)
    if not slug:
        records = [record.model_copy(update={"stages": []}) for record in records]
    return LifeEvents(events=records)


SECTIONS: dict[str, tuple[str, ...]] = {
    "documents": ("documents",),
    "steps": ("steps",),
    "fees": ("fees",),
    "time": ("total", "total_basis", "deadline"),
    "channels": ("channels",),
    "conditions": ("criteria",),
    "law": ("legal_bases",),
    "results": ("outputs",),
    "complaints": ("complaints",),
    "representation": ("representation",),
}
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
]


class FieldRead(BaseModel):
    """One field of a manual: ``none`` says that there are none, ``unknown`` that nobody said."""

    field: str = Field(description="Path in GET /api/v1/manuals/{manual}")
    status: Literal["known", "none", "unknown", "stale"]
    value: Any = Field(description="null unless known")
    receipt: Receipt


class ManualRead(BaseModel):
    """A manual, or one section of it."""

    procedure: int
    name_th: str
    name_en: str
    agency_th: str
    fields: list[FieldRead]
    unknown: list[Unknown]


def read_manual(
    procedure: Procedure,
    section: Annotated[SectionName | None, Field(description="One section; null for all")] = None,
    agency: Agency = None,
    language: Language = "th",
) -> ManualRead:
    """Read what a manual says, field by field. Money is in satang; an unknown field stays unknown.

    อ่านคู่มือสำหรับประชาชน ทั้งฉบับหรือทีละหมวด
    """
    record = record_for(procedure, agency)
    content = record.content
    wanted = (
        SECTIONS[section] if section else tuple(n for names in SECTIONS.values() for n in names)
    )
    names = [name for name in wanted if name in type(content).model_fields]
    dumped = content.model_dump(mode="json", include=set(names))
    return ManualRead(
        procedure=record.procedure,
        name_th=record.name_th,
        name_en=record.name_en,
        agency_th=record.agency.name_th,
        fields=[
            FieldRead(
                field=f"content.{name}",
                status=state,
                value=dumped[name] if state == "known" else None,
                receipt=receipt(record, f"content.{name}", language),
            )
            for name in names
            for state in (state_of(record, name),)
        ],
        unknown=unknowns(record, names, language),
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
        unknown=unknowns(record, ["documents"], language)
        + ([unknown("content.documents", "open", language)] if narrowing.open_questions else []),
    )


def _path(place: int, own: int) -> str:
    if place < own:
        return f"content.documents.items[{place}]"
    return f"content.representation.documents[{place - own}]"


def _document(
    item: RequiredDocument, need: Need, record: Any, path: str, language: str
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
    questions: Sequence[CaseQuestion], tables: Any, answers: dict[str, str]
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
