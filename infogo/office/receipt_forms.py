"""What officers type when they give or finish receipts, checked for shape."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Any

from django import forms

from infogo.core.dates import BANGKOK, arabic_digits
from infogo.delays.receipts import Filed
from infogo.delays.receipts_code import LONGEST_TYPED
from infogo.workspace.choices import line
from infogo.workspace.forms import DayField

LONGEST_ADDRESS = LONGEST_REASON = 300
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


class IssueForm(forms.Form):
    """For which service a receipt is given, and when it was filed if not just now."""

    pin = forms.IntegerField(min_value=1, max_value=10**15)
    key = forms.CharField(min_length=16, max_length=32)
    on = DayField("วันที่รับเรื่อง", "เว้นว่าง คือวันนี้", required=False)
    at = line("เวลาที่รับเรื่อง", 20, "เว้นว่าง คือขณะนี้ เช่น 9.30")
    by_channel = forms.BooleanField(label="ยื่นทางอิเล็กทรอนิกส์", required=False)

    def clean_at(self) -> time | None:
        """Return the time of day.

        Raises:
            ValidationError: it is none.
        """
        text = arabic_digits(self.cleaned_data["at"]).replace("น.", "").strip()
        if not text:
            return None
        found = _TIME.fullmatch(text)
        if found is None:
            raise forms.ValidationError("ใส่เวลาเป็นชั่วโมง.นาที เช่น 9.30")
        return time(int(found[1]), int(found[2]))

    def clean(self) -> dict[str, Any]:
        """A day needs its time: the clock of some services runs in minutes."""
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("on")) != bool(cleaned.get("at")):
            self.add_error("at", "ใส่ทั้งวันที่และเวลา หรือเว้นว่างทั้งสองช่อง")
        return cleaned

    def filed(self, now: datetime) -> Filed:
        """Return when it was filed; for a form that is valid."""
        on, at = self.cleaned_data["on"], self.cleaned_data["at"]
        moment = datetime.combine(on, at, BANGKOK) if on and at else now
        return Filed(moment, self.cleaned_data["by_channel"])


class FindForm(forms.Form):
    """The code of a receipt, typed or scanned as an address."""

    code = line("รหัสใบรับ", LONGEST_ADDRESS, "พิมพ์ หรือสแกนคิวอาร์โค้ด", required=True)

    def clean_code(self) -> str:
        """Return the code alone."""
        return str(self.cleaned_data["code"].rstrip("/").rsplit("/", 1)[-1][:LONGEST_TYPED])


class FinishForm(forms.Form):
    """When something was decided."""

    finished_on = DayField("วันที่เสร็จ")


class ReopenForm(forms.Form):
    """Why a receipt that was finished is opened again."""

    reason = line("เหตุผล", LONGEST_REASON, "เช่น ปิดผิดใบ หรือใส่วันผิด เก็บไว้ในบันทึก", required=True)
