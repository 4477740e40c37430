"""What differs at a counter as a form: of one pin, or the same of several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from infogo.core.dates import arabic_digits
from infogo.core.written import Written, phones_text, stored_phones
from infogo.pins.models import Pin
from infogo.workspace.choices import line, radios

YES, NO, UNKNOWN, KEEP = "yes", "no", "", "keep"
ANSWERS = {YES: True, NO: False, UNKNOWN: None}
POINT, OWN = "point", "own"
TRI_STATE = {
    "accepts_walk_in": ("นัดก่อนหรือไม่", "ไปได้เลย ไม่ต้องนัด", "ต้องนัดก่อน"),
    "residents_only": (
        "ใครยื่นที่นี่ได้",
        "เฉพาะผู้มีชื่อในทะเบียนบ้านในพื้นที่",
        "ยื่นได้ทุกคน ไม่จำกัดพื้นที่",
    ),
    "accepts_foreigners": ("คนต่างชาติ", "รับคนต่างชาติ", "ไม่รับคนต่างชาติ"),
}
TEXTS = {
    "counter": ("ช่องหรือเคาน์เตอร์", 100, "ถ้ามี เช่น 3 หรือ งานทะเบียน ชั้น 1"),
    "phones": ("เบอร์โทรของเรื่องนี้", 400, "เว้นว่างถ้าใช้เบอร์ของจุดให้บริการ เช่น 0 2281 3333 ต่อ 12"),
    "queue_url": ("ลิงก์จองคิว", 200, "ถ้ามี เช่น https://queue.example.go.th"),
    "daily_limit": ("รับวันละไม่เกินกี่ราย", 10, "เว้นว่างถ้าไม่จำกัดหรือยังไม่ทราบ"),
    "note": ("หมายเหตุถึงประชาชน", 300, "ถ้ามี เช่น ปิดรับคำขอ 15.30 น."),
}
MOST_DIGITS = 5


class FactsForm(forms.Form):
    """The fields that both forms have; ``facts()`` is what was said, after ``is_valid()``."""

    def clean_queue_url(self) -> str:
        """Return a link that begins with http or https, or nothing."""
        return self._written("queue_url", Written.website)

    def clean_phones(self) -> list[dict[str, str]]:
        """Return the numbers as a pin keeps them."""
        return stored_phones(self._written("phones", Written.phones))

    def clean_daily_limit(self) -> int | None:
        """Return the number of persons; digits may be Thai ones."""
        text = arabic_digits(self.cleaned_data.get("daily_limit") or "").replace(",", "").strip()
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS and int(text)):
            raise forms.ValidationError("ใส่จำนวนเป็นตัวเลขตั้งแต่ 1 ขึ้นไป เช่น 40")
        return int(text)

    def _written(self, name: str, read: Any) -> Any:
        written = Written({name: self.cleaned_data.get(name) or ""})
        value = read(written, name)
        if written.problems:
            raise forms.ValidationError(written.problems[name])
        return value


def _text(name: str) -> forms.CharField:
    label, longest, hint = TEXTS[name]
    return line(label, longest, hint)


def _answer(name: str, *more: tuple[str, str]) -> forms.ChoiceField:
    label, yes, no = TRI_STATE[name]
    choices = [*more, (YES, yes), (NO, no), (UNKNOWN, "ยังไม่ทราบ")]
    return radios(label, choices, required=False, initial=more[0][0] if more else UNKNOWN)


class PinForm(FactsForm):
    """The facts of one pin; its own hours have a form of their own beside it."""

    counter = _text("counter")
    accepts_walk_in = _answer("accepts_walk_in")
    residents_only = _answer("residents_only")
    accepts_foreigners = _answer("accepts_foreigners")
    queue_url = _text("queue_url")
    daily_limit = _text("daily_limit")
    phones = _text("phones")
    note = _text("note")
    hours_of = radios(
        "เวลาทำการของเรื่องนี้",
        [(POINT, "เหมือนเวลาของจุดให้บริการ"), (OWN, "เรื่องนี้มีเวลาของตัวเอง")],
        initial=POINT,
    )

    def facts(self) -> dict[str, Any]:
        """Return every fact but the hours."""
        values = {name: self.cleaned_data[name] for name in TEXTS}
        return values | {name: ANSWERS[self.cleaned_data[name]] for name in TRI_STATE}

    @classmethod
    def initial_of(cls, pin: Pin) -> dict[str, Any]:
        """Return what a pin says now, as the fields show it."""
        words = {True: YES, False: NO, None: UNKNOWN}
        return {
            "counter": pin.counter,
            "queue_url": pin.queue_url,
            "daily_limit": pin.daily_limit or "",
            "note": pin.note,
            "phones": phones_text(pin.phones),
            "hours_of": OWN if pin.hours else POINT,
            **{name: words[getattr(pin, name)] for name in TRI_STATE},
        }


CLEARED: Mapping[str, Any] = {
    "counter": "",
    "phones": [],
    "queue_url": "",
    "daily_limit": None,
    "note": "",
    "hours": {},
}
"""What the facts are that a person wipes out; no own hours means the point's."""


class SeveralForm(FactsForm):
    """The same facts for several pins: what is left alone stays as it is in each."""

    accepts_walk_in = _answer("accepts_walk_in", (KEEP, "ไม่เปลี่ยน"))
    residents_only = _answer("residents_only", (KEEP, "ไม่เปลี่ยน"))
    accepts_foreigners = _answer("accepts_foreigners", (KEEP, "ไม่เปลี่ยน"))
    counter = _text("counter")
    queue_url = _text("queue_url")
    daily_limit = _text("daily_limit")
    phones = _text("phones")
    note = _text("note")
    wipe = forms.MultipleChoiceField(
        label="ลบข้อมูลเดิม",
        help_text="ช่องข้อความที่เว้นว่างจะไม่เปลี่ยน ถ้าต้องการลบให้ติ๊กที่นี่",
        required=False,
        choices=[
            *((name, label) for name, (label, _longest, _hint) in TEXTS.items()),
            ("hours", "เวลาของเรื่องนี้ (กลับไปใช้เวลาของจุด)"),
        ],
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        """Check that a fact is not both written and wiped out."""
        cleaned = super().clean() or {}
        for name in cleaned.get("wipe", ()):
            if cleaned.get(name):
                self.add_error(name, "ช่องนี้มีข้อความใหม่และติ๊กให้ลบด้วย เลือกอย่างใดอย่างหนึ่ง")
        return cleaned

    def facts(self) -> dict[str, Any]:
        """Return only what is to change."""
        values = {name: self.cleaned_data[name] for name in TEXTS if self.cleaned_data[name]}
        values |= {name: CLEARED[name] for name in self.cleaned_data["wipe"]}
        answers = ((name, self.cleaned_data[name]) for name in TRI_STATE)
        return values | {name: ANSWERS[answer] for name, answer in answers if answer != KEEP}
