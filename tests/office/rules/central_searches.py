"""Failed searches of the country."""

from __future__ import annotations

from tests.office.rules.rule import FORM, Rule

RULES = {
    "central:searches": Rule("central"),
    "central:searches_file": Rule("central", kwargs={"kind": "csv"}),
    "central:search": Rule(
        "central",
        FORM,
        kwargs={"failed_id": "{failed}"},
        data={"words": "ทดสอบการปฏิเสธ", "act": "propose"},
    ),
    "central:word_proposals": Rule("central"),
}
