from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.edition_record import EditionRecord
    from ..models.facts_record import FactsRecord
    from ..models.named import Named


T = TypeVar("T", bound="ManualRow")


@_attrs_define
class ManualRow:
    """An agency's manual in one line; its words are those of ``edition``.

    Attributes:
        id (int): Permanent number of the manual
        url (str): Page of the manual
        procedure (int): Id of the procedure
        code (str): Code of the procedure
        name_th (str): Name of the procedure in Thai
        name_en (str): Name of the procedure in English
        agency (Named): Another record, by its id and names.
        province (None | str): Code of the agency's province
        is_standard (bool): Whether it is the standard manual
        standard (int | None): Id of the standard manual that it follows
        local_sections (list[str]): Sections of the agency's own
        edition (EditionRecord): An edition of a manual.
        is_pinned (bool): Whether some service point serves it
        facts (FactsRecord | None): Key facts
    """

    id: int
    url: str
    procedure: int
    code: str
    name_th: str
    name_en: str
    agency: Named
    province: None | str
    is_standard: bool
    standard: int | None
    local_sections: list[str]
    edition: EditionRecord
    is_pinned: bool
    facts: FactsRecord | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.facts_record import FactsRecord  # noqa: PLC0415

        id = self.id

        url = self.url

        procedure = self.procedure

        code = self.code

        name_th = self.name_th

        name_en = self.name_en

        agency = self.agency.to_dict()

        province: None | str
        province = self.province

        is_standard = self.is_standard

        standard: int | None
        standard = self.standard

        local_sections = self.local_sections

        edition = self.edition.to_dict()

        is_pinned = self.is_pinned

        facts: dict[str, Any] | None
        if isinstance(self.facts, FactsRecord):
            facts = self.facts.to_dict()
        else:
            facts = self.facts

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "url": url,
                "procedure": procedure,
                "code": code,
                "name_th": name_th,
                "name_en": name_en,
                "agency": agency,
                "province": province,
                "is_standard": is_standard,
                "standard": standard,
                "local_sections": local_sections,
                "edition": edition,
                "is_pinned": is_pinned,
                "facts": facts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.edition_record import EditionRecord  # noqa: PLC0415
        from ..models.facts_record import FactsRecord  # noqa: PLC0415
        from ..models.named import Named  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        url = d.pop("url")

        procedure = d.pop("procedure")

        code = d.pop("code")

        name_th = d.pop("name_th")

        name_en = d.pop("name_en")

        agency = Named.from_dict(d.pop("agency"))

        def _parse_province(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        province = _parse_province(d.pop("province"))

        is_standard = d.pop("is_standard")

        def _parse_standard(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        standard = _parse_standard(d.pop("standard"))

        local_sections = cast(list[str], d.pop("local_sections"))

        edition = EditionRecord.from_dict(d.pop("edition"))

        is_pinned = d.pop("is_pinned")

        def _parse_facts(data: object) -> FactsRecord | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                facts_type_0 = FactsRecord.from_dict(data)

                return facts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FactsRecord | None, data)

        facts = _parse_facts(d.pop("facts"))

        manual_row = cls(
            id=id,
            url=url,
            procedure=procedure,
            code=code,
            name_th=name_th,
            name_en=name_en,
            agency=agency,
            province=province,
            is_standard=is_standard,
            standard=standard,
            local_sections=local_sections,
            edition=edition,
            is_pinned=is_pinned,
            facts=facts,
        )

        manual_row.additional_properties = d
        return manual_row

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
