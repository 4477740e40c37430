from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SuggestionOut")


@_attrs_define
class SuggestionOut:
    """One completion; a phrase has no address, it is searched for.

    Attributes:
        kind (str): phrase, service, article, agency or point
        type_ (None | str): procedure, article, agency or point, null for a phrase
        id (int | None): Permanent number, null for a phrase
        code (str): Code
        title (str): The text
        url (str): Address of its page, without host
    """

    kind: str
    type_: None | str
    id: int | None
    code: str
    title: str
    url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        type_: None | str
        type_ = self.type_

        id: int | None
        id = self.id

        code = self.code

        title = self.title

        url = self.url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "type": type_,
                "id": id,
                "code": code,
                "title": title,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = d.pop("kind")

        def _parse_type_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        type_ = _parse_type_(d.pop("type"))

        def _parse_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        id = _parse_id(d.pop("id"))

        code = d.pop("code")

        title = d.pop("title")

        url = d.pop("url")

        suggestion_out = cls(
            kind=kind,
            type_=type_,
            id=id,
            code=code,
            title=title,
            url=url,
        )

        suggestion_out.additional_properties = d
        return suggestion_out

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
