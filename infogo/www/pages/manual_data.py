"""A manual as data: the merged content with the ids of the records it belongs to."""

from __future__ import annotations

from typing import Any

from infogo.agencies.models import Agency
from infogo.display.manual_head import manual_head
from infogo.display.structured import absolute
from infogo.manuals.models import ManualRevision
from infogo.manuals.selectors import MergedManual


def manual_data(merged: MergedManual) -> dict[str, Any]:
    """Return what ``/manual/<id>.json`` answers; names of fields never change meaning.

    ``id`` and ``code`` name the procedure. ``agency`` is whose manual this is, ``owner`` who
    keeps the standard manual. ``edition`` is the edition shown and ``standard_edition`` the one
    it rests on; ``hash`` is its SHA-256 in the chain of editions. ``local_sections`` are codes of
    the sections that the agency wrote itself. ``content`` is the merged ``ManualContent`` with
    every field written out; money is in satang, dates are Gregorian.
    """
    manual, head = merged.manual, manual_head(merged)
    procedure = manual.procedure
    return {
        "id": procedure.pk,
        "code": procedure.code,
        "url": absolute(head.address()),
        "standard_url": absolute(head.standard_href),
        "is_standard": manual.is_standard,
        "name_th": procedure.name_th,
        "official_name_th": procedure.official_name_th,
        "name_en": procedure.name_en,
        "summary_th": procedure.summary_th,
        "summary_en": procedure.summary_en,
        "service_type": procedure.service_type,
        "category": procedure.category,
        "impact_level": procedure.impact_level,
        "topic": procedure.topic.slug,
        "point_count": procedure.point_count,
        "agency": _agency(manual.agency),
        "owner": _agency(procedure.owner),
        "edition": _edition(merged.edition),
        "standard_edition": _edition(merged.standard_edition),
        "local_sections": sorted(merged.local_sections),
        "content": merged.content.model_dump(mode="json"),
    }


def _agency(agency: Agency) -> dict[str, Any]:
    return {
        "id": agency.pk,
        "key": agency.key,
        "name_th": agency.name_th,
        "name_en": agency.name_en,
    }


def _edition(revision: ManualRevision) -> dict[str, Any]:
    published = revision.published_at
    return {
        "number": revision.number,
        "published_at": published.isoformat() if published else None,
        "hash": revision.content_hash,
    }
