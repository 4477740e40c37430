from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.duration_record import DurationRecord
    from ..models.edition_record import EditionRecord
    from ..models.question_record import QuestionRecord


T = TypeVar("T", bound="ErrandRecord")


@_attrs_define
class ErrandRecord:
    """One errand of the plan, in the order in which it is done.

    Attributes:
        procedure (int): Id of the procedure
        code (str): Code of the procedure
        name_th (str): Name in Thai
        name_en (str): Name in English
        manual (int): Id of the manual that holds at the stop chosen
        edition (EditionRecord | None): Its edition
        url (str): Page of the manual
        waits_for (list[int]): Procedures to be done before
        total (list[DurationRecord]): Promised time; several while answers are open
        result_on (datetime.date | None): Day by which the result is due
        online_url (None | str): Where it is done online, or null
        refused (list[str]): Why it does not serve this case, in Thai
        questions (list[QuestionRecord]): Questions that are still open
    """

    procedure: int
    code: str
    name_th: str
    name_en: str
    manual: int
    edition: EditionRecord | None
    url: str
    waits_for: list[int]
    total: list[DurationRecord]
    result_on: datetime.date | None
    online_url: None | str
    refused: list[str]
    questions: list[QuestionRecord]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.edition_record import EditionRecord  # noqa: PLC0415

        procedure = self.procedure

        code = self.code

        name_th = self.name_th

        name_en = self.name_en

        manual = self.manual

        edition: dict[str, Any] | None
        if isinstance(self.edition, EditionRecord):
            edition = self.edition.to_dict()
        else:
            edition = self.edition

        url = self.url

        waits_for = self.waits_for

        total = []
        for total_item_data in self.total:
            total_item = total_item_data.to_dict()
            total.append(total_item)

        result_on: None | str
        if isinstance(self.result_on, datetime.date):
            result_on = self.result_on.isoformat()
        else:
            result_on = self.result_on

        online_url: None | str
        online_url = self.online_url

        refused = self.refused

        questions = []
        for questions_item_data in self.questions:
            questions_item = questions_item_data.to_dict()
            questions.append(questions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "procedure": procedure,
                "code": code,
                "name_th": name_th,
                "name_en": name_en,
                "manual": manual,
                "edition": edition,
                "url": url,
                "waits_for": waits_for,
                "total": total,
                "result_on": result_on,
                "online_url": online_url,
                "refused": refused,
                "questions": questions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.duration_record import DurationRecord  # noqa: PLC0415
        from ..models.edition_record import EditionRecord  # noqa: PLC0415
        from ..models.question_record import QuestionRecord  # noqa: PLC0415

        d = dict(src_dict)
        procedure = d.pop("procedure")

        code = d.pop("code")

        name_th = d.pop("name_th")

        name_en = d.pop("name_en")

        manual = d.pop("manual")

        def _parse_edition(data: object) -> EditionRecord | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                edition_type_0 = EditionRecord.from_dict(data)

                return edition_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EditionRecord | None, data)

        edition = _parse_edition(d.pop("edition"))

        url = d.pop("url")

        waits_for = cast(list[int], d.pop("waits_for"))

        total = []
        _total = d.pop("total")
        for total_item_data in _total:
            total_item = DurationRecord.from_dict(total_item_data)

            total.append(total_item)

        def _parse_result_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                result_on_type_0 = datetime.date.fromisoformat(data)

                return result_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        result_on = _parse_result_on(d.pop("result_on"))

        def _parse_online_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        online_url = _parse_online_url(d.pop("online_url"))

        refused = cast(list[str], d.pop("refused"))

        questions = []
        _questions = d.pop("questions")
        for questions_item_data in _questions:
            questions_item = QuestionRecord.from_dict(questions_item_data)

            questions.append(questions_item)

        errand_record = cls(
            procedure=procedure,
            code=code,
            name_th=name_th,
            name_en=name_en,
            manual=manual,
            edition=edition,
            url=url,
            waits_for=waits_for,
            total=total,
            result_on=result_on,
            online_url=online_url,
            refused=refused,
            questions=questions,
        )

        errand_record.additional_properties = d
        return errand_record

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
