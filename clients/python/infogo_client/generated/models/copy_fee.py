from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="CopyFee")


@_attrs_define
class CopyFee:
    """The charge for a copy that somebody asks for; it can be taken only where a manual names it.

    ``amount_satang`` is 0 where a copy is free; ``per`` is for what, such as a page or the whole.

        Attributes:
            amount_satang (int): Amount in satang, 0: free
            per (str): For each of what
    """

    amount_satang: int
    per: str

    def to_dict(self) -> dict[str, Any]:
        amount_satang = self.amount_satang

        per = self.per

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_satang": amount_satang,
                "per": per,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        amount_satang = d.pop("amount_satang")

        per = d.pop("per")

        copy_fee = cls(
            amount_satang=amount_satang,
            per=per,
        )

        return copy_fee
