from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.position import Position


T = TypeVar("T", bound="RoundRecord")


@_attrs_define
class RoundRecord:
    """One round of a mobile unit.

    Attributes:
        id (int): Permanent number of the round
        first_on (datetime.date): First day
        last_on (datetime.date): Last day; the same as the first for a round of one day
        opens (str): When it begins on each of its days
        closes (str): When it ends on each of its days
        place (str): Where the unit stands, in Thai words
        subdistrict (None | str): Code of the subdistrict
        district (None | str): Code of the district
        province (str): Code of the province
        position (None | Position): Position of that place, null when nobody told it
        procedures (list[int] | None): Ids of the procedures taken along, null when all that are served at the point
        note (str): Remark, in Thai
        is_cancelled (bool): Whether it was cancelled: nobody will come
        cancelled_reason (str): Why it was cancelled, in Thai
    """

    id: int
    first_on: datetime.date
    last_on: datetime.date
    opens: str
    closes: str
    place: str
    subdistrict: None | str
    district: None | str
    province: str
    position: None | Position
    procedures: list[int] | None
    note: str
    is_cancelled: bool
    cancelled_reason: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.position import Position  # noqa: PLC0415

        id = self.id

        first_on = self.first_on.isoformat()

        last_on = self.last_on.isoformat()

        opens = self.opens

        closes = self.closes

        place = self.place

        subdistrict: None | str
        subdistrict = self.subdistrict

        district: None | str
        district = self.district

        province = self.province

        position: dict[str, Any] | None
        if isinstance(self.position, Position):
            position = self.position.to_dict()
        else:
            position = self.position

        procedures: list[int] | None
        if isinstance(self.procedures, list):
            procedures = self.procedures

        else:
            procedures = self.procedures

        note = self.note

        is_cancelled = self.is_cancelled

        cancelled_reason = self.cancelled_reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "first_on": first_on,
                "last_on": last_on,
                "opens": opens,
                "closes": closes,
                "place": place,
                "subdistrict": subdistrict,
                "district": district,
                "province": province,
                "position": position,
                "procedures": procedures,
                "note": note,
                "is_cancelled": is_cancelled,
                "cancelled_reason": cancelled_reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.position import Position  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        first_on = datetime.date.fromisoformat(d.pop("first_on"))

        last_on = datetime.date.fromisoformat(d.pop("last_on"))

        opens = d.pop("opens")

        closes = d.pop("closes")

        place = d.pop("place")

        def _parse_subdistrict(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subdistrict = _parse_subdistrict(d.pop("subdistrict"))

        def _parse_district(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        district = _parse_district(d.pop("district"))

        province = d.pop("province")

        def _parse_position(data: object) -> None | Position:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                position_type_0 = Position.from_dict(data)

                return position_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Position, data)

        position = _parse_position(d.pop("position"))

        def _parse_procedures(data: object) -> list[int] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                procedures_type_0 = cast(list[int], data)

                return procedures_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[int] | None, data)

        procedures = _parse_procedures(d.pop("procedures"))

        note = d.pop("note")

        is_cancelled = d.pop("is_cancelled")

        cancelled_reason = d.pop("cancelled_reason")

        round_record = cls(
            id=id,
            first_on=first_on,
            last_on=last_on,
            opens=opens,
            closes=closes,
            place=place,
            subdistrict=subdistrict,
            district=district,
            province=province,
            position=position,
            procedures=procedures,
            note=note,
            is_cancelled=is_cancelled,
            cancelled_reason=cancelled_reason,
        )

        round_record.additional_properties = d
        return round_record

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
