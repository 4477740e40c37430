"""The form with which an officer sends a spreadsheet, and the one that narrows a download."""

from __future__ import annotations

from django import forms


class UploadForm(forms.Form):
    """One file; what is in it is looked at by ``infogo.bulk``."""

    file = forms.FileField(
        label="ไฟล์ที่แก้แล้ว",
        help_text="Excel (.xlsx) หรือ CSV ไม่เกิน 10 MB และ 20,000 แถว",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={
            "required": "เลือกไฟล์ที่จะส่ง",
            "empty": "ไฟล์ว่างเปล่า เลือกไฟล์ที่มีข้อมูล",
        },
    )


class DownloadForm(forms.Form):
    """Which rows, and as what kind of file."""

    province = forms.CharField(required=False, max_length=2)
    q = forms.CharField(required=False, max_length=100)
    month = forms.CharField(required=False, max_length=7)
    file = forms.ChoiceField(
        choices=[("xlsx", "Excel"), ("csv", "CSV"), ("template", "ไฟล์เปล่า")], required=False
    )
