"""What officers type about an address to which changes are sent."""

from __future__ import annotations

from typing import Any

from django import forms

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.changes.models import LONGEST_NAME, LONGEST_URL
from infogo.changes.services import MOST_AGENCIES, Wanted
from infogo.core.converters import LARGEST_ID
from infogo.core.dates import arabic_digits
from infogo.office.pages.webhooks import KIND_WORDS
from infogo.workspace.choices import Checks, line

LONGEST_LIST = MOST_AGENCIES * 10


class WebhookForm(forms.Form):
    """Where, for whom, and about what."""

    name = line("ชื่อปลายทาง", LONGEST_NAME, "เช่น ระบบค้นหาของกรม", required=True)
    url = line(
        "ที่อยู่ของโปรแกรมที่รับ", LONGEST_URL, "ขึ้นต้นด้วย https:// และเปิดจากอินเทอร์เน็ตได้", required=True
    )
    agency = line("เลขหน่วยงานที่เป็นเจ้าของ", 10, attrs={"inputmode": "numeric"})
    kinds = forms.MultipleChoiceField(
        label="ส่งข้อมูลชนิดใด",
        help_text="ไม่เลือกคือส่งทุกชนิด",
        choices=list(KIND_WORDS.items()),
        widget=Checks,
        required=False,
        error_messages={"invalid_choice": "เลือกจากรายการ"},
    )
    agencies = line(
        "ส่งเฉพาะหน่วยงาน (ถ้ามี)",
        LONGEST_LIST,
        "เลขท้ายหน้าหน่วยงาน คั่นด้วยจุลภาค รวมหน่วยงานในสังกัด เว้นว่างคือทุกหน่วยงาน",
    )

    def __init__(self, *args: Any, rights: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_central = rights.everywhere(Act.ADMINISTER)
        hint = "เลขท้ายหน้าหน่วยงาน"
        if self.is_central:
            hint += " เว้นว่างคือส่วนกลาง"
        self.fields["agency"].help_text = hint
        first = rights.agencies(Act.ADMINISTER).order_by("pk").values_list("pk", flat=True).first()
        if first is not None and not self.is_central:
            self.fields["agency"].initial = first

    def clean_agency(self) -> int | None:
        """Read whose it is."""
        text = self.cleaned_data["agency"].strip()
        if not text and self.is_central:
            return None
        found = _ids(text)
        if len(found) != 1:
            raise forms.ValidationError("ใส่เลขท้ายหน้าหน่วยงานที่คุณดูแล")
        return found[0]

    def clean_agencies(self) -> tuple[int, ...]:
        """Read the numbers."""
        return _ids(self.cleaned_data["agencies"])

    def wanted(self) -> Wanted:
        """Return what was typed."""
        typed = self.cleaned_data
        kinds = tuple(typed["kinds"])
        return Wanted(typed["name"], typed["url"].strip(), kinds, typed["agencies"])


def _ids(text: str) -> tuple[int, ...]:
    words = arabic_digits(text).replace(",", " ").split()
    if any(not word.isascii() or not word.isdecimal() or len(word) > 10 for word in words):
        raise forms.ValidationError("ใส่เป็นตัวเลข คั่นด้วยจุลภาค")
    found = tuple(int(word) for word in words)
    if any(not 0 < one <= LARGEST_ID for one in found):
        raise forms.ValidationError("มีเลขที่ไม่ใช่เลขหน่วยงาน")
    return found
