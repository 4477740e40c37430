"""The form with which an officer makes a token for a program."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from infogo.accounts.perms import Rights
from infogo.accounts.tokens import LONGEST_NAME
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
    expires_on = line("ใช้ได้ถึงวันที่", 40, "ไม่เกินหนึ่งปี เช่น 30 ก.ย. 2570", required=True)

    def __init__(self, *args: Any, rights: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acts"].choices = acts_to_give(rights)  # type: ignore[attr-defined]

    def clean_expires_on(self) -> date:
        """Read the last day as people write it."""
        try:
            return parse_written_date(self.cleaned_data["expires_on"])
        except DateInputError as error:
            raise forms.ValidationError(str(error)) from error
