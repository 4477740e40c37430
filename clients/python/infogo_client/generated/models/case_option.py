from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="CaseOption")


@_attrs_define
class CaseOption:
    """One answer to a question; ``note`` helps to choose it.

    Attributes:
        code (str): Code of the answer
        label (str): The answer
        note (str): Explanation of the answer
    """

    code: str
    label: str
    note: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        label = self.label

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "label": label,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")

        label = d.pop("label")

        note = d.pop("note")

        case_option = cls(
            code=code,
            label=label,
            note=note,
        )

        return case_option
