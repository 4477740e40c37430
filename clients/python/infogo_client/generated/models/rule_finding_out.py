from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RuleFindingOut")


@_attrs_define
class RuleFindingOut:
    """What the rules found in a draft, and what to do about it.

    Attributes:
        rule (str): Id of the rule; invalid when a value is of the wrong kind
        severity (str): blocking, warning or advice
        section (str): Section of the form
        part (str): Section of the draft in which it is put right
        path (str): Where in the content, such as documents.2.copies
        reason (str): What is wrong, in Thai
        law (str): Law that says so
        todo (str): What to do, in Thai
    """

    rule: str
    severity: str
    section: str
    part: str
    path: str
    reason: str
    law: str
    todo: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rule = self.rule

        severity = self.severity

        section = self.section

        part = self.part

        path = self.path

        reason = self.reason

        law = self.law

        todo = self.todo

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rule": rule,
                "severity": severity,
                "section": section,
                "part": part,
                "path": path,
                "reason": reason,
                "law": law,
                "todo": todo,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        rule = d.pop("rule")

        severity = d.pop("severity")

        section = d.pop("section")

        part = d.pop("part")

        path = d.pop("path")

        reason = d.pop("reason")

        law = d.pop("law")

        todo = d.pop("todo")

        rule_finding_out = cls(
            rule=rule,
            severity=severity,
            section=section,
            part=part,
            path=path,
            reason=reason,
            law=law,
            todo=todo,
        )

        rule_finding_out.additional_properties = d
        return rule_finding_out

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
