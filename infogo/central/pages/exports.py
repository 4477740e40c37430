"""Exports of one agency: asked for, ready, gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.care.models import AgencyExport, ExportState

MOST = 20
_KINDS = {ExportState.READY: "success", ExportState.WAITING: "info", ExportState.FAILED: "error"}


@dataclass(frozen=True)
class ExportLine:
    """One export; it can be downloaded when ``is_ready`` and the reader may."""

    export: AgencyExport
    state: str
    kind: str
    is_ready: bool
    kilobytes: int


@dataclass(frozen=True)
class ExportsPage:
    """The exports of an agency, newest first."""

    agency: Agency
    lines: Sequence[ExportLine]
    with_people: bool


def exports_page(rights: Rights, agency: Agency) -> ExportsPage:
    """Show the exports of an agency; those with people in them only to who may administer."""
    may_people = rights.everywhere(Act.ADMINISTER)
    found = AgencyExport.objects.filter(agency=agency).select_related("asked_by")
    if not may_people:
        found = found.filter(with_people=False)
    return ExportsPage(agency, [_line(export) for export in found[:MOST]], may_people)


def _line(export: AgencyExport) -> ExportLine:
    state = ExportState(export.state)
    return ExportLine(
        export=export,
        state=str(state.label),
        kind=_KINDS.get(state, "neutral"),
        is_ready=state == ExportState.READY,
        kilobytes=-(-export.byte_count // 1024),
    )
