from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="CaseCondition")


@_attrs_define
class CaseCondition:
    """Answers to one question with which a case holds: any of ``options``.

    Attributes:
        question (str): Code of the question
        options (list[str]): Codes of the answers
    """

    question: str
    options: list[str]

    def to_dict(self) -> dict[str, Any]:
        question = self.question

        options = self.options

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "question": question,
                "options": options,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        question = d.pop("question")

        options = cast(list[str], d.pop("options"))

        case_condition = cls(
            question=question,
            options=options,
        )

        return case_condition
