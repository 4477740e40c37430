from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.listing_state import ListingState, check_listing_state

if TYPE_CHECKING:
    from ..models.channel import Channel


T = TypeVar("T", bound="ListingChannel")


@_attrs_define
class ListingChannel:
    """A list that tells none from unknown

    Attributes:
        state (ListingState): What is known about a list: its items, that there are none, or nothing.
        items (list[Channel]): The items, when there are any
    """

    state: ListingState
    items: list[Channel]

    def to_dict(self) -> dict[str, Any]:
        state: str = self.state

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "state": state,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.channel import Channel  # noqa: PLC0415

        d = dict(src_dict)
        state = check_listing_state(d.pop("state"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = Channel.from_dict(items_item_data)

            items.append(items_item)

        listing_channel = cls(
            state=state,
            items=items,
        )

        return listing_channel
