"""Manuals, reports and openings for the radar to look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from infogo.agencies.models import Agency
from infogo.core.durations import Duration
from infogo.insights.models import OpenedFrom, ProcedureOpenings
from infogo.manuals import services
from infogo.manuals.content import (
    DocumentGroup,
    LocalOverrides,
    RequiredDocument,
    Step,
    StepKind,
)
from infogo.manuals.models import Document, Manual, Procedure
from infogo.manuals.part import Listing, ListingState
from infogo.pins.models import Pin
from infogo.simplify.detectors.base import Ground, Hit
from infogo.simplify.detectors.register import DETECTOR_OF
from infogo.volumes.models import Channel, MonthlyReport, ReportState, VolumeRow
from infogo.volumes.months import first_of, later
from tests.factories import ACTOR, AgencyFactory, adoption, manual_content, standard_manual
from tests.manuals.lint.law import PARAMETERS

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
GROUND = Ground(TODAY, PARAMETERS)
LIMITS, RATES = PARAMETERS.simplify, PARAMETERS.simplify.rates


def paper(name: str, **given: Any) -> RequiredDocument:
    """Return a document that a manual asks for."""
    return RequiredDocument(**{"group": DocumentGroup.OTHER, "name": name, **given})


def papers(*documents: RequiredDocument | str) -> Listing[RequiredDocument]:
    made = tuple(paper(one) if isinstance(one, str) else one for one in documents)
    state = ListingState.LISTED if made else ListingState.NONE
    return Listing[RequiredDocument](state=state, items=made)


def steps(*times: tuple[StepKind, str, Duration]) -> Listing[Step]:
    made = tuple(Step(kind=kind, title=title, duration=time) for kind, title, time in times)
    return Listing[Step](state=ListingState.LISTED, items=made)


def held(name: str, *, in_register: bool = True, **given: Any) -> Document:
    """Make a document that the state has."""
    return Document.objects.create(
        name_th=name, is_state_issued=True, is_in_state_register=in_register, **given
    )


def asking(*documents: RequiredDocument | str, **procedure: Any) -> Manual:
    """Publish a standard manual that asks for these documents."""
    content = manual_content(documents=papers(*documents))
    return standard_manual(content=content, **procedure)


def own_text(standard: Manual, agency: Agency | None = None, **sections: Any) -> Manual:
    """Let an agency follow a standard manual but for some sections of its own."""
    manual = adoption(standard, agency)
    overrides = LocalOverrides(**sections)
    services.publish_overrides(manual=manual, overrides=overrides, actor=ACTOR)
    manual.refresh_from_db()
    return manual


def all_hits(code: str, ground: Ground = GROUND) -> list[Hit]:
    """Return what a detector sees in everything, bite by bite."""
    found: list[Hit] = []
    after: int | None = 0
    while after is not None:
        bite = DETECTOR_OF[code].look(ground, after)
        found += bite.hits
        after = bite.last
    return found


def report(
    manual: Manual,
    received: Sequence[int | None],
    *,
    pin: Pin | None = None,
    state: str = ReportState.SUBMITTED,
    **row: Any,
) -> None:
    """Let an agency report so many requests in each of the months before today's, the last last."""
    agency = pin.point.agency if pin else manual.agency
    for place, number in enumerate(reversed(received), start=1):
        month = later(first_of(TODAY), -place)
        made, _new = MonthlyReport.objects.get_or_create(
            agency=agency,
            month=month,
            defaults={"state": state, "due_on": later(month, 1), "expected": 1},
        )
        if number is not None:
            VolumeRow.objects.create(
                report=made,
                month=month,
                manual=manual,
                point=pin.point if pin else None,
                channel=Channel.COUNTER if pin else Channel.ONLINE,
                received=number,
                saved_by=ACTOR,
                **row,
            )


def opened(procedure: Procedure, days_ago: int, count: int = 1) -> None:
    """Count openings of a manual on one day."""
    ProcedureOpenings.objects.create(
        procedure=procedure,
        day=TODAY - timedelta(days=days_ago),
        opened_from=OpenedFrom.SITE,
        count=count,
    )


def ministry_with_department() -> tuple[Agency, Agency]:
    ministry = AgencyFactory(kind="ministry", name_th="กระทรวงตัวอย่าง")
    return ministry, AgencyFactory(parent=ministry, name_th="กรมใต้กระทรวง")
