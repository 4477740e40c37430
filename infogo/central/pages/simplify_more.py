"""How the radar gets on, which paper needs which other one first, and how it reckons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from infogo.central.pages.simplify import EVERY, Line, line_of, with_names
from infogo.core.dates import bangkok_now
from infogo.core.money import baht_text
from infogo.core.simulation import SIMULATED_TH
from infogo.display.charts import Reading, SeriesChart, series_chart
from infogo.manuals.rule_sets import BurdenRates, parameters_on, rule_set_on
from infogo.simplify.detectors.paths import document_graph
from infogo.simplify.detectors.register import DETECTORS
from infogo.simplify.facts import Link
from infogo.simplify.models import OPEN_STATES, Finding, FindingStep, Kind, Sweep
from infogo.simplify.selectors import PaperUse, paper_uses, progress
from infogo.simplify.wording import baht, hours
from infogo.volumes.months import code_of, month_label, short_label

MONTHS_SHOWN = 12
MOST_WAYS = 20
MOST_PAPERS = 30
MOST_LINES = 25


@dataclass(frozen=True)
class MonthLine:
    """A month of the radar; hours and baht are a year's saving of what was achieved in it."""

    label: str
    opened: tuple[int, str]
    closed: tuple[int, str]
    left: tuple[int, str]
    hours: tuple[int, str]
    baht: tuple[int, str]


@dataclass(frozen=True)
class ProgressPage:
    """Opened, closed and saved, newest month first, and a chart of what is open."""

    lines: Sequence[MonthLine]
    chart: SeriesChart | None
    kind: str
    kinds: Sequence[tuple[str, str]]
    first: str
    simulated: str


def progress_page(given: Mapping[str, str]) -> ProgressPage:
    """Return the progress of twelve months, of one kind when asked for."""
    kind = given.get("kind", "") if given.get("kind") in Kind.values else ""
    months = progress(MONTHS_SHOWN, bangkok_now().date(), kind)
    lines = [
        MonthLine(
            label=month_label(one.month),
            opened=(one.opened, _rows("found", one.month, kind)),
            closed=(one.closed, _rows("ended", one.month, kind)),
            left=(one.left, _rows("left", one.month, kind)),
            hours=(_signed(one.minutes, hours), _rows("achieved", one.month, kind)),
            baht=(_signed(one.satang, baht), _rows("achieved", one.month, kind)),
        )
        for one in reversed(months)
    ]
    most = max(one.left for one in months)
    last = months[-1]
    chart = series_chart(
        title="รายการที่ยังไม่ปิดเมื่อสิ้นเดือน",
        summary=f"{month_label(last.month)} เหลือ {last.left:,} รายการ "
        f"จากที่มากที่สุดในช่วงนี้ {most:,} รายการ",
        readings=[
            Reading(
                short=short_label(one.month).split(" "),
                words=f"{month_label(one.month)} {one.left:,} รายการ",
                value=float(one.left),
            )
            for one in months
        ],
        scale=_scale(most),
    )
    simulated = Finding.objects.filter(is_simulated=True).exists()
    return ProgressPage(
        lines=lines,
        chart=chart if most else None,
        kind=kind,
        kinds=[(value, str(label)) for value, label in Kind.choices],
        first=month_label(months[0].month),
        simulated=SIMULATED_TH if simulated else "",
    )


def _signed(value: int, rounding: Callable[[int], int]) -> int:
    """Round what may have been taken back as one rounds what was achieved."""
    return rounding(value) if value >= 0 else -rounding(-value)


