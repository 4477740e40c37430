from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.parameter_error import ParameterError


T = TypeVar("T", bound="ProblemOut")


@_attrs_define
class ProblemOut:
    """Why there is no answer.

    Attributes:
        type_ (str): Type of the problem
        status (int): HTTP status
        title (str): Why, in English
        title_th (str): Why and what to do, in Thai
        errors (list[ParameterError]): What is wrong, one by one
    """

    type_: str
    status: int
    title: str
    title_th: str
    errors: list[ParameterError]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        status = self.status

        title = self.title

        title_th = self.title_th

        errors = []
        for errors_item_data in self.errors:
            errors_item = errors_item_data.to_dict()
            errors.append(errors_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "status": status,
                "title": title,
                "title_th": title_th,
                "errors": errors,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.parameter_error import ParameterError  # noqa: PLC0415

        d = dict(src_dict)
        type_ = d.pop("type")

        status = d.pop("status")

        title = d.pop("title")

        title_th = d.pop("title_th")

        errors = []
        _errors = d.pop("errors")
        for errors_item_data in _errors:
            errors_item = ParameterError.from_dict(errors_item_data)

            errors.append(errors_item)

        problem_out = cls(
            type_=type_,
            status=status,
            title=title,
            title_th=title_th,
            errors=errors,
        )

        problem_out.additional_properties = d
        return problem_out

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
