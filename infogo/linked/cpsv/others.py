"""What services refer to: canonical documents, life events with their stages, articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from infogo.linked import uris
from infogo.linked.graph import Node, both, lit, node, ref, th
from infogo.linked.words import Mentions
from infogo.records.articles import ArticleRecord
from infogo.records.documents import DocumentRecord
from infogo.records.headings import HeadingRecord, LifeEventRecord


def document_node(document: DocumentRecord) -> Node:
    """Describe a canonical document: a type of evidence."""
    notes = [f"ผู้ออก: {document.issuer}" if document.issuer else ""]
    if document.is_in_state_register:
        notes.append("มีในฐานข้อมูลของรัฐ")
    return node(
        uris.document(document.id),
        ["cv:EvidenceType"],
        dct_identifier=str(document.id),
        skos_prefLabel=both(document.name_th, document.name_en),
        skos_altLabel=[th(alias) for alias in document.aliases],
        skos_note=[th(note) for note in notes],
        ig_isStateIssued=lit(document.is_state_issued, "boolean"),
    )


def heading_record_node(iri: str, heading: HeadingRecord) -> Node:
    """Describe a subject of services or a group of people."""
    return node(
        iri,
        ["skos:Concept"],
        skos_prefLabel=both(heading.name_th, heading.name_en),
        skos_definition=both(heading.description_th, heading.description_en),
        skos_notation=heading.slug,
    )


def event_nodes(event: LifeEventRecord) -> Iterator[Node]:
    """Describe a life event; each of its stages is a part of it."""
    iri = uris.life_event(event.slug)
    stages = [
        node(
            f"{iri}#stage-{number}",
            ["cv:Event"],
            dct_identifier=f"{event.slug}/{number}",
            dct_title=both(stage.title_th, stage.title_en),
            dct_description=both(stage.deadline_th, stage.deadline_en),
            cv_hasRelatedService=[ref(uris.service(one)) for one in stage.procedures],
            schema_position=lit(number, "integer"),
        )
        for number, stage in enumerate(event.stages, 1)
    ]
    every = {one: None for stage in event.stages for one in stage.procedures}
    yield node(
        iri,
        ["cv:LifeEvent", "cv:Event"],
        dct_identifier=event.slug,
        dct_title=both(event.name_th, event.name_en),
        dct_description=both(event.description_th, event.description_en),
        cv_hasRelatedService=[ref(uris.service(one)) for one in every],
        dct_hasPart=[ref(one["@id"]) for one in stages],
    )
    yield from stages


def article_node(article: ArticleRecord, mentions: Mentions) -> Node:
    """Describe an article that leads to services; its text stays on its page."""
    links: dict[str, Any] = {
        "cv_thematicArea": mentions.topic(article.topic) if article.topic else None,
        "dct_subject": ref(uris.life_event(article.life_event)) if article.life_event else None,
        "dct_publisher": ref(uris.agency(article.agency.id)) if article.agency else None,
        "dct_references": [ref(uris.service(one)) for one in article.procedures],
    }
    status = "unverified" if article.is_sample else "verified"
    return node(
        uris.article(article.id),
        ["schema:Article", "foaf:Document"],
        dct_identifier=str(article.id),
        dct_title=both(article.title_th, article.title_en),
        dct_abstract=th(article.summary_th),
        dct_issued=lit(article.published_at, "dateTime"),
        ig_checkedOn=lit(article.checked_on, "date"),
        ig_verification=mentions.concept("verification", status),
        skos_note=th(article.source),
        **links,
    )
