from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SeenIn")


@_attrs_define
class SeenIn:
    """The state of the draft that was looked at.

    Attributes:
        seen (int): The version of the draft, as you read it
    """

    seen: int

    def to_dict(self) -> dict[str, Any]:
        seen = self.seen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "seen": seen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        seen = d.pop("seen")

        seen_in = cls(
            seen=seen,
        )

        return seen_in
