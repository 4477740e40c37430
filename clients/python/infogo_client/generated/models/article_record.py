from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.named import Named


T = TypeVar("T", bound="ArticleRecord")


@_attrs_define
class ArticleRecord:
    """An article that leads to services.

    Attributes:
        id (int): Permanent number of the article
        slug (str): Short name
        url (str): Its page
        agency (Named | None): Who answers for it, null: the centre
        title_th (str): Title in Thai
        title_en (str): Title in English, empty when there is none
        summary_th (str): Summary in Thai
        body_th (str): Text in Markdown; [words](service:CODE) names a procedure
        topic (None | str): Topic
        life_event (None | str): Life event
        procedures (list[int]): Ids of the procedures that it leads to
        is_sample (bool): Whether it is an unverified sample
        source (str): Where its facts come from
        published_at (datetime.datetime | None): When it was published
        checked_on (datetime.date | None): Day on which it was checked
    """

    id: int
    slug: str
    url: str
    agency: Named | None
    title_th: str
    title_en: str
    summary_th: str
    body_th: str
    topic: None | str
    life_event: None | str
    procedures: list[int]
    is_sample: bool
    source: str
    published_at: datetime.datetime | None
    checked_on: datetime.date | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.named import Named  # noqa: PLC0415

        id = self.id

        slug = self.slug

        url = self.url

        agency: dict[str, Any] | None
        if isinstance(self.agency, Named):
            agency = self.agency.to_dict()
        else:
            agency = self.agency

        title_th = self.title_th

        title_en = self.title_en

        summary_th = self.summary_th

        body_th = self.body_th

        topic: None | str
        topic = self.topic

        life_event: None | str
        life_event = self.life_event

        procedures = self.procedures

        is_sample = self.is_sample

        source = self.source

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        checked_on: None | str
        if isinstance(self.checked_on, datetime.date):
            checked_on = self.checked_on.isoformat()
        else:
            checked_on = self.checked_on

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "slug": slug,
                "url": url,
                "agency": agency,
                "title_th": title_th,
                "title_en": title_en,
                "summary_th": summary_th,
                "body_th": body_th,
                "topic": topic,
                "life_event": life_event,
                "procedures": procedures,
                "is_sample": is_sample,
                "source": source,
                "published_at": published_at,
                "checked_on": checked_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.named import Named  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        slug = d.pop("slug")

        url = d.pop("url")

        def _parse_agency(data: object) -> Named | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                agency_type_0 = Named.from_dict(data)

                return agency_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Named | None, data)

        agency = _parse_agency(d.pop("agency"))

        title_th = d.pop("title_th")

        title_en = d.pop("title_en")

        summary_th = d.pop("summary_th")

        body_th = d.pop("body_th")

        def _parse_topic(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        topic = _parse_topic(d.pop("topic"))

        def _parse_life_event(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        life_event = _parse_life_event(d.pop("life_event"))

        procedures = cast(list[int], d.pop("procedures"))

        is_sample = d.pop("is_sample")

        source = d.pop("source")

        def _parse_published_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)

                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        published_at = _parse_published_at(d.pop("published_at"))

        def _parse_checked_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                checked_on_type_0 = datetime.date.fromisoformat(data)

                return checked_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        checked_on = _parse_checked_on(d.pop("checked_on"))

        article_record = cls(
            id=id,
            slug=slug,
            url=url,
            agency=agency,
            title_th=title_th,
            title_en=title_en,
            summary_th=summary_th,
            body_th=body_th,
            topic=topic,
            life_event=life_event,
            procedures=procedures,
            is_sample=is_sample,
            source=source,
            published_at=published_at,
            checked_on=checked_on,
        )

        article_record.additional_properties = d
        return article_record

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
