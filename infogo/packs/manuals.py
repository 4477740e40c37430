"""What a pack tells of one manual: the facts that a citizen needs, in Thai, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import escape

from infogo.core.memory import Memory
from infogo.core.money import baht_text
from infogo.core.versions import record_key
from infogo.display.key_facts import key_facts
from infogo.display.manual_parts import (
    channel_rows,
    complaint_rows,
    document_rows,
    fee_rows,
    step_rows,
)
from infogo.display.pauses import pause_lines
from infogo.display.renewal import renewal_words
from infogo.manuals.content import Channel, ManualContent
from infogo.manuals.models import Manual
from infogo.manuals.selectors import content_here, merged_manual
from infogo.manuals.wording import caution_on, limit_note, limit_text
from infogo.packs.format import line
from infogo.search.words.short_forms import short_forms

_lines = Memory(most=400)
"""The same few hundred manuals are in all packs."""


def manual_line(manual: Manual) -> bytes:
    """Return the part of a manual that has everything selected which ``selectors`` selects."""
    keys = ("procedure", "agency", record_key("procedure", manual.procedure_id))
    return _lines.recall(manual.pk, keys, lambda: line(bare(_told(manual))))


def bare(value: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is empty or not so: readers take a missing field for exactly that."""
    return {name: kept for name, kept in value.items() if kept not in ("", None, False, [], {}, ())}


def _told(manual: Manual) -> dict[str, Any]:
    procedure, merged = manual.procedure, merged_manual(manual)
    content = content_here(merged)
    caution = caution_on(content.provenance.status)
    agency = manual.agency if merged.local_sections else procedure.owner
    return {
        "id": procedure.pk,
        "at": None if manual.is_standard else manual.agency_id,
        "name": procedure.name_th,
        "official": procedure.official_name_th,
        "agency": agency.name_th,
        "summary": procedure.summary_th,
        "caution": caution.words,
        "edition": merged.edition.number,
        "facts": _facts(content),
        "documents": _listed(content.documents.state, map(asdict, document_rows(content))),
        "fees": _listed(content.fees.state, _fees(content)),
        "fee_note": content.fee_note if content.fees.items else "",
        "steps": _listed(content.steps.state, map(asdict, step_rows(content.steps.items))),
        "limit": limit_text(content),
        "limit_note": _limit_note(content),
        "channels": _listed(content.channels.state, _rows(content.filing_channels)),
        "outputs": list(content.outputs),
        "received": _listed(content.channels.state, _rows(content.receiving_channels))
        if content.receiving_channels
        else {},
        "criteria": [*_renewal(content), *content.criteria.items],
        "complaints": _listed(content.complaints.state, map(asdict, complaint_rows(content))),
        "remark": content.remark,
        "find": _found_by(manual),
        "said": sorted(procedure.sayings),
    }


def _limit_note(content: ManualContent) -> str:
    """Say where the promised time comes from, and what does not count towards it."""
    pauses = (line.striptags() for line in pause_lines(content))
    return " · ".join(part for part in (limit_note(content), *pauses) if part)


def _renewal(content: ManualContent) -> list[str]:
    """Say that nobody has to apply for a renewal, before who may apply."""
    found = renewal_words(content)
    return [escape(found.text).striptags()] if found else []


def _rows(channels: Sequence[Channel]) -> list[dict[str, Any]]:
    return [asdict(row) for row in channel_rows(channels)]


def _facts(content: ManualContent) -> list[Sequence[str]]:
    """Return the facts before everything else: label, value, state and note.

    At how many points a service is offered is left out: the pack says where it is here.
    """
    return [
        (fact.label, fact.value, fact.state, fact.note)
        for fact in key_facts(content, 1)
        if fact.icon != "pin"
    ]


def _fees(content: ManualContent) -> list[dict[str, Any]]:
    rows = []
    for row in fee_rows(content):
        amount = "" if row.amount is None else baht_text(row.amount)
        if row.amount == 0:
            amount = _("ไม่เสียค่าธรรมเนียม")
        rows.append({**asdict(row), "amount": f"{amount} {row.unit}".strip(), "unit": ""})
    return rows


def _listed(state: str, rows: Any) -> dict[str, Any]:
    """Return a list with its state, which tells "none" and "unknown" apart."""
    # Groups of documents and languages are for pages; here a document's group is its order.
    skipped = {"lang", "key", "name_en"}
    return bare(
        {
            "state": str(state),
            "items": [bare({k: v for k, v in row.items() if k not in skipped}) for row in rows],
        }
    )


def _found_by(manual: Manual) -> list[str]:
    """Return the words by which a service is found beside its names."""
    procedure = manual.procedure
    tags = {tag.text for tag in procedure.tags.all()}
    return sorted(tags | {procedure.code, *short_forms(procedure.name_th)})
