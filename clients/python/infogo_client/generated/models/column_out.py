from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ColumnOut")


@_attrs_define
class ColumnOut:
    """One column of a kind of rows.

    Attributes:
        name (str): Its key in JSON Lines
        header (str): Its header in spreadsheets, in Thai
        help_ (str): What to write, in Thai
        is_info (bool): Only to be looked at; never read
        is_required (bool): Needed in a row that adds a record
        choices (list[str]): What may be written; empty: anything
        example (str): An example
    """

    name: str
    header: str
    help_: str
    is_info: bool
    is_required: bool
    choices: list[str]
    example: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        header = self.header

        help_ = self.help_

        is_info = self.is_info

        is_required = self.is_required

        choices = self.choices

        example = self.example

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "header": header,
                "help": help_,
                "is_info": is_info,
                "is_required": is_required,
                "choices": choices,
                "example": example,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        header = d.pop("header")

        help_ = d.pop("help")

        is_info = d.pop("is_info")

        is_required = d.pop("is_required")

        choices = cast(list[str], d.pop("choices"))

        example = d.pop("example")

        column_out = cls(
            name=name,
            header=header,
            help_=help_,
            is_info=is_info,
            is_required=is_required,
            choices=choices,
            example=example,
        )

        column_out.additional_properties = d
        return column_out

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
