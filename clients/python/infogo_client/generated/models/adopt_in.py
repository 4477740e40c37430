from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="AdoptIn")


@_attrs_define
class AdoptIn:
    """A standard manual that an agency is to follow.

    Attributes:
        agency (int): Id of the agency that adopts it
        procedure (int): Id of the procedure
    """

    agency: int
    procedure: int

    def to_dict(self) -> dict[str, Any]:
        agency = self.agency

        procedure = self.procedure

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "agency": agency,
                "procedure": procedure,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        agency = d.pop("agency")

        procedure = d.pop("procedure")

        adopt_in = cls(
            agency=agency,
            procedure=procedure,
        )

        return adopt_in
