"""The index of service quality: of every agency with its parts, and each part of one slice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse

from infogo.central.pages.table import Dashboard, Headline
from infogo.oversight.choices import Dimension
from infogo.oversight.chosen import Chosen, choose
from infogo.oversight.grouping import By, Group, groups_of, read_by, usable, words_of
from infogo.oversight.quality.figures import (
    INDEX_CHANGE,
    INDEX_KNOWN,
    INDEX_LEAST,
    INDEX_MOST,
    INDEX_VALUE,
    MEASURE_COUNT,
    MEASURE_FIGURES,
    MEASURE_GOOD,
    MEASURE_SCORE,
    MEASURE_WEIGHT,
    PART_FIGURES,
)
from infogo.oversight.quality.index import Scored
from infogo.oversight.quality.measures import PARTS, SATISFACTION
from infogo.oversight.quality.reading import (
    Compared,
    counted_at,
    index_of,
    indices_by,
    unknown_index,
)
from infogo.oversight.quality.rules import IndexParameters, index_rules_on
from infogo.oversight.slices import Slice
from infogo.oversight.tables import Cell, Column, Row, Table
from infogo.oversight.tree import tree
from infogo.volumes.months import later

DIVISIONS = (By.AGENCY, By.PLACE)
DIMENSIONS = (Dimension.PLACE, Dimension.PERIOD)
COLUMNS = (INDEX_VALUE, INDEX_KNOWN, INDEX_LEAST, INDEX_MOST, INDEX_CHANGE, *PART_FIGURES)
MEASURE_COLUMNS = (MEASURE_SCORE, MEASURE_WEIGHT, MEASURE_GOOD, MEASURE_COUNT)
MADE_UP_RATINGS = "คะแนนจากประชาชนเป็นข้อมูลจำลองทั้งหมด"
PROPOSAL = "ดัชนีนี้เป็นข้อเสนอของโครงการ ยังไม่ใช่เกณฑ์ของสำนักงาน ก.พ.ร. สูตรและน้ำหนักเปิดเผยต่อทุกคน"
PLACES = "จุดให้บริการนับในจังหวัดที่จุดตั้งอยู่ เรื่องอื่นนับในจังหวัดของหน่วยงาน หน่วยงานระดับชาติไม่มีจังหวัด"
MEASURE_NOTES = (
    "คะแนนจากประชาชนเป็นค่าเฉลี่ย จึงไม่มีจำนวนที่เป็นไปตามเกณฑ์",
    "ลิงก์ของตำแหน่งและข้อมูลครบของจุดพาไปดูจุดที่มีแล้ว ลิงก์ของคู่มือและหมุดพาไปดูรายการที่ยังขาด",
)
NO_RULES = "ยังไม่มีเกณฑ์ของดัชนีที่ใช้ในช่วงเวลานี้ โหลดไฟล์ quality_index_rules.json หรือเลือกช่วงเวลาอื่น"


def index_page(asked: Mapping[str, str], today: date) -> Dashboard:
    """Return the index of every group of a slice; a constant number of queries."""
    known, chosen = tree(), _within_reach(choose(asked, today))
    part, path = chosen.slice, reverse("central:index")
    by = read_by(asked.get("by", ""), chosen, known, DIVISIONS)
    rules = _rules_of(part)
    groups = groups_of(chosen, by, known)
    whole = index_of(part, rules, known, today) if rules else None
    found = indices_by(part, by, rules, known, today) if rules else {}
    nothing = unknown_index(rules) if rules else None
    rows = [
        _row(group, found.get(group.key, nothing), path)
        for group in groups
        if group.key in found or (group.slice is not None and not group.note)
    ]
    head = words_of(by, part)
    return Dashboard(
        title="ดัชนีคุณภาพบริการ",
        path=path,
        chosen=chosen if rules else _without_rules(chosen),
        lead=_lead("หน่วยงานใดให้บริการได้ดีเพียงใด และยังไม่รู้อะไร", whole, rules),
        table=Table(
            title=f"ดัชนีคุณภาพบริการราย{head}",
            head=head,
            columns=[Column(figure) for figure in COLUMNS],
            rows=rows,
            total=Row("รวมทุกแถว", _cells(whole, part), note=_made_up(whole)) if whole else None,
            notes=[PROPOSAL, *_rule_notes(rules), PLACES],
        ),
        by=by,
        divisions=usable(chosen, known, DIVISIONS),
        headline=_headline(whole, rules, part),
        counted_at=counted_at(),
        # A group may hold simulated ratings alone, which count in no sum with real ones.
        has_simulated=any(each.has_simulated for each in (whole, *found.values()) if each),
        rooms=_rooms(),
        dimensions=DIMENSIONS,
    )


def parts_page(asked: Mapping[str, str], today: date) -> Dashboard:
    """Return every measure of a slice with what it counts; a constant number of queries."""
    known, chosen = tree(), _within_reach(choose(asked, today))
    part = chosen.slice
    rules = _rules_of(part)
    whole = index_of(part, rules, known, today) if rules else None
    measures = whole.index.measures if whole else []
    return Dashboard(
        title="ดัชนีคุณภาพบริการ: แต่ละส่วน",
        path=reverse("central:index_parts"),
        chosen=chosen if rules else _without_rules(chosen),
        lead=_lead("คะแนนแต่ละเรื่องคิดจากรายการใด", whole, rules),
        table=Table(
            title="คะแนนรายเรื่อง",
            head="เรื่อง",
            columns=[Column(figure) for figure in MEASURE_COLUMNS],
            rows=[_measure_row(each, part, _made_up(whole)) for each in measures],
            notes=[*MEASURE_NOTES, PROPOSAL, *_rule_notes(rules), PLACES],
            is_ordered=True,
        ),
        headline=_headline(whole, rules, part),
        counted_at=counted_at(),
        has_simulated=bool(whole and whole.has_simulated),
        rooms=_rooms(),
        dimensions=DIMENSIONS,
        more_figures=tuple(MEASURE_FIGURES.values()),
    )


def parts_href(part: Slice) -> str:
    """Return the address of the parts of a slice's index."""
    return part.address(reverse("central:index_parts"))


