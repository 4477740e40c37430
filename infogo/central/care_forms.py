"""What the centre types about agencies and roles, checked for shape; services check the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from infogo.accounts.roles import CENTRAL_ROLES, Role
from infogo.agencies.models import Agency
from infogo.workspace.choices import line, radios
from infogo.workspace.forms import written_day

LONGEST_ID = 10**15


def _reason(label: str, hint: str) -> forms.CharField:
    return line(label, 300, hint, required=True)


class BasisForm(forms.Form):
    """By which law, order or reason something is done."""

    basis = _reason("กฎหมาย คำสั่ง หรือเหตุผล", "เช่น พ.ร.ฎ. จัดตั้ง… พ.ศ. … เก็บไว้ในประวัติ")


class RenameForm(BasisForm):
    """Another name of an agency."""

    name_th = line("ชื่อใหม่", 200, required=True)
    name_en = line("ชื่อใหม่ภาษาอังกฤษ (ถ้ามี)", 200)
    field_order: tuple[str, ...] = ("name_th", "name_en", "basis")

    def __init__(self, *args: Any, current: Agency | None = None, **kwargs: Any) -> None:
        """``current`` is the agency that is to be called differently."""
        super().__init__(*args, **kwargs)
        self._current = current

    def clean(self) -> dict[str, Any]:
        """Say beside what else is wrong that nothing would change."""
        said = super().clean() or {}
        current, name = self._current, " ".join(said.get("name_th", "").split())
        if current and (name, said.get("name_en", "").strip()) == (
            current.name_th,
            current.name_en,
        ):
            self.add_error("name_th", "ชื่อใหม่เหมือนชื่อเดิม ไม่มีอะไรต้องเปลี่ยน")
        return said


class MoveForm(BasisForm):
    """Why an agency is put under another one; which one is chosen beside."""

    def __init__(self, *args: Any, agency: Agency, parent: Agency | None, **kwargs: Any) -> None:
        """``parent`` is what was chosen; none is the top of the tree."""
        super().__init__(*args, **kwargs)
        self._agency, self._parent = agency, parent

    def clean(self) -> dict[str, Any]:
        """Say beside what else is wrong that it stands there already, or nothing was chosen."""
        said = super().clean() or {}
        if self._parent is None and self.data.get("parent") != "":
            self.add_error(None, "เลือกต้นสังกัดใหม่")
        elif self._agency.parent_id == (self._parent.pk if self._parent else None):
            self.add_error(None, "หน่วยงานนี้อยู่ใต้หน่วยงานนั้นแล้ว เลือกต้นสังกัดอื่น")
        return said


class NewAgencyForm(RenameForm):
    """What must be said to found an agency; where it stands is chosen beside."""

    abbreviation = line("ชื่อย่อ (ถ้ามี)", 60)
    kind = forms.ChoiceField(
        label="ประเภทหน่วยงาน", choices=(), error_messages={"required": "เลือกประเภทหน่วยงาน",
                                                           "invalid_choice": "เลือกประเภทหน่วยงาน"}
    )  # fmt: skip
    province = forms.ChoiceField(label="จังหวัดที่ตั้ง", choices=(), required=False)
    field_order = ("name_th", "name_en", "abbreviation", "kind", "province", "basis")

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]],
                 provinces: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["name_th"].label = "ชื่อหน่วยงาน"
        self.fields["name_th"].error_messages["required"] = "ใส่ชื่อหน่วยงาน"
        self.fields["name_en"].label = "ชื่อภาษาอังกฤษ (ถ้ามี)"
        self.fields["kind"].choices = [("", "เลือกประเภท"), *kinds]  # type: ignore[attr-defined]
        self.fields["province"].choices = [("", "ไม่ระบุ"), *provinces]  # type: ignore[attr-defined]


class AppointForm(forms.Form):
    """Whom to make an administrator of an agency."""

    name = line("ชื่อและนามสกุล", 200, required=True)
    email = forms.EmailField(
        label="อีเมลของหน่วยงาน",
        help_text="ถ้ามีบัญชีแล้วจะใช้บัญชีเดิม ถ้ายังไม่มี ระบบส่งคำเชิญไปที่อีเมลนี้",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": "ใส่อีเมลให้ครบ เช่น somchai@agency.go.th",
                        "required": "ใส่อีเมล"},
    )  # fmt: skip
    reach = radios(
        "ขอบเขต",
        [("own", "หน่วยงานนี้เท่านั้น"), ("below", "หน่วยงานนี้และหน่วยงานในสังกัดทั้งหมด")],
        initial="own",
    )
    until = line("ถึงวันที่ (ถ้ามีกำหนด)", 40, "เช่น 30 ก.ย. 2570 เว้นว่างถ้าไม่มีกำหนด")

    def clean_until(self) -> date | None:
        """Read the last day."""
        return written_day(self.cleaned_data["until"])


class ProposeForm(forms.Form):
    """Which role of the centre for whom."""

    officer = forms.IntegerField(min_value=1, max_value=LONGEST_ID,
                                 error_messages={"required": "เลือกเจ้าหน้าที่"})  # fmt: skip
    role = radios(
        "หน้าที่ส่วนกลาง", [(role.value, role.label) for role in Role if role in CENTRAL_ROLES]
    )
    until = line("ถึงวันที่ (ถ้ามีกำหนด)", 40, "เช่น 30 ก.ย. 2570 เว้นว่างถ้าไม่มีกำหนด")
    reason = _reason("เหตุผล", "เช่น คำสั่งแต่งตั้งที่ 12/2569 ผู้ยืนยันอ่านเหตุผลนี้")

    def clean_until(self) -> date | None:
        """Read the last day."""
        return written_day(self.cleaned_data["until"])


class MergerForm(BasisForm):
    """When and by which law agencies are merged."""

    day = line("วันที่มีผล", 40, "เช่น 1 ต.ค. 2569 วันที่ผ่านมาแล้วหรือวันนี้ ระบบย้ายทันที", required=True)
    field_order = ("day", "basis")

    def clean_day(self) -> date:
        """Read the day."""
        day = written_day(self.cleaned_data["day"])
        if day is None:
            raise ValidationError("ใส่วันที่มีผล เช่น 1 ต.ค. 2569")
        return day
