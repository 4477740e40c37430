"""Figures of the index as columns of tables, and of each measure for its definition."""

from __future__ import annotations

from infogo.oversight.figures import Direction, Figure, Unit
from infogo.oversight.quality.measures import MEASURES, PARTS

EVIDENCE = "หลักฐาน"
INDEX_VALUE = Figure(
    "index",
    "ดัชนี",
    "คะแนน 0 ถึง 100 เฉลี่ยตามน้ำหนักของเรื่องที่มีข้อมูลเท่านั้น ถ้าน้ำหนักที่มีข้อมูลน้อยกว่าเกณฑ์ ไม่ให้คะแนนรวม",
    Unit.INDEX,
    Direction.UP,
)
INDEX_KNOWN = Figure(
    "index_known",
    "น้ำหนักที่มีข้อมูล",
    "น้ำหนักของเรื่องที่มีข้อมูล ต่อน้ำหนักทั้งหมด",
    Unit.PERCENT,
    Direction.UP,
)
INDEX_LEAST = Figure(
    "index_least",
    "ต่ำสุดที่เป็นไปได้",
    "ดัชนีถ้าทุกเรื่องที่ไม่มีข้อมูลได้ 0",
    Unit.INDEX,
    Direction.UP,
)
INDEX_MOST = Figure(
    "index_most",
    "สูงสุดที่เป็นไปได้",
    "ดัชนีถ้าทุกเรื่องที่ไม่มีข้อมูลได้ 100",
    Unit.INDEX,
    Direction.UP,
)
INDEX_CHANGE = Figure(
    "index_change",
    "เปลี่ยนจากงวดก่อน",
    "ดัชนีงวดนี้ลบดัชนีงวดก่อนที่ยาวเท่ากัน คิดเฉพาะเรื่องที่มีข้อมูลทั้งสองงวด",
    Unit.INDEX,
    Direction.UP,
)
_SAMPLED = {measure.part for measure in MEASURES if measure.is_sample}
_NAMES = {
    part.code: " และ".join(measure.name for measure in MEASURES if measure.part == part.code)
    for part in PARTS
}
PART_FIGURES = tuple(
    Figure(
        part.code,
        part.name,
        f"คะแนน 0 ถึง 100 เฉลี่ยตามน้ำหนักของเรื่องที่มีข้อมูล: {_NAMES[part.code]}",
        Unit.INDEX,
        Direction.UP,
        EVIDENCE,
        part.code in _SAMPLED,
    )
    for part in PARTS
)
MEASURE_FIGURES = {
    measure.code: Figure(
        f"index_{measure.code}",
        measure.name,
        measure.formula,
        Unit.INDEX,
        Direction.UP,
        measure.sources,
        measure.is_sample,
    )
    for measure in MEASURES
}
MEASURE_SCORE = Figure(
    "measure_score",
    "คะแนน",
    "0 ถึง 100 ตามสูตรของเรื่องนั้น",
    Unit.INDEX,
    Direction.UP,
    EVIDENCE,
)
MEASURE_WEIGHT = Figure(
    "measure_weight", "น้ำหนัก", "น้ำหนักของเรื่องในดัชนี ตามเกณฑ์ที่ใช้อยู่ในวันสุดท้ายของช่วงเวลา", Unit.INDEX
)
MEASURE_GOOD = Figure("measure_good", "เป็นไปตามเกณฑ์", "จำนวนที่เป็นไปตามเกณฑ์ของเรื่องนั้น")
MEASURE_COUNT = Figure("measure_count", "ทั้งหมด", "จำนวนทั้งหมดที่นับของเรื่องนั้น กดเพื่อดูทีละรายการ")
INDEX_FIGURES = (
    INDEX_VALUE,
    INDEX_KNOWN,
    INDEX_LEAST,
    INDEX_MOST,
    INDEX_CHANGE,
    *PART_FIGURES,
    *MEASURE_FIGURES.values(),
    MEASURE_SCORE,
    MEASURE_WEIGHT,
    MEASURE_GOOD,
    MEASURE_COUNT,
)
