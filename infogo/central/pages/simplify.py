"""The worklist of the radar of simplification: narrowed by address, as a page and as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone

from infogo.agencies.models import Agency
from infogo.core.dates import short_date
from infogo.core.simulation import SIMULATED_TH
from infogo.core.written import asked_words
from infogo.simplify.models import Basis, Finding, Kind, State, Sweep
from infogo.simplify.selectors import (
    CLOSED,
    NOBODY,
    OPEN,
    Asked,
    central_officers,
    findings,
    sums_by_kind,
)
from infogo.simplify.wording import UNKNOWN, baht, citizens_shortly, headline, hours, saving_words
from infogo.volumes.months import month_label, month_of

PAGE_SIZE = 25
MOST_LISTED = 10_000
EVERY = "all"
STATE_TAGS = {
    State.NEW: "info",
    State.SEEN: "neutral",
    State.TAKEN: "warning",
    State.DONE: "success",
    State.NO_PROBLEM: "neutral",
    State.GONE: "success",
}
MONTHS = {
    "found": "พบหรือกลับมาพบใน",
    "ended": "ปิดใน",
    "achieved": "นับว่าประหยัดได้ใน",
    "left": "ค้างเมื่อสิ้น",
}
"""Months that an address may name, with their words."""
HEADS = (
    "เลขที่",
    "ชนิด",
    "เรื่อง",
    "หน่วยงาน",
    "กระทรวง",
    "สิ่งที่พบ",
    "สถานะ",
    "เหตุผล",
    "ผู้รับผิดชอบ",
    "พบครั้งแรก",
    "พบล่าสุด",
    "ผู้ได้รับผลต่อปี",
    "ที่มาของจำนวน",
    "ประหยัดได้ต่อปี (ชั่วโมง)",
    "ประหยัดได้ต่อปี (บาท)",
    "จากข้อมูลจำลอง",
)
WIDE = (2, 5, 7)
TITLE = "เรดาร์ลดความยุ่งยาก"


@dataclass(frozen=True)
class Line:
    """One finding in a list; ``kind`` of the tag colours its state."""

    id: int
    name: str
    agency: str
    kind: str
    headline: str
    saving: str
    citizens: str
    state: str
    tag: str
    owner: str


@dataclass(frozen=True)
class KindLine:
    """The findings of one kind in the list that was asked for."""

    label: str
    href: str
    count: int
    known: int
    hours: int
    baht: int


@dataclass(frozen=True)
class Choice:
    """A value that a filter can have."""

    value: str
    label: str


@dataclass(frozen=True)
class ListPage:
    """The worklist; ``asked`` holds the filters as the address has them."""

    lines: Sequence[Line]
    total: int
    is_more: bool
    number: int
    pages: int
    base: str
    asked: Mapping[str, str]
    kept: Sequence[tuple[str, str]]
    period: str
    kinds: Sequence[KindLine]
    choices: Mapping[str, Sequence[Choice]]
    files: Sequence[tuple[str, str]]
    swept_at: datetime | None
    simulated: str


def read_asked(given: Mapping[str, str]) -> tuple[Asked, dict[str, str]]:
    """Return what an address asks for, and the same cleaned to be put into addresses again."""
    state = given.get("state", OPEN)
    months = {name: month_of(given.get(name, "")[:7]) for name in MONTHS}
    asked = Asked(
        kind=given.get("kind", "") if given.get("kind") in Kind.values else "",
        ministry=_id(given.get("ministry", "")),
        owner=_id(given.get("owner", "")),
        state=state if state in (OPEN, CLOSED, *State.values) else "" if state == EVERY else OPEN,
        words=asked_words(given.get("q")),
        found=months["found"],
        ended=months["ended"],
        achieved=months["achieved"],
        left=months["left"],
    )
    kept = {
        "kind": asked.kind,
        "ministry": asked.ministry,
        "owner": asked.owner,
        "state": asked.state or EVERY,
        "q": asked.words,
        **{name: given[name][:7] for name, month in months.items() if month},
    }
    return asked, kept


def list_page(given: Mapping[str, str]) -> ListPage:
    """Return the worklist; a constant number of queries."""
    asked, kept = read_asked(given)
    found = findings(asked)
    total = found.order_by()[: MOST_LISTED + 1].count()
    shown = min(total, MOST_LISTED)
    pages = max(1, -(-shown // PAGE_SIZE))
    number = min(max(1, _number(given.get("page", ""))), pages)
    rows = _rows(found, (number - 1) * PAGE_SIZE)
    address = reverse("central:simplify")
    query = urlencode(kept)
    months = [(name, kept[name]) for name in MONTHS if name in kept]
    return ListPage(
        lines=[line_of(row) for row in rows],
        total=shown,
        is_more=total > MOST_LISTED,
        number=number,
        pages=pages,
        base=f"{address}?{query}&page=",
        asked=kept,
        kept=months,
        period=" ".join(_period(name, getattr(asked, name)) for name, _value in months),
        kinds=_kind_lines(found, kept, address),
        choices=_choices(),
        files=[
            (label, f"{reverse('central:simplify_file', args=[kind])}?{query}")
            for kind, label in (("csv", "CSV"), ("xlsx", "Excel"))
        ],
        swept_at=_swept_at(),
        simulated=SIMULATED_TH if found.order_by().filter(is_simulated=True).exists() else "",
    )


def _rows(found: QuerySet[Finding], first: int) -> list[Finding]:
    """Return one page: its ids out of the index first, then these rows alone."""
    ids = list(found.values_list("pk", flat=True)[first : first + PAGE_SIZE])
    rows = with_names(Finding.objects.all()).in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]


def with_names(found: QuerySet[Finding]) -> QuerySet[Finding]:
    """Select what a line of a list names."""
    return found.select_related("procedure", "other", "agency", "ministry", "owner")


def line_of(finding: Finding) -> Line:
    """Return a finding as a list shows it."""
    state = State(finding.state)
    return Line(
        id=finding.pk,
        name=name_of(finding),
        agency=finding.agency.name_th,
        kind=str(Kind(finding.kind).label),
        headline=headline(finding),
        saving=saving_words(finding.minutes_saved, finding.satang_saved),
        citizens=citizens_shortly(finding),
        state=str(state.label),
        tag=STATE_TAGS[state],
        owner=finding.owner.name_th if finding.owner else "",
    )


def name_of(finding: Finding) -> str:
    """Return the service that a finding is about, or the two of a pair."""
    if finding.other is None:
        return finding.procedure.name_th
    return f"{finding.procedure.name_th} กับ {finding.other.name_th}"


def file_rows(given: Mapping[str, str]) -> Iterator[Sequence[str | int]]:
    """Yield the rows of the list as a table to take away, in the order of the list."""
    asked, _kept = read_asked(given)
    for row in with_names(findings(asked))[:MOST_LISTED].iterator(chunk_size=500):
        minutes, satang = row.minutes_saved, row.satang_saved
        yield (
            row.pk,
            str(Kind(row.kind).label),
            name_of(row),
            row.agency.name_th,
            row.ministry.name_th if row.ministry else "",
            headline(row),
            str(State(row.state).label),
            row.reason,
            row.owner.name_th if row.owner else "",
            _day(row.first_seen_at),
            _day(row.last_seen_at),
            UNKNOWN if row.citizens is None else row.citizens,
            str(Basis(row.basis).label),
            UNKNOWN if minutes is None else hours(minutes),
            UNKNOWN if satang is None else baht(satang),
            "ใช่" if row.is_simulated else "",
        )


def _swept_at() -> datetime | None:
    """Return when a detector last ended looking at everything."""
    last: datetime | None = Sweep.objects.aggregate(last=Max("finished_at"))["last"]
    return timezone.localtime(last) if last else None


def _day(moment: datetime) -> str:
    return short_date(timezone.localtime(moment).date())


def _kind_lines(found: QuerySet[Finding], kept: Mapping[str, str], address: str) -> list[KindLine]:
    return [
        KindLine(
            label=str(one.kind.label),
            href=f"{address}?{urlencode({**kept, 'kind': one.kind.value})}",
            count=one.count,
            known=one.known,
            hours=hours(one.minutes),
            baht=baht(one.satang),
        )
        for one in sums_by_kind(found)
        if one.count
    ]


def _choices() -> dict[str, list[Choice]]:
    ministries = Agency.objects.filter(kind="ministry").order_by("sort_key")
    return {
        "kind": [Choice(value, str(label)) for value, label in Kind.choices],
        "ministry": [
            *(Choice(str(pk), name) for pk, name in ministries.values_list("pk", "name_th")),
            Choice(NOBODY, "ไม่สังกัดกระทรวง"),
        ],
        "owner": [
            *(
                Choice(str(pk), name)
                for pk, name in central_officers().values_list("pk", "name_th")
            ),
            Choice(NOBODY, "ยังไม่มีผู้รับผิดชอบ"),
        ],
        "state": [
            Choice(OPEN, "ยังไม่ปิด"),
            Choice(CLOSED, "ปิดแล้ว"),
            *(Choice(value, str(label)) for value, label in State.choices),
            Choice(EVERY, "ทุกสถานะ"),
        ],
    }


def _period(name: str, month: date) -> str:
    return f"{MONTHS[name]}{month_label(month)}"


def _id(text: str) -> str:
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return text if is_number or text == NOBODY else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1
