from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PlanDocument")


@_attrs_define
class PlanDocument:
    """One document as all errands together need it.

    Attributes:
        name_th (str): Name in Thai
        issuer (str): Who issues it
        originals (int): How many originals to bring
        copies (int): How many copies to bring
        unit (str): What is counted, in Thai
        used_by (list[int]): Procedures that ask for it
        made_by (list[int]): Procedures of the plan that give it
        is_sometimes (bool): Needed in some cases only
        is_open (bool): Depends on a question that is not answered
        conditions (list[str]): In which cases, in Thai
        unlawful_copies (list[int]): Procedures that ask for a copy that they may not ask for
        get_from (list[int]): Procedures where one gets it
    """

    name_th: str
    issuer: str
    originals: int
    copies: int
    unit: str
    used_by: list[int]
    made_by: list[int]
    is_sometimes: bool
    is_open: bool
    conditions: list[str]
    unlawful_copies: list[int]
    get_from: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name_th = self.name_th

        issuer = self.issuer

        originals = self.originals

        copies = self.copies

        unit = self.unit

        used_by = self.used_by

        made_by = self.made_by

        is_sometimes = self.is_sometimes

        is_open = self.is_open

        conditions = self.conditions

        unlawful_copies = self.unlawful_copies

        get_from = self.get_from

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name_th": name_th,
                "issuer": issuer,
                "originals": originals,
                "copies": copies,
                "unit": unit,
                "used_by": used_by,
                "made_by": made_by,
                "is_sometimes": is_sometimes,
                "is_open": is_open,
                "conditions": conditions,
                "unlawful_copies": unlawful_copies,
                "get_from": get_from,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name_th = d.pop("name_th")

        issuer = d.pop("issuer")

        originals = d.pop("originals")

        copies = d.pop("copies")

        unit = d.pop("unit")

        used_by = cast(list[int], d.pop("used_by"))

        made_by = cast(list[int], d.pop("made_by"))

        is_sometimes = d.pop("is_sometimes")

        is_open = d.pop("is_open")

        conditions = cast(list[str], d.pop("conditions"))

        unlawful_copies = cast(list[int], d.pop("unlawful_copies"))

        get_from = cast(list[int], d.pop("get_from"))

        plan_document = cls(
            name_th=name_th,
            issuer=issuer,
            originals=originals,
            copies=copies,
            unit=unit,
            used_by=used_by,
            made_by=made_by,
            is_sometimes=is_sometimes,
            is_open=is_open,
            conditions=conditions,
            unlawful_copies=unlawful_copies,
            get_from=get_from,
        )

        plan_document.additional_properties = d
        return plan_document

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
