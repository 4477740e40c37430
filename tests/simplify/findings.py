"""Findings as the radar would have written them, for tests of what people do with them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.manuals.models import Manual, Procedure
from infogo.simplify.models import Basis, Finding, FindingStep, Kind, State, StepKind
from tests.factories import GrantFactory, OfficerFactory

PAPER = {
    "document": 1,
    "name": "ทะเบียนบ้าน",
    "issuer": "กรมการปกครอง",
    "in_register": True,
    "sometimes": False,
    "is_identity": False,
}


def finding_about(manual: Manual, **given: Any) -> Finding:
    """Return a new finding: a manual that asks for the house registration."""
    columns: dict[str, Any] = {
        "kind": Kind.STATE_PAPER,
        "detector": "contents",
        "key": f"state-paper:{manual.pk}:{Finding.objects.count()}",
        "procedure": manual.procedure,
        "manual": manual,
        "agency": manual.agency,
        "facts": {"papers": [PAPER]},
        "estimate": {
            "parts": [
                {"label": "เอกสารที่ไม่ต้องเตรียม", "count": "1", "unit": "รายการ", "minutes": 20}
            ],
            "wage_satang_per_hour": 5000,
        },
        "citizens": 1200,
        "basis": Basis.REPORTED,
        "counted_total": 1200,
        "counted_span": 12,
        "minutes_saved": 24_000,
        "satang_saved": 2_000_000,
    }
    return _found(Finding.objects.create(**{**columns, **given}))


def pair_about(one: Procedure, other: Procedure, **given: Any) -> Finding:
    """Return a new pair of services with like names."""
    columns: dict[str, Any] = {
        "kind": Kind.DUPLICATE,
        "detector": "names",
        "key": f"pair:{one.pk}:{other.pk}",
        "procedure": one,
        "other": other,
        "agency": one.owner,
        "facts": {"similarity": 0.91, "is_equal": False, "name": "official"},
    }
    return _found(Finding.objects.create(**{**columns, **given}))


def _found(finding: Finding) -> Finding:
    moment = finding.first_seen_at or timezone.now()
    FindingStep.objects.create(
        finding=finding,
        at=moment,
        by="system ระบบ",
        kind=StepKind.FOUND,
        state_after=State.NEW,
        opened=1,
    )
    return finding


def analyst(**given: Any) -> Officer:
    """Return an officer who looks at the figures of the whole country."""
    officer: Officer = OfficerFactory(**given)
    GrantFactory(officer=officer, role=Role.CENTRAL_ANALYST, agency=None)
    return officer
