"""Rights in words that an officer understands at once.

The workspace speaks Thai only (docs/decisions/0012), so these texts are not in the catalogue.
"""

from __future__ import annotations

from infogo.accounts.models import Grant
from infogo.accounts.roles import Role

PROVINCE = "province"
# A node of the tree to browse by: its name says already that it means those below it.
GROUP = "group"

_OF_THE_COUNTRY = {
    Role.CENTRAL_ADMIN: "ดูแลบัญชี สิทธิ และงานของทุกหน่วยงานทั่วประเทศ",
    Role.CENTRAL_REVIEWER: "ตรวจคู่มือของทุกหน่วยงานทั่วประเทศ",
    Role.CENTRAL_ANALYST: "ดูตัวเลขของทุกหน่วยงานทั่วประเทศ",
}
# What is done, and with all of what when the grant is not narrowed.
_OF_AGENCIES = {
    Role.AGENCY_ADMIN: ("ดูแลบัญชี สิทธิ และงานทุกอย่าง", ""),
    Role.MANUAL_EDITOR: ("แก้", "คู่มือทุกเรื่อง"),
    Role.MANUAL_APPROVER: ("อนุมัติ", "คู่มือทุกเรื่อง"),
    Role.POINT_EDITOR: ("แก้", "จุดให้บริการทุกจุด"),
    Role.REPORTER: ("รายงานธุรกรรมและเรื่องล่าช้า", ""),
    Role.FEEDBACK_HANDLER: ("อ่านและตอบความเห็นของประชาชน", ""),
    Role.VIEWER: ("ดูข้อมูล", ""),
}
_METHODS = {
    "password": "รหัสผ่าน",
    "totp": "รหัสจากแอป",
    "webauthn": "พาสคีย์",
    "recovery_codes": "รหัสสำรอง",
    "invitation": "คำเชิญ",
}


def grant_words(grant: Grant, points: int = 0, manuals: int = 0) -> str:
    """Say what a grant allows: "แก้จุดให้บริการทุกจุดใน จ.ตาก", "แก้คู่มือ 3 เรื่องของกรมการปกครอง".

    ``points`` and ``manuals`` are how many a narrowed grant names.
    """
    if grant.agency is None:
        return _OF_THE_COUNTRY[Role(grant.role)]
    doing, everything = _OF_AGENCIES[Role(grant.role)]
    single = []
    if grant.only_points:
        single.append(f"จุดให้บริการ {points:,} จุด")
    if grant.only_manuals:
        single.append(f"คู่มือ {manuals:,} เรื่อง")
    objects = "และ".join(single) if single else everything
    return f"{doing}{objects}{scope_words(grant)}"


def scope_words(grant: Grant) -> str:
    """Say where a grant of an agency reaches, ready to follow a noun: "ของกรมการปกครอง"."""
    agency = grant.agency
    if agency is None:
        return "ทั่วประเทศ"
    if agency.kind == PROVINCE and grant.whole_subtree:
        return f"ใน จ.{agency.name_th.removeprefix('จังหวัด')}"
    below = "และหน่วยงานในสังกัดทั้งหมด" if grant.whole_subtree and agency.kind != GROUP else ""
    return f"ของ{agency.name_th}{below}"


def method_words(method: str) -> str:
    """Say by which way somebody signed in; an OpenID provider is named as configured."""
    return " + ".join(_METHODS.get(part, part) for part in method.split("+") if part)
