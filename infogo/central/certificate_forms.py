"""What the central agency decides about a certificate."""

from __future__ import annotations

from typing import Any

from django import forms

from infogo.points.certificates import LONGEST_REASON
from infogo.workspace.choices import line, radios

CONFIRM, REFUSE = "confirm", "refuse"
OUTCOMES = (
    (CONFIRM, "ถูกต้อง ยืนยันให้ประชาชนเห็น"),
    (REFUSE, "ไม่ยืนยัน หรือเพิกถอนที่เคยยืนยัน"),
)


class DecideForm(forms.Form):
    """Whether it is true; whoever says no says why."""

    outcome = radios("ผลตรวจ", OUTCOMES)
    reason = line("บอกหน่วยงานว่าเพราะอะไร", LONGEST_REASON, "ต้องใส่เมื่อไม่ยืนยัน หน่วยงานเห็นข้อความนี้")
    seen = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where it is refused."""
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == REFUSE and not cleaned.get("reason"):
            self.add_error("reason", "บอกหน่วยงานว่าเพราะอะไรจึงไม่ยืนยัน")
        return cleaned
