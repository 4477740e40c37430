from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.listing_state import ListingState, check_listing_state

T = TypeVar(
    "T",
    bound="ListingAnnotatedstrFieldInfoannotationNoneTypeRequiredTrueMetadataMaxLenmaxLength4000",
)


@_attrs_define
class ListingAnnotatedstrFieldInfoannotationNoneTypeRequiredTrueMetadataMaxLenmaxLength4000:
    """A list that tells none from unknown

    Attributes:
        state (ListingState): What is known about a list: its items, that there are none, or nothing.
        items (list[str]): The items, when there are any
    """

    state: ListingState
    items: list[str]

    def to_dict(self) -> dict[str, Any]:
        state: str = self.state

        items = self.items

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
        d = dict(src_dict)
        state = check_listing_state(d.pop("state"))

        items = cast(list[str], d.pop("items"))

        listing_annotatedstr_field_infoannotation_none_type_required_true_metadata_max_lenmax_length_4000 = cls(
            state=state,
            items=items,
        )

        return listing_annotatedstr_field_infoannotation_none_type_required_true_metadata_max_lenmax_length_4000
