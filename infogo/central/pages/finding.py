"""One finding with its evidence: peers, papers, steps, what it would save, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse
from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.central.pages.simplify import STATE_TAGS, line_of, name_of
from infogo.core.money import baht_text
from infogo.core.simulation import SIMULATED_TH
from infogo.manuals.models import Manual
from infogo.simplify.detectors.outliers import Told, peers_of
from infogo.simplify.estimate import Estimate, Part, rounded
from infogo.simplify.facts import (
    CircleFacts,
    CopyFacts,
    Facts,
    OutlierFacts,
    OverFacts,
    PaperFacts,
    PathFacts,
    facts_from,
)
from infogo.simplify.models import Finding, FindingStep, Kind, State, StepKind
from infogo.simplify.wording import (
    MEASURES,
    amount,
    citizens_words,
    peers_words,
    plain,
    saving_words,
)

MOST_PEERS = 30
FEW = 30
"""Fewer are told to be few: a comparison with them only says where to look."""


@dataclass(frozen=True)
class Table:
    """Evidence in rows; a cell that leads somewhere is a pair of words and address."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str | tuple[str, str]]]
    note: str = ""
    numeric: Sequence[int] = ()
    is_small: bool = False


@dataclass(frozen=True)
class StepLine:
    """One line of the history."""

    at: datetime
    by: str
    words: str
    text: str
    saving: str


@dataclass(frozen=True)
class FindingPage:
    """One finding; ``links`` lead to what it is about, outside of this room."""

    finding: Finding
    name: str
    kind: str
    headline: str
    state: str
    tag: str
    first_seen: datetime
    last_seen: datetime
    gone_at: datetime | None
    citizens: str
    saving: str
    parts: Sequence[Sequence[str]]
    formula: str
    tables: Sequence[Table]
    law: str
    links: Sequence[tuple[str, str]]
    steps: Sequence[StepLine]
    is_pair: bool
    simulated: str


@dataclass
class _Evidence:
    tables: list[Table] = field(default_factory=list)
    law: str = ""


def finding_page(finding: Finding) -> FindingPage:
    """Return one finding; wants what ``with_names`` selects."""
    facts = facts_from(finding.kind, finding.facts)
    estimate = Estimate.model_validate(finding.estimate)
    line, evidence = line_of(finding), _evidence(finding, facts)
    return FindingPage(
        finding=finding,
        name=name_of(finding),
        kind=line.kind,
        headline=line.headline,
        state=line.state,
        tag=STATE_TAGS[State(finding.state)],
        first_seen=timezone.localtime(finding.first_seen_at),
        last_seen=timezone.localtime(finding.last_seen_at),
        gone_at=timezone.localtime(finding.gone_at) if finding.gone_at else None,
        citizens=citizens_words(finding),
        saving=saving_words(finding.minutes_saved, finding.satang_saved),
        parts=[_part(part) for part in estimate.parts],
        formula=_formula(estimate, finding),
        tables=evidence.tables,
        law=evidence.law,
        links=_links(finding),
        steps=[_step(step) for step in finding.steps.order_by("-pk")],
        is_pair=finding.kind == Kind.DUPLICATE,
        simulated=SIMULATED_TH if finding.is_simulated else "",
    )


def _part(part: Part) -> tuple[str, ...]:
    share = "ทุกคน" if part.share == 1 else f"{part.share * 100:g} % ของผู้ยื่น"
    return (
        part.label,
        f"{plain(part.count)} {part.unit}",
        share,
        f"{part.minutes:,} นาที" if part.minutes else "–",
        baht_text(part.satang) if part.satang else "–",
    )


def _formula(estimate: Estimate, finding: Finding) -> str:
    """Say how the year's saving was reckoned, with the numbers in it."""
    if not estimate.parts:
        return ""
    minutes = plain(_decimal(estimate.minutes))
    money = baht_text(rounded(estimate.satang))
    wage = baht_text(estimate.wage_satang_per_hour)
    each = f"ต่อราย {minutes} นาที และ {money}"
    if finding.citizens is None:
        return f"{each} ไม่รู้จำนวนผู้ยื่นต่อปี จึงคิดต่อปีไม่ได้"
    return (
        f"{each} × {finding.citizens:,} ต่อปี คิดเวลาชั่วโมงละ {wage} "
        f"ได้ {saving_words(finding.minutes_saved, finding.satang_saved)}"
    )


def _decimal(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / value.denominator).quantize(Decimal("0.1"))


def _step(step: FindingStep) -> StepLine:
    kind = StepKind(step.kind)
    words = str(kind.label)
    if kind is StepKind.STATE:
        before, after = State(step.state_before), State(step.state_after)
        words = f"{before.label} → {after.label}"
    saving = ""
    if step.satang or step.minutes:
        sign = "นับว่าประหยัดได้" if step.satang >= 0 else "ไม่นับว่าประหยัดได้แล้ว"
        saving = f"{sign} {saving_words(abs(step.minutes), abs(step.satang))}"
    return StepLine(timezone.localtime(step.at), name_in(step.by), words, step.text, saving)


def _links(finding: Finding) -> list[tuple[str, str]]:
    links = []
    for procedure in (finding.procedure, finding.other):
        if procedure is not None:
            address = reverse("www:manual", args=[procedure.pk])
            links.append((f"คู่มือที่ประชาชนอ่าน: {procedure.name_th}", address))
    if finding.manual_id is not None:
        links.append(("คู่มือในงานเจ้าหน้าที่", reverse("office:manual", args=[finding.manual_id])))
    links.append(
        (f"หน่วยงาน: {finding.agency.name_th}", reverse("www:agency", args=[finding.agency_id]))
    )
    return links


