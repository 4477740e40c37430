from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.section_in_values_type_0 import SectionInValuesType0


T = TypeVar("T", bound="SectionIn")


@_attrs_define
class SectionIn:
    """One section as it is to be, finished or not.

    Attributes:
        values (None | SectionInValuesType0): Its fields, as in the content of a manual; null: an adopting agency
            follows the standard
        seen (int): The version of the section, as you read it; 0 where there was none
    """

    values: None | SectionInValuesType0
    seen: int

    def to_dict(self) -> dict[str, Any]:
        from ..models.section_in_values_type_0 import SectionInValuesType0  # noqa: PLC0415

        values: dict[str, Any] | None
        if isinstance(self.values, SectionInValuesType0):
            values = self.values.to_dict()
        else:
            values = self.values

        seen = self.seen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "values": values,
                "seen": seen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.section_in_values_type_0 import SectionInValuesType0  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_values(data: object) -> None | SectionInValuesType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                values_type_0 = SectionInValuesType0.from_dict(data)

                return values_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SectionInValuesType0, data)

        values = _parse_values(d.pop("values"))

        seen = d.pop("seen")

        section_in = cls(
            values=values,
            seen=seen,
        )

        return section_in
