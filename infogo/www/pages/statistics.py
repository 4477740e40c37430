"""Statistics of the country that everybody may read: what they say in words and tables.

Numbers come from ``infogo.oversight.published``; ``statistics_data`` gives the very same ones as
files. Whatever has invented rows in it says so in its own sentence, cell or line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from infogo.core.language import in_language
from infogo.display.filters import number
from infogo.manuals.rule_sets import parameters_on
from infogo.oversight.figures import Unit
from infogo.oversight.grouping import By, Key
from infogo.oversight.published import (
    Least,
    PartRow,
    Parts,
    Section,
    Told,
    parts_of,
    sections_of,
)
from infogo.oversight.published_figures import Source
from infogo.records.figures import least_finished
from infogo.www.pages.paging import Paging, paging_of
from infogo.www.pages.statistics_words import (
    counted_words,
    detail_words,
    finding_of_parts,
    findings,
    missing_words,
    text_of,
)

N_ = gettext_noop
MOST_USED = 10
ROWS_A_PAGE = 50
Link = tuple[str, str]
"""Words and an address."""


@dataclass(frozen=True)
class Line:
    """One figure; ``bar`` is its length in percent, for shares alone.

    ``value`` is empty where nothing may be told, and ``missing`` says why.
    """

    name: str
    method: str
    value: str
    missing: str
    detail: str
    bar: float | None
    is_simulated: bool


@dataclass(frozen=True)
class SectionView:
    """Figures of one subject with what they were counted from and when.

    ``empty`` says why there are none at all; ``links`` lead to what is behind them.
    """

    code: str
    title: str
    counted: str
    lines: Sequence[Line]
    empty: str
    notes: Sequence[str]
    links: Sequence[Link]


@dataclass(frozen=True)
class CellView:
    """A number in a table; ``href`` leads to what is behind it."""

    value: str
    missing: str
    detail: str
    href: str
    is_simulated: bool


@dataclass(frozen=True)
class RowView:
    """One agency with all below it, one province or one service; what ended has no ``href``."""

    name: str
    lang: str | None
    href: str
    cells: Sequence[CellView]


@dataclass(frozen=True)
class TableView:
    """Rows with their heads; ``methods`` are names of columns with how they are worked out."""

    head: str
    heads: Sequence[str]
    rows: Sequence[RowView]
    counted: str
    methods: Sequence[tuple[str, str]]
    is_simulated: bool


@dataclass(frozen=True)
class StatisticsPage:
    """The first page: what was found, the sections, the services used most, the other pages."""

    findings: Sequence[str]
    sections: Sequence[SectionView]
    most_used: TableView | None
    parts: Sequence[Link]
    ratings_least: int
    requests_least: int
    is_simulated: bool


@dataclass(frozen=True)
class PartsPage:
    """A table of agencies, provinces or services; ``silent`` counts services without numbers."""

    title: str
    finding: str
    table: TableView
    silent: int
    paging: Paging
    parts: Sequence[Link]
    requests_least: int
    ratings_least: int
    files: Sequence[Link]


PARTS: dict[By, tuple[str, str, str]] = {
    By.AGENCY: ("agencies", N_("สถิติรายกระทรวงและกลุ่มหน่วยงาน"), N_("กระทรวงหรือกลุ่ม")),
    By.PLACE: ("provinces", N_("สถิติรายจังหวัด"), N_("จังหวัด")),
    By.PROCEDURE: ("services", N_("สถิติรายเรื่อง"), N_("เรื่องที่ติดต่อ")),
}
"""How the country is divided: the end of the address and of the url name, title, head."""
_TITLES = {
    "covers": N_("มีข้อมูลครบแค่ไหน"),
    "duties": N_("คู่มือทำตามกฎหมายแค่ไหน"),
    "fresh": N_("ข้อมูลใหม่แค่ไหน"),
    "satisfaction": N_("ประชาชนพอใจแค่ไหน"),
    "promises": N_("ทำเสร็จในเวลาที่สัญญาหรือไม่"),
    "late": N_("เรื่องล่าช้าเป็นอย่างไร"),
}
_NOTES: dict[str, Sequence[str]] = {
    "satisfaction": (N_("ใครก็ให้คะแนนได้ จึงไม่ใช่การสำรวจแบบสุ่ม"),),
    "promises": (
        N_("นับเฉพาะรายงานรายเดือนที่หน่วยงานส่งแล้ว และใบรับเรื่องที่ออกในระบบนี้ ไม่ใช่คำขอทั้งหมดของประเทศ"),
    ),
    "late": (N_("นับเฉพาะเรื่องที่หน่วยงานบันทึกไว้เพื่อติดตาม หน่วยงานที่ไม่บันทึกจึงดูเหมือนไม่มีเรื่องล่าช้า"),),
}


def least_now(today: date) -> Least:
    """Return how few ratings and finished requests are never told."""
    return Least(parameters_on(today).ratings.minimum_count, least_finished())


def statistics_page(today: date) -> StatisticsPage:
    """Return the page; the number of queries does not grow with the country."""
    least = least_now(today)
    sections = sections_of(today, least)
    services = parts_of(By.PROCEDURE, today, least)
    offered = [row for row in services.rows if not row.is_ended]
    used = [row for row in offered if row.told[0].value is not None][:MOST_USED]
    table = _table(services, used, least) if used else None
    return StatisticsPage(
        findings=findings(sections, least),
        sections=[_section(each, least) for each in sections],
        most_used=table,
        parts=part_links(),
        ratings_least=least.ratings,
        requests_least=least.requests,
        is_simulated=any(each.is_simulated for each in sections)
        or (table is not None and table.is_simulated),
    )


def parts_page(by: By, today: date, page: int) -> PartsPage:
    """Return the table of a division; of services, those of which anything is told."""
    least = least_now(today)
    parts = parts_of(by, today, least)
    rows = [row for row in parts.rows if by != By.PROCEDURE or _says_anything(row)]
    slug, title, _head = PARTS[by]
    path = reverse(f"www:statistics_{slug}")
    size = ROWS_A_PAGE if by == By.PROCEDURE else max(len(rows), 1)
    paging = paging_of(len(rows), page, size, path)
    return PartsPage(
        title=_(title),
        finding=finding_of_parts(parts),
        table=_table(parts, rows[paging.start : paging.end], least),
        silent=len(parts.rows) - len(rows),
        paging=paging,
        parts=[(words, href) for words, href in part_links() if href != path],
        requests_least=least.requests,
        ratings_least=least.ratings,
        files=file_links(f"statistics_{slug}"),
    )


def part_links() -> list[Link]:
    """Return the pages on which the country is divided."""
    return [(_(title), reverse(f"www:statistics_{slug}")) for slug, title, _head in PARTS.values()]


def file_links(name: str) -> list[Link]:
    """Return the files with the very numbers of a page, by its url name."""
    return [
        (_("ดาวน์โหลดตัวเลขหน้านี้เป็น CSV"), reverse(f"www:{name}_csv")),
        (_("ดาวน์โหลดตัวเลขหน้านี้เป็น JSON"), reverse(f"www:{name}_json")),
    ]


# ---------------------------------------------------------------- sections


def _section(section: Section, least: Least) -> SectionView:
    is_empty = all(each.value is None for each in section.told)
    return SectionView(
        code=section.code,
        title=_(_TITLES[section.code]),
        counted=counted_words(section.counted_at, section.first, section.last),
        lines=[] if is_empty else [_line(each, least) for each in section.told],
        empty=_nothing(section, least) if is_empty else "",
        notes=_notes(section),
        links=_links(section.code),
    )


def _nothing(section: Section, least: Least) -> str:
    figure = section.told[0].figure
    if figure.source == Source.RECORDS:
        return _("ยังไม่ได้นับ")
    if figure.source == Source.RATINGS:
        return _("ยังมีผู้ให้คะแนนไม่ถึง %(count)s คนใน 12 เดือน จึงยังไม่แสดงผล") % {
            "count": number(least.ratings)
        }
    return _("ยังมีเรื่องที่เสร็จและบันทึกไว้ไม่ถึง %(count)s เรื่องใน 12 เดือน จึงยังไม่แสดงผล") % {
        "count": number(least.requests)
    }


def _notes(section: Section) -> list[str]:
    found = [_(note) for note in _NOTES.get(section.code, ())]
    if section.code == "duties":
        found.append(_("นับจากข้อความในคู่มือ ซึ่งหน่วยงานอาจยังไม่ได้ยืนยัน ดูหัวข้อ “ข้อมูลใหม่แค่ไหน”"))
    return found


def _links(code: str) -> list[Link]:
    """Return the ways to what is behind the numbers of a section."""
    quality: Link = (_("เกี่ยวกับดัชนีคุณภาพบริการ"), reverse("www:quality_index"))
    data: Link = (_("ข้อมูลเปิดที่ใช้นับซ้ำได้"), reverse("www:data"))
    ways: dict[str, Callable[[], list[Link]]] = {
        "covers": lambda: [
            (_("หน่วยงานทั้งหมด"), reverse("www:agencies")),
            (_("เรื่องทั้งหมด"), reverse("www:topics")),
            (_("จุดให้บริการ"), reverse("www:places")),
        ],
        "duties": lambda: [quality, data],
        "fresh": lambda: [data],
        "satisfaction": lambda: [part_links()[2], data],
        "promises": part_links,
        "late": lambda: [data],
    }
    return ways[code]()


def _line(told: Told, least: Least) -> Line:
    is_share = told.figure.unit == Unit.PERCENT
    return Line(
        name=_(told.figure.name),
        method=_(told.figure.method),
        value=text_of(told),
        missing=missing_words(told, least),
        detail=detail_words(told),
        bar=float(told.value) if is_share and told.value is not None else None,
        is_simulated=told.is_simulated and told.value is not None,
    )


# ---------------------------------------------------------------- tables


def _says_anything(row: PartRow) -> bool:
    return any(each.value is not None for each in row.told)


def _table(parts: Parts, rows: Sequence[PartRow], least: Least) -> TableView:
    shown = [_row(parts.by, row, least) for row in rows]
    return TableView(
        head=_(PARTS[parts.by][2]),
        heads=[_(figure.name) for figure in parts.figures],
        rows=shown,
        counted=counted_words(parts.counted_at, parts.first, parts.last),
        methods=[(_(figure.name), _(figure.method)) for figure in parts.figures],
        is_simulated=any(cell.is_simulated for row in shown for cell in row.cells),
    )


def _row(by: By, row: PartRow, least: Least) -> RowView:
    name, lang = in_language(row.name_th, row.name_en)
    cells = [
        CellView(
            value=text_of(told),
            missing=missing_words(told, least),
            detail=detail_words(told, is_short=True),
            href=_behind(by, row, told),
            is_simulated=told.is_simulated and told.value is not None,
        )
        for told in row.told
    ]
    return RowView(name, lang, "" if row.is_ended else _address(by, row.key), cells)


def _address(by: By, key: Key) -> str:
    name = {By.AGENCY: "agency", By.PLACE: "agencies_in_province", By.PROCEDURE: "manual"}[by]
    return reverse(f"www:{name}", args=[key])


def _behind(by: By, row: PartRow, told: Told) -> str:
    """Return the page that says more of one number of a service; "" where there is none."""
    if by != By.PROCEDURE or row.is_ended or told.value is None:
        return ""
    name = "manual_ratings" if told.figure.source == Source.RATINGS else "manual_times"
    return reverse(f"www:{name}", args=[row.key])
