"""What forms of the signed-in faces have in common."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from infogo.core.dates import DateInputError, parse_written_date


def form_status(form: Any, problem: str) -> int:
    """Return the status of a page with a form: 422 when it was sent and not accepted."""
    return 422 if problem or (form.is_bound and form.errors) else 200


def written_day(text: str) -> date | None:
    """Return the day that was typed, ``None`` for nothing.

    Raises:
        ValidationError: it is no day.
    """
    if not text:
        return None
    try:
        return parse_written_date(text)
    except DateInputError as problem:
        raise ValidationError(str(problem)) from problem


class ReasonForm(forms.Form):
    """Why a right ends or an officer leaves."""

    reason = forms.CharField(
        label="เหตุผล",
        help_text="เช่น ย้ายไปหน่วยงานอื่น เก็บไว้ในบันทึกการใช้สิทธิ",
        max_length=300,
    )
