"""Vocabularies of OPDC and the law: their terms, and what a new wording or an end changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count
from django.urls import reverse, reverse_lazy

from infogo.agencies.models import Agency
from infogo.central.pages.editing import (
    Cell,
    ChangeLine,
    Fact,
    Grid,
    Listing,
    Preview,
    Words,
    history,
)
from infogo.central.pages.reference import HUB
from infogo.core.dates import long_date, short_date
from infogo.manuals.vocabulary_services import FIELD_OF, TARGET, TermFacts, uses_of
from infogo.points.models import ServicePoint
from infogo.taxonomy.models import VocabularyTerm
from infogo.taxonomy.selectors import terms_in_force

BACK = ("บัญชีคำ", reverse_lazy("central:vocabularies"))
MOST_NAMED = 20
NAMES = {
    "agency_kind": "ประเภทหน่วยงาน",
    "applicant_kind": "ประเภทผู้ยื่น",
    "audience": "กลุ่มผู้ใช้",
    "channel_type": "ประเภทช่องทาง",
    "document_group": "กลุ่มเอกสาร",
    "document_unit": "หน่วยนับเอกสาร",
    "duration_unit": "หน่วยเวลา",
    "e_channel_level": "ระดับช่องทางอิเล็กทรอนิกส์",
    "fee_type": "ประเภทค่าธรรมเนียม",
    "impact_level": "ระดับผลกระทบ",
    "life_topic": "หมวดบริการ",
    "lifecycle": "สิ่งที่ทำกับเรื่อง",
    "permit_level": "ระดับการใช้ระบบอนุญาต",
    "point_kind": "ประเภทจุดให้บริการ",
    "service_area": "พื้นที่ให้บริการ",
    "service_category": "หมวดหมู่ของงานบริการ",
    "service_type": "ประเภทของงานบริการ",
    "step_type": "ประเภทขั้นตอน",
}
WORDS = Words(
    {
        "add_term": "เพิ่มคำ",
        "reword_term": "เปลี่ยนคำ",
        "end_term": "เลิกใช้คำ",
        "withdraw_term": "ถอนคำที่ยังไม่เริ่มใช้",
    },
    {
        "label_th": "คำ",
        "label_en": "คำอังกฤษ",
        "effective_from": "เริ่มใช้",
        "source": "ที่มา",
    },
)


def name_of(vocabulary: str) -> str:
    """Return what a vocabulary is called."""
    return NAMES.get(vocabulary, vocabulary)


def vocabularies_page() -> Listing:
    """Return the vocabularies with how many codes each has; two queries."""
    counted = VocabularyTerm.objects.order_by().values_list("vocabulary")
    rows = sorted(counted.annotate(Count("code", distinct=True)), key=lambda row: name_of(row[0]))
    return Listing(
        title="บัญชีคำของแบบคู่มือ",
        lead="ตัวเลือกที่กฎหมายหรือสำนักงาน ก.พ.ร. กำหนด คำเดิมอยู่ในฉบับเดิม คำใหม่ใช้ตั้งแต่วันที่กำหนด",
        back=HUB,
        grids=[
            Grid(
                caption="บัญชีคำ",
                columns=("บัญชี", "รหัสในระบบ", "จำนวนคำ"),
                rows=[
                    (
                        Cell(name_of(name), reverse("central:vocabulary", args=[name])),
                        Cell(name),
                        Cell(f"{count:,}"),
                    )
                    for name, count in rows
                ],
                empty="ยังไม่มีบัญชีคำ ให้ผู้ดูแลระบบโหลดชุดข้อมูลก่อน",
            )
        ],
        exports="vocabularies",
        changes=changes(),
    )


def vocabulary_page(vocabulary: str, today: date) -> Listing:
    """Return every wording of every code, those in force first; three queries."""
    current = terms_in_force([vocabulary], today).get(vocabulary, {})
    held = {term.pk for term in current.values()}
    rows = list(VocabularyTerm.objects.filter(vocabulary=vocabulary).order_by("order", "pk"))
    shown = [row for row in rows if row.pk in held or row.effective_from > today]
    past = [row for row in rows if row not in shown]
    columns = ("คำ", "รหัส", "ใช้ตั้งแต่", "ถึง", "ที่มา")
    return Listing(
        title=name_of(vocabulary),
        lead="เปิดคำเพื่อเปลี่ยนหรือเลิกใช้",
        back=BACK,
        grids=[
            Grid("คำที่ใช้อยู่และคำที่จะใช้", columns, [_row(row, today) for row in shown]),
            Grid("คำที่เลิกใช้หรือมีคำใหม่แทน", columns, [_row(row, today) for row in past]),
        ],
        exports=vocabulary,
        actions=[("เพิ่มคำ", reverse("central:term_new", args=[vocabulary]))],
        changes=changes(),
    )


def changes(term_id: int | None = None) -> list[ChangeLine]:
    """Return the history of one term, or of all."""
    return history(TARGET, WORDS, term_id)


def back_to(vocabulary: str) -> tuple[str, str]:
    """Return the way back to a vocabulary."""
    return name_of(vocabulary), reverse("central:vocabulary", args=[vocabulary])


def facts_now(term: VocabularyTerm) -> Sequence[Fact]:
    """Return what a term says."""
    return [
        Fact("คำ", term.label_th),
        Fact("คำอังกฤษ", term.label_en or "ไม่มี"),
        Fact("รหัส", term.code),
        Fact("ใช้ตั้งแต่", long_date(term.effective_from)),
        Fact("ที่มา", term.source or "ไม่ได้บันทึกไว้"),
    ]


def others_than(term: VocabularyTerm, today: date) -> list[tuple[str, str]]:
    """Return the other codes in force, to move services to."""
    terms = terms_in_force([term.vocabulary], today).get(term.vocabulary, {})
    return [(code, other.label_th) for code, other in terms.items() if code != term.code]


def wording(vocabulary: str, code: str, facts: TermFacts) -> Preview:
    """Return where a new wording shows from its day on."""
    return Preview(
        lead=f"ตั้งแต่ {long_date(facts.effective_from)} รหัส {code} แสดงเป็น “{facts.label_th}”",
        facts=_uses(vocabulary, code),
        grids=[_services(vocabulary, code)],
    )


def ending(term: VocabularyTerm, on: date, successor: str, today: date) -> Preview:
    """Return what becomes of what uses a code that ends."""
    names = dict(others_than(term, today))
    moved = uses_of(term.vocabulary, term.code).count()
    target = names.get(successor, "")
    warnings = []
    if term.vocabulary not in FIELD_OF:
        warnings.append("ข้อมูลเดิมที่ใช้รหัสนี้ยังแสดงรหัสเดิมจนกว่าเจ้าของข้อมูลเลือกคำใหม่")
    lead = f"เลิกใช้ “{term.label_th}” ตั้งแต่ {long_date(on)}"
    return Preview(
        lead=f"{lead} บริการ {moved:,} เรื่องเปลี่ยนเป็น “{target}” ทันที" if target and moved else lead,
        facts=_uses(term.vocabulary, term.code),
        grids=[_services(term.vocabulary, term.code)],
        warnings=warnings,
    )


def _uses(vocabulary: str, code: str) -> list[Fact]:
    if vocabulary in FIELD_OF:
        return [Fact("บริการที่ใช้รหัสนี้", f"{uses_of(vocabulary, code).count():,} เรื่อง")]
    if vocabulary == "point_kind":
        count = ServicePoint.objects.filter(kind=code).count()
        return [Fact("จุดให้บริการที่ใช้รหัสนี้", f"{count:,} แห่ง")]
    if vocabulary == "agency_kind":
        return [Fact("หน่วยงานที่ใช้รหัสนี้", f"{Agency.objects.filter(kind=code).count():,} แห่ง")]
    return [Fact("ที่ใช้รหัสนี้", "นับไม่ได้ เพราะอยู่ในเนื้อหาคู่มือแต่ละฉบับ")]


def _services(vocabulary: str, code: str) -> Grid:
    shown = uses_of(vocabulary, code).order_by("-popularity", "pk")[:MOST_NAMED]
    return Grid(
        caption=f"บริการที่ใช้รหัสนี้ {MOST_NAMED:,} เรื่องแรก",
        columns=("ชื่อบริการ", "รหัสบริการ"),
        rows=[
            (Cell(row.name_th, reverse("www:manual", args=[row.pk])), Cell(row.code))
            for row in shown
        ],
    )


def _row(term: VocabularyTerm, today: date) -> Sequence[Cell]:
    is_over = term.effective_to is not None and term.effective_to <= today
    href = "" if is_over else reverse("central:term", args=[term.pk])
    until = short_date(term.effective_to) if term.effective_to else "ไม่กำหนด"
    note = "ยังไม่เริ่มใช้" if term.effective_from > today else ""
    return (
        Cell(term.label_th, href, note),
        Cell(term.code),
        Cell(short_date(term.effective_from)),
        Cell(until),
        Cell(term.source or "ไม่ได้บันทึกไว้"),
    )
