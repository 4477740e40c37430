"""What is typed when a point is handed over to another agency."""

from __future__ import annotations

from django import forms

from infogo.points.services import LONGEST_REASON
from infogo.workspace.choices import line


class WhyForm(forms.Form):
    """Why a proposal is declined or taken back."""

    reason = line("เหตุผล", LONGEST_REASON, "เก็บไว้ในประวัติ", required=True)


class AcceptForm(forms.Form):
    """That what will change was read."""

    sure = forms.BooleanField(
        label="อ่านแล้วว่าอะไรจะเปลี่ยน",
        error_messages={"required": "อ่านว่าอะไรจะเปลี่ยน แล้วติ๊กว่าอ่านแล้ว"},
    )


class HandoverForm(AcceptForm):
    """Why, and that what will change was read."""

    reason = line(
        "เหตุผล",
        LONGEST_REASON,
        "เช่น คำสั่งถ่ายโอนที่ 12/2569 หรือ ใส่ผิดหน่วยงานตั้งแต่แรก เก็บไว้ในประวัติ",
        required=True,
    )
    field_order = ("reason", "sure")
