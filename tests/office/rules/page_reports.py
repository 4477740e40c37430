"""What readers report of pages."""

from __future__ import annotations

from tests.office.rules.rule import FORM, Rule

RULES = {
    "office:page_reports": Rule("list"),
    "office:page_report": Rule(
        "object",
        FORM,
        kwargs={"report_id": "{page_report}"},
        data={"to": "mended", "text": "ทดสอบการปฏิเสธ"},
    ),
}
