from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="AuthorityDocument")


@_attrs_define
class AuthorityDocument:
    """One paper that shows that somebody may act for another.

    ``stamp_duty_satang`` is the duty on it (อากรแสตมป์); ``None`` when the manual does not say.

        Attributes:
            name (str): Name of the paper
            issuer (str): Who issues it
            originals (int): How many originals
            copies (int): How many copies
            stamp_duty_satang (int | None): Stamp duty in satang
            condition (str): When it is needed
            note (str): A note
    """

    name: str
    issuer: str
    originals: int
    copies: int
    stamp_duty_satang: int | None
    condition: str
    note: str

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        issuer = self.issuer

        originals = self.originals

        copies = self.copies

        stamp_duty_satang: int | None
        stamp_duty_satang = self.stamp_duty_satang

        condition = self.condition

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "issuer": issuer,
                "originals": originals,
                "copies": copies,
                "stamp_duty_satang": stamp_duty_satang,
                "condition": condition,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        issuer = d.pop("issuer")

        originals = d.pop("originals")

        copies = d.pop("copies")

        def _parse_stamp_duty_satang(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        stamp_duty_satang = _parse_stamp_duty_satang(d.pop("stamp_duty_satang"))

        condition = d.pop("condition")

        note = d.pop("note")

        authority_document = cls(
            name=name,
            issuer=issuer,
            originals=originals,
            copies=copies,
            stamp_duty_satang=stamp_duty_satang,
            condition=condition,
            note=note,
        )

        return authority_document
