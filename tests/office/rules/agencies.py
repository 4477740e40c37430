"""The data of agencies."""

from __future__ import annotations

from tests.office.rules.rule import FORM, POST_ONLY, Rule

AGENCY = {"agency_id": "{agency}"}

RULES = {
    "office:agencies": Rule("list"),
    "office:agency_edit": Rule("object", FORM, kwargs=AGENCY, data={"name_th": "ชื่อใหม่"}),
    "office:agency_position": Rule("object", FORM, kwargs=AGENCY, data={"written": "13.7, 100.5"}),
    "office:agency_codes": Rule("central", FORM, kwargs=AGENCY, data={"budget5": "12345"}),
    "office:agency_confirm": Rule("object", POST_ONLY, kwargs=AGENCY),
}