def records_href(code: str, part: Slice) -> str:
    """Return the address of the rows that a measure counts."""
    return part.address(reverse("central:index_records", args=[code]))


def _rooms() -> Sequence[tuple[str, str]]:
    return [("ดัชนีรวม", reverse("central:index")), ("แต่ละส่วน", reverse("central:index_parts"))]


def _within_reach(chosen: Chosen) -> Chosen:
    """Drop what the index does not tell apart, and say so."""
    if chosen.slice.topic or chosen.slice.procedure:
        chosen = chosen.without_services("ดัชนีเป็นของหน่วยงาน ไม่แยกตามหมวดหรือกระบวนงาน จึงแสดงทุกเรื่อง")
    if chosen.slice.district:
        chosen = chosen.without_district("ดัชนีไม่แยกรายอำเภอ จึงแสดงทั้งจังหวัด")
    return chosen


def _rules_of(part: Slice) -> IndexParameters | None:
    """Return the rules in force on the last day of a period."""
    end = later(part.last, 1)
    return index_rules_on(date.fromordinal(end.toordinal() - 1))


def _without_rules(chosen: Chosen) -> Chosen:
    return replace(chosen, problems=(*chosen.problems, NO_RULES))


def _rule_notes(rules: IndexParameters | None) -> list[str]:
    if rules is None:
        return []
    bands = sorted(rules.bands, key=lambda band: -band.from_index)
    return [
        f"ให้คะแนนรวมเมื่อมีข้อมูลอย่างน้อยร้อยละ {rules.known_least:g} ของน้ำหนัก "
        f"คะแนนจากประชาชนนับเมื่อมีผู้ให้คะแนนอย่างน้อย {rules.minimum_ratings} คน",
        *(
            ["คำเรียก: " + ", ".join(f"{band.from_index:g} ขึ้นไป {band.name_th}" for band in bands)]
            if bands
            else []
        ),
    ]


def _row(group: Group, compared: Compared | None, path: str) -> Row:
    href = group.slice.address(path) if group.slice else ""
    note = ", ".join(filter(None, (group.note, _made_up(compared))))
    return Row(group.label, _cells(compared, group.slice), href, note)


def _made_up(compared: Compared | None) -> str:
    """Say that satisfaction is of simulated ratings alone, where it is."""
    return MADE_UP_RATINGS if compared is not None and compared.has_made_up_ratings else ""


def _cells(compared: Compared | None, part: Slice | None) -> list[Cell]:
    """Return the cells of a row; every number leads to its parts."""
    if compared is None:
        return [Cell(None) for _figure in COLUMNS]
    index = compared.index
    href = parts_href(part) if part else ""
    overall = (index.value, index.known, index.least, index.most, compared.change)
    parts = [index.parts[each.code] for each in PARTS]
    return [
        *(Cell(value, href=href) for value in overall),
        *(Cell(each.score, each.count, href) for each in parts),
    ]


def _measure_row(each: Scored, part: Slice, made_up: str) -> Row:
    names = {each.code: each.name for each in PARTS}
    href = records_href(each.measure.code, part) if each.count else ""
    cells = [
        Cell(each.score, each.count, href),
        Cell(each.weight),
        Cell(each.good),
        Cell(each.count, href=href),
    ]
    note = names[each.measure.part]
    if made_up and each.measure.code == SATISFACTION:
        note = f"{note}, {made_up}"
    return Row(each.measure.name, cells, note=note)


def _headline(
    compared: Compared | None, rules: IndexParameters | None, part: Slice
) -> list[Headline]:
    if compared is None or rules is None:
        return []
    index, href = compared.index, parts_href(part)
    before = None
    if index.value is not None and compared.change is not None:
        before = index.value - compared.change
    against = "งวดก่อน คิดเฉพาะเรื่องที่มีข้อมูลทั้งสองงวด"
    return [
        Headline(INDEX_VALUE, index.value, None, before, href, against),
        Headline(INDEX_KNOWN, index.known, href=href),
        Headline(INDEX_LEAST, index.least, href=href),
        Headline(INDEX_MOST, index.most, href=href),
    ]


def _lead(words: str, compared: Compared | None, rules: IndexParameters | None) -> str:
    """Add what the index of the whole slice is called, or why it has no number."""
    if compared is None or rules is None:
        return words
    value = compared.index.value
    if value is None:
        return f"{words} ส่วนที่เลือกมีข้อมูลน้อยเกินไป จึงยังไม่มีคะแนนรวม"
    band = rules.band_of(value)
    return f"{words} ส่วนที่เลือกอยู่ในระดับ “{band.name_th}”" if band else words
