from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.span_in import SpanIn


T = TypeVar("T", bound="SpecialDaysIn")


@_attrs_define
class SpecialDaysIn:
    """Days that differ: closed without intervals, otherwise open at these times.

    Attributes:
        first_on (datetime.date): First day
        last_on (datetime.date | None | Unset): Last day; null: only the first
        intervals (list[SpanIn] | Unset): When it is open; empty is closed
        note (str | Unset): Why, in Thai Default: ''.
    """

    first_on: datetime.date
    last_on: datetime.date | None | Unset = UNSET
    intervals: list[SpanIn] | Unset = UNSET
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        first_on = self.first_on.isoformat()

        last_on: None | str | Unset
        if isinstance(self.last_on, Unset):
            last_on = UNSET
        elif isinstance(self.last_on, datetime.date):
            last_on = self.last_on.isoformat()
        else:
            last_on = self.last_on

        intervals: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.intervals, Unset):
            intervals = []
            for intervals_item_data in self.intervals:
                intervals_item = intervals_item_data.to_dict()
                intervals.append(intervals_item)

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "first_on": first_on,
            }
        )
        if last_on is not UNSET:
            field_dict["last_on"] = last_on
        if intervals is not UNSET:
            field_dict["intervals"] = intervals
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.span_in import SpanIn  # noqa: PLC0415

        d = dict(src_dict)
        first_on = datetime.date.fromisoformat(d.pop("first_on"))

        def _parse_last_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_on_type_0 = datetime.date.fromisoformat(data)

                return last_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        last_on = _parse_last_on(d.pop("last_on", UNSET))

        _intervals = d.pop("intervals", UNSET)
        intervals: list[SpanIn] | Unset = UNSET
        if _intervals is not UNSET:
            intervals = []
            for intervals_item_data in _intervals:
                intervals_item = SpanIn.from_dict(intervals_item_data)

                intervals.append(intervals_item)

        note = d.pop("note", UNSET)

        special_days_in = cls(
            first_on=first_on,
            last_on=last_on,
            intervals=intervals,
            note=note,
        )

        return special_days_in
