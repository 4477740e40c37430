from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.hours_in import HoursIn


T = TypeVar("T", bound="PointHoursIn")


@_attrs_define
class PointHoursIn:
    """Opening hours as the agency confirms them.

    Attributes:
        hours (HoursIn): Opening hours: the week from Monday, lunch, public holidays, and days that differ.
        seen (str): The mark of this part in versions, as you read it
    """

    hours: HoursIn
    seen: str

    def to_dict(self) -> dict[str, Any]:
        hours = self.hours.to_dict()

        seen = self.seen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "hours": hours,
                "seen": seen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.hours_in import HoursIn  # noqa: PLC0415

        d = dict(src_dict)
        hours = HoursIn.from_dict(d.pop("hours"))

        seen = d.pop("seen")

        point_hours_in = cls(
            hours=hours,
            seen=seen,
        )

        return point_hours_in
