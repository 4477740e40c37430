"""Taking the step of a case that a valid form asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from infogo.editing.people import Person
from infogo.inspection import services
from infogo.inspection.models import InspectionCase
from infogo.inspection.notices import agency_officers
from infogo.inspection.states import Outcome, Verb


def take_step(case: InspectionCase, verb: Verb, given: Mapping[str, Any], actor: Person) -> str:
    """Take a step of the central agency; return what is said about it.

    Raises:
        InspectionError: as ``infogo.inspection.services`` refuses.
    """
    acting: Any = {"case_id": case.pk, "seen": given["seen"], "actor": actor}
    if verb == Verb.ASK:
        services.ask_agency(**acting, text=given["text"], due_on=given["due_on"])
        if not agency_officers(case):
            return "บันทึกคำขอชี้แจงแล้ว ยังไม่มีเจ้าหน้าที่ของหน่วยงานในระบบ ส่งหนังสือถึงหน่วยงานเอง"
        return "ส่งคำขอชี้แจงแล้ว เจ้าหน้าที่ของหน่วยงานได้รับแจ้งเตือนและหนังสือทางอีเมล"
    if verb == Verb.PROPOSE:
        paper = services.propose_to_cabinet(
            **acting, opinion=given["opinion"], proposal=given["proposal"]
        )
        return f"จัดทำร่างข้อเสนอฉบับที่ {paper.number} แล้ว ดาวน์โหลดเป็น PDF หรือ Word ได้"
    outcome = Outcome(given["outcome"])
    services.close_case(**acting, outcome=outcome, text=given["text"])
    return f"ปิดเรื่องแล้ว: {outcome.label}"
