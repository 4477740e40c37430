from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.phone import Phone


T = TypeVar("T", bound="ComplaintChannel")


@_attrs_define
class ComplaintChannel:
    """Where to complain (item 17).

    Attributes:
        name (str): Name
        detail (str): Details
        phones (list[Phone]): Telephone numbers
        url (str): Its address on the web
    """

    name: str
    detail: str
    phones: list[Phone]
    url: str

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        detail = self.detail

        phones = []
        for phones_item_data in self.phones:
            phones_item = phones_item_data.to_dict()
            phones.append(phones_item)

        url = self.url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "detail": detail,
                "phones": phones,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.phone import Phone  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        detail = d.pop("detail")

        phones = []
        _phones = d.pop("phones")
        for phones_item_data in _phones:
            phones_item = Phone.from_dict(phones_item_data)

            phones.append(phones_item)

        url = d.pop("url")

        complaint_channel = cls(
            name=name,
            detail=detail,
            phones=phones,
            url=url,
        )

        return complaint_channel
