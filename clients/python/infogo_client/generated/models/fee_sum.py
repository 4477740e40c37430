from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.open_fee import OpenFee


T = TypeVar("T", bound="FeeSum")


@_attrs_define
class FeeSum:
    """What can be said of the sum of fees, in satang.

    Attributes:
        low_satang (int): The least that everybody pays
        high_satang (int): The most that everybody pays
        extra_satang (int): What may come on top in some cases
        has_more (bool): Whether a fee begins at its amount
        is_free (bool): Whether nothing at all is to be paid
        open_ (list[OpenFee]): Fees that need more to be computed
        unknown (list[int]): Procedures whose fees nobody wrote down
    """

    low_satang: int
    high_satang: int
    extra_satang: int
    has_more: bool
    is_free: bool
    open_: list[OpenFee]
    unknown: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        low_satang = self.low_satang

        high_satang = self.high_satang

        extra_satang = self.extra_satang

        has_more = self.has_more

        is_free = self.is_free

        open_ = []
        for open_item_data in self.open_:
            open_item = open_item_data.to_dict()
            open_.append(open_item)

        unknown = self.unknown

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "low_satang": low_satang,
                "high_satang": high_satang,
                "extra_satang": extra_satang,
                "has_more": has_more,
                "is_free": is_free,
                "open": open_,
                "unknown": unknown,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.open_fee import OpenFee  # noqa: PLC0415

        d = dict(src_dict)
        low_satang = d.pop("low_satang")

        high_satang = d.pop("high_satang")

        extra_satang = d.pop("extra_satang")

        has_more = d.pop("has_more")

        is_free = d.pop("is_free")

        open_ = []
        _open_ = d.pop("open")
        for open_item_data in _open_:
            open_item = OpenFee.from_dict(open_item_data)

            open_.append(open_item)

        unknown = cast(list[int], d.pop("unknown"))

        fee_sum = cls(
            low_satang=low_satang,
            high_satang=high_satang,
            extra_satang=extra_satang,
            has_more=has_more,
            is_free=is_free,
            open_=open_,
            unknown=unknown,
        )

        fee_sum.additional_properties = d
        return fee_sum

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
