"""Procedures and manuals as records: the same service from outside."""

from __future__ import annotations

from infogo.linked.mapping import reasons as why
from infogo.linked.mapping.rows import Row, Table
from infogo.records.manuals import ManualRecord
from infogo.records.procedures import ProcedureRecord

_TERM = "attributes/taxonomy_term/code"
PROCEDURE = Table(
    "procedures",
    ("บริการ (กระบวนงาน)", "Procedures"),
    ProcedureRecord,
    (
        Row("id", why=why.OUR_KEY, hsds="program_id"),
        Row("code", "dct:identifier", "identifier"),
        Row("url", why=why.OUR_KEY, schema="url", hsds="url"),
        Row("name_th", "dct:title", "name", "name program/name"),
        Row("official_name_th", "dct:alternative", "alternateName", "program/alternate_name"),
        Row("name_en", "dct:title", "name", "alternate_name"),
        Row("summary_th", "dct:description", "description", "description program/description"),
        Row("summary_en", "dct:description"),
        Row(
            "owner",
            "cv:hasParticipation/cv:hasParticipant/skos:prefLabel",
            hsds="program/organization_id",
        ),
        Row("service_type", "dct:type/skos:prefLabel", hsds=_TERM),
        Row("category", "cv:isClassifiedBy/skos:notation", hsds=_TERM),
        Row("impact_level", "cv:isClassifiedBy/skos:notation", hsds=_TERM),
        Row("topic", "cv:thematicArea/skos:notation", "category", _TERM),
        Row("target_groups", "dct:audience/skos:notation", hsds=_TERM),
        Row("life_events", "cv:isGroupedBy/dct:identifier", hsds=_TERM),
        Row("tags", "dcat:keyword"),
        Row("lifecycle", "cv:isClassifiedBy/skos:notation", hsds=_TERM),
        Row("lifecycle_group", why=why.OUR_KEY),
        Row("relations.procedure", "dct:requires cv:relatedService"),
        Row("relations.kind", "dct:requires cv:relatedService"),
        Row("point_count", why=why.WORKED_OUT),
        Row("standard_manual", why=why.ELSEWHERE),
        Row("facts", why=why.WORKED_OUT),
        Row("updated_at", why=why.ELSEWHERE),
    ),
    cpsv="cpsv:PublicService",
    schema="GovernmentService",
    hsds="service",
)
MANUAL = Table(
    "manuals",
    ("คู่มือของหน่วยงาน", "Manuals of agencies"),
    ManualRecord,
    (
        Row("id", why=why.OUR_KEY, hsds="id"),
        Row("url", why=why.OUR_KEY, schema="url", hsds="url"),
        Row("procedure", "dct:isVersionOf", hsds="program_id"),
        Row("code", "dct:identifier", "identifier"),
        Row("name_th", "dct:title", "name", "name"),
        Row("name_en", "dct:title", "name", "alternate_name"),
        Row(
            "agency",
            "cv:hasCompetentAuthority/skos:prefLabel",
            "provider/name",
            "organization_id organization/name",
        ),
        Row("province", "cv:hasCompetentAuthority/dct:spatial"),
        Row("is_standard", "dct:isVersionOf"),
        Row("standard", "dct:isVersionOf"),
        Row("local_sections", why=why.NO_WORD),
        Row("edition.number", "owl:versionInfo", "subjectOf/version"),
        Row("edition.published_at", "dct:issued", "subjectOf/datePublished", "last_modified"),
        Row("edition.hash", why=why.NO_WORD),
        Row("is_pinned", why=why.WORKED_OUT),
        Row("facts", why=why.WORKED_OUT),
        Row("standard_edition.number", why=why.NO_WORD),
        Row("standard_edition.published_at", why=why.NO_WORD),
        Row("standard_edition.hash", why=why.NO_WORD),
        Row("pdf_url", why=why.NO_WORD),
        Row("legal_url", why=why.NO_WORD),
        Row("checked_on", "ig:checkedOn", "subjectOf/lastReviewed", "assured_date"),
        Row(
            "is_sample",
            "adms:status adms:versionNotes ig:verification",
            "subjectOf/creativeWorkStatus",
            "alert",
        ),
    ),
    cpsv="cpsv:PublicService",
    schema="GovernmentService",
    hsds="service",
    without=("content",),
)
