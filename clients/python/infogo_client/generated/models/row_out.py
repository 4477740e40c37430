from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.finding_out import FindingOut
    from ..models.row_out_values import RowOutValues


T = TypeVar("T", bound="RowOut")


@_attrs_define
class RowOut:
    """A row that is asked for; values that nobody told are absent.

    Attributes:
        manual (int): Id of the manual
        point (int | None): Id of the point, null: online
        channel (str): Channel
        title (str): Name of the service
        place (str): Name of the service point
        values (RowOutValues): Values told, by name of the field
        is_zero (bool): Nobody came
        note (str): A note
        findings (list[FindingOut]): What looks wrong
    """

    manual: int
    point: int | None
    channel: str
    title: str
    place: str
    values: RowOutValues
    is_zero: bool
    note: str
    findings: list[FindingOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        manual = self.manual

        point: int | None
        point = self.point

        channel = self.channel

        title = self.title

        place = self.place

        values = self.values.to_dict()

        is_zero = self.is_zero

        note = self.note

        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "manual": manual,
                "point": point,
                "channel": channel,
                "title": title,
                "place": place,
                "values": values,
                "is_zero": is_zero,
                "note": note,
                "findings": findings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.finding_out import FindingOut  # noqa: PLC0415
        from ..models.row_out_values import RowOutValues  # noqa: PLC0415

        d = dict(src_dict)
        manual = d.pop("manual")

        def _parse_point(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        point = _parse_point(d.pop("point"))

        channel = d.pop("channel")

        title = d.pop("title")

        place = d.pop("place")

        values = RowOutValues.from_dict(d.pop("values"))

        is_zero = d.pop("is_zero")

        note = d.pop("note")

        findings = []
        _findings = d.pop("findings")
        for findings_item_data in _findings:
            findings_item = FindingOut.from_dict(findings_item_data)

            findings.append(findings_item)

        row_out = cls(
            manual=manual,
            point=point,
            channel=channel,
            title=title,
            place=place,
            values=values,
            is_zero=is_zero,
            note=note,
            findings=findings,
        )

        row_out.additional_properties = d
        return row_out

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
