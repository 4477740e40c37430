"""The audit trail, the quality of data, exports of agencies."""

from __future__ import annotations

from tests.office.rules.rule import FORM, POST_ONLY, Rule

RULES = {
    "central:audit": Rule("central"),
    "central:audit_export": Rule("central"),
    "central:audit_verify": Rule("central", POST_ONLY),
    "central:quality": Rule("central"),
    "central:quality_rule": Rule("central", kwargs={"rule": "no-admin"}),
    "central:quality_file": Rule("central", kwargs={"rule": "no-admin", "kind": "csv"}),
    "central:exports": Rule("central", FORM, kwargs={"agency_id": "{agency}"}),
    "central:export_file": Rule("central", kwargs={"export_id": "{export}"}),
}
