from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="NewProcedureIn")


@_attrs_define
class NewProcedureIn:
    """What is needed to begin a procedure; the rest is written in its draft.

    Attributes:
        agency (int): Id of the agency that owns it
        name (str): What citizens call it
        official_name (str): Its name in the law
        topic (str): Slug of its topic
        service_type (str): Code of its type
        category (str): Code of its category
    """

    agency: int
    name: str
    official_name: str
    topic: str
    service_type: str
    category: str

    def to_dict(self) -> dict[str, Any]:
        agency = self.agency

        name = self.name

        official_name = self.official_name

        topic = self.topic

        service_type = self.service_type

        category = self.category

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "agency": agency,
                "name": name,
                "official_name": official_name,
                "topic": topic,
                "service_type": service_type,
                "category": category,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        agency = d.pop("agency")

        name = d.pop("name")

        official_name = d.pop("official_name")

        topic = d.pop("topic")

        service_type = d.pop("service_type")

        category = d.pop("category")

        new_procedure_in = cls(
            agency=agency,
            name=name,
            official_name=official_name,
            topic=topic,
            service_type=service_type,
            category=category,
        )

        return new_procedure_in
