from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PairIn")


@_attrs_define
class PairIn:
    """A manual and a service point.

    Attributes:
        manual (int): Id of the manual
        point (int): Id of the service point
    """

    manual: int
    point: int

    def to_dict(self) -> dict[str, Any]:
        manual = self.manual

        point = self.point

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "manual": manual,
                "point": point,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        manual = d.pop("manual")

        point = d.pop("point")

        pair_in = cls(
            manual=manual,
            point=point,
        )

        return pair_in
