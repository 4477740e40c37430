"""One frame for every page of statistics: filters, headline figures, a table, a chart, files.

A dashboard gives ``table_page`` its table and says what it is about; sorting, paging, addresses
that keep all filters, downloads and the words around are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlencode

from infogo.central.pages.province_map import map_of
from infogo.core.dates import long_moment
from infogo.core.simulation import SIMULATED_TH
from infogo.display.charts import SeriesChart
from infogo.display.choropleth import ProvinceMap
from infogo.display.filters import DOT
from infogo.oversight.choices import EVERY_DIMENSION, Field, fields_of, find_agencies
from infogo.oversight.chosen import Chosen, Crumb
from infogo.oversight.figures import NOTHING, SMALL, Figure
from infogo.oversight.grouping import By, words_of
from infogo.oversight.tables import Cell, Row, Table

ROWS_A_PAGE = 100
DOWNWARDS = "-"
FORMAT = "format"
FORMATS = ("csv", "xlsx")
PDF = "pdf"


@dataclass(frozen=True)
class Headline:
    """A figure of the whole slice; ``before`` is its value in the period before."""

    figure: Figure
    value: float | None
    sources: int | None = None
    before: float | None = None
    href: str = ""
    against: str = "งวดก่อน"


@dataclass(frozen=True)
class Link:
    """An address with its words."""

    label: str
    href: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True)
class Dashboard:
    """What a page of statistics says; ``table_page`` makes a page of it.

    ``path`` is its address, ``keeps`` are parameters of its own that every link keeps.
    ``by`` tells how the rows are divided, ``divisions`` how they could be. ``rooms`` are the
    pages beside it. ``counted_at`` is when a rollup was counted.
    """

    title: str
    path: str
    chosen: Chosen
    table: Table
    lead: str = ""
    by: By | None = None
    divisions: Sequence[By] = ()
    headline: Sequence[Headline] = ()
    chart: SeriesChart | None = None
    counted_at: datetime | None = None
    has_simulated: bool = False
    rooms: Sequence[tuple[str, str]] = ()
    dimensions: Sequence[str] = EVERY_DIMENSION
    keeps: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()
    more_figures: Sequence[Figure] = ()


@dataclass(frozen=True)
class ShownHead:
    """A head of a column: ``href`` sorts by it, ``sorted`` is the value of aria-sort."""

    label: str
    href: str
    sorted: str


@dataclass(frozen=True)
class ShownCell:
    """A number as it is read."""

    text: str
    href: str
    sources: str
    is_small: bool
    is_missing: bool


@dataclass(frozen=True)
class ShownRow:
    """A row as it is read."""

    label: str
    href: str
    note: str
    cells: Sequence[ShownCell]


@dataclass(frozen=True)
class ShownFact:
    """A headline figure as ``key_facts`` reads it."""

    label: str
    value: str
    state: str
    note: str
    href: str


@dataclass(frozen=True)
class TablePage:
    """All that ``central/table.html`` shows."""

    title: str
    lead: str
    about: str
    period: str
    problems: Sequence[str]
    rooms: Sequence[Link]
    crumbs: Sequence[Crumb]
    filters: Sequence[tuple[str, str, str]]
    fields: Sequence[Field]
    hidden: Sequence[tuple[str, str]]
    path: str
    words: str
    matches: Sequence[Link]
    divisions: Sequence[Link]
    facts: Sequence[ShownFact]
    caption: str
    head: ShownHead
    heads: Sequence[ShownHead]
    rows: Sequence[ShownRow]
    total: ShownRow | None
    page: int
    pages: int
    page_base: str
    map: ProvinceMap | None
    chart: SeriesChart | None
    definitions: Sequence[tuple[str, str]]
    notes: Sequence[str]
    files: Sequence[Link]
    counted: str
    simulated: str
    small: int


def table_page(dashboard: Dashboard, asked: Mapping[str, str], today: date) -> TablePage:
    """Return the page; besides its own table it costs one query for each list of its form."""
    chosen, path = dashboard.chosen, dashboard.path
    sort = _sort(dashboard.table, asked)
    table = sorted_table(dashboard, asked)
    words = asked.get("office", "").strip()
    number, pages = _page(asked.get("page", ""), len(table.rows))
    kept, here = _kept(dashboard), address_of(dashboard, asked)
    start = (number - 1) * ROWS_A_PAGE
    return TablePage(
        title=dashboard.title,
        lead=dashboard.lead,
        about=chosen.words,
        period=chosen.period,
        problems=chosen.problems,
        rooms=[
            Link(label, chosen.slice.address(href), current=href == path)
            for label, href in dashboard.rooms
        ],
        crumbs=chosen.crumbs(path, **dashboard.keeps),
        filters=chosen.filters(path, **kept),
        fields=fields_of(chosen, today, dashboard.dimensions),
        hidden=_hidden(chosen, kept, sort),
        path=path,
        words=words,
        matches=_matches(chosen, words, path, dashboard.keeps),
        divisions=[
            Link(
                f"ราย{words_of(by, chosen.slice)}",
                chosen.slice.address(path, **dashboard.keeps, by=by.value),
                current=by == dashboard.by,
            )
            for by in dashboard.divisions
        ],
        facts=[shown_fact(headline) for headline in dashboard.headline],
        caption=table.title,
        head=_head(table.head, "", sort, chosen, path, kept, is_ordered=table.is_ordered),
        heads=[
            _head(column.head, column.figure.code, sort, chosen, path, kept)
            for column in table.columns
        ],
        rows=[_row(table, row) for row in table.rows[start : start + ROWS_A_PAGE]],
        total=_row(table, table.total) if table.total else None,
        page=number,
        pages=pages,
        page_base=_with(here, "page="),
        map=map_of(table, dashboard.by, chosen.slice, sort.removeprefix(DOWNWARDS)),
        chart=dashboard.chart,
        definitions=definitions_of(dashboard),
        notes=[*table.notes, *dashboard.notes],
        files=_files(here),
        counted=long_moment(dashboard.counted_at) if dashboard.counted_at else "",
        simulated=SIMULATED_TH if dashboard.has_simulated else "",
        small=SMALL if table.has_small else 0,
    )


def address_of(dashboard: Dashboard, asked: Mapping[str, str]) -> str:
    """Return the address of a page with all its filters and the order of its rows."""
    sort = _sort(dashboard.table, asked)
    return dashboard.chosen.slice.address(dashboard.path, **_kept(dashboard), sort=sort)


def _kept(dashboard: Dashboard) -> dict[str, str]:
    """Return the parameters besides the slice that every link keeps."""
    return {**dashboard.keeps, "by": dashboard.by.value if dashboard.by else ""}


def sorted_table(dashboard: Dashboard, asked: Mapping[str, str]) -> Table:
    """Return the rows in the order that an address asks for, as pages and files have them."""
    sort = _sort(dashboard.table, asked)
    return dashboard.table.sorted_by(
        sort.removeprefix(DOWNWARDS), descending=sort.startswith(DOWNWARDS)
    )


def _sort(table: Table, asked: Mapping[str, str]) -> str:
    """Return the order asked for; one that there is no column for is none."""
    sort = asked.get("sort", "")
    return sort if table.place_of(sort.removeprefix(DOWNWARDS)) is not None else ""


def _page(text: str, rows: int) -> tuple[int, int]:
    pages = max(1, -(-rows // ROWS_A_PAGE))
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(1, number), pages), pages


def _with(address: str, more: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{more}"


def _files(here: str) -> list[Link]:
    words = {"csv": "ดาวน์โหลด CSV", "xlsx": "ดาวน์โหลด Excel", PDF: "ดาวน์โหลด PDF"}
    kinds = (*FORMATS, PDF)
    return [Link(words[name], _with(here, urlencode({FORMAT: name}))) for name in kinds]


def _hidden(chosen: Chosen, kept: Mapping[str, str], sort: str) -> list[tuple[str, str]]:
    """Return what the form does not ask for and its address must keep."""
    values = {"agency": str(chosen.slice.agency or ""), **kept, "sort": sort}
    return [(name, value) for name, value in values.items() if value]


def _matches(chosen: Chosen, words: str, path: str, keeps: Mapping[str, str]) -> list[Link]:
    return [
        Link(
            agency.name_th,
            chosen.slice.within(agency=agency.pk).address(path, **keeps),
            note=agency.parent.name_th if agency.parent else "",
        )
        for agency in find_agencies(words)
    ]


def _head(
    label: str,
    code: str,
    sort: str,
    chosen: Chosen,
    path: str,
    kept: Mapping[str, str],
    *,
    is_ordered: bool = False,
) -> ShownHead:
    """Return a head: the first press sorts from the largest, the second from the smallest."""
    is_down, is_up = sort == DOWNWARDS + code, sort == code
    following = code if is_down or not code else DOWNWARDS + code
    href = chosen.slice.address(path, **kept, sort=following)
    if not code:
        return ShownHead(label, "" if is_ordered and not sort else href, "")
    state = "descending" if is_down else "ascending" if is_up else ""
    return ShownHead(label, href, state)


def _row(table: Table, row: Row) -> ShownRow:
    cells = [_cell(table, place, cell) for place, cell in enumerate(row.cells)]
    return ShownRow(row.label, row.href, row.note, cells)


def _cell(table: Table, place: int, cell: Cell) -> ShownCell:
    figure = table.columns[place].figure
    tells = figure.sources and cell.sources is not None and not cell.is_empty
    sources = f"จาก {cell.sources:,}" if tells else ""
    return ShownCell(
        text=figure.text(cell.value),
        href=cell.href if cell.value is not None else "",
        sources=sources,
        is_small=table.is_small(place, cell),
        is_missing=cell.value is None,
    )


def shown_fact(headline: Headline) -> ShownFact:
    """Return a headline figure as it is read: its sources, whether they suffice, how it moved."""
    figure = headline.figure
    notes = []
    is_empty = headline.value is None and not headline.sources
    if headline.sources is not None and figure.sources and not is_empty:
        notes.append(f"จาก {headline.sources:,} {figure.sources}")
    if figure.is_small(headline.sources) and not is_empty:
        notes.append(f"น้อยกว่า {SMALL} ยังสรุปไม่ได้")
    if headline.value is not None and headline.before is not None:
        notes.append(change_words(figure, headline.value, headline.before, headline.against))
    return ShownFact(
        label=figure.name,
        value=figure.text(headline.value) if headline.value is not None else NOTHING,
        state="unknown" if headline.value is None else "known",
        note=DOT.join(notes),
        href=headline.href if headline.value is not None else "",
    )


def change_words(figure: Figure, value: float, before: float, against: str) -> str:
    """Say how a figure moved and, of counted things, whether that is good for citizens.

    What a sample says moves by chance too; the page of changes tells what is more than that.
    """
    now, then = figure.rounded(value) or 0, figure.rounded(before) or 0
    if now == then:
        return f"เท่ากับ{against}"
    way = "เพิ่มขึ้น" if now > then else "ลดลง"
    is_better = None if figure.is_sample else figure.is_better(now - then)
    judged = {True: " (ดีขึ้น)", False: " (แย่ลง)", None: ""}[is_better]
    was = figure.text(before).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{way}จาก {was} ใน{against}{judged}"


def definitions_of(dashboard: Dashboard) -> list[tuple[str, str]]:
    """Return every figure of a page with its definition, once."""
    figures = [
        *(headline.figure for headline in dashboard.headline),
        *(column.figure for column in dashboard.table.columns),
        *dashboard.more_figures,
    ]
    return list({figure.name: figure.definition for figure in figures}.items())
