from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.agency_out import AgencyOut
    from ..models.facts_out import FactsOut
    from ..models.variant_out import VariantOut


T = TypeVar("T", bound="ResultOut")


@_attrs_define
class ResultOut:
    """One thing found.

    Attributes:
        type_ (str): procedure, agency, point or article
        id (int): Permanent number
        code (str): code of a procedure, key of an agency or point, slug
        title (str): Name in Thai, in people's words
        title_en (str): Name in English, empty when there is none
        official_title (str): Official name in Thai
        url (str): address of its page on this site, without host
        summary (str): Summary in Thai
        agency (AgencyOut | None): Who answers for it
        province (str): two-digit code, empty for nationwide things
        place_count (int): Number of service points
        variant (None | VariantOut): The manual picked for the province asked for
        facts (FactsOut | None): Key facts, of procedures only
    """

    type_: str
    id: int
    code: str
    title: str
    title_en: str
    official_title: str
    url: str
    summary: str
    agency: AgencyOut | None
    province: str
    place_count: int
    variant: None | VariantOut
    facts: FactsOut | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.agency_out import AgencyOut  # noqa: PLC0415
        from ..models.facts_out import FactsOut  # noqa: PLC0415
        from ..models.variant_out import VariantOut  # noqa: PLC0415

        type_ = self.type_

        id = self.id

        code = self.code

        title = self.title

        title_en = self.title_en

        official_title = self.official_title

        url = self.url

        summary = self.summary

        agency: dict[str, Any] | None
        if isinstance(self.agency, AgencyOut):
            agency = self.agency.to_dict()
        else:
            agency = self.agency

        province = self.province

        place_count = self.place_count

        variant: dict[str, Any] | None
        if isinstance(self.variant, VariantOut):
            variant = self.variant.to_dict()
        else:
            variant = self.variant

        facts: dict[str, Any] | None
        if isinstance(self.facts, FactsOut):
            facts = self.facts.to_dict()
        else:
            facts = self.facts

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "id": id,
                "code": code,
                "title": title,
                "title_en": title_en,
                "official_title": official_title,
                "url": url,
                "summary": summary,
                "agency": agency,
                "province": province,
                "place_count": place_count,
                "variant": variant,
                "facts": facts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.agency_out import AgencyOut  # noqa: PLC0415
        from ..models.facts_out import FactsOut  # noqa: PLC0415
        from ..models.variant_out import VariantOut  # noqa: PLC0415

        d = dict(src_dict)
        type_ = d.pop("type")

        id = d.pop("id")

        code = d.pop("code")

        title = d.pop("title")

        title_en = d.pop("title_en")

        official_title = d.pop("official_title")

        url = d.pop("url")

        summary = d.pop("summary")

        def _parse_agency(data: object) -> AgencyOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                agency_type_0 = AgencyOut.from_dict(data)

                return agency_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AgencyOut | None, data)

        agency = _parse_agency(d.pop("agency"))

        province = d.pop("province")

        place_count = d.pop("place_count")

        def _parse_variant(data: object) -> None | VariantOut:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                variant_type_0 = VariantOut.from_dict(data)

                return variant_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | VariantOut, data)

        variant = _parse_variant(d.pop("variant"))

        def _parse_facts(data: object) -> FactsOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                facts_type_0 = FactsOut.from_dict(data)

                return facts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FactsOut | None, data)

        facts = _parse_facts(d.pop("facts"))

        result_out = cls(
            type_=type_,
            id=id,
            code=code,
            title=title,
            title_en=title_en,
            official_title=official_title,
            url=url,
            summary=summary,
            agency=agency,
            province=province,
            place_count=place_count,
            variant=variant,
            facts=facts,
        )

        result_out.additional_properties = d
        return result_out

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