def _evidence(finding: Finding, facts: Facts) -> _Evidence:
    if isinstance(facts, OutlierFacts):
        return _Evidence(_peer_tables(finding, facts))
    if isinstance(facts, PaperFacts):
        return _Evidence([_paper_table(facts)])
    if isinstance(facts, CopyFacts):
        return _Evidence([_copy_table(facts)], facts.law)
    if isinstance(facts, OverFacts):
        return _Evidence([_over_table(facts)], facts.law)
    if isinstance(facts, PathFacts | CircleFacts):
        return _Evidence([_link_table(facts)])
    return _Evidence()


def _peer_tables(finding: Finding, facts: OutlierFacts) -> list[Table]:
    spread = [
        ("เรื่องนี้", facts.value),
        ("ค่ากลาง (มัธยฐาน)", facts.median),
        ("ควอร์ไทล์ล่าง", facts.lower),
        ("ควอร์ไทล์บน", facts.upper),
        ("ส่วนเบี่ยงเบนจากค่ากลาง (MAD)", facts.mad),
        ("เกินค่านี้ถือว่าผิดปกติ", facts.limit),
    ]
    peers = peers_of(finding.procedure_id, finding.manual_id or 0, facts)
    note = "คู่มือที่ไม่บอกตัวเลขนี้หรือใช้หน่วยเวลาอื่นไม่นำมาเทียบ"
    if facts.count < FEW:
        note = f"นำมาเทียบไม่ถึง {FEW} จึงบอกได้เพียงว่าควรดู {note}"
    if len(peers) > MOST_PEERS:
        note = f"แสดง {MOST_PEERS} รายการที่มากที่สุดจาก {len(peers):,} รายการ {note}"
    return [
        Table(
            f"เทียบกับ{peers_words(facts)}: {MEASURES[facts.measure][0]}",
            ("ตัวเลข", "ค่า"),
            [(words, amount(facts, value)) for words, value in spread],
            numeric=(1,),
            is_small=facts.count < FEW,
        ),
        Table(
            "ที่นำมาเทียบวันนี้",
            ("เรื่อง", "หน่วยงาน", "ค่า", "หน่วยงานที่ใช้คู่มือนี้"),
            _peer_rows(peers[:MOST_PEERS], facts, finding.manual_id),
            note,
            numeric=(2, 3),
        ),
    ]


def _peer_rows(
    peers: Sequence[Told], facts: OutlierFacts, own: int | None
) -> list[Sequence[str | tuple[str, str]]]:
    manuals = Manual.objects.select_related("procedure", "agency").in_bulk(
        [peer.manual_id for peer in peers]
    )
    rows: list[Sequence[str | tuple[str, str]]] = []
    for peer in peers:
        manual = manuals[peer.manual_id]
        name = manual.procedure.name_th
        if peer.manual_id == own:
            name = f"{name} (เรื่องนี้)"
        rows.append(
            (
                (name, reverse("office:manual", args=[manual.pk])),
                manual.agency.name_th,
                amount(facts, _decimal(peer.value)),
                f"{peer.weight:,}",
            )
        )
    return rows


def _paper_table(facts: PaperFacts) -> Table:
    return Table(
        "เอกสารที่รัฐมีอยู่แล้ว",
        ("เอกสาร", "ผู้ออก", "ตรวจจากทะเบียนได้", "ขอเมื่อ"),
        [
            (
                paper.name,
                paper.issuer or "–",
                "ได้" if paper.in_register else "ยังไม่ได้",
                "บางกรณี" if paper.sometimes else "ทุกครั้ง",
            )
            for paper in facts.papers
        ],
        "ตัวเลขนับเฉพาะเอกสารที่ตรวจจากทะเบียนได้และขอทุกครั้ง บัตรประจำตัวประชาชนที่พกติดตัวไม่นับ",
    )


def _copy_table(facts: CopyFacts) -> Table:
    return Table(
        "สำเนาที่ยังขอ",
        ("เอกสาร", "สำเนา", "ขอเมื่อ", "เหตุที่พบ"),
        [
            (
                demand.name or "ข้อความในคู่มือ",
                f"{demand.copies:,}" if demand.name else "ให้คนอ่าน",
                "บางกรณี" if demand.sometimes else "ทุกครั้ง",
                demand.reason,
            )
            for demand in facts.demands
        ],
        numeric=(1,),
    )


def _over_table(facts: OverFacts) -> Table:
    return Table(
        "ขั้นตอนที่เกินเวลามาตรฐาน",
        ("ขั้นตอน", "ใช้เวลา", "มาตรฐาน", "เกิน"),
        [
            (
                step.title,
                step.time,
                f"{step.standard:,} วันทำการ",
                f"{plain(step.over)} วันทำการ" if step.over is not None else "คนละหน่วย ให้คนตรวจ",
            )
            for step in facts.steps
        ],
    )


def _link_table(facts: PathFacts | CircleFacts) -> Table:
    return Table(
        "ลำดับที่ต้องทำก่อน" if isinstance(facts, PathFacts) else "เรื่องที่รอกัน",
        ("ลำดับ", "ทำเรื่อง", "เพื่อได้"),
        [
            (
                f"{number:,}",
                (link.name, reverse("www:manual", args=[link.procedure])),
                link.document or "บรรณาธิการกำหนดลำดับ",
            )
            for number, link in enumerate(facts.links, start=1)
        ],
        "ถ้าขอเอกสารได้จากหลายเรื่อง นับทางที่สั้นที่สุด ทางที่ยาวที่สุดของเอกสารทั้งหมดคือทางที่เลี่ยงไม่ได้",
    )
