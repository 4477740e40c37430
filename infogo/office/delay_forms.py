"""What officers type about delayed requests; what it means is checked by the services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet

from infogo.core.dates import BANGKOK
from infogo.core.durations import Duration, DurationUnit, unit_name
from infogo.core.times import TimeInputError, read_moment
from infogo.delays.errors import DelayError
from infogo.delays.models import NoticeChannel, Outcome, PauseKind
from infogo.delays.reference import LONGEST_REFERENCE, read_reference
from infogo.delays.refusals_models import REFUSALS
from infogo.delays.services.cases import check_received
from infogo.delays.services.checks import LONGEST_BASIS, LONGEST_TEXT, NOT_A_RECORD
from infogo.delays.services.deficiency import LONGEST_LIST, Deficiency
from infogo.manuals.pauses import PauseRule
from infogo.manuals.rule_sets import DelayReason
from infogo.pins.models import Pin
from infogo.workspace.choices import Prose, line, radios, too_long
from infogo.workspace.forms import written_day

LONGEST_DATE = 40
UNITS = [(unit.value, unit_name(unit)) for unit in DurationUnit]


class ThaiDate(forms.CharField):
    """A day as people write it, in the Buddhist Era."""

    def __init__(self, label: str, hint: str = "", **more: Any) -> None:
        super().__init__(
            label=label,
            help_text=hint or "เช่น 19 ส.ค. 2569 หรือ 19/8/2569",
            max_length=LONGEST_DATE,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={
                "required": f"ใส่{label}",
                "max_length": f"อ่าน{label}ไม่ได้ พิมพ์เช่น 19 ส.ค. 2569",
            },
            **more,
        )

    def clean(self, value: Any) -> Any:
        """Return the day, ``None`` when nothing was typed and nothing has to be.

        A form asks for several days: what is wrong with one names it, above the form as well.
        """
        text = super().clean(value)
        try:
            return written_day(text)
        except forms.ValidationError as problem:
            raise forms.ValidationError(f"{self.label}: {problem.messages[0]}") from problem


def words(label: str, hint: str, longest: int, *, required: bool = True) -> forms.CharField:
    """Return a field of several lines."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=longest,
        widget=Prose(attrs={"rows": 4}),
        error_messages={
            "required": f"ใส่{label}",
            "max_length": too_long(label, longest),
        },
    )


@contextmanager
def _beside_its_field() -> Iterator[None]:
    """Say what the rules of delays refuse as a form says it."""
    try:
        yield
    except DelayError as refusal:
        raise forms.ValidationError(str(refusal)) from refusal


