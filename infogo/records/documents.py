"""The document graph as records: canonical documents, who asks for them and who issues them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet

from infogo.core.prepared import Prepared
from infogo.manuals.models import Document, DocumentRole, ProcedureDocument, ProcedureStatus
from infogo.records.base import Kind, Record, said


class DocumentRecord(Record):
    """One canonical document, whatever a manual calls it."""

    id: int = said("เลขประจำเอกสาร", "Permanent number of the document")
    name_th: str = said("ชื่อเอกสาร", "Name in Thai")
    name_en: str = said("ชื่ออังกฤษ", "Name in English, empty when there is none")
    aliases: list[str] = said("ชื่ออื่น", "Other names")
    issuer: str = said("ผู้ออก", "Who issues it")
    is_state_issued: bool = said(
        "ราชการออกให้ จึงขอสำเนาไม่ได้", "Issued by the state: no copy may be asked for"
    )
    is_in_state_register: bool = said("มีในฐานข้อมูลของรัฐ", "Whether the state holds it in a register")
    required_by: list[int] = said("บริการที่ต้องใช้", "Ids of procedures that ask for it")
    perhaps_required_by: list[int] = said(
        "บริการที่ต้องใช้ในบางกรณี", "Ids of procedures that ask for it in some cases"
    )
    produced_by: list[int] = said("บริการที่ออกเอกสารนี้", "Ids of procedures that give it")


def public_documents() -> QuerySet[Document]:
    """Return the catalogue of documents."""
    return Document.objects.all()


def document_records(rows: Sequence[Document]) -> list[DocumentRecord]:
    """Make records in one query."""
    uses = defaultdict[tuple[int, str, bool], list[int]](list)
    for document, procedure, role, conditional in _uses.rows([row.pk for row in rows]):
        uses[document, role, conditional].append(procedure)
    return [
        DocumentRecord(
            id=row.pk,
            name_th=row.name_th,
            name_en=row.name_en,
            aliases=row.aliases,
            issuer=row.issuer,
            is_state_issued=row.is_state_issued,
            is_in_state_register=row.is_in_state_register,
            required_by=uses[row.pk, DocumentRole.REQUIRED, False],
            perhaps_required_by=uses[row.pk, DocumentRole.REQUIRED, True],
            produced_by=sorted(
                uses[row.pk, DocumentRole.OUTPUT, False] + uses[row.pk, DocumentRole.OUTPUT, True]
            ),
        )
        for row in rows
    ]


_uses = Prepared(
    lambda documents: (
        ProcedureDocument.objects.filter(
            document__in=documents, procedure__status=ProcedureStatus.ACTIVE
        )
        .order_by("procedure")
        .values_list("document", "procedure", "role", "is_conditional")
    )
)
_COLUMNS = (
    "pk", "name_th", "name_en", "aliases", "issuer", "is_state_issued", "is_in_state_register",
)  # fmt: skip
DOCUMENTS = Kind(
    "documents", DocumentRecord, public_documents, document_records, ("procedure",), _COLUMNS
)
