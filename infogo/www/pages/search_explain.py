"""How a search was read and why each result was found, for those who tend words and tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from infogo.core.language import in_language
from infogo.search.results import Result, SearchPage
from infogo.search.stages import Step, StepName
from infogo.www.pages.search_results import localised, spoken

_THAI = re.compile("[\u0e01-\u0e5b]")
Row = Sequence[Markup | str]
Column = dict[str, str | bool]


@dataclass(frozen=True)
class Explanation:
    """Two tables as ``table`` reads them: the stages of reading, and the results of this page."""

    stage_columns: Sequence[Column]
    stages: Sequence[Row]
    result_columns: Sequence[Column]
    results: Sequence[Row]


def explanation_of(found: SearchPage) -> Explanation:
    """Return what every stage did and why each result of the page was found."""
    first = (found.page - 1) * found.page_size + 1
    return Explanation(
        stage_columns=[
            {"label": _("ขั้น")},
            {"label": _("ก่อน")},
            {"label": _("หลัง")},
            {"label": _("สิ่งที่พบ")},
        ],
        stages=_stages(found.trace),
        result_columns=[
            {"label": _("อันดับ"), "numeric": True},
            {"label": _("รายการ")},
            {"label": _("คะแนน"), "numeric": True},
            {"label": _("ตรงที่")},
        ],
        results=[_result(number, result) for number, result in enumerate(found.results, first)],
    )


def _stages(trace: Sequence[Step]) -> list[Row]:
    """Return a row for each stage in their order; one that had nothing to do says so."""
    done = {step.name: step for step in trace}
    return [
        _stage(done[name]) if name in done else [_stage_name(name), "", _("ไม่มีอะไรต้องทำ"), ""]
        for name in StepName
    ]


def _stage(step: Step) -> Row:
    after = _as_typed(step.after) if step.after != step.before else escape(_("ไม่เปลี่ยน"))
    recognised = _as_typed(", ".join(step.found)) if step.found else escape(_("ไม่มี"))
    return [_stage_name(step.name), _as_typed(step.before), after, recognised]


def _stage_name(name: StepName) -> str:
    return {
        StepName.TIDY: _("ตัดส่วนที่มองไม่เห็น"),
        StepName.LAYOUT: _("ภาษาของแป้นพิมพ์"),
        StepName.NORMALISE: _("เขียนให้เป็นแบบเดียวกัน"),
        StepName.QUESTIONS: _("คำถาม"),
        StepName.LETTERS: _("ชื่อตัวอักษร"),
        StepName.MOMENTS: _("วันเวลา"),
        StepName.PLACES: _("พื้นที่และหน่วยงาน"),
        StepName.SPACING: _("ช่องว่างในคำ"),
        StepName.SPELLING: _("ตัวสะกด"),
        StepName.ROMANISED: _("คำไทยที่พิมพ์ด้วยอักษรอังกฤษ"),
        StepName.QUANTITIES: _("อายุ เวลา และจำนวน"),
        StepName.ACTIONS: _("ขอใหม่ ต่ออายุ ขอแทน แก้ไข หรือยกเลิก"),
        StepName.OFFICES: _("สำนักงานที่พูดถึง"),
        StepName.DUTIES: _("หน่วยงานที่ถามหาจากหน้าที่"),
    }[name]


def _result(number: int, result: Result) -> Row:
    title = spoken(*in_language(result.title_th, result.title_en))
    link = Markup('<a href="{}">{}</a>').format(localised(result.path), title)
    return [str(number), link, f"{result.score:.2f}", Markup(" · ").join(_places_matched(result))]


def _places_matched(result: Result) -> list[Markup]:
    """Name the texts in which words of the query stand."""
    where = [
        escape(name)
        for name, segments in (
            (_("ชื่อ"), result.title_segments),
            (_("ชื่อทางการ"), result.official_segments),
            (_("คำอธิบายหรือที่อยู่"), result.summary_segments),
        )
        if any(segment.is_match for segment in segments)
    ]
    if result.matched_tag:
        tag = _as_typed(result.matched_tag)
        where.append(escape(_("คำที่คนใช้ “%(word)s”")) % {"word": tag})
    if result.evidence:
        said = _("ประโยคที่คนพูดถึงเรื่องนี้ (+%(score)s)")
        where.append(escape(said) % {"score": f"{result.evidence:.1f}"})
    return where or [escape(_("เนื้อหาข้างใน หรือคำที่คล้ายกัน"))]


def _as_typed(text: str) -> Markup:
    """Mark a text by the language of its letters."""
    return spoken(text, in_language(text, "")[1] if _THAI.search(text) else None)
