from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CountsOut")


@_attrs_define
class CountsOut:
    """Hits of each type under the filters.

    Attributes:
        all_ (int): All
        procedure (int): Procedures
        agency (int): Agencies
        point (int): Service points
        article (int): Articles
    """

    all_: int
    procedure: int
    agency: int
    point: int
    article: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        all_ = self.all_

        procedure = self.procedure

        agency = self.agency

        point = self.point

        article = self.article

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "all": all_,
                "procedure": procedure,
                "agency": agency,
                "point": point,
                "article": article,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        all_ = d.pop("all")

        procedure = d.pop("procedure")

        agency = d.pop("agency")

        point = d.pop("point")

        article = d.pop("article")

        counts_out = cls(
            all_=all_,
            procedure=procedure,
            agency=agency,
            point=point,
            article=article,
        )

        counts_out.additional_properties = d
        return counts_out

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
