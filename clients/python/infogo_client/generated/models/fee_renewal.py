from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="FeeRenewal")


@_attrs_define
class FeeRenewal:
    """That the licence is renewed when its fee is paid before it ends; no application is filed.

    Only licences that a royal decree lists are renewed so: ``ground`` names it. ``how`` says where
    and how to pay, as far as the channels of the manual do not.

        Attributes:
            ground (str): Decree or regulation that lists the licence
            how (str): Where and how to pay
    """

    ground: str
    how: str

    def to_dict(self) -> dict[str, Any]:
        ground = self.ground

        how = self.how

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "ground": ground,
                "how": how,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        ground = d.pop("ground")

        how = d.pop("how")

        fee_renewal = cls(
            ground=ground,
            how=how,
        )

        return fee_renewal
