"""One public service: a procedure as its standard manual has it, or as one agency does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from infogo.linked import uris
from infogo.linked.cpsv.agency import agency_stub
from infogo.linked.cpsv.parts import Parts
from infogo.linked.cpsv.told import told
from infogo.linked.durations import iso_duration, working_days
from infogo.linked.graph import Node, both, lit, node, ref, th
from infogo.linked.words import Mentions
from infogo.manuals.content import ManualContent, ProvenanceStatus
from infogo.manuals.part import Listing
from infogo.records.manuals import ManualRecord, ManualRow
from infogo.records.procedures import ProcedureRecord

VERIFIED = ("หน่วยงานรับรองแล้ว", "An agency vouches for it")
NOT_VERIFIED = ("ข้อมูลตัวอย่าง ยังไม่มีหน่วยงานรับรอง", "Unverified sample; no agency vouches for it")


@dataclass(frozen=True)
class Material:
    """What a service is described from; ``related`` are the procedures that it names."""

    procedure: ProcedureRecord
    manual: ManualRecord
    related: Sequence[ProcedureRecord] = ()

    @property
    def iri(self) -> str:
        """The name of the service."""
        return service_of(self.manual)


def service_of(manual: ManualRow) -> str:
    """Return the name of the service that a manual describes."""
    agency_id = None if manual.is_standard else manual.agency.id
    return uris.service(manual.procedure, agency_id)


def service_nodes(material: Material, mentions: Mentions) -> Iterator[Node]:
    """Describe a service with all of its parts; what it names besides is left to ``mentions``."""
    content, agency = material.manual.content, material.manual.agency
    parts = Parts(material.iri, uris.agency(agency.id), mentions)
    authority = list(parts.authority(_authority_of(content)))
    made: dict[str, list[Node]] = {
        "cv_hasChannel": list(parts.channels(content)),
        "cv_hasCost": list(parts.costs(content)),
        "cpsv_hasInput": [*parts.evidence(content), *authority],
        "cv_holdsRequirement": list(parts.requirements(content, authority)),
        "cpsv_follows": list(parts.rules(content)),
        "cv_hasLegalResource": list(parts.laws(content)),
        "cpsv_produces": list(parts.outputs(content)),
        "cv_contactPoint": list(parts.complaints(content)),
        "foaf_page": list(parts.forms(content)),
        "cv_hasParticipation": [_owner(material, mentions)],
    }
    cases = list(parts.case_concepts(content))
    links: dict[str, Any] = {
        name: [ref(one["@id"]) for one in nodes] for name, nodes in made.items()
    }
    yield {
        **_head(material, mentions),
        **node(material.iri, **links, **_facts(material, mentions)),
    }
    for nodes in (*made.values(), cases):
        yield from nodes


def _head(material: Material, mentions: Mentions) -> Node:
    """Say what the procedure itself says of the service."""
    procedure, manual = material.procedure, material.manual
    mentions.add(agency_stub(manual.agency, manual.province, mentions))
    related = {one.id: one for one in material.related}
    for other in related.values():
        for one in brief(other, mentions):
            mentions.add(one)
    linked = [one for one in procedure.relations if one.procedure in related]
    said = _common(procedure, manual.agency.id, is_local=not manual.is_standard)
    return {
        **said,
        **node(
            material.iri,
            dct_alternative=[th(procedure.official_name_th), th(manual.content.reference_name)],
            dcat_keyword=[th(tag) for tag in procedure.tags],
            dct_type=mentions.concept("service_type", procedure.service_type),
            cv_thematicArea=mentions.topic(procedure.topic),
            cv_isClassifiedBy=[
                mentions.concept("service_category", procedure.category),
                mentions.concept("impact_level", procedure.impact_level),
                mentions.concept("lifecycle", procedure.lifecycle),
            ],
            dct_audience=[mentions.target_group(slug) for slug in procedure.target_groups],
            cv_isGroupedBy=[mentions.life_event(slug) for slug in procedure.life_events],
            dct_requires=[
                ref(uris.service(one.procedure)) for one in linked if one.kind == "requires"
            ],
            cv_relatedService=[
                ref(uris.service(one.procedure)) for one in linked if one.kind != "requires"
            ],
            dct_isVersionOf=ref(uris.service(procedure.id)) if not manual.is_standard else None,
        ),
    }


def _common(procedure: ProcedureRecord, agency_id: int, *, is_local: bool) -> Node:
    """Say what the profile demands of every service."""
    summary = procedure.summary_th or procedure.official_name_th
    return node(
        uris.service(procedure.id, agency_id if is_local else None),
        ["cpsv:PublicService"],
        dct_identifier=f"{procedure.code}/{agency_id}" if is_local else procedure.code,
        dct_title=both(procedure.name_th, procedure.name_en),
        dct_description=both(summary, procedure.summary_en),
        cv_hasCompetentAuthority=ref(uris.agency(agency_id)),
    )


def brief(procedure: ProcedureRecord, mentions: Mentions) -> Iterator[Node]:
    """Name another service with what the profile demands of every one."""
    mentions.add(agency_stub(procedure.owner, None, mentions))
    yield _common(procedure, procedure.owner.id, is_local=False)


def adopted(procedure: ProcedureRecord, agency_id: int) -> Node:
    """Describe the service of an agency that follows the standard manual in every word."""
    said = _common(procedure, agency_id, is_local=True)
    standard = ref(uris.service(procedure.id))
    return {**said, **node(said["@id"], dct_isVersionOf=standard)}


def _facts(material: Material, mentions: Mentions) -> dict[str, Any]:
    """Return what the edition says of itself: time, provenance, what there is none of."""
    manual, content = material.manual, material.manual.content
    provenance = content.provenance
    is_sample = provenance.status is not ProvenanceStatus.VERIFIED
    notes = [
        content.remark,
        content.fee_note,
        provenance.note,
        told(content, {"renewal_by_fee"}),
        told(content, {"step_reduction"}),
        told(content, {"pause_rules"}),
        told(content, {"copy_fee"}),
        told(content, {"total_basis"}) if content.total else "",
        told(content, {"is_bad_example"}) if content.is_bad_example else "",
    ]
    published = manual.edition.published_at
    return {
        "cv_processingTime": lit(iso_duration(content.total), "duration"),
        "ig_workingDays": lit(working_days(content.total), "integer"),
        "dct_coverage": [mentions.concept("service_area", one) for one in content.service_areas],
        "adms_status": _status(is_sample, mentions),
        "dct_language": mentions.add(node(uris.THAI, ["dct:LinguisticSystem"])),
        "adms_versionNotes": both(*NOT_VERIFIED) if is_sample else [],
        "ig_verification": mentions.concept("verification", provenance.status),
        "ig_checkedOn": lit(provenance.checked_on, "date"),
        "dct_provenance": _provenance(material, mentions),
        "ig_saysNone": [mentions.concept("section", name) for name in _none_of(content)],
        "owl_versionInfo": str(manual.edition.number),
        "dct_issued": lit(localdate(published) if published else None, "date"),
        "skos_note": [th(note) for note in notes if note],
    }


def _status(is_sample: bool, mentions: Mentions) -> dict[str, str]:
    """Return the status of a description, a term of ADMS: a sample is still being made."""
    name, label = ("UnderDevelopment", NOT_VERIFIED) if is_sample else ("Completed", VERIFIED)
    return mentions.add(
        node(f"http://purl.org/adms/status/{name}", ["skos:Concept"], skos_prefLabel=both(*label))
    )


def _provenance(material: Material, mentions: Mentions) -> dict[str, str] | None:
    source = material.manual.content.provenance.source
    if not source:
        return None
    iri = f"{material.iri}#provenance"
    return mentions.add(node(iri, ["dct:ProvenanceStatement"], rdfs_label=th(source)))


def _owner(material: Material, mentions: Mentions) -> Node:
    """Describe the part of the agency that keeps the standard manual."""
    owner = material.procedure.owner
    mentions.add(agency_stub(owner, None, mentions))
    return node(
        f"{material.iri}#owner",
        ["cv:Participation"],
        dct_identifier="owner",
        dct_description=both("เจ้าของกระบวนงานและคู่มือมาตรฐาน", "Keeps the standard manual"),
        cv_role=mentions.concept("role", "owner"),
        cv_hasParticipant=ref(uris.agency(owner.id)),
    )


def _authority_of(content: ManualContent) -> Sequence[Any]:
    return content.representation.documents if content.representation else ()


def _none_of(content: ManualContent) -> Iterator[str]:
    """Give the sections of which the manual says that there is nothing in them."""
    for name in type(content).model_fields:
        value = getattr(content, name)
        if isinstance(value, Listing) and value.is_none:
            yield name
