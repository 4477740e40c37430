from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.option_out import OptionOut


T = TypeVar("T", bound="FacetsOut")


@_attrs_define
class FacetsOut:
    """Counts of every filter, each under all other filters.

    Attributes:
        topic (list[OptionOut]): Topics
        group (list[OptionOut]): Target groups
        agency (list[OptionOut]): Agencies
        province (list[OptionOut]): Provinces
        online (int): Hits that can be done online
        free (int): Hits without a fee
        weekend (int): Hits open on a weekend day
    """

    topic: list[OptionOut]
    group: list[OptionOut]
    agency: list[OptionOut]
    province: list[OptionOut]
    online: int
    free: int
    weekend: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        topic = []
        for topic_item_data in self.topic:
            topic_item = topic_item_data.to_dict()
            topic.append(topic_item)

        group = []
        for group_item_data in self.group:
            group_item = group_item_data.to_dict()
            group.append(group_item)

        agency = []
        for agency_item_data in self.agency:
            agency_item = agency_item_data.to_dict()
            agency.append(agency_item)

        province = []
        for province_item_data in self.province:
            province_item = province_item_data.to_dict()
            province.append(province_item)

        online = self.online

        free = self.free

        weekend = self.weekend

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "topic": topic,
                "group": group,
                "agency": agency,
                "province": province,
                "online": online,
                "free": free,
                "weekend": weekend,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.option_out import OptionOut  # noqa: PLC0415

        d = dict(src_dict)
        topic = []
        _topic = d.pop("topic")
        for topic_item_data in _topic:
            topic_item = OptionOut.from_dict(topic_item_data)

            topic.append(topic_item)

        group = []
        _group = d.pop("group")
        for group_item_data in _group:
            group_item = OptionOut.from_dict(group_item_data)

            group.append(group_item)

        agency = []
        _agency = d.pop("agency")
        for agency_item_data in _agency:
            agency_item = OptionOut.from_dict(agency_item_data)

            agency.append(agency_item)

        province = []
        _province = d.pop("province")
        for province_item_data in _province:
            province_item = OptionOut.from_dict(province_item_data)

            province.append(province_item)

        online = d.pop("online")

        free = d.pop("free")

        weekend = d.pop("weekend")

        facets_out = cls(
            topic=topic,
            group=group,
            agency=agency,
            province=province,
            online=online,
            free=free,
            weekend=weekend,
        )

        facets_out.additional_properties = d
        return facets_out

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
