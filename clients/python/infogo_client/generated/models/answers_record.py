from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AnswersRecord")


@_attrs_define
class AnswersRecord:
    """The answers to a question of fact; null where too few answered it.

    Attributes:
        yes (int | None): How many said yes
        no (int | None): How many said no
    """

    yes: int | None
    no: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        yes: int | None
        yes = self.yes

        no: int | None
        no = self.no

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "yes": yes,
                "no": no,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_yes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        yes = _parse_yes(d.pop("yes"))

        def _parse_no(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        no = _parse_no(d.pop("no"))

        answers_record = cls(
            yes=yes,
            no=no,
        )

        answers_record.additional_properties = d
        return answers_record

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
