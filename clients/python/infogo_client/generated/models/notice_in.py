from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.notice_channel import NoticeChannel, check_notice_channel
from ..types import UNSET, Unset

T = TypeVar("T", bound="NoticeIn")


@_attrs_define
class NoticeIn:
    """A notice of delay that went out.

    Attributes:
        sent_on (datetime.date): Day on which it was sent
        channel (NoticeChannel): How a notice reached the person who filed.
        reason (str): code of a cause in force that day
        text (str): the cause in words, in Thai
        expected_on (datetime.date): by when it should be finished
        copied_on (datetime.date | None | Unset): when the copy went to the central agency
    """

    sent_on: datetime.date
    channel: NoticeChannel
    reason: str
    text: str
    expected_on: datetime.date
    copied_on: datetime.date | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        sent_on = self.sent_on.isoformat()

        channel: str = self.channel

        reason = self.reason

        text = self.text

        expected_on = self.expected_on.isoformat()

        copied_on: None | str | Unset
        if isinstance(self.copied_on, Unset):
            copied_on = UNSET
        elif isinstance(self.copied_on, datetime.date):
            copied_on = self.copied_on.isoformat()
        else:
            copied_on = self.copied_on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sent_on": sent_on,
                "channel": channel,
                "reason": reason,
                "text": text,
                "expected_on": expected_on,
            }
        )
        if copied_on is not UNSET:
            field_dict["copied_on"] = copied_on

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        sent_on = datetime.date.fromisoformat(d.pop("sent_on"))

        channel = check_notice_channel(d.pop("channel"))

        reason = d.pop("reason")

        text = d.pop("text")

        expected_on = datetime.date.fromisoformat(d.pop("expected_on"))

        def _parse_copied_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                copied_on_type_0 = datetime.date.fromisoformat(data)

                return copied_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        copied_on = _parse_copied_on(d.pop("copied_on", UNSET))

        notice_in = cls(
            sent_on=sent_on,
            channel=channel,
            reason=reason,
            text=text,
            expected_on=expected_on,
            copied_on=copied_on,
        )

        return notice_in
