from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.facts_record import FactsRecord
    from ..models.named import Named
    from ..models.relation_record import RelationRecord


T = TypeVar("T", bound="ProcedureRecord")


@_attrs_define
class ProcedureRecord:
    """What a citizen wants done (กระบวนงาน).

    Attributes:
        id (int): Permanent number of the procedure
        code (str): Code, such as DOPA-002
        url (str): Page of the standard manual
        name_th (str): Name in people's words
        official_name_th (str): Official name in Thai
        name_en (str): Name in English, empty when there is none
        summary_th (str): Summary in Thai
        summary_en (str): Summary in English
        owner (Named): Another record, by its id and names.
        service_type (str): Service type, a code of the vocabulary
        category (str): Service category, a code of the vocabulary
        impact_level (str): Impact level, a code of the vocabulary
        topic (str): Topic, as in /topics
        target_groups (list[str]): Target groups, as in /target-groups
        life_events (list[str]): Life events, as in /life-events
        tags (list[str]): Everyday words
        lifecycle (str): new, renew, replace, amend, cancel or other
        lifecycle_group (str): Procedures about the same thing share it
        relations (list[RelationRecord]): Related procedures
        point_count (int): Number of service points
        standard_manual (int | None): Id of the standard manual
        facts (FactsRecord | None): Key facts of the standard manual
        updated_at (datetime.datetime): Time of the last change
    """

    id: int
    code: str
    url: str
    name_th: str
    official_name_th: str
    name_en: str
    summary_th: str
    summary_en: str
    owner: Named
    service_type: str
    category: str
    impact_level: str
    topic: str
    target_groups: list[str]
    life_events: list[str]
    tags: list[str]
    lifecycle: str
    lifecycle_group: str
    relations: list[RelationRecord]
    point_count: int
    standard_manual: int | None
    facts: FactsRecord | None
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.facts_record import FactsRecord  # noqa: PLC0415

        id = self.id

        code = self.code

        url = self.url

        name_th = self.name_th

        official_name_th = self.official_name_th

        name_en = self.name_en

        summary_th = self.summary_th

        summary_en = self.summary_en

        owner = self.owner.to_dict()

        service_type = self.service_type

        category = self.category

        impact_level = self.impact_level

        topic = self.topic

        target_groups = self.target_groups

        life_events = self.life_events

        tags = self.tags

        lifecycle = self.lifecycle

        lifecycle_group = self.lifecycle_group

        relations = []
        for relations_item_data in self.relations:
            relations_item = relations_item_data.to_dict()
            relations.append(relations_item)

        point_count = self.point_count

        standard_manual: int | None
        standard_manual = self.standard_manual

        facts: dict[str, Any] | None
        if isinstance(self.facts, FactsRecord):
            facts = self.facts.to_dict()
        else:
            facts = self.facts

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "code": code,
                "url": url,
                "name_th": name_th,
                "official_name_th": official_name_th,
                "name_en": name_en,
                "summary_th": summary_th,
                "summary_en": summary_en,
                "owner": owner,
                "service_type": service_type,
                "category": category,
                "impact_level": impact_level,
                "topic": topic,
                "target_groups": target_groups,
                "life_events": life_events,
                "tags": tags,
                "lifecycle": lifecycle,
                "lifecycle_group": lifecycle_group,
                "relations": relations,
                "point_count": point_count,
                "standard_manual": standard_manual,
                "facts": facts,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.facts_record import FactsRecord  # noqa: PLC0415
        from ..models.named import Named  # noqa: PLC0415
        from ..models.relation_record import RelationRecord  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        code = d.pop("code")

        url = d.pop("url")

        name_th = d.pop("name_th")

        official_name_th = d.pop("official_name_th")

        name_en = d.pop("name_en")

        summary_th = d.pop("summary_th")

        summary_en = d.pop("summary_en")

        owner = Named.from_dict(d.pop("owner"))

        service_type = d.pop("service_type")

        category = d.pop("category")

        impact_level = d.pop("impact_level")

        topic = d.pop("topic")

        target_groups = cast(list[str], d.pop("target_groups"))

        life_events = cast(list[str], d.pop("life_events"))

        tags = cast(list[str], d.pop("tags"))

        lifecycle = d.pop("lifecycle")

        lifecycle_group = d.pop("lifecycle_group")

        relations = []
        _relations = d.pop("relations")
        for relations_item_data in _relations:
            relations_item = RelationRecord.from_dict(relations_item_data)

            relations.append(relations_item)

        point_count = d.pop("point_count")

        def _parse_standard_manual(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        standard_manual = _parse_standard_manual(d.pop("standard_manual"))

        def _parse_facts(data: object) -> FactsRecord | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                facts_type_0 = FactsRecord.from_dict(data)

                return facts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FactsRecord | None, data)

        facts = _parse_facts(d.pop("facts"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        procedure_record = cls(
            id=id,
            code=code,
            url=url,
            name_th=name_th,
            official_name_th=official_name_th,
            name_en=name_en,
            summary_th=summary_th,
            summary_en=summary_en,
            owner=owner,
            service_type=service_type,
            category=category,
            impact_level=impact_level,
            topic=topic,
            target_groups=target_groups,
            life_events=life_events,
            tags=tags,
            lifecycle=lifecycle,
            lifecycle_group=lifecycle_group,
            relations=relations,
            point_count=point_count,
            standard_manual=standard_manual,
            facts=facts,
            updated_at=updated_at,
        )

        procedure_record.additional_properties = d
        return procedure_record

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
