from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.section_out_values_type_0 import SectionOutValuesType0


T = TypeVar("T", bound="SectionOut")


@_attrs_define
class SectionOut:
    """One section of a draft as it was last saved.

    Attributes:
        section (str): Code of the section
        title (str): Its title, in Thai
        status (str): blocked, commented, changed, followed (the standard) or unchanged
        version (int): Send it back as seen
        values (None | SectionOutValuesType0): What was saved; null: the standard is followed, or nothing was saved yet
        saved_by (str): Who saved it last
    """

    section: str
    title: str
    status: str
    version: int
    values: None | SectionOutValuesType0
    saved_by: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.section_out_values_type_0 import SectionOutValuesType0  # noqa: PLC0415

        section = self.section

        title = self.title

        status = self.status

        version = self.version

        values: dict[str, Any] | None
        if isinstance(self.values, SectionOutValuesType0):
            values = self.values.to_dict()
        else:
            values = self.values

        saved_by = self.saved_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "section": section,
                "title": title,
                "status": status,
                "version": version,
                "values": values,
                "saved_by": saved_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.section_out_values_type_0 import SectionOutValuesType0  # noqa: PLC0415

        d = dict(src_dict)
        section = d.pop("section")

        title = d.pop("title")

        status = d.pop("status")

        version = d.pop("version")

        def _parse_values(data: object) -> None | SectionOutValuesType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                values_type_0 = SectionOutValuesType0.from_dict(data)

                return values_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SectionOutValuesType0, data)

        values = _parse_values(d.pop("values"))

        saved_by = d.pop("saved_by")

        section_out = cls(
            section=section,
            title=title,
            status=status,
            version=version,
            values=values,
            saved_by=saved_by,
        )

        section_out.additional_properties = d
        return section_out

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
