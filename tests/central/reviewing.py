"""Manuals on their way through the central review, for tests of the centre."""

from __future__ import annotations

from typing import Any

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.editing.models import Draft
from infogo.editing.services import workflow
from infogo.manuals.content import ManualContent
from infogo.manuals.models import Manual
from tests.editing.office import good_content
from tests.factories import standard_manual
from tests.office.deciding import acting, officer_with, submitted

SLOW = {"value_min": 40, "value_max": 40, "unit": "minute"}


def manual_of(agency: Agency, **given: Any) -> Manual:
    return standard_manual(content=good_content(remark="เดิม"), owner=agency, **given)


def with_longer_total(manual: Manual) -> dict[str, Any]:
    """Return sections in which a manual takes 40 minutes instead of 15."""
    assert manual.current is not None
    content = ManualContent.model_validate(manual.current.content).model_dump(mode="json")
    steps = {name: content[name] for name in ("steps", "total", "total_basis")}
    steps["steps"]["items"][0]["duration"] = SLOW
    return {"steps": {**steps, "total": SLOW}}


def in_review(manual: Manual, **sections: Any) -> Draft:
    """Let an agency's author write a draft and its approver approve it."""
    author = officer_with(Role.MANUAL_EDITOR, manual.agency, name_th="อารี ผู้เขียน")
    approver = officer_with(Role.MANUAL_APPROVER, manual.agency, name_th="จันทร์ ผู้อนุมัติ")
    draft = submitted(manual, author, **(sections or with_longer_total(manual)))
    return workflow.approve_draft(draft_id=draft.pk, seen=draft.version, **acting(approver))


def reviewer(**given: Any) -> Officer:
    return officer_with(Role.CENTRAL_REVIEWER, **{"name_th": "เอกชัย ผู้ตรวจ", **given})
