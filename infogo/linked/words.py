"""The words behind codes, read once for a document or a dump: terms, headings, areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from infogo.core.dates import bangkok_now
from infogo.geo.models import District, Province
from infogo.linked import uris
from infogo.linked.graph import Node, both, node
from infogo.linked.terms import concept_node, own_concepts
from infogo.manuals.models import Document, Lifecycle
from infogo.taxonomy.models import Heading, LifeEvent, TargetGroup, Topic
from infogo.taxonomy.selectors import terms_in_force

VOCABULARIES = (
    "service_type",
    "service_category",
    "impact_level",
    "lifecycle",
    "channel_type",
    "step_type",
    "document_group",
    "service_area",
    "fee_type",
    "agency_kind",
    "point_kind",
)
Label = tuple[str, str]
"""What a code is called in Thai and in English; the latter may be empty."""


@dataclass
class Words:
    """Looks codes up; each table is read when the first code of it is asked for."""

    day: date

    @classmethod
    def now(cls) -> Words:
        """Return the words in force today."""
        return cls(bangkok_now().date())

    @cached_property
    def concepts(self) -> dict[str, dict[str, Label]]:
        """Terms of vocabularies in force and of our own: scheme → code → label."""
        found = own_concepts()
        for name, terms in terms_in_force(VOCABULARIES, self.day).items():
            found[name] = {code: (term.label_th, term.label_en) for code, term in terms.items()}
        found.setdefault("lifecycle", {})
        for code, label in Lifecycle.choices:
            found["lifecycle"].setdefault(code, (str(label), ""))
        return found

    def concept(self, scheme: str, code: str) -> Label:
        """Return the label of a code; one that nothing explains is its own."""
        return self.concepts.get(scheme, {}).get(code, (code, ""))

    @cached_property
    def topics(self) -> dict[str, Heading]:
        """Subjects of services by slug."""
        return {one.slug: one for one in Topic.objects.all()}

    @cached_property
    def target_groups(self) -> dict[str, Heading]:
        """Groups of people by slug."""
        return {one.slug: one for one in TargetGroup.objects.all()}

    @cached_property
    def life_events(self) -> dict[str, Heading]:
        """Life events by slug."""
        return {one.slug: one for one in LifeEvent.objects.all()}

    @cached_property
    def provinces(self) -> dict[str, Label]:
        """Names of provinces by code."""
        rows = Province.objects.values_list("code", "name_th", "name_en")
        return {code: (thai, english) for code, thai, english in rows}

    @cached_property
    def districts(self) -> dict[str, Label]:
        """Full names of districts by code."""
        rows = District.objects.values_list("code", "full_name_th", "name_en")
        return {code: (thai, english) for code, thai, english in rows}

    @cached_property
    def documents(self) -> dict[str, int]:
        """Ids of canonical documents by their Thai name."""
        return dict(Document.objects.values_list("name_th", "pk"))


class Mentions:
    """Things that a document names besides what it is about, each described once."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._nodes: dict[str, Node] = {}

    def add(self, one: Node) -> dict[str, str]:
        """Describe a thing and return a link to it."""
        self._nodes.setdefault(one["@id"], one)
        return {"@id": one["@id"]}

    def concept(self, scheme: str, code: str) -> dict[str, str] | None:
        """Return a link to a term of a vocabulary, which is described."""
        if not code:
            return None
        return self.add(concept_node(scheme, code, *self.words.concept(scheme, code)))

    def topic(self, slug: str) -> dict[str, str] | None:
        """Return a link to a subject of services."""
        found = self.words.topics.get(slug)
        return self.add(heading_node(uris.topic(slug), found)) if found else None

    def target_group(self, slug: str) -> dict[str, str] | None:
        """Return a link to a group of people."""
        found = self.words.target_groups.get(slug)
        return self.add(heading_node(uris.target_group(slug), found)) if found else None

    def life_event(self, slug: str) -> dict[str, str] | None:
        """Return a link to a life event."""
        found = self.words.life_events.get(slug)
        return self.add(event_node(found)) if found else None

    def place(self, province: str | None) -> dict[str, str]:
        """Return a link to a province, or to the country where there is none."""
        if not province:
            country = both("ประเทศไทย", "Thailand")
            return self.add(node(uris.THAILAND, ["dct:Location"], skos_prefLabel=country))
        label = both(*self.words.provinces.get(province, (province, "")))
        return self.add(
            node(
                uris.province(province),
                ["dct:Location"],
                skos_prefLabel=label,
                skos_notation=province,
            )
        )

    def baht(self) -> dict[str, str]:
        """Return a link to the currency."""
        return self.add(node(uris.BAHT, ["skos:Concept"], skos_prefLabel=both("บาท", "Baht")))

    def page(self, iri: str | None, title: str = "") -> dict[str, str] | None:
        """Return a link to a web page."""
        if iri is None:
            return None
        return self.add(node(iri, ["foaf:Document"], dct_title=both(title, "")))

    def nodes(self) -> Iterator[Node]:
        """Give the descriptions."""
        yield from self._nodes.values()


def heading_node(iri: str, heading: Heading) -> Node:
    """Describe a subject of services or a group of people."""
    return node(
        iri,
        ["skos:Concept"],
        skos_prefLabel=both(heading.name_th, heading.name_en),
        skos_definition=both(heading.description_th, heading.description_en),
        skos_notation=heading.slug,
    )


def event_node(event: Heading) -> Node:
    """Describe a life event."""
    return node(
        uris.life_event(event.slug),
        ["cv:LifeEvent", "cv:Event"],
        dct_identifier=event.slug,
        dct_title=both(event.name_th, event.name_en),
        dct_description=both(event.description_th, event.description_en),
    )
