"""What types do not tell: what items are called, what is seldom needed or depends on what."""

from __future__ import annotations

from collections.abc import Mapping

from infogo.manuals.cases import CaseOption, CaseQuestion, CaseRow
from infogo.manuals.content import (
    Channel,
    Fee,
    FeeKind,
    LegalBasis,
    ManualContent,
    RequestStatistics,
    RequiredDocument,
    Step,
)
from infogo.manuals.copying import CopyFee
from infogo.manuals.formulas import FormulaInput, FormulaOption
from infogo.manuals.part import Part
from infogo.manuals.procedure_facts import ProcedureFacts
from infogo.manuals.representation import AuthorityDocument, Representation

ITEMS: Mapping[str, tuple[str, str]] = {
    "legal_bases": ("กฎหมาย", "law"),
    "channels": ("ช่องทาง", "description"),
    "criteria": ("ข้อ", ""),
    "steps": ("ขั้นตอน", "title"),
    "pause_rules": ("เหตุที่ไม่นับเวลา", "text"),
    "documents": ("เอกสาร", "name"),
    "fees": ("ค่าธรรมเนียม", "item"),
    "complaints": ("ช่องทางร้องเรียน", "name"),
    "forms": ("แบบฟอร์ม", "name"),
    "outputs": ("สิ่งที่ได้รับ", ""),
    "questions": ("คำถาม", "text"),
    "options": ("คำตอบ", "label"),
    "cases": ("ตารางกรณี", "title"),
    "rows": ("กรณี", "name"),
    "when": ("เงื่อนไข", ""),
    "inputs": ("คำถาม", "label"),
    "examples": ("ตัวอย่าง", "note"),
    "given": ("ค่า", "input"),
}
"""For each list what one of its items is called, and which of its fields names it."""

PROVINCES = "provinces"
CASES = "cases"
CODES: Mapping[tuple[type[Part], str], str] = {
    (Channel, "provinces"): PROVINCES,
    (Channel, "cases"): CASES,
    (Step, "cases"): CASES,
    (RequiredDocument, "cases"): CASES,
    (Fee, "cases"): CASES,
    (ManualContent, "service_areas"): "service_area",
    (ProcedureFacts, "service_type"): "service_type",
    (ProcedureFacts, "category"): "service_category",
    (ProcedureFacts, "impact_level"): "impact_level",
    (ProcedureFacts, "topic"): "topics",
    (ProcedureFacts, "target_groups"): "target_groups",
}
"""Fields that hold codes, and the list in which each is looked up."""

REST: Mapping[type[Part], frozenset[str]] = {
    RequiredDocument: frozenset({"canonical", "issuer", "unit", "note"}),
    AuthorityDocument: frozenset({"issuer", "condition", "note"}),
    Step: frozenset({"description"}),
    Channel: frozenset({"provinces", "hours_text"}),
    CaseQuestion: frozenset({"help"}),
    CaseRow: frozenset({"note", "total", "refusal", "instead"}),
    FormulaInput: frozenset({"lowest", "highest", "help"}),
}
"""Fields that most items do without."""

MATTER: Mapping[type[Part], tuple[str, Mapping[str, frozenset[str]]]] = {
    Fee: (
        "kind",
        {
            FeeKind.FREE: frozenset(),
            FeeKind.FIXED: frozenset({"amount_satang", "per", "computed"}),
            FeeKind.RANGE: frozenset({"amount_satang", "amount_max_satang", "per", "computed"}),
            FeeKind.START_AT: frozenset({"amount_satang", "per", "computed"}),
            FeeKind.PERCENT: frozenset({"percent", "percent_base", "computed"}),
            FeeKind.FORMULA: frozenset({"formula", "computed"}),
        },
    ),
}
"""The field that decides, and for each answer the fields that then matter."""

BESIDE: Mapping[type[Part], tuple[tuple[str, ...], ...]] = {
    LegalBasis: (("section", "reviewed_on"),),
    RequestStatistics: (("average", "highest", "lowest"),),
    RequiredDocument: (("originals", "copies"),),
    Representation: (("must_come", "reason"),),
    AuthorityDocument: (("originals", "copies", "stamp_duty_satang"),),
    Fee: (("amount_satang", "amount_max_satang"), ("percent", "percent_base")),
    CopyFee: (("amount_satang", "per"),),
    CaseOption: (("label", "note"),),
    FormulaInput: (("code", "unit"),),
    FormulaOption: (("code", "value"),),
}
"""Short fields that stand beside each other where there is room."""
