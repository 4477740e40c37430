"""Reading from the database what the rules need beside the content."""

from __future__ import annotations

from datetime import date

from infogo.manuals.content import ManualContent, overridden_sections
from infogo.manuals.lint.findings import Subject
from infogo.manuals.models import Manual, Procedure, ProcedureStatus
from infogo.manuals.part import Part
from infogo.manuals.threeway import stale_sections


def subject_of(
    manual: Manual,
    content: ManualContent,
    *,
    today: date,
    overrides: Part | None = None,
    point_count: int | None = None,
    dead_links: frozenset[str] = frozenset(),
) -> Subject:
    """Return what the rules look at.

    ``content`` is what citizens would read, for an adoption merged with the standard, and
    ``overrides`` (``LocalOverrides``) what the adopting agency itself says. ``point_count``
    counts this manual's pins; a standard manual's default is the points of its procedure. Wants
    ``procedure__owner``, ``agency``, ``current__based_on`` and ``standard__current`` selected,
    and ``procedure__tags`` prefetched where many manuals are read.
    """
    procedure = manual.procedure
    if point_count is None and manual.is_standard:
        point_count = procedure.point_count
    return Subject(
        content=content,
        today=today,
        official_name=procedure.official_name_th,
        agency_names=frozenset({manual.agency.name_th, procedure.owner.name_th}),
        lifecycle=procedure.lifecycle,
        tag_count=len(procedure.tags.all()),
        point_count=point_count,
        dead_links=dead_links,
        own_sections=None if overrides is None else frozenset(overridden_sections(overrides)),
        stale_sections=_stale(manual, overrides),
        missing_services=_missing_services(content),
    )


def _missing_services(content: ManualContent) -> frozenset[str]:
    """Return the codes that cases lead to and nobody can use; one query where a case names any."""
    named = {row.instead for table in content.cases for row in table.rows if row.instead}
    if not named:
        return frozenset()
    known = Procedure.objects.filter(code__in=named).exclude(status=ProcedureStatus.WITHDRAWN)
    return frozenset(named.difference(known.values_list("code", flat=True)))


def _stale(manual: Manual, overrides: Part | None) -> tuple[str, ...]:
    """Return the sections in which an adoption lags behind its standard manual."""
    based_on = manual.current.based_on if manual.current else None
    newest = manual.standard.current if manual.standard else None
    if overrides is None or based_on is None or newest is None or based_on.pk == newest.pk:
        return ()
    return stale_sections(
        ManualContent.model_validate(based_on.content),
        ManualContent.model_validate(newest.content),
        overrides,
    )
