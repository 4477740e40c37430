"""What officers write about a month's report, checked for shape."""

from __future__ import annotations

from django import forms

from infogo.volumes.services.common import LONGEST_NOTE, LONGEST_WORDS
from infogo.workspace.choices import line


class ReopenForm(forms.Form):
    """Why a report that was submitted is opened again."""

    reason = line("เหตุผล", LONGEST_NOTE, "เช่น ใส่จำนวนผิดหนึ่งแถว เก็บไว้ในประวัติ", required=True)


class ExplainForm(forms.Form):
    """A word about one finding of one row."""

    key = forms.CharField(max_length=40)
    kind = forms.CharField(max_length=20)
    text = line("คำอธิบาย", LONGEST_WORDS, required=True)
