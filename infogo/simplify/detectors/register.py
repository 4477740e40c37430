"""All detectors, in the order in which a day's sweep runs them."""

from __future__ import annotations

from collections.abc import Mapping

from infogo.simplify.detectors.base import Detector
from infogo.simplify.detectors.contents import look_at_contents
from infogo.simplify.detectors.duplicates import look_at_names
from infogo.simplify.detectors.outliers import look_at_agencies, look_at_similar
from infogo.simplify.detectors.paths import look_at_paths
from infogo.simplify.detectors.unused import look_at_unused

DETECTORS: tuple[Detector, ...] = (
    Detector("contents", "เอกสาร สำเนา และเวลามาตรฐาน", "manual", look_at_contents),
    Detector("agencies", "เทียบหน่วยงานที่ทำเรื่องเดียวกัน", "procedure", look_at_agencies),
    Detector("similar", "เทียบคู่มือมาตรฐานของเรื่องคล้ายกัน", "procedure", look_at_similar),
    Detector("unused", "เรื่องที่ไม่มีผู้ใช้", "procedure", look_at_unused),
    Detector("names", "ชื่อที่ใกล้เคียงกัน", "procedure", look_at_names),
    Detector("paths", "ลำดับเอกสาร", "procedure", look_at_paths),
)
DETECTOR_OF: Mapping[str, Detector] = {detector.code: detector for detector in DETECTORS}
