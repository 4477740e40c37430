from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="ConfirmIn")


@_attrs_define
class ConfirmIn:
    """Which pins are still true today.

    Attributes:
        pins (list[int]): Ids of the pins
    """

    pins: list[int]

    def to_dict(self) -> dict[str, Any]:
        pins = self.pins

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "pins": pins,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        pins = cast(list[int], d.pop("pins"))

        confirm_in = cls(
            pins=pins,
        )

        return confirm_in
