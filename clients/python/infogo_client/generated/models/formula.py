from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.formula_example import FormulaExample
    from ..models.formula_input import FormulaInput


T = TypeVar("T", bound="Formula")


@_attrs_define
class Formula:
    """A computation; the language of ``expression`` is told in ``docs/formulas.md``.

    ``law`` names the law and the section by which it is computed.

        Attributes:
            inputs (list[FormulaInput]): What is asked
            expression (str): The formula
            law (str): Law it follows
            examples (list[FormulaExample]): Examples that must come out
    """

    inputs: list[FormulaInput]
    expression: str
    law: str
    examples: list[FormulaExample]

    def to_dict(self) -> dict[str, Any]:
        inputs = []
        for inputs_item_data in self.inputs:
            inputs_item = inputs_item_data.to_dict()
            inputs.append(inputs_item)

        expression = self.expression

        law = self.law

        examples = []
        for examples_item_data in self.examples:
            examples_item = examples_item_data.to_dict()
            examples.append(examples_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "inputs": inputs,
                "expression": expression,
                "law": law,
                "examples": examples,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.formula_example import FormulaExample  # noqa: PLC0415
        from ..models.formula_input import FormulaInput  # noqa: PLC0415

        d = dict(src_dict)
        inputs = []
        _inputs = d.pop("inputs")
        for inputs_item_data in _inputs:
            inputs_item = FormulaInput.from_dict(inputs_item_data)

            inputs.append(inputs_item)

        expression = d.pop("expression")

        law = d.pop("law")

        examples = []
        _examples = d.pop("examples")
        for examples_item_data in _examples:
            examples_item = FormulaExample.from_dict(examples_item_data)

            examples.append(examples_item)

        formula = cls(
            inputs=inputs,
            expression=expression,
            law=law,
            examples=examples,
        )

        return formula
