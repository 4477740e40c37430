"""Our own terms: the few things that CPSV-AP has no word for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils import translation

from infogo.linked.graph import Node, both, known, node, ref
from infogo.linked.uris import concept, scheme, vocabulary
from infogo.manuals.content import SECTIONS, ChannelPurpose, ProvenanceStatus
from infogo.manuals.labels import CHOICE_LABELS


@dataclass(frozen=True)
class Term:
    """One property of our own; ``target`` is what it leads to, a prefixed name."""

    name: str
    label_th: str
    label_en: str
    about_th: str
    about_en: str
    target: str

    @property
    def iri(self) -> str:
        """The whole name."""
        return vocabulary() + self.name


TERMS: tuple[Term, ...] = (
    Term(
        "verification",
        "ตรวจสอบแล้วแค่ไหน",
        "verification",
        "เนื้อหาตรวจกับแหล่งข้อมูลแล้วแค่ไหน ข้อมูลตัวอย่างเป็น unverified",
        "How far the facts were checked against a source; unverified samples say so.",
        "skos:Concept",
    ),
    Term(
        "checkedOn",
        "วันที่ตรวจข้อมูล",
        "checked on",
        "วันที่ตรวจข้อเท็จจริงกับแหล่งข้อมูลครั้งล่าสุด",
        "Day on which the facts were last checked against their source.",
        "xsd:date",
    ),
    Term(
        "saysNone",
        "ระบุว่าไม่มี",
        "says none",
        "คู่มือระบุว่าไม่มีรายการในข้อนี้ ข้อที่ยังไม่ทราบจะไม่มีข้อความใด",
        "The manual says that there is nothing in this section; of an unknown one nothing is said.",
        "skos:Concept",
    ),
    Term(
        "workingDays",
        "จำนวนวันทำการ",
        "working days",
        "ระยะเวลาที่สัญญาเป็นวันทำการ ซึ่ง xsd:duration ไม่มี",
        "A promised time in working days, which xsd:duration cannot say.",
        "xsd:integer",
    ),
    Term(
        "originals",
        "จำนวนฉบับจริง",
        "originals",
        "ต้องแสดงฉบับจริงกี่ฉบับ 0 คือไม่ต้อง",
        "How many originals are to be shown; 0 for none.",
        "xsd:integer",
    ),
    Term(
        "copies",
        "จำนวนสำเนา",
        "copies",
        "ต้องมอบสำเนากี่ฉบับ 0 คือไม่ต้อง",
        "How many copies are to be handed in; 0 for none.",
        "xsd:integer",
    ),
    Term(
        "isStateIssued",
        "ราชการเป็นผู้ออก",
        "is issued by the state",
        "เอกสารที่ราชการออกให้ จึงเรียกสำเนาเอกสารยืนยันตัวตนไม่ได้",
        "The state issued it itself, so no copy of an identity paper may be asked for.",
        "xsd:boolean",
    ),
    Term(
        "appliesInCase",
        "ใช้เฉพาะกรณี",
        "applies in case",
        "ใช้เฉพาะเมื่อกรณีนี้เป็นจริง ไม่ระบุคือใช้เสมอ",
        "Holds only in this case of the service; without one it always holds.",
        "skos:Concept",
    ),
    Term(
        "atPlace",
        "ที่จุดให้บริการ",
        "at place",
        "จุดให้บริการที่ช่องทางนี้อยู่",
        "The service point at which a channel is.",
        "dct:Location",
    ),
)
VERIFICATION_EN: dict[StrEnum, str] = {
    ProvenanceStatus.VERIFIED: "Verified",
    ProvenanceStatus.PARTLY_SEEN: "Partly verified",
    ProvenanceStatus.UNVERIFIED: "Unverified sample",
}
PURPOSE_EN: dict[StrEnum, str] = {
    ChannelPurpose.FILE: "Filing a request",
    ChannelPurpose.BOOK: "Booking a turn",
    ChannelPurpose.PAY: "Paying",
    ChannelPurpose.LEARN: "Training",
    ChannelPurpose.INQUIRE: "Asking",
    ChannelPurpose.RECEIVE: "Receiving the result",
}
ROLES = {"owner": ("เจ้าของกระบวนงาน", "Owner of the procedure")}
SECTION, VERIFICATION, PURPOSE = "section", "verification", "channel_purpose"
ROLE = "role"


def own_concepts() -> dict[str, dict[str, tuple[str, str]]]:
    """Return concepts that the program itself defines: scheme → code → Thai and English label."""
    with translation.override("en"):
        english = {one.code: str(one.title) for one in SECTIONS}
    with translation.override("th"):
        status, purpose = CHOICE_LABELS[ProvenanceStatus], CHOICE_LABELS[ChannelPurpose]
        return {
            VERIFICATION: {
                one.value: (str(status[one]), VERIFICATION_EN[one]) for one in ProvenanceStatus
            },
            PURPOSE: {one.value: (str(purpose[one]), PURPOSE_EN[one]) for one in ChannelPurpose},
            SECTION: {one.code: (str(one.title), english[one.code]) for one in SECTIONS},
            ROLE: ROLES,
        }


def ontology() -> Iterator[Node]:
    """Give the description of our terms."""
    yield node(
        vocabulary().rstrip("#"),
        ["owl:Ontology"],
        dct_title=both("คำของระบบศูนย์รวมข้อมูลเพื่อติดต่อราชการ", "Terms of infogo"),
        vann_preferredNamespacePrefix="ig",
        vann_preferredNamespaceUri=vocabulary(),
    )
    for term in TERMS:
        is_link = not term.target.startswith("xsd:")
        yield node(
            term.iri,
            ["owl:ObjectProperty" if is_link else "owl:DatatypeProperty"],
            rdfs_label=both(term.label_th, term.label_en),
            rdfs_comment=both(term.about_th, term.about_en),
            rdfs_range=known(term.target),
            rdfs_isDefinedBy=ref(vocabulary().rstrip("#")),
        )


def concept_node(name: str, code: str, thai: str, english: str) -> Node:
    """Describe one term of a vocabulary."""
    return node(
        concept(name, code),
        ["skos:Concept"],
        skos_prefLabel=both(thai, english),
        skos_notation=code,
        skos_inScheme=ref(scheme(name)),
    )
