from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TopicRecord")


@_attrs_define
class TopicRecord:
    """A subject of services.

    Attributes:
        id (int): Permanent number
        slug (str): Name in addresses
        url (str): Its page
        name_th (str): Name in Thai
        name_en (str): Name in English
        description_th (str): Description in Thai
        description_en (str): Description in English
        order (int): Place in the list
    """

    id: int
    slug: str
    url: str
    name_th: str
    name_en: str
    description_th: str
    description_en: str
    order: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        slug = self.slug

        url = self.url

        name_th = self.name_th

        name_en = self.name_en

        description_th = self.description_th

        description_en = self.description_en

        order = self.order

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "slug": slug,
                "url": url,
                "name_th": name_th,
                "name_en": name_en,
                "description_th": description_th,
                "description_en": description_en,
                "order": order,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        slug = d.pop("slug")

        url = d.pop("url")

        name_th = d.pop("name_th")

        name_en = d.pop("name_en")

        description_th = d.pop("description_th")

        description_en = d.pop("description_en")

        order = d.pop("order")

        topic_record = cls(
            id=id,
            slug=slug,
            url=url,
            name_th=name_th,
            name_en=name_en,
            description_th=description_th,
            description_en=description_en,
            order=order,
        )

        topic_record.additional_properties = d
        return topic_record

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
