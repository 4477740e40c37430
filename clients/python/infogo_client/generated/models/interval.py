from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Interval")


@_attrs_define
class Interval:
    """From ``opens`` up to, not including, ``closes``; ``closes`` 00:00 is the end of the day.

    A night shift is two intervals, one on each day.

        Attributes:
            opens (str): Opens
            closes (str): Closes
    """

    opens: str
    closes: str

    def to_dict(self) -> dict[str, Any]:
        opens = self.opens

        closes = self.closes

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "opens": opens,
                "closes": closes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        opens = d.pop("opens")

        closes = d.pop("closes")

        interval = cls(
            opens=opens,
            closes=closes,
        )

        return interval
