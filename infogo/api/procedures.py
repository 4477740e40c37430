"""``/api/v1/procedures`` and what they are listed under: topics, groups, events, documents."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from infogo.api.answering import (
    One,
    OneIn,
    Paged,
    PageOut,
    answered,
    gone,
    missing,
    one_told,
    page_of,
)
from infogo.api.moving import moved
from infogo.api.schemas import ProblemOut
from infogo.core.converters import LARGEST_ID
from infogo.manuals.models import DocumentRole, Procedure, ProcedureStatus
from infogo.records.articles import ARTICLES, ArticleRecord
from infogo.records.base import Kind
from infogo.records.documents import DOCUMENTS, DocumentRecord, public_documents
from infogo.records.headings import (
    LIFE_EVENTS,
    TARGET_GROUPS,
    TOPICS,
    LifeEventRecord,
    TargetGroupRecord,
    TopicRecord,
)
from infogo.records.procedures import PROCEDURES, ProcedureRecord, public_procedures
from infogo.thai.normalise import normalise

router = Router(tags=["procedures"])

Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
OtherId = Annotated[int, Query(ge=0, le=LARGEST_ID)]
Slug = Annotated[str, Query(max_length=40, pattern=r"^[a-z0-9-]*$")]
Code = Annotated[str, Query(max_length=40, pattern=r"^[A-Za-z0-9-]*$")]
Text = Annotated[str, Query(max_length=200)]
LISTED = {304: None, 422: ProblemOut}
READ = {304: None, **dict.fromkeys((404, 422), ProblemOut)}


@router.get("/procedures", response={200: PageOut[ProcedureRecord], **LISTED})
def list_procedures(
    request: HttpRequest,
    asked: Paged,
    topic: Slug = "",
    group: Slug = "",
    event: Slug = "",
    owner: OtherId = 0,
    code: Code = "",
    document: OtherId = 0,
    tag: Text = "",
    online: bool = False,
    free: bool = False,
) -> object:
    """List procedures; ``document`` keeps those that ask for a document of the catalogue."""

    def rows() -> QuerySet[Procedure]:
        chosen: dict[str, Any] = {
            "topic__slug": topic,
            "target_groups__slug": group,
            "life_events__slug": event,
            "owner": owner,
            "code": code,
            "tags__key": normalise(tag.replace("\0", "")),
        }
        found = public_procedures().filter(**{k: value for k, value in chosen.items() if value})
        if document:
            found = found.filter(
                document_uses__document=document, document_uses__role=DocumentRole.REQUIRED
            )
        wanted = (("is_online", online), ("is_free", free))
        facts = {f"manuals__facts__{name}": True for name, is_wanted in wanted if is_wanted}
        return found.filter(manuals__standard=None, **facts) if facts else found

    return page_of(request, PROCEDURES, asked, rows)


@router.get(
    "/procedures/{procedure_id}",
    response={200: ProcedureRecord, 301: None, 410: ProblemOut, **READ},
)
def read_procedure(request: HttpRequest, procedure_id: Id, asked: One) -> object:
    """Read one procedure. A merged one leads to its successor (301), an ended one is gone (410)."""
    procedure = Procedure.objects.filter(pk=procedure_id).first()
    if procedure is None or procedure.status == ProcedureStatus.DRAFT:
        raise missing("ไม่มีบริการนี้", "there is no such procedure")
    if procedure.status == ProcedureStatus.MERGED and procedure.merged_into_id:
        return moved(request, procedure_id, procedure.merged_into_id)
    if procedure.status != ProcedureStatus.ACTIVE:
        reason = procedure.withdrawn_reason
        raise gone(f"{procedure.name_th} เลิกแล้ว {reason}".strip(), "it was withdrawn")

    def make() -> object:
        return one_told(PROCEDURES.some([procedure_id])[0], asked)

    return answered(request, PROCEDURES.topics, make)


@router.get("/documents", response={200: PageOut[DocumentRecord], **LISTED}, tags=["documents"])
def list_documents(request: HttpRequest, asked: Paged, name: Text = "") -> object:
    """List the canonical documents: who issues each, who asks for it and which service gives it."""
    wanted = " ".join(name.replace("\0", "").split())

    def rows() -> QuerySet[Any]:
        return public_documents().filter(name_th__contains=wanted) if wanted else public_documents()

    return page_of(request, DOCUMENTS, asked, rows)


@router.get("/documents/{document_id}", response={200: DocumentRecord, **READ}, tags=["documents"])
def read_document(request: HttpRequest, document_id: Id, asked: One) -> object:
    """Read one document of the catalogue."""
    return _one(request, DOCUMENTS, document_id, asked)


@router.get("/topics", response={200: PageOut[TopicRecord], **LISTED}, tags=["headings"])
def list_topics(request: HttpRequest, asked: Paged) -> object:
    """List the topics of services."""
    return page_of(request, TOPICS, asked)


@router.get(
    "/target-groups", response={200: PageOut[TargetGroupRecord], **LISTED}, tags=["headings"]
)
def list_target_groups(request: HttpRequest, asked: Paged) -> object:
    """List whom services are for."""
    return page_of(request, TARGET_GROUPS, asked)


@router.get("/life-events", response={200: PageOut[LifeEventRecord], **LISTED}, tags=["headings"])
def list_life_events(request: HttpRequest, asked: Paged) -> object:
    """List life events with their stages, deadlines and services in order."""
    return page_of(request, LIFE_EVENTS, asked)


@router.get("/articles", response={200: PageOut[ArticleRecord], **LISTED}, tags=["articles"])
def list_articles(request: HttpRequest, asked: Paged) -> object:
    """List the published articles with their text in Markdown."""
    return page_of(request, ARTICLES, asked)


@router.get("/articles/{article_id}", response={200: ArticleRecord, **READ}, tags=["articles"])
def read_article(request: HttpRequest, article_id: Id, asked: One) -> object:
    """Read one article."""
    return _one(request, ARTICLES, article_id, asked)


def _one(request: HttpRequest, kind: Kind[Any, Any], pk: int, asked: OneIn) -> HttpResponse:
    if not kind.public().filter(pk=pk).exists():
        raise missing("ไม่มีรายการนี้", "there is no such record")
    return answered(request, kind.topics, lambda: one_told(kind.some([pk])[0], asked))
