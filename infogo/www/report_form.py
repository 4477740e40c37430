"""The form in which a reader says what is wrong on a page; only an address for an answer is her."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from infogo.page_reports.models import LONGEST_TEXT
from infogo.www.rate_form import Comment
from infogo.www.report_words import kinds_of
from infogo.www.send_form import SendForm


class ReportForm(SendForm):
    """What the form asks; ``subject`` is the kind of page, by which kinds of errors are offered."""

    def __init__(self, subject: str, data: Any = None) -> None:
        """Bind what was sent, if anything."""
        super().__init__(data)
        email = self.fields.pop("email")
        choose = _("เลือกว่าพบอะไร")
        self.fields["kind"] = forms.ChoiceField(
            choices=kinds_of(subject),
            widget=forms.RadioSelect,
            label=_("พบอะไร"),
            error_messages={"required": choose, "invalid_choice": choose},
        )
        self.fields["text"] = Comment(
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 6}),
            label=_("รายละเอียดเรื่องที่พบ"),
            error_messages={
                "required": _("เขียนว่าพบอะไร"),
                "max_length": _("ข้อความยาว %(show_value)d ตัวอักษร ตัดให้เหลือไม่เกิน %(limit_value)d"),
                "null_characters_not_allowed": _("ข้อความมีอักขระที่เก็บไม่ได้ พิมพ์ใหม่"),
            },
        )
        email.required = False
        email.label = _("อีเมลรับคำตอบ (ไม่บังคับ)")
        self.fields["email"] = email

    def clean_email(self) -> str:
        """Return the address, or nothing where she left none.

        Raises:
            ValidationError: it is none that we send to.
        """
        return super().clean_email() if self.cleaned_data.get("email") else ""
