"""What an officer says when she submits a draft."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from infogo.core.dates import (
    BANGKOK,
    DateInputError,
    arabic_digits,
    parse_written_date,
    short_date,
)
from infogo.workspace.choices import Prose

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:\s*น\.?)?")
BEGIN_OF_WORK = time(8, 30)


class SubmitForm(forms.Form):
    """What is new for citizens, and when they shall see it."""

    seen = forms.IntegerField(min_value=1, max_value=10**9, widget=forms.HiddenInput)
    note = forms.CharField(
        max_length=400,
        required=False,
        label="มีอะไรใหม่ (ถ้ามี)",
        help_text="ประชาชนอ่านได้ในประวัติของคู่มือ เช่น ลดค่าธรรมเนียม เพิ่มช่องทางออนไลน์",
        widget=Prose(attrs={"rows": 3}),
    )
    day = forms.CharField(
        max_length=40,
        required=False,
        label="วันที่เผยแพร่ (ถ้าต้องการกำหนด)",
        help_text="เช่น 1 ต.ค. 2569 เว้นว่างเพื่อเผยแพร่ทันทีที่อนุมัติ",
    )
    hour = forms.CharField(
        max_length=20, required=False, label="เวลา (ถ้าต้องการกำหนด)", help_text="เช่น 08:30"
    )

    def clean(self) -> dict[str, Any]:
        """Put day and time together as ``publish_at``, in Thai time."""
        cleaned = super().clean() or {}
        day, hour = cleaned.get("day", ""), cleaned.get("hour", "")
        cleaned["publish_at"] = None
        if hour and not day and "day" not in self.errors:
            self.add_error("day", "ใส่วันที่ด้วย หรือเว้นว่างทั้งวันที่และเวลา")
        elif day:
            try:
                on, at = parse_written_date(day), _time_of(hour)
                cleaned["publish_at"] = datetime.combine(on, at, BANGKOK)
            except DateInputError as problem:
                self.add_error("day", str(problem))
            except ValidationError as problem:
                self.add_error("hour", problem)
        return cleaned


class SeenForm(forms.Form):
    """A step that needs no words: only which version of the draft she saw."""

    seen = forms.IntegerField(min_value=1, max_value=10**9, widget=forms.HiddenInput)


def submit_initial(seen: int, note: str, publish_at: datetime | None) -> dict[str, Any]:
    """Return what the form shows at first: what the draft says already."""
    local = publish_at.astimezone(BANGKOK) if publish_at else None
    return {
        "seen": seen,
        "note": note,
        "day": short_date(local.date()) if local else "",
        "hour": f"{local:%H:%M}" if local else "",
    }


def _time_of(text: str) -> time:
    if not text:
        return BEGIN_OF_WORK
    found = _TIME.fullmatch(arabic_digits(text).strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValidationError("ใส่เวลาเป็นชั่วโมงและนาที เช่น 08:30")
    return time(int(found[1]), int(found[2]))
