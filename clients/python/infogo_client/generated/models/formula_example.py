from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.given_value import GivenValue


T = TypeVar("T", bound="FormulaExample")


@_attrs_define
class FormulaExample:
    """A case with the result that is right: baht for a fee, the unit of the total for a time.

    Attributes:
        given (list[GivenValue]): Given these values
        result (str): the result is
        note (str): A note
    """

    given: list[GivenValue]
    result: str
    note: str

    def to_dict(self) -> dict[str, Any]:
        given = []
        for given_item_data in self.given:
            given_item = given_item_data.to_dict()
            given.append(given_item)

        result = self.result

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "given": given,
                "result": result,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.given_value import GivenValue  # noqa: PLC0415

        d = dict(src_dict)
        given = []
        _given = d.pop("given")
        for given_item_data in _given:
            given_item = GivenValue.from_dict(given_item_data)

            given.append(given_item)

        result = d.pop("result")

        note = d.pop("note")

        formula_example = cls(
            given=given,
            result=result,
            note=note,
        )

        return formula_example
