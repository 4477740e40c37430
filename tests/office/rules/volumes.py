"""Transaction reports: whoever sees or reports for a whole agency; changing them is for reporters.

The officers with narrow rights see points and manuals, and report nothing.
"""

from __future__ import annotations

from typing import Any

from tests.office.rules.rule import FORM, POST_ONLY, Rule
from tests.volumes.forms import last_month

MONTH: dict[str, Any] = {"agency_id": "{agency}", "month": last_month()}
REASON = {"reason": "ทดสอบการปฏิเสธ"}

RULES = {
    "office:volumes": Rule("list"),
    "office:volumes_completeness": Rule("list"),
    "office:volumes_month": Rule("object", FORM, kwargs=MONTH),
    "office:volumes_row": Rule("object", POST_ONLY, kwargs={**MONTH, "key": "{volume_row}"}),
    "office:volumes_findings": Rule("object", FORM, kwargs=MONTH),
    "office:volumes_submit": Rule("object", POST_ONLY, kwargs=MONTH),
    "office:volumes_lock": Rule("object", POST_ONLY, kwargs=MONTH),
    "office:volumes_reopen": Rule("object", FORM, kwargs=MONTH, data=REASON),
    "office:volumes_trail": Rule("object", kwargs=MONTH),
    "office:volumes_year": Rule("object", kwargs={"agency_id": "{agency}", "year": 2569}),
    "office:manual_figures": Rule("object", FORM, kwargs={"manual_id": "{manual}"}),
}
