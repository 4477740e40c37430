"""Forms that bring files; what they hold is checked by ``infogo.files``."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from infogo.files.checking import MEGABYTE, too_large
from infogo.files.kinds import ACCEPT, ENDINGS, IMAGES
from infogo.files.services import limits
from infogo.files.uploading import TOO_LARGE

ACCEPT_IMAGES = ",".join(f".{end}" for kind in sorted(IMAGES) for end in sorted(ENDINGS[kind]))


def upload_field(label: str, *, images: bool = False, required: bool = True) -> forms.FileField:
    """Return a field for one file with what may be brought in its hint."""
    bounds = limits()
    most = (bounds.image_bytes if images else bounds.file_bytes) // MEGABYTE
    kinds = "JPEG, PNG หรือ WebP" if images else "PDF, Word, Excel, OpenDocument หรือภาพ"
    return forms.FileField(
        label=label,
        help_text=f"{kinds} ไม่เกิน {most} MB",
        required=required,
        allow_empty_file=True,  # the check of files says what is wrong with it
        widget=forms.FileInput(attrs={"accept": ACCEPT_IMAGES if images else ACCEPT}),
        error_messages={"required": "เลือกไฟล์"},
    )


class FormWithFile(forms.Form):
    """What was sent with one file, its field ``file``."""

    def __init__(self, request: HttpRequest, *, initial: dict[str, Any] | None = None) -> None:
        is_sent = request.method == "POST"
        super().__init__(
            request.POST if is_sent else None, request.FILES if is_sent else None, initial=initial
        )
        self.was_too_large = bool(request.META.get(TOO_LARGE))

    def clean(self) -> dict[str, Any]:
        """Say so when the file was dropped on its way for its size."""
        cleaned = super().clean() or {}
        if self.was_too_large:
            self.errors.pop("file", None)
            self.add_error("file", too_large(limits().file_bytes))
        return cleaned


class UploadForm(FormWithFile):
    """A file, and for which agency it is."""

    agency = forms.IntegerField(required=False, min_value=0, max_value=10**15)

    def __init__(self, request: HttpRequest, *, images: bool = False) -> None:
        super().__init__(request)
        self.fields["file"] = upload_field("ไฟล์ภาพ" if images else "ไฟล์", images=images)
