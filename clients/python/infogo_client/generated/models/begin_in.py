from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="BeginIn")


@_attrs_define
class BeginIn:
    """What a draft begins from; null begins from what is public.

    Attributes:
        copy_of (int | None | Unset): Id of a published manual to copy
    """

    copy_of: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        copy_of: int | None | Unset
        if isinstance(self.copy_of, Unset):
            copy_of = UNSET
        else:
            copy_of = self.copy_of

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if copy_of is not UNSET:
            field_dict["copy_of"] = copy_of

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_copy_of(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        copy_of = _parse_copy_of(d.pop("copy_of", UNSET))

        begin_in = cls(
            copy_of=copy_of,
        )

        return begin_in
