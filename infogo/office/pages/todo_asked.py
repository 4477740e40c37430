"""What the central and other agencies ask, and what was sent to them: more lines of the list."""

from __future__ import annotations

from django.db.models import QuerySet

from infogo.accounts.roles import Act
from infogo.channels.rules import rules_on
from infogo.channels.selectors import (
    counted_agencies,
    waiting_declarations,
    with_something_to_do,
)
from infogo.inspection.models import InspectionCase
from infogo.inspection.selectors import to_answer, to_decide
from infogo.mergers.handover import proposals_to_answer
from infogo.office.pages.todo_parts import MOST, Found, Part, Row, Scope
from infogo.office.pages.todo_targets import Work
from infogo.page_reports.selectors import waiting_for


def inspections(scope: Scope) -> Found:
    """Requests to explain why a manual takes so long."""
    return _of_cases(Work.INSPECTION, to_answer(scope.rights))


def cases(scope: Scope) -> Found:
    """Cases in which the central agency is next."""
    return _of_cases(Work.CASE, to_decide(scope.rights.on))


def _of_cases(work: Work, found: QuerySet[InspectionCase]) -> Found:
    waiting = found.values_list("pk", "manual_id", "manual__procedure_id")
    rows = [Row(*ids) for ids in waiting[: MOST + 1]]
    return Found(work, min(len(rows), MOST), rows[:MOST], is_more=len(rows) > MOST)


def e_act_to_answer(scope: Scope) -> Found:
    """Agencies that owe an answer under the E-Act; central officers answer for none."""
    rights = scope.rights
    if rights.everywhere(Act.EDIT_AGENCY):
        return Found(Work.E_ACT, 0)
    counted = counted_agencies(rules_on(rights.on))
    hers = counted.filter(pk__in=rights.agencies(Act.EDIT_AGENCY).order_by().values("pk"))
    rows = with_something_to_do(hers).order_by("sort_key").values_list("name_th", flat=True)
    names = list(rows[: MOST + 1])
    return Found(Work.E_ACT, min(len(names), MOST), named=names[:3], is_more=len(names) > MOST)


def e_act_to_review(scope: Scope) -> Found:
    """Announcements that wait for the central agency."""
    rows = waiting_declarations().values_list("agency__name_th", flat=True)
    names = list(rows[: MOST + 1])
    return Found(
        Work.E_ACT_REVIEW, min(len(names), MOST), named=names[:3], is_more=len(names) > MOST
    )


def handovers(scope: Scope) -> Found:
    """Points that another agency would hand over to hers."""
    waiting = proposals_to_answer(scope.rights).order_by("pk").values_list("pk", "point_id")
    rows = [Row(pk, point_id=point) for pk, point in waiting[: MOST + 1]]
    return Found(Work.HANDOVER, min(len(rows), MOST), rows[:MOST], is_more=len(rows) > MOST)


def reported(scope: Scope) -> list[Found]:
    """What readers reported of pages: what should have been answered by now, and the rest.

    One query for both, due first: enough of either, unless as many again are late. What is about
    an agency's own page, an article or the site has no name in the list.
    """
    columns = ("due_on", "pk", "manual_id", "manual__procedure_id", "point_id")
    waiting = waiting_for(scope.rights).order_by("due_on", "pk")
    most = 2 * (MOST + 1)
    read = list(waiting.values_list(*columns)[:most])
    late = [Row(*ids) for due_on, *ids in read if due_on < scope.rights.on]
    in_time = [Row(*ids) for due_on, *ids in read if due_on >= scope.rights.on]
    return [
        Found(
            work,
            min(len(rows), MOST),
            [row for row in rows[:MOST] if row.manual_id or row.point_id],
            is_more=len(rows) > MOST or is_cut,
        )
        for work, rows, is_cut in (
            (Work.REPORT_LATE, late, False),
            (Work.REPORTED, in_time, bool(in_time) and len(read) == most),
        )
    ]


PARTS: tuple[tuple[Act, Part], ...] = (
    (Act.APPROVE_MANUAL, inspections),
    (Act.EDIT_POINT, handovers),
    (Act.EDIT_AGENCY, e_act_to_answer),
    (Act.REVIEW, cases),
    (Act.REVIEW, e_act_to_review),
)


def asked_found(scope: Scope) -> list[Found]:
    """Return every kind of such work in which there is something to do for her."""
    found = [part(scope) for act, part in PARTS if scope.rights.can(act)]
    if scope.rights.can(Act.HANDLE_FEEDBACK):
        found += reported(scope)
    return [one for one in found if one.count]
