from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.interval import Interval


T = TypeVar("T", bound="HoursException")


@_attrs_define
class HoursException:
    """Days that differ: closed when ``intervals`` is empty, otherwise open at these times.

    On such a day the week, public holidays and the lunch break do not apply.

        Attributes:
            first_on (datetime.date): First day
            last_on (datetime.date | None): Last day, null: one day
            intervals (list[Interval]): When it is open, empty: closed
            note (str): A note
    """

    first_on: datetime.date
    last_on: datetime.date | None
    intervals: list[Interval]
    note: str

    def to_dict(self) -> dict[str, Any]:
        first_on = self.first_on.isoformat()

        last_on: None | str
        if isinstance(self.last_on, datetime.date):
            last_on = self.last_on.isoformat()
        else:
            last_on = self.last_on

        intervals = []
        for intervals_item_data in self.intervals:
            intervals_item = intervals_item_data.to_dict()
            intervals.append(intervals_item)

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "first_on": first_on,
                "last_on": last_on,
                "intervals": intervals,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.interval import Interval  # noqa: PLC0415

        d = dict(src_dict)
        first_on = datetime.date.fromisoformat(d.pop("first_on"))

        def _parse_last_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_on_type_0 = datetime.date.fromisoformat(data)

                return last_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        last_on = _parse_last_on(d.pop("last_on"))

        intervals = []
        _intervals = d.pop("intervals")
        for intervals_item_data in _intervals:
            intervals_item = Interval.from_dict(intervals_item_data)

            intervals.append(intervals_item)

        note = d.pop("note")

        hours_exception = cls(
            first_on=first_on,
            last_on=last_on,
            intervals=intervals,
            note=note,
        )

        return hours_exception
