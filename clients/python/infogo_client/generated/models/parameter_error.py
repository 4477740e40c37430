from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ParameterError")


@_attrs_define
class ParameterError:
    """What is wrong with one parameter.

    Attributes:
        parameter (str): Name of what is wrong
        message (str): What is wrong, in English
        message_th (str): What is wrong, in Thai
    """

    parameter: str
    message: str
    message_th: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        parameter = self.parameter

        message = self.message

        message_th = self.message_th

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "parameter": parameter,
                "message": message,
                "message_th": message_th,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        parameter = d.pop("parameter")

        message = d.pop("message")

        message_th = d.pop("message_th")

        parameter_error = cls(
            parameter=parameter,
            message=message,
            message_th=message_th,
        )

        parameter_error.additional_properties = d
        return parameter_error

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
