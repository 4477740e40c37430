"""What a report form says, as typed data; a ``ReportForm`` that does not fit is not loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from django.db.models import Min
from pydantic import BaseModel, ConfigDict, Field, model_validator

from infogo.core.editions import in_force
from infogo.volumes.equations import EquationError, equation, formula
from infogo.volumes.models import COLUMNS, ReportForm

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
MOST_DAYS = 3660
Day = Annotated[int, Field(ge=-MOST_DAYS, le=MOST_DAYS)]
Label = Annotated[str, Field(min_length=1, max_length=100)]


class FieldKind(StrEnum):
    """What a field holds."""

    COUNT = "count"
    DURATION = "duration"
    UNIT = "unit"
    MONEY = "money"


KIND_NAMES: Mapping[FieldKind, str] = {
    FieldKind.COUNT: "จำนวน",
    FieldKind.DURATION: "ระยะเวลา",
    FieldKind.UNIT: "หน่วยเวลา",
    FieldKind.MONEY: "จำนวนเงิน",
}
_KIND_OF_COLUMN: Mapping[str, FieldKind] = {
    "average_duration": FieldKind.DURATION,
    "longest_duration": FieldKind.DURATION,
    "duration_unit": FieldKind.UNIT,
    "fee_satang": FieldKind.MONEY,
}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FormField(_Part):
    """One field, in the order of the form.

    ``is_main`` ones are columns of the grid, the others are details. A ``required`` one must be
    told before a report can be submitted. ``zero`` ones become 0 when nobody came.
    """

    name: Name = Field(title="ชื่อช่อง (รหัส)")
    label: Label = Field(title="คำไทย")
    hint: str = Field(default="", max_length=300, title="คำอธิบาย")
    label_en: Label = Field(title="คำอังกฤษ")
    kind: FieldKind = Field(default=FieldKind.COUNT, title="ชนิด")
    required: bool = Field(default=False, title="ต้องกรอกก่อนส่ง")
    is_main: bool = Field(default=False, title="อยู่ในตารางหลัก")
    zero: bool = Field(default=False, title="เป็นศูนย์เมื่อไม่มีผู้มาติดต่อ")


class Derived(_Part):
    """A number that follows from others and is not typed."""

    name: Name = Field(title="ชื่อ (รหัส)")
    label: Label = Field(title="คำไทย")
    label_en: Label = Field(title="คำอังกฤษ")
    formula: str = Field(title="สูตร")


class Check(_Part):
    """An equation that must hold, with what is wrong and what to do when it does not."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,19}$")] = Field(title="รหัส")
    equation: str = Field(title="สมการ")
    wrong: str = Field(title="ผิดอย่างไร")
    todo: str = Field(title="ต้องทำอะไร")
    wrong_en: str = Field(title="ผิดอย่างไร (อังกฤษ)")


class Carry(_Part):
    """Which field of a month continues which field of the month before."""

    source: Name = Field(default="carried_forward", title="ช่องของเดือนก่อน (รหัส)")
    target: Name = Field(default="brought_forward", title="ยกไปเป็นช่อง (รหัส)")


class Plausibility(_Part):
    """When a number, though possible, asks for a word; see docs/figures/volumes.md."""

    measure: Name = Field(default="received", title="ช่องที่ใช้ตรวจ (รหัส)")
    jump_percent: int = Field(gt=0, title="เปลี่ยนเกิน (ร้อยละ)")
    jump_least: int = Field(ge=0, title="และเปลี่ยนอย่างน้อย (เรื่อง)")
    """Smaller differences are never a jump: from 2 to 4 is 100 % and nothing."""
    mean_of_months: int = Field(gt=0, le=12, title="เทียบกับเฉลี่ยย้อนหลัง (เดือน)")
    same_months: int = Field(gt=1, le=12, title="ตัวเลขเดิมซ้ำติดต่อกัน (เดือน)")


