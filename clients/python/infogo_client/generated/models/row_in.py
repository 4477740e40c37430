from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.row_in_values import RowInValues


T = TypeVar("T", bound="RowIn")


@_attrs_define
class RowIn:
    """One row that is told; fields that are not named stay as they are, null empties one.

    Attributes:
        manual (int): id of the manual
        point (int | None | Unset): id of the service point; null for the online row
        values (RowInValues | Unset): by name of the field; counts are whole numbers, money is in satang
        is_zero (bool | None | Unset): nobody came: empty counts become 0
        note (None | str | Unset): A note
    """

    manual: int
    point: int | None | Unset = UNSET
    values: RowInValues | Unset = UNSET
    is_zero: bool | None | Unset = UNSET
    note: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        manual = self.manual

        point: int | None | Unset
        if isinstance(self.point, Unset):
            point = UNSET
        else:
            point = self.point

        values: dict[str, Any] | Unset = UNSET
        if not isinstance(self.values, Unset):
            values = self.values.to_dict()

        is_zero: bool | None | Unset
        if isinstance(self.is_zero, Unset):
            is_zero = UNSET
        else:
            is_zero = self.is_zero

        note: None | str | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        else:
            note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "manual": manual,
            }
        )
        if point is not UNSET:
            field_dict["point"] = point
        if values is not UNSET:
            field_dict["values"] = values
        if is_zero is not UNSET:
            field_dict["is_zero"] = is_zero
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.row_in_values import RowInValues  # noqa: PLC0415

        d = dict(src_dict)
        manual = d.pop("manual")

        def _parse_point(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        point = _parse_point(d.pop("point", UNSET))

        _values = d.pop("values", UNSET)
        values: RowInValues | Unset
        if isinstance(_values, Unset):
            values = UNSET
        else:
            values = RowInValues.from_dict(_values)

        def _parse_is_zero(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_zero = _parse_is_zero(d.pop("is_zero", UNSET))

        def _parse_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        note = _parse_note(d.pop("note", UNSET))

        row_in = cls(
            manual=manual,
            point=point,
            values=values,
            is_zero=is_zero,
            note=note,
        )

        return row_in
