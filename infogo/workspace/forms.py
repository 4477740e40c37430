"""What forms of the signed-in faces have in common."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from infogo.core.dates import DateInputError, parse_written_date
from infogo.workspace.choices import line

DAY_HINT = "วัน เดือน ปี พ.ศ. เช่น 19 สิงหาคม 2569"
LONGEST_DAY = 40


def form_status(form: Any, problem: str) -> int:
    """Return the status of a page with a form: 422 when it was sent and not accepted."""
    return 422 if problem or (form.is_bound and form.errors) else 200


def begin_anew(form: forms.Form, version: int) -> None:
    """Let a form that was refused begin at the version that its page shows now.

    What she typed stays. With the version that she saw before it would be refused for ever.
    """
    said: Any = form.data
    form.data = said.copy()
    form.data["seen"] = str(version)  # type: ignore[index]


def said_so_far(request: HttpRequest) -> dict[str, Any]:
    """Return what a form is made from: what was sent, to be judged, or only to be shown again.

    The second where she pressed the ``find`` inside the form: she looks for a record to choose and
    is not done yet, so nothing is wrong and nothing may be lost.
    """
    if "find" in request.POST:
        return {"initial": request.POST.dict()}
    return {"data": request.POST or None}


def words_sought(request: HttpRequest) -> str:
    """Return what is typed in the search box of a form, or in the address of its page."""
    return str(request.POST.get("q", request.GET.get("q", "")))


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


class DayField(forms.CharField):
    """A day as people write it."""

    def __init__(self, label: str, hint: str = DAY_HINT, *, required: bool = True) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=required,
            max_length=LONGEST_DAY,
            error_messages={"required": f"ใส่{label}", "max_length": "อ่านวันที่ไม่ได้"},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def clean(self, value: Any) -> date | None:
        """Return the day.

        Raises:
            ValidationError: it is none.
        """
        return written_day(super().clean(value))


class ReasonForm(forms.Form):
    """Why a right ends or an officer leaves."""

    reason = line("เหตุผล", 300, "เช่น ย้ายไปหน่วยงานอื่น เก็บไว้ในบันทึกการใช้สิทธิ", required=True)
