"""What the centre cares for in the walk: proposals, mergers, exports, an agency that ended."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from infogo.accounts import central
from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency, AgencyStatus
from infogo.care.exporting import ask_export, folder
from infogo.care.models import AgencyExport, ExportState
from infogo.core.dates import bangkok_now
from infogo.mergers.services.merging import begin_merger
from infogo.mergers.services.proposing import propose_handover
from infogo.points.models import ServicePoint
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory, ServicePointFactory


def central_care(agency: Agency) -> dict[str, int]:
    """Make a proposal, a role, a planned merger and an export of the agency."""
    admins = [OfficerFactory() for _each in range(3)]
    roles = [GrantFactory(officer=one, role=Role.CENTRAL_ADMIN, agency=None) for one in admins]
    proposal = central.propose_role(
        actor=admins[0], officer=OfficerFactory(), role=Role.CENTRAL_ANALYST, reason="คำสั่งที่ 1",
    )  # fmt: skip
    merger = begin_merger(
        into=AgencyFactory(), sources=[AgencyFactory()], basis="พ.ร.ฎ. รวมหน่วยงาน",
        effective_on=bangkok_now().date() + timedelta(days=30), actor=admins[0],
    )  # fmt: skip
    return {
        "{proposal}": proposal.pk,
        "{central_grant}": roles[0].pk,
        "{merger}": merger.pk,
        "{ended_agency}": AgencyFactory(status=AgencyStatus.CLOSED).pk,
        "{export}": _ready_export(Rights.of(admins[0]), agency).pk,
        "{handover}": _proposed(ServicePointFactory(), agency, admins[0]),
        "{own_handover}": _proposed(ServicePointFactory(agency=agency), AgencyFactory(), admins[0]),
    }


def _proposed(point: ServicePoint, into: Agency, actor: Officer) -> int:
    return propose_handover(point_id=point.pk, into=into, reason="คำสั่งถ่ายโอนที่ 1", actor=actor).pk


def _ready_export(rights: Rights, agency: Agency) -> AgencyExport:
    export = ask_export(rights=rights, agency=agency)
    name = f"walk-{export.pk}.zip"
    (folder() / name).write_bytes(b"PK")
    export.state, export.file, export.byte_count = ExportState.READY, name, 2
    export.ready_at = timezone.now()
    export.expires_at = export.ready_at + timedelta(days=7)
    export.save()
    return export