class CaseForm(forms.Form):
    """A request to be watched; everything that is wrong is found at once.

    ``counters`` are the pins among which she may choose.
    """

    counter = forms.IntegerField(
        label="เรื่องและจุดให้บริการ",
        min_value=1,
        max_value=10**15,
        error_messages={"required": "เลือกเรื่องและจุดให้บริการ", "invalid": "เลือกเรื่องและจุดให้บริการ"},
    )
    reference = line(
        "เลขที่คำขอ",
        LONGEST_REFERENCE,
        "เลขตามทะเบียนรับของหน่วยงาน เช่น อภ 123/2569 ห้ามใส่ชื่อหรือเลขบัตรของผู้ยื่น",
        required=True,
    )
    received = ThaiDate("วันที่รับคำขอครบถ้วน", "วันที่เอกสารครบตามคู่มือ เช่น 19 ส.ค. 2569")
    received_time = line("เวลาที่รับ", 20, "เช่น 10.30", required=True)
    by_channel = forms.BooleanField(label="ยื่นผ่านช่องทางอิเล็กทรอนิกส์ที่หน่วยงานประกาศ", required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        counters: QuerySet[Pin],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.counters = counters

    def clean_counter(self) -> Pin:
        """Find the service and the point that were chosen."""
        found = self.counters.filter(pk=self.cleaned_data["counter"])
        pin = found.select_related("manual__standard", "point").first()
        if pin is None:
            raise forms.ValidationError("เลือกเรื่องและจุดให้บริการจากรายการ")
        return pin

    def clean_reference(self) -> str:
        """Read the number as it is kept."""
        with _beside_its_field():
            return read_reference(self.cleaned_data["reference"])

    def clean(self) -> dict[str, Any]:
        """Check the moment of receipt, and its day alone while the time cannot be read."""
        said = super().clean() or {}
        if "received" in said:
            hour = said.get("received_time", time.min)
            try:
                check_received(datetime.combine(said["received"], hour, BANGKOK))
            except DelayError as refusal:
                self.add_error(refusal.field, str(refusal))
        return said

    def clean_received_time(self) -> time:
        """Read the time of day."""
        try:
            found = read_moment(self.cleaned_data["received_time"])
        except TimeInputError as problem:
            raise forms.ValidationError(str(problem)) from problem
        if found is None:
            raise forms.ValidationError("ใส่เวลาที่รับ เช่น 10.30")
        return found

    def received_at(self) -> datetime:
        """Return the moment of receipt; only after ``is_valid()``."""
        day, hour = self.cleaned_data["received"], self.cleaned_data["received_time"]
        return datetime.combine(day, hour, BANGKOK)


class PauseForm(forms.Form):
    """Why the clock stands still, and since when."""

    kind = radios("หยุดนับเวลาเพราะ", PauseKind.choices, asks="เลือกว่าหยุดนับเวลาเพราะอะไร")
    basis = line(
        "เลขที่บันทึกความบกพร่อง หรือข้อความในคู่มือ",
        LONGEST_BASIS,
        "เช่น บันทึกเลขที่ 12/2569 หรือ คู่มือข้อ 13 ไม่รวมเวลาที่ผู้ยื่นแก้แบบ",
        required=True,
    )
    begins_on = ThaiDate("วันแรกที่หยุดนับ", "วันที่ทำบันทึก เช่น 19 ส.ค. 2569")
    missing = words(
        "เอกสารที่ขาด",
        "ใส่เมื่อเป็นบันทึกความบกพร่อง ให้ครบทุกรายการในครั้งเดียว บรรทัดละหนึ่งรายการ",
        LONGEST_LIST,
        required=False,
    )
    complete_by = ThaiDate(
        "ให้ผู้ยื่นส่งเอกสารภายใน",
        "ใส่เมื่อเป็นบันทึกความบกพร่อง เป็นวันทำการ เช่น 19 ส.ค. 2569",
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        rules: Sequence[PauseRule] = (),
        **more: Any,
    ) -> None:
        """Let her choose among the rules that the manual names; without any she tells the words."""
        super().__init__(data, **more)
        self.rules = rules
        if rules:
            choices = [(str(place), _rule_words(rule)) for place, rule in enumerate(rules)]
            self.fields["rule"] = radios("เงื่อนไขที่เขียนในคู่มือ", choices, required=False)
            self.fields["rule"].help_text = "เลือกเมื่อหยุดนับตามคู่มือ"
            self.fields["basis"] = line("เลขที่บันทึกความบกพร่อง", LONGEST_BASIS, "เช่น บันทึกเลขที่ 12/2569")
            self.order_fields(["kind", "rule", "basis"])

    def clean(self) -> dict[str, Any]:
        """Refuse papers that are asked for beside a deficiency record, rather than forget them."""
        said = super().clean() or {}
        kind = said.get("kind")
        if (said.get("missing") or said.get("complete_by")) and kind == PauseKind.MANUAL_RULE:
            self.add_error("kind", NOT_A_RECORD)
        if self.rules and kind == PauseKind.MANUAL_RULE:
            if chosen := said.get("rule"):
                said["basis"] = self.rules[int(chosen)].text
            else:
                said["basis"] = None
                if "rule" not in self.errors:
                    self.add_error("rule", "เลือกเงื่อนไขที่เขียนในคู่มือ")
        elif self.rules and kind == PauseKind.DEFECT and not said.get("basis", "-"):
            self.add_error("basis", "ใส่เลขที่บันทึกความบกพร่อง")
        return said

    def add_error(self, field: str | None, error: Any) -> None:
        """Set what is wrong with the ground beside the rule, where she chose one."""
        is_chosen = field == "basis" and getattr(self, "cleaned_data", {}).get("rule")
        if is_chosen and self.cleaned_data.get("kind") == PauseKind.MANUAL_RULE:
            field = "rule"
        super().add_error(field, error)

    def record(self) -> Deficiency | None:
        """Return what a deficiency record asks for; only after ``is_valid()``."""
        said = self.cleaned_data
        if said["kind"] != PauseKind.DEFECT or said["complete_by"] is None:
            return None
        return Deficiency(said["missing"], said["complete_by"])


def _rule_words(rule: PauseRule) -> str:
    return f"{rule.what} (ไม่เกิน {rule.limit.text()})" if rule.limit else rule.what


class ResumeForm(forms.Form):
    """Until when the clock stood still."""

    ends_on = ThaiDate("วันสุดท้ายที่หยุดนับ", "วันที่เอกสารมาครบ วันถัดไปนับต่อ")


class ExtendForm(forms.Form):
    """More time by law."""

    value = forms.IntegerField(
        label="ขยายเวลาอีก",
        min_value=1,
        max_value=3000,
        error_messages={
            "required": "ใส่จำนวนที่ขยาย",
            "invalid": "ใส่จำนวนเป็นตัวเลข เช่น 45",
            "min_value": "ใส่จำนวนตั้งแต่ 1",
            "max_value": "ใส่จำนวนไม่เกิน 3,000",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    unit = forms.ChoiceField(
        label="หน่วย",
        choices=UNITS,
        initial=DurationUnit.DAY.value,
        error_messages={"required": "เลือกหน่วยของเวลาที่ขยาย"},
    )
    basis = line(
        "กฎหมายที่ให้ขยายเวลา",
        LONGEST_BASIS,
        "ชื่อกฎหมายและมาตรา เช่น พ.ร.บ.ควบคุมอาคาร พ.ศ. 2522 มาตรา 25",
        required=True,
    )
    granted_on = ThaiDate("วันที่อนุมัติให้ขยาย", "ต้องอนุมัติก่อนครบกำหนด เช่น 19 ส.ค. 2569")

    def length(self) -> Duration:
        """Return how much; only after ``is_valid()``."""
        return Duration.of(self.cleaned_data["value"], self.cleaned_data["unit"])


class NoticeForm(forms.Form):
    """A notice of delay that went out."""

    sent_on = ThaiDate("วันที่แจ้ง", "วันที่หนังสือออก เช่น 19 ส.ค. 2569")
    channel = radios("แจ้งทาง", NoticeChannel.choices, asks="เลือกว่าแจ้งทางใด")
    reason = forms.CharField()
    text = words(
        "เหตุแห่งความล่าช้า",
        "ข้อความนี้อยู่ในหนังสือถึงผู้ยื่น บอกว่าติดอยู่ที่ใดและทำอะไรอยู่ ห้ามใส่ชื่อหรือเลขบัตร",
        LONGEST_TEXT,
    )
    expected_on = ThaiDate("วันที่คาดว่าจะเสร็จ")
    copied_on = ThaiDate("วันที่ส่งสำเนา", "เว้นว่างได้ แล้วกลับมาบันทึกภายหลัง", required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        reasons: Sequence[DelayReason] = (),
        copies_to: str = "",
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.fields["reason"] = radios("เหตุ", [(each.code, each.label) for each in reasons])
        if copies_to:
            self.fields["copied_on"].label = f"วันที่ส่งสำเนาให้{copies_to}"
        else:
            del self.fields["copied_on"]


class CopiedForm(forms.Form):
    """When a copy went to those who get copies."""

    copied_on = ThaiDate("วันที่ส่งสำเนา")


class CloseForm(forms.Form):
    """How a request ended that was not refused: a refusal has a form with its reasons."""

    outcome = radios("ผล", [(end.value, end.label) for end in Outcome if end not in REFUSALS])
    decided_on = ThaiDate("วันที่พิจารณาเสร็จ")
    told_on = ThaiDate("วันที่แจ้งผลให้ผู้ยื่นทราบ", "เว้นว่างได้ แล้วกลับมาบันทึกภายหลัง", required=False)


class ToldForm(forms.Form):
    """When the person was told."""

    told_on = ThaiDate("วันที่แจ้งผลให้ผู้ยื่นทราบ")


class WhyForm(forms.Form):
    """Why something is taken back."""

    reason = line("เหตุผล", LONGEST_BASIS, "เก็บไว้ในประวัติ เช่น ลงผิดเรื่อง", required=True)
