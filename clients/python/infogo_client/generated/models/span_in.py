from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SpanIn")


@_attrs_define
class SpanIn:
    """From opens up to closes, in Thai time; 00:00 as closes is the end of the day.

    Attributes:
        opens (str): When it opens, such as 08:30
        closes (str): When it closes; 00:00 is the end of the day
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

        span_in = cls(
            opens=opens,
            closes=closes,
        )

        return span_in
