from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.case_option import CaseOption


T = TypeVar("T", bound="CaseQuestion")


@_attrs_define
class CaseQuestion:
    """One question to the reader, with two to twelve answers of which one holds.

    Attributes:
        code (str): Code of the question
        text (str): The question
        help_ (str): Explanation
        options (list[CaseOption]): Answers to choose from
    """

    code: str
    text: str
    help_: str
    options: list[CaseOption]

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        text = self.text

        help_ = self.help_

        options = []
        for options_item_data in self.options:
            options_item = options_item_data.to_dict()
            options.append(options_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "text": text,
                "help": help_,
                "options": options,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.case_option import CaseOption  # noqa: PLC0415

        d = dict(src_dict)
        code = d.pop("code")

        text = d.pop("text")

        help_ = d.pop("help")

        options = []
        _options = d.pop("options")
        for options_item_data in _options:
            options_item = CaseOption.from_dict(options_item_data)

            options.append(options_item)

        case_question = cls(
            code=code,
            text=text,
            help_=help_,
            options=options,
        )

        return case_question
