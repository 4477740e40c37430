"""Plain columns written at publication, so that lists and reports never parse content."""

from __future__ import annotations

from collections import Counter
from typing import Any

from infogo.manuals.content import FeeKind, ManualContent, ProvenanceStatus, RequiredDocument
from infogo.manuals.models import (
    Document,
    DocumentRole,
    Manual,
    ManualFacts,
    Procedure,
    ProcedureDocument,
)

EXACT_FEES = frozenset({FeeKind.FREE, FeeKind.FIXED, FeeKind.RANGE})


def fact_columns(content: ManualContent) -> dict[str, Any]:
    """Return the columns of ``ManualFacts`` for a content."""
    fees = content.fees.items
    amounts = [fee.lowest_satang for fee in fees if fee.lowest_satang is not None]
    highest = [fee.amount_max_satang for fee in fees if fee.amount_max_satang is not None]
    # A formula decides the amount, whatever the kind says: it makes no fee free.
    has_variable_fee = any(
        fee.kind not in EXACT_FEES or (fee.kind is FeeKind.FREE and fee.computed is not None)
        for fee in fees
    )
    is_free = content.fees.is_none or (
        bool(fees) and not has_variable_fee and all(amount == 0 for amount in amounts + highest)
    )
    total = content.total
    return {
        "is_free": is_free,
        "is_fee_unknown": content.fees.is_unknown,
        "has_variable_fee": has_variable_fee,
        "fee_count": len(fees),
        "fee_low_satang": min(amounts) if amounts else None,
        "fee_high_satang": max(amounts + highest) if amounts else None,
        "duration_value": total.value_max if total else None,
        "duration_unit": total.unit.value if total else "",
        "step_count": len(content.steps.items),
        "document_count": len(content.documents.items),
        "is_online": any(not channel.provinces for channel in content.online_channels),
        "asks_copies": content.asks_unlawful_copies,
        "is_sample": content.provenance.status is not ProvenanceStatus.VERIFIED,
    }


def write_facts(manual: Manual, content: ManualContent) -> bool:
    """Write the facts row of a manual that has content of its own; tell whether it changed."""
    columns = fact_columns(content)
    is_same = ManualFacts.objects.filter(manual=manual, **columns).exists()
    if not is_same:
        ManualFacts.objects.update_or_create(manual=manual, defaults=columns)
    return not is_same


def write_document_graph(procedure: Procedure, content: ManualContent) -> bool:
    """Replace the document-graph rows of a procedure by what its standard manual says.

    Returns whether any row changed.
    """
    required: dict[str, bool] = {}
    for document in content.documents.items:  # one that is asked for twice is needed if it ever is
        name = canonical_name(document)
        is_sometimes = bool(document.condition or document.cases)
        required[name] = required.get(name, True) and is_sometimes
    wanted = [*required, *content.outputs]
    known = {
        document.name_th: document.pk for document in Document.objects.filter(name_th__in=wanted)
    }
    rows = [
        ProcedureDocument(
            procedure=procedure,
            document_id=known[name],
            role=DocumentRole.REQUIRED,
            is_conditional=conditional,
        )
        for name, conditional in required.items()
        if name in known
    ] + [
        ProcedureDocument(procedure=procedure, document_id=known[name], role=DocumentRole.OUTPUT)
        for name in dict.fromkeys(content.outputs)
        if name in known
    ]
    held = ProcedureDocument.objects.filter(procedure=procedure)
    if Counter(map(_edge, rows)) == Counter(map(_edge, held)):
        return False
    held.delete()
    ProcedureDocument.objects.bulk_create(rows)
    return True


def _edge(row: ProcedureDocument) -> tuple[int, str, bool]:
    return row.document_id, str(row.role), row.is_conditional


def canonical_name(document: RequiredDocument) -> str:
    """Return the name in the catalogue of documents, whatever the manual calls it."""
    return document.canonical or document.name
