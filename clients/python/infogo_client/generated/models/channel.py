from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.channel_kind import ChannelKind, check_channel_kind
from ..models.channel_purpose import ChannelPurpose, check_channel_purpose

if TYPE_CHECKING:
    from ..models.hours import Hours


T = TypeVar("T", bound="Channel")


@_attrs_define
class Channel:
    """One way of filing (item 11), of preparing for it, or of receiving the result.

    ``hours_text`` is kept where it cannot be read as hours. ``provinces`` are the two-digit codes
    of the only provinces in which the channel serves; empty means everywhere.

        Attributes:
            kind (ChannelKind): Ways of filing; labels and further kinds are terms of the vocabulary ``channel_type``.
            purpose (ChannelPurpose): What can be done through a channel; only ``FILE`` saves the citizen the trip.

                ``RECEIVE`` is how the result reaches her in the end: fetched at the counter, by post, online.
            provinces (list[str]): Codes of the only provinces served, empty: everywhere
            description (str): Where or how
            url (str): Its address on the web
            hours (Hours | None): Opening hours
            hours_text (str): Opening hours that could not be read, in words
            cases (list[str]): Codes of the cases in which it applies, empty: always
    """

    kind: ChannelKind
    purpose: ChannelPurpose
    provinces: list[str]
    description: str
    url: str
    hours: Hours | None
    hours_text: str
    cases: list[str]

    def to_dict(self) -> dict[str, Any]:
        from ..models.hours import Hours  # noqa: PLC0415

        kind: str = self.kind

        purpose: str = self.purpose

        provinces = self.provinces

        description = self.description

        url = self.url

        hours: dict[str, Any] | None
        if isinstance(self.hours, Hours):
            hours = self.hours.to_dict()
        else:
            hours = self.hours

        hours_text = self.hours_text

        cases = self.cases

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "purpose": purpose,
                "provinces": provinces,
                "description": description,
                "url": url,
                "hours": hours,
                "hours_text": hours_text,
                "cases": cases,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.hours import Hours  # noqa: PLC0415

        d = dict(src_dict)
        kind = check_channel_kind(d.pop("kind"))

        purpose = check_channel_purpose(d.pop("purpose"))

        provinces = cast(list[str], d.pop("provinces"))

        description = d.pop("description")

        url = d.pop("url")

        def _parse_hours(data: object) -> Hours | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                hours_type_0 = Hours.from_dict(data)

                return hours_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Hours | None, data)

        hours = _parse_hours(d.pop("hours"))

        hours_text = d.pop("hours_text")

        cases = cast(list[str], d.pop("cases"))

        channel = cls(
            kind=kind,
            purpose=purpose,
            provinces=provinces,
            description=description,
            url=url,
            hours=hours,
            hours_text=hours_text,
            cases=cases,
        )

        return channel
