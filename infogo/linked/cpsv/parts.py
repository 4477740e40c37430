"""The parts of a public service: channels, costs, evidence, rules, outputs, contact points.

A list that is unknown gives nothing. One of which the manual says that there is nothing gives
nothing either; ``service.py`` says so of the service itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from infogo.core.money import SATANG_PER_BAHT
from infogo.linked import uris
from infogo.linked.cpsv.hours import hours_nodes
from infogo.linked.cpsv.told import BETWEEN, told
from infogo.linked.durations import iso_duration, working_days
from infogo.linked.graph import Node, lit, node, ref, th, web
from infogo.linked.words import Mentions
from infogo.manuals.content import (
    Channel,
    ComplaintChannel,
    Fee,
    FeeKind,
    ManualContent,
    RequiredDocument,
    Step,
)
from infogo.manuals.representation import AuthorityDocument

FREE = frozenset({FeeKind.FREE})
ONE_AMOUNT = frozenset({FeeKind.FIXED})


class Parts:
    """Describes the parts of one service, whose name is ``service`` and whose agency ``agency``."""

    def __init__(self, service: str, agency: str, mentions: Mentions) -> None:
        self.service, self.agency, self.mentions = service, agency, mentions

    def name(self, kind: str, number: int) -> str:
        """Return the name of a part."""
        return f"{self.service}#{kind}-{number}"

    def cases(self, codes: Sequence[str]) -> list[dict[str, str] | None]:
        """Return links to the cases in which something applies."""
        return [ref(f"{self.service}#case-{code}") for code in codes]

    def channels(self, content: ManualContent) -> Iterator[Node]:
        """Describe the ways of filing."""
        for number, channel in enumerate(content.channels.items, 1):
            yield self._channel(self.name("channel", number), number, channel)

    def _channel(self, iri: str, number: int, channel: Channel) -> Node:
        usual, special = hours_nodes(iri, channel.hours, self.mentions)
        return node(
            iri,
            ["cv:Channel"],
            dct_identifier=f"channel-{number}",
            dct_type=self.mentions.concept("channel_type", channel.kind),
            dct_subject=self.mentions.concept("channel_purpose", channel.purpose),
            dct_description=[
                th(channel.description),
                th(told(channel, {"hours", "hours_text"})),
            ],
            foaf_page=self.mentions.page(web(channel.url), channel.description),
            dct_spatial=[self.mentions.place(code) for code in channel.provinces],
            cv_openingHours=usual,
            cv_specialOpeningHoursSpecification=special,
            cv_ownedBy=ref(self.agency),
            ig_appliesInCase=self.cases(channel.cases),
        )

    def costs(self, content: ManualContent) -> Iterator[Node]:
        """Describe the fees; that nothing is to be paid is a cost of zero."""
        if content.fees.is_none:
            yield self._cost("cost-none", th("ไม่มีค่าธรรมเนียม"), 0)
        for number, fee in enumerate(content.fees.items, 1):
            yield self._fee(number, fee)

    def _fee(self, number: int, fee: Fee) -> Node:
        words = BETWEEN.join(part for part in (fee.item, told(fee, _FEE_WORDS)) if part)
        one = fee.amount_satang if fee.kind in ONE_AMOUNT else 0 if fee.kind in FREE else None
        one = one if fee.computed is None else None  # a formula decides it
        is_range = fee.kind in {FeeKind.RANGE, FeeKind.START_AT}
        made = self._cost(f"cost-{number}", th(words), one)
        more = node(
            made["@id"],
            dct_type=self.mentions.concept("fee_type", fee.kind),
            schema_minPrice=_baht(fee.amount_satang) if is_range else None,
            schema_maxPrice=_baht(fee.amount_max_satang) if is_range else None,
            ig_appliesInCase=self.cases(fee.cases),
        )
        return {**made, **more}

    def _cost(self, name: str, words: dict[str, str] | None, satang: int | None) -> Node:
        return node(
            f"{self.service}#{name}",
            ["cv:Cost"],
            dct_identifier=name,
            dct_description=words,
            cv_hasValue=lit(None if satang is None else satang / SATANG_PER_BAHT, "double"),
            cv_currency=self.mentions.baht(),
            cv_isDefinedBy=ref(self.agency),
        )

    def evidence(self, content: ManualContent) -> Iterator[Node]:
        """Describe the documents to bring."""
        for number, document in enumerate(content.documents.items, 1):
            yield self._document(number, document)

    def _document(self, number: int, document: RequiredDocument) -> Node:
        return node(
            self.name("document", number),
            ["cv:Evidence"],
            dct_identifier=f"document-{number}",
            dct_title=th(document.name),
            dct_description=th(told(document, {"issuer", "unit", "condition", "note"})),
            dct_type=self.mentions.concept("document_group", document.group),
            dct_conformsTo=self.evidence_type(document.canonical or document.name),
            ig_originals=lit(document.originals, "integer"),
            ig_copies=lit(document.copies, "integer"),
            ig_isStateIssued=lit(document.is_state_issued, "boolean"),
            ig_appliesInCase=self.cases(document.cases),
        )

    def evidence_type(self, name: str) -> dict[str, str] | None:
        """Return a link to the canonical document of that name, if the catalogue has one."""
        found = self.mentions.words.documents.get(name)
        if found is None:
            return None
        return self.mentions.add(
            node(
                uris.document(found),
                ["cv:EvidenceType"],
                dct_identifier=str(found),
                skos_prefLabel=th(name),
            )
        )

    def authority(self, documents: Sequence[AuthorityDocument]) -> Iterator[Node]:
        """Describe the papers that show that somebody may act for another."""
        rest = {"issuer", "stamp_duty_satang", "condition", "note"}
        for number, document in enumerate(documents, 1):
            yield node(
                self.name("authority", number),
                ["cv:Evidence"],
                dct_identifier=f"authority-{number}",
                dct_title=th(document.name),
                dct_description=th(told(document, rest)),
                dct_conformsTo=self.evidence_type(document.name),
                ig_originals=lit(document.originals, "integer"),
                ig_copies=lit(document.copies, "integer"),
            )

    def requirements(self, content: ManualContent, authority: Sequence[Node]) -> Iterator[Node]:
        """Describe the rules for doing it for somebody else, where the manual says any."""
        representation = content.representation
        if representation is None:
            return
        fields = {"answer", "who", "must_come", "reason", "note", "law"}
        yield node(
            f"{self.service}#representation",
            ["cv:Requirement"],
            dct_identifier="representation",
            dct_title=th("การทำแทนผู้อื่น"),
            dct_description=th(told(representation, fields)),
            cv_hasSupportingEvidence=[ref(one["@id"]) for one in authority],
        )

    def rules(self, content: ManualContent) -> Iterator[Node]:
        """Describe criteria, steps and the time limit that a law sets."""
        for number, text in enumerate(content.criteria.items, 1):
            yield self._rule(f"criterion-{number}", f"หลักเกณฑ์ข้อ {number}", text)
        for number, step in enumerate(content.steps.items, 1):
            yield self._step(number, step)
        if content.deadline is not None:
            words = told(content.deadline, {"law", "limit"})
            made = self._rule("deadline", "กำหนดเวลาตามกฎหมาย", words)
            limit = content.deadline.limit
            yield {
                **made,
                **node(
                    made["@id"],
                    cv_processingTime=lit(iso_duration(limit), "duration"),
                    ig_workingDays=lit(working_days(limit), "integer"),
                ),
            }

    def _step(self, number: int, step: Step) -> Node:
        words = told(step, {"description", "duration", "responsible"})
        made = self._rule(f"step-{number}", f"ขั้นตอนที่ {number} {step.title}", words or step.title)
        more = node(
            made["@id"],
            dct_type=self.mentions.concept("step_type", step.kind),
            schema_position=lit(number, "integer"),
            cv_processingTime=lit(iso_duration(step.duration), "duration"),
            ig_workingDays=lit(working_days(step.duration), "integer"),
            ig_appliesInCase=self.cases(step.cases),
        )
        return {**made, **more}

    def _rule(self, name: str, title: str, words: str) -> Node:
        return node(
            f"{self.service}#{name}",
            ["cpsv:Rule"],
            dct_identifier=name,
            dct_title=th(title),
            dct_description=th(words),
        )

    def laws(self, content: ManualContent) -> Iterator[Node]:
        """Describe the laws that give the power, or concern the service."""
        for number, basis in enumerate(content.legal_bases.items, 1):
            yield node(
                self.name("law", number),
                ["eli:LegalResource"],
                dct_identifier=f"law-{number}",
                dct_title=th(basis.law),
                dct_description=th(told(basis, {"section", "reviewed_on"})),
                foaf_page=self.mentions.page(web(basis.url), basis.law),
            )

    def outputs(self, content: ManualContent) -> Iterator[Node]:
        """Describe what citizens get."""
        for number, output in enumerate(content.outputs, 1):
            yield node(
                self.name("output", number),
                ["cv:Output"],
                dct_identifier=f"output-{number}",
                dct_title=th(output),
                dct_conformsTo=self.evidence_type(output),
            )

    def complaints(self, content: ManualContent) -> Iterator[Node]:
        """Describe where to complain."""
        for number, channel in enumerate(content.complaints.items, 1):
            yield self._complaint(self.name("complaint", number), channel)

    def _complaint(self, iri: str, channel: ComplaintChannel) -> Node:
        return node(
            iri,
            ["cv:ContactPoint"],
            dct_title=th(channel.name),
            dct_description=th(channel.detail),
            cv_telephone=[phone.display for phone in channel.phones],
            cv_contactPage=self.mentions.page(web(channel.url), channel.name),
        )

    def forms(self, content: ManualContent) -> Iterator[Node]:
        """Describe forms and filled examples."""
        for number, form in enumerate(content.forms.items, 1):
            iri = web(form.url) or self.name("form", number)
            yield node(iri, ["foaf:Document"], dct_title=th(form.name))

    def case_concepts(self, content: ManualContent) -> Iterator[Node]:
        """Describe the cases of the service, so that what applies only in some can name them."""
        for table in content.cases:
            for row in table.rows:
                yield node(
                    f"{self.service}#case-{row.code}",
                    ["skos:Concept"],
                    skos_prefLabel=th(row.name),
                    skos_scopeNote=[th(row.note), th(told(row, {"total", "refusal", "instead"}))],
                    skos_notation=row.code,
                )


_FEE_WORDS = frozenset(
    {
        "amount_satang",
        "amount_max_satang",
        "percent",
        "percent_base",
        "per",
        "condition",
        "formula",
    }
)


def _baht(satang: int | None) -> dict[str, str] | None:
    return None if satang is None else lit(f"{satang / SATANG_PER_BAHT:.2f}", "decimal")
