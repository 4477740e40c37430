"""Service points and their parts."""

from __future__ import annotations

from tests.office.rules.rule import FORM, POST_ONLY, Rule

POINT = {"point_id": "{point}"}
HANDOVER = {"proposal_id": "{handover}"}
OWN_HANDOVER = {"proposal_id": "{own_handover}"}
REASON = {"reason": "ทดสอบการปฏิเสธ"}

RULES = {
    "office:points": Rule("list", lists_for=("point-only",)),
    "office:point_new": Rule("list", FORM, data={"agency": "{agency}", "name_th": "จุดใหม่"}),
    "office:point": Rule("object", kwargs=POINT),
    "office:point_edit": Rule("object", FORM, kwargs=POINT, data={"name_th": "ชื่อใหม่"}),
    "office:point_position": Rule("object", FORM, kwargs=POINT, data={"written": "13.7, 100.5"}),
    "office:point_hours": Rule("object", FORM, kwargs=POINT, data={"h-known": "unknown"}),
    "office:point_access": Rule("object", FORM, kwargs=POINT, data={"ramp": "yes"}),
    "office:point_status": Rule(
        "object", FORM, kwargs=POINT, data={"status": "closed", "reason": "ทดสอบการปฏิเสธ"}
    ),
    "office:certificate": Rule("object", FORM, kwargs=POINT, data={"level": "basic"}),
    "office:certificate_take_back": Rule(
        "object", POST_ONLY, kwargs=POINT, data={"reason": "ทดสอบการปฏิเสธ", "seen": "1"}
    ),
    "office:rounds": Rule("object", kwargs=POINT),
    "office:round_new": Rule("object", FORM, kwargs=POINT, data={"place": "วัด"}),
    "office:round_edit": Rule(
        "object", FORM, kwargs={**POINT, "round_id": "{round}"}, data={"place": "วัด"}
    ),
    "office:round_cancel": Rule(
        "object", FORM, kwargs={**POINT, "round_id": "{round}"}, data={"reason": "ทดสอบการปฏิเสธ"}
    ),
    "office:handover": Rule("object", FORM, kwargs=POINT, data={"into": "{agency}"}),
    "office:handovers": Rule("list", lists_for=("point-only",)),
    "office:handover_proposal": Rule("object", FORM, kwargs=HANDOVER, data={"sure": "on"}),
    "office:handover_decline": Rule("object", FORM, kwargs=HANDOVER, data=REASON),
    "office:handover_withdraw": Rule("object", FORM, kwargs=OWN_HANDOVER, data=REASON),
    "office:point_confirm": Rule("object", POST_ONLY, kwargs=POINT),
    "office:point_posted": Rule("object", POST_ONLY, kwargs=POINT),
}
