"""What narrows the queue of the central review; what cannot be read does not count."""

from __future__ import annotations

from django import forms

AGES = (5, 15, 30)
"""Working days for which a draft has waited at least."""
SMALL, MEDIUM, LARGE, FIRST = "small", "medium", "large", "first"
SMALL_WORDS, MEDIUM_WORDS = 20, 100
"""Words that a small and a medium change has at most."""
SIZES = (
    (SMALL, f"เล็ก ไม่เกิน {SMALL_WORDS} คำ"),
    (MEDIUM, f"กลาง {SMALL_WORDS + 1}–{MEDIUM_WORDS} คำ"),
    (LARGE, f"ใหญ่ เกิน {MEDIUM_WORDS} คำ"),
    (FIRST, "ฉบับแรก"),
)
TO_MEND, CLEAN = "warnings", "clean"
FINDINGS = ((TO_MEND, "พบสิ่งที่ควรแก้"), (CLEAN, "ไม่พบสิ่งที่ควรแก้"))


class ReviewFilter(forms.Form):
    """Whose drafts, how old, how large, with which findings."""

    q = forms.CharField(required=False, max_length=100)
    ministry = forms.IntegerField(required=False, min_value=1, max_value=10**15)
    age = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, choices=[(age, age) for age in AGES]
    )
    size = forms.ChoiceField(required=False, choices=SIZES)
    found = forms.ChoiceField(required=False, choices=FINDINGS)
    page = forms.IntegerField(required=False, min_value=1, max_value=99_999)
