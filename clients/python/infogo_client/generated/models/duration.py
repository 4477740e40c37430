from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.duration_unit import DurationUnit, check_duration_unit

T = TypeVar("T", bound="Duration")


@_attrs_define
class Duration:
    """A length or a range of lengths in one unit; ``value_min == value_max`` for a fixed one.

    Attributes:
        value_min (float | int): Lowest
        value_max (float | int): Highest
        unit (DurationUnit): Units of the OPDC form, shortest first.
    """

    value_min: float | int
    value_max: float | int
    unit: DurationUnit

    def to_dict(self) -> dict[str, Any]:
        value_min: float | int
        value_min = self.value_min

        value_max: float | int
        value_max = self.value_max

        unit: str = self.unit

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "value_min": value_min,
                "value_max": value_max,
                "unit": unit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_value_min(data: object) -> float | int:
            return cast(float | int, data)

        value_min = _parse_value_min(d.pop("value_min"))

        def _parse_value_max(data: object) -> float | int:
            return cast(float | int, data)

        value_max = _parse_value_max(d.pop("value_max"))

        unit = check_duration_unit(d.pop("unit"))

        duration = cls(
            value_min=value_min,
            value_max=value_max,
            unit=unit,
        )

        return duration
