from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PositionIn")


@_attrs_define
class PositionIn:
    """Where the office itself stands; both null when nobody knows.

    Attributes:
        seen (str): The mark of this part in versions, as you read it
        lat (float | None | Unset): Latitude in degrees
        lng (float | None | Unset): Longitude in degrees
        is_confirmed (bool | Unset): It was checked although it lies outside the stated province Default: False.
    """

    seen: str
    lat: float | None | Unset = UNSET
    lng: float | None | Unset = UNSET
    is_confirmed: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        seen = self.seen

        lat: float | None | Unset
        if isinstance(self.lat, Unset):
            lat = UNSET
        else:
            lat = self.lat

        lng: float | None | Unset
        if isinstance(self.lng, Unset):
            lng = UNSET
        else:
            lng = self.lng

        is_confirmed = self.is_confirmed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "seen": seen,
            }
        )
        if lat is not UNSET:
            field_dict["lat"] = lat
        if lng is not UNSET:
            field_dict["lng"] = lng
        if is_confirmed is not UNSET:
            field_dict["is_confirmed"] = is_confirmed

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        seen = d.pop("seen")

        def _parse_lat(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        lat = _parse_lat(d.pop("lat", UNSET))

        def _parse_lng(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        lng = _parse_lng(d.pop("lng", UNSET))

        is_confirmed = d.pop("is_confirmed", UNSET)

        position_in = cls(
            seen=seen,
            lat=lat,
            lng=lng,
            is_confirmed=is_confirmed,
        )

        return position_in
