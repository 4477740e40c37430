"""What officers type when a request is refused or returned; its meaning is checked by services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from infogo.core.dates import long_date
from infogo.delays.models import DelayCase, Outcome
from infogo.delays.refusals_models import REFUSALS, MadeBy
from infogo.delays.services.checks import LONGEST_BASIS, LONGEST_TEXT
from infogo.delays.services.deficiency import LONGEST_LIST, records_of
from infogo.delays.services.refusals import LONGEST_LAW, Ground, OwnAppeal
from infogo.office.delay_forms import ThaiDate, words
from infogo.workspace.choices import Checks, line, radios

OUTCOMES = [(outcome.value, outcome.label) for outcome in REFUSALS]
NOT_HERE = "ห้ามใส่ชื่อหรือเลขบัตรของผู้ยื่น"
OWN_APPEAL = "เว้นว่าง ถ้ากฎหมายของเรื่องนี้ไม่ได้กำหนดการอุทธรณ์ไว้เอง"


class ReasonForm(forms.Form):
    """Reasons of a refusal whose outcome is known already."""

    reason = words(
        "เหตุผล",
        f"อยู่ในหนังสือถึงผู้ยื่น บอกว่าเพราะอะไร และต้องแก้อะไรถ้าจะยื่นใหม่ {NOT_HERE}",
        LONGEST_TEXT,
    )
    facts = words(
        "ข้อเท็จจริง", f"ต้องใส่เมื่อไม่อนุญาต ตรวจพบอะไร {NOT_HERE}", LONGEST_TEXT, required=False
    )
    law = line(
        "กฎหมายและมาตรา",
        LONGEST_LAW,
        "ต้องใส่เมื่อไม่อนุญาต เช่น พ.ร.บ.ควบคุมอาคาร พ.ศ. 2522 มาตรา 25",
    )
    missing = words("เอกสารที่ยังขาด", "ต้องใส่เมื่อคืนคำขอ บรรทัดละหนึ่งรายการ", LONGEST_LIST, required=False)
    record = line("เลขที่บันทึกความบกพร่อง", LONGEST_BASIS, "ต้องใส่เมื่อคืนคำขอ เช่น บันทึกเลขที่ 12/2569")
    record_on = ThaiDate(
        "วันที่ทำบันทึกความบกพร่อง",
        "ต้องใส่เมื่อคืนคำขอ ถ้าทำบันทึกหลังวันครบกำหนด นับว่าเกินกำหนด เช่น 3 ส.ค. 2569",
        required=False,
    )
    record_due_on = ThaiDate(
        "วันสุดท้ายที่บันทึกให้ส่งเอกสาร",
        "ต้องใส่เมื่อคืนคำขอ คืนได้เมื่อพ้นวันนั้นแล้ว ถ้าวันนั้นเป็นวันหยุด คืนได้หลังวันทำการถัดไป เช่น 19 ส.ค. 2569",
        required=False,
    )
    made_by = radios(
        "ผู้ออกคำสั่ง",
        MadeBy.choices,
        initial=MadeBy.OFFICER.value,
        help_text="คำสั่งของเจ้าหน้าที่อุทธรณ์ต่อผู้ออกคำสั่ง คำสั่งของรัฐมนตรีหรือคณะกรรมการฟ้องต่อศาลปกครอง "
        "เว้นแต่กฎหมายของเรื่องนี้กำหนดการอุทธรณ์ไว้เอง",
    )
    appeal_days = forms.IntegerField(
        label="กฎหมายของเรื่องนี้ให้อุทธรณ์ภายในกี่วัน",
        help_text=OWN_APPEAL,
        required=False,
        error_messages={"invalid": "ใส่จำนวนวันเป็นตัวเลข เช่น 30"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    appeal_to = line("ยื่นอุทธรณ์ต่อใคร", LONGEST_BASIS, OWN_APPEAL)
    appeal_law = line("กฎหมายที่กำหนดการอุทธรณ์", LONGEST_LAW, OWN_APPEAL)

    def __init__(self, *given: Any, asked: Sequence[str] = (), **named: Any) -> None:
        """Offer what a deficiency record asks for, where one is kept; else it is written."""
        super().__init__(*given, **named)
        if asked:
            self.fields["missing"] = forms.MultipleChoiceField(
                label="เอกสารที่ยังขาด",
                help_text="ต้องเลือกเมื่อคืนคำขอ เลือกเฉพาะที่ยังไม่ได้รับ คืนคำขอเพราะขาดสิ่งที่บันทึกไม่ได้เรียกไม่ได้",
                choices=[(item, item) for item in asked],
                widget=Checks,
                required=False,
                error_messages={"invalid_choice": "เลือกเอกสารที่บันทึกเรียก"},
            )

    def ground(self) -> Ground:
        """Return the reasons as far as they could be read."""
        said = self.cleaned_data
        days, to, law = (said.get(name) for name in ("appeal_days", "appeal_to", "appeal_law"))
        return Ground(
            reason=said.get("reason", ""),
            facts=said.get("facts", ""),
            law=said.get("law", ""),
            missing=_lines(said.get("missing", "")),
            record=said.get("record", ""),
            record_on=said.get("record_on"),
            record_due_on=said.get("record_due_on"),
            made_by=MadeBy(said.get("made_by") or MadeBy.OFFICER),
            appeal=OwnAppeal(days or 0, to or "", law or "")
            if days is not None or to or law
            else None,
        )


class RefusalForm(ReasonForm):
    """That a request was refused or returned, when, and why."""

    outcome = radios("ผล", OUTCOMES)
    decided_on = ThaiDate("วันที่ออกคำสั่ง")
    told_on = ThaiDate("วันที่แจ้งผลให้ผู้ยื่นทราบ", "เว้นว่างได้ แล้วกลับมาบันทึกภายหลัง", required=False)
    field_order = ("outcome", "decided_on", "told_on")

    def outcome_said(self) -> Outcome | None:
        """Return what was chosen, ``None`` when nothing was."""
        said = self.cleaned_data.get("outcome")
        return Outcome(said) if said else None

    def decided_said(self) -> date | None:
        """Return the day, ``None`` when it could not be read."""
        found: date | None = self.cleaned_data.get("decided_on")
        return found


class ReceiptRefusalForm(RefusalForm):
    """The same of a receipt, which does not say when anybody was told."""

    told_on = None  # type: ignore[assignment]  # Django takes a field of a parent away so


def known_of(case: DelayCase) -> Mapping[str, Any]:
    """Return what the last deficiency record of a case says already, as a form begins with it."""
    records = records_of(case)
    if not records:
        return {}
    last = records[-1]
    days = {"record_on": last.begins_on, "record_due_on": last.complete_by}
    return {
        "missing": last.missing.splitlines() or "",
        "record": last.basis,
        **{name: long_date(day) for name, day in days.items() if day is not None},
    }


def asked_of(case: DelayCase) -> list[str]:
    """Return all that the deficiency records of a case ask for; nothing where none tells it."""
    return list(
        dict.fromkeys(item for one in records_of(case) for item in one.missing.splitlines())
    )


def _lines(said: str | list[str]) -> str:
    """Return documents one a line, whether they were written or chosen."""
    return said if isinstance(said, str) else "\n".join(said)