def _scale(most: int) -> list[float]:
    """Return zero, the middle and a round number not below the highest value."""
    step = 10 ** max(0, len(str(most)) - 1)
    top = max(2, -(-most // step) * step)
    return [0.0, top / 2, float(top)]


def _rows(name: str, month: date, kind: str) -> str:
    query = {"state": EVERY, name: code_of(month), "kind": kind}
    return f"{reverse('central:simplify')}?{urlencode(query)}"


@dataclass(frozen=True)
class Way:
    """A way of papers, or a circle, with the finding that it is."""

    href: str
    end: str
    links: Sequence[Link]


@dataclass(frozen=True)
class PaperLine:
    """A document that the state has, and in how many findings it is asked for."""

    use: PaperUse
    count: int
    href: str


@dataclass(frozen=True)
class PapersPage:
    """Ways, circles, and the documents of registers that are asked for most."""

    ways: Sequence[Way]
    circles: Sequence[Way]
    ways_total: int
    ways_href: str
    papers: Sequence[PaperLine]
    papers_total: int
    common: Sequence[tuple[str, int]]
    chosen: PaperUse | None
    lines: Sequence[Line]


def papers_page(document: int | None) -> PapersPage:
    """Return how papers hang together; with a document, the findings that ask for it."""
    ways, circles = _ways(Kind.PATH), _ways(Kind.CIRCLE)
    uses = paper_uses()
    chosen = next((use for use in uses if use.id == document), None)
    address = reverse("central:simplify_papers")
    limits = parameters_on(bangkok_now().date()).simplify
    asking = Finding.objects.filter(pk__in=chosen.findings if chosen else ())
    return PapersPage(
        ways=[_way(*one) for one in ways[:MOST_WAYS]],
        circles=[_way(*one) for one in circles[:MOST_WAYS]],
        ways_total=len(ways),
        ways_href=f"{reverse('central:simplify')}?{urlencode({'kind': Kind.PATH.value})}",
        papers=[
            PaperLine(use, len(use.findings), f"{address}?document={use.id}#asking")
            for use in uses[:MOST_PAPERS]
        ],
        papers_total=len(uses),
        common=document_graph(limits.common_share).common,
        chosen=chosen,
        lines=[line_of(one) for one in with_names(asking)[:MOST_LINES]],
    )


def _ways(kind: Kind) -> list[tuple[int, str, Sequence[Mapping[str, object]]]]:
    """Return id, service and stored links of the open findings of a kind, the longest first."""
    found = Finding.objects.filter(kind=kind, state__in=OPEN_STATES).order_by("pk")
    rows = [
        (pk, name, facts["links"])
        for pk, name, facts in found.values_list("pk", "procedure__name_th", "facts")
    ]
    return sorted(rows, key=lambda row: -len(row[2]))


def _way(pk: int, end: str, links: Sequence[Mapping[str, object]]) -> Way:
    href = reverse("central:finding", args=[pk])
    return Way(href, end, [Link.model_validate(link) for link in links])


@dataclass(frozen=True)
class RateLine:
    """One number of the reckoning, in words, with its source."""

    label: str
    value: str
    source: str


@dataclass(frozen=True)
class DetectorLine:
    """One detector: when it last looked at everything, what it found, what it cannot judge."""

    title: str
    finished_at: datetime | None
    found: int | None
    is_running: bool
    note: str


@dataclass(frozen=True)
class HowPage:
    """How the radar finds and reckons: the rule set in force, its numbers, the detectors."""

    rule_set: str
    effective_from: date | None
    rates: Sequence[RateLine]
    limits: Sequence[tuple[str, str]]
    detectors: Sequence[DetectorLine]
    history: int


def how_page() -> HowPage:
    """Return the numbers in force today and how far each detector is."""
    today = bangkok_now().date()
    rule_set, limits = rule_set_on(today), parameters_on(today).simplify
    sweeps = {sweep.detector: sweep for sweep in Sweep.objects.all()}
    return HowPage(
        rule_set=rule_set.name_th if rule_set else "",
        effective_from=rule_set.effective_from if rule_set else None,
        rates=_rates(limits.rates),
        limits=[
            ("หน่วยงานหรือเรื่องที่นำมาเทียบอย่างน้อย", f"{limits.fewest_peers:,}"),
            ("ส่วนเบี่ยงเบนเหนือค่ากลางที่ถือว่าผิดปกติ", f"{limits.deviations:g} × 1.4826 × MAD"),
            ("ชื่อคล้ายกันตั้งแต่", f"{limits.same_title_at * 100:g} %"),
            ("ไม่มีใครเปิดคู่มือนาน", f"{limits.unused_days:,} วัน"),
            ("เดือนที่ต้องมีรายงานก่อนตัดสินว่าไม่มีผู้ใช้", f"{limits.unused_months:,} เดือน"),
            ("เอกสารก่อนหน้าอย่างน้อย", f"{limits.shortest_path:,} ทอด"),
            ("เอกสารที่ไม่นับเพราะพกติดตัว", ", ".join(limits.carried_documents)),
            ("ตรวจทั้งประเทศซ้ำทุก", f"{limits.sweep_hours:,} ชั่วโมง"),
        ],
        detectors=[_detector(one.title, sweeps.get(one.code)) for one in DETECTORS],
        history=FindingStep.objects.count(),
    )


def _rates(rates: BurdenRates) -> list[RateLine]:
    words: Mapping[str, tuple[str, str]] = {
        "wage_satang_per_hour": ("เวลาหนึ่งชั่วโมง", baht_text(rates.wage_satang_per_hour)),
        "visit_minutes": ("ไปติดต่อหนึ่งครั้ง", f"{rates.visit_minutes:,} นาที"),
        "visit_satang": ("ค่าเดินทางหนึ่งครั้ง", baht_text(rates.visit_satang)),
        "document_minutes": ("เตรียมเอกสารหนึ่งรายการ", f"{rates.document_minutes:,} นาที"),
        "copy_minutes": ("ทำสำเนาหนึ่งฉบับ", f"{rates.copy_minutes:,} นาที"),
        "copy_satang": ("ค่าถ่ายสำเนาหนึ่งฉบับ", baht_text(rates.copy_satang)),
        "step_minutes": ("รอหนึ่งขั้นตอน", f"{rates.step_minutes:,} นาที"),
        "follow_up_days": ("ตามเรื่องหนึ่งครั้งทุก", f"{rates.follow_up_days:,} วันที่รอ"),
        "follow_up_minutes": ("ตามเรื่องหนึ่งครั้ง", f"{rates.follow_up_minutes:,} นาที"),
        "fetching_share": (
            "ผู้ที่ต้องไปขอเอกสารจากที่อื่นก่อน",
            f"{rates.fetching_share * 100:g} % ของผู้ยื่น",
        ),
    }
    return [
        RateLine(label, value, rates.sources.get(name, "ค่าตั้งต้นของโปรแกรม ไม่มีที่มา"))
        for name, (label, value) in words.items()
    ]


def _detector(title: str, sweep: Sweep | None) -> DetectorLine:
    if sweep is None:
        return DetectorLine(title, None, None, is_running=False, note="")
    return DetectorLine(
        title,
        timezone.localtime(sweep.finished_at) if sweep.finished_at else None,
        sweep.found,
        is_running=sweep.after > 0,
        note=sweep.note,
    )
