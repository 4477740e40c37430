from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.formula_option import FormulaOption


T = TypeVar("T", bound="FormulaInput")


@_attrs_define
class FormulaInput:
    """What the reader is asked: a number of ``unit``, or one of ``options``.

    Attributes:
        code (str): Name in the formula
        label (str): The question
        unit (str): Unit
        lowest (None | str): Lowest value
        highest (None | str): Highest value
        help_ (str): Explanation
        options (list[FormulaOption]): Answers to choose from
    """

    code: str
    label: str
    unit: str
    lowest: None | str
    highest: None | str
    help_: str
    options: list[FormulaOption]

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        label = self.label

        unit = self.unit

        lowest: None | str
        lowest = self.lowest

        highest: None | str
        highest = self.highest

        help_ = self.help_

        options = []
        for options_item_data in self.options:
            options_item = options_item_data.to_dict()
            options.append(options_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "label": label,
                "unit": unit,
                "lowest": lowest,
                "highest": highest,
                "help": help_,
                "options": options,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.formula_option import FormulaOption  # noqa: PLC0415

        d = dict(src_dict)
        code = d.pop("code")

        label = d.pop("label")

        unit = d.pop("unit")

        def _parse_lowest(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        lowest = _parse_lowest(d.pop("lowest"))

        def _parse_highest(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        highest = _parse_highest(d.pop("highest"))

        help_ = d.pop("help")

        options = []
        _options = d.pop("options")
        for options_item_data in _options:
            options_item = FormulaOption.from_dict(options_item_data)

            options.append(options_item)

        formula_input = cls(
            code=code,
            label=label,
            unit=unit,
            lowest=lowest,
            highest=highest,
            help_=help_,
            options=options,
        )

        return formula_input
