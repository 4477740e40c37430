from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.point_record import PointRecord
    from ..models.wheelchair_record import WheelchairRecord


T = TypeVar("T", bound="StopRecord")


@_attrs_define
class StopRecord:
    """One stop of a day.

    Attributes:
        point (PointRecord): A place where the public is served.
        procedures (list[int]): What is done there
        cautions (list[str]): What to ask before going: area, residents, foreigners, hours, appointment
        wheelchair (None | WheelchairRecord): Whether a wheelchair gets in, when asked for
    """

    point: PointRecord
    procedures: list[int]
    cautions: list[str]
    wheelchair: None | WheelchairRecord
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.wheelchair_record import WheelchairRecord  # noqa: PLC0415

        point = self.point.to_dict()

        procedures = self.procedures

        cautions = self.cautions

        wheelchair: dict[str, Any] | None
        if isinstance(self.wheelchair, WheelchairRecord):
            wheelchair = self.wheelchair.to_dict()
        else:
            wheelchair = self.wheelchair

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "point": point,
                "procedures": procedures,
                "cautions": cautions,
                "wheelchair": wheelchair,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.point_record import PointRecord  # noqa: PLC0415
        from ..models.wheelchair_record import WheelchairRecord  # noqa: PLC0415

        d = dict(src_dict)
        point = PointRecord.from_dict(d.pop("point"))

        procedures = cast(list[int], d.pop("procedures"))

        cautions = cast(list[str], d.pop("cautions"))

        def _parse_wheelchair(data: object) -> None | WheelchairRecord:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                wheelchair_type_0 = WheelchairRecord.from_dict(data)

                return wheelchair_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WheelchairRecord, data)

        wheelchair = _parse_wheelchair(d.pop("wheelchair"))

        stop_record = cls(
            point=point,
            procedures=procedures,
            cautions=cautions,
            wheelchair=wheelchair,
        )

        stop_record.additional_properties = d
        return stop_record

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
