from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="RequestStatistics")


@_attrs_define
class RequestStatistics:
    """Requests per month as the agency counts them (item 9).

    Attributes:
        average (int): Average
        highest (int): Highest
        lowest (int): Lowest
    """

    average: int
    highest: int
    lowest: int

    def to_dict(self) -> dict[str, Any]:
        average = self.average

        highest = self.highest

        lowest = self.lowest

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "average": average,
                "highest": highest,
                "lowest": lowest,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        average = d.pop("average")

        highest = d.pop("highest")

        lowest = d.pop("lowest")

        request_statistics = cls(
            average=average,
            highest=highest,
            lowest=lowest,
        )

        return request_statistics