class FormDefinition(_Part):
    """A whole form.

    ``reminder_days`` are counted from the due day, negative before it. A report that nobody
    confirmed is locked ``lock_after_days`` after its due day.
    """

    fields: tuple[FormField, ...] = Field(title="ช่องของแบบ")
    derived: tuple[Derived, ...] = Field(default=(), title="ตัวเลขที่คำนวณให้")
    checks: tuple[Check, ...] = Field(default=(), title="สมการที่ต้องเป็นจริง")
    carry: Carry = Field(default=Carry(), title="ยอดยกมา")
    plausibility: Plausibility = Field(title="ตัวเลขที่ต้องขอคำอธิบาย")
    due_day: int = Field(ge=1, le=31, title="ส่งภายในวันที่ของเดือนถัดไป")
    reminder_days: tuple[Day, ...] = Field(default=(), title="เตือนก่อนหรือหลังวันครบกำหนด (วัน ลบคือก่อน)")
    lock_after_days: int = Field(ge=1, le=MOST_DAYS, title="ล็อกเองหลังครบกำหนด (วัน)")
    sources: tuple[str, ...] = Field(default=(), title="ที่มาของแบบ")

    @model_validator(mode="after")
    def _belongs_together(self) -> FormDefinition:
        named = [f.name for f in self.fields] + [each.name for each in self.derived]
        if len(set(named)) != len(named):
            raise ValueError("ชื่อช่อง (รหัส) ซ้ำกัน ตั้งให้ต่างกัน")
        for field in self.fields:
            column = _KIND_OF_COLUMN.get(field.name, FieldKind.COUNT)
            if field.name in COLUMNS and field.kind is not column:
                raise ValueError(f"ช่อง {field.name} ต้องเป็นชนิด{KIND_NAMES[column]}")
            if field.zero and field.kind is not FieldKind.COUNT:
                raise ValueError(f"ช่อง {field.name} ไม่ใช่จำนวน จึงเป็นศูนย์เมื่อไม่มีผู้มาติดต่อไม่ได้")
        self._check_texts(frozenset(named))
        asked = {self.carry.source, self.carry.target, self.plausibility.measure}
        if unknown := asked - {f.name for f in self.fields if f.kind is FieldKind.COUNT}:
            raise ValueError(f"ไม่มีช่องชนิดจำนวนชื่อ {', '.join(sorted(unknown))}")
        if list(self.reminder_days) != sorted(set(self.reminder_days)):
            raise ValueError("เรียงวันเตือนจากน้อยไปมาก และไม่ซ้ำกัน")
        return self

    def _check_texts(self, known: frozenset[str]) -> None:
        try:
            for check in self.checks:
                if unknown := equation(check.equation).names - known:
                    raise ValueError(f"สมการ {check.code} ใช้ช่องที่ไม่มี: {', '.join(sorted(unknown))}")
            for each in self.derived:
                formula(each.formula)
        except EquationError as error:
            raise ValueError(str(error)) from error

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the fields that can be typed."""
        return frozenset(field.name for field in self.fields)

    @property
    def main(self) -> Sequence[FormField]:
        """Return the columns of the grid."""
        return [field for field in self.fields if field.is_main]

    @property
    def details(self) -> Sequence[FormField]:
        """Return the other fields."""
        return [field for field in self.fields if not field.is_main]

    def field(self, name: str) -> FormField:
        """Return a field by its name."""
        return next(field for field in self.fields if field.name == name)

    def numbers(self, values: Mapping[str, Any]) -> dict[str, int | None]:
        """Return the counts of a row, those that follow from others too."""
        counts: dict[str, int | None] = {
            field.name: values.get(field.name)
            for field in self.fields
            if field.kind is FieldKind.COUNT
        }
        for each in self.derived:
            counts[each.name] = formula(each.formula)(counts)
        return counts


def first_covered() -> date:
    """Return from when on there are forms; months that begin before have no page. One query."""
    first: date | None = ReportForm.objects.aggregate(first=Min("effective_from"))["first"]
    return first or date.max


def form_of(month: date) -> FormDefinition | None:
    """Return the form in force for a month; ``None`` before the first one. One query.

    Raises:
        pydantic.ValidationError: the row was damaged behind the loader's back.
    """
    found = in_force(ReportForm.objects.all(), month)
    return FormDefinition.model_validate(found.definition) if found else None
