from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.question_record_options import QuestionRecordOptions


T = TypeVar("T", bound="QuestionRecord")


@_attrs_define
class QuestionRecord:
    """A question whose answer would narrow the manual to one's own case.

    Attributes:
        code (str): Code of the question
        text (str): The question in Thai
        options (QuestionRecordOptions): Codes of answers with their words in Thai
    """

    code: str
    text: str
    options: QuestionRecordOptions
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        text = self.text

        options = self.options.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "text": text,
                "options": options,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.question_record_options import QuestionRecordOptions  # noqa: PLC0415

        d = dict(src_dict)
        code = d.pop("code")

        text = d.pop("text")

        options = QuestionRecordOptions.from_dict(d.pop("options"))

        question_record = cls(
            code=code,
            text=text,
            options=options,
        )

        question_record.additional_properties = d
        return question_record

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
