"""What an agency types when it answers about a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from infogo.files.checking import too_large
from infogo.files.services import limits
from infogo.files.uploading import TOO_LARGE
from infogo.inspection.models import LONGEST_TEXT
from infogo.inspection.services import MOST_FILES
from infogo.office.file_forms import upload_field
from infogo.workspace.choices import Prose


class ManyFilesInput(forms.FileInput):
    """A field with which several files are chosen at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Files, perhaps none; what each holds is checked where it is kept."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files that came."""
        given = data if isinstance(data, list) else [data] if data else []
        return [super(ManyFilesField, self).clean(each, initial) for each in given]


class AnswerForm(forms.Form):
    """The agency's explanation, its files, and whether it mended the manual."""

    text = forms.CharField(
        label="คำชี้แจง",
        help_text="บอกเหตุผลของขั้นตอนและเวลา และสิ่งที่จะทำให้สั้นลง",
        max_length=LONGEST_TEXT,
        widget=Prose(attrs={"rows": 8}),
        error_messages={
            "required": "เขียนคำชี้แจง",
            "max_length": f"เขียนไม่เกิน {LONGEST_TEXT:,} ตัวอักษร",
        },
    )
    says_fixed = forms.BooleanField(
        label="แก้คู่มือแล้ว หรือกำลังแก้", required=False, widget=forms.CheckboxInput()
    )
    seen = forms.IntegerField(
        min_value=0,
        max_value=10**9,
        widget=forms.HiddenInput,
        error_messages={"required": "เปิดหน้านี้ใหม่"},
    )

    def __init__(self, request: HttpRequest, *, version: int) -> None:
        is_sent = request.method == "POST"
        super().__init__(
            request.POST if is_sent else None,
            request.FILES if is_sent else None,
            initial={"seen": version},
        )
        self.was_too_large = bool(request.META.get(TOO_LARGE))
        one = upload_field("ไฟล์ประกอบ (ถ้ามี)", required=False)
        self.fields["files"] = ManyFilesField(
            label=one.label,
            help_text=f"{one.help_text} ต่อไฟล์ แนบได้ไม่เกิน {MOST_FILES} ไฟล์",
            required=False,
            allow_empty_file=True,  # the check of files says what is wrong with it
            widget=ManyFilesInput(attrs={**one.widget.attrs, "multiple": True}),
        )
        self.order_fields(["text", "files", "says_fixed", "seen"])

    def clean(self) -> dict[str, Any]:
        """Say so when a file was dropped on its way for its size."""
        cleaned = super().clean() or {}
        if self.was_too_large:
            self.errors.pop("files", None)
            self.add_error("files", too_large(limits().file_bytes))
        return cleaned
