"""What the central agency types about failed searches, checked for shape."""

from __future__ import annotations

from typing import Any

from django import forms

from infogo.editing.models import ProposalState
from infogo.editing.services.proposals import MOST_WORDS
from infogo.editing.words import LONGEST_TAG, split_tags
from infogo.workspace.choices import Prose

OPEN, PROPOSED, NOBODY = "open", "proposed", "nobody"
SHOWN = (
    (OPEN, "ยังไม่มีข้อเสนอ"),
    (PROPOSED, "เสนอป้ายคำแล้ว"),
    (NOBODY, "ยังไม่รู้ว่าเป็นของใคร"),
)
LOOK, PROPOSE = "look", "propose"
LONGEST_WHY = 400


class SearchesFilter(forms.Form):
    """Which failed searches to list; what cannot be read does not count."""

    q = forms.CharField(required=False, max_length=100)
    agency = forms.IntegerField(required=False, min_value=1, max_value=10**15)
    show = forms.ChoiceField(required=False, choices=SHOWN)
    page = forms.IntegerField(required=False, min_value=1, max_value=9_999)


class PickForm(forms.Form):
    """Which manual a search is to be compared with."""

    manual = forms.IntegerField(required=False, min_value=1, max_value=10**15)
    query = forms.CharField(required=False, max_length=100)


class ProposeForm(forms.Form):
    """The words to propose and why."""

    words = forms.CharField(
        label="ป้ายคำที่เสนอ",
        help_text=f"คั่นด้วยจุลภาคหรือขึ้นบรรทัดใหม่ ไม่เกิน {MOST_WORDS} คำ คำละไม่เกิน {LONGEST_TAG} ตัวอักษร",
        max_length=(LONGEST_TAG + 2) * MOST_WORDS * 2,
        widget=Prose(attrs={"rows": 3}),
        error_messages={"required": "ใส่ป้ายคำที่เสนอ"},
    )
    why = forms.CharField(
        label="บอกหน่วยงานเจ้าของ (ถ้ามี)",
        required=False,
        max_length=LONGEST_WHY,
        widget=Prose(attrs={"rows": 2}),
    )

    def clean_words(self) -> list[str]:
        """Return the words, each once."""
        return split_tags(self.cleaned_data["words"])


class ProposalFilter(forms.Form):
    """Which proposals to list."""

    state = forms.ChoiceField(required=False, choices=ProposalState.choices)
    page = forms.IntegerField(required=False, min_value=1, max_value=9_999)


def cleaned(form: forms.Form) -> dict[str, Any]:
    """Return what could be read of a filter."""
    form.is_valid()
    return form.cleaned_data
