"""Why each section of a manual is asked for, in one line; the law comes from the rules in force."""

from __future__ import annotations

from collections.abc import Mapping

from infogo.manuals.rule_sets import RuleParameters

WHY: Mapping[str, str] = {
    "procedure": "ประชาชนค้นเรื่องนี้พบ และรู้ว่าเป็นเรื่องเดียวกับชื่อทางราชการ",
    "legal_bases": "ประชาชนรู้ว่าหน่วยงานขอสิ่งเหล่านี้ตามกฎหมายใด",
    "service_areas": "ประชาชนรู้ว่าต้องไปหน่วยงานระดับใด",
    "deadline": "ใช้เทียบว่าเวลาที่สัญญาในข้อ 13 ไม่เกินที่กฎหมายกำหนด",
    "statistics": "ใช้วางแผนคนและคิว",
    "reference_name": "ใช้อ้างถึงคู่มือในหนังสือของหน่วยงาน",
    "channels": "ประชาชนเลือกทางที่สะดวก และรู้ว่าเปิดเมื่อไร",
    "criteria": "ประชาชนรู้ก่อนมาว่ายื่นได้หรือไม่",
    "steps": "ประชาชนรู้ว่าใครทำอะไร และได้ผลเมื่อไร",
    "step_reduction": "แสดงว่าหน่วยงานลดภาระของประชาชนแล้วแค่ไหน",
    "documents": "ประชาชนเตรียมมาครบในครั้งเดียว",
    "fees": "ประชาชนเตรียมเงินถูก และไม่มีใครเก็บเกิน",
    "complaints": "ประชาชนมีที่พึ่งเมื่อบริการไม่เป็นตามคู่มือ",
    "forms": "ประชาชนกรอกแบบมาก่อนได้",
    "remark": "ใช้เขียนเรื่องที่ไม่เข้าข้ออื่น",
    "cases": "ประชาชนตอบคำถามสั้น ๆ แล้วเห็นเฉพาะเอกสาร ค่าธรรมเนียม และเวลาของตน",
    "outputs": "ประชาชนรู้ว่าจะได้อะไรกลับไป",
    "provenance": "ประชาชนรู้ว่าเชื่อข้อมูลได้แค่ไหน",
}
RULES: Mapping[str, str] = {
    "legal_bases": "law-review-due",
    "deadline": "over-law-deadline",
    "statistics": "empty-statistics",
    "channels": "no-e-filing",
    "criteria": "missing-content",
    "steps": "missing-content",
    "documents": "copy-of-state-document",
    "fees": "fees-unsaid",
    "complaints": "no-complaint-channel",
}
"""The rule of the lint that stands for a section."""


def law_of(code: str, parameters: RuleParameters) -> str:
    """Return the law behind a section under the rules in force; empty when they name none."""
    setting = parameters.lint.get(RULES.get(code, ""))
    return setting.law if setting else ""
