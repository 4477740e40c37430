from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="FieldOut")


@_attrs_define
class FieldOut:
    """One field of the form in force for the month.

    Attributes:
        name (str): Name of the field
        label (str): Label in Thai
        label_en (str): Label in English
        kind (str): count, duration, unit or money (satang)
        required (bool): Whether it must be told
    """

    name: str
    label: str
    label_en: str
    kind: str
    required: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        label = self.label

        label_en = self.label_en

        kind = self.kind

        required = self.required

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "label": label,
                "label_en": label_en,
                "kind": kind,
                "required": required,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        label = d.pop("label")

        label_en = d.pop("label_en")

        kind = d.pop("kind")

        required = d.pop("required")

        field_out = cls(
            name=name,
            label=label,
            label_en=label_en,
            kind=kind,
            required=required,
        )

        field_out.additional_properties = d
        return field_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
