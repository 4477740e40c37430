"""What an agency is asked to explain, and addresses that moved to the face of the centre."""

from __future__ import annotations

from tests.office.people import MANUAL_ONLY
from tests.office.rules.rule import FORM, Rule

CASE = {"case_id": "{case}"}
ANSWER = {"text": "ทดสอบการปฏิเสธ", "seen": "{case_version}"}

RULES = {
    "office:inspections": Rule("list", lists_for=(MANUAL_ONLY,)),
    "office:inspection": Rule("object", FORM, kwargs=CASE, data=ANSWER),
    "office:inspection_file": Rule("object", kwargs={**CASE, "file_id": "{case_file}"}),
    "office:central_room_moved": Rule("own", kwargs={"room": "reviews"}),
    "office:central_page_moved": Rule("own", kwargs={"room": "reviews", "rest": "1"}),
}
