from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="GivenValue")


@_attrs_define
class GivenValue:
    """One input as an example gives it: a number as text, or the code of an option.

    Attributes:
        input_ (str): Name of the input
        value (str): Its value
    """

    input_: str
    value: str

    def to_dict(self) -> dict[str, Any]:
        input_ = self.input_

        value = self.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "input": input_,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        input_ = d.pop("input")

        value = d.pop("value")

        given_value = cls(
            input_=input_,
            value=value,
        )

        return given_value
