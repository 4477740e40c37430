"""A public service in CPSV-AP 3.2, the European profile for describing public services.

What nobody knows is not asserted: an unknown list gives no statement at all, and a time in working
days, for which XML Schema has no duration, is told in the description only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from infogo.core.durations import Duration, DurationUnit
from infogo.core.money import number_text
from infogo.manuals.content import Channel, Fee, ManualContent, RequiredDocument
from infogo.records.base import absolute
from infogo.records.manuals import ManualRecord
from infogo.records.procedures import ProcedureRecord
from infogo.taxonomy.models import LifeEvent, TargetGroup, Topic

CONTEXT: dict[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
THAILAND = "http://publications.europa.eu/resource/authority/country/THA"
THAI = "http://publications.europa.eu/resource/authority/language/THA"
BAHT = "http://publications.europa.eu/resource/authority/currency/THB"
UNDER_REVIEW = "http://purl.org/adms/status/UnderDevelopment"
COMPLETED = "http://purl.org/adms/status/Completed"
_SIMPLE = {
    DurationUnit.MINUTE: "PT{}M",
    DurationUnit.HOUR: "PT{}H",
    DurationUnit.DAY: "P{}D",
    DurationUnit.MONTH: "P{}M",
    DurationUnit.YEAR: "P{}Y",
}
Node = dict[str, Any]


@dataclass(frozen=True)
class Labels:
    """Names of headings by slug, in Thai and English."""

    topics: Mapping[str, tuple[str, str]]
    groups: Mapping[str, tuple[str, str]]
    events: Mapping[str, tuple[str, str]]

    @classmethod
    def read(cls) -> Labels:
        """Read them all; three queries."""
        found = [
            {slug: (thai, english) for slug, thai, english in rows}
            for rows in (
                model.objects.values_list("slug", "name_th", "name_en")
                for model in (Topic, TargetGroup, LifeEvent)
            )
        ]
        return cls(*found)


def public_service(procedure: ProcedureRecord, manual: ManualRecord, labels: Labels) -> Node:
    """Return a manual as JSON-LD: the service with everything that belongs to it, in one graph."""
    content, base = manual.content, manual.url
    return {
        "@context": CONTEXT,
        "@id": f"{base}#service",
        "@type": "cpsv:PublicService",
        "dct:identifier": f"{procedure.code}@{manual.agency.id}",
        "dct:title": _both(procedure.name_th, procedure.name_en),
        "dct:description": _both(
            procedure.summary_th or procedure.official_name_th, procedure.summary_en
        ),
        "dct:language": {"@id": THAI, "@type": "dct:LinguisticSystem"},
        "dct:spatial": _place(manual.province),
        "foaf:page": {"@id": base},
        "adms:status": _concept(
            UNDER_REVIEW if manual.is_sample else COMPLETED,
            "ยังไม่มีหน่วยงานรับรอง" if manual.is_sample else "หน่วยงานรับรองแล้ว",
        ),
        "cv:hasCompetentAuthority": _authority(manual),
        "cv:thematicArea": _heading("www:topic", procedure.topic, labels.topics),
        **_several("dcat:keyword", [_thai(tag) for tag in procedure.tags]),
        **_several("cv:isGroupedBy", [_event(slug, labels) for slug in procedure.life_events]),
        **_several(
            "dct:audience",
            [_heading("www:group", slug, labels.groups) for slug in procedure.target_groups],
        ),
        **_several("dct:requires", list(_required_services(procedure))),
        **_several("cv:hasInputType", list(_evidence(content, base))),
        **_several("cv:hasCost", list(_costs(content, base))),
        **_several("cv:hasChannel", list(_channels(content, base))),
        **_several("cpsv:produces", list(_outputs(content, base))),
        **_several("cpsv:follows", list(_rules(content, base))),
        **_several("cv:holdsRequirement", list(_requirements(content, base))),
        **_time(content),
    }


def _several(name: str, nodes: Sequence[Node]) -> Node:
    return {name: list(nodes)} if nodes else {}


def _thai(text: str) -> Node:
    return {"@value": text, "@language": "th"}


def _both(thai: str, english: str) -> list[Node]:
    english_node = [{"@value": english, "@language": "en"}] if english else []
    return [_thai(thai), *english_node]


def _concept(address: str, label: str) -> Node:
    return {"@id": address, "@type": "skos:Concept", "skos:prefLabel": _thai(label)}


def _place(province: str | None) -> Node:
    """Return where a service is offered: a province by its ISO 3166-2 code, or the country."""
    if province is None:
        return {"@id": THAILAND, "@type": "dct:Location"}
    address = absolute(reverse("www:agencies_in_province", args=[province]))
    return {
        "@id": f"{address}#place",
        "@type": "dct:Location",
        "dct:identifier": f"TH-{province}",
        "dct:isPartOf": {"@id": THAILAND, "@type": "dct:Location"},
    }


def _authority(manual: ManualRecord) -> Node:
    agency = manual.agency
    return {
        "@id": f"{absolute(reverse('www:agency', args=[agency.id]))}#agency",
        "@type": "cv:PublicOrganisation",
        "dct:identifier": str(agency.id),
        "skos:prefLabel": _both(agency.name_th, agency.name_en),
        "dct:spatial": _place(manual.province),
    }


def _event(slug: str, labels: Labels) -> Node:
    address = absolute(reverse("www:event", args=[slug]))
    return {
        "@id": f"{address}#event",
        "@type": ["cv:LifeEvent", "cv:Event"],
        "dct:identifier": slug,
        "dct:title": _both(*labels.events.get(slug, (slug, ""))),
    }


def _heading(page: str, slug: str, labels: Mapping[str, tuple[str, str]]) -> Node:
    return {
        "@id": absolute(reverse(page, args=[slug])),
        "@type": "skos:Concept",
        "skos:prefLabel": _both(*labels.get(slug, (slug, ""))),
    }


def _required_services(procedure: ProcedureRecord) -> Iterator[Node]:
    for relation in procedure.relations:
        if relation.kind == "requires":
            address = absolute(reverse("www:manual", args=[relation.procedure]))
            yield {"@id": f"{address}#service"}


def _evidence(content: ManualContent, base: str) -> Iterator[Node]:
    for place, item in enumerate(content.documents.items):
        yield {
            "@id": f"{base}#document-{place}",
            "@type": "cv:EvidenceType",
            "dct:identifier": f"document-{place}",
            "skos:prefLabel": _thai(item.name),
            "dct:description": _thai(_of_document(item)),
            "cv:evidenceTypeClassification": _concept(
                f"{base}#document-class-{place}", item.canonical or item.name
            ),
        }


def _of_document(item: RequiredDocument) -> str:
    parts = [f"ตัวจริง {item.originals}", f"สำเนา {item.copies}"]
    parts += [text for text in (item.condition, item.note, item.issuer) if text]
    return " · ".join(parts)


def _costs(content: ManualContent, base: str) -> Iterator[Node]:
    for place, fee in enumerate(content.fees.items):
        yield {
            "@id": f"{base}#fee-{place}",
            "@type": "cv:Cost",
            "dct:identifier": f"fee-{place}",
            "dct:description": _thai(_of_fee(fee)),
            **_amount(fee),
        }


def _amount(fee: Fee) -> Node:
    """Return the amount of a fee that has one; a range or a percentage is told in words only."""
    if fee.amount_satang is None or fee.amount_max_satang is not None or fee.computed is not None:
        return {}
    return {
        "cv:hasValue": {"@value": fee.amount_satang / 100, "@type": "xsd:double"},
        "cv:currency": _concept(BAHT, "บาท"),
    }


def _of_fee(fee: Fee) -> str:
    parts = [fee.item]
    if fee.amount_satang is not None:
        low = number_text(fee.amount_satang)
        high = f"–{number_text(fee.amount_max_satang)}" if fee.amount_max_satang else ""
        parts.append(f"{low}{high} บาท" + (f" ต่อ{fee.per}" if fee.per else ""))
    if fee.percent is not None:
        parts.append(f"ร้อยละ {fee.percent} ของ{fee.percent_base}")
    parts += [text for text in (fee.condition, fee.formula) if text]
    return " · ".join(parts)


def _channels(content: ManualContent, base: str) -> Iterator[Node]:
    for place, channel in enumerate(content.channels.items):
        yield {
            "@id": f"{base}#channel-{place}",
            "@type": "cv:Channel",
            "dct:identifier": f"channel-{place}",
            "dct:type": _concept(f"{base}#channel-{channel.kind.value}", channel.kind.value),
            "dct:description": _thai(channel.description),
            **_page(channel),
        }


def _page(channel: Channel) -> Node:
    return {"foaf:page": {"@id": channel.url}} if channel.url else {}


def _outputs(content: ManualContent, base: str) -> Iterator[Node]:
    for place, name in enumerate(content.outputs):
        yield {
            "@id": f"{base}#output-{place}",
            "@type": "cv:Output",
            "dct:identifier": f"output-{place}",
            "dct:title": _thai(name),
        }


def _rules(content: ManualContent, base: str) -> Iterator[Node]:
    for place, law in enumerate(content.legal_bases.items):
        title = f"{law.law} มาตรา {law.section}" if law.section else law.law
        yield {
            "@id": f"{base}#rule-{place}",
            "@type": "cpsv:Rule",
            "dct:identifier": f"rule-{place}",
            "dct:title": _thai(title),
            "dct:description": _thai(title),
            "cpsv:implements": {
                "@id": law.url or f"{base}#law-{place}",
                "@type": "eli:LegalResource",
                "dct:title": _thai(law.law),
            },
        }


def _requirements(content: ManualContent, base: str) -> Iterator[Node]:
    for place, text in enumerate(content.criteria.items):
        yield {
            "@id": f"{base}#condition-{place}",
            "@type": "cv:Requirement",
            "dct:identifier": f"condition-{place}",
            "dct:title": _thai(text),
        }


def _time(content: ManualContent) -> Node:
    simple = xml_duration(content.total) if content.total else None
    if simple is None:
        return {}
    return {"cv:processingTime": {"@value": simple, "@type": "xsd:duration"}}


def xml_duration(length: Duration) -> str | None:
    """Return a time as ``xsd:duration``, the longest of a range; ``None`` for working days."""
    form = _SIMPLE.get(length.unit)
    if form is None or length.value_max != int(length.value_max):
        return None
    return form.format(int(length.value_max))
