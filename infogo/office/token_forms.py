"""The form with which an officer makes a token for a program."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from infogo.accounts.perms import Rights
from infogo.accounts.services import RefusedError
from infogo.accounts.tokens import LONGEST_NAME, read_networks
from infogo.core.dates import DateInputError, parse_written_date
from infogo.office.pages.tokens import acts_to_give
from infogo.workspace.choices import Checks, line


class TokenForm(forms.Form):
    """What the program is called, what it may do, and until when."""

    name = line("ชื่อโปรแกรม", LONGEST_NAME, "เช่น ระบบรับคำขอของกรม", required=True)
    acts = forms.MultipleChoiceField(
        label="โปรแกรมทำอะไรได้",
        widget=Checks,
        error_messages={
            "required": "เลือกสิ่งที่โปรแกรมทำได้อย่างน้อยหนึ่งอย่าง",
            "invalid_choice": "เลือกจากรายการ",
        },
    )
    expires_on = line("วันสุดท้ายที่ใช้ได้", 40, "ไม่เกินหนึ่งปี เช่น 30 ก.ย. 2570", required=True)

    networks = line(
        "เรียกได้จากเครือข่าย",
        1000,
        "ถ้ามี คั่นด้วยจุลภาค เช่น 203.0.113.0/24, 198.51.100.7 เว้นว่างคือเรียกจากที่ใดก็ได้",
    )

    def __init__(self, *args: Any, rights: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acts"].choices = acts_to_give(rights)  # type: ignore[attr-defined]

    def clean_expires_on(self) -> date:
        """Read the last day as people write it."""
        try:
            return parse_written_date(self.cleaned_data["expires_on"])
        except DateInputError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_networks(self) -> list[str]:
        """Read the networks, one after the other."""
        typed = self.cleaned_data["networks"].replace(",", " ").split()
        try:
            return read_networks(typed)
        except RefusedError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
