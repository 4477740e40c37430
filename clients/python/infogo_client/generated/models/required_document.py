from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.document_group import DocumentGroup, check_document_group

T = TypeVar("T", bound="RequiredDocument")


@_attrs_define
class RequiredDocument:
    """One document to bring (item 15). ``originals`` are shown and given back unless noted.

    ``cases`` are the codes of the cases in which it is needed, empty for always; ``condition`` is
    what the cases do not say.

        Attributes:
            group (DocumentGroup): The two groups of item 15.
            name (str): What the manual calls it
            canonical (str): Name in the catalogue of documents
            issuer (str): Who issues it
            originals (int): How many originals
            copies (int): How many copies
            unit (str): Unit of counting
            condition (str): When it is needed, in words
            note (str): A note
            is_state_issued (bool): Whether the state issued it
            cases (list[str]): Codes of the cases in which it applies, empty: always
    """

    group: DocumentGroup
    name: str
    canonical: str
    issuer: str
    originals: int
    copies: int
    unit: str
    condition: str
    note: str
    is_state_issued: bool
    cases: list[str]

    def to_dict(self) -> dict[str, Any]:
        group: str = self.group

        name = self.name

        canonical = self.canonical

        issuer = self.issuer

        originals = self.originals

        copies = self.copies

        unit = self.unit

        condition = self.condition

        note = self.note

        is_state_issued = self.is_state_issued

        cases = self.cases

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "group": group,
                "name": name,
                "canonical": canonical,
                "issuer": issuer,
                "originals": originals,
                "copies": copies,
                "unit": unit,
                "condition": condition,
                "note": note,
                "is_state_issued": is_state_issued,
                "cases": cases,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        group = check_document_group(d.pop("group"))

        name = d.pop("name")

        canonical = d.pop("canonical")

        issuer = d.pop("issuer")

        originals = d.pop("originals")

        copies = d.pop("copies")

        unit = d.pop("unit")

        condition = d.pop("condition")

        note = d.pop("note")

        is_state_issued = d.pop("is_state_issued")

        cases = cast(list[str], d.pop("cases"))

        required_document = cls(
            group=group,
            name=name,
            canonical=canonical,
            issuer=issuer,
            originals=originals,
            copies=copies,
            unit=unit,
            condition=condition,
            note=note,
            is_state_issued=is_state_issued,
            cases=cases,
        )

        return required_document
