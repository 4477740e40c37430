"""Agencies of the country, central roles, mergers."""

from __future__ import annotations

from tests.office.rules.rule import FORM, POST_ONLY, Rule

AGENCY = {"agency_id": "{agency}"}
ENDED = {"agency_id": "{ended_agency}"}
BASIS = {"basis": "พ.ร.ฎ. พ.ศ. 2569"}
REASON = {"reason": "ทดสอบการปฏิเสธ"}
PROPOSAL = {"proposal_id": "{proposal}"}
MERGER = {"merger_id": "{merger}"}
NEW = {"name_th": "กรมใหม่", "kind": "department", **BASIS}
CHOICE = {"into": "{agency}", "source": "{ended_agency}", "day": "1 ต.ค. 2569", **BASIS}
PERSON = {"name": "ใครสักคน", "email": "new@agency.example", "reach": "own"}
PROPOSED = {"officer": "{officer}", "role": "central_analyst", **REASON}

RULES = {
    "central:agencies": Rule("central"),
    "central:agency_new": Rule("central", FORM, data=NEW),
    "central:agency": Rule("central", kwargs=AGENCY),
    "central:agency_grants": Rule("central", kwargs=AGENCY),
    "central:appoint": Rule("central", FORM, kwargs=AGENCY, data=PERSON),
    "central:agency_rename": Rule("central", FORM, kwargs=AGENCY, data={"name_th": "ใหม่", **BASIS}),
    "central:agency_move": Rule("central", FORM, kwargs=AGENCY, data=BASIS),
    "central:agency_end": Rule("central", FORM, kwargs=AGENCY, data=BASIS),
    "central:agency_reopen": Rule("central", FORM, kwargs=ENDED, data=BASIS),
    "central:end_grant": Rule("central", FORM, kwargs={"grant_id": "{grant}"}, data=REASON),
    "central:officers": Rule("central"),
    "central:roles": Rule("central"),
    "central:role_propose": Rule("central", FORM, data=PROPOSED),
    "central:role_proposal": Rule("central", kwargs=PROPOSAL),
    "central:role_confirm": Rule("central", POST_ONLY, kwargs=PROPOSAL),
    "central:role_reject": Rule("central", POST_ONLY, kwargs=PROPOSAL, data=REASON),
    "central:role_withdraw": Rule("central", POST_ONLY, kwargs=PROPOSAL),
    "central:role_end": Rule("central", FORM, kwargs={"grant_id": "{central_grant}"}, data=REASON),
    "central:mergers": Rule("central"),
    "central:merger_new": Rule("central"),
    "central:merger_preview": Rule("central", FORM, data=CHOICE),
    "central:merger": Rule("central", kwargs=MERGER),
    "central:merger_moved": Rule("central", kwargs=MERGER),
    "central:merger_cancel": Rule("central", FORM, kwargs=MERGER, data=REASON),
}
