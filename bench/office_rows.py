"""A country of many manuals for the lists of officers; needs Django to be set up."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

from django.db import connection

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency, AgencyPath
from infogo.editing.models import Draft, DraftState
from infogo.manuals.chain import FIRST_HASH
from infogo.manuals.models import (
    Manual,
    ManualFacts,
    ManualRevision,
    ManualStatus,
    Procedure,
    RevisionStatus,
)
from infogo.pins.counting import mark_pinned
from infogo.pins.models import Pin
from infogo.taxonomy.models import Topic
from tests.factories import GrantFactory, OfficerFactory, ServicePointFactory

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
BATCH = 5000
NO_FACTS = {
    "is_free": True,
    "is_fee_unknown": False,
    "has_variable_fee": False,
    "fee_count": 0,
    "step_count": 0,
    "document_count": 0,
    "is_online": False,
    "asks_copies": False,
    "is_sample": False,
}


def fill(*, agencies: int, hers: int, procedures: int, drafts: int) -> Officer:
    """Make the rows, and an officer who may see the manuals of the last ``hers`` agencies.

    Each agency adopted each procedure and serves it at one point; one manual in a hundred has a
    text of its own. Hers come last, so that reading in the order of ids finds them last.
    """
    owner, ministry = _agency("owner"), _agency("ministry")
    offices = [_agency(f"office-{n}", name=f"หน่วยงาน {n}") for n in range(agencies)]
    for office in offices[-hers:]:
        AgencyPath.objects.create(ancestor=ministry, descendant=office, depth=1)
    standards = _standards(owner, procedures)
    adopted = Manual.objects.bulk_create(
        [
            Manual(
                procedure=standard.procedure,
                agency=office,
                standard=standard,
                status=ManualStatus.PUBLISHED,
            )
            for office, standard in product(offices, standards)
        ],
        batch_size=BATCH,
    )
    _texts_of_their_own(adopted[::100])
    _pins(adopted)
    _drafts(adopted[-drafts * 2 :: 2])
    _settle()
    officer: Officer = OfficerFactory(agency=ministry)
    GrantFactory(officer=officer, role=Role.MANUAL_EDITOR, agency=ministry, whole_subtree=True)
    return officer


def _agency(key: str, name: str = "") -> Agency:
    agency = Agency.objects.create(
        key=key, kind="department", name_th=name or key, name_en=key, sort_key=name or key
    )
    AgencyPath.objects.create(ancestor=agency, descendant=agency, depth=0)
    return agency


def _standards(owner: Agency, count: int) -> list[Manual]:
    topic = Topic.objects.create(slug="topic", name_th="หมวด", name_en="Topic", order=1)
    made = [
        Procedure(
            code=f"p-{n}",
            name_th=f"เรื่องที่ {n} ขออนุญาตทำสิ่งหนึ่ง",
            official_name_th=f"การขออนุญาตที่ {n}",
            owner=owner,
            service_type="registration",
            category="general",
            topic=topic,
        )
        for n in range(count)
    ]
    standards = [
        Manual.objects.create(procedure=procedure, agency=owner, status=ManualStatus.PUBLISHED)
        for procedure in Procedure.objects.bulk_create(made)
    ]
    _texts_of_their_own(standards)
    return standards


def _texts_of_their_own(manuals: list[Manual]) -> None:
    editions = [
        ManualRevision(
            manual=manual,
            number=1,
            status=RevisionStatus.PUBLISHED,
            content={"remark": "ข้อความของหน่วยงาน"},
            author="bench",
            created_at=LONG_AGO,
            published_at=LONG_AGO,
            previous_hash=FIRST_HASH,
            content_hash=FIRST_HASH,
        )
        for manual in manuals
    ]
    for manual, edition in zip(
        manuals, ManualRevision.objects.bulk_create(editions, batch_size=BATCH), strict=True
    ):
        manual.current = edition
        manual.overridden_sections = [] if manual.is_standard else ["remark"]
    Manual.objects.bulk_update(manuals, ["current", "overridden_sections"], batch_size=500)
    ManualFacts.objects.bulk_create(
        [ManualFacts(manual=manual, **NO_FACTS) for manual in manuals], batch_size=BATCH
    )


def _pins(manuals: list[Manual]) -> None:
    point = ServicePointFactory()
    Pin.objects.bulk_create(
        [Pin(manual=manual, point=point, procedure_id=manual.procedure_id) for manual in manuals],
        batch_size=BATCH,
    )
    Procedure.objects.update(point_count=1)
    mark_pinned()


def _drafts(manuals: list[Manual]) -> None:
    states = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.DRAFT, DraftState.RETURNED)
    Draft.objects.bulk_create(
        [
            Draft(manual=manual, state=states[n % len(states)], author_name="bench")
            for n, manual in enumerate(manuals)
        ],
        batch_size=BATCH,
    )


def _settle() -> None:
    """Let PostgreSQL know its tables, as its own process does a minute after a load."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
