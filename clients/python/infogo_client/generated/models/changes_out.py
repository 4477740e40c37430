from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.change_out import ChangeOut


T = TypeVar("T", bound="ChangesOut")


@_attrs_define
class ChangesOut:
    """Some changes in order.

    Attributes:
        items (list[ChangeOut]): Changes in order
        next_after (int): Value of after for the next request
        has_more (bool): Whether there are more at once
        oldest (int): First number that is kept
        newest (int): Last number that was given
    """

    items: list[ChangeOut]
    next_after: int
    has_more: bool
    oldest: int
    newest: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        next_after = self.next_after

        has_more = self.has_more

        oldest = self.oldest

        newest = self.newest

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
                "next_after": next_after,
                "has_more": has_more,
                "oldest": oldest,
                "newest": newest,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.change_out import ChangeOut  # noqa: PLC0415

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ChangeOut.from_dict(items_item_data)

            items.append(items_item)

        next_after = d.pop("next_after")

        has_more = d.pop("has_more")

        oldest = d.pop("oldest")

        newest = d.pop("newest")

        changes_out = cls(
            items=items,
            next_after=next_after,
            has_more=has_more,
            oldest=oldest,
            newest=newest,
        )

        changes_out.additional_properties = d
        return changes_out

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
