from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.stop_record import StopRecord


T = TypeVar("T", bound="DayRecord")


@_attrs_define
class DayRecord:
    """The trip of one day: fewest stops first, then distance, then closing time.

    Attributes:
        day (datetime.date): The day
        stops (list[StopRecord]): Stops in order
        distance_km (float): Length of the way as the crow flies, km
        is_shortest (bool): Whether it is proved to be the shortest
        nowhere (list[int]): What cannot be done anywhere that day
    """

    day: datetime.date
    stops: list[StopRecord]
    distance_km: float
    is_shortest: bool
    nowhere: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        day = self.day.isoformat()

        stops = []
        for stops_item_data in self.stops:
            stops_item = stops_item_data.to_dict()
            stops.append(stops_item)

        distance_km = self.distance_km

        is_shortest = self.is_shortest

        nowhere = self.nowhere

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "day": day,
                "stops": stops,
                "distance_km": distance_km,
                "is_shortest": is_shortest,
                "nowhere": nowhere,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.stop_record import StopRecord  # noqa: PLC0415

        d = dict(src_dict)
        day = datetime.date.fromisoformat(d.pop("day"))

        stops = []
        _stops = d.pop("stops")
        for stops_item_data in _stops:
            stops_item = StopRecord.from_dict(stops_item_data)

            stops.append(stops_item)

        distance_km = d.pop("distance_km")

        is_shortest = d.pop("is_shortest")

        nowhere = cast(list[int], d.pop("nowhere"))

        day_record = cls(
            day=day,
            stops=stops,
            distance_km=distance_km,
            is_shortest=is_shortest,
            nowhere=nowhere,
        )

        day_record.additional_properties = d
        return day_record

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
