from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.day_out import DayOut
    from ..models.duration_record import DurationRecord


T = TypeVar("T", bound="DueOut")


@_attrs_define
class DueOut:
    """A due day and how it came about, day by day.

    Attributes:
        starts_on (datetime.date): Day of receipt, which is not counted
        due_on (datetime.date): The last day
        due_at (datetime.datetime | None): Minute, for minutes and hours only
        length (DurationRecord): A promised time in its own unit; units are never converted into one another.
        manual (int | None): Id of the manual that promises it
        edition (int | None): The edition in force on that day
        days (list[DayOut]): The arithmetic day by day
        law_th (str): The law by which days are counted
    """

    starts_on: datetime.date
    due_on: datetime.date
    due_at: datetime.datetime | None
    length: DurationRecord
    manual: int | None
    edition: int | None
    days: list[DayOut]
    law_th: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        starts_on = self.starts_on.isoformat()

        due_on = self.due_on.isoformat()

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        length = self.length.to_dict()

        manual: int | None
        manual = self.manual

        edition: int | None
        edition = self.edition

        days = []
        for days_item_data in self.days:
            days_item = days_item_data.to_dict()
            days.append(days_item)

        law_th = self.law_th

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "starts_on": starts_on,
                "due_on": due_on,
                "due_at": due_at,
                "length": length,
                "manual": manual,
                "edition": edition,
                "days": days,
                "law_th": law_th,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.day_out import DayOut  # noqa: PLC0415
        from ..models.duration_record import DurationRecord  # noqa: PLC0415

        d = dict(src_dict)
        starts_on = datetime.date.fromisoformat(d.pop("starts_on"))

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        def _parse_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_at_type_0 = datetime.datetime.fromisoformat(data)

                return due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        due_at = _parse_due_at(d.pop("due_at"))

        length = DurationRecord.from_dict(d.pop("length"))

        def _parse_manual(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        manual = _parse_manual(d.pop("manual"))

        def _parse_edition(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        edition = _parse_edition(d.pop("edition"))

        days = []
        _days = d.pop("days")
        for days_item_data in _days:
            days_item = DayOut.from_dict(days_item_data)

            days.append(days_item)

        law_th = d.pop("law_th")

        due_out = cls(
            starts_on=starts_on,
            due_on=due_on,
            due_at=due_at,
            length=length,
            manual=manual,
            edition=edition,
            days=days,
            law_th=law_th,
        )

        due_out.additional_properties = d
        return due_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
