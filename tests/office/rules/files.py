"""Files that manuals and articles name."""

from __future__ import annotations

from tests.office.people import MANUAL_ONLY
from tests.office.rules.rule import FORM, Rule
from tests.office.rules.team import REASON

FILE = {"file_id": "{file}"}

RULES = {
    "office:files": Rule("list", lists_for=(MANUAL_ONLY,)),
    "office:file_upload": Rule("list", FORM, data={"agency": "{agency}"}, lists_for=(MANUAL_ONLY,)),
    "office:file": Rule("object", kwargs=FILE),
    "office:file_withdraw": Rule("object", FORM, kwargs=FILE, data=REASON),
    "office:agency_logo": Rule(
        "object", FORM, kwargs={"agency_id": "{agency}"}, data={"remove": "1"}
    ),
}
