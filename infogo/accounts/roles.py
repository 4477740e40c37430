"""Roles, named after duties, and what each of them may do.

A role is a set of acts and nothing more. Roles are ordered by inclusion: whoever holds a role may
hand on the roles whose acts are all among her own, within her own scope (``perms.can_give``).
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models


class Act(StrEnum):
    """One kind of thing an officer may do; every check of a right names one."""

    VIEW = "view"
    EDIT_AGENCY = "edit_agency"
    EDIT_POINT = "edit_point"
    EDIT_MANUAL = "edit_manual"
    APPROVE_MANUAL = "approve_manual"
    REPORT = "report"
    HANDLE_FEEDBACK = "handle_feedback"
    ADMINISTER = "administer"
    REVIEW = "review"
    ANALYSE = "analyse"


class Role(models.TextChoices):
    """What a grant makes of an officer; the last three are of central agencies."""

    AGENCY_ADMIN = "agency_admin", "ผู้ดูแลหน่วยงาน"
    MANUAL_EDITOR = "manual_editor", "ผู้จัดทำคู่มือ"
    MANUAL_APPROVER = "manual_approver", "ผู้อนุมัติคู่มือ"
    POINT_EDITOR = "point_editor", "ผู้ดูแลจุดให้บริการ"
    REPORTER = "reporter", "ผู้รายงานธุรกรรมและเรื่องล่าช้า"
    FEEDBACK_HANDLER = "feedback_handler", "ผู้ดูแลความเห็นของประชาชน"
    VIEWER = "viewer", "ผู้ดูข้อมูล"
    CENTRAL_ADMIN = "central_admin", "ผู้ดูแลส่วนกลาง"
    CENTRAL_REVIEWER = "central_reviewer", "ผู้ตรวจคู่มือส่วนกลาง"
    CENTRAL_ANALYST = "central_analyst", "นักวิเคราะห์ส่วนกลาง"


CENTRAL_ROLES = frozenset({Role.CENTRAL_ADMIN, Role.CENTRAL_REVIEWER, Role.CENTRAL_ANALYST})

ACTS: dict[str, frozenset[Act]] = {
    Role.AGENCY_ADMIN: frozenset(Act) - {Act.REVIEW, Act.ANALYSE},
    Role.MANUAL_EDITOR: frozenset({Act.VIEW, Act.EDIT_MANUAL}),
    Role.MANUAL_APPROVER: frozenset({Act.VIEW, Act.APPROVE_MANUAL}),
    Role.POINT_EDITOR: frozenset({Act.VIEW, Act.EDIT_POINT}),
    Role.REPORTER: frozenset({Act.VIEW, Act.REPORT}),
    Role.FEEDBACK_HANDLER: frozenset({Act.VIEW, Act.HANDLE_FEEDBACK}),
    Role.VIEWER: frozenset({Act.VIEW}),
    Role.CENTRAL_ADMIN: frozenset(Act),
    Role.CENTRAL_REVIEWER: frozenset({Act.VIEW, Act.REVIEW}),
    Role.CENTRAL_ANALYST: frozenset({Act.VIEW, Act.ANALYSE}),
}

# Of whom a second factor is demanded: what they do speaks for the agency, or gives others rights.
ACTS_WITH_SECOND_FACTOR = frozenset({Act.ADMINISTER, Act.APPROVE_MANUAL, Act.REVIEW})

# Duties that can be limited to some points or some manuals. An administrator looks after a whole
# agency, and central roles after the whole country.
ROLES_OF_POINTS = frozenset({Role.POINT_EDITOR, Role.REPORTER, Role.FEEDBACK_HANDLER, Role.VIEWER})
ROLES_OF_MANUALS = frozenset(
    {
        Role.MANUAL_EDITOR,
        Role.MANUAL_APPROVER,
        Role.REPORTER,
        Role.FEEDBACK_HANDLER,
        Role.VIEWER,
    }
)

DUTIES: dict[str, str] = {
    Role.AGENCY_ADMIN: "เชิญเจ้าหน้าที่ ให้และยุติสิทธิ และทำงานทุกอย่างของหน่วยงาน",
    Role.MANUAL_EDITOR: "เขียนและแก้คู่มือ แล้วส่งให้ผู้อนุมัติ",
    Role.MANUAL_APPROVER: "อนุมัติคู่มือที่ผู้อื่นเขียน หรือส่งกลับให้แก้",
    Role.POINT_EDITOR: "แก้ที่อยู่ เวลาทำการ และพิกัดของจุดให้บริการ",
    Role.REPORTER: "รายงานจำนวนธุรกรรมรายเดือนและเรื่องที่ล่าช้า",
    Role.FEEDBACK_HANDLER: "อ่านและตอบความเห็นของประชาชน",
    Role.VIEWER: "ดูงานของหน่วยงานโดยไม่แก้ไข",
    Role.CENTRAL_ADMIN: "ดูแลบัญชีและสิทธิของทุกหน่วยงาน",
    Role.CENTRAL_REVIEWER: "ตรวจคู่มือของทุกหน่วยงานตามเกณฑ์กลาง",
    Role.CENTRAL_ANALYST: "ดูตัวเลขของทั้งประเทศ",
}


def roles_with(act: Act) -> frozenset[str]:
    """Return the roles that may do ``act``."""
    return frozenset(role for role, acts in ACTS.items() if act in acts)


def may_hand_on(held: str, role: str) -> bool:
    """Whether ``held`` lets an officer give ``role``: as far as duties go, scope aside.

    Roles of the centre are handed on by nobody alone (``accounts.central``).
    """
    if role in CENTRAL_ROLES:
        return False
    return Act.ADMINISTER in ACTS[held] and ACTS[role] <= ACTS[held]
