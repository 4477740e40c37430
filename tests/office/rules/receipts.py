"""Receipts that citizens are given at filing."""

from __future__ import annotations

from tests.office.rules.rule import FORM, POST_ONLY, Rule

RECEIPT = {"receipt_id": "{receipt}"}

RULES = {
    "office:receipts": Rule("list"),
    "office:receipt_issue": Rule("object", POST_ONLY, data={"pin": "{pin}", "key": "k" * 32}),
    "office:receipt_find": Rule("list"),
    "office:receipt": Rule("object", kwargs=RECEIPT),
    "office:receipt_slip": Rule("object", kwargs=RECEIPT),
    "office:receipt_finish": Rule(
        "object", POST_ONLY, kwargs=RECEIPT, data={"finished_on": "26 พ.ย. 2569"}
    ),
    "office:receipt_reopen": Rule("object", POST_ONLY, kwargs=RECEIPT, data={"reason": "ปิดผิดใบ"}),
    "office:receipt_refuse": Rule("object", FORM, kwargs=RECEIPT, data={"decided_on": "1/1/2569"}),
    "office:receipt_refusal_letter": Rule("object", kwargs={"receipt_id": "{refused_receipt}"}),
    "office:receipt_void": Rule("object", POST_ONLY, kwargs=RECEIPT),
}
