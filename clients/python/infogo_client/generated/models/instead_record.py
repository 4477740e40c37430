from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.point_record import PointRecord


T = TypeVar("T", bound="InsteadRecord")


@_attrs_define
class InsteadRecord:
    """A counter that surely lets a wheelchair in, instead of a stop or for a part of it.

    Attributes:
        point (PointRecord): A place where the public is served.
        procedures (list[int]): What can be done there
        distance_km (float): How far it is from the stop as the crow flies, km
        cautions (list[str]): What to ask before going, as at stops
    """

    point: PointRecord
    procedures: list[int]
    distance_km: float
    cautions: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        point = self.point.to_dict()

        procedures = self.procedures

        distance_km = self.distance_km

        cautions = self.cautions

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "point": point,
                "procedures": procedures,
                "distance_km": distance_km,
                "cautions": cautions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.point_record import PointRecord  # noqa: PLC0415

        d = dict(src_dict)
        point = PointRecord.from_dict(d.pop("point"))

        procedures = cast(list[int], d.pop("procedures"))

        distance_km = d.pop("distance_km")

        cautions = cast(list[str], d.pop("cautions"))

        instead_record = cls(
            point=point,
            procedures=procedures,
            distance_km=distance_km,
            cautions=cautions,
        )

        instead_record.additional_properties = d
        return instead_record

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
