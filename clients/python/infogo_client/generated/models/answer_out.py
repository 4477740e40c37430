from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AnswerOut")


@_attrs_define
class AnswerOut:
    """The direct answer to what the query asks, told from a manual.

    Attributes:
        intent (str): documents, fee, time, place, hours, online or output
        state (str): known, none (there is nothing to bring, pay …) or unknown
        title_th (str): the service, office or kind of office answered about
        title_en (str): The same in English
        text_th (str): The answer in Thai
        text_en (str): The answer in English
        url (str): address of the section that says so on this site, without host
        is_sample (bool): the facts have not been verified
    """

    intent: str
    state: str
    title_th: str
    title_en: str
    text_th: str
    text_en: str
    url: str
    is_sample: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        intent = self.intent

        state = self.state

        title_th = self.title_th

        title_en = self.title_en

        text_th = self.text_th

        text_en = self.text_en

        url = self.url

        is_sample = self.is_sample

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "intent": intent,
                "state": state,
                "title_th": title_th,
                "title_en": title_en,
                "text_th": text_th,
                "text_en": text_en,
                "url": url,
                "is_sample": is_sample,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        intent = d.pop("intent")

        state = d.pop("state")

        title_th = d.pop("title_th")

        title_en = d.pop("title_en")

        text_th = d.pop("text_th")

        text_en = d.pop("text_en")

        url = d.pop("url")

        is_sample = d.pop("is_sample")

        answer_out = cls(
            intent=intent,
            state=state,
            title_th=title_th,
            title_en=title_en,
            text_th=text_th,
            text_en=text_en,
            url=url,
            is_sample=is_sample,
        )

        answer_out.additional_properties = d
        return answer_out

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
